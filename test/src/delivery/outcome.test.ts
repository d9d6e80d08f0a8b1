import { describe, expect, test } from "vitest";
import { type Attempted, PUSH_LIFE_MS, STAFF_LIFE_MS, settlement, triedSince } from "../../../src/delivery/outcome.ts";
import type { Plan } from "../../../src/delivery/plan.ts";
import type { OutboxSettlement } from "../../../src/ports/store.ts";

const NOW = 1_000_000_000;
const AT_HALF = { now: NOW, share: 0.5, isTokenAlive: true, isForStaff: false };
const ROW = { attempts: 1, firstTriedAt: NOW, replyToken: "token", reason: "" };

const FIRST_REPLY: Plan = { by: "reply", replyTries: 1, isToBeSure: false };
const SECOND_REPLY: Plan = { by: "reply", replyTries: 2, isToBeSure: false };
const PUSH: Plan = { by: "push", replyTries: 0, isToBeSure: false };
const PUSH_TO_BE_SURE: Plan = { by: "push", replyTries: 2, isToBeSure: true };

const repliedNow: OutboxSettlement = { state: "sent", reason: "reply", sentAt: NOW };
const pushedNow: OutboxSettlement = { state: "sent", reason: "push", sentAt: NOW };
const lapsed: OutboxSettlement = {
  state: "waiting",
  reason: "token-lapsed",
  nextAt: NOW,
  replyToken: undefined,
  replyTries: 0,
};
const later = (reason: string, ms: number): OutboxSettlement => ({ state: "waiting", reason, nextAt: NOW + ms });

const RATE: Attempted = { kind: "not-now", reason: "rate" };
const REPLY_WAIT = 750;
const PUSH_WAIT = 1_500;

describe("what follows from a call", () => {
  test.each<[string, Plan, Attempted, OutboxSettlement]>([
    ["a reply that was taken is sent", FIRST_REPLY, { kind: "sent" }, repliedNow],
    ["a second try that was taken is sent", SECOND_REPLY, { kind: "sent" }, repliedNow],
    ["a push that was taken is sent", PUSH, { kind: "sent" }, pushedNow],
    ["a push that was taken earlier is sent", PUSH_TO_BE_SURE, { kind: "sent-before" }, pushedNow],
    [
      "a token refused at the first try had lapsed: it goes on without it",
      FIRST_REPLY,
      { kind: "token-refused" },
      lapsed,
    ],
    ["a token refused at the second try was used by the first", SECOND_REPLY, { kind: "token-refused" }, repliedNow],
    [
      "a rate limit gives the first try back",
      FIRST_REPLY,
      RATE,
      { ...later("rate", REPLY_WAIT), replyTries: 0, replyToken: "token" },
    ],
    [
      "a rate limit gives the second try back and keeps the first",
      SECOND_REPLY,
      RATE,
      { ...later("rate", REPLY_WAIT), replyTries: 1, replyToken: "token" },
    ],
    [
      "a rate limit on a push leaves the tries by token as they are",
      PUSH_TO_BE_SURE,
      RATE,
      { ...later("rate", PUSH_WAIT), replyTries: 2, replyToken: "token" },
    ],
    [
      "a channel that was not reached gives the try back",
      FIRST_REPLY,
      { kind: "not-now", reason: "unreachable" },
      { ...later("unreachable", REPLY_WAIT), replyTries: 0, replyToken: "token" },
    ],
    [
      "the monthly limit holds a push, for a renewed token still could carry it",
      PUSH,
      { kind: "no-quota" },
      { state: "held", reason: "no-quota", replyTries: 0, replyToken: "token" },
    ],
    [
      "the monthly limit holds a push to be sure",
      PUSH_TO_BE_SURE,
      { kind: "no-quota" },
      { state: "held", reason: "no-quota", replyTries: 2, replyToken: "token" },
    ],
    [
      "a refused reply is dead with its status",
      FIRST_REPLY,
      { kind: "refused", status: 400 },
      { state: "dead", reason: "refused-400" },
    ],
    [
      "an account whose token is refused can be mended, and then it is sent again",
      PUSH,
      { kind: "refused", status: 401 },
      { state: "held", reason: "refused-401" },
    ],
    [
      "an account whose plan does not allow it, likewise",
      PUSH,
      { kind: "refused", status: 403 },
      { state: "held", reason: "refused-403" },
    ],
    [
      "a refused push is dead with its status",
      PUSH,
      { kind: "refused", status: 413 },
      { state: "dead", reason: "refused-413" },
    ],
  ])("%s", (_, planned, delivery, expected) => {
    expect(settlement(ROW, planned, delivery, AT_HALF)).toEqual(expected);
  });

  test.each(["timeout", "network", "server", "failed"] as const)("an unknown outcome (%s) is tried again", (reason) => {
    const delivery = { kind: "unknown", reason } as const;
    expect(settlement(ROW, FIRST_REPLY, delivery, AT_HALF)).toEqual(later(reason, REPLY_WAIT));
    expect(settlement(ROW, SECOND_REPLY, delivery, AT_HALF)).toEqual(later(reason, REPLY_WAIT));
    expect(settlement(ROW, PUSH, delivery, AT_HALF)).toEqual(later(reason, PUSH_WAIT));
    expect(settlement(ROW, PUSH_TO_BE_SURE, delivery, AT_HALF)).toEqual(later(reason, PUSH_WAIT));
  });
});

