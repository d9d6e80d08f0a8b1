/**
 * Windows: opened at once, for what opens one lives three seconds, and filled when what they show is known.
 */

import type { ModalView } from "@slack/types";
import type { Facts } from "../../../src/errors.ts";
import { LATE, within } from "../../../src/ports/calls.ts";
import type { Person, StaffRoom, StaffView, ViewRequest } from "../../../src/ports/staff.ts";
import type { Clock } from "../../../src/ports/world.ts";
import { loadingModal, modalOf, type SlackWords } from "../render.ts";
import { FILL_MS, OPEN_MS } from "./limits.ts";
import type { SlackLog } from "./receiver.ts";

/** What windows need of Slack's client: the real one fits, and so does a test's. */
export interface ViewsClient {
  readonly views: {
    open(call: { readonly trigger_id: string; readonly view: ModalView }): Promise<Opened>;
    push(call: { readonly trigger_id: string; readonly view: ModalView }): Promise<Opened>;
    update(call: { readonly view_id: string; readonly view: ModalView }): Promise<unknown>;
  };
}

interface Opened {
  readonly view?: { readonly id?: string } | undefined;
}

export interface WindowsParts {
  readonly desk: string;
  readonly client: ViewsClient;
  readonly room: Pick<StaffRoom, "view">;
  readonly person: (id: string) => Promise<Person>;
  readonly words: SlackWords;
  readonly clock: Clock;
  readonly log: SlackLog;
}

export interface Wanted {
  /** {@link Person.id} of who asks. */
  readonly by: string;
  readonly trigger: string;
  readonly request: ViewRequest;
  /** The press was in a window: the new one is put on it. */
  readonly isOnTop: boolean;
}

/**
 * Opens a window.
 *
 * @returns what fills it, to be run once the press is acknowledged; never throws. Undefined where none could be opened
 */
export async function openedWindow(parts: WindowsParts, wanted: Wanted): Promise<(() => Promise<void>) | undefined> {
  const { client, clock, words, log, desk } = parts;
  const call = { trigger_id: wanted.trigger, view: loadingModal(words) };
  const opening = wanted.isOnTop ? client.views.push(call) : client.views.open(call);
  try {
    const opened = await within(clock, OPEN_MS, () => opening);
    // It may stand open all the same, and must not say for ever that it loads.
    if (opened === LATE) return () => filledLate(parts, wanted, opening);
    const id = opened.view?.id;
    if (id !== undefined) return () => filled(parts, wanted, id);
    log.warn({ desk }, "Slack opened no window: whoever asked for it must press again");
  } catch (error) {
    log.warn({ desk, ...slackFault(error) }, "Slack did not open a window: whoever asked for it must press again");
  }
  return undefined;
}

async function filledLate(parts: WindowsParts, wanted: Wanted, opening: Promise<Opened>): Promise<void> {
  const { clock, log, desk } = parts;
  const opened = await within(clock, FILL_MS, () => opening).catch((): Opened => ({}));
  const id = opened === LATE ? undefined : opened.view?.id;
  if (id !== undefined) return filled(parts, wanted, id);
  log.warn({ desk }, "Slack did not open a window in time: whoever asked for it must press again");
}

async function filled(parts: WindowsParts, { by, request }: Wanted, id: string): Promise<void> {
  const { client, clock, words, log, desk } = parts;
  const view = modalOf(await shown(parts, by, request), words);
  try {
    const done = await within(clock, FILL_MS, () => client.views.update({ view_id: id, view }));
    if (done === LATE) log.warn({ desk }, "Slack did not take what a window shows in time");
  } catch (error) {
    // Closed before it was filled: nobody misses anything.
    if (slackFault(error).code === "not_found") return;
    log.warn({ desk, ...slackFault(error) }, "Slack did not take what a window shows");
  }
}

async function shown({ room, person, clock, log, desk }: WindowsParts, by: string, request: ViewRequest) {
  const refusal: StaffView = { view: "refusal", say: { kind: "failed" } };
  try {
    const view = await within(clock, FILL_MS, async () => room.view(await person(by), request));
    if (view !== LATE) return view;
    log.error({ desk, view: request.view }, "what a window shows was not known in time");
  } catch (error) {
    log.error({ desk, view: request.view, ...faultOf(error) }, "what a window shows could not be told");
  }
  return refusal;
}

/** As Slack calls it, such as `expired_trigger_id`; its messages may quote what was sent. */
function slackFault(error: unknown): { readonly error: string; readonly code: string | undefined } {
  const { data } = (error ?? {}) as { data?: { error?: unknown } };
  const code = typeof data?.error === "string" ? data.error.replace(/[^\w]/gu, "").slice(0, 60) : undefined;
  return { error: error instanceof Error ? error.name : typeof error, code };
}

/** Class and code, and SQLite's or Slack's own word for it; not the message, which may quote what a person wrote. */
export function faultOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  // Bolt wraps what has no code of its own.
  if ("original" in error && error.original instanceof Error) return faultOf(error.original);
  const fact = (name: string) => (name in error ? String(error[name as keyof Error]) : undefined);
  return { error: error.name, code: fact("code"), reason: fact("errstr") ?? slackFault(error).code };
}
