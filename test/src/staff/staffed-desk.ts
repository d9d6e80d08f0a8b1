/**
 * A desk with people behind it and no channel of the world: its records in a store in memory, its rules, and a clock
 * that is moved by hand. What staff are shown is read as a channel of theirs would read it.
 */

import { openStore } from "../../../adapters/store/open.ts";
import { noBoard } from "../../../src/handoff/board.ts";
import { type Beginning, type Casework, casework } from "../../../src/handoff/casework.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import type { DeskProfile } from "../../../src/handoff/profile.ts";
import type { CityId } from "../../../src/model.ts";
import type { MediaFiles } from "../../../src/ports/media.ts";
import type { PostReader } from "../../../src/ports/staff.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import type { Holidays } from "../../../src/ports/world.ts";
import type { Case, CaseNumber, DeskId, Message, MessageId, Peer } from "../../../src/records.ts";
import type { StaffHouse, StaffSettings } from "../../../src/staff/house.ts";
import { postReader } from "../../../src/staff/shown/content.ts";
import { message } from "../../adapters/store/sample.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { type TestClock, testChance, testClock } from "../../fixtures/test-clock.ts";

const DESK = "test" as DeskId;
export const KODAIRA = "kodaira" as CityId;
export const HARA = "slack:U0HARA";
export const MORI = "slack:U0MORI";
export const ASKED = "補助金の締切を延ばしてもらえますか";
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const TOPICS: Readonly<Record<string, string>> = { money: "補助金", places: "場所", rules: "決まり" };

export interface StaffedDeskOptions {
  /** In Japan; a Monday at ten unless told. */
  readonly at?: string;
  readonly profile?: Partial<DeskProfile>;
  readonly settings?: Partial<StaffSettings>;
  readonly holidays?: Holidays;
}

export interface StaffedDesk {
  readonly clock: TestClock;
  readonly store: Store;
  readonly house: StaffHouse;
  /** By id; every one of them is a file of a resident. */
  readonly files: Map<string, Uint8Array>;
  readonly read: PostReader;
  within<T>(act: (records: Records) => Promise<T>): Promise<T>;
  /** An act of cases in a transaction of its own. */
  acts<T>(act: (work: Casework, records: Records) => Promise<T>): Promise<T>;
  /** A resident of this name asks, now, and a case begins. */
  caseOf(peer: string, beginning?: Partial<Beginning>): Promise<Case>;
  /** A message of the conversation of a case, now. */
  said(on: Case, of?: Partial<Message>): Promise<Message>;
  takenBy(staff: string, number: CaseNumber): Promise<Case>;
  /** @returns the id under which the answer is kept */
  answeredBy(staff: string, number: CaseNumber, text: string): Promise<MessageId>;
}

const NO_HOLIDAYS: Holidays = { named: () => undefined, knownUntil: "2030-12-31" };
const PROFILE: DeskProfile = {
  id: DESK,
  name: "協働センター",
  city: KODAIRA,
  hours: openingHours("月-金 9:00-17:00"),
  caseWay: "conversation",
  contact: undefined,
  privacyUrl: undefined,
  retentionDays: 90,
  questionRetentionDays: 365,
};
const SETTINGS: StaffSettings = {
  content: "full",
  senderName: "staff",
  summaryMinutes: 17 * 60,
  casesUrl: undefined,
  baseUrl: undefined,
};

export async function staffedDesk(options: StaffedDeskOptions = {}): Promise<StaffedDesk> {
  const clock = testClock(options.at ?? "2026-11-16T10:00");
  const chance = testChance();
  const store = await openStore({ dataDir: ":memory:", chance });
  const profile = { ...PROFILE, ...options.profile };
  const holidays = options.holidays ?? NO_HOLIDAYS;
  const work = casework({ profile, holidays, clock, chance, board: noBoard });
  const house: StaffHouse = {
    desk: { cities: CITIES.map(({ city }) => city), reply: unasked, explain: unasked, reading: unasked },
    cities: { read: unasked, withoutNames: unasked },
    ...{ profile, holidays, chance, casework: work, board: noBoard },
    settings: { ...SETTINGS, ...options.settings },
    topicName: (id) => TOPICS[id],
  };
  const files = new Map<string, Uint8Array>();
  const within: StaffedDesk["within"] = (act) => store.within(DESK, act);
  const said: StaffedDesk["said"] = (on, of) =>
    within(async ({ messages }) => {
      const row = message(chance.uuid(), on.conversation, { at: clock.now(), ...of });
      await messages.add(row);
      return row;
    });
  return {
    ...{ clock, store, house, files, within, said },
    read: postReader({ desk: DESK, store, house, files: mapFiles(files), clock }),
    acts: (act) => within((records) => act(work, records)),
    caseOf: (peer, beginning) =>
      within(async (records) => {
        const conversation = await records.conversations.ensure(
          "line",
          `user:${peer}` as Peer,
          clock.now(),
          chance.uuid,
        );
        const wanted = { cause: "own-case", city: KODAIRA, language: "ja", topic: "money" } as const;
        const words = { message: undefined, asked: ASKED, open: [ASKED] };
        return work.begin(records, { ...wanted, ...words, conversation, ...beginning });
      }),
    takenBy: (staff, number) =>
      within(async (records) => (await work.byStaff(records, number, staff, { kind: "take" })).case),
    answeredBy: (staff, number, text) =>
      within(async (records) => (await work.answer(records, number, staff, text)).message!),
  };
}

const unasked = () => {
  throw new Error("nothing is looked up here");
};

const mapFiles = (files: Map<string, Uint8Array>): MediaFiles => ({
  keep: unasked,
  read: async (id) => files.get(id),
  remove: async (id) => void files.delete(id),
  areOf: async () => true,
  ids: async () => [...files.keys()],
});
