import { expect, test } from "vitest";
import type { Shown } from "./slack-reading.ts";
import { type SlackEvidence, slackVerdict } from "./slack-verdict.ts";

const stands = (key: string, ts: string, more: Partial<Shown> = {}): Shown => ({
  ts,
  metadata: { event_type: "madoguchi_post", event_payload: { key } },
  ...more,
});
const button = (value: object) => ({ type: "button", action_id: "desk.x", value: JSON.stringify(value) });
const CARD = stands("card:1", "1.1", { blocks: [{ elements: [button({ view: "reply", number: 1 })] }] });
const LINE = stands("message:m1", "1.2", { thread_ts: "1.1", files: [{ id: "F1", name: "a.jpg" }] });
const NOTE = stands("event:1:2", "1.3", { thread_ts: "1.1", blocks: [{ text: "naibu-1" }] });
const ANSWER = stands("message:m2", "1.4", { thread_ts: "1.1" });
const TALK: Shown = { ts: "1.5", thread_ts: "1.1", blocks: [{ text: "naibu-2" }] };

const said = { peer: "user:U1", is_unsent: 0, media: null };
const outbox = { channel: "line", peer: "user:U1", cause_event: null, retry_key: "k", to_be_sure: 0, reason: "push" };
const inbox = { channel: "slack", occurred_at: 7, reason: "done" };
const SOUND: SlackEvidence = {
  kept: {
    inbox: [{ ...inbox, event_id: "Ev1", state: "silent" }],
    outbox: [{ ...outbox, state: "sent", sent_by: "push", message: "m2" }],
  },
  keptCases: {
    cases: [{ number: 1, state: "with-resident" }],
    events: [
      { number: 1, move: "open", message: null },
      { number: 1, move: "resident-writes", message: "m1" },
      { number: 1, move: "note", message: null },
      { number: 1, move: "answer", message: "m2" },
    ],
    messages: [
      { ...said, id: "m1", author: "resident", text: "", media: "photo" },
      { ...said, id: "m2", author: "person", text: "お答えします kaito-3" },
    ],
    posts: [CARD, LINE, NOTE, ANSWER].map((one) => ({
      key: one.metadata!.event_payload!.key!,
      message: one.ts,
      file: one.files?.[0]?.id ?? null,
    })),
  },
  shown: [CARD, LINE, NOTE, ANSWER, TALK],
  deeds: {
    counts: {},
    answers: [{ mark: "kaito-3", outcome: "done" }],
    notes: [{ mark: "naibu-1", outcome: "done" }],
    talk: ["naibu-2"],
    presses: [7],
  },
  acknowledged: ["Ev1"],
  inLine: new Map([["kaito-3", ["U1"]]]),
};

function faults(evidence: SlackEvidence) {
  const { missing, doubled, strange, stale, leaked, unheard, unended, unsent } = slackVerdict(evidence);
  return Object.entries({ missing, doubled, strange, stale, leaked, unheard, unended, unsent })
    .filter(([, found]) => found.length > 0)
    .map(([kind]) => kind);
}
const { kept, keptCases, deeds } = SOUND;
const inSlack = (...shown: readonly Shown[]) => ({ ...SOUND, shown });
const inLine = (...calls: readonly [string, readonly string[]][]) => ({ ...SOUND, inLine: new Map(calls) });

test("where all is well, nothing is found and everything is counted", () => {
  expect(faults(SOUND)).toEqual([]);
  expect(slackVerdict(SOUND)).toMatchObject({
    cards: 1,
    lines: 3,
    files: 1,
    filesLeftOut: 0,
    internalLines: 2,
    arrived: 1,
  });
});

test.each<[string, SlackEvidence, string[]]>([
  ["a card that is missing", inSlack(LINE, NOTE, ANSWER, TALK), ["missing"]],
  ["a card that stands twice", inSlack(...SOUND.shown, { ...CARD, ts: "1.9" }), ["doubled"]],
  ["a line that is missing", inSlack(CARD, NOTE, ANSWER, TALK), ["missing"]],
  [
    "a line in the thread of another case",
    inSlack(CARD, { ...LINE, thread_ts: "9.9" }, NOTE, ANSWER, TALK),
    ["missing"],
  ],
  ["a photo that is missing", inSlack(CARD, { ...LINE, files: [] }, NOTE, ANSWER, TALK), ["missing"]],
  [
    "a photo that the desk has given up and that stands",
    { ...SOUND, keptCases: { ...keptCases, posts: keptCases.posts.map((one) => ({ ...one, file: null })) } },
    ["strange"],
  ],
  ["a photo that stands twice", inSlack(...SOUND.shown, { ...LINE, metadata: undefined!, ts: "1.9" }), ["doubled"]],
  ["a card of no case", inSlack(...SOUND.shown, stands("card:2", "2.1")), ["strange"]],
  [
    "a line that was taken back and stands",
    {
      ...SOUND,
      keptCases: { ...keptCases, messages: keptCases.messages.map((one) => ({ ...one, is_unsent: 1 })) },
    },
    ["strange"],
  ],
  [
    "a card that shows another state",
    { ...SOUND, keptCases: { ...keptCases, cases: [{ number: 1, state: "closed" }] } },
    ["stale"],
  ],
  ["a note in LINE", inLine(["kaito-3", ["U1"]], ["naibu-1", ["U1"]]), ["leaked"]],
  ["talk in LINE", inLine(["kaito-3", ["U1"]], ["naibu-2", ["U1"]]), ["leaked"]],
  ["an answer that did not arrive", inLine(), ["unheard"]],
  ["an answer that arrived twice", inLine(["kaito-3", ["U1", "U1"]]), ["unheard"]],
  ["an answer that arrived at somebody else", inLine(["kaito-3", ["U2"]]), ["unheard"]],
  [
    "an answer that was refused and arrived",
    { ...SOUND, deeds: { ...deeds, answers: [{ mark: "kaito-3", outcome: "refused" }] } },
    ["unheard"],
  ],
  [
    "a note that was lost",
    { ...SOUND, deeds: { ...deeds, notes: [{ mark: "naibu-9", outcome: "done" }] } },
    ["unheard"],
  ],
  ["an event that was lost", { ...SOUND, acknowledged: ["Ev1", "Ev2"] }, ["unended"]],
  ["a press that was lost", { ...SOUND, deeds: { ...deeds, presses: [7, 8] } }, ["unended"]],
  [
    "an event without a reason",
    { ...SOUND, kept: { ...kept, inbox: [{ ...inbox, event_id: "Ev1", state: "silent", reason: "" }] } },
    ["unended"],
  ],
  [
    "a row that Slack never got",
    {
      ...SOUND,
      kept: {
        ...kept,
        outbox: [...kept.outbox, { ...kept.outbox[0]!, channel: "slack", state: "held", message: null }],
      },
    },
    ["unsent"],
  ],
])("%s is found", (_, evidence, kinds) => expect(faults(evidence)).toEqual(kinds));
