import { expect, test } from "vitest";
import {
  formKey,
  isMark,
  keyOf,
  messageOf,
  messageOfSource,
  numberOf,
  numberOfCard,
  sourceKey,
} from "../../../src/ports/post-keys.ts";
import type { CaseNumber, MessageId, Post } from "../../../src/records.ts";

const number = 12 as CaseNumber;
const message = "m-1" as MessageId;

test.each<[Post, string | undefined]>([
  [{ what: "card", number }, "card:12"],
  [{ what: "message", number, message }, "message:m-1"],
  [{ what: "event", number, index: 3 }, "event:12:3"],
  [{ what: "recall", number, message, isDeleted: true, at: 5 }, "recall:m-1:5"],
  [{ what: "digest", day: "2026-11-21" }, "digest:2026-11-21"],
  [{ what: "summary", day: "2026-11-21" }, "summary:2026-11-21"],
  [{ what: "home", staff: "slack:U1", isMember: true }, undefined],
  [{ what: "whisper", staff: "slack:U1", place: undefined, say: { kind: "help" } }, undefined],
  [{ what: "removal", keys: ["card:12"] }, undefined],
])("%o stands under %s", (post, key) => expect(keyOf(post)).toBe(key));

test("a key tells the case of a card and of a line, and the message that it shows", () => {
  expect([numberOf("card:12"), numberOf("event:12:3"), numberOf("message:12"), numberOf("event:x")]).toEqual([
    ...[12, 12],
    ...[undefined, undefined],
  ]);
  expect([numberOfCard("card:12"), numberOfCard("event:12:3"), numberOfCard(undefined)]).toEqual([
    12,
    undefined,
    undefined,
  ]);
  expect([messageOf("message:m-1"), messageOf("recall:m-1:5")]).toEqual(["m-1", undefined]);
});

test("a mark is of staff: the message whose words were sent, a window that was taken", () => {
  expect(messageOfSource(sourceKey(message))).toBe(message);
  expect([sourceKey(message), formKey("note", "V1")].every(isMark)).toBe(true);
  expect(["card:12", "message:source:1"].some(isMark)).toBe(false);
});
