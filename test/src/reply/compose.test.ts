import { describe, expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { dateLabel } from "../../../src/knowledge/dates.ts";
import type { CityId, Hit, Outcome, Passage } from "../../../src/model.ts";
import { compose } from "../../../src/reply/compose.ts";
import { ja } from "../../../src/reply/ja.ts";
import { CITIES } from "../../fixtures/cities.ts";

const known = corpus(CITIES);
const hit = (passage: Passage): Hit => ({ passage, score: 7.5, reasons: [] });
const holding = (words: string): Passage => known.passages.find(({ text }) => text.includes(words))!;
const answered = (...passages: readonly Passage[]) =>
  compose({ kind: "answer", cities: [], hits: passages.map(hit) }, known);
const declined = (part: Partial<Extract<Outcome, { kind: "decline" }>>) =>
  compose({ kind: "decline", reason: "not-written", cities: [], hits: [], ...part }, known);

const SCHEME = holding("いきいき協働事業提案制度 （");
const OTHERS = known.passages.filter(({ city }) => city === "hino").slice(0, 4);
const letters = (text: string) => text.replace(/<[^>]*>|\*\*/gu, "").replace(/\s+/gu, "");

describe.each(CITIES)("of $name, whatever the passage", ({ city, file }) => {
  const passages = known.passages.filter((passage) => passage.city === city.id);

  test("each quoted line is made of spans of the file and of nothing else", () => {
    for (const passage of passages) {
      const spans = passage.pieces.map(({ start, end }) => file.slice(start, end));
      const [quoted] = answered(passage).quotations;
      expect(letters(quoted!.lines.map(({ text }) => text).join(""))).toBe(letters(spans.join("")));
      expect(known.isVerbatim(passage.id, quoted!.lines)).toBe(true);
    }
  });
  test("each quoted line stands in the file as one stretch, white space and markup aside", () => {
    const whole = letters(file);
    for (const { text } of passages.flatMap((passage) => answered(passage).quotations.flatMap((q) => q.lines)))
      expect(whole).toContain(letters(text));
  });
  test("what stands before and after it is quoted as well, and none beyond the text's ends", () => {
    for (const [i, passage] of passages.entries()) {
      const [quoted] = answered(passage).quotations;
      const neighbour = (at: number) => (passages[at] === undefined ? [] : known.lines(passages[at]));
      expect(quoted!.before).toEqual(neighbour(i - 1));
      expect(quoted!.after).toEqual(neighbour(i + 1));
    }
  });
  test("its source names the title and the date", () => {
    for (const passage of passages) {
      const [quoted] = answered(passage).quotations;
      expect(quoted!.source.startsWith(`${city.guideline.title}（${dateLabel(city.guideline)}）`)).toBe(true);
      expect(quoted).toMatchObject({ passage: passage.id, city: city.id, cityName: city.names.ja, score: 7.5 });
    }
  });
  test("the plain text holds the lead, every line, the source and the date", () => {
    for (const passage of passages) {
      const { text, lead, quotations } = answered(passage);
      expect(text.startsWith(lead)).toBe(true);
      for (const line of quotations[0]!.lines) expect(text).toContain(line.text);
      expect(text).toContain(passage.citation);
      expect(text).toContain(dateLabel(city.guideline));
    }
  });
});

describe("an answer", () => {
  test("leads with the title of the guideline that its first quotation is from", () => {
    expect(answered(SCHEME, ...OTHERS).lead).toContain("「小平市協働の推進に関する指針」");
  });
  test("shows column heads apart from what stands under them", () => {
    expect(answered(SCHEME).text).toContain("｜【事業名（内容）】\n｜いきいき協働事業提案制度");
  });
  test("sets further quotations apart under a title", () => {
    const { text, furtherTitle } = answered(SCHEME, ...OTHERS);
    expect(text.indexOf(furtherTitle)).toBeGreaterThan(text.indexOf(SCHEME.citation));
    expect(text.indexOf(OTHERS[0]!.citation)).toBeGreaterThan(text.indexOf(furtherTitle));
  });
  test("of one quotation has no such title", () => {
    const { text, furtherTitle } = answered(SCHEME);
    expect(text).not.toContain(furtherTitle);
  });
  test("keeps the order of the hits", () => {
    const order = [OTHERS[2]!, SCHEME, OTHERS[0]!];
    expect(answered(...order).quotations.map((q) => q.passage)).toEqual(order.map(({ id }) => id));
  });
});

describe("a figure that the texts do not hold", () => {
  test("is remarked under the quotation that speaks of it", () => {
    const figures = known.passages.filter((passage) => passage.figureMissing);
    expect(figures.length).toBeGreaterThan(0);
    for (const passage of figures) {
      expect(answered(passage).quotations[0]!.remarks).toContain(ja.figureMissing);
      expect(answered(passage).text).toContain(`${passage.citation}\n${ja.figureMissing}`);
    }
  });
  test("is not remarked elsewhere", () => {
    expect(answered(SCHEME).quotations[0]!.remarks).toEqual([]);
    expect(answered(SCHEME).text).not.toContain(ja.figureMissing);
  });
});

test("a text that is no 指針 is called by what it is, and no other is", () => {
  const remarks = new Map(known.passages.map((p) => [p.city as string, answered(p).quotations[0]!.remarks]));
  expect(remarks.get("kokubunji")).toContain(ja.notTheGuideline("重点的な取組 2004・2005"));
  expect(remarks.get("kodaira")).toEqual([]);
});

describe("a refusal", () => {
  test("names the guidelines in which nothing was found", () => {
    const { outcome, lead } = declined({ cities: ["kodaira", "hino"] as CityId[] });
    expect(outcome).toBe("decline");
    expect(lead).toContain("小平市協働の推進に関する指針");
    expect(lead).toContain("市民活動団体（NPO）と市との協働のための指針");
  });
  test("shows what came near as such, not as the answer", () => {
    const { text, furtherTitle, lead } = declined({ hits: [hit(SCHEME)] });
    expect(text.startsWith(lead)).toBe(true);
    expect(text.indexOf(SCHEME.citation)).toBeGreaterThan(text.indexOf(furtherTitle));
    expect(furtherTitle).not.toBe(answered(SCHEME).furtherTitle);
  });
  test("of an empty question asks for one and quotes nothing", () => {
    expect(declined({ reason: "nothing-typed" })).toMatchObject({ lead: ja.nothingTyped, quotations: [] });
    expect(declined({ reason: "nothing-typed" }).text).toBe(ja.nothingTyped);
  });
});
