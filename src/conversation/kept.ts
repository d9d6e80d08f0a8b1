/**
 * Keeps what was asked, masked, so that the people of the desk can see what is missing and what was answered.
 */

import { masked } from "../handoff/masked.ts";
import type { Reply } from "../model.ts";
import type { KeptQuestion, MessageId } from "../records.ts";
import type { Turn } from "./turn.ts";

export interface ToKeep {
  /** The message that asked; undefined where none is kept, and then its question is not either. */
  readonly message: MessageId | undefined;
  readonly text: string;
  readonly reply: Pick<Reply, "language" | "matter">;
  readonly why: KeptQuestion["why"];
}

export async function keepQuestion({ records, conversation, now }: Turn, { message, text, reply, why }: ToKeep) {
  if (message === undefined || text === "") return;
  const { language, matter } = reply;
  await records.questions.keep({
    id: message,
    conversation: conversation.id,
    text: masked(text),
    city: matter.city ?? conversation.city,
    language,
    why,
    asker: "resident",
    topic: matter.topic,
    at: now,
  });
}
