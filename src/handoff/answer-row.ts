/**
 * A person's answer in a case, as it is kept among the messages of its conversation.
 */

import type { AnswerQuotation } from "../ports/staff.ts";
import type { Case, Message, MessageId } from "../records.ts";

export interface Answered extends Pick<Message, "text" | "isPrivate" | "at"> {
  readonly staff: string;
  readonly quotation: AnswerQuotation | undefined;
}

export function answerRow(id: MessageId, on: Case, { staff, text, quotation, isPrivate, at }: Answered): Message {
  return {
    ...{ id, conversation: on.conversation, author: "person", staff, text, isPrivate, at },
    ...{ channelMessage: undefined, outcome: undefined, media: undefined, isUnsent: false },
    city: on.city,
    sections: quotation === undefined ? [] : [{ passage: quotation.passage, source: quotation.source }],
  };
}
