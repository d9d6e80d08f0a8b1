/**
 * A served desk with people behind it: residents write to it in LINE, staff act in a made-up channel, and what is to be
 * shown to staff is read off the outbox, where it waits.
 */

import { workings } from "../../../src/delivery/worker.ts";
import type { StaffChannel } from "../../../src/ports/channel.ts";
import { type Person, peerOf, type StaffIncoming, type StaffPress } from "../../../src/ports/staff.ts";
import type { Case, EventEnd, OutboxRow, Peer, Place, Post, StaffSaying, Whisper } from "../../../src/records.ts";
import { staffRoom } from "../../../src/staff/acts/room.ts";
import type { StaffHouse, StaffSettings } from "../../../src/staff/house.ts";
import { staffBoard } from "../../../src/staff/shown/board.ts";
import { DESK, type ServedDesk, type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

export const HARA: Person = { id: "slack:UHARA", name: "原", isMember: true };
export const MORI: Person = { id: "slack:UMORI", name: "森", isMember: true };
/** Of another office. */
export const GUEST: Person = { id: "slack:UGUEST", name: "客", isMember: false };
export const ROOM = "CDESK";

export interface ServedStaffOptions extends Omit<ServedDeskOptions, "board"> {
  readonly settings?: Partial<StaffSettings>;
}

/** To nobody in particular. */
const ALONE = { isMention: false, callsOthers: false, isDirect: false };
const SETTINGS: StaffSettings = {
  content: "full",
  senderName: "staff",
  summaryMinutes: 17 * 60,
  casesUrl: undefined,
  baseUrl: undefined,
};

export async function servedStaff({ settings, ...options }: ServedStaffOptions = {}) {
  const desk = await servedDesk({ ...options, board: staffBoard });
  const { house: own, clock, store, files } = desk;
  const chance = { ...own.chance, share: () => 0.5 };
  const house: StaffHouse = {
    ...own,
    holidays: { named: () => undefined, knownUntil: "2030-12-31" },
    settings: { ...SETTINGS, ...settings },
    topicName: (id) => id,
  };
  let looked = 0;
  /** Rows for staff since the last look, oldest first. */
  async function rows(): Promise<readonly OutboxRow[]> {
    const all = await desk.within(({ outbox }) => outbox.list(["waiting"], 10_000));
    const fresh = all.filter(({ channel, id }) => channel === "slack" && id > looked).reverse();
    looked = fresh.at(-1)?.id ?? looked;
    return fresh;
  }
  const sayings = async () => (await rows()).flatMap((row) => row.sayings as readonly StaffSaying[]);
  async function posts(): Promise<readonly Post[]> {
    return (await sayings()).flatMap((saying) => (saying.kind === "post" ? [saying.post] : []));
  }
  let count = 0;
  async function event(incoming: StaffIncoming, peer: Peer): Promise<EventEnd> {
    count += 1;
    const raw = JSON.stringify(incoming);
    const received = { eventId: `Ev${count}`, peer, raw, occurredAt: clock.now(), replyToken: undefined };
    await desk.within(({ inbox }) => inbox.receive("slack", [received], clock.now(), chance.uuid));
    const before = await desk.within(({ inbox }) => inbox.counts());
    const channels = new Map([["slack", madeUpChannel()]] as const);
    const log = { info() {}, warn: failing, error: failing };
    const keeping = { keep: failing, read: failing, remove: async (id: string) => void files.delete(id) };
    const rest = { ids: failing, areOf: failing };
    const parts = { desk: DESK, store, channels, house: own, staffHouse: house, clock, chance, log, written() {} };
    for (const job of await workings({ ...parts, files: { ...keeping, ...rest } }, "slack", 4)) await job();
    await desk.settle();
    const after = await desk.within(({ inbox }) => inbox.counts());
    if (after.answered > before.answered) return { kind: "answered" };
    const why = Object.keys(after.silent).find((one) => after.silent[one] !== before.silent[one]);
    return { kind: "silent", why: why as never };
  }
  const threadOf = ({ number }: Pick<Case, "number">): Place => ({ channel: ROOM, thread: `card-${number}` });
  const room = staffRoom({
    ...{ desk: DESK, store, house, clock },
    files: { remove: async (id) => void files.delete(id) },
    receive: async () => {},
    written() {},
  });
  return {
    ...{ desk, house, room, rows, sayings, posts, event, threadOf },
    says: (by: Person, place: Place, text: string, as: Partial<typeof ALONE> = {}) =>
      event(
        {
          ...{ kind: "said", by: by.id, place, text, ...ALONE, ...as },
          message: `said-${count + 1}`,
        },
        peerOf.place(place),
      ),
    presses: (by: Person, press: StaffPress | undefined, place: Place = { channel: ROOM, thread: undefined }) =>
      event({ kind: "pressed", by: by.id, press, at: { place, aside: place, isPrivate: false } }, peerOf.place(place)),
    /** The words in private of the posts since the last look. */
    async whispers(): Promise<readonly Whisper[]> {
      return (await posts()).flatMap((post) => (post.what === "whisper" ? [post.say] : []));
    },
    /** The card stands from now on: what hangs under it can be told from other threads. */
    async carded(on: Case): Promise<Place> {
      const { channel, thread } = threadOf(on);
      const { number, conversation } = on;
      await desk.within(({ posts: kept }) =>
        kept.save({
          ...{ key: `card:${number}`, conversation, channel, message: thread! },
          ...{ file: undefined, digest: "", at: clock.now() },
        }),
      );
      return { channel, thread };
    },
    /** Of channel LINE, in any state. */
    lineRows: () =>
      desk.within(async ({ outbox }) => {
        const all = await outbox.list(["waiting", "sent", "held", "dead"], 10_000);
        return all.filter(({ channel }) => channel === "line").length;
      }),
  };
}

export type ServedStaff = Awaited<ReturnType<typeof servedStaff>>;

/** A resident who wished for a person after a question, and the case of it. */
export async function withCase(options: ServedStaffOptions = {}, words = ["小平市の協働とは何ですか", "人と話したい"]) {
  const staff = await servedStaff(options);
  const person = staff.desk.resident();
  for (const text of words) await person.writes(text);
  const on = await person.latestCase();
  return { ...staff, person, on, number: on.number };
}

export const latest = async ({ within }: ServedDesk, { number }: Pick<Case, "number">): Promise<Case> =>
  (await within(({ cases }) => cases.get(number)))!;

function failing(...facts: unknown[]): never {
  throw new Error(`an event of staff could not be worked: ${JSON.stringify(facts)}`);
}

function madeUpChannel(): StaffChannel {
  return {
    name: "slack",
    of: "staff",
    tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
    incoming: ({ raw }) => JSON.parse(raw) as StaffIncoming,
    send: failing,
    person: async (id) => [HARA, MORI, GUEST].find((one) => one.id === id)!,
    trouble: () => undefined,
  };
}
