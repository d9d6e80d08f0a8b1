/**
 * Takes up work that is kept elsewhere: at once when it is woken, otherwise it looks now and then.
 */

import type { Clock } from "../ports/world.ts";

/** Work that was taken up and is now to be done; what it gives is `true` where something else became due by it. */
export type Job = () => Promise<unknown>;

export interface Rounds {
  /** There may be something to do. */
  wake(): void;
  /** Takes up nothing more; resolves when the work under way has ended. */
  stop(): Promise<void>;
}

/** Given as the reason, it spares making an error whenever somebody is woken. */
const WOKEN = "woken";

export interface RoundsOptions {
  readonly clock: Clock;
  /** Between two looks while nothing is there, in milliseconds. */
  readonly idleMs: number;
  /** Jobs that are done side by side. */
  readonly most: number;
  /** Taking up or a job failed as a whole, such as by a store that is away. */
  readonly failed: (error: unknown) => void;
}

/** @param takeUp - takes up at most `room` jobs; `[]` where nothing is due */
export function rounds(
  takeUp: (room: number) => Promise<readonly Job[]>,
  { clock, idleMs, most, failed }: RoundsOptions,
): Rounds {
  const running = new Set<Promise<void>>();
  let isEnding = false;
  let isWoken = false;
  let alarm = new AbortController();

  const wake = (): void => {
    isWoken = true;
    alarm.abort(WOKEN);
  };

  function start(job: Job): void {
    const run = job()
      .catch(failed)
      .then((isMore) => {
        running.delete(run);
        if (isMore === true) wake();
      });
    running.add(run);
  }

  /** @returns whether more may be due than there was room for */
  async function look(): Promise<boolean> {
    isWoken = false;
    const room = most - running.size;
    try {
      const jobs = await takeUp(room);
      for (const job of jobs) start(job);
      return jobs.length === room;
    } catch (error) {
      failed(error);
      isWoken = false;
      return false;
    }
  }

  async function watch(): Promise<void> {
    while (!isEnding) {
      if (running.size >= most) await Promise.race(running);
      else if (!(await look()) && !isWoken && !isEnding) {
        alarm = new AbortController();
        await clock.wait(idleMs, alarm.signal);
      }
    }
    await Promise.all(running);
  }

  const watching = watch();
  return {
    wake,
    stop() {
      isEnding = true;
      wake();
      return watching;
    },
  };
}
