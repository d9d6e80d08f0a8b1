import { beforeEach, expect, test } from "vitest";
import { CHANGING, type Pacer, POSTING, pacer } from "../../../../adapters/slack/calls/pace.ts";
import { type TestClock, testClock } from "../../../fixtures/test-clock.ts";

let clock: TestClock;
let paced: Pacer;

beforeEach(() => {
  clock = testClock("2026-11-24T10:00");
  paced = pacer(clock);
});

const turn = (key = "C1", mostMs = 2_000) => paced.turn(key, POSTING, mostMs);

test("messages to a channel come a second apart, those to another at once", () => {
  expect([turn(), turn(), turn()].map((one) => one.kind === "go" && one.waitMs)).toEqual([0, 1_000, 2_000]);
  expect(turn("C2")).toEqual({ kind: "go", waitMs: 0 });
});

test("whoever would wait too long comes again, each a second after the one before", () => {
  for (let n = 0; n < 3; n++) turn();
  expect([turn(), turn(), turn()]).toEqual([
    { kind: "later", afterMs: 3_000 },
    { kind: "later", afterMs: 4_000 },
    { kind: "later", afterMs: 5_000 },
  ]);
  clock.advance(3_000);
  expect(turn()).toEqual({ kind: "go", waitMs: 0 });
});

test("nobody is sent away for longer than a minute by the length of the queue", () => {
  for (let n = 0; n < 200; n++) turn();
  const last = turn();
  expect(last.kind === "later" && last.afterMs).toBeLessThanOrEqual(60_000);
});

test("a pause holds for its kind, and ends", () => {
  paced.pause("C1", 30_000);
  expect(turn()).toEqual({ kind: "later", afterMs: 30_000 });
  expect(turn("C2")).toEqual({ kind: "go", waitMs: 0 });
  clock.advance(29_000);
  expect(turn()).toEqual({ kind: "go", waitMs: 1_000 });
});

test("some changes may follow each other at once, and then keep to their pace", () => {
  const waits = Array.from({ length: CHANGING.burst + 2 }, () => paced.turn("chat.update", CHANGING, 5_000));
  expect(waits.slice(0, CHANGING.burst).every((one) => one.kind === "go" && one.waitMs === 0)).toBe(true);
  expect(waits.slice(CHANGING.burst)).toEqual([
    { kind: "go", waitMs: CHANGING.gapMs },
    { kind: "go", waitMs: 2 * CHANGING.gapMs },
  ]);
});
