/**
 * One case with all that a person needs to work it: what was said, what was done, and what can be done now.
 */

import { caseView } from "../handoff/case-view.ts";
import { LEGAL_MOVES } from "../handoff/cases.ts";
import { REOPEN_MS } from "../handoff/timers.ts";
import { CASE_ACTS, type CaseAct, type CaseEntry, type CaseErasure, type ConsoleCase } from "../ports/console/cases.ts";
import type { Person, RecordEntry } from "../ports/staff.ts";
import type { Records } from "../ports/store.ts";
import { type Account, type Case, type CaseNumber, type DeskId, type Message, NO_DESK } from "../records.ts";
import { caseCard } from "../staff/shown/card.ts";
import { fateOf } from "../staff/shown/content.ts";
import { staffName } from "../staff/shown/names.ts";
import { recordEntries } from "../staff/shown/record.ts";
import type { ConsoleParts } from "./parts.ts";

/** Lines of a conversation on one page, and those that can be read at all. */
const PAGE_ENTRIES = 50;
/** UTF-16 code units of what they say, three bytes each: a page has less than 200 kB. */
const PAGE_UNITS = 40_000;
const MOST_ENTRIES = 2_000;
/** Cases among which those are looked for who work cases in another channel. */
const LOOKED_BACK = 500;
/** Messages that are counted before they go. */
const COUNTED_MESSAGES = 1_000;

type Parts = Pick<ConsoleParts, "desk" | "store" | "house" | "clock">;

export async function consoleCase(
  { desk, store, house, clock }: Parts,
  number: CaseNumber,
  skip: number,
): Promise<ConsoleCase | undefined> {
  const accounts = await store.within(NO_DESK, (records) => records.accounts.list());
  const now = clock.now();
  return store.within(desk, async (records) => {
    const on = await records.cases.get(number);
    const view = on && (await caseView(records, number, { caseWay: house.profile.caseWay, now }));
    if (on === undefined || view === undefined) return undefined;
    const left = Math.min(skip, MOST_ENTRIES);
    const found = await recordEntries(records, on, house, left + PAGE_ENTRIES + 1);
    const before = found.slice(0, Math.max(0, found.length - left));
    const shown = latestWithin(before.slice(-PAGE_ENTRIES), PAGE_UNITS);
    const entries: CaseEntry[] = [];
    for (const entry of shown) {
      entries.push(entry.kind === "event" ? entry : await messageEntry(records, entry.message, entry.staffName));
    }
    return {
      card: await caseCard(records, on, { house, now }),
      entries,
      skipped: left,
      earlier: before.length > shown.length && left < MOST_ENTRIES ? left + shown.length : undefined,
      others: view.others,
      undelivered: view.undelivered.map(({ id, state, reason, createdAt, text }) => ({
        ...{ id, state, reason, createdAt, text },
      })),
      colleagues: await colleagues(records, { desk, accounts, on }),
      may: await possible(records, on, { now, hasPage: await house.casework.privatePage.holds(records, on) }),
    };
  });
}

/** The last ones that have room together, and one at least. */
function latestWithin(entries: readonly RecordEntry[], units: number): readonly RecordEntry[] {
  let left = units;
  const first = entries.findLastIndex((entry) => {
    left -= entry.kind === "message" ? entry.message.text.length : 0;
    return left < 0;
  });
  return entries.slice(Math.min(first + 1, entries.length - 1));
}

async function messageEntry(
  records: Records,
  message: Message,
  writtenBy: string | undefined,
): Promise<Extract<CaseEntry, { kind: "message" }>> {
  return {
    kind: "message",
    message,
    staffName: writtenBy,
    fate: message.author === "person" ? await fateOf(records, message) : undefined,
    file: message.media === undefined ? undefined : await records.media.get(message.media),
  };
}

/** Who works cases at this desk in the console, and who had one lately in another channel; not who has this one. */
async function colleagues(
  records: Records,
  { desk, accounts, on }: { readonly desk: DeskId; readonly accounts: readonly Account[]; readonly on: Case },
): Promise<readonly Person[]> {
  const here = accounts
    .filter(({ roles, isDisabled }) => !isDisabled && (roles[desk] ?? "viewer") !== "viewer")
    .map(({ login, name }) => ({ id: `console:${login}`, name, isMember: true }));
  const lately = await records.cases.list({ limit: LOOKED_BACK });
  const elsewhere = new Set(lately.flatMap(({ assignee }) => (assignee?.startsWith("slack:") ? assignee : [])));
  const others: Person[] = [];
  for (const id of elsewhere) others.push({ id, name: await staffName(records, id), isMember: true });
  return [...here, ...others]
    .filter(({ id }) => id !== on.assignee)
    .toSorted((a, b) => a.name.localeCompare(b.name, "ja"));
}

async function possible(
  { cases, conversations }: Records,
  on: Case,
  { now, hasPage }: { readonly now: number; readonly hasPage: boolean },
): Promise<readonly CaseAct[]> {
  const isKept = (await conversations.get(on.conversation)) !== undefined;
  const isAlone = (await cases.openOf(on.conversation)) === undefined;
  const isFresh = on.closedAt !== undefined && now <= on.closedAt + REOPEN_MS;
  return CASE_ACTS.filter((act) => {
    if (act === "erase") return isKept;
    if (act === "revoke") return isKept && hasPage;
    if (act === "answer") return on.state !== "closed";
    if (act === "reopen" && !(isKept && isAlone && isFresh && on.closeReason !== "erased")) return false;
    if (act === "set-due" && (on.state === "closed" || on.firstAnsweredAt !== undefined)) return false;
    return LEGAL_MOVES[act].staff?.[on.state] !== undefined;
  });
}

export async function erasureOf({ desk, store }: Parts, number: CaseNumber): Promise<CaseErasure | undefined> {
  return store.within(desk, async (records) => {
    const on = await records.cases.get(number);
    if (on === undefined || (await records.conversations.get(on.conversation)) === undefined) return undefined;
    const all = await records.cases.list({ conversation: on.conversation, limit: COUNTED_MESSAGES });
    const messages = await records.messages.latest(on.conversation, COUNTED_MESSAGES);
    return {
      numbers: all.map((one) => one.number).toSorted((a, b) => a - b),
      messages: messages.length,
      mostMessages: COUNTED_MESSAGES,
      files: messages.filter(({ media }) => media !== undefined).length,
    };
  });
}
