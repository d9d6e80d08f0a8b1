import type { KnownBlock } from "@slack/types";
import { expect, test } from "vitest";
import {
  actions,
  besideButton,
  context,
  fallback,
  fits,
  fitted,
  headed,
  packed,
  plainText,
  preformatted,
  quote,
  quoteLines,
  sections,
  spoken,
  textLines,
} from "../../../../adapters/slack/blocks/blocks.ts";
import type { PassageId, QuotedLine } from "../../../../src/model.ts";
import { slackFaults, slackTexts } from "../../../fixtures/slack-limits.ts";
import { awkwardTexts } from "../../line/awkward-text.ts";
import { ANSWER, objects, quotes, richTexts } from "./findings.ts";

const press = (label: string, n = 0) => ({
  label,
  n,
  pressed: { view: "section", passage: `kodaira-${n}` as PassageId } as const,
});
const HOSTILE = "<!channel> *太字* <https://example.jp|市> :smile: `x` > 引用";
const TEXTS = [
  ...awkwardTexts(3, 300, 120),
  HOSTILE,
  "\u200b",
  "市".repeat(5_000),
  '"\\'.repeat(2_500),
  "\n".repeat(4_000),
];

/** Faults of blocks on their own, each in a message. */
const faults = (blocks: readonly KnownBlock[]) =>
  blocks.flatMap((block) => slackFaults({ text: "市", blocks: [block] }));

test("whatever it is given, each block is one that Slack takes", () => {
  const broken = TEXTS.flatMap((text) => {
    const lines: QuotedLine[] = [
      { role: "label", text },
      { role: "item", text },
    ];
    const blocks = [
      ...sections(text),
      ...context([text, "", text]),
      ...headed(text, text),
      ...quote(text),
      ...quoteLines(lines),
      ...textLines(lines),
      ...preformatted(text),
      ...actions([press(text)]),
      besideButton(text, press(text)),
    ];
    return [...faults(blocks), ...slackFaults({ text: fallback(text) })];
  });
  expect(broken).toEqual([]);
});

test("lines without end, each with its own look, are parted into blocks that Slack takes", () => {
  const lines = Array.from(
    { length: 900 },
    (_, n): QuotedLine => ({ role: n % 2 === 0 ? "label" : "text", text: "市" }),
  );
  const blocks = quoteLines(lines);
  expect(blocks.length).toBeGreaterThan(5);
  expect(faults(blocks)).toEqual([]);
  expect(quotes(blocks).join("\n")).toBe(lines.map(({ text }) => text).join("\n"));
});

test("nothing of what others wrote is parsed", () => {
  const blocks = [...sections(HOSTILE), ...context([HOSTILE]), ...quote(HOSTILE), ...headed(HOSTILE, HOSTILE)];
  expect(slackTexts(blocks).filter((text) => text === HOSTILE)).toHaveLength(5);
  expect(objects(blocks).filter(({ type }) => type === "mrkdwn" || type === "link")).toEqual([]);
  expect(objects(blocks).filter(({ type, emoji }) => type === "plain_text" && emoji !== false)).toEqual([]);
  expect(fallback(HOSTILE)).toMatch(/^&lt;!channel&gt;/u);
});

test("a quotation is shown letter for letter, the heads of its columns in bold", () => {
  const lines: QuotedLine[] = [
    { role: "label", text: "役割" },
    { role: "item", text: "・<市民>の *役割*" },
    { role: "text", text: "  字下げの本文 " },
  ];
  const blocks = quoteLines(lines);
  expect(quotes(blocks)).toEqual(["役割\n・<市民>の *役割*\n  字下げの本文 "]);
  expect(objects(blocks).find(({ style }) => style !== undefined)).toMatchObject({ text: "役割\n" });
});

test("a long text is parted at its line ends, and nothing of it is lost", () => {
  const text = Array.from({ length: 100 }, (_, n) => `${n}行目${"市".repeat(80)}`).join("\n");
  const parts = sections(text).map((block) => (block.type === "section" ? (block.text?.text ?? "") : ""));
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.join("\n")).toBe(text);
  expect(richTexts(preformatted(text), "rich_text_preformatted").join("\n")).toBe(text);
});

test("what is blank makes no block, and where a text must be there stands a sign", () => {
  expect([...sections(" "), ...context(["", "\n"]), ...quote("\u200b"), ...headed("", " "), ...actions([])]).toEqual(
    [],
  );
  expect(plainText(" \u200b").text).toBe("…");
  expect(fallback("")).toBe("…");
});

test("26 buttons take two rows", () => {
  const rows = actions(Array.from({ length: 26 }, (_, n) => press("前後を読む", n)));
  expect(rows.map((row) => (row.type === "actions" ? row.elements.length : 0))).toEqual([25, 1]);
  expect(faults(rows)).toEqual([]);
});

test("the fallback keeps Slack's advice even when every letter takes five", () => {
  expect(fallback("&".repeat(5_000))).toBe("&amp;".repeat(800));
});

test("a message that is too long is cut, says so, and keeps its buttons", () => {
  const buttons = actions([{ label: "役に立った", pressed: { act: "helpful", answer: ANSWER, isHelpful: true } }]);
  const long = [...Array.from({ length: 60 }, (_, n) => sections(`${n}`)).flat(), ...buttons];
  const cut = fitted(long, "省きました");
  expect(slackFaults({ text: "市", blocks: cut })).toEqual([]);
  expect(cut).toHaveLength(50);
  expect(slackTexts(cut.slice(-2))).toEqual(["省きました", "役に立った"]);
  expect(slackTexts(cut)[0]).toBe("0");
  const heavy = fitted([...sections("市".repeat(9_000)), ...buttons], "省きました");
  expect(slackFaults({ text: "市", blocks: heavy })).toEqual([]);
  expect(slackTexts(heavy.slice(-2))).toEqual(["省きました", "役に立った"]);
});

test("one that fits is left as it is", () => {
  const blocks = sections("市");
  expect(fitted(blocks, "省きました")).toEqual(blocks);
});

test("groups go into as few messages as hold them, each whole where one message can hold it, and nothing is lost", () => {
  const group = (letter: string, units: number) => sections(letter.repeat(units));
  const groups = [group("a", 4_000), group("b", 4_000), group("c", 2_000), [], group("d", 20_000)];
  const messages = packed(groups);
  expect(messages.every((blocks) => fits(blocks) && blocks.length > 0)).toBe(true);
  expect(slackTexts(messages).join("")).toBe(slackTexts(groups).join(""));
  const holders = (letter: string) => messages.filter((blocks) => slackTexts(blocks).join("").includes(letter)).length;
  expect([holders("a"), holders("b"), holders("c")]).toEqual([1, 1, 1]);
  expect(messages.length).toBeLessThan(6);
});

test("what can be read aloud is the words, without buttons and small print", () => {
  const blocks = [
    ...context(["小さな字"]),
    ...headed("小平市", "書かれています。"),
    ...quote("協働"),
    ...sections("以上"),
  ];
  expect(spoken([...blocks, ...actions([press("前後を読む")])])).toBe("小平市\n書かれています。\n協働\n以上");
});
