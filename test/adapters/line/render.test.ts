import { expect, test } from "vitest";
import { rendered } from "../../../adapters/line/render.ts";
import type { ComparisonRow, Language, Quotation } from "../../../src/model.ts";
import { LANGUAGES, type PieceRole } from "../../../src/model.ts";
import type { BundleReply, Button, MessageId, Press, Saying } from "../../../src/records.ts";
import { lineSchema, needLineSchema } from "../../fixtures/line-schema.ts";
import { randomNumbers } from "../../fixtures/random-numbers.ts";
import { awkwardText } from "./awkward-text.ts";
import {
  breaches,
  bubbles,
  bundle,
  CHAT,
  flexTexts,
  objects,
  PERSON,
  press,
  QUOTED,
  REPLY,
  said,
  WORDS,
} from "./messages.ts";

const quickLabels = (message: unknown) =>
  objects(message)
    .filter(({ type }) => type === "action")
    .map(({ action }) => (action as { label: string }).label);

test("a text is a text", () => {
  expect(rendered([said("こんにちは。")], "")).toEqual([{ type: "text", text: "こんにちは。" }]);
});

test("a reply that quotes nothing is a text with its buttons as quick replies", () => {
  const [message, ...others] = rendered([bundle(CHAT, { buttons: [PERSON], quick: [press("市を選ぶ")] })], "");
  expect(others).toEqual([]);
  expect(message).toMatchObject({ type: "text", text: "こんにちは。" });
  expect(quickLabels(message)).toEqual(["職員に聞く", "市を選ぶ"]);
});

test("a question back lists its cities for those who see no quick replies", () => {
  const text = "どの市ですか。\n\n・小平市\n・日野市";
  const reply: BundleReply = { ...CHAT, outcome: "clarify", lead: "どの市ですか。", text };
  expect(rendered([bundle(reply)], "")).toEqual([{ type: "text", text }]);
});

test("an answer is one bubble: lead, heading, quotation, source, age and remarks in this order, buttons under it", () => {
  const quotations = [{ ...QUOTED, remarks: ["図はありません。"] }];
  const messages = rendered([bundle({ ...REPLY, quotations }, { buttons: [PERSON] })], "");
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ type: "flex", altText: REPLY.text });
  const [only] = bubbles(messages);
  expect(flexTexts(only?.body)).toEqual([
    "次のように書かれています。",
    "小平市 指針の原文",
    "協働をすることができる。",
    `出典：${QUOTED.source}`,
    QUOTED.dated,
    "図はありません。",
  ]);
  expect(objects(only?.footer).filter(({ type }) => type === "button")).toHaveLength(1);
});

test("quoted lines stand beside a bar in a box of their own: heads bold, items hanging on their marks", () => {
  const lines: Quotation["lines"] = [
    { role: "label", text: "役割" },
    { role: "item", text: "・市民の役割" },
    { role: "item", text: "(1) 市の役割" },
    { role: "item", text: "印のない項目" },
    { role: "text", text: "本文" },
  ];
  const [only] = bubbles(rendered([bundle({ ...REPLY, quotations: [{ ...QUOTED, lines }] })], ""));
  const box = objects(only?.body).find(({ backgroundColor }) => backgroundColor === "#e8f1fe");
  expect(flexTexts(box)).toEqual(["役割", "・", "市民の役割", "(1)", "市の役割", "印のない項目", "本文"]);
  expect(objects(box).find(({ text }) => text === "役割")).toMatchObject({ weight: "bold" });
  expect(objects(box).find(({ width }) => width === "4px")).toMatchObject({ backgroundColor: "#0017c1" });
});

test("in English the source follows a colon of its own", () => {
  const [only] = bubbles(rendered([bundle({ ...REPLY, language: "en" })], ""));
  expect(flexTexts(only)).toContain(`出典: ${QUOTED.source}`);
});

