/**
 * Ends what may be kept no longer: transcripts, pages, links and files after the days that residents were told, masked
 * questions and the centre's own notices later.
 */

import type { Records } from "../ports/store.ts";
import type { Board } from "./board.ts";
import { dayOf } from "./hours.ts";
import type { DeskProfile } from "./profile.ts";

const DAY_MS = 86_400_000;
/** For so long a notice that holds no more can be looked up and taken as a pattern for the next one. */
const NOTICE_MS = 365 * DAY_MS;
/** Conversations and cases of one go. */
const PIECE = 50;

export interface Expired {
  /** Ids of media whose files must go. */
  readonly filesGone: readonly string[];
  /** There is more to be done. */
  readonly isMore: boolean;
}

export interface RetentionHouse {
  readonly profile: Pick<DeskProfile, "retentionDays" | "questionRetentionDays">;
  readonly board: Board;
}

export async function expired(
  records: Records,
  { profile: { retentionDays, questionRetentionDays }, board }: RetentionHouse,
  now: number,
): Promise<Expired> {
  const before = now - retentionDays * DAY_MS;
  const filesGone: string[] = [];
  const closed = await records.cases.closedBefore(before, PIECE);
  for (const on of closed) {
    const { number, conversation, closedAt } = on;
    filesGone.push(...(await records.messages.cut(conversation, closedAt!)));
    await records.questions.cut(conversation);
    await records.cases.cut(number);
    await board.cut(records, on);
  }
  const quiet = await records.conversations.quietSince(before, PIECE);
  for (const id of quiet) {
    await board.gone(records, id);
    filesGone.push(...(await records.conversations.expire(id)));
  }
  await records.questions.cutBefore(before);
  await records.inbox.deleteBefore(before);
  await records.outbox.deleteBefore(before);
  await records.questions.deleteBefore(now - questionRetentionDays * DAY_MS);
  await records.timeline.deleteStray(before);
  await records.links.deleteBefore(before);
  await noticesRemoved(records, dayOf(now - NOTICE_MS));
  return { filesGone, isMore: closed.length === PIECE || quiet.length === PIECE };
}

/** @param day - those that held last before this */
async function noticesRemoved({ notices }: Records, day: string): Promise<void> {
  for (const { id, until } of await notices.list()) if (until < day) await notices.remove(id);
}
