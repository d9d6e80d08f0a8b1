/**
 * Sends what stands in the outbox of a desk.
 *
 * What is about to be tried is written before it is tried. So whoever finds a row after a crash knows that a reply may
 * have gone out, and decides as `plan.ts` says.
 */

import type { Board } from "../handoff/board.ts";
import type { PrivatePage } from "../handoff/private-page.ts";
import type { Language } from "../model.ts";
import type { Channel, StaffChannel } from "../ports/channel.ts";
import type { Records, Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import {
  type ChannelName,
  type DeskId,
  isForStaff,
  type OutboxRow,
  type Peer,
  type Saying,
  type StaffSaying,
} from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { type Attempted, settlement, triedSince } from "./outcome.ts";
import { isAlive, type Plan, plan } from "./plan.ts";
import type { Job } from "./rounds.ts";
import type { WorkLog } from "./worker.ts";

export interface SenderParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  /** Told what became of a person's answer. */
  readonly board: Board;
  /** Makes the links that are sent; undefined where the desk has none. */
  readonly privatePage?: Pick<PrivatePage, "link"> | undefined;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Pick<WorkLog, "info" | "error">;
  /** What stands in the way of a channel of staff, as it was told last. */
  readonly troubles: Map<ChannelName, string>;
  /** A row was settled: for counting. `reason` is a code. */
  readonly settled?: ((state: string, reason: string) => void) | undefined;
  /** Something for this peer was sent, or will be tried again later. */
  readonly stirred?: ((peer: Peer) => void) | undefined;
}

/**
 * For how long a claimed row is nobody else's. Longer than any channel's own deadline, and short enough that after a
 * crash there is time to try the token once more.
 */
export const SEND_LEASE_MS = 12_000;

/**
 * Takes up rows that are due.
 *
 * @param name - of this channel only: one that hangs must not hold up the others
 * @param room - at most so many
 */
export async function sendings(parts: SenderParts, name: ChannelName, room: number): Promise<readonly Job[]> {
  const { desk, store, channels, clock } = parts;
  return store.within(desk, async (records) => {
    const { outbox } = records;
    const now = clock.now();
    const rows = await outbox.claim(now, SEND_LEASE_MS, room, name);
    const jobs: Job[] = [];
    for (const row of rows) {
      const channel = channels.get(row.channel);
      if (channel === undefined) {
        await outbox.settle(row, { state: "held", reason: "no-channel" });
        continue;
      }
      const planned = plan(row, channel.tokenLife, now);
      // A push may arrive unheard, and then a token that is renewed would say everything twice: it is let go.
      const replyToken = planned.by === "reply" ? row.replyToken : undefined;
      const underWay = channel.of === "staff" ? { reason: UNDER_WAY } : {};
      await outbox.plan(row, { ...planned, replyToken, ...underWay });
      const sayings = await withLinks(parts, records, row.sayings);
      jobs.push(() => send(parts, channel, { ...row, sayings }, planned));
    }
    return jobs;
  });
}

/** A link is kept by its hash alone, so it is made for each try anew. */
async function withLinks(
  { privatePage }: Pick<SenderParts, "privatePage">,
  records: Records,
  sayings: OutboxRow["sayings"],
): Promise<OutboxRow["sayings"]> {
  const linked: (Saying | StaffSaying)[] = [];
  for (const saying of sayings) {
    const number = saying.kind === "text" ? saying.linkTo : undefined;
    const on = number === undefined ? undefined : await records.cases.get(number);
    const address = on && (await privatePage?.link(records, on));
    linked.push(address === undefined ? saying : ({ ...saying, address } as Saying));
  }
  return linked;
}

