/**
 * What a resident is told of a case, ready to be sent.
 */

import type { Button, Case, Saying } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { NOTICE_MS, REOPEN_MS } from "./timers.ts";

const DAY_MS = 86_400_000;
const REOPEN_DAYS = REOPEN_MS / DAY_MS;
const NOTICE_DAYS = NOTICE_MS / DAY_MS;

const words = ({ language }: Case) => conversationWords[language];

const said = ({ language }: Case, text: string, quick: readonly Button[] = []): Saying[] => [
  { kind: "text", language, text, quick },
];

/** A person's own words, with the way back to the machine. */
export function answerOf(on: Case, text: string): Saying[] {
  const { person, buttons } = words(on);
  const quick: Button[] = [{ label: buttons.askDesk, press: { act: "ask-desk" } }];
  return [{ kind: "text", language: on.language, text, quick, sender: person }];
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
