import { expect, test } from "vitest";
import { type LookupView, lookupView } from "../../../../adapters/slack/blocks/lookup-views.ts";
import type { QuotedLine } from "../../../../src/model.ts";
import type { Reading } from "../../../../src/ports/staff.ts";
import { lookupWords } from "../../../../src/reply/staff-lookup.ts";
import { slackFaults, slackTexts } from "../../../fixtures/slack-limits.ts";
import { awkwardTexts } from "../../line/awkward-text.ts";
import { ANSWER, address, BASE, buttons, found, labels, parsed, QUOTED, quotes, richTexts, row } from "./findings.ts";

const shown = (view: LookupView, baseUrl?: string) => lookupView(view, { lookup: lookupWords, baseUrl });
const lines = (text: string): QuotedLine[] => [{ role: "text", text }];
const SOURCE = "小平市協働の推進に関する指針（平成30年12月改定）3 協働の原則";
const reading = (...passages: Reading["passages"]): LookupView => ({
  view: "section",
  reading: { passage: QUOTED.passage, source: SOURCE, passages },
});
/** `count` passages of a section, the one at `asked` quoted. */
const long = (count: number, asked: number, units: number) =>
  reading(
    ...Array.from({ length: count }, (_, n) => ({
      sectionPath: `${n}`,
      lines: lines(`${n}番目。${"市".repeat(units)}`),
      isAsked: n === asked,
    })),
  );

test("a section shows its source, its passages in their place, and the quoted one beside a bar", () => {
  const view = shown(
    reading(
      { sectionPath: "3 原則", lines: lines("前の文。"), isAsked: false },
      { sectionPath: "3 原則", lines: lines("引いた文。"), isAsked: true },
      { sectionPath: "4 役割", lines: lines("後の文。"), isAsked: false },
    ),
  );
  expect(slackFaults(view)).toEqual([]);
  expect(view.title.text).toBe("前後を読む");
  expect(slackTexts(view.blocks)).toEqual([
    `出典：${SOURCE}`,
    "3 原則",
    "前の文。",
    "引いた文。",
    "4 役割",
    "後の文。",
  ]);
  expect(quotes(view)).toEqual(["引いた文。"]);
});

test("with an address of the desk, a section and a finding lead to the full text", () => {
  const section = reading({ sectionPath: "3 原則", lines: lines("引いた文。"), isAsked: true });
  for (const view of [section, { view: "finding", finding: found() } as const]) {
    expect(slackFaults(shown(view, BASE))).toEqual([]);
    expect(parsed(shown(view, BASE))).toEqual([`<${address(QUOTED.passage)}|全文で読む>`]);
    expect(parsed(shown(view))).toEqual([]);
  }
});

test.each([
  ["at the beginning", 0],
  ["in the middle", 60],
  ["at the end", 119],
])("a section that no window holds is cut around the quoted passage %s, and says so", (_, asked) => {
  const view = shown(long(120, asked, 500));
  expect(slackFaults(view)).toEqual([]);
  expect(quotes(view)[0]).toMatch(new RegExp(`^${asked}番目。`, "u"));
  const seen = richTexts(view, "rich_text_section").length + 1;
  expect(seen).toBeGreaterThan(60);
  const cuts = slackTexts(view).filter((text) => text === lookupWords.cut).length;
  expect(cuts).toBe(asked === 60 ? 2 : 1);
});

test("wordings stand under the names of their languages, to be copied, beneath what was asked", () => {
  const view = shown({
    view: "wordings",
    asked: "協働とは",
    wordings: [
      { language: "ja", text: "協働とは、共に働くことです。" },
      { language: "ja-easy", text: "協働（きょうどう）は、いっしょに 働（はたら）くことです。" },
      { language: "en", text: "Collaboration means working together." },
    ],
  });
  expect(slackFaults(view)).toEqual([]);
  expect(view.blocks.filter(({ type }) => type === "header").flatMap(slackTexts)).toEqual([
    "日本語",
    "やさしい日本語",
    "English",
  ]);
  expect(richTexts(view, "rich_text_preformatted")).toEqual([
    "協働とは、共に働くことです。",
    "協働（きょうどう）は、いっしょに 働（はたら）くことです。",
    "Collaboration means working together.",
  ]);
  expect(quotes(view)).toEqual(["協働とは"]);
});

test("a finding in a window has all but what needs a channel, and what goes on from it opens the next window", () => {
  const view = shown({ view: "finding", finding: found({}, { asked: "協働とは", isPrivate: true }) });
  expect(slackFaults(view)).toEqual([]);
  expect(quotes(view)).toEqual(["協働とは", "協働をすることができる。"]);
  expect(labels(view)).toEqual(["前後を読む", "他市と比べる", "住民向けの文面", "役に立った", "役に立たない"]);
  expect(buttons(view)).toContainEqual(["他市と比べる", { view: "asked-again", answer: ANSWER }]);
});

test("a question back in a window offers to go on with one city in the next", () => {
  const view = shown({
    view: "finding",
    finding: found({ outcome: "clarify", quotations: [], comparison: [row("小平", "支えます。")] }),
  });
  expect(slackFaults(view)).toEqual([]);
  expect(buttons(view)).toEqual([["小平市で調べる", { view: "asked-again", answer: ANSWER, city: "小平" }]]);
});

test("a finding that no window holds is cut and keeps its buttons", () => {
  const quotations = Array.from({ length: 120 }, () => QUOTED);
  const view = shown({ view: "finding", finding: found({ quotations }) });
  expect(slackFaults(view)).toEqual([]);
  expect(slackTexts(view).slice(-5, -3)).toEqual([lookupWords.cut, "他市と比べる"]);
});

test("a window without anything to show says so", () => {
  for (const view of [reading(), { view: "wordings", asked: "", wordings: [] } as const]) {
    expect(slackFaults(shown(view))).toEqual([]);
  }
  expect(slackTexts(shown({ view: "wordings", asked: "", wordings: [] }).blocks)).toEqual([lookupWords.nothing]);
});

test("whatever is read, Slack takes it", () => {
  for (const text of [...awkwardTexts(5, 100, 400), "市".repeat(20_000), '"'.repeat(9_000)]) {
    const passages = [false, true, false].map((isAsked) => ({ sectionPath: text, lines: lines(text), isAsked }));
    const read = { view: "section", reading: { passage: QUOTED.passage, source: text, passages } } as const;
    const worded = { view: "wordings", asked: text, wordings: [{ language: "ja", text }] } as const;
    const finding = { view: "finding", finding: found({ lead: text }, { asked: text }) } as const;
    for (const baseUrl of [undefined, BASE])
      expect([read, worded, finding].flatMap((view) => slackFaults(shown(view, baseUrl)))).toEqual([]);
  }
});
