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
  /** A move on a case that its state, its actor or the time does not allow; nothing was changed. */
  "illegal-move",
  /** There is no case of that number at this desk. */
  "case-unknown",
  /** Somebody else changed the case since it was read; nothing was changed. */
  "case-changed",
  /** The file of further holidays cannot be read, or a line of it is broken. */
  "holidays-invalid",
  /** The database cannot be opened, reached or written, or is not one of the desk. */
  "store-unusable",
  /** The database or a backup was written by a newer version of the program. */
  "store-newer",
  /** The data folder is in use by what must not run beside: a desk, or a restore. */
  "store-busy",
  /** A worker wrote on an event whose conversation another holds by now. */
  "lease-lost",
  /** What is for staff alone was about to go to a resident; it was not sent. */
  "for-staff",
  /** A channel did not take or tell what it was asked for. */
  "channel-refused",
  /** A backup cannot be written or read. */
  "backup",
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
