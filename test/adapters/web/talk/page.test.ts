import { expect, test } from "vitest";
import type { Frame } from "../../../../adapters/web/frame.ts";
import { QUESTION_UNITS, TALK_CHARACTERS } from "../../../../adapters/web/limits.ts";
import { ruby } from "../../../../adapters/web/ruby.ts";
import { chooserPage, talkPage } from "../../../../adapters/web/talk/page.ts";
import { stateOf, type TalkView } from "../../../../adapters/web/talk/view.ts";
import { LANGUAGES, type Opening, type Reply } from "../../../../src/model.ts";
import type { CaseNumber } from "../../../../src/records.ts";
import { pageWords } from "../../../../src/reply/page.ts";
import { answer, bundle, cities, compare, decline, quoted, shown, talkView, words } from "../sample.ts";

const { form, talk, comparison, notices } = pageWords.ja;
const at = "/assets/1";
const frame: Frame = {
  ...{ words: pageWords, cities },
  ...{ stylesheet: `${at}/page.css`, fonts: `${at}/fonts.css`, script: `${at}/htmx.js`, icon: `${at}/icon.svg` },
};
const page = (view: TalkView) => talkPage(frame, view);
const start = (rest: Partial<TalkView> = {}) => page(talkView([], rest));
/** A conversation of one question and this reply. */
const answered = (reply: Reply, asked = "協働とは", rest: Partial<TalkView> = {}) =>
  page(talkView(shown(asked, [bundle(reply)]), rest));
const title = (html: string) => /<title>(?<title>.*)<\/title>/su.exec(html)?.groups?.title;
const articles = (html: string) => [...html.matchAll(/<article class="turn (\w+)"/gu)].map(([, look]) => look);

test("before a question the page offers every city, none chosen, and examples that ask themselves", () => {
  const html = start();
  expect(html).toContain('name="city" value="" checked>');
  for (const { id } of cities) expect(html).toContain(`name="city" value="${id}">`);
  for (const example of form.examples) expect(html).toContain(`name="press" value="w1/say/${example}"`);
  expect(html).toContain(`maxlength="${QUESTION_UNITS}"`);
  expect(title(html)).toBe(pageWords.ja.siteName);
  expect(html).not.toContain('role="log"');
});

test("before a question the page tells what is kept, how long, who reads it, and how to have it erased", () => {
  const html = start({ keeping: { days: 31, questionDays: 62, url: "https://city.example.jp/p" } });
  for (const line of talk.keeping({ days: 31, questionDays: 62, url: undefined })) expect(html).toContain(line);
  expect(html).toContain("31日");
  expect(html).toContain("62日");
  expect(html).toContain('href="https://city.example.jp/p"');
});

test("a notice of the centre stands apart, says whose it is, and is no quotation", () => {
  const html = start({ notices: [{ id: "n1", text: "年末は\n<休み>です。" }] });
  const [, notice] = /<section class="turn centre">(.*?)<\/section>/su.exec(html)!;
  expect(notice).toContain(talk.fromCentre);
  expect(notice).toContain("年末は\n&lt;休み&gt;です。");
  expect(notice).not.toContain("blockquote");
  expect(html.indexOf("年末は")).toBeLessThan(html.indexOf("<form"));
});

test("the start page in a language has its words, leads to the others, and stays in it", () => {
  const html = start({ shown: "ja-easy", language: "ja-easy" });
  expect(html).toContain('name="language" value="ja-easy" checked>');
  expect(html).toContain('href="/?language=en" lang="en"');
  expect(html).toContain('class="site-name" href="/?language=ja-easy"');
});

test("a conversation is a live list in which each says who speaks, with the form behind it", () => {
  const html = page(talkView(shown("協働とは", [bundle(answer)], "人に", [words("山田です。", { sender: "山田" })])));
  expect(html).toContain(`role="log" aria-live="polite" aria-label="${talk.log}"`);
  expect(articles(html)).toEqual(["resident", "desk", "resident", "person"]);
  expect(html).toContain(`<h2 id="e1-by">${talk.you}</h2>`);
  expect(html).toContain(`<h2 id="e2-by">${talk.desk}</h2>`);
  expect(html).toContain(`<h2 id="e4-by">${talk.person("山田")}</h2>`);
  expect(html.indexOf('id="ask"')).toBeGreaterThan(html.indexOf("山田です。"));
});

