/**
 * One request to Slack: held to a deadline, told apart by what came of it, and written down in one line.
 *
 * The line holds the method, what came of it and how long it took, and never words, tokens or ids: of Slack's error only
 * its code and the scopes that it misses.
 */

import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import type { Facts } from "../../../src/errors.ts";
import { LATE, within } from "../../../src/ports/calls.ts";
import type { Clock } from "../../../src/ports/world.ts";

/** What this needs of a logger. */
export interface CallLog {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

/** What became of one request. */
export type Answer<T> = { readonly kind: "answer"; readonly body: T } | Failure;

export type Failure =
  /** Too many requests; again after `afterMs`. */
  | { readonly kind: "limited"; readonly afterMs: number }
  /** `error`: Slack's code. `needed`: the scopes that the app lacks. */
  | { readonly kind: "refusal"; readonly error: string; readonly needed: string | undefined }
  /** The connection failed, or broke before the whole answer was there. `code`: the system's, such as `ECONNREFUSED`. */
  | { readonly kind: "network"; readonly code: string | undefined }
  /** Slack failed, or what answered is not Slack. */
  | { readonly kind: "server"; readonly status: number | undefined }
  | { readonly kind: "timeout" };

/** Asks once. Never throws. @param method - as Slack's reference calls it */
export type Asking = <T>(
  method: string,
  deadlineMs: number,
  call: (signal: AbortSignal) => Promise<T>,
) => Promise<Answer<T>>;

export function asking(clock: Clock, log: CallLog): Asking {
  return async (method, deadlineMs, call) => {
    const start = clock.now();
    const answer = await settled(within(clock, deadlineMs, call));
    const { level, facts, words } = line(answer);
    log[level]({ method, ...facts, ms: clock.now() - start }, words);
    return answer;
  };
}

async function settled<T>(call: Promise<T | typeof LATE>): Promise<Answer<T>> {
  try {
    const body = await call;
    return body === LATE ? { kind: "timeout" } : { kind: "answer", body };
  } catch (cause) {
    return whatItMeans(cause);
  }
}

/** Where Slack does not say how long: it asks for half a minute or so. */
const USUAL_LIMIT_MS = 30_000;

function whatItMeans(cause: unknown): Failure {
  if (cause instanceof WebAPIRateLimitedError) return { kind: "limited", afterMs: cause.retryAfter * 1000 };
  if (cause instanceof WebAPIPlatformError) return refusal(cause.data);
  if (cause instanceof WebAPIHTTPError) return { kind: "server", status: cause.statusCode };
  if (cause instanceof WebAPIRequestError) return broken(cause.original);
  // A limit whose header cannot be read is a plain error to Slack's client.
  if (cause instanceof Error && cause.message.startsWith("Retry header"))
    return { kind: "limited", afterMs: USUAL_LIMIT_MS };
  return broken(cause);
}

function refusal({ error, ...data }: { error: string; needed?: unknown }): Failure {
  if (LIMITS.includes(error)) return { kind: "limited", afterMs: USUAL_LIMIT_MS };
  // Slack's client takes whatever body it cannot read for an error of that name.
  if (FAILURES.includes(error) || !CODE.test(error)) return { kind: "server", status: undefined };
  const { needed } = data;
  return { kind: "refusal", error, needed: typeof needed === "string" && SCOPES.test(needed) ? needed : undefined };
}

/** Source: Slack's reference, errors that any method may give. */
const LIMITS = ["ratelimited", "rate_limited"];
const FAILURES = ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"];
const CODE = /^[a-z][a-z0-9_]{1,60}$/u;
const SCOPES = /^[a-z:.,_|]{1,200}$/u;

function broken(cause: unknown): Failure {
  if (!(cause instanceof Error)) return { kind: "server", status: undefined };
  if (cause.name === "TimeoutError" || cause.name === "AbortError") return { kind: "timeout" };
  // `fetch` throws TypeError both before an answer and in the midst of one.
  return cause instanceof TypeError
    ? { kind: "network", code: codeOf(cause.cause) }
    : { kind: "server", status: undefined };
}

const codeOf = (cause: unknown) =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;

function line(answer: Answer<unknown>): { level: keyof CallLog; facts: Facts; words: string } {
  switch (answer.kind) {
    case "answer":
      return { level: "info", facts: {}, words: "Slack answered" };
    case "limited":
      return { level: "warn", facts: { afterMs: answer.afterMs }, words: "Slack wants fewer calls" };
    case "refusal":
      return { level: "warn", facts: { error: answer.error, needed: answer.needed }, words: "Slack refused a call" };
    case "network":
      return { level: "warn", facts: { code: answer.code }, words: "Slack was not reached, or the connection broke" };
    case "server":
      return { level: "warn", facts: { status: answer.status }, words: "Slack failed, or what answered is not Slack" };
    case "timeout":
      return { level: "warn", facts: {}, words: "Slack did not answer in time" };
    default:
      return answer satisfies never;
  }
}