test("readings of やさしい日本語 stay as they are, in sight and for those who hear the message", () => {
  const lead = "市（し）の 人（ひと）は 協働（きょうどう）できます。";
  const messages = rendered([bundle({ ...REPLY, language: "ja-easy", lead, text: lead })], "");
  expect(messages[0]).toMatchObject({ altText: lead });
  expect(flexTexts(messages)).toContain(lead);
});

test("further quotations follow as bubbles under their title", () => {
  const further = { title: "近い部分", quotations: [QUOTED, QUOTED] };
  const [first, ...others] = bubbles(rendered([bundle({ ...REPLY, further })], ""));
  expect(first?.header).toBeUndefined();
  expect(others.map(({ header }) => flexTexts(header))).toEqual([["近い部分"], ["近い部分"]]);
});

test("what only comes near stands under a text, in which telephone numbers work, and is not told twice", () => {
  const lead = "書かれていませんでした。\n042-000-0000";
  const further = { title: "近い部分", quotations: [QUOTED] };
  const reply: BundleReply = {
    ...REPLY,
    outcome: "decline",
    lead,
    quotations: [],
    further,
    text: `${lead}\n\n― 近い部分 ―`,
  };
  const messages = rendered([bundle(reply, { buttons: [PERSON] })], "");
  expect(messages).toMatchObject([
    { type: "text", text: lead },
    { type: "flex", altText: "― 近い部分 ―" },
  ]);
  expect(objects(bubbles(messages).at(-1)?.footer).filter(({ type }) => type === "button")).toHaveLength(1);
});

const row = (cityName: string, more: Partial<ComparisonRow> = {}): ComparisonRow => ({
  city: QUOTED.city,
  cityName,
  lead: "協働できます。",
  isSilent: false,
  quotations: [QUOTED, QUOTED],
  ...more,
});
const compared = (comparison: readonly ComparisonRow[]): BundleReply => ({
  ...REPLY,
  outcome: "compare",
  lead: "比べました。",
  text: "比べました。\n\n■ 小平市",
  quotations: [],
  comparison,
});

test("a comparison has a bubble a city: its name, what it says, the best quotation and its source", () => {
  const rows = [row("小平市"), row("日野市", { lead: "記載なし", isSilent: true, quotations: [] })];
  const messages = rendered([bundle(compared(rows), { buttons: [PERSON] })], "");
  expect(messages).toMatchObject([
    { type: "text", text: "比べました。" },
    { type: "flex", altText: "■ 小平市" },
  ]);
  expect(bubbles(messages).map((one) => [flexTexts(one.header), flexTexts(one.body).slice(0, 3)])).toEqual([
    [["小平市"], ["協働できます。", "小平市 指針の原文", "協働をすることができる。"]],
    [["日野市"], ["記載なし"]],
  ]);
});

test("more than twelve cities take several messages, and none is lost", () => {
  const messages = rendered([bundle(compared(Array.from({ length: 26 }, (_, i) => row(`${i}市`))))], "");
  expect(messages.map(({ type }) => type)).toEqual(["text", "flex", "flex", "flex"]);
  expect(bubbles(messages).map(({ header }) => flexTexts(header)[0])).toEqual(
    Array.from({ length: 26 }, (_, i) => `${i}市`),
  );
  expect(breaches(messages)).toEqual([]);
});

test("more cities than a call can show are told as a text, which says where it is cut", () => {
  const text = Array.from({ length: 9_000 }, (_, i) => `■ ${i}市`).join("\n");
  const reply = { ...compared(Array.from({ length: 70 }, (_, i) => row(`${i}市`))), text };
  const messages = rendered([bundle(reply, { buttons: [PERSON] })], "");
  expect(messages.map(({ type }) => type)).toEqual(Array(5).fill("text"));
  expect(messages.at(-1)).toMatchObject({ text: expect.stringMatching(new RegExp(`${WORDS.cut}$`, "u")) });
  expect(quickLabels(messages)).toEqual(["職員に聞く"]);
});