test("reading goes on at the first answer to what was asked last, or at that while there is none", () => {
  const asked = shown("一", [words("二")], "三");
  expect(page(talkView(asked))).toMatch(/<div id="latest"><\/div>\s*<article class="turn resident" id="e3"/u);
  const all = shown("一", [words("二")], "三", [words("四")], [words("五")]);
  expect(page(talkView(all))).toMatch(/<div id="latest"><\/div>\s*<article class="turn desk" id="e4"/u);
});

test("an answer shows lead, quotation, source and date, and the way to its place in the text", () => {
  const html = answered(answer);
  expect(html).toContain(answer.lead);
  expect(html).toContain(quoted.source);
  expect(html).toContain(quoted.dated);
  expect(html).toContain('href="/texts/kodaira#p1"');
});

test("what comes near is folded away under its own title, and no title stands over nothing", () => {
  const html = answered({ ...decline, further: { title: "近いところ", quotations: [quoted] } });
  expect(html).toContain('<details class="further"><summary><span>近いところ</span></summary>');
  expect(answered(decline)).not.toContain('class="further"');
});

test("a comparison is a table with a row for each city, and what is not written is marked", () => {
  const html = answered(compare);
  expect(html).toContain(`<caption>${comparison.caption}</caption>`);
  expect(html.match(/<th role="rowheader" scope="row">[^<]+/gu)).toHaveLength(2);
  expect(html).toContain('<td role="cell" class="prose" colspan="2"><p class="silent">記載なし</p></td>');
});

test("of a row's quotations the first is in sight and the others are folded away", () => {
  const [first, ...others] = compare.comparison;
  const html = answered({ ...compare, comparison: [{ ...first!, quotations: [quoted, quoted] }, ...others] });
  const [table] = /<table.*<\/table>/su.exec(html)!;
  expect(table.match(/<blockquote/gu)).toHaveLength(2);
  expect(table.match(/<details class="more">/gu)).toHaveLength(1);
});

test("every button belongs to one form, which asks nothing of the field", () => {
  const html = answered(answer);
  expect(html).toContain('form="press-form" name="press" value="w1/go-on/more/m1"');
  expect(html).toContain('form="press-form" name="press" value="w1/helpful/yes/m1"');
  expect(html).toContain('form="press-form" name="press" value="w1/say/提案はだれができますか"');
  const [pressForm] = /<form id="press-form".*?<\/form>/su.exec(html)!;
  expect(pressForm).toContain('name="talk" value="signed.1"');
  expect(pressForm).toContain('name="once" value="form-1"');
  expect(pressForm).not.toContain('name="text"');
});

test("a notice said behind an answer stands apart from it and says whose it is", () => {
  const html = page(talkView(shown("年末は", [bundle(answer), words("休みです。", { isNotice: true })])));
  expect(articles(html)).toEqual(["resident", "desk", "centre"]);
  const centre = html.slice(html.indexOf('<article class="turn centre"'));
  expect(centre.slice(0, centre.indexOf("</article>"))).not.toContain("<blockquote");
  expect(centre).toContain(talk.fromCentre);
});

test.each<[string, Opening]>([
  ["until when they answer today", { kind: "open", untilMinutes: 17 * 60 }],
  ["when they answer next", { kind: "opens", day: "2026-11-24", weekday: 2, daysAhead: 4, fromMinutes: 540 }],
  ["that nobody knows when they answer", { kind: "unknown" }],
])("an open case is told with its number, whose turn it is and %s", (_, opening) => {
  const open = { number: 12 as CaseNumber, state: "waiting", opening } as const;
  for (const shown of LANGUAGES) {
    const html = answered(answer, "人に", { case: open, shown });
    expect(html).toContain(`role="status"><p>${ruby(pageWords[shown].talk.ofCase(open))}</p>`);
  }
});

