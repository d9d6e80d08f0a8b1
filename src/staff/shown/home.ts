/**
 * Gathers somebody's own page: their cases, those that wait for anybody, and how the desk is.
 */

import { byUrgency } from "../../handoff/case-view.ts";
import { dayOf } from "../../handoff/hours.ts";
import { keptQuota, quotaLeft } from "../../handoff/quota.ts";
import type { City } from "../../model.ts";
import type { CaseCard, Home, Summary } from "../../ports/staff.ts";
import type { CaseFilter, Records } from "../../ports/store.ts";
import type { Post } from "../../records.ts";
import { type CardParts, listedCard } from "./card.ts";
import { summaryOf } from "./figures.ts";
import { staffName } from "./names.ts";

/** Cases of each list: a page has room for no more. */
const MOST_CARDS = 20;
/** Cases among which the most urgent are looked for. */
const MOST_CASES = 1_000;

/** Who is no member of the desk's channel sees nothing of its cases, figures of them included. */
export async function homeOf(
  records: Records,
  { staff, isMember }: Extract<Post, { what: "home" }>,
  parts: CardParts,
): Promise<Home> {
  const { house, now } = parts;
  const listed = async (filter: Omit<CaseFilter, "limit">) => (isMember ? listOf(records, filter, parts) : NOTHING);
  const mine = await listed({ assignee: staff, states: ["waiting", "with-person", "with-resident"] });
  const waiting = await listed({ states: ["waiting"] });
  const day = dayOf(now);
  return {
    name: await staffName(records, staff),
    isMember,
    mine: mine.cards,
    waiting: waiting.cards,
    more: { mine: mine.more, waiting: waiting.more },
    today: isMember ? await summaryOf(records, house, day) : nothingOf(day),
    desk: await deskOf(records, parts),
    city: (await records.staff.get(staff))?.city,
  };
}

interface List {
  readonly cards: readonly CaseCard[];
  /** So many besides. */
  readonly more: number;
}
const NOTHING: List = { cards: [], more: 0 };

async function listOf(records: Records, filter: Omit<CaseFilter, "limit">, parts: CardParts): Promise<List> {
  const found = (await records.cases.list({ ...filter, limit: MOST_CASES })).toSorted(byUrgency);
  const cards: CaseCard[] = [];
  for (const on of found.slice(0, MOST_CARDS)) cards.push(await listedCard(records, on, parts));
  return { cards, more: found.length - cards.length };
}

const nothingOf = (day: Summary["day"]): Summary => ({
  day,
  opened: 0,
  answered: 0,
  closed: 0,
  waiting: 0,
  medianFirstAnswerMs: undefined,
  unanswered: [],
});

async function deskOf(records: Records, { house }: CardParts): Promise<Home["desk"]> {
  const quota = await keptQuota(records);
  const { held, dead } = await records.outbox.counts();
  // To residents: this page itself is on its way to staff whenever it is read.
  const { waiting } = await records.outbox.counts("line");
  return {
    name: house.profile.name,
    opening: house.casework.opening(),
    quota: quota && { left: quotaLeft(quota), isLimited: quota.limit !== null, at: quota.at },
    outbox: { waiting, held, dead },
    knowledge: house.desk.cities.map((city) => ({ city: city.id, name: city.names.ja, date: dateOf(city) })),
  };
}

/** As the guideline prints it; `""` for one without any date. */
const dateOf = ({ guideline: { revised, issued, latestMention } }: City): string =>
  (revised ?? issued ?? latestMention)?.printed ?? "";
