/**
 * The record of a case: what was said and done, in the order of time, as staff may read it.
 */

import type { RecordEntry } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Case, CaseEvent, Message } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { shownMessage } from "./card.ts";
import { nameOf } from "./names.ts";

type Shower = Pick<StaffHouse, "settings" | "profile">;

/** Lines that a window has room for. */
const MOST_ENTRIES = 80;

/** @returns the latest `most`, oldest first; a message and the line that only says that it came are one */
export async function recordEntries(
  records: Records,
  on: Case,
  house: Shower,
  most = MOST_ENTRIES,
): Promise<RecordEntry[]> {
  const said = await records.messages.latest(on.conversation, most);
  const known = new Set(said.map(({ id }) => id));
  const isTold = ({ message }: CaseEvent) => message !== undefined && known.has(message);
  const done = (await records.cases.events(on.number)).filter((event) => event.move === "open" || !isTold(event));
  const entries: RecordEntry[] = [];
  for (const message of said) entries.push(await messageEntry(records, message, house));
  for (const event of done) entries.push(await eventEntry(records, event));
  entries.sort((a, b) => timeOf(a) - timeOf(b) || rankOf(a) - rankOf(b));
  return entries.slice(-most);
}

async function messageEntry(records: Records, message: Message, house: Shower): Promise<RecordEntry> {
  return { kind: "message", message: shownMessage(message, house), staffName: await nameOf(records, message.staff) };
}

async function eventEntry(records: Records, event: CaseEvent): Promise<RecordEntry> {
  const staff = event.actor.kind === "staff" ? event.actor.name : undefined;
  const to = event.move === "hand-on" ? event.text : undefined;
  return { kind: "event", event, actorName: await nameOf(records, staff), toName: await nameOf(records, to) };
}

/** Of one instant: a case begins with what was written, and is taken before it is answered. */
const rankOf = (entry: RecordEntry): number => (entry.kind === "event" ? 1 : entry.message.author === "person" ? 2 : 0);

const timeOf = (entry: RecordEntry): number => (entry.kind === "message" ? entry.message.at : entry.event.at);