test("the line of state is another where anything in it is", () => {
  const open = (state: "waiting" | "with-person", opening: Opening) => ({ number: 1 as CaseNumber, state, opening });
  const states = [
    stateOf({ case: undefined, isUnderWay: false }),
    stateOf({ case: undefined, isUnderWay: true }),
    stateOf({ case: open("waiting", { kind: "unknown" }), isUnderWay: false }),
    stateOf({ case: open("with-person", { kind: "unknown" }), isUnderWay: false }),
    stateOf({ case: open("waiting", { kind: "open", untilMinutes: 1_020 }), isUnderWay: false }),
    stateOf({ case: open("waiting", { kind: "open", untilMinutes: 960 }), isUnderWay: false }),
  ];
  expect(new Set(states).size).toBe(states.length);
});

test("new entries are looked for behind the last that is shown, without a word of the conversation in the address", () => {
  const html = answered(answer, "秘密の質問");
  expect(html).toContain('hx-get="/new" hx-trigger="every 2s" hx-include="#seen"');
  expect(html).toContain('<div id="seen"><input type="hidden" name="after" value="2">');
  expect(html).not.toMatch(/(?:href|action|hx-\w+)="[^"]*(?:秘密|signed)/u);
});

test("without a cookie the page says so, and a look goes by a form that tells whose it is", () => {
  const html = answered(answer, "協働とは", { isCookieless: true });
  expect(html).toContain(talk.cookieless.title);
  expect(html).toContain('hx-post="/new"');
  const [seen] = /<div id="seen".*?<\/div>/su.exec(html)!;
  expect(seen).toContain('name="talk" value="signed.1"');
  const [noscript] = /<noscript>.*<\/noscript>/su.exec(html)!;
  expect(noscript).toContain('method="post" action="/new#latest"');
});

test("the page of one desk among several, and its widget, keep to their own addresses", () => {
  const ofDesk = answered(answer, "協働とは", { base: "/desks/hino", deskName: "日野<市>の窓口" });
  expect(ofDesk).toContain('action="/desks/hino#latest"');
  expect(ofDesk).toContain('hx-get="/desks/hino/new"');
  expect(ofDesk).toContain("<h1>日野&lt;市&gt;の窓口</h1>");
  const widget = answered(answer, "協働とは", { place: "widget" });
  expect(widget).toContain('action="/widget#latest" target="_self"');
  expect(widget).toContain('hx-get="/widget/new"');
  expect(widget).toContain('<base target="_blank">');
  expect(widget).not.toContain("site-header");
});

test("what was not taken stands in the field again, with the reason", () => {
  const html = answered(answer, "協働とは", { notice: ({ notices: own }) => own.tooMany(12), draft: "書きかけ\n二行" });
  expect(html).toContain(notices.tooMany(12).text);
  expect(html).toContain(">\n書きかけ\n二行</textarea>");
  expect(title(html)).toContain(notices.tooMany(12).title);
  expect(start({ notice: ({ notices: own }) => own.tooMany(1), draft: "はじめ" })).toContain(">\nはじめ</textarea>");
});

test("the choice of city and language is folded away once the talk has begun, and tells what is chosen", () => {
  const html = answered(answer, "協働とは", { city: cities[1]!.id, language: "en" });
  expect(html).toContain(talk.choices("日野市", "English"));
  expect(html).toContain('name="city" value="hino" checked>');
  expect(html).toContain('name="language" value="en" checked>');
});

test("readings are set above the desk's words, but not in the title, in values, or above what a person typed", () => {
  const typed = "市（し）とは";
  const entries = shown(
    typed,
    [bundle({ ...answer, language: "ja-easy", lead: "市（し）です。" })],
    [words(typed, { sender: "山田", language: "ja-easy" })],
  );
  const html = page(talkView(entries, { shown: "ja-easy" }));
  expect(html).toContain("<ruby>市<rp>（</rp><rt>し</rt><rp>）</rp></ruby>です。");
  expect(html.match(/<p class="said" dir="auto">市（し）とは<\/p>/gu)).toHaveLength(2);
  expect(html).not.toMatch(/="[^"]*<ruby/u);
  expect(title(html)).not.toContain("（");
});

