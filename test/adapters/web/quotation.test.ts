import { expect, test } from "vitest";
import { quotation, quotedLines } from "../../../adapters/web/quotation.ts";
import type { Language, PassageId, PieceRole, QuotedLine } from "../../../src/model.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { quoted } from "./sample.ts";

const line = (role: PieceRole, text: string): QuotedLine => ({ role, text });
const shown = (...lines: QuotedLine[]) => quotedLines(lines).join("");
const words = pageWords.ja.answer;
const whole = (change = {}, language: Language = "ja") =>
  quotation({ ...quoted, ...change }, pageWords[language], language).toString();

test.each<[string, QuotedLine[], string]>([
  ["nothing is nothing", [], ""],
  ["text is a paragraph", [line("text", "協働とは。")], "<p>協働とは。</p>"],
  [
    "neighbouring items are one list, with the marks that the guideline gives them",
    [line("text", "次のとおり。"), line("item", "・一"), line("item", "・二"), line("text", "以上。")],
    '<p>次のとおり。</p><ul class="marked" role="list"><li>・一</li><li>・二</li></ul><p>以上。</p>',
  ],
  ["items without marks get the list's", [line("item", "提案制度")], "<ul><li>提案制度</li></ul>"],
  [
    "rows of a table are one list of heads and cells",
    [line("label", "年度"), line("text", "平成16年度"), line("label", "内容"), line("text", "設置")],
    '<dl><div class="row"><dt>年度</dt><dd><p>平成16年度</p></dd></div><div class="row"><dt>内容</dt><dd><p>設置</p></dd></div></dl>',
  ],
  [
    "a cell holds all that stands before the next head",
    [
      line("label", "効果"),
      line("text", "【職員】"),
      line("item", "・研修"),
      line("label", "課題"),
      line("text", "資金"),
    ],
    '<dl><div class="row"><dt>効果</dt><dd><p>【職員】</p><ul class="marked" role="list"><li>・研修</li></ul></dd></div>' +
      '<div class="row"><dt>課題</dt><dd><p>資金</p></dd></div></dl>',
  ],
  [
    "two heads may share a cell",
    [line("label", "一"), line("label", "二"), line("text", "三")],
    '<dl><div class="row"><dt>一</dt><dt>二</dt><dd><p>三</p></dd></div></dl>',
  ],
  ["a head without a cell is a paragraph", [line("label", "年度"), line("label", "内容")], "<p>年度</p><p>内容</p>"],
])("%s", (_, lines, expected) => expect(shown(...lines)).toBe(expected));

test("the guideline's letters are escaped and otherwise untouched, spaces and all", () => {
  expect(shown(line("text", "年 度　A&B<br>"))).toBe("<p>年 度　A&amp;B&lt;br&gt;</p>");
});

test("a quotation stands in a blockquote and its whole source in a cite", () => {
  expect(whole()).toContain('<blockquote class="quoted" lang="ja"><p>協働をすることができる。</p></blockquote>');
  expect(whole()).toContain(`<cite lang="ja">${quoted.source}</cite>`);
});

test("remarks and source are escaped", () => {
  const html = whole({ remarks: ["<図>"], source: `"<出典>"` });
  expect(html).toContain('<p class="remark">&lt;図&gt;</p>');
  expect(html).toContain('<cite lang="ja">&quot;&lt;出典&gt;&quot;</cite>');
});

test("surroundings are folded away, and left out where there are none", () => {
  expect(whole()).not.toContain("<details");
  const html = whole({ before: [line("text", "前。")] });
  expect(html).toContain(`<summary><span>${words.surroundings}</span></summary>`);
  expect(html).toContain('<blockquote class="around" lang="ja"><p>前。</p></blockquote>');
  expect(html).not.toContain(words.after);
});

test("how old the text is stands with its source", () => {
  expect(whole()).toContain(`<span class="dated">${quoted.dated}</span>`);
});

test("a link leads to the passage in the full text, in the language of the page", () => {
  expect(whole()).toContain(`<a class="place" href="/texts/kodaira#p1"><span>${pageWords.ja.texts.place}</span></a>`);
  expect(whole({ passage: "hino-12" as PassageId }, "en")).toContain('href="/texts/hino?language=en#p12"');
});

test("readings are set above the desk's words and never above the city's", () => {
  const html = whole({
    lines: [line("text", "市（し）")],
    source: "指針（ししん）",
    before: [line("item", "前（まえ）")],
    cityName: "小平市（こだいらし）",
    dated: "今（いま）",
    remarks: ["図（ず）"],
  });
  for (const kept of ["市（し）", "指針（ししん）", "前（まえ）"]) expect(html).toContain(kept);
  expect(html.match(/<ruby>[^<]+/gu)).toEqual(["<ruby>小平市", "<ruby>今", "<ruby>図"]);
});
