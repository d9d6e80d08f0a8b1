import { expect, test } from "vitest";
import { argon2Passwords } from "../../../adapters/world/passwords.ts";

const passwords = argon2Passwords();
const made = await passwords.hashed("a long enough password");

test("a hash is a PHC string with the parameters that it was made with, and another each time", async () => {
  expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/u);
  expect(await passwords.hashed("a long enough password")).not.toBe(made);
});

test("it is right for its password alone, however that is spelled by a keyboard", async () => {
  expect(await passwords.isRight(made, "a long enough password")).toBe(true);
  expect(await passwords.isRight(made, "A long enough password")).toBe(false);
  expect(await passwords.isRight(made, "")).toBe(false);
  expect(
    await passwords.isRight(
      await passwords.hashed("パスワードは長いほうが"),
      "ハ\u309Aスワート\u3099は長いほうか\u3099",
    ),
  ).toBe(true);
});

test("where there is none, no password is right, the empty one neither", async () => {
  for (const password of ["", "a long enough password", "\0"])
    expect(await passwords.isRight(undefined, password)).toBe(false);
});

test("one of other parameters is still right, and told to be outdated", async () => {
  const parts = made.split("$");
  const lighter = argon2Passwords();
  expect(lighter.isOutdated(made)).toBe(false);
  expect(lighter.isOutdated(["", parts[1], parts[2], "m=8192,t=3,p=1", parts[4], parts[5]].join("$"))).toBe(true);
});

test("an unknown login takes as long as a wrong password", async () => {
  /** The least of several, which other work of the machine hardly touches. */
  const timed = async (hash: string | undefined) => {
    const times: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const start = performance.now();
      await passwords.isRight(hash, "wrong");
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  const [known, unknown] = [await timed(made), await timed(undefined)];
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
});

test("many at once wait for one another, and there is no room for more without end", async () => {
  const busy = argon2Passwords();
  expect(busy.hasRoom()).toBe(true);
  const all = Array.from({ length: 70 }, () => busy.isRight(undefined, "x"));
  expect(busy.hasRoom()).toBe(false);
  await Promise.all(all);
  expect(busy.hasRoom()).toBe(true);
});

test("a password that is made is of letters that are not taken for one another", () => {
  const all = Array.from({ length: 200 }, () => passwords.made());
  expect(new Set(all).size).toBe(200);
  for (const one of all) expect(one).toMatch(/^(?:[a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/u);
});
