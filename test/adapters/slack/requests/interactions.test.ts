import { describe, expect, test } from "vitest";
import { actionId, actionValue, type Pressed } from "../../../../adapters/slack/press.ts";
import { incoming } from "../../../../adapters/slack/receive.ts";
import { pressOf, receivedPress, shortcutOf } from "../../../../adapters/slack/requests/interactions.ts";
import type { CaseNumber, MessageId } from "../../../../src/records.ts";

const BOT = { user: "U0MADOGUCHI", bot: "B0MADOGUCHI" };
const TS = "1795251601.000100";
const PARENT = "1795251000.000100";
const RESIDENT = "住民のことば";

describe("a press", () => {
  const TAKE: Pressed = { act: "take", number: 12 as CaseNumber };
  const COMPARE: Pressed = { act: "compare", answer: "m1" as MessageId };

  const press = (pressed: Pressed, over: object = {}) => ({
    type: "block_actions",
    user: { id: "U0SATOU" },
    trigger_id: "1.2.3",
    container: { type: "message", message_ts: TS, channel_id: "C0DESK", is_ephemeral: false },
    channel: { id: "C0DESK" },
    message: { ts: TS, text: RESIDENT, blocks: [{ type: "section", text: { text: RESIDENT } }] },
    actions: [{ type: "button", action_id: actionId(pressed), action_ts: "1795251602.5", value: actionValue(pressed) }],
    ...over,
  });

  test("on a case is of its thread, and holds nothing of the card", () => {
    const kept = receivedPress(press(TAKE));
    expect(kept).toMatchObject({ peer: "case:12", occurredAt: 1_795_251_602_500, replyToken: undefined });
    expect(kept.raw).not.toContain(RESIDENT);
    expect(incoming(kept)).toEqual({
      ...{ kind: "pressed", by: "slack:U0SATOU", press: TAKE },
      at: {
        ...{ place: { channel: "C0DESK", thread: TS }, isPrivate: false },
        aside: { channel: "C0DESK", thread: undefined },
      },
    });
  });

  test.each<[string, object, object, string]>([
    [
      "in a thread is of that thread",
      { container: { type: "message", message_ts: TS, channel_id: "C0DESK", thread_ts: PARENT } },
      {
        ...{ place: { channel: "C0DESK", thread: PARENT }, isPrivate: false },
        aside: { channel: "C0DESK", thread: PARENT },
      },
      `place:C0DESK:${PARENT}`,
    ],
    [
      "on a message under which a thread hangs is of that thread, and answered in private beside it",
      { container: { type: "message", message_ts: TS, channel_id: "C0DESK", thread_ts: TS } },
      {
        ...{ place: { channel: "C0DESK", thread: TS }, isPrivate: false },
        aside: { channel: "C0DESK", thread: undefined },
      },
      `place:C0DESK:${TS}`,
    ],
    [
      "on what one person alone sees has nothing under it",
      { container: { type: "message", message_ts: TS, channel_id: "C0DESK", is_ephemeral: true }, message: undefined },
      {
        ...{ place: { channel: "C0DESK", thread: undefined }, isPrivate: true },
        aside: { channel: "C0DESK", thread: undefined },
      },
      "place:C0DESK:",
    ],
    [
      "in a direct talk opens no thread",
      { container: { type: "message", message_ts: TS, channel_id: "D0SATOU" }, channel: { id: "D0SATOU" } },
      {
        ...{ place: { channel: "D0SATOU", thread: undefined }, isPrivate: false },
        aside: { channel: "D0SATOU", thread: undefined },
      },
      "place:D0SATOU:",
    ],
    [
      "on one's own page is of that person",
      { container: { type: "view", view_id: "V0" }, channel: undefined, message: undefined, view: { type: "home" } },
      { place: undefined, aside: undefined, isPrivate: false },
      "user:slack:U0SATOU",
    ],
  ])("%s", (_, over, at, peer) => {
    const kept = receivedPress(press(COMPARE, over));
    expect(kept.peer).toBe(peer);
    expect(incoming(kept)).toEqual({ kind: "pressed", by: "slack:U0SATOU", press: COMPARE, at });
  });

  test("is a repetition where all of it is the same, and a second press where its time differs", () => {
    const keyOf = (over: object = {}, pressed: Pressed = TAKE) => receivedPress(press(pressed, over)).eventId;
    expect(keyOf()).toBe(keyOf({ trigger_id: "4.5.6" }));
    const later = { ...press(TAKE).actions[0], action_ts: "1795251603.5" };
    expect(keyOf({ actions: [later] })).not.toBe(keyOf());
    expect(keyOf({ user: { id: "U0SUZUKI" } })).not.toBe(keyOf());
    expect(keyOf({}, COMPARE)).not.toBe(keyOf());
  });

  test("in a menu is what was chosen", () => {
    const chosen = { action_id: "desk.more", selected_option: { value: actionValue(TAKE) } };
    expect(pressOf(press(TAKE, { actions: [chosen] }))).toMatchObject({ user: "U0SATOU", pressed: TAKE });
  });

  test("that nobody knows any more is still a press", () => {
    const old = { action_id: "desk.dance", value: '{"act":"dance"}' };
    const kept = receivedPress(press(TAKE, { actions: [old] }));
    expect(pressOf(press(TAKE, { actions: [old] }))).toMatchObject({ pressed: undefined });
    expect(incoming(kept)).toMatchObject({ kind: "pressed", press: undefined });
  });

  test("tells the window in which it stands", () => {
    expect(pressOf(press(TAKE, { view: { type: "modal" } }))).toMatchObject({ isInWindow: true });
    expect(pressOf(press(TAKE, { view: { type: "home" } }))).toMatchObject({ isInWindow: false });
  });

  test.each<[string, object]>([
    ["a link", { actions: [{ type: "button", action_id: "desk.link" }] }],
    ["a button of another app", { actions: [{ type: "button", action_id: "theirs", value: "1" }] }],
    ["a day that was chosen in a window", { actions: [{ action_id: "desk.input.at", selected_date_time: 1 }] }],
    [
      "a reason that was chosen in a window",
      { actions: [{ action_id: "desk.input.reason", selected_option: { value: "solved" } }] },
    ],
    ["no action", { actions: [] }],
    ["nobody", { user: undefined }],
  ])("is none of ours: %s", (_, over) => expect(pressOf(press(TAKE, over))).toBeUndefined());
});

