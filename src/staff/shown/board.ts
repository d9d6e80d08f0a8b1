/**
 * Where staff see their cases: whatever happens to one becomes a row of the outbox that names what is to be shown.
 *
 * All that is shown of a case leaves in one order, the order of the rows of its thread, so a card stands before what
 * hangs under it, and what is taken away goes after all that was still on its way.
 */

import { type Board, marksRemoved } from "../../handoff/board.ts";
import { isMark, keyOf, messageKey, messageOf, numberOf, numberOfCard } from "../../ports/post-keys.ts";
import { peerOf } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Chance, Clock } from "../../ports/world.ts";
import type { CaseEvent, CaseNumber, Conversation, MessageId, Peer, Place, Post } from "../../records.ts";

export interface BoardParts {
  readonly clock: Pick<Clock, "now">;
  readonly chance: Pick<Chance, "uuid">;
}

/** Cases of one person. */
const MOST_CASES = 100;
/** Rows among which those of one case are looked for. */
const MOST_ROWS = 10_000;
/** So often a place where much is shown counts as one where something happened. */
const STIRRED_MS = 86_400_000;

export function staffBoard({ clock, chance }: BoardParts): Board {
  /** The conversation of a place of staff: what goes there goes in order. */
  async function conversationOf(records: Records, peer: Peer): Promise<Conversation> {
    const now = clock.now();
    const found = await records.conversations.ensure("slack", peer, now, chance.uuid);
    if (now - found.lastAt > STIRRED_MS) await records.conversations.save({ ...found, lastAt: now });
    return found;
  }

  async function show(records: Records, number: CaseNumber, posts: readonly Post[]): Promise<void> {
    if (posts.length === 0) return;
    const peer = peerOf.case(number);
    const { id } = await conversationOf(records, peer);
    for (const post of posts) {
      const row = { channel: "slack", conversation: id, peer, cause: undefined, retryKey: chance.uuid() } as const;
      await records.outbox.add({ ...row, sayings: [{ kind: "post", post }] }, clock.now());
    }
  }

  return {
    async happened(records, on, event) {
      await show(records, on.number, [cardOf(on.number), ...(await shownOf(records, event))]);
    },
    changed: (records, on) => show(records, on.number, [cardOf(on.number)]),
    async reworded(records, message, how) {
      const line = await lineOf(records, message);
      if (line === undefined) return;
      const now = how === "unsent" ? removalOf([messageKey(message)]) : await shownOf(records, line);
      await show(records, line.number, [...now, cardOf(line.number)]);
    },
    async delivered(records, message) {
      const line = await lineOf(records, message);
      if (line !== undefined) await show(records, line.number, await shownOf(records, line));
    },
    async cut(records, { number, conversation }) {
      const standing = (await records.posts.of(conversation)).map(({ key }) => key);
      const keys: string[] = [];
      for (const key of standing) if (await isWordless(records, key)) keys.push(key);
      const events = await records.cases.events(number);
      const anew = events.flatMap((event, index): Post[] =>
        hasWords(event) ? [{ what: "event", number, index }] : [],
      );
      // What never stood there, such as before there was a channel of staff, is not shown now that it is over.
      const shown = [...anew, cardOf(number)].filter((post) => standing.includes(keyOf(post) ?? ""));
      await show(records, number, [...removalOf(keys), ...shown]);
    },
    async gone(records, conversation) {
      const cases = await records.cases.list({ conversation, limit: MOST_CASES });
      // Before what stands there: what is sent meanwhile is then in one of the two, or in both.
      const unsent = new Map<CaseNumber, readonly string[]>();
      for (const { number } of cases) unsent.set(number, await underWay(records, number));
      const standing = await records.posts.of(conversation);
      for (const { key, channel, message } of standing) {
        if (numberOfCard(key) !== undefined) await lookupsErased(records, { channel, thread: message });
      }
      await marksRemoved(records, conversation);
      const shown = standing.map(({ key }) => key).filter((key) => !isMark(key));
      for (const [i, { number }] of cases.entries()) {
        const isOf = (key: string) => numberOf(key) === number || (i === 0 && numberOf(key) === undefined);
        const keys = [...shown.filter(isOf), ...(unsent.get(number) ?? [])];
        await show(records, number, removalOf([...new Set(keys)]));
      }
    },
  };
}

const cardOf = (number: CaseNumber): Post => ({ what: "card", number });
const removalOf = (keys: readonly string[]): Post[] => (keys.length === 0 ? [] : [{ what: "removal", keys }]);

/** What a line of a case's record shows besides the card. */
async function shownOf(records: Records, { number, move, message }: CaseEvent): Promise<Post[]> {
  if (move === "open") return [];
  if (move === "resident-writes" || move === "answer") {
    return message === undefined ? [] : [{ what: "message", number, message }];
  }
  const { length } = await records.cases.events(number);
  return [{ what: "event", number, index: length - 1 }];
}

/** Where a message stands in the record of a case; undefined for what was said apart from any. */
export async function lineOf(records: Records, message: MessageId): Promise<CaseEvent | undefined> {
  const found = await records.messages.get(message);
  if (found === undefined) return undefined;
  const cases = await records.cases.list({ conversation: found.conversation, limit: MOST_CASES });
  for (const { number } of cases) {
    const line = (await records.cases.events(number)).find((event) => event.message === message);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** It shows a message of which neither words nor a file are left. */
async function isWordless(records: Records, key: string): Promise<boolean> {
  const id = messageOf(key);
  if (id === undefined) return false;
  const message = await records.messages.get(id);
  return message === undefined || (message.text === "" && message.media === undefined);
}

/** What the line shows is cut with the case: a note, the word on how it went. */
const hasWords = ({ move }: CaseEvent): boolean => move === "note" || move === "rate";

/** What waits to be shown of a case, or is being sent just now: nobody knows yet where it will stand. */
async function underWay(records: Records, number: CaseNumber): Promise<string[]> {
  const peer = peerOf.case(number);
  const rows = await records.outbox.list(["waiting", "held"], MOST_ROWS);
  const sayings = rows.filter((row) => row.channel === "slack" && row.peer === peer).flatMap((row) => row.sayings);
  return sayings.flatMap((saying) => (saying.kind === "post" ? (keyOf(saying.post) ?? []) : []));
}

/** What staff looked up in the thread of a case may repeat its words. */
async function lookupsErased({ conversations }: Records, thread: Place): Promise<void> {
  const talk = await conversations.byPeer("slack", peerOf.place(thread));
  if (talk !== undefined) await conversations.erase(talk.id);
}
