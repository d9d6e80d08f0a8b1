/**
 * The cases of a desk as its people go through them: which there are, and the most urgent first.
 */

import { byUrgency, isOverdue } from "../handoff/case-view.ts";
import { isUnanswered } from "../handoff/timers.ts";
import { CASE_LISTS, type CaseList, type CaseListName, type CaseQuery, type CaseRow } from "../ports/console/cases.ts";
import type { Records } from "../ports/store.ts";
import type { Case, CaseState } from "../records.ts";
import { listedCard, shownCase, shownMessage } from "../staff/shown/card.ts";
import type { ConsoleParts } from "./parts.ts";

/** Cases of one page. */
const PAGE = 30;
/** Cases among which those of a list are looked for: the newest. */
const MOST_CASES = 2_000;
/** Messages among which the last one of the resident is looked for. */
const LOOKED_BACK = 20;
/** UTF-16 code units of a message that a line of a list has room for. */
const EXCERPT_UNITS = 160;

const OPEN: readonly CaseState[] = ["waiting", "with-person", "with-resident"];

/** Each case is read in a transaction of its own: a list of many must not hold up the desk. */
export async function caseList(
  { desk, store, house, clock }: Pick<ConsoleParts, "desk" | "store" | "house" | "clock">,
  staff: string,
  { list, city, channel, page }: CaseQuery,
): Promise<CaseList> {
  const now = clock.now();
  const within = <T>(act: (records: Records) => Promise<T>): Promise<T> => store.within(desk, act);
  const open = await within(({ cases }) => cases.list({ states: OPEN, limit: MOST_CASES }));
  const all =
    list === "closed" ? await within(({ cases }) => cases.list({ states: ["closed"], limit: MOST_CASES })) : open;
  const isOf = (on: Case, name: CaseListName) => isIn(on, name, { staff, now });
  const found = all
    .filter((on) => isOf(on, list) && (city ?? on.city) === on.city && (channel ?? on.channel) === on.channel)
    .toSorted(byUrgency);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const start = (Math.min(page, pages) - 1) * PAGE;
  const rows: CaseRow[] = [];
  for (const on of found.slice(start, start + PAGE)) {
    rows.push(
      await within(async (records) => ({
        ...(await listedCard(records, on, { house, now })),
        excerpt: await excerpt(records, on, house),
      })),
    );
  }
  const counts = Object.fromEntries(CASE_LISTS.map((name) => [name, open.filter((on) => isOf(on, name)).length]));
  return {
    rows,
    total: found.length,
    isMore: all.length === MOST_CASES,
    pages,
    counts: counts as Record<CaseListName, number>,
  };
}

function isIn(on: Case, list: CaseListName, { staff, now }: { readonly staff: string; readonly now: number }): boolean {
  switch (list) {
    case "open":
      return on.state !== "closed";
    case "closed":
      return on.state === "closed";
    case "waiting":
      return on.state === "waiting";
    case "mine":
      return on.state !== "closed" && on.assignee === staff;
    case "due":
      return isUnanswered(on) && (on.remindAt ?? on.dueAt ?? Number.POSITIVE_INFINITY) <= now;
    case "overdue":
      return isOverdue(on, now);
    default:
      return list satisfies never;
  }
}

async function excerpt({ messages }: Records, on: Case, house: ConsoleParts["house"]): Promise<string> {
  const latest = (await messages.latest(on.conversation, LOOKED_BACK)).map((one) => shownMessage(one, house));
  const written = latest.findLast(({ author, text }) => author === "resident" && text !== "");
  return (written?.text ?? shownCase(on, undefined, house).asked).slice(0, EXCERPT_UNITS).toWellFormed();
}
