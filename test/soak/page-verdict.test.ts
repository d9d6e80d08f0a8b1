import { expect, test } from "vitest";
import { type PageEvidence, pageVerdict } from "./page-verdict.ts";

const typed = (text: string) => JSON.stringify({ by: "resident", event: `e-${text}`, text });
const said = JSON.stringify({ by: "desk", prefix: "", sayings: [] });
const row = (retry_key: string, cause_event: string) => ({
  ...{ channel: "web", peer: "user:p", cause_event, retry_key, state: "sent" },
  ...{ reason: "", to_be_sure: 0, sent_by: "push", message: null },
});
const SOUND: PageEvidence = {
  acknowledged: ["一", "二"],
  refused: [],
  kept: { inbox: [], outbox: [row("k1", "e-一"), row("k2", "e-二")] },
  pages: [
    { seq: 1, peer: "user:p", key: "e-一", what: typed("一") },
    { seq: 2, peer: "user:p", key: "k1", what: said },
    { seq: 3, peer: "user:p", key: "e-二", what: typed("二") },
    { seq: 4, peer: "user:p", key: "k2", what: said },
  ],
};
const [one, answerToOne, two, answerToTwo] = SOUND.pages as [never, never, never, never];

test("finds no fault where each message stands on the page once, with its answer behind it", () => {
  expect(pageVerdict(SOUND)).toEqual({ lost: [], doubled: [], strange: [], shown: 4 });
});

test.each<[string, Partial<PageEvidence>, object]>([
  [
    "a message that was taken and is not there",
    { pages: [one, answerToOne] },
    { lost: ["二: not on the page"], strange: [] },
  ],
  [
    "a message without an answer",
    { pages: [one, answerToOne, two] },
    { lost: ["二: no answer on the page"], strange: [] },
  ],
  [
    "a message that stands there twice",
    { pages: [...SOUND.pages, { seq: 5, peer: "user:p", key: "e-3", what: typed("二") }] },
    { doubled: ["二: 2 times on the page"] },
  ],
  [
    "two answers to one message",
    { kept: { inbox: [], outbox: [...SOUND.kept.outbox, row("k3", "e-二")] } },
    { doubled: ["二: 2 answers were written"] },
  ],
  [
    "an answer that stands before its message",
    { pages: [one, answerToOne, two, { ...(answerToTwo as object), seq: 0 } as never] },
    { strange: ["二: its answer stands before it or elsewhere"] },
  ],
  [
    "an answer on somebody else's page",
    { pages: [one, answerToOne, two, { ...(answerToTwo as object), peer: "user:q" } as never] },
    { strange: ["二: its answer stands before it or elsewhere"] },
  ],
  [
    "a message that nobody was told was taken",
    { acknowledged: ["一"] },
    { strange: ["二: nobody was told that it was taken"] },
  ],
  [
    "an answer that was never decided",
    { pages: [...SOUND.pages, { seq: 5, peer: "user:p", key: "k9", what: said }] },
    { strange: ["k9: on a page, and never decided"] },
  ],
  ["a form that was refused for good", { refused: ["403: 三"] }, { strange: ["refused: 403: 三"] }],
])("finds %s", (_, of, expected) => {
  expect(pageVerdict({ ...SOUND, ...of })).toMatchObject(expected);
});
