import { expect, test } from "vitest";
import { findingMessages } from "../../../../adapters/slack/blocks/finding.ts";
import type { PassageId, Quotation } from "../../../../src/model.ts";
import type { Finding } from "../../../../src/records.ts";
import { lookupWords } from "../../../../src/reply/staff-lookup.ts";
import { randomNumbers } from "../../../fixtures/random-numbers.ts";
import { slackFaults, slackTexts } from "../../../fixtures/slack-limits.ts";
import { awkwardText } from "../../line/awkward-text.ts";
import {
  ANSWER,
  address,
  BASE,
  buttons,
  found,
  labels,
  objects,
  parsed,
  QUOTED,
  quotes,
  richTexts,
  row,
} from "./findings.ts";

const shown = (finding: Finding, baseUrl?: string) => findingMessages(finding, { lookup: lookupWords, baseUrl });
const faults = (finding: Finding) =>
  [undefined, BASE].flatMap((baseUrl) => shown(finding, baseUrl).flatMap(slackFaults));
const passage = (id: string, text: string): Quotation => ({
  ...QUOTED,
  passage: id as PassageId,
  lines: [{ role: "text", text }],
});
const HOSTILE = "<!channel> *太字* <https://example.jp|市> :smile: `x`\n> 引用 \u202e逆\u202c\u200b";

test("an answer reads lead, quotation, source and age in this order, and the lead stands for it in notifications", () => {
  const [message, ...others] = shown(found({ quotations: [{ ...QUOTED, remarks: ["図はありません。"] }] }));
  expect(others).toEqual([]);
  expect(message?.text).toBe("次のように書かれています。");
  expect(slackTexts(message?.blocks).slice(0, 4)).toEqual([
    "次のように書かれています。",
    "協働をすることができる。",
    `出典：${QUOTED.source}\n${QUOTED.dated}\n図はありません。`,
    "前後を読む",
  ]);
  expect(quotes(message)).toEqual(["協働をすることができる。"]);
  expect(slackFaults(message)).toEqual([]);
});

test("its buttons name the answer and the passage", () => {
  expect(buttons(shown(found()))).toEqual([
    ["前後を読む", { view: "section", passage: "kodaira-1" }],
    ["他市と比べる", { act: "compare", answer: ANSWER }],
    ["住民向けの文面", { view: "wordings", answer: ANSWER }],
    ["役に立った", { act: "helpful", answer: ANSWER, isHelpful: true }],
    ["役に立たない", { act: "helpful", answer: ANSWER, isHelpful: false }],
  ]);
});

test("what only the asker sees can be shared, and nothing else", () => {
  expect(labels(shown(found({}, { isPrivate: true }))).at(-1)).toBe("チャンネルに共有");
  expect(labels(shown(found()))).not.toContain("チャンネルに共有");
});

test("sections that come near stand under their title, each with its way to what is around it", () => {
  const quotations = [passage("hino-1", "一つ目"), passage("hino-2", "二つ目")];
  const messages = shown(found({ outcome: "decline", quotations: [], further: { title: "近いところ", quotations } }));
  expect(quotes(messages)).toEqual(["一つ目", "二つ目"]);
  expect(richTexts(messages, "rich_text_section")).toEqual(["近いところ"]);
  expect(buttons(messages).slice(0, 2)).toEqual([
    ["前後を読む", { view: "section", passage: "hino-1" }],
    ["前後を読む", { view: "section", passage: "hino-2" }],
  ]);
});

test("what needs the city's decision says so and has no quotation of its own", () => {
  const lead = "これは市の判断が必要なことです。\n連絡先：042-346-0000";
  const messages = shown(
    found({
      outcome: "handoff",
      lead,
      quotations: [],
      matter: { city: undefined, topic: undefined, reason: "decision" },
    }),
  );
  expect(slackTexts(messages[0]?.blocks)[0]).toBe(lead);
  expect(quotes(messages)).toEqual([]);
  expect(labels(messages)).toContain("他市と比べる");
});

test("a comparison is a block a city under its name, with its best quotation, and empty cells are told", () => {
  const comparison = [
    row("小平", "協働できます。", [passage("kodaira-1", "小平の文"), passage("kodaira-2", "二番目の文")]),
    row("日野", "記載なし"),
  ];
  const messages = shown(found({ outcome: "compare", lead: "市ごとに並べました。", quotations: [], comparison }));
  expect(richTexts(messages, "rich_text_section")).toEqual(["小平市\n協働できます。", "日野市\n記載なし"]);
  expect(quotes(messages)).toEqual(["小平の文"]);
  expect(labels(messages)).toEqual(["前後を読む", "住民向けの文面", "役に立った", "役に立たない"]);
  expect(messages.flatMap(slackFaults)).toEqual([]);
});

test("a question back tells cities together that say the same, and each can be kept", () => {
  const comparison = [row("小平", "できます。"), row("日野", "記載なし"), row("府中", "できます。 ")];
  const messages = shown(found({ outcome: "clarify", lead: "どの市ですか。", quotations: [], comparison }));
  expect(richTexts(messages, "rich_text_section")).toEqual(["小平市・府中市\nできます。", "日野市\n記載なし"]);
  expect(buttons(messages)).toEqual([
    ["小平市で調べる", { act: "keep-city", answer: ANSWER, city: "小平" }],
    ["府中市で調べる", { act: "keep-city", answer: ANSWER, city: "府中" }],
    ["日野市で調べる", { act: "keep-city", answer: ANSWER, city: "日野" }],
  ]);
  expect(messages.flatMap(slackFaults)).toEqual([]);
});

