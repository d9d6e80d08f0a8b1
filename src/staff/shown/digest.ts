/**
 * Tells staff by the clock what they would have to look for: in the morning what waits, and how the day was.
 *
 * Both are told once a day. Of two processes at one database both may find that it was not told yet, and both write;
 * a channel shows each day's digest and summary once, by the key of the post, so the second changes nothing.
 */

import { byUrgency } from "../../handoff/case-view.ts";
import { dayOf, firstOpening, isOpen, minutesOf, type OpeningHours } from "../../handoff/hours.ts";
import { type PostContent, peerOf, type Summary } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Day, Holidays } from "../../ports/world.ts";
import type { Case, CaseEvent, CaseMove, Post } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { type CardParts, listedCard } from "./card.ts";
import { summaryOf } from "./figures.ts";

/** Cases of one digest. */
const MOST_CARDS = 20;
/** Cases among which the most urgent are looked for. */
const MOST_CASES = 1_000;

/**
 * Writes into the outbox what is to be told at this time. To be called once a minute.
 *
 * The digest comes once people are there and cases wait since before they came; what comes later has its card. The
 * summary comes at its time of a day on which the desk opens, or later on that day after an outage. Where nobody told
 * the hours, both keep those of an office: staff are not residents, and nothing is promised to them.
 *
 * @returns whether something is to be sent
 */
export async function staffTicked(house: StaffHouse, records: Records, now: number): Promise<boolean> {
  const tick: Tick = { house, records, now, day: dayOf(now), ...workingTime(house) };
  const isDigestDue = (await isAtOpening(tick)) && (await write(tick, "digest"));
  const isSummaryDue = (await isAtSummary(tick)) && (await write(tick, "summary"));
  return isDigestDue || isSummaryDue;
}

/**
 * What the digest says now.
 *
 * @returns undefined where nothing waits for a person any more, or the day is over: what the channel did not take until
 * then is in the digest of the next
 */
export async function digestOf(records: Records, day: Day, parts: CardParts): Promise<PostContent | undefined> {
  if (dayOf(parts.now) !== day) return undefined;
  const found = (await casesOfPersons(records)).toSorted((a, b) => heldRank(a) - heldRank(b) || byUrgency(a, b));
  if (found.length === 0) return undefined;
  const shown = found.slice(0, MOST_CARDS);
  const waiting = [];
  for (const on of shown) waiting.push(await listedCard(records, on, parts));
  const held = found.filter(({ state }) => state !== "waiting").length;
  return { what: "digest", day, waiting, more: found.length - shown.length, held };
}

/** It is a person's turn: nobody has the case yet, or who has it. */
const casesOfPersons = ({ cases }: Records): Promise<readonly Case[]> =>
  cases.list({ states: ["waiting", "with-person"], limit: MOST_CASES });

const heldRank = ({ state }: Case): number => (state === "waiting" ? 0 : 1);

interface Tick extends WorkingTime {
  readonly house: StaffHouse;
  readonly records: Records;
  readonly now: number;
  readonly day: Day;
}

interface WorkingTime {
  readonly hours: OpeningHours;
  readonly calendar: Holidays;
}

/** From Monday to Friday; national holidays and the turn of the year are free. */
const OFFICE_DAY = [{ from: 9 * 60, to: 17 * 60 }];
const OFFICE: OpeningHours = {
  week: { sun: [], mon: OFFICE_DAY, tue: OFFICE_DAY, wed: OFFICE_DAY, thu: OFFICE_DAY, fri: OFFICE_DAY, sat: [] },
  closedDays: ["12-29..01-03"],
  closedOnHolidays: true,
};

/** Beyond the known calendar no day is a holiday: a digest too many is better than none from there on. */
function workingTime({ profile, holidays }: StaffHouse): WorkingTime {
  return {
    hours: profile.hours ?? OFFICE,
    calendar: { named: (day) => holidays.named(day), knownUntil: "9999-12-31" },
  };
}

async function isAtOpening(tick: Tick): Promise<boolean> {
  const { records, now, hours, calendar } = tick;
  const opening = firstOpening(now, hours, calendar);
  if (opening === undefined || !isOpen(now, hours, calendar)) return false;
  return (await isFirstOfDay(tick, "staff.digest")) && (await waitsSince(records, opening));
}

async function isAtSummary(tick: Tick): Promise<boolean> {
  const { house, records, now, day, hours, calendar } = tick;
  if (minutesOf(now) < house.settings.summaryMinutes || firstOpening(now, hours, calendar) === undefined) return false;
  return (await isFirstOfDay(tick, "staff.summary")) && !isEmpty(await summaryOf(records, house, day));
}

/** Remembered also where nothing was to be told, so that nothing is told of it at an odd time later on. */
async function isFirstOfDay({ records, now, day }: Tick, key: string): Promise<boolean> {
  const isFirst = (await records.settings.get(key)) !== day;
  if (isFirst) await records.settings.set(key, day, "desk", now);
  return isFirst;
}

async function waitsSince(records: Records, opening: number): Promise<boolean> {
  for (const { number } of await casesOfPersons(records)) {
    if (wasPersonsTurn(await records.cases.events(number), opening)) return true;
  }
  return false;
}

/** Moves with which the turn of a person begins, and those with which it ends. */
const BEGINS: readonly CaseMove[] = ["open", "reopen", "release", "resident-writes"];
const ENDS: readonly CaseMove[] = ["answer", "close", "withdraw", "auto-close"];

function wasPersonsTurn(events: readonly CaseEvent[], at: number): boolean {
  const turns = events.filter((event) => event.at < at && [...BEGINS, ...ENDS].includes(event.move));
  const latest = turns.at(-1);
  return latest !== undefined && BEGINS.includes(latest.move);
}

const isEmpty = ({ opened, answered, closed, waiting, unanswered }: Summary): boolean =>
  opened + answered + closed + waiting + unanswered.length === 0;

async function write({ house, records, now, day }: Tick, what: "digest" | "summary"): Promise<true> {
  const peer = peerOf.room();
  const uuid = () => house.chance.uuid();
  const { id: conversation } = await records.conversations.ensure("slack", peer, now, uuid);
  const post: Post = { what, day };
  await records.outbox.add(
    { channel: "slack", conversation, peer, sayings: [{ kind: "post", post }], cause: undefined, retryKey: uuid() },
    now,
  );
  return true;
}
