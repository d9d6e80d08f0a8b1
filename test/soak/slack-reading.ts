/**
 * Slack as somebody of the staff reads it: through Slack's own client, by what the desk's messages carry unseen.
 */

import { asList, objects } from "../fixtures/slack-checks.ts";
import type { SlackServer } from "../fixtures/slack-server.ts";

export interface Shown {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly key?: string } };
  readonly blocks?: readonly unknown[];
  readonly files?: readonly { readonly id: string; readonly name: string }[];
}

const PAGE = 200;

/** What stands in the channel itself, newest first. @param most - pages */
export async function inChannel(slack: SlackServer, most = Number.POSITIVE_INFINITY): Promise<Shown[]> {
  const { conversations } = slack.client("satou");
  const found: Shown[] = [];
  for (let page = 0, cursor = ""; page < most; page += 1) {
    const from = { channel: slack.channel, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
    const { messages = [], response_metadata: next } = await conversations.history(from);
    found.push(...(messages as Shown[]));
    cursor = next?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return found;
}

/** Everything, threads and all. */
export async function inSlack(slack: SlackServer): Promise<Shown[]> {
  const { conversations } = slack.client("satou");
  const tops = await inChannel(slack);
  const found = [...tops];
  for (const { ts } of tops) {
    const { messages = [] } = await conversations.replies({ channel: slack.channel, ts, include_all_metadata: true });
    found.push(...(messages as Shown[]).filter((message) => message.ts !== ts));
  }
  return found;
}

/** The key under which the desk knows a message of its own; undefined for any other. */
export const keyOf = ({ metadata }: Shown): string | undefined =>
  metadata?.event_type === "madoguchi_post" ? metadata.event_payload?.key : undefined;

/** The number of the case whose card it is. */
export function caseOf(shown: Shown): number | undefined {
  const digits = /^card:(\d+)$/u.exec(keyOf(shown) ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What a button or an option carries. */
export interface Carried {
  readonly act?: string;
  readonly view?: string;
}

/** A button or a choice of a menu as Slack hands it over once it is used; undefined where it is not offered. */
export function offered({ blocks }: Shown, wanted: Carried): Record<string, unknown> | undefined {
  for (const { action_id, type, value, options } of objects(blocks)) {
    if (typeof action_id !== "string") continue;
    if (carries(value, wanted)) return { type, action_id, value };
    const option = asList(options).find((one) => carries(Object(one).value, wanted));
    if (option !== undefined) return { type, action_id, selected_option: option };
  }
  return undefined;
}

function carries(value: unknown, { act, view }: Carried): boolean {
  if (typeof value !== "string" || !value.startsWith("{")) return false;
  const read = JSON.parse(value) as Carried;
  return act === undefined ? read.view === view : read.act === act;
}
