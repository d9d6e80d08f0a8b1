/**
 * A button of the channel of staff was pressed: it acts at once, and who may not is told so in private.
 */

import { type Person, type PressedAt, peerOf, type StaffPress } from "../../ports/staff.ts";
import type { EventEnd, Finding, Whisper } from "../../records.ts";
import { homeCity } from "../look-up/command.ts";
import { ratedBy, shared, wentOn } from "../look-up/lookup.ts";
import { posted, type StaffTurn, shown, whispered } from "../turn.ts";
import { caseAt, peerAt } from "./case-place.ts";
import { moved, sentAgain } from "./moves.ts";

/** Cases are the business of those who belong to the desk's channel. */
const FOR_MEMBERS: readonly StaffPress["act"][] = ["take", "release", "reopen", "again"];

const ANSWERED: EventEnd = { kind: "answered" };
/** What was done shows itself on the card. */
const DONE: EventEnd = { kind: "silent", why: "done" };

export async function pressed(turn: StaffTurn, press: StaffPress | undefined, at: PressedAt): Promise<EventEnd> {
  const tell = async (say: Whisper): Promise<EventEnd> => {
    await whispered(turn, { staff: turn.by.id, place: at.aside, say });
    return ANSWERED;
  };
  if (press === undefined) return tell({ kind: "unknown-button" });
  if (FOR_MEMBERS.includes(press.act) && !turn.by.isMember) return tell({ kind: "not-member" });
  const say = await done(turn, press, at);
  return say === undefined || say === "shown" ? (say === undefined ? DONE : ANSWERED) : tell(say);
}

/** @returns what is to be said in private; undefined where nothing is, `shown` where it was said already */
async function done(turn: StaffTurn, press: StaffPress, at: PressedAt): Promise<Whisper | "shown" | undefined> {
  const { house, records, by, now } = turn;
  switch (press.act) {
    case "take":
    case "release":
    case "reopen": {
      const say = await moved(turn, press.act, press.number);
      // On somebody's own page nothing else would tell that it was done.
      if (at.place === undefined) await homeShown(turn, turn.by);
      return say;
    }
    case "again":
      return sentAgain(turn, press.number, await records.outbox.ofMessage(press.message));
    case "compare":
    case "keep-city": {
      const how = press.act === "compare" ? { kind: "compare" as const } : { kind: press.act, city: press.city };
      const found = await wentOn(house, records, { by, answer: press.answer, how, now, isPrivate: at.isPrivate });
      return found === undefined ? { kind: "gone" } : answered(turn, at, found);
    }
    case "share": {
      const found = await shared(house, records, { by, answer: press.answer, now });
      if (found === undefined || at.place === undefined) return { kind: "gone" };
      await shown(turn, await peerAt(records, at.place), found);
      return "shown";
    }
    case "helpful":
      return ratedBy(house, records, { by, answer: press.answer, isHelpful: press.isHelpful, now });
    case "home-city": {
      const say = await homeCity(house, records, { by, city: press.city, now });
      await homeShown(turn, by);
      return at.place === undefined ? "shown" : say;
    }
    default:
      return press satisfies never;
  }
}

/** Where the button stood: for all to see, or for the presser alone. */
async function answered(turn: StaffTurn, at: PressedAt, found: Finding): Promise<Whisper | "shown"> {
  if (at.isPrivate || at.place === undefined) return found;
  // In the thread of a case it stands under its question, which may tell of the person and goes when the case's words do.
  const asked = (await caseAt(turn.records, at.place)) === undefined ? found.asked : "";
  await shown(turn, await peerAt(turn.records, at.place), { ...found, asked });
  return "shown";
}

export const homeShown = (turn: Pick<StaffTurn, "house" | "records" | "now">, by: Person): Promise<void> =>
  shown(turn, peerOf.person(by.id), posted({ what: "home", staff: by.id, isMember: by.isMember }));
