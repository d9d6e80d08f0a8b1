import { describe, expect, test } from "vitest";
import { type Plan, type Planned, plan } from "../../../src/delivery/plan.ts";

const LIFE = { afterReceiptMs: 50_000, afterEventMs: 19 * 60_000 };
const EVENT_AT = 1_000_000;
const FRESH: Planned = {
  replyToken: "token",
  replyTries: 0,
  isToBeSure: false,
  eventAt: EVENT_AT,
  tokenReceivedAt: EVENT_AT,
};
const MINUTES = 60_000;

const REPLY: Plan = { by: "reply", replyTries: 1, isToBeSure: false };
const REPLY_AGAIN: Plan = { by: "reply", replyTries: 2, isToBeSure: false };
const PUSH: Plan = { by: "push", replyTries: 0, isToBeSure: false };
const pushToBeSure = (replyTries: number): Plan => ({ by: "push", replyTries, isToBeSure: true });

describe("a message leaves", () => {
  test.each<[string, Partial<Planned>, number, Plan]>([
    ["as the reply at once", {}, 0, REPLY],
    ["as the reply until the life after receipt ends", {}, 49_999, REPLY],
    ["as a plain push when that life is over and nothing was tried", {}, 50_000, PUSH],
    ["as a plain push where the event brought no token", { replyToken: undefined }, 0, PUSH],
    ["as a plain push where there was no event", { replyToken: undefined, eventAt: 0, tokenReceivedAt: 0 }, 0, PUSH],
    ["by the same token once more when one try is unknown", { replyTries: 1 }, 0, REPLY_AGAIN],
    ["by the same token once more until its life ends", { replyTries: 1 }, 49_999, REPLY_AGAIN],
    ["as a push to be sure when it was tried and the token lapsed", { replyTries: 1 }, 50_000, pushToBeSure(1)],
    ["as a push to be sure when the token was tried twice", { replyTries: 2 }, 0, pushToBeSure(2)],
    [
      "as a push to be sure after a try whose token was let go",
      { replyTries: 1, replyToken: undefined },
      0,
      pushToBeSure(1),
    ],
    ["to be sure for ever once it was", { isToBeSure: true, replyTries: 1 }, 0, pushToBeSure(1)],
    ["to be sure for ever even where no try counts", { isToBeSure: true }, 0, pushToBeSure(0)],
  ])("%s", (_, of, passedMs, expected) => {
    expect(plan({ ...FRESH, ...of }, LIFE, EVENT_AT + passedMs)).toEqual(expected);
  });
});

describe("a receipt that was renewed", () => {
  test.each<[string, Partial<Planned>, number, number, Plan]>([
    ["makes it a reply again", {}, 60_000, 60_000, REPLY],
    ["counts for the life after receipt anew", {}, 60_000, 109_999, REPLY],
    ["lapses again", {}, 60_000, 110_000, PUSH],
    ["lets a try that is unknown be looked into", { replyTries: 1 }, 60_000, 60_000, REPLY_AGAIN],
    ["gives no third try", { replyTries: 2 }, 60_000, 60_000, pushToBeSure(2)],
    [
      "changes nothing where it goes out to be sure",
      { replyTries: 1, isToBeSure: true },
      60_000,
      60_000,
      pushToBeSure(1),
    ],
    ["counts until the life after the event ends", {}, 18.5 * MINUTES, 19 * MINUTES - 1, REPLY],
    ["is worth nothing after that", {}, 19 * MINUTES, 19 * MINUTES, PUSH],
    [
      "is worth nothing after that to a row that was tried",
      { replyTries: 1 },
      19 * MINUTES,
      19 * MINUTES,
      pushToBeSure(1),
    ],
  ])("%s", (_, of, receivedMs, passedMs, expected) => {
    const row = { ...FRESH, ...of, tokenReceivedAt: EVENT_AT + receivedMs };
    expect(plan(row, LIFE, EVENT_AT + passedMs)).toEqual(expected);
  });
});
