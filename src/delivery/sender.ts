/**
 * Sends what stands in the outbox of a desk.
 *
 * What is about to be tried is written before it is tried. So whoever finds a row after a crash knows that a reply may
 * have gone out, and decides as `plan.ts` says.
 */

import type { Language } from "../model.ts";
import type { Channel } from "../ports/channel.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import type { ChannelName, DeskId, OutboxRow, Saying } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { type Attempted, settlement } from "./outcome.ts";
import { isAlive, type Plan, plan } from "./plan.ts";
import type { Job } from "./rounds.ts";

export interface SenderParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly clock: Clock;
  readonly chance: Chance;
  /** A row was settled: for counting. `reason` is a code. */
  readonly settled?: ((state: string, reason: string) => void) | undefined;
}

/**
 * For how long a claimed row is nobody else's. Longer than any channel's own deadline, and short enough that after a
 * crash there is time to try the token once more.
 */
export const SEND_LEASE_MS = 12_000;

/**
 * Takes up rows that are due.
 *
 * @param room - at most so many
 */
export async function sendings(parts: SenderParts, room: number): Promise<readonly Job[]> {
  const { desk, store, channels, clock } = parts;
  return store.within(desk, async ({ outbox }) => {
    const now = clock.now();
    const rows = await outbox.claim(now, SEND_LEASE_MS, room);
    const jobs: Job[] = [];
    for (const row of rows) {
      const channel = channels.get(row.channel);
      if (channel === undefined) {
        await outbox.settle(row, { state: "held", reason: "no-channel" });
        continue;
      }
      const planned = plan(row, channel.tokenLife, now);
      // A push may arrive unheard, and then a token that is renewed would say everything twice: it is let go.
      await outbox.plan(row, { ...planned, replyToken: planned.by === "reply" ? row.replyToken : undefined });
      jobs.push(() => send(parts, channel, row, planned));
    }
    return jobs;
  });
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
    });
  } catch (error) {
    // A fault of ours that trying again at once would only repeat.
    await settle(parts, channel, row, planned, { kind: "unknown", reason: "failed" });
    throw error;
  }
  return settle(parts, channel, row, planned, delivery);
}

async function settle(
  { desk, store, clock, chance, settled }: SenderParts,
  { tokenLife }: Channel,
  row: OutboxRow,
  planned: Plan,
  delivery: Attempted,
): Promise<boolean> {
  const now = clock.now();
  const isTokenAlive = isAlive(row, tokenLife, now);
  const next = settlement(row, planned, delivery, { now, share: chance.share(), isTokenAlive });
  const { isOurs, isMore } = await store.within(desk, async ({ outbox }) => ({
    isOurs: await outbox.settle(row, next),
    isMore: await outbox.waits(row.conversation),
  }));
  if (isOurs) settled?.(next.state, next.reason);
  return isMore;
}

const by = ({ replyToken, retryKey }: OutboxRow, planned: Plan) =>
  planned.by === "reply" && replyToken !== undefined
    ? ({ kind: "reply", token: replyToken } as const)
    : ({ kind: "push", retryKey } as const);

function languageOf([first]: readonly Saying[]): Language {
  if (first === undefined) return "ja";
  return first.kind === "bundle" ? first.reply.language : first.language;
}
