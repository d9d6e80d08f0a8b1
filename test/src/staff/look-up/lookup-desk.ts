/**
 * A desk that staff ask: the real one over the real guidelines, with a store in memory and a clock moved by hand.
 */

import { openStore } from "../../../../adapters/store/open.ts";
import { noBoard } from "../../../../src/handoff/board.ts";
import { casework } from "../../../../src/handoff/casework.ts";
import type { DeskProfile } from "../../../../src/handoff/profile.ts";
import type { CityId } from "../../../../src/model.ts";
import type { Person } from "../../../../src/ports/staff.ts";
import type { Records } from "../../../../src/ports/store.ts";
import type { Conversation, DeskId, Finding, Peer } from "../../../../src/records.ts";
import type { StaffHouse } from "../../../../src/staff/house.ts";
import { type Asking, lookedUp } from "../../../../src/staff/look-up/lookup.ts";
import { delivered } from "../../../fixtures/served-desk.ts";
import { type TestClock, testChance, testClock } from "../../../fixtures/test-clock.ts";

export const HARA: Person = { id: "slack:U0HARA", name: "原", isMember: true };
export const MORI: Person = { id: "slack:U0MORI", name: "森", isMember: false };
/** A thread whose first message asks. */
export const THREAD = "place:C0DESK:1700000000.000100" as Peer;
export const FIRST = "1700000000.000100";

export interface LookupDesk {
  readonly clock: TestClock;
  readonly house: StaffHouse;
  within<T>(act: (records: Records) => Promise<T>): Promise<T>;
  conversation(peer?: Peer): Promise<Conversation>;
  /** Asks in the thread, as who wrote its first message unless told. */
  asks(text: string, more?: Partial<Asking> & { readonly peer?: Peer }): Promise<Finding>;
}

export async function lookupDesk(profile: Partial<DeskProfile> = {}): Promise<LookupDesk> {
  const { desk, cities } = await delivered();
  const clock = testClock("2026-11-20T10:00");
  const chance = testChance();
  const store = await openStore({ dataDir: ":memory:", chance });
  const holidays = { named: () => undefined, knownUntil: "2030-12-31" };
  const own: DeskProfile = {
    id: "test" as DeskId,
    name: undefined,
    city: undefined as CityId | undefined,
    hours: undefined,
    caseWay: "conversation",
    contact: undefined,
    privacyUrl: undefined,
    retentionDays: 90,
    questionRetentionDays: 365,
    ...profile,
  };
  const house: StaffHouse = {
    ...{ desk, cities, profile: own, holidays, chance, board: noBoard },
    casework: casework({ profile: own, holidays, clock, chance, board: noBoard }),
    settings: { content: "full", senderName: "staff", summaryMinutes: 1020, casesUrl: undefined, baseUrl: undefined },
    topicName: () => undefined,
  };
  const within: LookupDesk["within"] = (act) => store.within(own.id, act);
  const conversation = (peer: Peer = THREAD) =>
    within((records) => records.conversations.ensure("slack", peer, clock.now(), chance.uuid));
  return {
    ...{ clock, house, within, conversation },
    async asks(text, { peer, ...more } = {}) {
      const here = await conversation(peer);
      const asking = { by: HARA, text, message: FIRST, now: clock.now(), isPrivate: false, asked: "", ...more };
      return within((records) => lookedUp(house, records, { conversation: here, ...asking }));
    },
  };
}