const long = (lines: number): Quotation => ({
  ...QUOTED,
  lines: Array.from({ length: lines }, (_, i) => ({ role: "text", text: `${i}行目。${"市民".repeat(60)}` })),
});

test("a long quotation under an answer goes on in the next bubble, under its heading again, and is whole", () => {
  const quotation = long(40);
  const messages = rendered([bundle({ ...REPLY, quotations: [quotation] })], "");
  expect(bubbles(messages).length).toBeGreaterThan(1);
  const texts = flexTexts(messages);
  expect(texts.filter((text) => text.includes("行目"))).toEqual(quotation.lines.map(({ text }) => text));
  expect(texts).not.toContain(WORDS.cut);
  expect(bubbles(messages).every(({ body }) => flexTexts(body).some((text) => text.includes("原文")))).toBe(true);
});

test("a long quotation that is not the answer's is cut, and the words for it stand below", () => {
  const further = { title: "近い部分", quotations: Array.from({ length: 6 }, () => long(40)) };
  const messages = rendered([bundle({ ...REPLY, further })], "");
  expect(messages).toHaveLength(1);
  const [first, ...others] = bubbles(messages);
  expect(flexTexts(first)).not.toContain(WORDS.cut);
  for (const { body } of others) {
    const texts = flexTexts(body);
    expect(texts.indexOf(WORDS.cut)).toBeGreaterThan(1);
    expect(texts.at(-1)).toBe(QUOTED.dated);
  }
});

test("the words that stand for a long answer end at a line with the words for a cut", () => {
  const text = Array.from({ length: 200 }, (_, i) => `${i}行目の文です。`).join("\n");
  const [message] = rendered([bundle({ ...REPLY, text })], "");
  const { altText } = message as { altText: string };
  expect(altText.length).toBeLessThanOrEqual(1_500);
  expect(altText.split("\n").at(-2)).toMatch(/^\d+行目の文です。$/u);
  expect(altText.split("\n").at(-1)).toBe(WORDS.cut);
});

test("at most four rows of buttons and one for whether it helped stand under an answer, the rest are quick replies", () => {
  const message = "a" as MessageId;
  const verdict = (isHelpful: boolean): Button => ({
    label: `${isHelpful}`,
    press: { act: "helpful", isHelpful, message },
  });
  const buttons = [verdict(true), ...["1", "2", "3", "4", "5"].map(press), verdict(false)];
  const messages = rendered([bundle(REPLY, { buttons, quick: [press("5"), press("6")] })], "");
  const footer = bubbles(messages)[0]?.footer;
  expect(footer?.contents).toHaveLength(5);
  expect(objects(footer).filter(({ type }) => type === "button")).toHaveLength(6);
  expect(quickLabels(messages)).toEqual(["5", "6"]);
});

test("quick replies stand under the last message, those of the last saying that has any, and thirteen at most", () => {
  const many = Array.from({ length: 20 }, (_, i) => press(`${i}`));
  const messages = rendered([said("一", { quick: [press("古い")] }), said("二", { quick: many }), said("三")], "");
  expect(messages.map(({ quickReply }) => quickReply?.items?.length)).toEqual([undefined, undefined, 13]);
  expect(quickLabels(messages)).toEqual(many.slice(0, 13).map(({ label }) => label));
});

test.each([
  ["a text", said("続きです。"), "前にも送ったかもしれません。\n\n続きです。"],
  ["a reply without a quotation", bundle(CHAT), "前にも送ったかもしれません。\n\nこんにちは。"],
] as const)("the words before %s stand in the same message", (_, saying, text) => {
  expect(rendered([saying], "前にも送ったかもしれません。")).toEqual([{ type: "text", text }]);
});