test("a token refused at the second try after it may have lapsed proves nothing: it is pushed to be sure", () => {
  const lapsedByThen = { ...AT_HALF, isTokenAlive: false };
  const settled = settlement(ROW, SECOND_REPLY, { kind: "token-refused" }, lapsedByThen);
  expect(settled).toEqual({ state: "waiting", reason: "token-lapsed", nextAt: NOW });
  expect(settlement(ROW, FIRST_REPLY, { kind: "token-refused" }, lapsedByThen)).toEqual(lapsed);
});

test("a reply is looked into again while its token lives, a push less and less often", () => {
  const unknown = { kind: "unknown", reason: "timeout" } as const;
  const waits = (planned: Plan) =>
    [1, 2, 3, 5, 9, 20].map((attempts) => {
      const settled = settlement({ ...ROW, attempts }, planned, unknown, AT_HALF);
      return settled.state === "waiting" ? settled.nextAt - NOW : settled.state;
    });
  expect(waits(FIRST_REPLY)).toEqual([750, 1_500, 3_000, 3_000, 3_000, 3_000]);
  expect(waits(PUSH)).toEqual([1_500, 3_000, 6_000, 24_000, 384_000, 675_000]);
});

describe("after 23 hours", () => {
  const old = (ageMs: number) => ({ ...ROW, firstTriedAt: NOW - ageMs });

  test.each<[string, Attempted]>([
    ["an unknown outcome", { kind: "unknown", reason: "server" }],
    ["a rate limit", RATE],
  ])("%s is the end", (_, delivery) => {
    expect(settlement(old(PUSH_LIFE_MS - 1), PUSH, delivery, AT_HALF).state).toBe("waiting");
    expect(settlement(old(PUSH_LIFE_MS), PUSH, delivery, AT_HALF)).toMatchObject({ state: "dead", reason: "too-old" });
  });

  test.each<[Attempted, OutboxSettlement["state"]]>([
    [{ kind: "sent" }, "sent"],
    [{ kind: "sent-before" }, "sent"],
    [{ kind: "no-quota" }, "held"],
  ])("%j is still what it is", (delivery, state) => {
    expect(settlement(old(PUSH_LIFE_MS), PUSH, delivery, AT_HALF).state).toBe(state);
  });
});

describe("what staff are to be shown", () => {
  const FOR_STAFF = { ...AT_HALF, isForStaff: true };
  const SHUT_OUT: Attempted = { kind: "shut-out", code: "is_archived" };
  const waits = (delivery: Attempted) =>
    [1, 2, 3, 5, 9, 20].map((attempts) => {
      const settled = settlement({ ...ROW, attempts }, PUSH, delivery, FOR_STAFF);
      return settled.state === "waiting" ? settled.nextAt - NOW : settled.state;
    });

  test("is tried again within a minute, so that all is there soon after an outage", () => {
    expect(waits({ kind: "unknown", reason: "server" })).toEqual([1_500, 3_000, 6_000, 24_000, 45_000, 45_000]);
    expect(waits({ kind: "not-now", reason: "unreachable" })).toEqual([1_500, 3_000, 6_000, 24_000, 45_000, 45_000]);
  });

  test("is left alone while a call of which nothing was heard may still arrive", () => {
    for (const reason of ["timeout", "network"] as const) {
      expect(waits({ kind: "unknown", reason })).toEqual([15_000, 30_000, 45_000, 45_000, 45_000, 45_000]);
    }
  });

  test("waits as long as the channel asks for", () => {
    expect(waits({ kind: "not-now", reason: "rate", afterMs: 30_000 })).toEqual(new Array(6).fill(30_000));
    expect(waits({ kind: "unknown", reason: "limited", afterMs: 30_000 })).toEqual(new Array(6).fill(30_000));
  });

  test("waits at most five minutes where only people can mend what is in the way", () => {
    expect(waits(SHUT_OUT)).toEqual([7_500, 15_000, 30_000, 120_000, 225_000, 225_000]);
    expect(settlement(ROW, PUSH, SHUT_OUT, FOR_STAFF)).toMatchObject({ reason: "shut-out:is_archived" });
  });

  test("is put aside where our own fault repeats itself for ten minutes, and not for one of ours after an outage", () => {
    const faultAt = (minutes: number, reason: string) =>
      settlement(
        { ...ROW, firstTriedAt: NOW - minutes * 60_000, reason },
        PUSH,
        { kind: "unknown", reason: "failed" },
        FOR_STAFF,
      );
    expect(faultAt(9, "failed")).toMatchObject({ state: "waiting" });
    expect(faultAt(10, "failed")).toEqual({ state: "held", reason: "stuck" });
    expect(faultAt(600, "unreachable")).toMatchObject({ state: "waiting" });
  });

  test("is kept after two weeks, for people to look into", () => {
    const old = (ageMs: number) => settlement({ ...ROW, firstTriedAt: NOW - ageMs }, PUSH, SHUT_OUT, FOR_STAFF);
    expect(old(STAFF_LIFE_MS - 1)).toMatchObject({ state: "waiting" });
    expect(old(STAFF_LIFE_MS)).toEqual({ state: "held", reason: "too-old", replyTries: 0, replyToken: "token" });
  });

  test.each<[string, number, string, number | undefined]>([
    ["the first try", 1, "", undefined],
    ["a limit of its rate", 2, "rate", undefined],
    ["no connection", 3, "unreachable", undefined],
    ["a refusal that people can mend", 2, "shut-out:token_revoked", undefined],
    ["no answer", 2, "timeout", 77],
    ["a broken answer", 2, "server", 77],
    ["a crash under way", 2, "under-way", 77],
  ])("after %s it may or may not have arrived", (_, attempts, reason, since) => {
    expect(triedSince({ attempts, reason, firstTriedAt: 77 })).toBe(since);
  });
});
