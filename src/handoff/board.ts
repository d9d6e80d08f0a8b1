/**
 * Where the people behind the desk see their cases: it is told what happens to them, in the transaction in which it does.
 */

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

/** Of a desk whose people look for themselves, such as at a terminal. */
export const noBoard: Board = {
  async happened() {},
  async changed() {},
  async reworded() {},
  async delivered() {},
  async cut() {},
  async gone() {},
};
