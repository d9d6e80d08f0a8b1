import { expect, test } from "vitest";
import { QUESTION_UNITS } from "../../../adapters/web/limits.ts";
import { type Frame, page, type View } from "../../../adapters/web/render.ts";
import type { Question } from "../../../src/model.ts";
import { pageWords as words } from "../../../src/reply/page.ts";
import { answer, cities, decline, quoted } from "./sample.ts";

const frame: Frame = { words, cities, stylesheet: "/assets/1/page.css", icon: "/assets/1/icon.svg" };
const show = (view: View) => page(frame, view);
const asked = (text: string, rest: Partial<Question> = {}): Question => ({
  text,
  city: undefined,
  history: [],
  ...rest,
});
const title = (html: string) => /<title>(?<title>.*)<\/title>/su.exec(html)?.groups?.title;

test("the start page offers every city, none chosen, and the examples", () => {
  const html = show({ kind: "start" });
  expect(html).toContain('name="city" value="" checked>');
  for (const { id } of cities) expect(html).toContain(`name="city" value="${id}">`);
  for (const example of words.form.examples) expect(html).toContain(`name="ask" value="${example}"`);
  expect(html).toContain(`maxlength="${QUESTION_UNITS}"`);
  expect(html).toContain('<html lang="ja">');
});

test("an answer shows lead, quotation and source, and its title says what was answered", () => {
  const html = show({ kind: "reply", question: asked("協働とは"), reply: answer });
  expect(html).toContain(answer.lead);
  expect(html).toContain(quoted.source);
  expect(title(html)).toBe(`${words.titleFor("協働とは", "answer")}｜${words.siteName}`);
});

test("the first quotation is the answer and the others stand under their own title", () => {
  const two = { ...answer, quotations: [quoted, { ...quoted, lines: [{ role: "text" as const, text: "二つ目" }] }] };
  const html = show({ kind: "reply", question: asked("協働とは"), reply: two });
  expect(html.indexOf("協働をすることができる。")).toBeLessThan(html.indexOf(two.furtherTitle));
  expect(html.indexOf(two.furtherTitle)).toBeLessThan(html.indexOf("二つ目"));
  expect(show({ kind: "reply", question: asked("協働とは"), reply: answer })).not.toContain(answer.furtherTitle);
});

test("after a declined question the form comes before what is only near", () => {
  const near = { ...decline, quotations: [quoted] };
  const html = show({ kind: "reply", question: asked("天気は"), reply: near });
  expect(html.indexOf("</form>")).toBeLessThan(html.indexOf(near.furtherTitle));
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
  const notice = words.notices.tooMany(12);
  const html = show({ kind: "retry", question: asked("協働とは", { history: ["前"] }), notice });
  expect(html).toContain(notice.text);
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
  expect(show({ kind: "retry", question, notice: words.notices.tooMany(1) })).not.toContain(raw);
});

test("what the reply says is escaped too", () => {
  const html = show({ kind: "reply", question: asked("一"), reply: { ...answer, lead: "<b>&" } });
  expect(html).toContain("&lt;b&gt;&amp;");
});

test("no page holds a script, a style of its own or an address elsewhere", () => {
  const views: View[] = [
    { kind: "start" },
    { kind: "reply", question: asked("一"), reply: answer },
    { kind: "notice", notice: words.notices.notFound },
  ];
  for (const html of views.map(show)) expect(html).not.toMatch(/<script|<style| style=| on\w+=|https?:/u);
});
