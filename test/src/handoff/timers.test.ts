import { describe, expect, test } from "vitest";
import { moved } from "../../../src/handoff/cases.ts";
import { AUTO_CLOSE_MS, autoCloseAt, dueMoves, NOTICE_MS, noticeAt } from "../../../src/handoff/timers.ts";
import type { Case } from "../../../src/records.ts";
import { DAY_MS, HOUR_MS, OPENED_AT, sample } from "./case-sample.ts";

const due = (of: Case, now: number) => dueMoves(of, now).map(({ kind }) => kind);

describe("while nobody answered", () => {
  test.each(["waiting", "with-person"] as const)(
    "a case that is %s is reminded of once, then escalated once",
    (state) => {
      const fresh = sample(state);
      expect(due(fresh, OPENED_AT + 4 * HOUR_MS - 1)).toEqual([]);
      expect(due(fresh, OPENED_AT + 4 * HOUR_MS)).toEqual(["remind"]);
      const reminded = sample(state, { remindedAt: OPENED_AT + 4 * HOUR_MS });
      expect(due(reminded, OPENED_AT + DAY_MS - 1)).toEqual([]);
      expect(due(reminded, OPENED_AT + DAY_MS)).toEqual(["escalate"]);
      const escalated = sample(state, { ...reminded, escalatedAt: OPENED_AT + DAY_MS, state });
      expect(due(escalated, OPENED_AT + 100 * DAY_MS)).toEqual([]);
    },
  );
  test("after an outage it is escalated without a reminder, before or behind", () => {
    const late = OPENED_AT + 3 * DAY_MS;
    expect(due(sample("waiting"), late)).toEqual(["escalate"]);
    expect(due(sample("waiting", { escalatedAt: late }), late)).toEqual([]);
  });
  test("nothing is due where nobody knows the hours", () => {
    expect(due(sample("waiting", { dueAt: undefined, remindAt: undefined }), OPENED_AT + 100 * DAY_MS)).toEqual([]);
  });
});

describe("once somebody answered", () => {
  const since = OPENED_AT + HOUR_MS;
  const silent = sample("with-resident");
  test.each(["waiting", "with-person"] as const)("no reminder is due for a case that is %s", (state) => {
    expect(due(sample(state, { firstAnsweredAt: since }), OPENED_AT + 100 * DAY_MS)).toEqual([]);
  });
  test("the resident is told after 11 days of silence, once", () => {
    expect(noticeAt(silent)).toBe(since + 11 * DAY_MS);
    expect(due(silent, since + 11 * DAY_MS - 1)).toEqual([]);
    expect(due(silent, since + 11 * DAY_MS)).toEqual(["notice"]);
    expect(due(sample("with-resident", { noticedAt: since + 11 * DAY_MS }), since + 14 * DAY_MS - 1)).toEqual([]);
  });
  test("it closes after 14 days", () => {
    const noticed = sample("with-resident", { noticedAt: since + AUTO_CLOSE_MS - NOTICE_MS });
    expect(autoCloseAt(noticed)).toBe(since + 14 * DAY_MS);
    expect(due(noticed, since + 14 * DAY_MS)).toEqual(["auto-close"]);
  });
  test("it never closes without a notice, nor sooner than three days after it", () => {
    expect(autoCloseAt(silent)).toBeUndefined();
    expect(due(silent, since + 40 * DAY_MS)).toEqual(["notice"]);
    const noticedLate = sample("with-resident", { noticedAt: since + 40 * DAY_MS });
    expect(due(noticedLate, since + 43 * DAY_MS - 1)).toEqual([]);
    expect(due(noticedLate, since + 43 * DAY_MS)).toEqual(["auto-close"]);
  });
});

test("nothing is due for a closed case", () => {
  expect(due(sample("closed", { firstAnsweredAt: undefined }), OPENED_AT + 100 * DAY_MS)).toEqual([]);
});

test("each move that is due is legal, and done it is no longer due", () => {
  const actor = { kind: "desk" } as const;
  let days = 0;
  const made: string[] = [];
  for (let on = sample("waiting"); days < 3; days += 0.25) {
    for (const move of dueMoves(on, OPENED_AT + days * DAY_MS)) {
      on = moved(on, move, { at: OPENED_AT + days * DAY_MS, actor }).case;
      made.push(move.kind);
    }
  }
  for (let on = sample("with-resident"); days < 40; days += 0.25) {
    for (const move of dueMoves(on, OPENED_AT + days * DAY_MS)) {
      on = moved(on, move, { at: OPENED_AT + days * DAY_MS, actor }).case;
      made.push(move.kind);
    }
  }
  expect(made).toEqual(["remind", "escalate", "notice", "auto-close"]);
});
