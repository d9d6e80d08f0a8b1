/**
 * Counts what a desk did on one day.
 *
 * The figures are for the people who work there: how long residents waited is told in opening time, for nobody is slow
 * while the door is closed, and in the middle of all, for one case that lay long says nothing of the others.
 */

import { waitedMs } from "../../handoff/facts.ts";
import { dayOf, startOf } from "../../handoff/hours.ts";
import type { Summary } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Day } from "../../ports/world.ts";
import { type Case, UNANSWERED } from "../../records.ts";
import type { StaffHouse } from "../house.ts";

/** Rows of one kind that are counted: more than a desk of people can work on a day. */
const MOST = 10_000;
const MOST_TOPICS = 5;

type Counting = Pick<StaffHouse, "profile" | "holidays" | "topicName">;

/** @param day - in Japan; how many wait is told of now all the same */
export async function summaryOf(records: Records, house: Counting, day: Day): Promise<Summary> {
  const { cases } = records;
  const since = startOf(day);
  const isOfDay = (at: number | undefined): at is number => at !== undefined && dayOf(at) === day;
  const opened = (await cases.list({ openedSince: since, limit: MOST })).filter((on) => isOfDay(on.openedAt));
  const answered = (await cases.list({ answeredSince: since, limit: MOST })).filter((on) =>
    isOfDay(on.firstAnsweredAt),
  );
  const closed = (await cases.list({ states: ["closed"], closedSince: since, limit: MOST })).filter((on) =>
    isOfDay(on.closedAt),
  );
  return {
    day,
    opened: opened.length,
    answered: answered.length,
    closed: closed.length,
    waiting: (await cases.list({ states: ["waiting"], limit: MOST })).length,
    medianFirstAnswerMs: median(await waits(records, answered, house)),
    unanswered: most(await unansweredTopics(records, { day, opened, house })),
  };
}

/** The middle value; the mean of the middle two of an even count, in whole milliseconds; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

/** How long each had to wait for its first answer, but those of which nobody knows when it was open. */
async function waits(records: Records, answered: readonly Case[], house: Counting): Promise<number[]> {
  const found: number[] = [];
  for (const on of answered) {
    const ms = await waitedMs(records, on, on.firstAnsweredAt ?? on.openedAt, house);
    if (ms !== undefined) found.push(ms);
  }
  return found;
}

interface DayOfCases {
  readonly day: Day;
  readonly opened: readonly Case[];
  readonly house: Counting;
}

/** A name for each thing that stayed unanswered; undefined for what belongs to no topic. */
async function unansweredTopics(
  { questions }: Records,
  { day, opened, house }: DayOfCases,
): Promise<(string | undefined)[]> {
  const kept = await questions.list({
    asker: "resident",
    whys: UNANSWERED,
    since: startOf(day),
    limit: MOST,
  });
  const asked = kept.filter(({ at }) => dayOf(at) === day);
  // The question with which a case began is kept as well, and counts once.
  const ofCases = new Set(asked.filter(({ why }) => why === "case").map(({ conversation }) => conversation));
  const others = opened.filter(({ conversation }) => !ofCases.has(conversation));
  return [...asked, ...others].map(({ topic }) => (topic === undefined ? undefined : house.topicName(topic)));
}

/** Most often first; of the same count by name, and what has none last. */
function most(names: readonly (string | undefined)[]): Summary["unanswered"] {
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || byName(a.name, b.name))
    .slice(0, MOST_TOPICS);
}

function byName(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a < b ? -1 : 1;
}
