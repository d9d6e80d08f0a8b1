import { expect, test } from "vitest";
import {
  ALT_TEXT_UNITS,
  BUBBLE_BYTES,
  CAROUSEL_BUBBLES,
  CAROUSEL_BYTES,
  CONTENT_BYTES,
  DISPLAY_TEXT_UNITS,
  graphemeStart,
  graphemes,
  jsonBytes,
  LABEL_GRAPHEMES,
  MESSAGE_ACTION_UNITS,
  MESSAGES_PER_CALL,
  POSTBACK_UNITS,
  QUICK_REPLIES,
  RETRY_KEY_LIFE_MS,
  SENDER_UNITS,
  TEXT_UNITS,
  TOKEN_LIFE,
  WEBHOOK_BYTES,
} from "../../../adapters/line/limits.ts";

const FAMILY = "👨‍👩‍👧‍👦";

test.each([
  ["messages a call", MESSAGES_PER_CALL, 5],
  ["code units of a text", TEXT_UNITS, 5_000],
  ["quick replies", QUICK_REPLIES, 13],
  ["bytes of a bubble", BUBBLE_BYTES, 30 * 1_024],
  ["bytes of a carousel", CAROUSEL_BYTES, 50 * 1_024],
  ["bubbles of a carousel", CAROUSEL_BUBBLES, 12],
  ["code units of the text that stands for a Flex message", ALT_TEXT_UNITS, 1_500],
  ["graphemes of a label", LABEL_GRAPHEMES, 20],
  ["code units of what a press shows", DISPLAY_TEXT_UNITS, 300],
  ["code units of a button's data", POSTBACK_UNITS, 300],
  ["code units of a message button's words", MESSAGE_ACTION_UNITS, 300],
  ["code units of a sender's name", SENDER_UNITS, 20],
  ["bytes of a photo", CONTENT_BYTES, 10 * 1_024 ** 2],
  ["bytes of a webhook request", WEBHOOK_BYTES, 2 * 1_024 ** 2],
  ["milliseconds of a token after receipt", TOKEN_LIFE.afterReceiptMs, 60_000],
  ["milliseconds of a token after the event", TOKEN_LIFE.afterEventMs, 20 * 60_000],
  ["milliseconds of a retry key", RETRY_KEY_LIFE_MS, 24 * 60 * 60_000],
])("%s: ours stays within LINE's", (_, ours, lines) => {
  expect(ours).toBeGreaterThan(0);
  expect(ours).toBeLessThanOrEqual(lines);
});

test("a family of emoji, a letter with its accent and a kanji outside the first plane are one grapheme each", () => {
  expect(graphemes(`${FAMILY}か\u3099𠮷`)).toEqual([FAMILY, "か\u3099", "𠮷"]);
});

test("a place inside a grapheme belongs to the grapheme", () => {
  expect(graphemeStart(`市${FAMILY}`, 5)).toBe(1);
  expect(graphemeStart("市民", 1)).toBe(1);
});

test("bytes are those of UTF-8, with the quotation marks and escapes of JSON", () => {
  expect(jsonBytes("市")).toBe(5);
  expect(jsonBytes({ a: '"\n' })).toBe(Buffer.from('{"a":"\\"\\n"}').length);
});
