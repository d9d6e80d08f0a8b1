/**
 * One request to LINE: held to a deadline, told apart by what came of it, and written down in one line.
 *
 * The line holds what LINE asks everybody to keep (method, endpoint, status, request id) and never words, tokens or
 * ids: of LINE's own error only the names of the fields that it finds fault with.
 */

import { HTTPFetchError } from "@line/bot-sdk";
import type { Facts } from "../../src/errors.ts";
import { LATE, within } from "../../src/ports/calls.ts";
import type { Clock } from "../../src/ports/world.ts";

/** What this needs of a logger. */
export interface CallLog {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
}

export interface Endpoint {
  readonly method: "GET" | "POST";
  /** As LINE's reference writes it: without the ids of an address. */
  readonly endpoint: string;
  readonly deadlineMs: number;
}
export interface Reached<T> {
  readonly httpResponse: Response;
  readonly body: T;
}

/** What became of one request. */
export type Answer<T> =
  | { readonly kind: "answer"; readonly status: number; readonly requestId: string | undefined; readonly body: T }
  /** `says`: LINE's own words for it. `at`: the fields of our request that it names. */
  | {
      readonly kind: "refusal";
      readonly status: number;
      readonly requestId: string | undefined;
      readonly says: string;
      readonly at: string | undefined;
    }
  /** The connection failed, or broke before the whole answer was there. `code`: the system's, such as `ECONNREFUSED`. */
  | { readonly kind: "network"; readonly code: string | undefined }
  /** An answer came, but not one of LINE's. */
  | { readonly kind: "nonsense"; readonly error: string }
  | { readonly kind: "timeout" };

export function asking(clock: Clock, log: CallLog) {
  return async <T>(
    { deadlineMs, ...endpoint }: Endpoint,
    call: (signal: AbortSignal) => Promise<Reached<T>>,
  ): Promise<Answer<T>> => {
    const start = clock.now();
    const answer = await settled(within(clock, deadlineMs, call));
    logged(log, answer, { ...endpoint, ms: clock.now() - start });
    return answer;
  };
}

async function settled<T>(call: Promise<Reached<T> | typeof LATE>): Promise<Answer<T>> {
  try {
    const reached = await call;
    if (reached === LATE) return { kind: "timeout" };
    const { httpResponse, body } = reached;
    return { kind: "answer", status: httpResponse.status, requestId: requestId(httpResponse.headers), body };
  } catch (cause) {
    return whatItMeans(cause);
  }
}

function whatItMeans(cause: unknown): Answer<never> {
  if (cause instanceof HTTPFetchError) {
    const { status, headers, body } = cause;
    return { kind: "refusal", status, requestId: requestId(headers), ...explained(body) };
  }
  // `fetch` throws TypeError both before an answer and in the midst of one; a body that is not JSON is a SyntaxError.
  if (cause instanceof TypeError) return { kind: "network", code: code(cause.cause) };
  return { kind: "nonsense", error: cause instanceof Error ? cause.name : typeof cause };
}

const requestId = (headers: Headers) => headers.get("x-line-request-id") ?? undefined;

const code = (cause: unknown) =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;

/** LINE's error body; anything may stand there where a proxy answers instead. */
function explained(body: string): { says: string; at: string | undefined } {
  try {
    const { message, details } = JSON.parse(body) as { message?: unknown; details?: unknown };
    const fields = (Array.isArray(details) ? details : []).map((detail: unknown) => Object(detail).property);
    return {
      says: typeof message === "string" ? message : "",
      at: fields.filter(isField).slice(0, 5).join(" ") || undefined,
    };
  } catch {
    return { says: "", at: undefined };
  }
}

/** A name such as `messages[0].quickReply.items[2]`, and nothing that might be somebody's words. */
const isField = (name: unknown) => typeof name === "string" && /^[\w[\]./]{1,120}$/u.test(name);

function logged(log: CallLog, answer: Answer<unknown>, call: Facts): void {
  const { level, facts, words } = line(answer);
  log[level]({ ...call, ...facts }, words);
}

function line(answer: Answer<unknown>): { level: keyof CallLog; facts: Facts; words: string } {
  switch (answer.kind) {
    case "answer":
    case "refusal": {
      const { status, requestId } = answer;
      return {
        ...byStatus(status),
        facts: { status, requestId, at: answer.kind === "refusal" ? answer.at : undefined },
      };
    }
    case "network":
      return { level: "warn", facts: { code: answer.code }, words: "LINE was not reached, or the connection broke" };
    case "nonsense":
      return { level: "warn", facts: { error: answer.error }, words: "what answered is not LINE: check the proxy" };
    case "timeout":
      return { level: "warn", facts: {}, words: "LINE did not answer in time" };
    default:
      return answer satisfies never;
  }
}

/** A refused access token stops the whole desk, so it is an error for the operator and no mere warning. */
function byStatus(status: number): { level: keyof CallLog; words: string } {
  if (status < 400) return { level: "info", words: "LINE answered" };
  if (status !== 401 && status !== 403) return { level: "warn", words: "LINE refused a call" };
  return { level: "error", words: "LINE refused the desk itself: check its channel access token and its plan" };
}
