/**
 * One try of sending a row: asks Slack call by call, each in its turn, and ends where it cannot go on.
 *
 * A row may take several calls, and any of them may be the last for now. What then follows for the row hangs on what
 * went before: once something of it may stand in Slack, nothing but an unknown outcome makes the next try look for it.
 */

import type { Delivery } from "../../../src/ports/channel.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Posted } from "../../../src/records.ts";
import type { Asking, Failure } from "./asking.ts";
import { CALL_MS, type SlackClient } from "./client.ts";
import { deliveryOf, type Troubles } from "./delivery.ts";
import { type Pace, type Pacer, POSTING } from "./pace.ts";

/** For all calls of a try; the row is its sender's for 12 seconds. */
export const SEND_MS = 10_000;
/** For its turn at the pace; whoever would wait longer comes again. */
const MOST_WAIT_MS = 2_000;

/** Ends a try where it stands; caught once, where the try began. */
export class Ended extends Error {
  readonly delivery: Delivery;
  constructor(delivery: Delivery) {
    super("The try ended before all was sent");
    this.name = "Ended";
    this.delivery = delivery;
  }

  /** The same where more is known to stand. */
  beside(posted: readonly Posted[]): Ended {
    const { delivery } = this;
    if (posted.length === 0 || !(delivery.kind === "unknown" || delivery.kind === "refused")) return this;
    return new Ended({ ...delivery, posted });
  }
}

export interface Wish<T> {
  /** As Slack's reference calls it. */
  readonly method: string;
  /** Into which it goes; undefined where it is about none. */
  readonly channel?: string | undefined;
  /** Undefined for what only reads. */
  readonly pace?: Pace | undefined;
  readonly ask: (client: SlackClient, signal: AbortSignal) => Promise<T>;
}

/** Slack refused by one of the codes that whoever asked can do something about. */
export class Refused {
  readonly error: string;
  constructor(error: string) {
    this.error = error;
  }
}

export interface Talk {
  /** Since when an earlier try may have arrived; undefined where none can have. */
  readonly triedSince: number | undefined;
  /** @throws Ended for whatever is no answer */
  call<T>(wish: Wish<T>): Promise<T>;
  /** @param passable - Slack's codes that are handed out. @throws Ended for the rest of what is no answer */
  tried<T>(wish: Wish<T>, passable: (error: string) => boolean): Promise<T | Refused>;
  /**
   * Takes a turn at posting before it is looked whether there is anything to be posted, and keeps it for that: Slack
   * limits looking as well, and after an outage everything is looked for. @throws Ended
   */
  turn(channel: string): Promise<void>;
  /** Milliseconds in which a call may still begin, so that it is cut before the try is over. */
  leftMs(): number;
}

export interface TalkParts {
  readonly client: SlackClient;
  /** The desk's own. */
  readonly channel: string;
  readonly ask: Asking;
  readonly pacer: Pacer;
  readonly troubles: Troubles;
  readonly clock: Clock;
}

/** @param signal - aborted when the try is over: nothing more is asked */
export function talk(parts: TalkParts, triedSince: number | undefined, signal: AbortSignal): Talk {
  const { client, channel: desk, ask, pacer, troubles, clock } = parts;
  const until = clock.now() + SEND_MS - CALL_MS;
  let mayStand = triedSince !== undefined;
  const kept = new Set<string>();
  const leftMs = () => until - clock.now();

  function ended(delivery: Delivery): Ended {
    if (!mayStand) return new Ended(delivery);
    if (delivery.kind === "shut-out") return new Ended({ kind: "unknown", reason: "network" });
    if (delivery.kind !== "not-now") return new Ended(delivery);
    const { reason, afterMs } = delivery;
    return new Ended({
      kind: "unknown",
      ...(reason === "rate" ? { reason: "limited", afterMs } : { reason: "network" }),
    });
  }

  async function inTurn(key: string, pace: Pace): Promise<void> {
    const turn = pacer.turn(key, pace, Math.min(MOST_WAIT_MS, leftMs()));
    if (turn.kind === "later") throw ended({ kind: "not-now", reason: "rate", afterMs: turn.afterMs });
    if (turn.waitMs > 0) await clock.wait(turn.waitMs, signal);
  }

  async function tried<T>(wish: Wish<T>, passable: (error: string) => boolean): Promise<T | Refused> {
    const { method, channel, pace } = wish;
    const key = pace === POSTING ? posting(channel) : `${method} ${channel ?? ""}`;
    if (!kept.delete(key)) await inTurn(key, pace ?? READING);
    // Many calls take long: the next try goes on from here.
    if (signal.aborted || leftMs() < 0) throw ended({ kind: "not-now", reason: "rate" });
    const asked = { method, isOfDesk: channel === undefined || channel === desk };
    const answer = await ask(method, CALL_MS, (call) => wish.ask(client, AbortSignal.any([signal, call])));
    if (answer.kind === "answer") {
      troubles.answered(asked);
      mayStand ||= pace === POSTING;
      return answer.body;
    }
    noted(answer, key, asked);
    if (answer.kind === "refusal" && passable(answer.error)) return new Refused(answer.error);
    throw ended(deliveryOf(answer, asked));
  }

  function noted(failure: Failure, key: string, asked: { method: string; isOfDesk: boolean }): void {
    if (failure.kind === "limited") pacer.pause(key, failure.afterMs);
    if (failure.kind === "refusal") troubles.refused(failure.error, asked);
    else if (failure.kind !== "limited") troubles.unheard();
  }

  return {
    triedSince,
    tried,
    async turn(channel) {
      const key = posting(channel);
      if (kept.has(key)) return;
      await inTurn(key, POSTING);
      kept.add(key);
    },
    leftMs,
    async call<T>(wish: Wish<T>) {
      // Nothing is passable, so it is an answer.
      return (await tried(wish, () => false)) as T;
    },
  };
}

/** What appears in a channel, by whatever method. */
const posting = (channel = ""): string => `posting ${channel}`;

/** Slack's limits on reading are far from what the desk reads; its pauses count all the same. */
const READING: Pace = { gapMs: 0, burst: 1 };
