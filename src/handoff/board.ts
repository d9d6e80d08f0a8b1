/**
 * Where the people behind the desk see their cases: it is told what happens to them, in the transaction in which it does.
 */

import { isMark } from "../ports/post-keys.ts";
import type { Records } from "../ports/store.ts";
import type { Case, CaseEvent, ConversationId, MessageId } from "../records.ts";

export interface Board {
  /** A case began, or was moved. */
  happened(records: Records, on: Case, event: CaseEvent): Promise<void>;
  /** Something else of a case reads otherwise: words were taken out, a language was chosen, its person left or came back. */
  changed(records: Records, on: Case): Promise<void>;
  /** A message of a resident was unsent, or reads otherwise. */
  reworded(records: Records, message: MessageId, how: "unsent" | "edited"): Promise<void>;
  /** Something became of a person's answer. */
  delivered(records: Records, message: MessageId): Promise<void>;
  /** The words of a closed case were cut, for their time was over. */
  cut(records: Records, on: Case): Promise<void>;
  /** All that is shown of a conversation must go. Called before its records are deleted, for they tell what is shown. */
  gone(records: Records, conversation: ConversationId): Promise<void>;
}

/** What marks that something was done once goes with the conversation in which it was. */
export async function marksRemoved({ posts }: Records, conversation: ConversationId): Promise<void> {
  for (const { key } of await posts.of(conversation)) if (isMark(key)) await posts.remove(key);
}

/** Of a desk whose people look for themselves: at a terminal or in the console. */
export const noBoard: Board = {
  async happened() {},
  async changed() {},
  async reworded() {},
  async delivered() {},
  async cut() {},
  gone: marksRemoved,
};
