/**
 * A channel of staff as the tests of talking use it: the real client, the emulator behind a proxy, and a reader and
 * records in memory that stand in for the desk's own.
 */

import type { SlackClient } from "../../../adapters/slack/calls/client.ts";
import { slackChannel, slackClient } from "../../../adapters/slack/channel.ts";
import type { Delivery, StaffChannel } from "../../../src/ports/channel.ts";
import { type PostContent, peerOf } from "../../../src/ports/staff.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Peer, Post, Posted, StaffSaying } from "../../../src/records.ts";
import { fastClock } from "../../fixtures/fast-clock.ts";
import type { SlackServer } from "../../fixtures/slack-server.ts";
import { NUMBER, words } from "./blocks/case-sample.ts";

/** What a row is sent with besides what it says. */
export interface Row {
  readonly to?: Peer;
  readonly retryKey?: string;
  readonly triedSince?: number | undefined;
}

export interface RoomOptions {
  readonly clock?: Clock;
  readonly client?: SlackClient;
  readonly token?: string;
  readonly channel?: string;
}

export interface ChannelRoom {
  readonly channel: StaffChannel;
  /** What a post of this name reads now; see {@link nameOf}. */
  readonly contents: Map<string, PostContent>;
  /** As the desk's records have it: what was sent is kept there. */
  readonly records: Map<string, Posted>;
  /** Lines of the log. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  send(saying: StaffSaying | Post, row?: Row): Promise<Delivery>;
}

let rows = 0;
/** Time goes four times as fast: a second between two messages is a quarter of one. */
const RATE = 4;
/** After which a request is cut, by the system's clock. */
const TIMEOUT_MS = 500;

export const nameOf = (post: Post): string => JSON.stringify(post);

export function channelRoom(slack: SlackServer, options: RoomOptions = {}): ChannelRoom {
  const contents = new Map<string, PostContent>();
  const records = new Map<string, Posted>();
  const lines: Record<string, unknown>[] = [];
  const note = (level: string) => (facts: object, message: string) => void lines.push({ level, ...facts, message });
  const access = { token: options.token ?? slack.botToken, apiUrl: slack.apiUrl, timeoutMs: TIMEOUT_MS };
  const channel = slackChannel({
    client: options.client ?? slackClient(access),
    channel: options.channel ?? slack.channel,
    read: async (post) => contents.get(nameOf(post)),
    posted: async (key) => records.get(key),
    words,
    clock: options.clock ?? fastClock(RATE, Date.now()),
    log: { info: note("info"), warn: note("warn"), error: note("error") },
    self: () => slack.botUserId,
  });
  return {
    channel,
    contents,
    records,
    lines,
    async send(saying, { to = peerOf.case(NUMBER), retryKey, triedSince } = {}) {
      rows += 1;
      const sayings = ["kind" in saying ? saying : { kind: "post" as const, post: saying }];
      const by = { kind: "push" as const, retryKey: retryKey ?? `00000000-0000-4000-8000-${rows}` };
      const delivery = await channel.send({ to, sayings, by, prefix: "", triedSince });
      if (delivery.kind === "sent") {
        for (const one of delivery.posted ?? []) records.set(one.key, one);
        for (const key of delivery.removed ?? []) records.delete(key);
      }
      return delivery;
    },
  };
}
