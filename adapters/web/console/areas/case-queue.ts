/**
 * The list of cases → a page of the console. Pure.
 */

import type { City, CityId } from "../../../../src/model.ts";
import {
  CASE_CHANNELS,
  CASE_LISTS,
  type CaseList,
  type CaseListName,
  type CaseQuery,
  type CaseRow,
} from "../../../../src/ports/console/cases.ts";
import { type Html, html } from "../../html.ts";
import { type ConsoleFrame, liveRegion } from "../layout.ts";
import type { Visit } from "../route.ts";

/** Characters (code points) of what the resident wrote: two lines of the list. */
const EXCERPT_CHARACTERS = 60;

export function queue(
  frame: ConsoleFrame,
  visit: Visit,
  query: CaseQuery,
  list: CaseList,
  said: string | undefined,
): Html {
  const { queue: words } = frame.words.cases;
  return html`${said && html`<p class="done" role="status">${said}</p>`}
<form class="filter" method="get" action="${visit.base}/cases">
<input type="hidden" name="list" value="${query.list}">
${select("city", words.city, words.any, cities(visit), query.city)}
${select("channel", words.channel, words.any, channels(frame), query.channel)}
<button type="submit" class="button second">${words.apply}</button></form>
${liveRegion(frame, visit, {
  id: "case-queue",
  address: queueAddress(visit, query),
  content: html`${tabs(frame, visit, query, list)}
<p>${words.total(list)}</p>
${list.rows.length === 0 ? html`<p class="empty">${words.none}</p>` : table(frame, visit, list.rows)}
${pages(frame, visit, query, list)}`,
})}`;
}

/** As little as tells it: what is left out is what one begins with. */
function queueAddress({ base }: Pick<Visit, "base">, { list, city, channel, page }: CaseQuery): string {
  const asked = new URLSearchParams();
  if (list !== "open") asked.set("list", list);
  if (city !== undefined) asked.set("city", city);
  if (channel !== undefined) asked.set("channel", channel);
  if (page > 1) asked.set("page", String(page));
  return `${base}/cases${asked.size === 0 ? "" : `?${asked}`}`;
}

/** What an address asks for; what is not known counts as not asked. @param named - the value of a name, `""` for none */
export function queryOf(named: (name: string) => string, known: readonly City[]): CaseQuery {
  const page = /^[1-9]\d{0,3}$/u.test(named("page")) ? Number(named("page")) : 1;
  return {
    list: CASE_LISTS.find((name) => name === named("list")) ?? "open",
    city: known.find(({ id }) => id === named("city"))?.id,
    channel: CASE_CHANNELS.find((name) => name === named("channel")),
    page,
  };
}

type Choice = readonly [value: string, label: string];

const cities = ({ desk }: Visit): Choice[] => desk.cities.map(({ id, names }): Choice => [id, names.ja]);
const channels = ({ words }: ConsoleFrame): Choice[] =>
  CASE_CHANNELS.map((name): Choice => [name, words.cases.channels[name]]);

function select(
  name: string,
  label: string,
  any: string,
  choices: readonly Choice[],
  chosen: CityId | string | undefined,
) {
  const option = ([value, text]: Choice) =>
    html`<option value="${value}"${value === (chosen ?? "") ? html` selected` : undefined}>${text}</option>`;
  return html`<div class="field"><label for="filter-${name}">${label}</label>
<select id="filter-${name}" name="${name}">${[["", any] as const, ...choices].map(option)}</select></div>`;
}

function tabs({ words }: ConsoleFrame, visit: Visit, query: CaseQuery, { counts }: CaseList): Html {
  const { lists, queue: own } = words.cases;
  const count = (name: CaseListName) => (name === "closed" ? "" : `（${counts[name]}）`);
  const tab = (name: CaseListName) =>
    html`<li><a href="${queueAddress(visit, { ...query, list: name, page: 1 })}"${
      name === query.list ? html` aria-current="page"` : undefined
    }>${lists[name]}${count(name)}</a></li>\n`;
  return html`<nav aria-label="${own.lists}"><ul class="tabs" role="list">${CASE_LISTS.map(tab)}</ul></nav>`;
}

function table(frame: ConsoleFrame, visit: Visit, rows: readonly CaseRow[]): Html {
  const { caption, heads } = frame.words.cases.queue;
  const head = (name: keyof typeof heads) => html`<th scope="col">${heads[name]}</th>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="cases"><caption>${caption}</caption>
<thead><tr>${head("case")}${head("turn")}${head("due")}${head("excerpt")}</tr></thead>
<tbody>${rows.map((row) => line(frame, visit, row))}</tbody></table></div>`;
}

function line({ words }: ConsoleFrame, visit: Visit, row: CaseRow): Html {
  const { case: on, cityName, topicName, assigneeName, isWordless, excerpt } = row;
  const { queue: own, channels: names, page } = words.cases;
  const about = [cityName ?? words.case.names.noCity, topicName ?? words.case.names.noTopic, names[on.channel]];
  return html`<tr>
<th scope="row"><a href="${visit.base}/cases/${String(on.number)}">${page.title(on.number)}</a>${
    on.priority === "urgent" ? html` <strong class="badge urgent">${own.urgent}</strong>` : undefined
  }<br><span class="about">${about.join("・")}</span></th>
<td>${words.case.card.turn(on.state, assigneeName)}</td>
<td>${dueOf(words, row)}</td>
<td dir="auto">${isWordless ? html`<span class="hint">${own.noWords}</span>` : shortened(excerpt)}</td>
</tr>
`;
}

function shortened(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ")];
  return characters.length <= EXCERPT_CHARACTERS
    ? characters.join("")
    : `${characters.slice(0, EXCERPT_CHARACTERS - 1).join("")}…`;
}

/** Of the first answer, as long as there is none. */
function dueOf({ case: words }: ConsoleFrame["words"], { case: on, isOverdue }: CaseRow): Html {
  if (on.state === "closed" || on.firstAnsweredAt !== undefined || on.dueAt === undefined) return html`―`;
  return html`<time datetime="${new Date(on.dueAt).toISOString()}">${words.time(on.dueAt)}</time>${
    isOverdue ? html` <strong class="badge urgent">${words.card.overdue}</strong>` : undefined
  }`;
}

function pages({ words }: ConsoleFrame, visit: Visit, query: CaseQuery, { pages: count }: CaseList): Html | undefined {
  if (count === 1) return undefined;
  const { pages: label, page } = words.cases.queue;
  const link = (number: number) =>
    html`<li><a href="${queueAddress(visit, { ...query, page: number })}"${
      number === query.page ? html` aria-current="page"` : undefined
    }>${page(number)}</a></li>\n`;
  return html`<nav aria-label="${label}"><ul class="tabs" role="list">${Array.from({ length: count }, (_, i) => link(i + 1))}</ul></nav>`;
}
