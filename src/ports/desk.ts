/**
 * What the desk offers to its channels: an answer to one message.
 */

import type { City, Explanation, Question, Reply } from "../model.ts";

/** One message in, a reply out; any string is a question, and nothing is thrown for one. */
export interface Desk {
  readonly cities: readonly City[];
  reply(question: Question): Reply;
  /** What stands behind a reply: hits with their reasons, and what the decision weighed. */
  explain(question: Question): Explanation;
}
