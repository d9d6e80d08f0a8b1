/**
 * One case → a page of the console. Pure.
 *
 * What changes by itself (whose turn it is, what was said, what can be pressed) is one region; the fields in which
 * somebody writes stand outside of it and are never exchanged under their hands.
 */

import type { CaseUndelivered, ConsoleCase } from "../../../../src/ports/console/cases.ts";
import type { Case } from "../../../../src/records.ts";
import { type Html, html } from "../../html.ts";
import { type ConsoleFrame, csrfField, liveRegion } from "../layout.ts";
import type { Visit } from "../route.ts";
import { conversation, moment, sources } from "./case-entries.ts";
import { caseForms, presses, type TriedForm } from "./case-forms.ts";

export interface CasePageParts {
  readonly frame: ConsoleFrame;
  readonly visit: Visit;
  readonly found: ConsoleCase;
  /** Undefined where nobody may answer, or only the region that changes is asked for. */
  readonly reply: Html | undefined;
  readonly tried: TriedForm | undefined;
  /** What became of the last press. */
  readonly said: { readonly text: string; readonly isDone: boolean } | undefined;
}

export function casePage(parts: CasePageParts): Html {
  const { frame, visit, found, reply, tried, said } = parts;
  const { words } = frame;
  return html`<p><a href="${visit.base}/cases">${words.cases.page.toList}</a></p>
${said && html`<p class="${said.isDone ? "done" : "notice"}" role="${said.isDone ? "status" : "alert"}">${said.text}</p>`}
${liveRegion(frame, visit, {
  id: "case-now",
  address: `${visit.base}/cases/${found.card.case.number}${found.skipped === 0 ? "" : `?skip=${found.skipped}`}`,
  content: html`${facts(parts)}
${presses({ frame, visit, found })}
${conversation({ words, visit, found, isCorrectable: visit.by.role !== "viewer" && found.may.includes("answer") })}
${undelivered(parts)}
${others(parts)}`,
})}
${reply}
${caseForms({ frame, visit, found, tried })}`;
}

type Fact = readonly [name: string, value: Html | string | undefined];

function facts({ frame: { words }, found }: CasePageParts): Html {
  const { card } = found;
  const { case: on, topicName, assigneeName, isStopped, isOverdue } = card;
  const { names, card: said, time, outside } = words.case;
  const { page, channels } = words.cases;
  const isUnanswered = on.state !== "closed" && on.firstAnsweredAt === undefined;
  const due =
    on.dueAt === undefined
      ? said.noDue
      : html`${moment(on.dueAt, words)}${isOverdue ? html` <strong class="badge urgent">${said.overdue}</strong>` : undefined}`;
  const rows: readonly Fact[] = [
    [page.assignee, assigneeName ?? page.nobody],
    [page.channel, channels[on.channel]],
    [said.topic, topicName ?? names.noTopic],
    [said.language, names.languages[on.language]],
    [said.cause, names.causes[on.cause]],
    [said.opened, moment(on.openedAt, words)],
    [said.due, isUnanswered ? due : undefined],
    [said.answeredFirst, on.firstAnsweredAt === undefined ? undefined : time(on.firstAnsweredAt)],
    [said.rating, on.rating === undefined ? undefined : names.ratings[on.rating - 1]],
  ];
  const remarks = [
    on.state === "closed" ? said.closed(on.closeReason) : outside(card.opening),
    isStopped ? said.blocked : "",
    on.wishesErasure && on.state !== "closed" ? said.wishesErasure : "",
  ];
  return html`<section class="stack"><h2 class="turn">${said.turn(on.state, assigneeName)}</h2>
${remarks.filter((text) => text !== "").map((text) => html`<p class="notice">${text}</p>`)}
<dl class="facts">${rows.flatMap(([name, value]) => (value === undefined ? [] : [html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`]))}</dl>
${asked(card, words)}</section>`;
}

/** What it began with: the answer of the desk before it, and what that left open. */
function asked({ case: on, answered }: ConsoleCase["card"], words: ConsoleFrame["words"]): Html | undefined {
  const { card } = words.case;
  const open = on.open.filter((one) => one !== on.asked);
  if (on.asked === "" && open.length === 0 && answered === undefined) return undefined;
  return html`${on.asked === "" ? undefined : html`<h3>${card.asked}</h3><p class="as-written" dir="auto">${on.asked}</p>`}
${open.length === 0 ? undefined : html`<h3>${card.open}</h3><ul>${open.map((one) => html`<li class="as-written" dir="auto">${one}</li>`)}</ul>`}
${answered === undefined ? undefined : html`<details><summary>${card.answered}</summary><p class="as-written">${answered.text}</p>${sources(answered.sources, words)}</details>`}`;
}

function undelivered({ frame, visit, found }: CasePageParts): Html | undefined {
  const { words } = frame;
  const { page } = words.cases;
  if (found.undelivered.length === 0) return undefined;
  const { number } = found.card.case;
  const again = ({ id, state }: CaseUndelivered) =>
    visit.by.role === "viewer" || state === "waiting"
      ? undefined
      : html`<form method="post" action="${visit.base}/cases/${String(number)}/again">${csrfField(visit)}<input type="hidden" name="row" value="${String(id)}">
<button type="submit" class="button second">${words.case.buttons.again}</button></form>`;
  const item = (row: CaseUndelivered) => {
    const { state, reason, createdAt, text } = row;
    const fate =
      state === "held" || state === "dead" ? ({ kind: state, reason } as const) : ({ kind: "waiting" } as const);
    return html`<li class="entry"><p class="entry-head">${moment(createdAt, words)} ${words.case.thread.fate(fate)}</p>
${text === "" ? undefined : html`<p class="as-written" dir="auto">${text}</p>`}${again(row)}</li>\n`;
  };
  return html`<section class="stack"><h2>${page.undelivered}</h2><ul class="entries" role="list">${found.undelivered.map(item)}</ul></section>`;
}

function others({ frame: { words }, visit, found }: CasePageParts): Html | undefined {
  if (found.others.length === 0) return undefined;
  const { names } = words.case;
  const item = ({ number, state, openedAt, cause }: Case) =>
    html`<li><a href="${visit.base}/cases/${String(number)}">${words.cases.page.title(number)}</a> ${names.states[state]}・${names.causes[cause]}・${moment(openedAt, words)}</li>\n`;
  return html`<section class="stack"><h2>${words.cases.page.others}</h2><ul class="others">${found.others.map(item)}</ul></section>`;
}
