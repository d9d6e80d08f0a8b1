import { WebAPIPlatformError } from "@slack/web-api";
import { beforeEach, expect, test } from "vitest";
import { own } from "../../../../adapters/slack/calls/own.ts";
import type { Facts } from "../../../../src/errors.ts";
import { type TestClock, testClock } from "../../../fixtures/test-clock.ts";

let clock: TestClock;
let told: string[];
let answers: (() => Promise<{ user_id?: string; bot_id?: string }>)[];

const tells = (facts: Facts, message: string) => void told.push(`${message} ${JSON.stringify(facts)}`);
const self = () =>
  own({
    client: { auth: { test: () => (answers.shift() ?? (async () => ({ user_id: "U0DESK", bot_id: "B0DESK" })))() } },
    clock,
    log: { info() {}, warn: tells, error: tells },
    desk: "desk",
  });
const refusing = (error: string) => () =>
  Promise.reject(new WebAPIPlatformError({ ok: false, error, response_metadata: {} }));
const breaking = () => Promise.reject(new Error("xoxb-1-secret could not be sent"));
const later = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = testClock("2026-11-20T10:00");
  told = [];
  answers = [];
});

test("who the desk is in Slack is known once Slack has told", async () => {
  const one = self();
  expect(one.known()).toEqual({ user: undefined, bot: undefined });
  await one.asked();
  expect(one.known()).toEqual({ user: "U0DESK", bot: "B0DESK" });
  expect([one.trouble(), told]).toEqual([undefined, []]);
});

test("a token that Slack refuses is trouble from the start, said once with Slack's code, until it is taken", async () => {
  answers = [refusing("invalid_auth"), refusing("invalid_auth")];
  const one = self();
  const since = clock.now();
  const asked = one.asked();
  await later();
  expect(one.trouble()).toEqual({ code: "invalid_auth", since });
  clock.advance(2_000);
  await later();
  clock.advance(10_000);
  await asked;
  expect(one.trouble()).toBeUndefined();
  expect(told.filter((line) => line.includes("slack:check"))).toHaveLength(1);
  expect(told.join("\n")).toContain("invalid_auth");
});

test("Slack out of reach is no trouble of the token, and no secret gets into the log", async () => {
  answers = [breaking];
  const one = self();
  const asked = one.asked();
  await later();
  expect(one.trouble()).toBeUndefined();
  clock.advance(2_000);
  await asked;
  expect(one.known().user).toBe("U0DESK");
  expect(told.join("\n")).not.toContain("xoxb");
});
