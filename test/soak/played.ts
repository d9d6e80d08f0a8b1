/**
 * LINE and Slack as the soak plays them: each fails one call in ten, and Slack is gone for a while.
 */

import { systemClock } from "../../adapters/world/clock.ts";
import { fastClock } from "../fixtures/fast-clock.ts";
import type { Fault } from "../fixtures/line-server/faults.ts";
import { type LineServer, lineServer } from "../fixtures/line-server.ts";
import type { SlackFault } from "../fixtures/slack-server/proxy.ts";
import { type SlackServer, slackServer } from "../fixtures/slack-server.ts";
import { marked } from "./marks.ts";

/** How much faster clocks run than the machine's. */
export const RATE = 20;
/** LINE waits for 2 seconds of real time, and the machine does not run faster with its clock: here half a second. */
export const ACKNOWLEDGED_WITHIN_MS = 10_000;
const LINE_FAULTS: readonly Fault[] = [
  { kind: "error", status: 500, isDone: false },
  { kind: "error", status: 500, isDone: true },
  { kind: "error", status: 503, isDone: false },
  { kind: "silence", isDone: true },
  { kind: "silence", isDone: false },
  { kind: "cut", isDone: true },
  { kind: "cut", isDone: false },
  { kind: "late", ms: 6_000 },
  { kind: "rate" },
];
const SLACK_FAULTS: readonly SlackFault[] = [
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "limited", retryAfter: 5 },
  { kind: "limited", retryAfter: 30 },
  { kind: "lost", by: "silence" },
  { kind: "lost", by: "cut" },
  { kind: "swallowed", by: "silence" },
  { kind: "swallowed", by: "cut" },
  { kind: "nonsense" },
];
const FAULT_SHARE = 0.1;
/** For how long Slack is gone, by the clock of the soak. */
const AWAY_MS = 600_000;

/** @param base - when the clock of the soak showed what the machine's did */
export const linePlayed = (base: number, chance: () => number): Promise<LineServer> =>
  lineServer({
    clock: fastClock(RATE, base),
    faults: () => failing(LINE_FAULTS, chance),
    kept: (message) => ({ type: "text", text: marked(JSON.stringify(message)) }),
    keepsRequests: false,
    answerWithinMs: ACKNOWLEDGED_WITHIN_MS,
  });

const failing = <F>(faults: readonly F[], chance: () => number): F | undefined =>
  chance() < FAULT_SHARE ? faults[Math.floor(chance() * faults.length)] : undefined;

export interface PlayedSlack {
  readonly server: SlackServer;
  readonly isAway: () => boolean;
  /** Refuses and cuts connections for a while, then is back. */
  away(): Promise<void>;
  /** No call fails any more. */
  mend(): void;
  failures(): number;
}

export async function slackPlayed(base: number, chance: () => number): Promise<PlayedSlack> {
  let isWell = false;
  let isAway = false;
  let failures = 0;
  const server = await slackServer({
    faults() {
      const fault = isWell ? undefined : failing(SLACK_FAULTS, chance);
      if (fault !== undefined) failures += 1;
      return fault;
    },
    keepsFields: false,
    slackTime: (deskMs) => base + (deskMs - base) / RATE,
  });
  return {
    server,
    isAway: () => isAway,
    async away() {
      isAway = true;
      await server.fail({ kind: "down" });
      await systemClock.wait(AWAY_MS / RATE);
      await server.heal();
      isAway = false;
    },
    mend() {
      isWell = true;
    },
    failures: () => failures,
  };
}

/** The data of the button by which somebody may withdraw their case, as it arrived last. */
export const withdrawalAt = (line: LineServer, user: string): string | undefined =>
  textsAt(line, user)
    .flatMap((text) => text.split(" "))
    .findLast((word) => word.startsWith("m1/"));

const textsAt = (line: LineServer, user: string): string[] =>
  line.arrived(user).map((message) => ("text" in message ? String(message.text) : ""));

/** How many calls LINE took by each token or key. */
export function arrivalsAt(line: LineServer): Map<string, number> {
  const calls = new Map<string, Set<string>>();
  for (const peer of line.peers()) {
    for (const { key, requestId } of line.arrivals(peer)) calls.set(key, (calls.get(key) ?? new Set()).add(requestId));
  }
  return new Map([...calls].map(([key, ids]) => [key, ids.size]));
}

/** To whom each mark arrived, once a call. */
export function marksAt(line: LineServer): Map<string, readonly string[]> {
  const calls = new Map<string, Map<string, string>>();
  for (const peer of line.peers()) {
    for (const { requestId, message } of line.arrivals(peer)) {
      const words = "text" in message ? String(message.text).split(" ") : [];
      for (const word of words.filter((one) => one !== "")) {
        calls.set(word, (calls.get(word) ?? new Map()).set(requestId, peer));
      }
    }
  }
  return new Map([...calls].map(([mark, peers]) => [mark, [...peers.values()]]));
}
