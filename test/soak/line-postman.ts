/**
 * Brings to the desks what residents write: again where it was not acknowledged, some of it twice and some late.
 */

import { systemClock } from "../../adapters/world/clock.ts";
import type { LineServer } from "../fixtures/line-server.ts";
import type { DeskProcess } from "./processes.ts";
import type { Sent } from "./residents.ts";

/** By the clock of the soak, in milliseconds: between the tries by which LINE delivers what was not acknowledged. */
const REDELIVERIES = [5_000, 15_000, 45_000, 120_000];

export interface LinePostman {
  /** Delivers until it is acknowledged, and some of it again after that. */
  bring(sent: readonly Sent[]): void;
  done(): Promise<void>;
  acknowledged(): readonly Sent[];
  /** Of acknowledged deliveries, in real milliseconds. */
  readonly latencies: number[];
}

export interface LinePostmanParts {
  readonly line: LineServer;
  readonly desks: readonly DeskProcess[];
  /** How much faster clocks run. */
  readonly rate: number;
  /** Of each delivery by its place in the order, so that no other can change it. */
  readonly chanceOf: (delivery: number) => () => number;
}

export function linePostman({ line, desks, rate, chanceOf }: LinePostmanParts): LinePostman {
  const acknowledged = new Set<Sent>();
  const latencies: number[] = [];
  const under = new Set<Promise<void>>();
  let turn = 0;
  let brings = 0;
  const pause = (clockMs: number) => systemClock.wait(clockMs / rate);

  const place = () => {
    turn += 1;
    return desks[turn % desks.length]!.webhook;
  };

  async function deliver(sent: readonly Sent[]): Promise<boolean> {
    const start = performance.now();
    const status = await line.deliver(
      place(),
      sent.map(({ event }) => event),
    );
    if (status < 200 || status >= 300) return false;
    latencies.push(performance.now() - start);
    for (const one of sent) acknowledged.add(one);
    return true;
  }

  async function brought(sent: readonly Sent[], chance: () => number): Promise<void> {
    const isTwice = chance() < 0.05;
    if (chance() < 0.1) await pause(chance() * 20_000);
    for (let tries = 0; !(await deliver(sent)); tries += 1) {
      await pause(REDELIVERIES[Math.min(tries, REDELIVERIES.length - 1)]! * (0.5 + chance()));
    }
    if (!isTwice) return;
    await pause(chance() * 60_000);
    await line.deliver(
      place(),
      sent.map(({ event }) => line.events.again(event)),
    );
  }

  return {
    bring(sent) {
      brings += 1;
      const run = brought(sent, chanceOf(brings)).finally(() => under.delete(run));
      under.add(run);
    },
    async done() {
      while (under.size > 0) await Promise.all(under);
    },
    acknowledged: () => [...acknowledged],
    latencies,
  };
}