/** @returns whether more rows of the conversation wait */
async function send(parts: SenderParts, channel: Channel, row: OutboxRow, planned: Plan): Promise<boolean> {
  let delivery: Attempted;
  try {
    delivery = await channel.send({
      to: row.peer,
      sayings: row.sayings,
      by: by(row, planned),
      prefix: planned.isToBeSure ? conversationWords[languageOf(row.sayings)].toBeSure : "",
      triedSince: triedSince(row),
      row: row.id,
    });
  } catch (error) {
    // A fault of ours that trying again at once would only repeat.
    await settle(parts, channel, row, planned, { kind: "unknown", reason: "failed" });
    throw error;
  }
  return settle(parts, channel, row, planned, delivery);
}

async function settle(
  parts: SenderParts,
  channel: Channel,
  row: OutboxRow,
  planned: Plan,
  delivery: Attempted,
): Promise<boolean> {
  const { desk, store, board, clock, chance, settled, stirred, troubles } = parts;
  const now = clock.now();
  const isTokenAlive = isAlive(row, channel.tokenLife, now);
  const share = chance.share();
  const next = settlement(row, planned, delivery, { now, share, isTokenAlive, isForStaff: channel.of === "staff" });
  const written = store.within(desk, async (records) => {
    // It stands there whoever settles the row.
    await keepPosted(records, delivery);
    const isOurs = await records.outbox.settle(row, next);
    if (isOurs && row.message !== undefined && next.state !== "waiting") await board.delivered(records, row.message);
    if (channel.of === "staff") await keepTrouble(parts, channel, records, { delivery, now });
    return { isOurs, isMore: await records.outbox.waits(row.conversation) };
  });
  const { isOurs, isMore } = await written.catch((error: unknown) => {
    // What was told last was not written either.
    troubles.delete(channel.name);
    throw error;
  });
  if (isOurs) settled?.(next.state, next.reason);
  stirred?.(row.peer);
  return isMore;
}

async function keepPosted({ posts }: Records, delivery: Attempted): Promise<void> {
  if ("posted" in delivery) for (const posted of delivery.posted ?? []) await posts.save(posted);
  if (delivery.kind === "sent") for (const key of delivery.removed ?? []) await posts.remove(key);
}

/** Kept for those who look from outside; once nothing is in the way any more, what waited is tried at once. */
async function keepTrouble(
  { desk, troubles, log }: SenderParts,
  channel: StaffChannel,
  { settings, outbox }: Records,
  { delivery, now }: { readonly delivery: Attempted; readonly now: number },
): Promise<void> {
  const trouble = channel.trouble();
  // Its turn has not come: that tells neither that it can be reached nor that it cannot.
  if (trouble === undefined && "reason" in delivery && LATER.includes(delivery.reason)) return;
  const told = trouble?.code ?? (delivery.kind === "sent" ? WELL : AWAY);
  const before = troubles.get(channel.name);
  if (before === told) return;
  troubles.set(channel.name, told);
  const facts = { desk, channel: channel.name, code: trouble?.code };
  if (trouble !== undefined) {
    log.error(facts, "staff are shown nothing until somebody mends it: see README; what waits is kept");
  } else if (before !== undefined && before !== WELL && before !== AWAY) {
    log.info(facts, "staff are shown again what happens");
  }
  await settings.set(`trouble.${channel.name}`, trouble ?? null, "desk", now);
  if (told === WELL) await outbox.hasten(channel.name, now);
}

const LATER: readonly string[] = ["rate", "limited"];
const WELL = "well";
/** Out of reach for now, of which nobody needs to be told. */
const AWAY = "away";
/** A crash leaves it behind, and then the try before may have arrived. */
const UNDER_WAY = "under-way";

const by = ({ replyToken, retryKey }: OutboxRow, planned: Plan) =>
  planned.by === "reply" && replyToken !== undefined
    ? ({ kind: "reply", token: replyToken } as const)
    : ({ kind: "push", retryKey } as const);

function languageOf([first]: readonly (Saying | StaffSaying)[]): Language {
  if (first === undefined || isForStaff(first)) return "ja";
  return first.kind === "bundle" ? first.reply.language : first.language;
}
