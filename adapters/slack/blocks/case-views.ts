/**
 * The windows in which a case is worked. Pure.
 *
 * The one in which an answer was written stays below the one that shows how it will read: closing that leads back.
 */

import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { AnswerQuotation, StaffView } from "../../../src/ports/staff.ts";
import type { CaseNumber, CloseReason } from "../../../src/records.ts";
import { LABEL_UNITS, OPTION_UNITS, TITLE_UNITS } from "../limits.ts";
import {
  ANSWER_UNITS,
  type Carried,
  type Field,
  type Form,
  faultBlock,
  formId,
  inputId,
  metadata,
} from "../requests/forms.ts";
import { context, plainText, quote, quoteLines } from "./blocks.ts";
import { facts, named, rich, said, section } from "./parts.ts";
import { beginning, clean, isBlank } from "./text.ts";

type Of<V extends StaffView["view"]> = Extract<StaffView, { view: V }>;

/** Reasons that staff choose between; the others are those of the desk and of residents. */
const REASONS: readonly CloseReason[] = ["solved", "elsewhere", "nuisance"];
/** Of a quotation, beside an answer that is written. */
const QUOTED_BLOCKS = 4;

export function replyView(view: Of<"reply">, words: CaseWords): ModalView {
  const { windows, names } = words;
  const { number, language, sender, text, isSuggested, quotation, isQuoted, cost, correcting, source } = view;
  const typed = clean(text).trim();
  const field = {
    type: "plain_text_input",
    multiline: true,
    max_length: ANSWER_UNITS,
    ...(!isBlank(typed) && { initial_value: beginning(typed, ANSWER_UNITS) }),
  } as const;
  const remarks = [
    isSuggested ? windows.reply.suggested : "",
    source === undefined ? "" : windows.reply.fromThread,
    correcting === undefined ? "" : windows.reply.correcting,
    typed.length > ANSWER_UNITS ? windows.reply.tooLong(ANSWER_UNITS) : "",
  ];
  return form("reply", "reply", { number, quote: quotation?.passage, correcting, source }, words, [
    ...facts([
      [windows.case(number), ""],
      ["", windows.reply.to(names.languages[language], named(sender))],
    ]),
    ...context(remarks),
    input("text", windows.reply.text, field, windows.reply.hint),
    ...quotationOf(quotation, isQuoted, words),
    ...context([windows.reply.cost(cost)]),
  ]);
}

/** What may be put under the answer, and a tick for it. */
function quotationOf(quotation: AnswerQuotation | undefined, isQuoted: boolean, { windows }: CaseWords): KnownBlock[] {
  if (quotation === undefined) return [];
  const tick = { text: plainText(windows.reply.quote, OPTION_UNITS), value: "quote" };
  const box = { type: "checkboxes" as const, options: [tick], ...(isQuoted && { initial_options: [tick] }) };
  return [
    ...quoteLines(quotation.lines).slice(0, QUOTED_BLOCKS),
    ...context([quotation.source]),
    { ...input("quote", windows.reply.quotation, box), optional: true },
  ];
}

export function previewView(view: Of<"preview">, words: CaseWords): ModalView {
  const { windows, names } = words;
  const { number, language, sender, text, quotation, isQuoted, cost, correcting, source, asRead } = view;
  const put = isQuoted ? quotation?.passage : undefined;
  return form("preview", "send", { number, quote: put, correcting, source, text: clean(text) }, words, [
    ...facts([
      [windows.case(number), ""],
      ["", windows.reply.to(names.languages[language], named(sender))],
    ]),
    rich(section([said(windows.reply.asRead, true)])),
    ...asRead.flatMap(quote),
    ...context([correcting === undefined ? "" : windows.reply.correcting, windows.reply.cost(cost)]),
  ]);
}

export function noteView({ number }: Of<"note">, words: CaseWords): ModalView {
  const { note } = words.windows;
  const field = { type: "plain_text_input", multiline: true, max_length: ANSWER_UNITS } as const;
  return form("note", "note", { number }, words, [ofCase(number, words), input("text", note.text, field, note.hint)]);
}

export function closeView({ number, reason, wishesErasure }: Of<"close">, words: CaseWords): ModalView {
  const { close } = words.windows;
  const options = REASONS.map((value) => ({ text: plainText(words.names.reasons[value], OPTION_UNITS), value }));
  const initial = options.find(({ value }) => value === reason);
  const field = { type: "static_select", options, ...(initial && { initial_option: initial }) } as const;
  return form("close", "close", { number }, words, [
    ofCase(number, words),
    input("reason", close.reason, field, wishesErasure ? close.erases : close.hint),
  ]);
}

export function handOnView({ number }: Of<"hand-on">, words: CaseWords): ModalView {
  const { handOn } = words.windows;
  return form("hand-on", "hand-on", { number }, words, [
    ofCase(number, words),
    input("to", handOn.to, { type: "users_select" }, handOn.hint),
  ]);
}

export function dueView({ number, dueAt }: Of<"due">, words: CaseWords): ModalView {
  const { due } = words.windows;
  const field = {
    type: "datetimepicker",
    ...(dueAt !== undefined && { initial_date_time: Math.floor(dueAt / 1000) }),
  } as const;
  return form("due", "due", { number }, words, [ofCase(number, words), input("at", due.at, field, due.hint)]);
}

/** Something to be read only. */
export function noticeView(title: "refusal" | "loading", text: string, { windows }: CaseWords): ModalView {
  return {
    type: "modal",
    title: plainText(windows.titles[title], TITLE_UNITS),
    close: plainText(windows.done, TITLE_UNITS),
    blocks: facts([["", clean(text)]]),
  };
}

const ofCase = (number: CaseNumber, { windows }: CaseWords): KnownBlock =>
  rich(section([said(windows.case(number), true)]));

type Window = keyof CaseWords["windows"]["submits"];

function form(window: Window, name: Form, carried: Carried, { windows }: CaseWords, blocks: KnownBlock[]): ModalView {
  return {
    type: "modal",
    callback_id: formId(name),
    private_metadata: metadata(carried),
    title: plainText(windows.titles[window], TITLE_UNITS),
    submit: plainText(windows.submits[window], TITLE_UNITS),
    close: plainText(window === "preview" ? windows.back : windows.cancel, TITLE_UNITS),
    blocks,
  };
}

type Unnamed<E> = E extends unknown ? Omit<E, "action_id"> : never;

function input(field: Field, label: string, element: Unnamed<InputBlock["element"]>, hint = ""): InputBlock {
  return {
    type: "input",
    block_id: faultBlock(field),
    label: plainText(label, LABEL_UNITS),
    ...(hint !== "" && { hint: plainText(hint, LABEL_UNITS) }),
    element: { ...element, action_id: inputId(field) } as InputBlock["element"],
  };
}
