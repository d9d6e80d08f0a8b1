/**
 * Windows that are sent off: what each carries unseen ↔ what was filled in. Pure.
 *
 * What a window is about travels in its metadata. A line of JSON, and behind it the answer that is about to be sent, as
 * it is: as JSON its line ends alone could outgrow the room that there is. Slack promises nowhere to hand it back letter
 * for letter, and a resident must read what was shown before it was sent: so its length tells whether it did.
 */

import type { PassageId } from "../../../src/model.ts";
import type { Source, Submission } from "../../../src/ports/staff.ts";
import { type CaseNumber, CLOSE_REASONS, type MessageId } from "../../../src/records.ts";
import { decoded, withEmoji } from "../blocks/mrkdwn.ts";

/** What a window asks for. */
export type Form = Submission["form"];
const FORMS: readonly Form[] = ["reply", "send", "note", "close", "hand-on", "due"];

type WithoutPerson = Exclude<Submission, { form: "hand-on" }>;
/** As it was sent off: who was chosen is known by id only, such as `slack:U0123`. */
export type RawSubmission =
  | WithoutPerson
  | { readonly id: string; readonly form: "hand-on"; readonly number: CaseNumber; readonly to: string };

/** The longest answer to a resident, and note, that can be typed; so that an answer fits into the metadata. */
export const ANSWER_UNITS = 2_400;

/** What a window carries unseen. */
export interface Carried {
  readonly number: CaseNumber;
  /** What may be put under the answer, or is, once it is about to be sent. */
  readonly quote?: PassageId | undefined;
  readonly correcting?: MessageId | undefined;
  readonly source?: Source | undefined;
  /** The answer that is about to be sent. */
  readonly text?: string | undefined;
}

/** The fields in which something may be wrong, and the tick. */
export type Field = "text" | "to" | "at" | "reason" | "quote";

export const formId = (form: Form): string => `desk.form.${form}`;
/** The block of a field: what is wrong is said beside it. */
export const faultBlock = (field: Field): string => `desk.field.${field}`;
/** The input in that block. */
export const inputId = (field: Field): string => `desk.input.${field}`;

/** At most 3,000 characters for a text of at most {@link ANSWER_UNITS}. */
export function metadata({ text, ...about }: Carried): string {
  if (text === undefined) return JSON.stringify(about);
  return `${JSON.stringify({ ...about, units: text.length })}\n${text}`;
}

/**
 * Reads a window as Slack hands it over with what was filled in.
 *
 * @param view - the `view` of a `view_submission`
 * @returns undefined for a window that is not ours, or without what it needs
 */
export function submissionOf(view: unknown): RawSubmission | undefined {
  const fields = fieldsOf(view);
  const form = FORMS.find((known) => formId(known) === fields.callback_id);
  const carried = carriedIn(fields.private_metadata);
  if (form === undefined || carried === undefined || typeof fields.id !== "string") return undefined;
  const { number, quote, correcting, source, text = "" } = carried;
  // A window may be filled anew under the same id: each step of it counts by itself.
  const id = `${fields.id}:${form}`;
  const filled = (field: Field) =>
    fieldsOf(fieldsOf(fieldsOf(fieldsOf(fields.state).values)[faultBlock(field)])[inputId(field)]);
  switch (form) {
    case "reply": {
      const isQuoted = asList(filled("quote").selected_options).length > 0;
      const put = { quote: isQuoted ? quote : undefined, correcting, source };
      return { id, form, number, text: withEmoji(textIn(filled("text").value)), ...put };
    }
    case "send":
      return { id, form, number, text, quote, correcting, source };
    case "note":
      return { id, form, number, text: withEmoji(textIn(filled("text").value)) };
    case "close": {
      const chosen = fieldsOf(filled("reason").selected_option).value;
      const reason = CLOSE_REASONS.find((known) => known === chosen);
      return reason && { id, form, number, reason };
    }
    case "hand-on": {
      const user = textIn(filled("to").selected_user);
      return user === "" ? undefined : { id, form, number, to: `slack:${user}` };
    }
    case "due": {
      const seconds = filled("at").selected_date_time;
      return Number.isSafeInteger(seconds) ? { id, form, number, at: Number(seconds) * 1000 } : undefined;
    }
    default:
      return form satisfies never;
  }
}

function carriedIn(value: unknown): Carried | undefined {
  const all = textIn(value);
  const end = all.indexOf("\n");
  const about = fieldsOf(parsed(end < 0 ? all : all.slice(0, end)));
  if (!Number.isInteger(about.number)) return undefined;
  const source = fieldsOf(about.source);
  const isOfMessage = typeof source.channel === "string" && typeof source.message === "string";
  return {
    number: about.number as CaseNumber,
    quote: idIn<PassageId>(about.quote),
    correcting: idIn<MessageId>(about.correcting),
    source: isOfMessage ? { channel: textIn(source.channel), message: textIn(source.message) } : undefined,
    text: end < 0 ? undefined : asItWas(all.slice(end + 1), about.units),
  };
}

/** Without the entities that Slack may have put into it. */
const asItWas = (text: string, units: unknown): string =>
  text.length !== units && decoded(text).length === units ? decoded(text) : text;

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Without NUL, which PostgreSQL cannot keep in a text. */
const textIn = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "") : "");
const idIn = <T extends string>(value: unknown): T | undefined =>
  typeof value === "string" && value !== "" ? (value as T) : undefined;
