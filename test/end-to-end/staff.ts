/**
 * Somebody of the staff with Slack in front of them: writes, presses, fills windows in, and reads what stands there.
 *
 * What they read is asked of Slack with a token of their own. What Slack itself would post on their behalf (buttons,
 * commands, windows that are sent off) is signed and posted to the desk, and the answer taken as Slack takes it.
 */

import type { WebClient } from "@slack/web-api";
import { expect } from "vitest";
import {
  blockAction,
  event,
  form,
  messageShortcut,
  posted,
  slashCommand,
  viewSubmission,
} from "../fixtures/slack-forms.ts";
import { slackFaults } from "../fixtures/slack-limits.ts";
import type { PersonName } from "../fixtures/slack-server/workspace.ts";
import type { SlackServer } from "../fixtures/slack-server.ts";
import { type LineDesk, SECOND_MS } from "./line-desk.ts";
import { actionOf, type Shown, wordsOf } from "./slack-reading.ts";
import { type Filled, valuesOf, type Window } from "./slack-window.ts";

export interface Staff {
  /** Slack's id. */
  readonly id: string;
  readonly client: WebClient;
  /** Writes into the desk's channel unless told. @returns the id of the message */
  writes(text: string, where?: { readonly channel?: string; readonly thread?: string }): Promise<string>;
  edits(message: string, text: string): Promise<void>;
  /** What stands in a channel, oldest first: that of the desk unless told. */
  channel(id?: string): Promise<Shown[]>;
  /** The card of a case. */
  card(number: number): Promise<Shown>;
  /** Everything under a message, oldest first. */
  thread(message: string, channel?: string): Promise<Shown[]>;
  /** Presses a button or an entry of a menu in a message of the desk's channel unless told. */
  presses(label: string, on: Shown, channel?: string): Promise<void>;
  /** The same while others press: waits for the acknowledgement only. */
  pressesAtOnce(label: string, on: Shown, origin?: string): Promise<void>;
  /** Presses a button on what only this person sees. */
  pressesPrivately(label: string, blocks: readonly unknown[], channel?: string): Promise<void>;
  /** Opens their own page. @returns its blocks */
  opensHome(): Promise<readonly unknown[]>;
  /** Presses a button or an entry of a menu on their own page. */
  pressesAtHome(label: string): Promise<void>;
  /** Chooses a shortcut on a message of the desk's channel. */
  chooses(shortcut: string, on: Shown): Promise<void>;
  /** Types behind /madoguchi. @returns what only this person is shown then */
  types(line: string): Promise<readonly unknown[]>;
  /** The talk of the two alone. @returns its id */
  direct(): Promise<string>;
  /** The window that was opened last. */
  window(): Window;
  hasWindow(): boolean;
  /**
   * Sends the window off that is open.
   *
   * @param origins - of further desks to which it is delivered at once
   * @returns what is said beside its fields, by block
   */
  sends(filled?: Filled, origins?: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** What was sent off last is delivered once more. */
  sendsAgain(): Promise<void>;
  /** What only this person was shown in channels, oldest first. */
  whispers(): string[];
}

/** Where the desk takes Slack's requests. */
export const EVENTS = "/slack/events";

interface StaffParts {
  readonly desk: LineDesk;
  readonly slack: SlackServer;
}

export function staffOf(name: PersonName, { desk, slack }: StaffParts): Staff {
  const id = slack.users[name];
  const client = slack.client(name);
  const desks = slack.channel;
  let open: Window | undefined;
  let last: string | undefined;
  /** @returns what Slack would be answered */
  async function toDesk(body: string, origin = desk.origin): Promise<string> {
    const { status, text } = await posted(`${origin}${EVENTS}`, form(body, { secret: slack.signingSecret }));
    expect(status, text).toBe(200);
    return text;
  }
  async function acted(body: string, origins: readonly string[] = []): Promise<string> {
    const before = slack.views(name).length;
    const [answer = ""] = await Promise.all([desk.origin, ...origins].map((origin) => toDesk(body, origin)));
    // What a window leads to is left for the desk, which looks for it once a second.
    await desk.passes(SECOND_MS);
    const modals = slack.views(name).filter(({ type }) => type === "modal");
    const latest = modals.at(-1);
    if (latest !== undefined && slack.views(name).length > before) open = { ...latest, id: latest.view_id };
    return answer;
  }
  const pressing = async (label: string, on: Shown, channel: string) =>
    blockAction({
      ...{ user: id, channel, triggerId: await slack.triggerId(name) },
      action: actionOf(label, on.blocks ?? []),
      message: { ts: on.ts, text: on.text ?? "", ...(on.thread_ts !== undefined && { thread_ts: on.thread_ts }) },
    });
  async function thread(message: string, channel = desks): Promise<Shown[]> {
    const { messages = [] } = await client.conversations.replies({ channel, ts: message, limit: 1_000 });
    return (messages as Shown[]).filter(({ ts }) => ts !== message);
  }
  async function channel(of = desks): Promise<Shown[]> {
    const { messages = [] } = await client.conversations.history({ channel: of, limit: 1_000 });
    return (messages as Shown[]).toReversed();
  }
  async function direct(): Promise<string> {
    const { channel: found } = await client.conversations.open({ users: slack.botUserId });
    return found?.id ?? expect.unreachable("no talk was opened");
  }
  const home = () => slack.views(name).find(({ type }) => type === "home")?.blocks ?? [];
  function window(): Window {
    return open ?? expect.unreachable("no window is open");
  }
  return {
    ...{ id, client, thread, channel, direct, window },
    hasWindow: () => open !== undefined,
    async writes(text, { channel: where = desks, thread } = {}) {
      const { ts } = await client.chat.postMessage({
        channel: where,
        text,
        ...(thread !== undefined && { thread_ts: thread }),
      });
      await desk.settled();
      return ts!;
    },
    async edits(message, text) {
      await client.chat.update({ channel: desks, ts: message, text });
      await desk.settled();
    },
    async card(number) {
      const found = (await channel()).filter((one) => wordsOf(one).startsWith(`受付${number}番`));
      expect(found).toHaveLength(1);
      return found[0]!;
    },
    async presses(label, on, where = desks) {
      await acted(await pressing(label, on, where));
    },
    async pressesAtOnce(label, on, origin) {
      await toDesk(await pressing(label, on, desks), origin);
    },
    async pressesPrivately(label, blocks, where = desks) {
      const action = actionOf(label, blocks);
      const triggerId = await slack.triggerId(name);
      const message = { ts: "1.000001" };
      await acted(blockAction({ user: id, channel: where, triggerId, action, message, isEphemeral: true }));
    },
    async opensHome() {
      const opens = event({ event: { type: "app_home_opened", user: id, tab: "home", channel: await direct() } });
      await toDesk(opens);
      await desk.settled();
      return home();
    },
    async pressesAtHome(label) {
      const triggerId = await slack.triggerId(name);
      await acted(
        blockAction({ user: id, triggerId, action: actionOf(label, home()), view: { type: "home", id: "V1" } }),
      );
    },
    async chooses(shortcut, { ts, text = "", thread_ts, user = id }) {
      const message = { ts, text, user, ...(thread_ts !== undefined && { thread_ts }) };
      const triggerId = await slack.triggerId(name);
      await acted(messageShortcut({ user: id, callbackId: shortcut, triggerId, channel: desks, message }));
    },
    async types(line) {
      const triggerId = await slack.triggerId(name);
      const answer = await acted(slashCommand({ user: id, channel: slack.otherChannel, text: line, triggerId }));
      const { response_type, blocks } = JSON.parse(answer) as { response_type: string; blocks: unknown[] };
      expect(response_type).toBe("ephemeral");
      expect(slackFaults(JSON.parse(answer))).toEqual([]);
      return blocks;
    },
    async sends(filled = {}, origins = []) {
      const view = window();
      const values = valuesOf(view, filled);
      last = viewSubmission({ user: id, view, values, triggerId: await slack.triggerId(name) });
      const answer = await acted(last, origins);
      const {
        response_action: does,
        errors = {},
        view: next,
      } = answer === "" ? ({} as Answer) : (JSON.parse(answer) as Answer);
      if (next !== undefined) expect(slackFaults(next)).toEqual([]);
      // Slack gives a window that is put on another an id of its own.
      if (does === "push") open = { ...next!, id: `${view.id}P` };
      else if (does === "update") open = { ...next!, id: view.id };
      else if (does === "clear") open = undefined;
      return errors;
    },
    async sendsAgain() {
      await acted(last ?? expect.unreachable("nothing was sent off"));
    },
    whispers: () => slack.whispers(name).map((one) => wordsOf({ ...one, blocks: one.blocks ?? [] })),
  };
}

interface Answer {
  readonly response_action?: "clear" | "push" | "update" | "errors";
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: Omit<Window, "id">;
}
