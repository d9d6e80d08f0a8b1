import { afterEach, expect, test } from "vitest";
import { httpServer } from "../../../adapters/http/server.ts";
import { webPage } from "../../../adapters/web/channel.ts";
import { FORM_BYTES, QUESTION_UNITS, QUESTIONS_PER_MINUTE } from "../../../adapters/web/limits.ts";
import type { Question } from "../../../src/model.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { answer, cities, decline, noTexts } from "./sample.ts";

const words = pageWords.ja;
const asked: Question[] = [];
let close = async () => {};
afterEach(async () => {
  asked.length = 0;
  await close();
});

/** A real server whose desk answers every question that has words. */
async function site({ trustProxy = false }: { trustProxy?: false | number } = {}): Promise<string> {
  const reply = (question: Question) => {
    asked.push(question);
    return question.text.trim() === "" ? decline : answer;
  };
  const { router, errorPage } = webPage({ desk: { cities, reply }, texts: noTexts, words: pageWords });
  const server = httpServer({ routes: [router], isReady: () => true, words: words.notices, errorPage, trustProxy });
  close = server.close;
  return server.listen({ host: "127.0.0.1", port: 0 });
}

const post = (origin: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${origin}/`, { method: "POST", body: new URLSearchParams(fields), headers });

const raw = (origin: string, body: string, type = "application/x-www-form-urlencoded") =>
  fetch(`${origin}/`, { method: "POST", body, headers: { "Content-Type": type } });

test("the start page comes as HTML that only the visitor's browser may keep", async () => {
  const response = await fetch(await site());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
  expect(await response.text()).toContain(words.start.title);
});

test("a question is answered with the quotation and reaches the desk as it was typed", async () => {
  const response = await post(await site(), { question: " 協働\r\nとは？ ", city: "hino", history: "前の質問" });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<blockquote");
  expect(asked).toEqual([{ text: " 協働\nとは？ ", city: "hino", history: ["前の質問"] }]);
});

test.each([
  ["an address may set the language of the start page", "/?language=en", "en", pageWords.en.start.title],
  ["an unknown language is none", "/?language=fr", "ja", words.start.title],
  ["a language that comes twice is the first", "/?language=en&language=ja", "en", pageWords.en.start.title],
])("%s: %s", async (_, path, lang, title) => {
  const html = await (await fetch(`${await site()}${path}`)).text();
  expect(html).toContain(`<html lang="${lang}">`);
  expect(html).toContain(title);
});

test("a language that is set goes to the desk and to the page; an unknown one is none", async () => {
  const origin = await site();
  expect(await (await post(origin, { question: "x", language: "en" })).text()).toContain('<html lang="en">');
  expect(await (await post(origin, { question: "x", language: "<b>" })).text()).toContain('<html lang="ja">');
  expect(asked.map(({ language }) => language)).toEqual(["en", undefined]);
});

test("a notice is in the language that is set", async () => {
  const html = await (await post(await site(), { question: "x", city: "edo", language: "en" })).text();
  expect(html).toContain("Kodaira and Hino");
});

test.each([
  ["a known city is asked", "hino|協働|とは", 200, [{ text: "協働|とは", city: "hino", history: [] }]],
  ["a city that there is not is refused", "edo|協働とは", 400, []],
  ["a value that no button has is nothing pressed", "hino", 200, [{ text: "書きかけ", city: "kodaira", history: [] }]],
  ["no city is none", "|協働とは", 200, [{ text: "協働とは", city: undefined, history: [] }]],
])("of a button that chooses a city, %s", async (_, value, status, questions) => {
  const response = await post(await site(), { question: "書きかけ", city: "kodaira", in: value });
  expect(response.status).toBe(status);
  expect(asked).toEqual(questions);
});

test("nothing a visitor writes comes back as markup", async () => {
  const evil = `<script>alert("1")</script>'&`;
  const response = await post(await site(), { question: evil, city: evil, history: evil, ask: "" });
  expect(await response.text()).not.toContain("<script");
});

test("an unknown city is told which cities there are, keeps the words, and asks the desk nothing", async () => {
  const response = await post(await site(), { question: "協働とは", city: "edo" });
  const html = await response.text();
  expect(response.status).toBe(400);
  expect(html).toContain("小平市、日野市");
  expect(html).toContain("協働とは</textarea>");
  expect(asked).toEqual([]);
});

test("a question over the limit is answered for its beginning, and the page says so", async () => {
  const response = await post(await site(), { question: "協".repeat(QUESTION_UNITS + 1) });
  expect(await response.text()).toContain(words.notices.cut(QUESTION_UNITS).title);
  expect(asked[0]?.text).toHaveLength(QUESTION_UNITS);
});

test("the fullest form that the page can make is small enough", async () => {
  const full = "協".repeat(QUESTION_UNITS);
  const form = new URLSearchParams([...Array(6).fill(["history", full]), ["question", full], ["ask", full]]);
  const response = await fetch(await site(), { method: "POST", body: form });
  expect(response.status).toBe(200);
  expect(asked[0]?.history).toHaveLength(6);
});

