/**
 * Everything that goes on at one desk: its inbox is worked, its outbox is sent, and time is kept.
 */

import type { House } from "../conversation/turn.ts";
import { type Changes, keptChanges } from "../handoff/changes.ts";
import type { Channel } from "../ports/channel.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import { CHANNELS, type ChannelName, type DeskId, type Peer } from "../records.ts";
import type { StaffHouse } from "../staff/house.ts";
import {
  CASES_EVERY_MS,
  casesTicked,
  QUOTA_EVERY_MS,
  quotaRead,
  RETENTION_EVERY_MS,
  retentionKept,
  troubleKept,
} from "./housekeeping.ts";
import { indexings } from "./indexing.ts";
import { type Job, type Rounds, rounds } from "./rounds.ts";
import { sendings } from "./sender.ts";
import { trace, type WorkLog, workings } from "./worker.ts";

export interface DeskWorkParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly house: House;
  /** Undefined for a desk without a channel of staff. */
  readonly staffHouse: StaffHouse | undefined;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: WorkLog;
  /** Told what staff changed, also from other processes. */
  readonly update?: ((changes: Changes) => void) | undefined;
  /** Told whenever something of a peer was worked or sent here. */
  readonly stirred?: ((peer: Peer) => void) | undefined;
}

export interface DeskWork {
  /** Something lies in the inbox. */
  arrived(): void;
  /** Something may stand in the outbox. */
  written(): void;
  /** The store answered when the inbox was last looked into, a second or so ago. */
  isWell(): boolean;
  stop(): Promise<void>;
}

/** Staff who change something look whether it came about. */
const CHANGES_EVERY_MS = 3_000;

/** How often a desk looks for what other processes left, and for rows of a channel that it no longer has. */
const LOOK_EVERY_MS = 1_000;
const LEFTOVERS_EVERY_MS = 60_000;
/** How much it does side by side in each channel. */
const INBOX_JOBS = 8;
const OUTBOX_JOBS = 32;

/** Everything that goes on at one desk until it is stopped. */
export function deskWork({ channels: list, update, ...parts }: DeskWorkParts): DeskWork {
  const { desk, clock, log } = parts;
  const channels = new Map(list.map((channel) => [channel.name, channel]));
  const failed = (error: unknown) => log.error({ desk, ...trace(error) }, "the desk's work was interrupted");
  const sending = {
    ...parts,
    channels,
    board: parts.house.board,
    privatePage: parts.house.casework.privatePage,
    troubles: new Map(),
  };
  // Each channel by itself, so that one which hangs holds up none of the others.
  const ofEach = (takeUp: (name: ChannelName, room: number) => Promise<readonly Job[]>, most: number) =>
    CHANNELS.map((name) => {
      const idleMs = channels.has(name) ? LOOK_EVERY_MS : LEFTOVERS_EVERY_MS;
      return rounds((room) => takeUp(name, room), { clock, failed, idleMs, most });
    });
  const outbox = ofEach((name, room) => sendings(sending, name, room), OUTBOX_JOBS);
  const written = () => outbox.forEach((one) => void one.wake());
  let isWell = true;
  const looked = async (name: ChannelName, room: number): Promise<readonly Job[]> => {
    const jobs = await workings({ ...parts, channels, written }, name, room).catch((error: unknown) => {
      isWell = false;
      throw error;
    });
    isWell = true;
    return jobs;
  };
  const inbox = ofEach(looked, INBOX_JOBS);
  const now = { ...parts, channels: list };
  const every = (idleMs: number, act: () => Promise<unknown>): Rounds =>
    rounds(() => act().then((): Job[] => []), { clock, failed, idleMs, most: 1 });
  const regular = [
    rounds(() => indexings(parts), { clock, failed, idleMs: LOOK_EVERY_MS, most: 1 }),
    every(CASES_EVERY_MS, async () => (await casesTicked(now)) && written()),
    every(CASES_EVERY_MS, () => troubleKept(now)),
    every(RETENTION_EVERY_MS, () => retentionKept(now).then(written)),
    every(QUOTA_EVERY_MS, () => quotaRead(now)),
    every(CHANGES_EVERY_MS, async () => update?.(await parts.store.within(desk, keptChanges))),
  ];
  return {
    written,
    arrived: () => inbox.forEach((one) => void one.wake()),
    isWell: () => isWell,
    // What one leaves the others to do lies in the store until the next start.
    async stop() {
      await Promise.all([...inbox, ...outbox, ...regular].map((work) => work.stop()));
    },
  };
}
