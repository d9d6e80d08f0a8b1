/**
 * Talks to LINE: replies, pushes, content and quota.
 *
 * LINE's client does the calls, but for content: its stream takes the whole process down when the connection breaks in
 * its midst (the rejection is nobody's: `convertResponseToReadable`, 11.2.0). So content is fetched here, where it can
 * be cut at the deadline as well; the client's own calls cannot, and go on unheard.
 */

import { messagingApi } from "@line/bot-sdk";
import { DeskError } from "../../src/errors.ts";
import { wasNeverReached } from "../../src/ports/calls.ts";
import type { By, Delivery, Fetched, Quota, ResidentChannel } from "../../src/ports/channel.ts";
import type { Clock } from "../../src/ports/world.ts";
import { isForStaff, type Peer, type Saying, type StaffSaying } from "../../src/records.ts";
import { type Answer, asking, type CallLog, type Endpoint } from "./asking.ts";
import { CONTENT_DEADLINE_MS, QUOTA_DEADLINE_MS, SEND_DEADLINE_MS, TOKEN_LIFE } from "./limits.ts";
import { incoming } from "./receive.ts";
import { rendered } from "./render.ts";

/** What this channel needs of LINE's client: the real one fits, and so does a test's stand-in. */
export type LineClient = Pick<
  messagingApi.MessagingApiClient,
  | "replyMessageWithHttpInfo"
  | "pushMessageWithHttpInfo"
  | "getMessageQuotaWithHttpInfo"
  | "getMessageQuotaConsumptionWithHttpInfo"
>;

export interface LineClients {
  readonly api: LineClient;
  /** Asks for the content of a message; whatever the status, the body is not read yet. */
  readonly content: (message: string, signal: AbortSignal) => Promise<Response>;
}

export interface LineChannelParts {
  readonly clients: LineClients;
  readonly clock: Clock;
  readonly log: CallLog;
  /** How the desk is reached from outside, so that sources lead to the full text; undefined where nobody knows. */
  readonly baseUrl: string | undefined;
}

export interface LineAccess {
  /** The channel access token of one official account. */
  readonly accessToken: string;
  /** Origins other than LINE's own, for tests; a path in them is lost. */
  readonly apiUrl?: string | undefined;
  readonly dataUrl?: string | undefined;
}

/** The real clients of one official account. */
export function lineClients({ accessToken, apiUrl, dataUrl = "https://api-data.line.me" }: LineAccess): LineClients {
  const baseURL = apiUrl === undefined ? {} : { baseURL: apiUrl };
  return {
    api: new messagingApi.MessagingApiClient({ channelAccessToken: accessToken, ...baseURL }),
    content: (message, signal) =>
      fetch(new URL(`/v2/bot/message/${encodeURIComponent(message)}/content`, dataUrl), {
        headers: { Authorization: `Bearer ${accessToken}` },
        signal,
      }),
  };
}

export function lineChannel({ clients: { api, content }, clock, log, baseUrl }: LineChannelParts): ResidentChannel {
  const asked = asking(clock, log);
  return {
    name: "line",
    of: "residents",
    tokenLife: TOKEN_LIFE,
    incoming,
    async send({ to, sayings, by, prefix }) {
      const messages = rendered(forResidents(sayings), prefix, baseUrl);
      const answer = await asked(
        by.kind === "reply" ? REPLY : PUSH,
        // A reply has no retry key: LINE refuses a request that brings one.
        by.kind === "reply"
          ? () => api.replyMessageWithHttpInfo({ replyToken: by.token, messages })
          : () => api.pushMessageWithHttpInfo({ to: lineId(to), messages }, by.retryKey),
      );
      return delivery(by.kind, answer);
    },
    async fetch(message, mostBytes) {
      const answer = await asked(CONTENT, async (signal) => {
        const httpResponse = await content(message, signal);
        return { httpResponse, body: await taken(httpResponse, mostBytes) };
      });
      return answer.kind === "answer" ? answer.body : { kind: "failed" };
    },
    async quota() {
      const [limit, used] = await Promise.all([
        asked(QUOTA, () => api.getMessageQuotaWithHttpInfo()),
        asked(CONSUMPTION, () => api.getMessageQuotaConsumptionWithHttpInfo()),
      ]);
      return limit.kind === "answer" && used.kind === "answer" ? quota(limit.body, used.body) : undefined;
    },
  };
}

