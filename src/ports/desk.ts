/**
 * What the desk offers to its channels: an answer to one message, and the text to read on in.
 */

import type { City, Explanation, PassageId, Question, Reply } from "../model.ts";
import type { Reading } from "./staff.ts";

/** One message in, a reply out; any string is a question, and nothing is thrown for one. */
export interface Desk {
  readonly cities: readonly City[];
  reply(question: Question): Reply;
  /** What stands behind a reply: hits with their reasons, and what the decision weighed. */
  explain(question: Question): Explanation;
  /** The section in which a passage stands, with the passage before and after it; undefined where no text has it. */
  reading(passage: PassageId): Reading | undefined;
}
