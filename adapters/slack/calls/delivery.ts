/**
 * What follows from a failure: tried again, waiting for people to mend something, or given up. And what stands in the
 * way of the desk for as long as it does.
 */

import { wasNeverReached } from "../../../src/ports/calls.ts";
import type { Delivery, Trouble } from "../../../src/ports/channel.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Failure } from "./asking.ts";

/** The app itself is refused, wherever it talks. Source: Slack's reference, errors of chat.postMessage. */
const OF_APP: readonly string[] = [
  "access_denied",
  "account_inactive",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "invalid_auth",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "not_authed",
  "org_login_required",
  "team_access_not_granted",
  "token_expired",
  "token_revoked",
  "two_factor_setup_required",
];
/** A channel refuses the app. Source: as above. */
const OF_CHANNEL: readonly string[] = [
  "channel_is_limited_access",
  "channel_not_found",
  "is_archived",
  "not_in_channel",
  "posting_to_channel_denied",
  "posting_to_general_channel_denied",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
];

/** Where a call went. */
export interface Asked {
  readonly method: string;
  /** It was about the desk's own channel, or about none. */
  readonly isOfDesk: boolean;
}

/** A channel refuses the app, not Slack. */
export const isOfChannel = (error: string): boolean => OF_CHANNEL.includes(error);

/** Only people can mend it. What is refused in a channel that is not the desk's is nobody's task. */
export const isShutOut = (error: string, { isOfDesk }: Pick<Asked, "isOfDesk">): boolean =>
  OF_APP.includes(error) || (isOfDesk && isOfChannel(error));

export function deliveryOf(failure: Failure, asked: Asked): Delivery {
  switch (failure.kind) {
    case "limited":
      return { kind: "not-now", reason: "rate", afterMs: failure.afterMs };
    case "refusal":
      return isShutOut(failure.error, asked)
        ? { kind: "shut-out", code: failure.error }
        : { kind: "refused", status: 400 };
    case "network":
      return wasNeverReached(failure.code)
        ? { kind: "not-now", reason: "unreachable" }
        : { kind: "unknown", reason: "network" };
    case "server":
      return { kind: "unknown", reason: "server" };
    case "timeout":
      return { kind: "unknown", reason: "timeout" };
    default:
      return failure satisfies never;
  }
}

export interface Troubles {
  /** Slack answered a call as it should. */
  answered(asked: Asked): void;
  refused(error: string, asked: Asked): void;
  /** No answer came, or none of Slack's. */
  unheard(): void;
  now(): Trouble | undefined;
}

/** Of what everybody meets now and then nobody needs to be told. */
const AWAY_AFTER_MS = 5 * 60_000;
/** What waits is tried once a minute, so where nothing failed for so long nothing waits. */
const AWAY_STILL_MS = 3 * 60_000;
/** How a Slack that cannot be reached is called among the codes. */
const UNREACHABLE = "unreachable";

/**
 * Remembers what keeps the desk out until a call succeeds that it would have kept out, and that Slack was not heard for
 * long: nobody is called meanwhile.
 */
export function troubles(clock: Pick<Clock, "now">): Troubles {
  let stands: (Trouble & { readonly asked: Asked }) | undefined;
  let silence: { readonly since: number; readonly until: number } | undefined;
  const unreachable = (): Trouble | undefined => {
    if (silence === undefined || clock.now() - silence.until > AWAY_STILL_MS) return undefined;
    return silence.until - silence.since < AWAY_AFTER_MS ? undefined : { code: UNREACHABLE, since: silence.since };
  };
  return {
    answered(asked) {
      silence = undefined;
      if (stands === undefined) return;
      const { code } = stands;
      const isSame = asked.isOfDesk && asked.method === stands.asked.method;
      const isOfApp = OF_APP.includes(code) && code !== "missing_scope";
      // Who may post in a channel is in it; who may read it need not be.
      const isInside = OF_CHANNEL.includes(code) && asked.isOfDesk && asked.method.startsWith("chat.");
      if (isSame || isOfApp || isInside) stands = undefined;
    },
    unheard() {
      const now = clock.now();
      const isNew = silence === undefined || now - silence.until > AWAY_STILL_MS;
      silence = { since: isNew ? now : silence!.since, until: now };
    },
    refused(error, asked) {
      silence = undefined;
      if (!isShutOut(error, asked) || stands?.code === error) return;
      stands = { code: error, since: clock.now(), asked };
    },
    now: () => (stands === undefined ? unreachable() : { code: stands.code, since: stands.since }),
  };
}
