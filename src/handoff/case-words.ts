/**
 * What a resident is told of a case, ready to be sent.
 */

import { LANGUAGES } from "../model.ts";
import type { AnswerQuotation } from "../ports/staff.ts";
import type { Button, Case, Saying } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { privateWords } from "../reply/private.ts";
import { NOTICE_MS, REOPEN_MS } from "./timers.ts";

const DAY_MS = 86_400_000;
const REOPEN_DAYS = REOPEN_MS / DAY_MS;
const NOTICE_DAYS = NOTICE_MS / DAY_MS;

const words = ({ language }: Case) => conversationWords[language];

const said = ({ language }: Case, text: string, quick: readonly Button[] = []): Saying[] => [
  { kind: "text", language, text, quick },
];

/** A person's own words, with the way back to the machine. @param name - of who speaks, at most 20 characters */
export function answerOf(on: Case, text: string, name?: string): Saying[] {
  const { person, buttons } = words(on);
  const quick: Button[] = [{ label: buttons.askDesk, press: { act: "ask-desk" } }];
  return [{ kind: "text", language: on.language, text, quick, sender: name ?? person }];
}

/** That a person answered on the private page, and no word of it. */
export function privateAnswerOf({ language, number }: Case): Saying[] {
  const { answered, buttons } = privateWords[language].line;
  const quick: Button[] = [{ label: buttons.newLink, press: { act: "private-link", number } }];
  return [{ kind: "text", language, text: answered, quick, linkTo: number }];
}

/** What a person wrote as the resident reads it: the guideline's words stand under it, so that nobody takes them for the person's. */
export function answerText(on: Pick<Case, "language">, text: string, quotation: AnswerQuotation | undefined): string {
  if (quotation === undefined) return text;
  const { bundle } = conversationWords[on.language];
  const colon = on.language === "en" ? ": " : "：";
  const lines = quotation.lines.map((line) => `｜${line.role === "label" ? `【${line.text}】` : line.text}`);
  const source = [`${bundle.source}${colon}${quotation.source}`, quotation.address ?? []].flat();
  return [text, "", bundle.quotation, ...lines, ...source].join("\n");
}

/** With the word before it that tells the resident to go by this answer and not by the last. */
export const correctionText = ({ language }: Pick<Case, "language">, text: string): string =>
  `${conversationWords[language].cases.correction}\n${text}`;

/** The person's own words in what {@link correctionText} and {@link answerText} made of them. */
export function ownWords(answer: string): string {
  const all = LANGUAGES.map((language) => conversationWords[language]);
  const before = all.map(({ cases }) => `${cases.correction}\n`).find((words) => answer.startsWith(words)) ?? "";
  const ends = all.map(({ bundle }) => answer.lastIndexOf(`\n\n${bundle.quotation}\n｜`)).filter((at) => at >= 0);
  return answer.slice(before.length, ends.length === 0 ? undefined : Math.max(...ends));
}

export function closingOf(on: Case): Saying[] {
  return farewell(on, words(on).cases.closed({ number: on.number, days: REOPEN_DAYS }));
}

export function autoClosingOf(on: Case): Saying[] {
  return farewell(on, words(on).cases.autoClosed({ number: on.number, days: REOPEN_DAYS }));
}

export function noticeOf(on: Case): Saying[] {
  return said(on, words(on).cases.notice({ number: on.number, days: NOTICE_DAYS }));
}

export function reopeningOf(on: Case): Saying[] {
  return said(on, words(on).cases.reopened);
}

/** The last words to somebody of whom nothing is kept any more. */
export function erasureOf(on: Case): Saying[] {
  return said(on, words(on).records.erased);
}

/** How did it go, and the way back. */
function farewell(on: Case, first: string): Saying[] {
  const { buttons, cases } = words(on);
  const ratings = buttons.ratings.map(
    (label, i): Button => ({ label, press: { act: "rate", number: on.number, rating: i + 1 } }),
  );
  const back: Button = { label: buttons.reopen, press: { act: "reopen", number: on.number } };
  return said(on, `${first}\n${cases.rate}`, [...ratings, back]);
}
