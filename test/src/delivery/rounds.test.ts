import { beforeEach, describe, expect, test } from "vitest";
import { type Job, type Rounds, rounds } from "../../../src/delivery/rounds.ts";
import { type TestClock, testClock } from "../../fixtures/test-clock.ts";

const IDLE_MS = 1_000;
const MOST = 3;

let clock: TestClock;
/** How much room each look was given. */
let looks: number[];
/** What the next looks find; nothing where nothing is left. */
let found: (readonly Job[] | Error | Promise<readonly Job[]>)[];
let failures: unknown[];

beforeEach(() => {
  clock = testClock(0);
  looks = [];
  found = [];
  failures = [];
});

function begun(): Rounds {
  const takeUp = async (room: number) => {
    looks.push(room);
    const next = found.shift() ?? [];
    if (next instanceof Error) throw next;
    return next;
  };
  return rounds(takeUp, { clock, idleMs: IDLE_MS, most: MOST, failed: (error) => void failures.push(error) });
}

/** Resolves when nothing goes on but waiting: every promise that could go on has. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A job that goes on until it is told to end. */
function slow() {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let isBegun = false;
  const job: Job = () => {
    isBegun = true;
    return promise;
  };
  return { job, end: (isMore?: boolean) => resolve(isMore), fail: reject, isBegun: () => isBegun };
}
const done: Job = async () => {};

describe("while nothing is there", () => {
  test("it looks at once, and then once in each idle time", async () => {
    const work = begun();
    await quiet();
    expect(looks).toEqual([MOST]);
    clock.advance(IDLE_MS - 1);
    await quiet();
    expect(looks).toHaveLength(1);
    for (let i = 2; i <= 10; i++) {
      clock.advance(i === 2 ? 1 : IDLE_MS);
      await quiet();
      expect(looks).toHaveLength(i);
    }
    await work.stop();
  });

  test("a wake makes it look at once, and the idle time begins anew", async () => {
    const work = begun();
    await quiet();
    clock.advance(IDLE_MS - 1);
    work.wake();
    await quiet();
    expect(looks).toHaveLength(2);
    clock.advance(IDLE_MS - 1);
    await quiet();
    expect(looks).toHaveLength(2);
    clock.advance(1);
    await quiet();
    expect(looks).toHaveLength(3);
    await work.stop();
  });

  test("many wakes at once make one look", async () => {
    const work = begun();
    await quiet();
    for (let i = 0; i < 100; i++) work.wake();
    await quiet();
    expect(looks).toHaveLength(2);
    await work.stop();
  });

  test("a wake during a look is not lost, though that look found nothing", async () => {
    const look = Promise.withResolvers<readonly Job[]>();
    found = [look.promise];
    const work = begun();
    await quiet();
    work.wake();
    await quiet();
    expect(looks).toHaveLength(1);
    look.resolve([]);
    await quiet();
    expect(looks).toHaveLength(2);
    await work.stop();
  });
});

describe("while something is there", () => {
  test("it looks again only when a job says that more is due by it", async () => {
    const jobs = [slow(), slow()];
    found = [jobs.map(({ job }) => job)];
    const work = begun();
    await quiet();
    expect(looks).toEqual([3]);
    jobs[0]!.end(false);
    await quiet();
    expect(looks).toEqual([3]);
    jobs[1]!.end(true);
    await quiet();
    expect(looks).toEqual([3, 3]);
    await work.stop();
  });

  test("at most so many jobs go on side by side, and no look is taken while there is no room", async () => {
    const jobs = [slow(), slow(), slow(), slow()];
    const [a, b, c, d] = jobs.map(({ job }) => job);
    found = [[a!, b!, c!], [d!]];
    const work = begun();
    await quiet();
    work.wake();
    clock.advance(10 * IDLE_MS);
    await quiet();
    expect(looks).toEqual([3]);
    expect(jobs.map(({ isBegun }) => isBegun())).toEqual([true, true, true, false]);
    jobs[1]!.end();
    await quiet();
    expect(looks).toEqual([3, 1]);
    expect(jobs[3]!.isBegun()).toBe(true);
    for (const { end } of jobs) end();
    await work.stop();
  });

  test("whatever room there was and was filled is looked into again, until nothing is left", async () => {
    found = [[done, done, done], [done, done, done], [done], [done]];
    const work = begun();
    await quiet();
    expect(found).toHaveLength(1);
    clock.advance(IDLE_MS);
    await quiet();
    expect(found).toHaveLength(0);
    await work.stop();
  });

  test("a job under way holds up no look for others", async () => {
    const first = slow();
    found = [[first.job]];
    const work = begun();
    await quiet();
    found = [[done]];
    work.wake();
    await quiet();
    expect([looks, found]).toEqual([[3, 2], []]);
    first.end();
    await work.stop();
  });
});

