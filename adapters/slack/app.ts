/**
 * The desk in Slack as staff press, type and write to it: each request is told apart, and answered in time.
 *
 * What can wait is kept in the inbox before Slack is told that it came: events, and buttons that act. What somebody
 * waits for is answered here: windows, commands, windows that were sent off. No answer rests on Slack being reachable:
 * the desk starts without it.
 */

import { App } from "@slack/bolt";
import type { Router } from "express";
import { LATE, within } from "../../src/ports/calls.ts";
import type { Person, StaffRoom, Submitted } from "../../src/ports/staff.ts";
import type { Clock } from "../../src/ports/world.ts";
import type { ReceivedEvent, Whisper } from "../../src/records.ts";
import { decoded } from "./blocks/mrkdwn.ts";
import type { Self } from "./calls/own.ts";
import { receivedEvent } from "./receive.ts";
import { faultWords, modalOf, type SlackWords, whisperMessages } from "./render.ts";
import { staffId } from "./requests/fields.ts";
import { faultBlock, type RawSubmission, submissionOf } from "./requests/forms.ts";
import { pressOf, receivedPress, shortcutOf } from "./requests/interactions.ts";
import { ANSWER_MS, FILL_MS } from "./requests/limits.ts";
import { boltLogger, httpReceiver, type SlackLog, socketReceiver } from "./requests/receiver.ts";
import { faultOf, openedWindow, type ViewsClient, type Wanted } from "./requests/windows.ts";

export interface SlackAppParts {
  /** For the log. */
  readonly desk: string;
  /** Of the address at which Slack's requests are taken, such as `/slack/events`; nothing is taken there with `appToken`. */
  readonly paths: readonly string[];
  readonly signingSecret: string;
  /** Of Socket Mode; undefined for requests over HTTP. */
  readonly appToken: string | undefined;
  readonly client: ViewsClient;
  /** Who the desk is in Slack; asked while the app runs. */
  readonly self: Self;
  readonly room: StaffRoom;
  /** Who somebody is, by {@link Person.id}. */
  readonly person: (id: string) => Promise<Person>;
  readonly words: SlackWords;
  readonly clock: Clock;
  readonly log: SlackLog;
}

export interface SlackApp {
  /** Undefined in Socket Mode. */
  readonly router: Router | undefined;
  /** Asks Slack who the desk is there, in the background, and opens the connection of Socket Mode. */
  start(): void;
  /** Takes nothing more, and lets windows under way be filled. */
  close(): Promise<void>;
}

export function slackApp(parts: SlackAppParts): SlackApp {
  const { desk, paths, signingSecret, appToken, self, log } = parts;
  const http = appToken === undefined ? httpReceiver({ signingSecret, paths, log, desk }) : undefined;
  const receiver = http?.receiver ?? socketReceiver(appToken ?? "", desk, log);
  const later = underWay();
  const bolt = new App({
    receiver,
    // Nothing is asked of Slack for a request: Bolt's own client is not used.
    authorize: async () => ({}),
    // Who wrote what is told when an event is read, from what Slack says of it.
    ignoreSelf: false,
    convoStore: false,
    logger: boltLogger(desk, log),
  });
  bolt.error(async (error) => {
    log.error({ desk, ...faultOf(error) }, "a request of Slack's failed");
    throw error;
  });
  listen(bolt, { ...parts, later: later.run });
  return {
    router: http?.router,
    start() {
      later.run(self.asked);
      // Not waited for at the end: while Slack is away it is tried for long, and nothing is lost with it.
      if (http === undefined) void connected(receiver, parts);
    },
    async close() {
      self.stop();
      if (http === undefined) await receiver.stop().catch(() => {});
      await later.ended();
    },
  };
}

async function connected(receiver: ReturnType<typeof socketReceiver>, { desk, log }: SlackAppParts): Promise<void> {
  try {
    await receiver.start();
  } catch (error) {
    log.error({ desk, ...faultOf(error) }, "Slack's Socket Mode could not be opened: check SLACK_APP_TOKEN");
  }
}

interface Listening extends SlackAppParts {
  /** Runs what nobody waits for; it never throws. */
  readonly later: (act: () => Promise<void>) => void;
}

