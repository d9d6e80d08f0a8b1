/**
 * Passwords as argon2id hashes.
 *
 * Each takes 19 MB and some 30 ms of a thread beside the desk's own, so few are made side by side: who sends sign-ins
 * as fast as they can is kept waiting, and the desk is not.
 */

import { argon2, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Passwords } from "../../src/ports/console/sign-in.ts";

/** Source: OWASP Password Storage Cheat Sheet, Argon2id. `memory` in KiB. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SIDE_BY_SIDE = 2;
/** Some two seconds of work. */
const MOST_WAITING = 64;

/** Without those that are taken for one another. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const [MADE_GROUPS, GROUP_LETTERS] = [4, 5];
const group = () => Array.from({ length: GROUP_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join("");

const { memory, passes, parallelism } = PARAMETERS;
const HEAD = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$`;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u;

const derive = promisify(argon2);

export function argon2Passwords(): Passwords {
  let free = SIDE_BY_SIDE;
  const waiting: (() => void)[] = [];
  async function inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }
  return {
    made: () => Array.from({ length: MADE_GROUPS }, group).join("-"),
    async hashed(password) {
      const nonce = randomBytes(SALT_BYTES);
      const hash = await inTurn(() =>
        derive("argon2id", { ...PARAMETERS, message: bytes(password), nonce, tagLength: HASH_BYTES }),
      );
      return `${HEAD}${base64(nonce)}$${base64(hash)}`;
    },
    async isRight(kept, password) {
      const [, m, t, p, salt = "", hash = ""] = PHC.exec(kept ?? NOBODYS) ?? [];
      const right = Buffer.from(hash, "base64");
      const parameters = { memory: Number(m), passes: Number(t), parallelism: Number(p), tagLength: right.length };
      const nonce = Buffer.from(salt, "base64");
      const found = await inTurn(() => derive("argon2id", { ...parameters, message: bytes(password), nonce }));
      return timingSafeEqual(found, right) && kept !== undefined;
    },
    isOutdated: (kept) => !kept.startsWith(HEAD),
    hasRoom: () => waiting.length < MOST_WAITING,
  };
}

/** Of no password: only its cost is the same. */
const NOBODYS = `${HEAD}${base64(Buffer.alloc(SALT_BYTES))}$${base64(Buffer.alloc(HASH_BYTES))}`;

/** One spelling of what looks the same, however the keyboard writes it. */
const bytes = (password: string): Buffer => Buffer.from(password.normalize("NFKC"));

function base64(data: Buffer): string {
  return data.toString("base64").replace(/=+$/u, "");
}