test("a question back over forty cities is one that Slack takes", () => {
  const comparison = Array.from({ length: 40 }, (_, n) => row(`第${n}`, n < 30 ? "できます。" : `答え${n}`));
  const messages = shown(found({ outcome: "clarify", quotations: [], comparison }));
  expect(messages.flatMap(slackFaults)).toEqual([]);
  expect(labels(messages)).toHaveLength(40);
});

test("talk is its words alone", () => {
  const [message, ...others] = shown(found({ outcome: "chat", lead: "こんにちは。", quotations: [] }));
  expect(others).toEqual([]);
  expect(message?.blocks.map(({ type }) => type)).toEqual(["section"]);
});

test.each([
  ["elsewhere", ["住民向けの文面", "役に立った", "役に立たない"]],
  ["nothing-typed", []],
  ["not-written", ["他市と比べる", "住民向けの文面", "役に立った", "役に立たない"]],
] as const)("where the gap is %s it offers what can help", (reason, expected) => {
  const matter = { city: undefined, topic: undefined, reason };
  expect(labels(shown(found({ outcome: "decline", quotations: [], matter })))).toEqual(expected);
});

test("what was asked stands above an answer that stands apart from it, and a long one is cut and says so", () => {
  const [short] = shown(found({}, { asked: " 協働とは " }));
  expect(slackTexts(short?.blocks).slice(0, 2)).toEqual(["調べたこと", "協働とは"]);
  const long = "市".repeat(5_000);
  const [cut, ...others] = shown(found({}, { asked: long, isPrivate: true }));
  expect(others).toEqual([]);
  expect(slackFaults(cut)).toEqual([]);
  expect(quotes(cut)[0]).toBe(`${"市".repeat(599)}…`);
  expect(slackTexts(cut)).toContain(lookupWords.cut);
});

test("hostile words are shown letter for letter, and nothing in them is parsed", () => {
  const finding = found({ lead: HOSTILE, quotations: [passage("hino-1", HOSTILE)] }, { asked: HOSTILE });
  const messages = shown(finding);
  expect(quotes(messages)).toEqual([HOSTILE.trim(), HOSTILE]);
  expect(objects(messages).filter(({ type }) => type === "mrkdwn" || type === "link" || type === "broadcast")).toEqual(
    [],
  );
  expect(messages[0]?.text).not.toMatch(/<[!@#h]/u);
  expect(faults(finding)).toEqual([]);
});

test("with an address of the desk, each source has under it the way to its passage in the full text, and all else is as without", () => {
  const comparison = [row("小平", "できます。", [passage("kodaira-3", "三つ目")]), row("日野", "記載なし")];
  const further = { title: "近いところ", quotations: [passage("hino-4", HOSTILE)] };
  const finding = found({ lead: HOSTILE, quotations: [passage("kodaira-1", HOSTILE)], comparison, further });
  const messages = shown(finding, BASE);
  const expected = ["kodaira-1", "kodaira-3", "hino-4"].map((id) => `<${address(id as PassageId)}|全文で読む>`);
  expect(parsed(messages)).toEqual(expected);
  expect(messages.flatMap(slackFaults)).toEqual([]);
  const withoutLinks = JSON.parse(JSON.stringify(messages), (key, value) => (key === "fields" ? undefined : value));
  expect(withoutLinks).toEqual(shown(finding));
});

test("an address that is too long for Slack is none, and a sign that would end it is written out", () => {
  expect(parsed(shown(found(), `https://${"a".repeat(2_000)}`))).toEqual([]);
  const odd = found({ quotations: [passage("hino|&-1", "文")] });
  expect(parsed(shown(odd, BASE))).toEqual([`<${BASE}/texts/hino%7C&amp;#p1|全文で読む>`]);
});

test("an answer that no message holds goes on in the next, whole, and only the last has buttons about all of it", () => {
  const quotations = Array.from({ length: 20 }, (_, n) => passage(`hino-${n}`, `${n}番目。${"市".repeat(590)}`));
  const messages = shown(found({ quotations }, { isPrivate: true }));
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.flatMap(slackFaults)).toEqual([]);
  expect(quotes(messages)).toEqual(quotations.map(({ lines }) => lines[0]?.text));
  const about = messages.map((message) => labels(message).filter((label) => label !== "前後を読む").length);
  expect(about).toEqual([...about.slice(1).map(() => 0), 5]);
  expect(messages.slice(1).every(({ text }) => text !== messages[0]?.text && text !== "…")).toBe(true);
});

test("a blank lead still says something", () => {
  expect(slackTexts(shown(found({ lead: " ", quotations: [] }))[0]?.blocks)[0]).toBe(lookupWords.nothing);
});

test("whatever is said and asked, Slack takes it", () => {
  const random = randomNumbers(23);
  const text = () => awkwardText(random, 300);
  const quotations = () =>
    Array.from(
      { length: Math.floor(random() * 4) },
      (_, n): Quotation => ({
        ...QUOTED,
        passage: `hino-${n}` as PassageId,
        lines: Array.from({ length: Math.floor(random() * 5) }, () => ({
          role: random() < 0.3 ? "label" : "text",
          text: text(),
        })),
        source: text(),
        dated: text(),
        remarks: [text()],
      }),
    );
  const outcomes = ["answer", "compare", "clarify", "handoff", "decline", "chat"] as const;
  for (let n = 0; n < 150; n += 1) {
    const outcome = outcomes[n % outcomes.length]!;
    const comparison = ["compare", "clarify"].includes(outcome)
      ? Array.from({ length: 6 }, (_, n) => ({ ...row(`city-${n}`, text(), quotations()), cityName: text() }))
      : [];
    const reply = { outcome, lead: text(), quotations: quotations(), comparison };
    const further = { title: text(), quotations: quotations() };
    expect(faults(found({ ...reply, further }, { asked: text(), isPrivate: random() < 0.5 }))).toEqual([]);
  }
});
