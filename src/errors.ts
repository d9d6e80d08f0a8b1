/**
 * The one error of the desk: what should not happen, told once, with its cause.
 *
 * What can be expected is a value. This is for the rest: a broken file at start, a setting out of range.
 * Facts name things (a file, a line, a setting), never a resident's words or ids.
 */

/** A code per cause, so that a caller or an operator can tell them apart without reading the message. */
export const ERROR_CODES = [
  /** A setting is missing or out of range; the message names each of them. */
  "settings-invalid",
  /** A file under `knowledge/` cannot be read, parsed or trusted. */
  "knowledge-invalid",
  /** A reply would quote what is not in the guideline; it is not sent. */
  "not-verbatim",
  /** Words on a command line that the command does not know. */
  "usage",
  /** A question set or BEIR folder cannot be read. */
  "eval-input",
  /** The Japanese dictionary cannot be loaded. */
  "dictionary",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly facts: Facts;

  /** @param message - what was attempted, with what, and what to do about it */
  constructor(code: ErrorCode, message: string, { cause, facts = {} }: { cause?: unknown; facts?: Facts } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DeskError";
    this.code = code;
    this.facts = facts;
  }
}