describe("a failure", () => {
  test("of a look is told once, and it looks again after the idle time", async () => {
    const fault = new Error("the store is away");
    found = [fault];
    const work = begun();
    await quiet();
    expect([looks.length, failures]).toEqual([1, [fault]]);
    clock.advance(IDLE_MS);
    await quiet();
    expect([looks.length, failures]).toEqual([2, [fault]]);
    await work.stop();
  });

  test("of every look is told once an idle time, however often it was woken meanwhile", async () => {
    const look = Promise.withResolvers<readonly Job[]>();
    found = [look.promise, new Error("second")];
    const work = begun();
    await quiet();
    for (let i = 0; i < 100; i++) work.wake();
    look.reject(new Error("first"));
    await quiet();
    expect([looks.length, failures.length]).toEqual([1, 1]);
    clock.advance(IDLE_MS);
    await quiet();
    expect([looks.length, failures.length]).toEqual([2, 2]);
    await work.stop();
  });

  test("of a job is told once, and the others go on", async () => {
    const [bad, good] = [slow(), slow()];
    const fault = new Error("broken");
    found = [[bad.job, good.job]];
    const work = begun();
    await quiet();
    bad.fail(fault);
    await quiet();
    expect(failures).toEqual([fault]);
    found = [[done]];
    clock.advance(IDLE_MS);
    await quiet();
    expect(found).toEqual([]);
    good.end();
    await work.stop();
    expect(failures).toEqual([fault]);
  });
});

describe("when it is stopped", () => {
  test("it ends at once if it only waits, and looks no more", async () => {
    const work = begun();
    await quiet();
    await work.stop();
    work.wake();
    clock.advance(10 * IDLE_MS);
    await quiet();
    expect(looks).toHaveLength(1);
  });

  test("it waits for the jobs under way and takes up nothing more", async () => {
    const [first, second] = [slow(), slow()];
    found = [[first.job, second.job]];
    const work = begun();
    await quiet();
    const before = looks.length;
    found = [[done]];
    let isStopped = false;
    const stopped = work.stop().then(() => {
      isStopped = true;
    });
    first.end();
    await quiet();
    expect(isStopped).toBe(false);
    second.end();
    await stopped;
    expect([looks.length, found.length]).toEqual([before, 1]);
  });

  test("it waits likewise where there was no room for more", async () => {
    const jobs = [slow(), slow(), slow()];
    found = [jobs.map(({ job }) => job), [done]];
    const work = begun();
    await quiet();
    const stopped = work.stop();
    for (const { end } of jobs) end();
    await stopped;
    expect([looks, found.length]).toEqual([[MOST], 1]);
  });

  test("what a look under way still takes up is done, for it was taken from the others", async () => {
    const look = Promise.withResolvers<readonly Job[]>();
    const last = slow();
    found = [look.promise];
    const work = begun();
    await quiet();
    const stopped = work.stop();
    look.resolve([last.job]);
    await quiet();
    expect(last.isBegun()).toBe(true);
    last.end();
    await stopped;
    expect(looks).toHaveLength(1);
  });

  test("a look that fails meanwhile does not make it wait", async () => {
    const look = Promise.withResolvers<readonly Job[]>();
    found = [look.promise];
    const work = begun();
    await quiet();
    const stopped = work.stop();
    look.reject(new Error("the store is away"));
    await stopped;
    expect([looks.length, failures.length]).toEqual([1, 1]);
  });

  test("a job that fails does not keep it from ending", async () => {
    const only = slow();
    found = [[only.job]];
    const work = begun();
    await quiet();
    const stopped = work.stop();
    only.fail(new Error("broken"));
    await stopped;
    expect(failures).toHaveLength(1);
  });

  test("a second stop ends with the first", async () => {
    const work = begun();
    await Promise.all([work.stop(), work.stop()]);
    expect(looks.length).toBeLessThanOrEqual(1);
  });
});
