/**
 * Slack's own client, as the desk uses it: no retries, no waiting, and it keeps silent.
 *
 * By default it tries again for half an hour and waits out a limit by itself. Here the outbox decides what is tried
 * again and when; so every call is one request, cut at its time-out.
 */

import { WebClient } from "@slack/web-api";

/** What a channel of staff needs of Slack's client: the real one fits, and so does a test's stand-in. */
export interface SlackClient {
  readonly chat: Pick<WebClient["chat"], "postMessage" | "postEphemeral" | "update" | "delete">;
  readonly conversations: Pick<WebClient["conversations"], "history" | "replies" | "members">;
  readonly files: Pick<WebClient["files"], "getUploadURLExternal" | "completeUploadExternal" | "delete">;
  readonly users: Pick<WebClient["users"], "info">;
  readonly views: Pick<WebClient["views"], "publish">;
}

export interface SlackAccess {
  /** The bot token of one workspace. */
  readonly token: string;
  /** An address other than Slack's own, for tests; ends with `/api/`. */
  readonly apiUrl?: string | undefined;
  /** After which a request is cut, in milliseconds by the system's clock: {@link CALL_MS} unless told. */
  readonly timeoutMs?: number | undefined;
}

/** After which one request is cut. */
export const CALL_MS = 4_000;

/** The real client of one workspace. */
export function slackClient({ token, apiUrl, timeoutMs = CALL_MS }: SlackAccess): WebClient {
  return new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
    logger: MUTE,
  });
}

/** Each call is written down where it is made; the client would quote addresses and answers. */
const MUTE = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => "error" as never,
  setName() {},
};
