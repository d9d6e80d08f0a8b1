/**
 * Buttons and shortcuts as Slack tells of them → what they ask for. Pure.
 *
 * A press carries the whole message on which its button stands, with a resident's words in it. Only what is read later
 * is kept of it.
 */

import { type PressedAt, peerOf, type StaffIncoming, type ViewRequest } from "../../../src/ports/staff.ts";
import type { Place, ReceivedEvent } from "../../../src/records.ts";
import { plain } from "../blocks/mrkdwn.ts";
import { type Pressed, pressedBy } from "../press.ts";
import { isRobot, type Own, withoutMention } from "./author.ts";
import { type Fields, fieldsOf, hash, idIn, isDirect, millis, needed, personOf, staffId, text } from "./fields.ts";

/** @param body - a press on a button or a choice of a menu, parsed, its signature checked */
export function receivedPress(body: unknown): ReceivedEvent {
  const { user, value, channel, thread, message, isPrivate } = pressIn(body);
  const { action_id: action, action_ts: moment } = actionIn(body);
  const { view_id: view } = fieldsOf(fieldsOf(body).container);
  const kept = { type: "block_actions", user, value, channel, thread, message, isPrivate };
  const pressed = pressedBy(value);
  const at = placeOfPress(kept);
  return {
    // Slack gives a press no id of its own, and each delivery of it would be hard to tell from a second press.
    eventId: hash([user, channel, message, text(view), action, moment ?? fieldsOf(body).trigger_id, value]),
    peer:
      pressed !== undefined && "number" in pressed
        ? peerOf.case(pressed.number)
        : at === undefined
          ? personOf(user)
          : peerOf.place(at),
    raw: JSON.stringify(kept),
    occurredAt: millis(moment),
    replyToken: undefined,
  };
}

/** A press that is to be answered now. */
export interface PressNow {
  readonly user: string;
  /** Undefined for a button that is no longer known. */
  readonly pressed: Pressed | undefined;
  /** Opens one window. */
  readonly trigger: string;
  /** It stands in a window itself. */
  readonly isInWindow: boolean;
}

/** What was pressed; undefined for what is no button of ours, such as a link or a field of a window. */
export function pressOf(body: unknown): PressNow | undefined {
  const { user, value } = pressIn(body);
  if (value === "" || user === "" || !/^desk\.(?!input\.)/u.test(text(actionIn(body).action_id))) return undefined;
  const { trigger_id: trigger, view } = fieldsOf(body);
  return { user, pressed: pressedBy(value), trigger: text(trigger), isInWindow: fieldsOf(view).type === "modal" };
}

/** What is chosen in the menu of a message; the names stand in the app's manifest. */
export const SHORTCUTS = { lookUp: "desk.look-up", send: "desk.send" } as const;

export interface ShortcutNow {
  readonly user: string;
  readonly trigger: string;
  readonly request: Extract<ViewRequest, { view: "send" | "finding" }>;
}

/** @returns undefined for a shortcut that is not ours */
export function shortcutOf(body: unknown, own: Own): ShortcutNow | undefined {
  const { callback_id: name, user, trigger_id: trigger, channel, message } = fieldsOf(body);
  const on = fieldsOf(message);
  const who = { user: idIn(fieldsOf(user).id) ?? "", trigger: text(trigger) };
  const words = plain(withoutMention(text(on.text), own, false)).trim();
  const ts = idIn(on.ts) ?? "";
  const channelId = idIn(fieldsOf(channel).id);
  if (who.user === "") return undefined;
  if (name === SHORTCUTS.lookUp) {
    const place = channelId === undefined ? undefined : { channel: channelId, thread: idIn(on.thread_ts) ?? ts };
    return { ...who, request: { view: "finding", text: words, place, message: ts === "" ? undefined : ts } };
  }
  if (name !== SHORTCUTS.send || channelId === undefined || ts === "") return undefined;
  // The first message of a thread is the case's card, and what the desk posted is not to be sent back.
  const thread = on.thread_ts === ts ? undefined : idIn(on.thread_ts);
  const said = isRobot(on, own) ? "" : words;
  return { ...who, request: { view: "send", place: { channel: channelId, thread }, message: ts, text: said } };
}

const actionIn = (body: unknown): Fields => {
  const { actions } = fieldsOf(body);
  return fieldsOf(Array.isArray(actions) ? actions[0] : undefined);
};

interface Press {
  readonly user: string;
  readonly value: string;
  readonly channel: string;
  readonly thread: string;
  readonly message: string;
  readonly isPrivate: boolean;
}

function pressIn(body: unknown): Press {
  const { user, channel, container, message } = fieldsOf(body);
  const action = actionIn(body);
  const on = fieldsOf(container);
  return {
    user: idIn(fieldsOf(user).id) ?? "",
    // A button has a value, a menu an option that has one.
    value: text(action.value) || text(fieldsOf(action.selected_option).value),
    channel: idIn(fieldsOf(channel).id) ?? idIn(on.channel_id) ?? "",
    thread: idIn(on.thread_ts) ?? idIn(fieldsOf(message).thread_ts) ?? "",
    message: idIn(on.message_ts) ?? "",
    isPrivate: on.is_ephemeral === true,
  };
}

/** What is said to a press on a message of a channel hangs under it; nothing can hang under what one person sees. */
function placeOfPress({ channel, thread, message, isPrivate }: Omit<Press, "value" | "user">): Place | undefined {
  if (channel === "") return undefined;
  const under = isPrivate || isDirect({ channel }) ? "" : message;
  return { channel, thread: thread || under || undefined };
}

/** Source: Slack's reference, chat.postEphemeral: "only shown if there is already an active thread". */
function asideOfPress({ channel, thread, message }: Omit<Press, "value" | "user">): Place | undefined {
  if (channel === "") return undefined;
  return { channel, thread: thread === message ? undefined : thread || undefined };
}

/** Reads a press that was kept. @throws Error for a press of nobody */
export function pressIncoming(kept: Fields): StaffIncoming {
  const at = kept as unknown as Press;
  const where: PressedAt = { place: placeOfPress(at), aside: asideOfPress(at), isPrivate: at.isPrivate };
  const pressed = pressedBy(at.value);
  const does = pressed !== undefined && "act" in pressed ? pressed : undefined;
  return { kind: "pressed", by: staffId(needed(at.user, "user")), press: does, at: where };
}
