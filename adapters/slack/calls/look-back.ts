/**
 * Looks whether an earlier try arrived: each of our messages carries a mark that nobody sees, each file a name of ours.
 */

import type { Place } from "../../../src/records.ts";
import { isOfChannel } from "./delivery.ts";
import type { Talk } from "./talk.ts";

/** Source: Slack's reference, "Message metadata". */
const MARK_TYPE = "madoguchi_post";

/** What a message of ours carries unseen. */
export interface Mark {
  readonly key: string;
  /** Of what it shows; `""` where it is never changed. */
  readonly digest: string;
  /** When it was put there, by the desk's clock; 0 where nobody knows. */
  readonly at: number;
}

export const metadataOf = (mark: Mark) => ({ event_type: MARK_TYPE, event_payload: { ...mark } });

export interface LookBack {
  /** The message with this mark. */
  message(key: string): ({ readonly message: string } & Pick<Mark, "digest" | "at">) | undefined;
  /** The id of a file whose name begins so. */
  file(stem: string): string | undefined;
}

/** What is looked through: a thousand messages since the first try. */
const PAGE = 200;
const MOST_PAGES = 5;
/** Slack's clock and the desk's differ by less: Slack's own requests, signed with its time, would be refused otherwise. */
const MARGIN_MS = 5 * 60_000;

interface Read {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown };
  readonly files?: readonly { readonly id?: string; readonly name?: string | null }[];
}

export interface LookedFor extends Place {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** As whom the desk speaks; undefined while nobody knows, and then any app counts. */
  readonly self: string | undefined;
  /** It is the desk's channel of today; what one that the desk left does not tell is not there. */
  readonly isOfDesk: boolean;
}

export async function lookBack(talk: Talk, where: LookedFor): Promise<LookBack> {
  const isOurs = ({ user, bot_id }: Read) => (where.self === undefined ? bot_id !== undefined : user === where.self);
  const own = (await read(talk, where)).filter(isOurs);
  return {
    message(key) {
      for (const { ts, metadata } of own) {
        const mark = markIn(metadata);
        if (ts !== undefined && mark?.key === key) return { message: ts, digest: mark.digest, at: mark.at };
      }
      return undefined;
    },
    file: (stem) => own.flatMap(({ files = [] }) => files).find(({ name }) => name?.startsWith(stem))?.id,
  };
}

async function read(talk: Talk, { channel, thread, since, isOfDesk }: LookedFor): Promise<Read[]> {
  await talk.turn(channel);
  const oldest = (Math.max(0, since - MARGIN_MS) / 1000).toFixed(6);
  const asked = { channel, oldest, include_all_metadata: true, limit: PAGE };
  const found: Read[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const from = cursor === undefined ? asked : { ...asked, cursor };
    const answer = await talk.tried(
      thread === undefined
        ? { method: "conversations.history", channel, ask: ({ conversations }) => conversations.history(from) }
        : {
            method: "conversations.replies",
            channel,
            ask: ({ conversations }) => conversations.replies({ ...from, ts: thread }),
          },
      // What hung under a message that is gone is gone.
      (error) => error === "thread_not_found" || (!isOfDesk && isOfChannel(error)),
    );
    if (!("messages" in answer)) break;
    found.push(...((answer.messages ?? []) as Read[]));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
}

function markIn(metadata: Read["metadata"]): Mark | undefined {
  if (metadata?.event_type !== MARK_TYPE) return undefined;
  const { key, digest, at } = Object(metadata.event_payload) as Partial<Record<string, unknown>>;
  if (typeof key !== "string") return undefined;
  return { key, digest: typeof digest === "string" ? digest : "", at: typeof at === "number" ? at : 0 };
}
