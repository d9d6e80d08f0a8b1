/**
 * Works what lies in the inbox of a desk: one event of a conversation at a time, conversations side by side.
 *
 * What an event leads to is written in the transaction that ends it. So an event is worked wholly or not at all, and
 * whoever was killed in its midst has done nothing. An event that fails again and again must not hold up the others:
 * after five tries it is put aside with its error, and the resident is told.
 */

import type { Attachment, House } from "../conversation/turn.ts";
import { isWanted, MOST_FILE_BYTES } from "../conversation/unreadable.ts";
import { apologised, worked } from "../conversation/work.ts";
import { DeskError, type Facts } from "../errors.ts";
import type { Channel, Incoming } from "../ports/channel.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import type { ChannelName, DeskId, EventEnd, InboxEvent, Lease } from "../records.ts";
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
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: WorkLog;
  /** Something may stand in the outbox. */
  readonly written: () => void;
}

/** For which a conversation is nobody else's: longer than fetching a file may take, short beside the life of a token. */
export const WORK_LEASE_MS = 15_000;
/** After which an event is dead; with these pauses within 30 seconds of the first try. */
export const MOST_ATTEMPTS = 5;
const RETRY = { firstMs: 1_000, mostMs: 8_000 };

/** Takes up conversations in which an event is due. */
export async function workings(parts: WorkerParts, room: number): Promise<readonly Job[]> {
  const { desk, store, clock } = parts;
  return store.within(desk, async ({ inbox }) => {
    const jobs: Job[] = [];
    while (jobs.length < room) {
      const taken = await inbox.take(clock.now(), WORK_LEASE_MS);
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
  const { desk, store, house, files, clock, log, written } = parts;
  const channel = parts.channels.get(event.channel);
  if (channel === undefined) throw new TypeError("no channel of that name");
  const incoming = channel.incoming(event);
  if (incoming.kind === "unknown") log.info({ desk, kind: incoming.name }, "an event of unknown kind was passed over");
  const attachment = await fetched(parts, channel, event, incoming);
  try {
    const done = await store.within(desk, async (records) => {
      if (!(await records.inbox.holds(lease))) return undefined;
      const now = clock.now();
      const { end, filesGone } = await worked(house, records, { event, incoming, attachment, now });
      return { end, filesGone, isMore: await records.inbox.end(lease, event, end, now) };
    });
    for (const id of done?.filesGone ?? []) await files.remove(id);
    if (done?.end.kind === "answered") written();
    return done?.isMore ?? false;
  } finally {
    await removeUnused(parts, attachment);
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
  channel: Channel,
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
  const { desk, store, house, clock, log, written } = parts;
  const end: EventEnd = { kind: "dead", error };
  const ended = (apology: typeof apologised) =>
    store.within(desk, async (records) => {
      if (!(await records.inbox.holds(lease))) return undefined;
      const now = clock.now();
      await apology(house, records, event, now);
      return { isMore: await records.inbox.end(lease, event, end, now) };
    });
  const facts = { desk, channel: event.channel, error };
  try {
    const done = await ended(apologised);
    if (done === undefined) return false;
    log.error(facts, "an event was given up; its resident was told");
    written();
    return done.isMore;
  } catch (cause) {
    // What broke the event may break the apology too, and must not hold up those behind it for ever.
    const done = await ended(async () => {});
    if (done === undefined) return false;
    log.error({ ...facts, ...trace(cause), error }, "an event was given up; its resident could not be told");
    return done.isMore;
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
