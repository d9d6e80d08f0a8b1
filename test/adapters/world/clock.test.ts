import { describe, expect, test } from "vitest";
import { systemChance, systemClock } from "../../../adapters/world/clock.ts";

const DAY_MS = 86_400_000;

/** Timers that keep this process alive. */
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

test("the clock tells the machine's time", () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

describe("a wait", () => {
  test("that is shorter is over first", async () => {
    const over: number[] = [];
    await Promise.all([20, 1].map((ms) => systemClock.wait(ms).then(() => over.push(ms))));
    expect(over).toEqual([1, 20]);
  });

  test("ends at once where its signal is aborted already, and starts no timer", async () => {
    const before = timers();
    await systemClock.wait(DAY_MS, AbortSignal.abort());
    expect(timers()).toBe(before);
  });

  test("ends when its signal is aborted, and leaves no timer behind", async () => {
    const before = timers();
    const alarm = new AbortController();
    const over = systemClock.wait(DAY_MS, alarm.signal);
    expect(timers()).toBe(before + 1);
    alarm.abort();
    await over;
    expect(timers()).toBe(before);
  });

  test("that is over no longer listens to its signal, which may outlive many", async () => {
    const listening = new Set<unknown>();
    const counted = {
      aborted: false,
      addEventListener: (_: string, listener: unknown) => void listening.add(listener),
      removeEventListener: (_: string, listener: unknown) => void listening.delete(listener),
    } as unknown as AbortSignal;
    const over = systemClock.wait(1, counted);
    expect(listening.size).toBe(1);
    await over;
    expect(listening.size).toBe(0);
  });
});

test("ids are UUIDs of their own, and shares lie from 0 up to but not 1", () => {
  const ids = Array.from({ length: 100 }, () => systemChance.uuid());
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  const shares = Array.from({ length: 100 }, () => systemChance.share());
  expect(shares.every((share) => share >= 0 && share < 1)).toBe(true);
  expect(new Set(shares).size).toBeGreaterThan(1);
});
