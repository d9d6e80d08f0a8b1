/**
 * The private page of a case: whether what people answer goes there, and the links that lead to it.
 *
 * It belongs to a case that began in LINE. A link is kept by its hash alone, so each time that one is to be sent a new one
 * is made. Once anything was said on the page the case stays there, whatever the settings become: it was promised.
 */

import { LINK_MS, PRIVATE_PATH, type Tokens } from "../ports/private.ts";
import type { Records } from "../ports/store.ts";
import type { Clock } from "../ports/world.ts";
import type { Case } from "../records.ts";
import type { DeskProfile, PrivatePageWay } from "./profile.ts";

export interface PrivatePageParts {
  /** Always as it is now. */
  readonly profile: DeskProfile;
  /**
   * How the desk is reached from outside; undefined where nobody said, such as at a terminal: no link is made then, and what
   * belongs on the page goes there all the same.
   */
  readonly baseUrl: string | undefined;
  readonly tokens: Pick<Tokens, "forLink" | "hashed">;
  readonly clock: Pick<Clock, "now">;
}

export interface PrivatePage {
  way(): PrivatePageWay;
  /** Whether the resident may have the page of this case. */
  isFor(on: Pick<Case, "channel">): boolean;
  /** What people answer goes to the page. */
  holds(records: Records, on: Case): Promise<boolean>;
  /** The address of a new link, good for {@link LINK_MS}; undefined where none can lead to the desk. */
  link(records: Records, on: Case): Promise<string | undefined>;
  /** No link leads to the page any more, and every browser is put out. @param by - as the audit names who did it */
  revoke(records: Records, on: Case, by: string): Promise<void>;
}

/** Messages among which those of the page are looked for. */
const LOOKED_BACK = 200;

export function privatePage({ profile, baseUrl, tokens, clock }: PrivatePageParts): PrivatePage {
  const way = () => profile.privatePage ?? "never";
  const isOfLine = ({ channel }: Pick<Case, "channel">) => channel === "line";
  const isWorkedHere = () => profile.caseWay === "conversation" && baseUrl !== undefined;
  return {
    way,
    isFor: (on) => isOfLine(on) && isWorkedHere() && way() !== "never",
    async holds(records, on) {
      if (!isOfLine(on)) return false;
      return way() === "always" || (await records.links.isOpened(on.number)) || (await wasUsed(records, on));
    },
    async link(records, { conversation, number }) {
      if (baseUrl === undefined) return undefined;
      const token = tokens.forLink();
      const createdAt = clock.now();
      await records.links.add({
        ...{ hash: tokens.hashed(token), conversation, number, createdAt, expiresAt: createdAt + LINK_MS },
        ...{ browser: undefined, revokedAt: undefined },
      });
      return `${baseUrl}${PRIVATE_PATH}/${token}`;
    },
    async revoke(records, { number }, by) {
      const now = clock.now();
      await records.links.revoke(number, now);
      await records.audit.add({ at: now, actor: by, act: "private-links-revoked", subject: `case ${number}` });
    },
  };
}

/** Of a desk that has none and never had. */
export const noPrivatePage: PrivatePage = {
  way: () => "never",
  isFor: () => false,
  holds: async () => false,
  link: async () => undefined,
  revoke: async () => {},
};

/** Its links may be gone by now, for a closed case is opened again after they were deleted. */
async function wasUsed({ messages }: Records, { conversation, openedAt }: Case): Promise<boolean> {
  const latest = await messages.latest(conversation, LOOKED_BACK);
  return latest.some(({ isPrivate, at }) => isPrivate && at >= openedAt);
}
