import { expect, test } from "vitest";
import type { Frame } from "../../../adapters/web/frame.ts";
import { QUESTION_UNITS } from "../../../adapters/web/limits.ts";
import { page, type View } from "../../../adapters/web/render.ts";
import { ruby } from "../../../adapters/web/ruby.ts";
import { LANGUAGES, type Language, type Question, type Reply } from "../../../src/model.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { answer, chat, cities, clarify, compare, decline, handoff, quoted } from "./sample.ts";

const words = pageWords.ja;
const frame: Frame = { words: pageWords, cities, stylesheet: "/assets/1/page.css", icon: "/assets/1/icon.svg" };
const show = (view: View) => page(frame, view);
const asked = (text: string, rest: Partial<Question> = {}): Question => ({
  text,
  city: undefined,
  history: [],
  ...rest,
});
const replied = (reply: Reply, text = "協働とは") => show({ kind: "reply", question: asked(text), reply });
const forms = (html: string) => html.match(/<form.*?<\/form>/gsu)!;
const title = (html: string) => /<title>(?<title>.*)<\/title>/su.exec(html)?.groups?.title;

test("the start page offers every city, none chosen, and the examples", () => {
  const html = show({ kind: "start", language: undefined });
  expect(html).toContain('name="city" value="" checked>');
  for (const { id } of cities) expect(html).toContain(`name="city" value="${id}">`);
  for (const example of words.form.examples) expect(html).toContain(`name="ask" value="${example}"`);
  expect(html).toContain(`maxlength="${QUESTION_UNITS}"`);
  expect(html).toContain('<html lang="ja">');
});

test("an answer shows lead, quotation and source, and its title says what was answered", () => {
  const html = replied(answer);
  expect(html).toContain(answer.lead);
  expect(html).toContain(quoted.source);
  expect(title(html)).toBe(`${words.titleFor("協働とは", "answer")}｜${words.siteName}`);
});

test("what may be meant too stands under its own title, and no title stands over nothing", () => {
  const other = { ...quoted, lines: [{ role: "text" as const, text: "二つ目" }] };
  const html = replied({ ...answer, further: { title: "こちらかも", quotations: [other] } });
  expect(html.indexOf("協働をすることができる。")).toBeLessThan(html.indexOf("こちらかも"));
  expect(html.indexOf("こちらかも")).toBeLessThan(html.indexOf("二つ目"));
  expect(replied(answer)).not.toContain('class="further"');
});

test("after a declined question the form comes before what is only near", () => {
  const html = replied({ ...decline, further: { title: "近いところ", quotations: [quoted] } });
  expect(html.indexOf("</form>")).toBeLessThan(html.indexOf("近いところ"));
});

test("where to call for help stands before all else, a line each", () => {
  const html = replied(handoff);
  const lead =
    '<div class="lead prose"><p>すぐに119番に電話してください。</p><ul class="list"><li>119番 救急・火事</li>';
  expect(html).toContain(lead);
  expect(html.indexOf(lead)).toBeLessThan(html.indexOf('class="asked"'));
});

test.each<[Reply["outcome"], Reply]>([
  ["answer", answer],
  ["compare", compare],
  ["clarify", clarify],
  ["handoff", handoff],
  ["decline", decline],
  ["chat", chat],
])("the page of %s says what it is, in each language", (outcome, reply) => {
  for (const language of LANGUAGES) {
    const html = replied({ ...reply, language });
    expect(html).toContain(`<html lang="${language === "en" ? "en" : "ja"}">`);
    expect(html).toContain(`<h1 id="answer-title">${ruby(pageWords[language].answer.title[outcome])}</h1>`);
    expect(title(html)).not.toMatch(/[<（]/u);
  }
});

test("a reply's buttons ask in a form of their own, with the conversation as it is", () => {
  const question = asked("協働とは", { city: cities[1]!.id, language: "ja", history: ["前"] });
  const form = forms(show({ kind: "reply", question, reply: answer }))[0]!;
  expect(form).toContain('name="ask" value="もっと詳しく教えて" dir="auto">もっと詳しく</button>');
  expect(form).toContain('name="ask" value="提案はだれができますか"');
  expect(form).toContain('name="city" value="hino"');
  expect(form).toContain('name="language" value="ja"');
  expect(form.match(/name="history" value="[^"]*"/gu)).toEqual([
    'name="history" value="前"',
    'name="history" value="協働とは"',
  ]);
});

test("a button that chooses a city sends both, and both forms know that the question waits", () => {
  const both = forms(replied(clarify));
  expect(both[0]).toContain('name="in" value="hino|協働とは" dir="auto">日野市</button>');
  for (const form of both) expect(form).toContain('name="open" value="1"');
  for (const form of forms(replied(answer))) expect(form).not.toContain('name="open"');
});

test("a comparison is a table with a row for each city, and what is not written is marked", () => {
  const html = replied(compare);
  expect(html).toContain(`<caption>${words.comparison.caption}</caption>`);
  expect(html.match(/<th role="rowheader" scope="row">[^<]+/gu)).toHaveLength(2);
  expect(html).toContain('<td role="cell" class="prose" colspan="2"><p class="silent">記載なし</p></td>');
  expect(html).not.toContain('class="more"');
});

test("of a row's quotations the first is in sight and the others are folded away", () => {
  const [first, ...others] = compare.comparison;
  const html = replied({ ...compare, comparison: [{ ...first!, quotations: [quoted, quoted] }, ...others] });
  expect(html.match(/<blockquote/gu)).toHaveLength(2);
  expect(html.match(/<details class="more">/gu)).toHaveLength(1);
});