test("the words before an answer are its first, in sight and for those who hear it", () => {
  const messages = rendered([bundle(REPLY)], "前にも送ったかもしれません。");
  expect(messages).toMatchObject([{ altText: expect.stringMatching(/^前にも送ったかもしれません。\n/u) }]);
  expect(flexTexts(messages)[0]).toMatch(/^前にも送ったかもしれません。\n/u);
});

test("a person's name stands over what they say, at most twenty code units of it", () => {
  const name = "市民協働推進課市民活動支援係の山田太郎花子";
  expect(rendered([said("お待たせしました。", { sender: name })], "")).toMatchObject([
    { sender: { name: name.slice(0, 20) } },
  ]);
});

test.each(["LINE担当", "Ｌｉｎｅ", " "])("the name %s, which LINE would refuse, is left out", (sender) => {
  expect(rendered([said("はい。", { sender })], "")).toEqual([{ type: "text", text: "はい。" }]);
});

test("a long text is parted, the name over each part, quick replies under the last", () => {
  const text = `${"一".repeat(4_000)}\n\n${"二".repeat(4_000)}`;
  const messages = rendered([said(text, { sender: "山田", quick: [PERSON] })], "");
  expect(messages).toMatchObject([
    { text: "一".repeat(4_000), sender: { name: "山田" } },
    { text: "二".repeat(4_000), sender: { name: "山田" } },
  ]);
  expect(quickLabels(messages[0])).toEqual([]);
  expect(quickLabels(messages[1])).toEqual(["職員に聞く"]);
});

test("a text too long for a call ends with a sign that it was cut", () => {
  const messages = rendered([said("あ".repeat(30_000))], "");
  expect(messages).toHaveLength(5);
  expect(messages.at(-1)).toMatchObject({ text: `${"あ".repeat(4_999)}…` });
});

test("a later saying keeps its room beside a long one", () => {
  const messages = rendered([said("あ".repeat(30_000)), bundle(REPLY)], "");
  expect(messages.map(({ type }) => type)).toEqual(["text", "text", "text", "text", "flex"]);
});

test("of more than five sayings none is lost: the last share a message", () => {
  const sayings = [...["一", "二", "三", "四", "五"].map((text) => said(text)), bundle(CHAT, { buttons: [PERSON] })];
  const messages = rendered(sayings, "");
  expect(messages.map((message) => (message as { text: string }).text)).toEqual([
    "一",
    "二",
    "三",
    "四",
    "五\n\nこんにちは。",
  ]);
  expect(quickLabels(messages)).toEqual(["職員に聞く"]);
});

test("nothing at all to say is still one message", () => {
  expect(breaches(rendered([], ""))).toEqual([]);
  expect(breaches(rendered([said(""), bundle({ ...CHAT, lead: "", text: "" })], " "))).toEqual([]);
});

const ENDLESS = "市民協働の文。".repeat(9_000);
const CUT_REPLY = { ...REPLY, text: "短い" };

test.each<[string, BundleReply]>([
  [
    "a quoted line",
    { ...CUT_REPLY, quotations: [{ ...QUOTED, lines: [{ role: "item", text: ENDLESS.slice(0, 30_000) }] }] },
  ],
  ["a source", { ...CUT_REPLY, quotations: [{ ...QUOTED, source: ENDLESS }] }],
  ["an age", { ...CUT_REPLY, quotations: [{ ...QUOTED, dated: ENDLESS }] }],
  ["remarks", { ...CUT_REPLY, quotations: [{ ...QUOTED, remarks: Array(200).fill("図はありません。".repeat(20)) }] }],
  ["a city's name", { ...CUT_REPLY, quotations: [{ ...QUOTED, cityName: ENDLESS }] }],
  ["a title", { ...CUT_REPLY, further: { title: ENDLESS, quotations: [QUOTED] } }],
  ["what is said of a city", { ...compared([row("小平市", { lead: ENDLESS })]), text: "短い" }],
  [
    "a line that comes near",
    { ...CUT_REPLY, further: { title: "", quotations: [{ ...QUOTED, lines: [{ role: "text", text: ENDLESS }] }] } },
  ],
])("%s without end stands in bubbles all the same, each within its limit", (_, reply) => {
  const messages = rendered([bundle(reply)], "");
  expect(breaches(messages)).toEqual([]);
  expect(bubbles(messages).length).toBeGreaterThan(0);
});

