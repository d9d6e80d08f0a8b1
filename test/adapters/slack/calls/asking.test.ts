import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { beforeEach, expect, test } from "vitest";
import { type Answer, asking } from "../../../../adapters/slack/calls/asking.ts";
import { testClock } from "../../../fixtures/test-clock.ts";

const SECRET = "ひみつの相談";
const lines: object[] = [];
const note = (level: string) => (facts: object, message: string) => void lines.push({ level, ...facts, message });
const clock = testClock("2026-11-24T10:00");
const ask = asking(clock, { info: note("info"), warn: note("warn"), error: note("error") });

beforeEach(() => {
  lines.length = 0;
});

const failing = (error: unknown) => ask("chat.postMessage", 4_000, () => Promise.reject(error));
const refused = (error: string, more = {}) => new WebAPIPlatformError({ ok: false, error, ...more });
const broken = (code: string) =>
  new WebAPIRequestError(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) }));

test.each<[string, unknown, Answer<never>]>([
  ["a limit", new WebAPIRateLimitedError(7), { kind: "limited", afterMs: 7_000 }],
  [
    "a limit of which nobody says how long",
    new Error("Retry header did not contain a valid timeout"),
    { kind: "limited", afterMs: 30_000 },
  ],
  ["a limit as a refusal", refused("ratelimited"), { kind: "limited", afterMs: 30_000 }],
  ["a refusal", refused("is_archived"), { kind: "refusal", error: "is_archived", needed: undefined }],
  [
    "a missing scope",
    refused("missing_scope", { needed: "files:write" }),
    { kind: "refusal", error: "missing_scope", needed: "files:write" },
  ],
  ["a failure of Slack", refused("internal_error"), { kind: "server", status: undefined }],
  ["a page of somebody else", refused(`<html>${SECRET}</html>`), { kind: "server", status: undefined }],
  ["a status", new WebAPIHTTPError(503, "", {}, SECRET), { kind: "server", status: 503 }],
  ["no connection", broken("ECONNREFUSED"), { kind: "network", code: "ECONNREFUSED" }],
  ["a time-out", new WebAPIRequestError(new DOMException("", "TimeoutError")), { kind: "timeout" }],
  ["whatever else is thrown", SECRET, { kind: "server", status: undefined }],
])("%s is told apart, and written down without a word of anybody", async (_, error, answer) => {
  expect(await failing(error)).toEqual(answer);
  expect(lines).toEqual([expect.objectContaining({ level: "warn", method: "chat.postMessage", ms: 0 })]);
  expect(JSON.stringify(lines)).not.toContain(SECRET);
});

test("what does not answer is late at the deadline, and its call is cut", async () => {
  let cut: AbortSignal | undefined;
  const answer = ask("chat.postMessage", 4_000, (signal) => {
    cut = signal;
    return new Promise(() => {});
  });
  clock.advance(3_999);
  expect(cut?.aborted).toBe(false);
  clock.advance(1);
  expect(await answer).toEqual({ kind: "timeout" });
  expect(cut?.aborted).toBe(true);
});

test("an answer is written down with how long it took", async () => {
  const answer = ask("users.info", 4_000, async () => {
    clock.advance(250);
    return { ok: true };
  });
  expect(await answer).toEqual({ kind: "answer", body: { ok: true } });
  expect(lines).toEqual([{ level: "info", method: "users.info", ms: 250, message: "Slack answered" }]);
});
