import { afterEach, expect, test } from "vitest";
import { FORM_BYTES } from "../../../adapters/web/limits.ts";
import { BEGINNINGS_PER_MINUTE } from "../../../adapters/web/talk/limits.ts";
import type { DeskId } from "../../../src/records.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { pageVisitor } from "../../fixtures/page-visitor.ts";
import { keptTalk, type ServedPage, servedPage } from "./talk-sample.ts";

const words = pageWords.ja;
let served: ServedPage | undefined;
afterEach(() => served?.close());

async function site(...given: Parameters<typeof servedPage>): Promise<string> {
  served = await servedPage(...given);
  return served.origin;
}

test("the start page comes as HTML that only the visitor's browser may keep", async () => {
  const response = await fetch(await site());
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("private, no-cache");
  expect(await response.text()).toContain(words.start.title);
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

test.each([
  ["a body over the limit", 413, words.notices.tooLarge, `text=${"a".repeat(FORM_BYTES)}`, undefined],
  ["too many fields", 413, words.notices.tooLarge, "a=1&".repeat(100), undefined],
  ["a broken percent-encoding", 400, words.notices.malformed, "text=%E5%8D", undefined],
  ["bytes that are no text", 400, words.notices.malformed, "text=%FF%FE", undefined],
  ["a body that is no form", 400, words.notices.malformed, '{"text":"x"}', "application/json"],
  ["no type at all", 400, words.notices.malformed, "text=x", "text/plain"],
  [
    "another character set",
    415,
    words.notices.malformed,
    "text=x",
    "application/x-www-form-urlencoded; charset=shift_jis",
  ],
])("%s is refused politely", async (_, status, notice, body, type = "application/x-www-form-urlencoded") => {
  const desk = keptTalk();
  const origin = await site({ desks: [desk] });
  const response = await fetch(`${origin}/`, { method: "POST", body, headers: { "Content-Type": type } });
  const html = await response.text();
  expect(response.status).toBe(status);
  expect(html).toContain(notice.title);
  expect(html).not.toMatch(/Error|node_modules|\bat /u);
  expect(desk.received).toEqual([]);
});

test("the fullest form that is taken, and the longest that is refused with its words, are small enough", async () => {
  const visitor = pageVisitor(await site());
  await visitor.opens();
  expect((await visitor.posts({ ...visitor.hidden(), text: "協".repeat(5_000) })).status).toBe(303);
  expect((await visitor.posts({ ...visitor.hidden(), text: "協".repeat(10_000) })).status).toBe(400);
  expect(visitor.html).toContain(`${"協".repeat(10_000)}</textarea>`);
});

/** The first message of a conversation of its own, from a forwarded address. */
async function begins(origin: string, address: string): Promise<number> {
  const visitor = pageVisitor(origin, { headers: { "X-Forwarded-For": address } });
  await visitor.opens();
  return (await visitor.posts({ ...visitor.hidden(), text: "一" })).status;
}

test.each<[string, readonly string[], string, string, number]>([
  ["another address begins on its own account", ["loopback"], "192.0.2.1", "192.0.2.2", 303],
  ["addresses of one IPv6 network begin on one account", ["loopback"], "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429],
  ["another IPv6 network begins on its own", ["loopback"], "2001:db8:1:2::1", "2001:db8:1:3::1", 303],
  ["a port that the proxy adds opens no other account", ["loopback"], "8.8.8.8:1001", "8.8.8.8:1002", 429],
  ["what is no address is served", ["127.0.0.0/8"], "192.0.2.1", "1:2:3:4:5:6:7:8:9::1", 303],
  ["what is no address begins on one account", ["127.0.0.1"], "1:2:3:4:5:6:7:8:9::1", "anybody", 429],
  ["a forwarded address is not believed without a proxy", [], "192.0.2.1", "192.0.2.2", 429],
  ["nor from a proxy that is not named", ["10.0.0.0/8", "uniquelocal"], "192.0.2.1", "192.0.2.2", 429],
])("%s", async (_, proxies, first, second, status) => {
  const origin = await site({}, proxies);
  for (let i = 0; i < BEGINNINGS_PER_MINUTE; i++) expect(await begins(origin, first)).toBe(303);
  expect(await begins(origin, second)).toBe(status);
});

test("of several desks each has a page of its own, and the first page lets choose", async () => {
  const desks = ["hino", "kodaira"].map((id) => keptTalk(id, { base: `/desks/${id}`, name: () => `${id}の窓口` }));
  const origin = await site({ desks });
  const start = await (await fetch(origin)).text();
  for (const { base, id } of desks) {
    expect(start).toContain(`href="${base}"`);
    expect(start).toContain(`${id}の窓口`);
  }
  const visitor = pageVisitor(origin, { path: "/desks/hino" });
  const { headers } = await visitor.opens();
  expect(headers.getSetCookie()[0]).toContain("; Path=/desks/hino;");
  await visitor.says("協働とは");
  expect(desks.map(({ received }) => received.length)).toEqual([1, 0]);
  expect((await fetch(`${origin}/desks/mitaka`)).status).toBe(404);
  expect((await visitor.posts({ text: "x" })).status).toBe(403);
});

test("the form and the cookie of one desk are none of another", async () => {
  const desks = ["hino", "kodaira"].map((id) => keptTalk(id as DeskId, { base: `/desks/${id}` }));
  const origin = await site({ desks });
  const one = pageVisitor(origin, { path: "/desks/hino" });
  await one.opens();
  const other = pageVisitor(origin, { path: "/desks/kodaira" });
  expect((await other.posts({ ...one.hidden(), text: "x" })).status).toBe(403);
  await other.opens();
  const own = other.cookie;
  other.cookie = one.cookie;
  expect((await other.posts({ ...other.hidden(), text: "x" })).status).toBe(403);
  expect(other.cookie).not.toBe(own);
  expect(desks.flatMap(({ received }) => received)).toEqual([]);
});

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["identity", null],
])("style and fonts are served from here, kept for ever, and packed for who accepts %s", async (accepted, packed) => {
  const origin = await site();
  const html = await (await fetch(origin)).text();
  const paths = [...html.matchAll(/rel="stylesheet" href="(?<path>[^"]+)"/gu)].map(({ groups }) => groups!.path!);
  const sheets = await Promise.all(
    paths.map((path) => fetch(`${origin}${path}`, { headers: { "Accept-Encoding": accepted } })),
  );
  for (const sheet of sheets) {
    expect(sheet.headers.get("cache-control")).toContain("immutable");
    expect(sheet.headers.get("content-encoding")).toBe(packed);
  }
  const css = (await Promise.all(sheets.map((sheet) => sheet.text()))).join("");
  expect(css).toContain("--color-primitive-blue-900");
  expect(css).not.toMatch(/https?:|\.woff\)/u);
  const file = /url\(\.\/(?<file>files\/[^)]+\.woff2)\)/u.exec(css)!.groups!.file!;
  const font = await fetch(new URL(file, `${origin}${paths[0]}`));
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