test.each([
  ["a body over the limit", 413, words.notices.tooLarge, `question=${"a".repeat(FORM_BYTES)}`, undefined],
  ["too many fields", 413, words.notices.tooLarge, "a=1&".repeat(100), undefined],
  ["a broken percent-encoding", 400, words.notices.malformed, "question=%E5%8D", undefined],
  ["bytes that are no text", 400, words.notices.malformed, "question=%FF%FE", undefined],
  ["a body that is no form", 400, words.notices.malformed, '{"question":"x"}', "application/json"],
  ["no type at all", 400, words.notices.malformed, "question=x", "text/plain"],
  [
    "another character set",
    415,
    words.notices.malformed,
    "question=x",
    "application/x-www-form-urlencoded; charset=shift_jis",
  ],
])("%s is refused politely", async (_, status, notice, body, type) => {
  const response = await raw(await site(), body, type);
  const html = await response.text();
  expect(response.status).toBe(status);
  expect(html).toContain(notice.title);
  expect(html).not.toMatch(/Error|node_modules|\bat /u);
  expect(asked).toEqual([]);
});

test("the 31st question of a minute waits, keeps its words, and is not asked", async () => {
  const origin = await site();
  for (let i = 0; i < QUESTIONS_PER_MINUTE; i++) {
    expect((await post(origin, { question: "協働とは" })).status).toBe(200);
  }
  const response = await post(origin, { question: "もう一つ" });
  const waitSeconds = Number(response.headers.get("retry-after"));
  expect(response.status).toBe(429);
  expect(waitSeconds).toBeGreaterThan(0);
  expect(waitSeconds).toBeLessThanOrEqual(60);
  const html = await response.text();
  expect(html).toContain(words.notices.tooMany(waitSeconds).text);
  expect(html).toContain("もう一つ</textarea>");
  expect(asked).toHaveLength(QUESTIONS_PER_MINUTE);
  expect((await fetch(origin)).status).toBe(200);
});

test.each<[string, false | number, string, string, number]>([
  ["another address asks on its own account", 1, "192.0.2.1", "192.0.2.2", 200],
  ["addresses of one IPv6 network ask on one account", 1, "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429],
  ["another IPv6 network asks on its own", 1, "2001:db8:1:2::1", "2001:db8:1:3::1", 200],
  ["a port that the proxy adds opens no other account", 1, "8.8.8.8:1001", "8.8.8.8:1002", 429],
  ["what is no address is served", 1, "192.0.2.1", "1:2:3:4:5:6:7:8:9::1", 200],
  ["what is no address asks on one account", 1, "1:2:3:4:5:6:7:8:9::1", "anybody", 429],
  ["a forwarded address is not believed without a proxy", false, "192.0.2.1", "192.0.2.2", 429],
])("%s", async (_, trustProxy, first, second, status) => {
  const origin = await site({ trustProxy });
  for (let i = 0; i < QUESTIONS_PER_MINUTE; i++) await post(origin, { question: "一" }, { "X-Forwarded-For": first });
  expect((await post(origin, { question: "二" }, { "X-Forwarded-For": second })).status).toBe(status);
});

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["identity", null],
])("style and fonts are served from here, kept for ever, and packed for who accepts %s", async (accepted, packed) => {
  const origin = await site();
  const path = /rel="stylesheet" href="(?<path>[^"]+)"/u.exec(await (await fetch(origin)).text())!.groups!.path!;
  const sheet = await fetch(`${origin}${path}`, { headers: { "Accept-Encoding": accepted } });
  const css = await sheet.text();
  expect(sheet.headers.get("cache-control")).toContain("immutable");
  expect(sheet.headers.get("content-encoding")).toBe(packed);
  expect(css).toContain("--color-primitive-blue-900");
  expect(css).not.toMatch(/https?:|\.woff\)/u);
  const file = /url\(\.\/(?<file>files\/[^)]+\.woff2)\)/u.exec(css)!.groups!.file!;
  const font = await fetch(new URL(file, `${origin}${path}`));
  expect(font.status).toBe(200);
  expect(font.headers.get("content-type")).toBe("font/woff2");
  expect(font.headers.get("cache-control")).toContain("immutable");
});

test.each([
  "files/biz-udpgothic-0-400-normal.woff",
  "files/../package.json",
  "files/%2e%2e/400.css",
  "files/%2e%2e%2fpackage.json",
  "files/",
])("of the installed packages nothing else is served: %s", async (path) => {
  const origin = await site();
  const base = /href="(?<base>\/assets\/[^/]+\/)page.css"/u.exec(await (await fetch(origin)).text())!.groups!.base!;
  const response = await fetch(`${origin}${base}${path}`);
  expect(response.status).toBe(404);
});
