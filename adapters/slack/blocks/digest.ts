/**
 * What the whole channel is told of a day: the cases that wait in the morning, and figures at its end. Pure.
 */

import type { RichTextElement, RichTextSection } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { CaseCard, PostContent, Summary } from "../../../src/ports/staff.ts";
import { BUTTON_URL_UNITS } from "../limits.ts";
import { context, fallback, header, type SlackMessage } from "./blocks.ts";
import { lineOf, turnOf } from "./card.ts";
import { type Fact, facts, jsonUnits, listed, named, rich, said, section } from "./parts.ts";

/** Share of the room of a message, in JSON. */
const LINES_UNITS = 7_000;
const TOPICS = 20;

export function digestMessage(
  { waiting, more, held }: Extract<PostContent, { what: "digest" }>,
  words: CaseWords,
): SlackMessage {
  const { days } = words;
  const count = waiting.length + more;
  const told = count === 0 ? days.nothingWaits : days.digest(count - held, held);
  const lines = linesOf(waiting, words);
  const left = count - lines.length;
  const list = lines.length === 0 ? [] : [{ type: "rich_text_list", style: "bullet", elements: lines } as const];
  const blocks = [rich(section([said(told, true)]), ...list), ...context([left > 0 ? days.more(left) : ""])];
  return { text: fallback(told), blocks };
}

/** As many cases as there is room for, in order. */
function linesOf(waiting: readonly CaseCard[], words: CaseWords): RichTextSection[] {
  const lines: RichTextSection[] = [];
  for (const card of waiting) {
    const line = section([lineElement(card, words)]);
    if (jsonUnits([...lines, line]) > LINES_UNITS) break;
    lines.push(line);
  }
  return lines;
}

function lineElement(card: CaseCard, words: CaseWords): RichTextElement {
  const { url, case: on } = card;
  const text = [lineOf(card, words), ...(on.state === "waiting" ? [] : [turnOf(card, words)])].join("　");
  return url === undefined || url.length > BUTTON_URL_UNITS ? said(text) : { type: "link", url, text };
}

export function summaryMessage(summary: Summary, words: CaseWords): SlackMessage {
  const title = words.days.summary(summary.day);
  const figures = figuresOf(summary, words);
  const text = [title, ...figures.map(([name, value]) => `${name}：${value}`)].join("　");
  return { text: fallback(text), blocks: [header(title), ...facts(figures), ...unansweredOf(summary, words)] };
}

export const figuresOf = (summary: Summary, { days }: CaseWords): Fact[] =>
  days.figures(summary).map(({ name, value }): Fact => [name, value]);

/** What stayed unanswered, as far as there is room. */
export function unansweredOf({ unanswered }: Summary, { days }: CaseWords) {
  const shown = unanswered.slice(0, TOPICS).map(({ name, count }) => days.unansweredTopic(name && named(name), count));
  const more = unanswered.length - shown.length;
  return listed(days.unanswered, more > 0 ? [...shown, days.more(more)] : shown);
}
