/**
 * One event of the channel of staff in, what is done and shown for it out: all in the transaction that is handed in.
 *
 * Staff talk among themselves in the thread of a case. None of it is read here: what they are told of a rule is for
 * them, and a resident hears only what was sent by an act of its own.
 */

import type { Worked } from "../conversation/work.ts";
import { messageOfSource } from "../ports/post-keys.ts";
import { type Person, peerOf, type StaffIncoming } from "../ports/staff.ts";
import type { Records } from "../ports/store.ts";
import type { EventEnd, InboxEvent, Place, Silence } from "../records.ts";
import { caseAt, peerAt } from "./acts/case-place.ts";
import { homeShown, pressed } from "./acts/press.ts";
import type { StaffHouse } from "./house.ts";
import { followUp, lookedUp } from "./look-up/lookup.ts";
import { met } from "./met.ts";
import { lineOf } from "./shown/board.ts";
import { posted, type StaffTurn, shown, whispered } from "./turn.ts";

export interface StaffArrived {
  readonly event: InboxEvent;
  readonly incoming: StaffIncoming;
  /** Who did it; undefined for an event of nobody. */
  readonly person: Person | undefined;
  readonly now: number;
}

const ANSWERED: EventEnd = { kind: "answered" };
const silent = (why: Silence): EventEnd => ({ kind: "silent", why });

export async function staffWorked(house: StaffHouse, records: Records, arrived: StaffArrived): Promise<Worked> {
  return { end: await endOf(house, records, arrived), filesGone: [] };
}

async function endOf(house: StaffHouse, records: Records, arrived: StaffArrived): Promise<EventEnd> {
  const { event, incoming, person: by, now } = arrived;
  switch (incoming.kind) {
    case "silent":
      return silent(incoming.why);
    case "unknown":
      return silent("unknown-kind");
    case "changed":
      return changed({ house, records, event, now }, incoming);
    case "said":
    case "pressed":
    case "home-opened":
      return by === undefined ? silent("nobody") : doneBy({ house, records, event, by, now }, incoming);
    default:
      return incoming satisfies never;
  }
}

async function doneBy(
  turn: StaffTurn,
  incoming: Extract<StaffIncoming, { kind: "said" | "pressed" | "home-opened" }>,
): Promise<EventEnd> {
  const { records, by, now } = turn;
  switch (incoming.kind) {
    case "said":
      return said(turn, incoming);
    case "pressed":
      await met(records, by, now);
      return pressed(turn, incoming.press, incoming.at);
    case "home-opened":
      await met(records, by, now);
      await homeShown(turn, by);
      return ANSWERED;
    default:
      return incoming satisfies never;
  }
}

type Said = Extract<StaffIncoming, { kind: "said" }>;

/** Words for the desk are looked up; all others are theirs, and not even who wrote them is kept. */
async function said(turn: StaffTurn, incoming: Said): Promise<EventEnd> {
  const { house, records, event, by, now } = turn;
  if (!(await isForDesk(turn, incoming))) return silent("among-staff");
  const conversation = await records.conversations.get(event.conversation);
  if (conversation === undefined) return silent("nobody");
  await met(records, by, now);
  const { text, message, place } = incoming;
  const found = await lookedUp(house, records, { conversation, by, text, message, now, isPrivate: false, asked: "" });
  await shown(turn, await peerAt(records, place), found);
  return ANSWERED;
}

async function isForDesk({ house, records, event, by, now }: StaffTurn, incoming: Said): Promise<boolean> {
  const { isMention, isDirect, place, callsOthers } = incoming;
  if (isMention || isDirect) return true;
  if (place.thread === undefined || (await caseAt(records, place)) !== undefined) return false;
  const conversation = await records.conversations.get(event.conversation);
  if (conversation === undefined) return false;
  const isMeant = await followUp(house, records, { conversation, by: by.id, callsOthers, now });
  // A picture alone asks nothing.
  return isMeant && incoming.text !== "";
}

/** What a resident has read stays read: those who changed their words for it are told, in the thread of the case. */
async function changed(
  { house, records, event, now }: Omit<StaffTurn, "by">,
  { channel, message, isDeleted }: Extract<StaffIncoming, { kind: "changed" }>,
): Promise<EventEnd> {
  const found = await records.posts.at(channel, message);
  if (found === undefined) return silent("among-staff");
  const answer = messageOfSource(found.key);
  const line = answer && (await lineOf(records, answer));
  if (answer === undefined || line === undefined) return silent("own");
  const { number } = line;
  const post = posted({ what: "recall", number, message: answer, isDeleted, at: event.occurredAt });
  await shown({ house, records, now }, peerOf.case(number), post);
  return ANSWERED;
}

/** After an event that could not be worked: whoever waits for something to come of it is told. */
export async function staffApologised(
  house: StaffHouse,
  records: Records,
  _event: InboxEvent,
  incoming: StaffIncoming | undefined,
  now: number,
): Promise<void> {
  const waits = incoming && waiting(incoming);
  if (waits !== undefined) await whispered({ house, records, now }, { ...waits, say: { kind: "failed" } });
}

/** Nobody waits for an answer to what staff say to each other, or to a page that shows itself. */
function waiting(incoming: StaffIncoming): { readonly staff: string; readonly place: Place | undefined } | undefined {
  if (incoming.kind === "pressed") return { staff: incoming.by, place: incoming.at.aside };
  if (incoming.kind !== "said" || !(incoming.isMention || incoming.isDirect)) return undefined;
  return { staff: incoming.by, place: incoming.place };
}