function listen(bolt: App, parts: Listening): void {
  bolt.event(/.*/u, ({ body }) => kept(parts, receivedEvent(body, parts.self.known())));
  bolt.action(/.*/u, ({ body }) => pressed(parts, body));
  bolt.shortcut(/.*/u, ({ body }) => chosen(parts, body));
  bolt.command(/.*/u, async ({ command, ack, respond }) => {
    const { user_id: user, text } = command;
    const [first, ...more] = await typed(parts, staffId(user), decoded(text ?? ""));
    await ack(first && { response_type: "ephemeral", ...first });
    if (more.length === 0) return;
    parts.later(async () => {
      try {
        for (const message of more) {
          await within(parts.clock, FILL_MS, () => respond({ response_type: "ephemeral", ...message }));
        }
      } catch (error) {
        parts.log.warn({ desk: parts.desk, ...faultOf(error) }, "Slack did not take the rest of an answer");
      }
    });
  });
  bolt.view({ type: "view_submission", callback_id: /.*/u }, async ({ body, ack }) => {
    const submission = submissionOf(body.view);
    if (submission === undefined) return passedOver(parts, body.view.callback_id);
    await ack(answerTo(await sentOff(parts, staffId(body.user.id), submission), submission.form, parts.words));
  });
}

/** The inbox has it, or Slack is asked to deliver it again. */
async function kept({ room, clock, log, desk }: Listening, event: ReceivedEvent): Promise<void> {
  try {
    await room.receive([event], clock.now());
  } catch (error) {
    log.error({ desk, ...faultOf(error) }, "an event was not kept: Slack is asked to deliver it again");
    throw error;
  }
}

async function pressed(parts: Listening, body: unknown): Promise<void> {
  const press = pressOf(body);
  if (press === undefined) return passedOver(parts, nameIn(body, "type"));
  const request = press.pressed !== undefined && "view" in press.pressed ? press.pressed : undefined;
  if (request === undefined) return kept(parts, receivedPress(body));
  await opened(parts, { by: staffId(press.user), trigger: press.trigger, request, isOnTop: press.isInWindow });
}

async function chosen(parts: Listening, body: unknown): Promise<void> {
  const shortcut = shortcutOf(body, parts.self.known());
  if (shortcut === undefined) return passedOver(parts, nameIn(body, "callback_id"));
  const { user, trigger, request } = shortcut;
  await opened(parts, { by: staffId(user), trigger, request, isOnTop: false });
}

async function opened(parts: Listening, wanted: Wanted): Promise<void> {
  const fill = await openedWindow(parts, wanted);
  if (fill !== undefined) parts.later(fill);
}

/** What somebody who typed a command is shown, in one message or several. */
async function typed({ room, person, words, clock, log, desk }: Listening, by: string, line: string) {
  const failed: Whisper = { kind: "failed" };
  let say: Whisper = failed;
  try {
    const told = await within(clock, ANSWER_MS, async () => room.command(await person(by), line));
    if (told === LATE) log.error({ desk }, "a command was not answered in time");
    else say = told;
  } catch (error) {
    log.error({ desk, ...faultOf(error) }, "a command could not be answered");
  }
  return whisperMessages(say, undefined, words);
}

/** @throws anything that goes wrong: Slack then keeps the window open, with what was typed, and asks to try again */
async function sentOff({ room, person }: Listening, user: string, raw: RawSubmission): Promise<Submitted> {
  const by = await person(user);
  return room.submit(by, raw.form === "hand-on" ? { ...raw, to: await person(raw.to) } : raw);
}

/** Windows in which something was written: closing what is put on them leads back to it. */
const WRITTEN: readonly RawSubmission["form"][] = ["reply", "note"];

function answerTo(submitted: Submitted, form: RawSubmission["form"], words: SlackWords) {
  switch (submitted.kind) {
    case "done":
      return { response_action: "clear" } as const;
    case "fault":
      return {
        response_action: "errors",
        errors: { [faultBlock(submitted.field)]: faultWords(submitted.fault, words) },
      } as const;
    case "show":
      return {
        response_action: WRITTEN.includes(form) ? "push" : "update",
        view: modalOf(submitted.view, words),
      } as const;
    default:
      return submitted satisfies never;
  }
}

/** @param name - what Slack calls it: of the app's making, but cut all the same */
function passedOver({ log, desk }: Listening, name: string): void {
  const kind = name.replace(/[^\w.-]/gu, "").slice(0, 40);
  log.info({ desk, kind }, "a request of unknown kind was acknowledged and passed over");
}

const nameIn = (body: unknown, field: string): string => {
  const value = (body as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" ? value : "";
};

/** What goes on after it was acknowledged. */
function underWay() {
  const acts = new Set<Promise<void>>();
  return {
    run(act: () => Promise<void>): void {
      const done = act().finally(() => acts.delete(done));
      acts.add(done);
    },
    ended: () => Promise.allSettled(acts),
  };
}