describe("a shortcut", () => {
  const chosen = (callback: string, message: object) => ({
    type: "message_action",
    callback_id: callback,
    user: { id: "U0SATOU" },
    trigger_id: "1.2.3",
    channel: { id: "C0DESK" },
    message: { ts: TS, user: "U0SATOU", text: "<@U0MADOGUCHI> *協働* とは", ...message },
  });

  test("looks up what a message says", () => {
    expect(shortcutOf(chosen("desk.look-up", {}), BOT)).toEqual({
      ...{ user: "U0SATOU", trigger: "1.2.3" },
      request: { view: "finding", text: "協働 とは", place: { channel: "C0DESK", thread: TS }, message: TS },
    });
  });

  test.each<[string, object, object]>([
    ["in a thread", { thread_ts: PARENT }, { place: { channel: "C0DESK", thread: PARENT }, text: "協働 とは" }],
    ["in no thread", {}, { place: { channel: "C0DESK", thread: undefined }, text: "協働 とは" }],
    ["that a thread hangs under", { thread_ts: TS }, { place: { channel: "C0DESK", thread: undefined } }],
    ["of the desk itself, without its words", { user: BOT.user, text: RESIDENT, thread_ts: PARENT }, { text: "" }],
    ["of another robot, without its words", { bot_id: "B0OTHER", thread_ts: PARENT }, { text: "" }],
  ])("sends a message %s", (_, message, expected) => {
    const { request } = shortcutOf(chosen("desk.send", message), BOT) ?? {};
    expect(request).toMatchObject({ view: "send", message: TS, ...expected });
  });

  test("of another app is none", () => {
    expect(shortcutOf(chosen("theirs", {}), BOT)).toBeUndefined();
    expect(shortcutOf({}, BOT)).toBeUndefined();
  });
});
