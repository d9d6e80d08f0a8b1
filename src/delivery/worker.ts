/**
 * Works what lies in the inbox of a desk: one event of a conversation at a time, conversations side by side.
 *
 * What an event leads to is written in the transaction that ends it. So an event is worked wholly or not at all, and
 * whoever was killed in its midst has done nothing. An event that fails again and again must not hold up the others:
 * after five tries it is put aside with its error, and the resident is told.
 */

import type { Attachment, House } from "../conversation/turn.ts";
import { isWanted, MOST_FILE_BYTES } from "../conversation/unreadable.ts";
import { apologised, type Worked, worked } from "../conversation/work.ts";
import { DeskError, type Facts } from "../errors.ts";
import type { Channel, Incoming, ResidentChannel, StaffChannel } from "../ports/channel.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Person, StaffIncoming } from "../ports/staff.ts";
import type { Records, Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import type { ChannelName, DeskId, EventEnd, InboxEvent, Lease, Peer } from "../records.ts";
import type { StaffHouse } from "../staff/house.ts";
import { staffApologised, staffWorked } from "../staff/work.ts";
import { backoffMs } from "./backoff.ts";
import type { Job } from "./rounds.ts";

/** What this needs of a logger. */
export interface WorkLog {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

export interface WorkerParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly house: House;
  /** Undefined for a desk without a channel of staff. */
  readonly staffHouse: StaffHouse | undefined;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: WorkLog;
  /** Something may stand in the outbox. */
  readonly written: () => void;
  /** An event of this peer was worked. */
  readonly stirred?: ((peer: Peer) => void) | undefined;
}

/** For which a conversation is nobody else's: longer than fetching a file may take, short beside the life of a token. */
export const WORK_LEASE_MS = 15_000;
/** After which an event is dead; with these pauses within 30 seconds of the first try. */
export const MOST_ATTEMPTS = 5;
const RETRY = { firstMs: 1_000, mostMs: 8_000 };

/** Takes up conversations of one channel in which an event is due. */
export async function workings(parts: WorkerParts, name: ChannelName, room: number): Promise<readonly Job[]> {
  const { desk, store, clock } = parts;
  return store.within(desk, async ({ inbox }) => {
    const jobs: Job[] = [];
    while (jobs.length < room) {
      const taken = await inbox.take(clock.now(), WORK_LEASE_MS, name);
      if (taken === undefined) break;
      jobs.push(() => work(parts, taken.lease, taken.event));
    }
    return jobs;
  });
}

/** @returns whether more events of the conversation wait */
async function work(parts: WorkerParts, lease: Lease, event: InboxEvent): Promise<boolean> {
  // Whoever took it up so often and never came back took the process down with it.
  if (event.attempts > MOST_ATTEMPTS) return bury(parts, lease, event, "worker-lost");
  try {
    return await attempt(parts, lease, event);
  } catch (error) {
    return failed(parts, lease, event, error);
  }
}

async function attempt(parts: WorkerParts, lease: Lease, event: InboxEvent): Promise<boolean> {
  const channel = parts.channels.get(event.channel);
  if (channel === undefined) throw new TypeError("no channel of that name");
  return channel.of === "staff"
    ? attemptOfStaff(parts, channel, lease, event)
    : attemptOfResident(parts, channel, lease, event);
}

async function attemptOfResident(parts: WorkerParts, channel: ResidentChannel, lease: Lease, event: InboxEvent) {
  const { house } = parts;
  const incoming = channel.incoming(event);
  noteUnknown(parts, incoming);
  const attachment = await fetched(parts, channel, event, incoming);
  try {
    return await ended(parts, lease, event, (records, now) =>
      worked(house, records, { event, incoming, attachment, now }),
    );
  } finally {
    await removeUnused(parts, attachment);
  }
}

async function attemptOfStaff(parts: WorkerParts, channel: StaffChannel, lease: Lease, event: InboxEvent) {
  const house = parts.staffHouse!;
  const incoming = channel.incoming(event);
  noteUnknown(parts, incoming);
  const person = await metIn(parts, channel, incoming);
  return ended(parts, lease, event, (records, now) => staffWorked(house, records, { event, incoming, person, now }));
}

function noteUnknown({ desk, log }: WorkerParts, incoming: Incoming | StaffIncoming): void {
  if (incoming.kind === "unknown") log.info({ desk, kind: incoming.name }, "an event of unknown kind was passed over");
}

/** @returns whether more events of the conversation wait */
async function ended(
  { desk, store, files, clock, written, stirred }: WorkerParts,
  lease: Lease,
  event: InboxEvent,
  act: (records: Records, now: number) => Promise<Worked>,
): Promise<boolean> {
  const done = await store.within(desk, async (records) => {
    if (!(await records.inbox.holds(lease))) return undefined;
    const now = clock.now();
    const { end, filesGone } = await act(records, now);
    return { filesGone, isMore: await records.inbox.end(lease, event, end, now) };
  });
  for (const id of done?.filesGone ?? []) await files.remove(id);
  // What was silent may have moved a case all the same, of which its people are shown.
  if (done !== undefined) written();
  stirred?.(event.peer);
  return done?.isMore ?? false;
}

/** Who did it; undefined for an event of nobody. */
async function metIn(
  { desk, store }: WorkerParts,
  channel: StaffChannel,
  incoming: StaffIncoming,
): Promise<Person | undefined> {
  if (!("by" in incoming)) return undefined;
  try {
    return await channel.person(incoming.by);
  } catch (error) {
    // A rule may be looked up by anybody, so that need not wait until the channel tells who asks.
    if (incoming.kind !== "said") throw error;
    const known = await store.within(desk, ({ staff }) => staff.get(incoming.by));
    return { id: incoming.by, name: known?.name ?? incoming.by, isMember: false };
  }
}

/** Nobody would ever find a file again that no record names: the lease was lost, the case is over, the work failed. */
async function removeUnused({ desk, store, files }: WorkerParts, attachment: Attachment | undefined): Promise<void> {
  if (attachment?.kind !== "kept") return;
  const { id } = attachment.media;
  const record = await store.within(desk, ({ media }) => media.get(id));
  if (record === undefined) await files.remove(id);
}

/** LINE keeps content for an unknown time only, so what a person should see is fetched before anything else. */
async function fetched(
  { desk, store, house, files }: WorkerParts,
  channel: ResidentChannel,
  event: InboxEvent,
  incoming: Incoming,
): Promise<Attachment | undefined> {
  if (incoming.kind !== "unreadable" || !isWanted(incoming) || house.profile.caseWay !== "conversation")
    return undefined;
  const openCase = await store.within(desk, ({ cases }) => cases.openOf(event.conversation));
  if (openCase === undefined) return undefined;
  const answer = await channel.fetch(incoming.message, MOST_FILE_BYTES);
  if (answer.kind === "too-large") return { kind: "too-large" };
  if (answer.kind !== "fetched") return { kind: "failed" };
  const { id, type } = await files.keep(answer.content);
  return { kind: "kept", media: { id, type, bytes: answer.content.length, name: incoming.fileName } };
}

async function failed(parts: WorkerParts, lease: Lease, event: InboxEvent, cause: unknown): Promise<boolean> {
  const { desk, store, clock, chance, log } = parts;
  const error = named(cause);
  log.warn({ desk, attempts: event.attempts, ...trace(cause) }, "an event could not be worked");
  if (event.attempts >= MOST_ATTEMPTS) return bury(parts, lease, event, error);
  await store.within(desk, async ({ inbox }) => {
    if (!(await inbox.holds(lease))) return;
    await inbox.postpone(lease, event, clock.now() + backoffMs(event.attempts, RETRY, chance.share()), error);
  });
  return false;
}

/** The event is put aside with its error; those after it go on. */
async function bury(parts: WorkerParts, lease: Lease, event: InboxEvent, error: string): Promise<boolean> {
  const { desk, store, clock, log, written } = parts;
  const end: EventEnd = { kind: "dead", error };
  const buried = (apology: (records: Records, now: number) => Promise<void>) =>
    store.within(desk, async (records) => {
      if (!(await records.inbox.holds(lease))) return undefined;
      const now = clock.now();
      await apology(records, now);
      return { isMore: await records.inbox.end(lease, event, end, now) };
    });
  const facts = { desk, channel: event.channel, error };
  try {
    const done = await buried((records, now) => apologyFor(parts, records, event, now));
    if (done === undefined) return false;
    log.error(facts, "an event was given up; who did it was told");
    written();
    return done.isMore;
  } catch (cause) {
    // What broke the event may break the apology too, and must not hold up those behind it for ever.
    const done = await buried(async () => {});
    if (done === undefined) return false;
    log.error({ ...facts, ...trace(cause), error }, "an event was given up; who did it could not be told");
    return done.isMore;
  }
}

function apologyFor({ channels, house, staffHouse }: WorkerParts, records: Records, event: InboxEvent, now: number) {
  const channel = channels.get(event.channel);
  if (channel?.of !== "staff") return apologised(house, records, event, now);
  return staffApologised(staffHouse!, records, event, readable(channel, event), now);
}

/** Undefined for what no reader can make sense of: that may be why the event is dead. */
function readable(channel: StaffChannel, event: InboxEvent): StaffIncoming | undefined {
  try {
    return channel.incoming(event);
  } catch {
    return undefined;
  }
}

const named = (error: unknown): string =>
  error instanceof DeskError ? error.code : error instanceof Error ? error.name : typeof error;

/** A line of V8's stack trace. */
const PLACE = /^ {4}at .+:\d+:\d+\)?$/u;

/** Class, code and places in the code, never the message, which may quote what a resident wrote. */
export function trace(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  // A message of several lines may look like a trace itself.
  const places = error.stack
    ?.replace(error.message, "")
    .split("\n")
    .filter((line) => PLACE.test(line));
  // SQLite's fixed words for its error code, such as that the disk is full.
  const reason = "errstr" in error && typeof error.errstr === "string" ? error.errstr : undefined;
  return { error: error.name, code, reason, at: places?.slice(0, 5).join("").trim() };
}
