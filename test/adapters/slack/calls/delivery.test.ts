import { expect, test } from "vitest";
import type { Failure } from "../../../../adapters/slack/calls/asking.ts";
import { deliveryOf, troubles } from "../../../../adapters/slack/calls/delivery.ts";
import { testClock } from "../../../fixtures/test-clock.ts";

const POST = { method: "chat.postMessage", isOfDesk: true };
const refusal = (error: string): Failure => ({ kind: "refusal", error, needed: undefined });

test.each<[string, Failure, object]>([
  ["a limit", { kind: "limited", afterMs: 7_000 }, { kind: "not-now", reason: "rate", afterMs: 7_000 }],
  ["no connection", { kind: "network", code: "ECONNREFUSED" }, { kind: "not-now", reason: "unreachable" }],
  ["no name", { kind: "network", code: "ENOTFOUND" }, { kind: "not-now", reason: "unreachable" }],
  ["a broken connection", { kind: "network", code: "ECONNRESET" }, { kind: "unknown", reason: "network" }],
  ["a failure of Slack", { kind: "server", status: 502 }, { kind: "unknown", reason: "server" }],
  ["silence", { kind: "timeout" }, { kind: "unknown", reason: "timeout" }],
  ["a revoked token", refusal("token_revoked"), { kind: "shut-out", code: "token_revoked" }],
  ["an archived channel", refusal("is_archived"), { kind: "shut-out", code: "is_archived" }],
  ["a fault of ours", refusal("no_text"), { kind: "refused", status: 400 }],
])("%s means what it means", (_, failure, delivery) => {
  expect(deliveryOf(failure, POST)).toEqual(delivery);
});

test("a channel that is not the desk's shuts nobody out, a revoked token does anywhere", () => {
  const elsewhere = { ...POST, isOfDesk: false };
  expect(deliveryOf(refusal("is_archived"), elsewhere)).toEqual({ kind: "refused", status: 400 });
  expect(deliveryOf(refusal("token_revoked"), elsewhere)).toEqual({ kind: "shut-out", code: "token_revoked" });
});

test("trouble lasts until a call succeeds that it would have kept out", () => {
  const clock = testClock("2026-11-24T10:00");
  const inTheWay = troubles(clock);
  const members = { method: "conversations.members", isOfDesk: true };
  inTheWay.refused("not_in_channel", POST);
  inTheWay.answered({ ...POST, isOfDesk: false });
  inTheWay.answered(members);
  expect(inTheWay.now()).toEqual({ code: "not_in_channel", since: clock.now() });
  inTheWay.answered(POST);
  expect(inTheWay.now()).toBeUndefined();
  inTheWay.refused("missing_scope", { method: "files.getUploadURLExternal", isOfDesk: true });
  inTheWay.answered(POST);
  expect(inTheWay.now()).toMatchObject({ code: "missing_scope" });
  inTheWay.refused("token_revoked", POST);
  inTheWay.answered(members);
  expect(inTheWay.now()).toBeUndefined();
});

test("what is a fault of one message is no trouble", () => {
  const inTheWay = troubles(testClock(0));
  inTheWay.refused("msg_too_long", POST);
  expect(inTheWay.now()).toBeUndefined();
});

test("a Slack that is not heard for five minutes is trouble until it is heard again, or nothing is asked any more", () => {
  const clock = testClock("2026-11-24T10:00");
  const inTheWay = troubles(clock);
  const since = clock.now();
  for (let minute = 0; minute < 5; minute += 1) {
    inTheWay.unheard();
    expect(inTheWay.now()).toBeUndefined();
    clock.advance(60_000);
  }
  inTheWay.unheard();
  expect(inTheWay.now()).toEqual({ code: "unreachable", since });
  inTheWay.answered(POST);
  expect(inTheWay.now()).toBeUndefined();
  inTheWay.unheard();
  clock.advance(10 * 60_000);
  inTheWay.unheard();
  expect(inTheWay.now()).toBeUndefined();
});