test("the first reply tells who answers and what is kept; later ones do not", () => {
  expect(replied({ ...answer, privacy: "機械が答えます。" })).toContain(
    '<div class="privacy prose"><p>機械が答えます。</p>',
  );
  expect(replied(answer)).not.toContain('class="privacy');
});

test.each<[string, Language | undefined, Language, string]>([
  ["what is set goes before the reply's", "ja-easy", "en", "ja"],
  ["the reply's counts where none is set", undefined, "en", "en"],
])("of the page's language, %s", (_, language, replyLanguage, expected) => {
  const question = asked("What?", { language });
  const html = show({ kind: "reply", question, reply: { ...answer, language: replyLanguage } });
  expect(html).toContain(`<html lang="${expected}">`);
  expect(html).toContain(`name="language" value="${language ?? ""}" checked>`);
});

test("a start page in a language has it chosen, leads to the others, and stays in it", () => {
  const html = show({ kind: "start", language: "ja-easy" });
  expect(html).toContain('name="language" value="ja-easy" checked>');
  expect(html).toContain('href="/" lang="ja"');
  expect(html).toContain('href="/?language=en" lang="en"');
  expect(html).toContain('class="site-name" href="/?language=ja-easy"');
  expect(replied(answer)).not.toContain("<nav");
});

test("readings are set above the desk's words, but not in the title, in values, or above what was typed", () => {
  const typed = "市（し）とは";
  const related = { title: "次（つぎ）", questions: ["町（まち）とは"] };
  const html = replied({ ...answer, language: "ja-easy", lead: "市（し）です。", related }, typed);
  expect(html).toContain("<ruby>市<rp>（</rp><rt>し</rt><rp>）</rp></ruby>です。");
  expect(html).toContain(`dir="auto">${typed}</p>`);
  expect(html).toContain(`value="${typed}" dir="auto">${typed}</button>`);
  expect(html).toMatch(/value="町（まち）とは" dir="auto"><ruby>町/u);
  expect(html).not.toMatch(/="[^"]*<ruby/u);
});

test("after a declined question its words stay in the field and examples help on", () => {
  const html = show({ kind: "reply", question: asked("天気は"), reply: decline });
  expect(html).toContain(">\n天気は</textarea>");
  expect(html).toContain(words.form.examplesTitle);
  expect(show({ kind: "reply", question: asked("協働とは"), reply: answer })).toContain(">\n</textarea>");
});

test("a question without words is not echoed", () => {
  const html = show({ kind: "reply", question: asked(" \n"), reply: decline });
  expect(html).not.toContain('class="asked"');
  expect(title(html)).toBe(`${words.answer.title.decline}｜${words.siteName}`);
});

test("the conversation travels in hidden fields and can be asked again", () => {
  const html = show({ kind: "reply", question: asked("三", { history: ["一", "二"] }), reply: answer });
  for (const question of ["一", "二", "三"]) {
    expect(html).toContain(`<input type="hidden" name="history" value="${question}">`);
    expect(html).toContain(`name="ask" value="${question}"`);
  }
});

test("the chosen city stays chosen, and the only city named over the text is the one that it is quoted from", () => {
  const html = show({ kind: "reply", question: asked("小平市では", { city: cities[1]!.id }), reply: answer });
  expect(html).toContain('name="city" value="hino" checked>');
  expect(html.match(/<span class="city">[^<]*/gu)).toEqual(['<span class="city">小平市']);
});

test("a long question is echoed short, asked again whole, and never cut inside a character", () => {
  const long = "😀".repeat(500);
  const html = show({ kind: "reply", question: asked(long), reply: answer });
  expect(html).toContain(`value="${long}"`);
  expect(html).not.toContain("\uFFFD");
  expect(title(html)!.length).toBeLessThan(200);
  expect(html).toContain(`dir="auto">${"😀".repeat(239)}…</p>`);
});

test("a retry keeps the words and says why", () => {
  const notice = () => words.notices.tooMany(12);
  const html = show({ kind: "retry", question: asked("協働とは", { history: ["前"] }), notice });
  expect(html).toContain(notice().text);
  expect(html).toContain(">\n協働とは</textarea>");
  expect(html).not.toContain('name="history" value="協働とは"');
});

test.each([
  ["markup", "<script>alert(1)</script>", "<script"],
  ["a quote that would end an attribute", `" autofocus onfocus="alert(1)`, `" autofocus`],
  ["the end of the field", "</textarea><img src=x>", "</textarea><img"],
  ["the end of the title", "</title><b>", "</title><b>"],
  ["a lone surrogate", "\uD83D", "\uD83D"],
  ["a null", "\u0000", "\u0000"],
])("%s comes out harmless wherever a question is shown", (_, text, raw) => {
  const question = asked(text, { history: [text] });
  expect(show({ kind: "reply", question, reply: answer })).not.toContain(raw);
  expect(show({ kind: "reply", question, reply: decline })).not.toContain(raw);
  expect(show({ kind: "retry", question, notice: () => words.notices.tooMany(1) })).not.toContain(raw);
});

test("what the reply says is escaped too", () => {
  const html = show({ kind: "reply", question: asked("一"), reply: { ...answer, lead: "<b>&" } });
  expect(html).toContain("&lt;b&gt;&amp;");
});

test("no page holds a script, a style of its own or an address elsewhere", () => {
  const views: View[] = [
    { kind: "start", language: undefined },
    { kind: "reply", question: asked("一"), reply: answer },
    { kind: "notice", notice: () => words.notices.notFound },
  ];
  for (const html of views.map(show)) expect(html).not.toMatch(/<script|<style| style=| on\w+=|https?:/u);
});