const REPLY: Endpoint = { method: "POST", endpoint: "/v2/bot/message/reply", deadlineMs: SEND_DEADLINE_MS };
const PUSH: Endpoint = { method: "POST", endpoint: "/v2/bot/message/push", deadlineMs: SEND_DEADLINE_MS };
const QUOTA: Endpoint = { method: "GET", endpoint: "/v2/bot/message/quota", deadlineMs: QUOTA_DEADLINE_MS };
const CONSUMPTION: Endpoint = {
  method: "GET",
  endpoint: "/v2/bot/message/quota/consumption",
  deadlineMs: QUOTA_DEADLINE_MS,
};
const CONTENT: Endpoint = {
  method: "GET",
  endpoint: "/v2/bot/message/{messageId}/content",
  deadlineMs: CONTENT_DEADLINE_MS,
};

/** What is among staff goes to no resident, whatever mistake led it here. */
function forResidents(sayings: readonly (Saying | StaffSaying)[]): Saying[] {
  return sayings.map((saying) => {
    if (isForStaff(saying))
      throw new DeskError("for-staff", "What is for staff alone was about to be sent to a resident");
    return saying;
  });
}

/** Source: Messaging API reference, "Error responses" and "Retry failed API requests". */
function delivery(by: By["kind"], answer: Answer<unknown>): Delivery {
  switch (answer.kind) {
    case "answer":
      return { kind: "sent" };
    case "refusal":
      return refusal(by, answer);
    case "network":
      return wasNeverReached(answer.code)
        ? { kind: "not-now", reason: "unreachable" }
        : { kind: "unknown", reason: "network" };
    case "nonsense":
      return { kind: "unknown", reason: "server" };
    case "timeout":
      return { kind: "unknown", reason: "timeout" };
    default:
      return answer satisfies never;
  }
}

function refusal(by: By["kind"], { status, says }: { status: number; says: string }): Delivery {
  if (status === 409 && by === "push") return { kind: "sent-before" };
  if (status === 429) return /monthly limit/iu.test(says) ? { kind: "no-quota" } : { kind: "not-now", reason: "rate" };
  if (status === 400 && by === "reply" && /invalid reply token/iu.test(says)) return { kind: "token-refused" };
  if (status >= 400 && status < 500) return { kind: "refused", status };
  return { kind: "unknown", reason: "server" };
}

/** `user:U4af…` → `U4af…` */
const lineId = (peer: Peer) => peer.slice(peer.indexOf(":") + 1);

/** Reads no more than it may; what is left of the body is cut by the call's signal, which is aborted at its end. */
async function taken({ status, body, headers }: Response, mostBytes: number): Promise<Fetched> {
  if (status === 404 || status === 410) return { kind: "gone" };
  // 202: a video that LINE still prepares; it can be asked for again.
  if (status !== 200) return { kind: "failed" };
  if (Number(headers.get("content-length")) > mostBytes) return { kind: "too-large" };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) return { kind: "too-large" };
    chunks.push(chunk);
  }
  return { kind: "fetched", content: Buffer.concat(chunks) };
}

function quota(
  { type, value }: messagingApi.MessageQuotaResponse,
  { totalUsage }: messagingApi.QuotaConsumptionResponse,
): Quota | undefined {
  if (!Number.isInteger(totalUsage) || (type === "limited" && !Number.isInteger(value))) return undefined;
  return { limit: type === "limited" ? value : undefined, used: totalUsage };
}