test("a lead without end is cut before the bubbles beside it are given up", () => {
  const further = { title: "近い部分", quotations: [QUOTED] };
  const messages = rendered([bundle({ ...CHAT, lead: ENDLESS, further })], "");
  expect(messages.map(({ type }) => type)).toEqual(["text", "text", "text", "text", "flex"]);
  expect(messages[3]).toMatchObject({ text: expect.stringMatching(new RegExp(`${WORDS.cut}$`, "u")) });
});

/** Sayings that nobody would make: any text anywhere, any number of anything. */
function awkwardSayings(random: () => number): Saying[] {
  const size = () => 10 ** (random() * 3.5);
  const text = (bits = size()) => awkwardText(random, bits);
  const some = <T>(most: number, one: () => T) => Array.from({ length: Math.floor(random() ** 2 * most) }, one);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!;
  const button = (): Button => ({
    label: text(50),
    press: pick<Press>([PERSON.press, { act: "say", text: text(200) }]),
  });
  const quotation = (): Quotation => ({
    ...QUOTED,
    cityName: text(100),
    lines: some(60, () => ({ role: pick<PieceRole>(["text", "item", "label"]), text: text() })),
    source: text(),
    dated: text(100),
    remarks: some(9, text),
  });
  const words = { quotation: text(200), source: text(200), inFull: pick([text(200), undefined]), cut: text(200) };
  return some(9, (): Saying => {
    const quick = some(30, button);
    if (random() < 0.3) return said(text(10_000), { quick, sender: text(40) });
    const reply: BundleReply = {
      ...REPLY,
      language: pick<Language>(LANGUAGES),
      outcome: pick(["answer", "clarify", "compare", "decline"] as const),
      lead: text(),
      text: text(10_000),
      quotations: some(8, quotation),
      further: { title: text(100), quotations: some(20, quotation) },
      comparison: some(40, () => row(text(100), { lead: text(), quotations: some(3, quotation) })),
    };
    return bundle(reply, { words, buttons: some(20, button), quick });
  });
}

test("whatever is said, every limit of LINE's holds, and LINE's own description finds no fault", (here) => {
  needLineSchema(here);
  const schema = lineSchema("messaging-api");
  const random = randomNumbers(4);
  const kinds = new Set<string>();
  for (let round = 0; round < 150; round++) {
    const baseUrl = [undefined, "https://desk.example.jp", `https://${"a".repeat(960)}.jp`][round % 3];
    const messages = rendered(awkwardSayings(random), awkwardText(random, 300), baseUrl);
    expect(breaches(messages)).toEqual([]);
    expect(schema.faults("PushMessageRequest", { to: "U", messages })).toEqual([]);
    for (const { type } of messages) kinds.add(type);
  }
  expect(kinds).toEqual(new Set(["text", "flex"]));
});

test("LINE's description finds a fault where there is one", (here) => {
  needLineSchema(here);
  const schema = lineSchema("messaging-api");
  const faults = (message: unknown) => schema.faults("PushMessageRequest", { to: "U", messages: [message] });
  const [good] = rendered([bundle(REPLY, { buttons: [PERSON] })], "");
  expect(faults(good)).toEqual([]);
  expect(faults({ type: "text" })).not.toEqual([]);
  expect(faults({ type: "nonsense", text: "x" })).not.toEqual([]);
  expect(faults({ ...good, altText: undefined })).not.toEqual([]);
  expect(faults(JSON.parse(JSON.stringify(good).replaceAll('"shrink-to-fit"', '"squeeze"')))).not.toEqual([]);
});