test("an answer in another language than the page says which", () => {
  const html = answered({ ...answer, language: "en", lead: "It says so." }, "What?");
  expect(html).toContain('<div class="saying en" lang="en">');
  expect(html).toContain(">Source</span>");
  expect(html).toContain('<html lang="ja">');
});

test("addresses that somebody wrote can be followed, and nothing else of a text becomes markup", () => {
  const text = "（https://city.example.jp/a?b=1&c=2）。javascript:alert(1) https://<b>";
  const html = page(talkView(shown("一", [words(text, { sender: "山田" })])));
  expect(html).toContain('（<a href="https://city.example.jp/a?b=1&amp;c=2" rel="noreferrer">');
  expect(html.match(/<a href="(?!\/|#)/gu)).toHaveLength(1);
});

test("a long conversation is read in parts that fit on a page, each entry in one of them", () => {
  const long = shown(...Array.from({ length: 400 }, (_, i) => `${i} ${"あ".repeat(400)}`));
  const parts = [page(talkView(long))];
  for (;;) {
    const [, until] = /href="\/\?until=(\d+)"/u.exec(parts.at(-1)!) ?? [];
    if (until === undefined) break;
    parts.push(page(talkView(long, { until: Number(until) })));
  }
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(TALK_CHARACTERS + 20_000);
  expect(parts.flatMap(articles)).toHaveLength(400);
  expect(new Set(parts.flatMap((part) => part.match(/\d+(?= あ)/gu) ?? [])).size).toBe(400);
});

test("an earlier part of a conversation leads to the latest and takes in nothing by itself", () => {
  const long = shown(...Array.from({ length: 400 }, (_, i) => `${i} ${"あ".repeat(400)}`));
  const latest = page(talkView(long));
  const earlier = page(talkView(long, { until: 40 }));
  expect(latest).toContain("hx-trigger");
  expect(earlier).not.toContain("hx-trigger");
  expect(earlier).toContain(`<a class="earlier" href="/#latest">最新のやりとりへ</a>`);
  expect(latest).not.toContain("最新のやりとりへ");
  expect(answered(answer)).not.toContain("until=");
});

test.each([
  ["markup", "<script>alert(1)</script>", "<script>alert"],
  ["a piece for htmx", '<hx-partial hx-target="body">', "<hx-partial"],
  ["a quote that would end an attribute", `" autofocus onfocus="alert(1)`, `" autofocus`],
  ["the end of the field", "</textarea><img src=x>", "</textarea><img"],
  ["a lone surrogate", "\uD83D", "\uD83D"],
  ["a null", "\u0000", "\u0000"],
])("%s comes out harmless wherever somebody's words are shown", (_, text, raw) => {
  const said = [
    bundle({ ...answer, lead: text }),
    words(text),
    words(text, { sender: text }),
    words(text, { isNotice: true }),
  ];
  const button = words("", { quick: [{ label: text, press: { act: "say", text } }] });
  const view = talkView(shown(text, [...said, button]), { draft: text, deskName: text });
  expect(page(view)).not.toContain(raw);
  expect(start({ draft: text, deskName: text, notices: [{ id: "n", text }] })).not.toContain(raw);
});

test("no page holds a script of its own, a style of its own or an address elsewhere", () => {
  for (const html of [start(), answered(answer), answered(compare, "一", { isCookieless: true, place: "widget" })]) {
    expect(html.replace(`<script src="${at}/htmx.js" defer></script>`, "")).not.toMatch(
      /<script|<style| style=| on\w+=|hx-on|js:|https?:/u,
    );
  }
});

test("where several desks share a server, each is a link in the language of the page", () => {
  const html = chooserPage(frame, "en", [
    { base: "/desks/a", name: "A & B" },
    { base: "/desks/b", name: "C" },
  ]);
  expect(html).toContain('href="/desks/a?language=en">A &amp; B</a>');
  expect(html).toContain('href="/desks/b?language=en"');
  expect(html).toContain(`<h1>${pageWords.en.talk.chooseDesk.title}</h1>`);
});
