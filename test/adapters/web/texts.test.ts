/**
 * The guidelines over HTTP as they are delivered: whole, findable, and without a link that leads nowhere.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { escaped } from "../../../adapters/web/html.ts";
import { FOUND_PASSAGES, QUESTION_UNITS, SEARCH_UNITS } from "../../../adapters/web/limits.ts";
import { ruby } from "../../../adapters/web/ruby.ts";
import { type City, LANGUAGES } from "../../../src/model.ts";
import { passagePath, type Texts, textPath } from "../../../src/ports/texts.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { delivered } from "../../fixtures/served-desk.ts";
import { servedPage } from "./talk-sample.ts";

const words = pageWords.ja;
/** Bytes of a page without its fonts, before compression. */
const PAGE_BYTES = 200_000;

let texts: Texts;
let origin: string;
let close = async () => {};
beforeAll(async () => {
  ({ texts } = await delivered());
  ({ origin, close } = await servedPage({ texts, cities: texts.cities }));
});
afterAll(() => close());

const shown = async (path: string) => (await fetch(`${origin}${path}`)).text();
const search = (q: string, rest: Record<string, string> = {}) => `/texts?${new URLSearchParams({ q, ...rest })}`;
/** The words of a stretch of HTML, as escaped there. */
const wordsOf = (html: string) => html.replace(/<[^>]*>/gu, "");
const idsOf = (html: string) => [...html.matchAll(/ id="(?<id>[^"]+)"/gu)].map(({ groups }) => groups!.id!);
const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="(?<href>[^"]+)"/gu)].map(({ groups }) => groups!.href!.replaceAll("&amp;", "&"));
const guidelines = (all: readonly City[]) => all.map(({ guideline }) => guideline.title);

test("the corner lists every guideline with title, kind, issuer, and its date or that it prints none", async () => {
  const html = await shown("/texts");
  expect(texts.cities).toHaveLength(5);
  for (const { id, guideline } of texts.cities) {
    expect(html).toContain(`href="${textPath(id)}"`);
    for (const fact of [guideline.title, guideline.kind, guideline.issuer, words.texts.date(guideline)])
      expect(html).toContain(escaped(fact));
  }
  expect(html).toContain(words.texts.sourceUnknown);
});

test("a guideline is shown whole and in order, every passage once and under its anchor", async () => {
  for (const { id } of texts.cities) {
    const html = await shown(textPath(id));
    const passages = texts.of(id)!.sections.flatMap(({ passages }) => passages);
    expect(passages.length).toBeGreaterThan(5);
    expect(idsOf(html).filter((one) => /^p\d+$/u.test(one))).toEqual(passages.map(({ anchor }) => anchor));
    for (const { anchor, lines } of passages) {
      const passage = html.split(`id="${anchor}">`)[1]!.split('<div class="passage"')[0]!;
      for (const { text } of lines) expect(wordsOf(passage)).toContain(escaped(text));
    }
  }
});

test("headings go down a level at a time, each in the contents", async () => {
  for (const { id } of texts.cities) {
    const html = await shown(textPath(id));
    const headings = [...html.matchAll(/<h(?<level>[2-6]) id="(?<anchor>s\d+)"/gu)].map(({ groups }) => groups!);
    const own = texts.of(id)!.sections.filter(({ number, title }) => `${number}${title}` !== "");
    expect(headings.map(({ anchor }) => anchor)).toEqual(own.map(({ anchor }) => anchor));
    expect(headings.map(({ level }) => Number(level))).toEqual(own.map(({ depth }) => depth + 1));
    for (const { anchor } of own) expect(html).toContain(`<a href="#${anchor}" lang="ja">`);
  }
});

test("a guideline says what it is, that misprints stand, and whose publication prevails, in every language", async () => {
  for (const language of LANGUAGES) {
    const { notes } = pageWords[language].texts.text;
    const html = await shown(`/texts/koganei?language=${language}`);
    for (const note of notes) expect(html).toContain(ruby(note).toString());
    expect(html).toContain('<h1 lang="ja">小金井市協働推進基本指針</h1>');
    expect(html).toContain(ruby(pageWords[language].texts.date(texts.of("koganei")!.city.guideline)).toString());
  }
});

test("a passage that speaks of a figure says that it is missing, and no other does", async () => {
  for (const { id } of texts.cities) {
    const missing = texts.of(id)!.sections.flatMap(({ passages }) => passages.filter((one) => one.figureMissing));
    const html = await shown(textPath(id));
    expect(html.split(words.texts.text.figureMissing)).toHaveLength(missing.length + 1);
  }
});

test("no page is larger than 200 KB", async () => {
  const paths = [
    ...texts.cities.map(({ id }) => textPath(id)),
    "/texts",
    search("協働"),
    search("協".repeat(SEARCH_UNITS)),
  ];
  for (const path of paths)
    for (const language of LANGUAGES) {
      const html = await shown(`${path}${path.includes("?") ? "&" : "?"}language=${language}`);
      expect(Buffer.byteLength(html), path).toBeLessThan(PAGE_BYTES);
    }
});

test("every link leads to a page that there is, and to a place on it", async () => {
  const pages = new Map<string, Promise<string>>();
  const found = (path: string): Promise<string> => {
    const page =
      pages.get(path) ??
      fetch(`${origin}${path}`).then((response) => {
        expect(response.status, path).toBe(200);
        return response.text();
      });
    pages.set(path, page);
    return page;
  };
  const starts = LANGUAGES.flatMap((language) =>
    [
      "/texts?",
      `${search("提案")}&`,
      `${search("あいう", { city: "hino" })}&`,
      ...texts.cities.map(({ id }) => `${textPath(id)}?`),
    ].map((path) => `${path}language=${language}`),
  );
  for (const path of starts)
    for (const link of linksOf(await found(path))) {
      const { pathname, search, hash } = new URL(link, `${origin}${path}`);
      const target = link.startsWith("#") ? path : `${pathname}${search}`;
      const ids = idsOf(await found(target));
      if (hash !== "") expect(ids, `${link} on ${path}`).toContain(hash.slice(1));
    }
});

describe("a search", () => {
  test("shows each passage word for word with its city, its section and the way to its place", async () => {
    const html = await shown(search("中間支援組織"));
    const found = texts.find("中間支援組織", undefined, FOUND_PASSAGES);
    expect(new Set(found.map(({ city }) => city.id)).size).toBeGreaterThan(1);
    for (const { city, id, path, lines } of found) {
      expect(html).toContain(`href="${passagePath(id)}"`);
      expect(html).toContain(`<cite lang="ja">${escaped(`${city.guideline.title} ${path}`.trim())}</cite>`);
      for (const { text } of lines) expect(html).toContain(escaped(text));
    }
  });

  test("within a city finds that city's passages alone, and the city stays chosen", async () => {
    const html = await shown(search("協働", { city: "hino" }));
    const cited = [...html.matchAll(/<cite lang="ja">(?<title>.*?)<\/cite>/gu)].map(({ groups }) => groups!.title!);
    const others = guidelines(texts.cities.filter(({ id }) => id !== "hino"));
    expect(cited.length).toBeGreaterThan(3);
    expect(cited.filter((title) => others.some((other) => title.startsWith(escaped(other))))).toEqual([]);
    expect(html).toContain('value="hino" checked>');
  });

  test("that finds nothing says so and what to do", async () => {
    const html = await shown(search("xyzzy"));
    expect(html).toContain(words.texts.search.nothing.title);
    expect(html).toContain(`<a class="button" href="/">${words.texts.ask}</a>`);
    expect(html).not.toContain("<blockquote");
  });

  test.each(["", " ", "　\n"])("for 「%s」 is none", async (q) => {
    const html = await shown(search(q));
    expect(html).not.toContain('id="found"');
    expect(html).toContain(`<title>${words.texts.title}｜`);
  });

  test("for letters that are markup shows them as letters, in every place", async () => {
    const evil = `"><script>alert('1')</script></title>&amp;\u202e`;
    const html = await shown(search(evil, { city: "hino", language: "en" }));
    expect(html).not.toContain("<script");
    expect(html).not.toContain("</title></");
    expect(html).toContain(`value="${escaped(evil)}"`);
    const other = linksOf(html).find((href) => href.startsWith("/texts?") && href.includes("ja-easy"));
    expect(new URL(other!, origin).searchParams.get("q")).toBe(evil);
  });

  test("for half a letter is answered", async () => {
    expect((await fetch(`${origin}/texts?q=%ED%A0%80`)).status).toBe(200);
  });

  test("that comes twice or as something else is the first, or none", async () => {
    expect(await shown("/texts?q=協働&q=提案")).toContain('value="協働"');
    expect(await shown("/texts?q[a]=協働")).not.toContain('id="found"');
  });

  test("looks up no more than so many letters, which fit into an address", async () => {
    expect(SEARCH_UNITS).toBeLessThanOrEqual(QUESTION_UNITS);
    const response = await fetch(`${origin}${search("協".repeat(SEARCH_UNITS))}`);
    expect(response.status).toBe(200);
    expect(await shown(search("a".repeat(SEARCH_UNITS + 1)))).toContain(`value="${"a".repeat(SEARCH_UNITS)}"`);
  });

  test("in a city that there is not is told which there are", async () => {
    const response = await fetch(`${origin}${search("協働", { city: "edo" })}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words.notices.unknownCity(texts.cities.map(({ names }) => names.ja)).text);
  });
});

test.each(["/texts/edo", "/texts/__proto__", "/texts/kodaira/1", "/texts/..%2f..%2fetc"])(
  "%s is no page",
  async (path) => {
    const response = await fetch(`${origin}${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(words.notices.notFound.title);
  },
);

test("the words are in the language of the address, and links keep it; the texts stay Japanese", async () => {
  const html = await shown("/texts/hino?language=en");
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('<article class="full-text" lang="ja">');
  expect(html).toContain('href="/?city=hino&amp;language=en"');
  expect(html).toContain('href="/texts?language=en"');
  expect(html).toContain('href="/texts/hino?language=ja-easy"');
  const found = await shown(search("協働", { language: "en" }));
  expect(found).toContain('<input type="hidden" name="language" value="en">');
  expect(found).toMatch(/href="\/texts\/\w+\?language=en#p\d+"/u);
});

test("readings are set above our words and never above the city's", async () => {
  const html = await shown("/texts/hino?language=ja-easy");
  expect(html).toContain("<ruby>");
  const text = html.split('<article class="full-text"')[1]!.split("</article>")[0]!;
  expect(text.replace(/<p class="remark".*?<\/p>/gsu, "")).not.toContain("<ruby>");
});

test("the desk's form has the city chosen to which a guideline leads back, and none that there is not", async () => {
  expect(await shown("/?city=hino")).toContain('value="hino" checked>');
  expect(await shown("/?city=edo")).toContain('name="city" value="" checked>');
});

test("a browser may keep a text, asks whether it is the same, and what is searched for is for it alone", async () => {
  const { headers } = await fetch(`${origin}/texts/hino`);
  expect(headers.get("cache-control")).toBe("no-cache");
  const again = await fetch(`${origin}/texts/hino`, {
    headers: { "If-None-Match": headers.get("etag")!, "Cache-Control": "max-age=0" },
  });
  expect(again.status).toBe(304);
  expect((await fetch(`${origin}${search("協働")}`)).headers.get("cache-control")).toBe("private, no-cache");
  expect(headers.get("content-security-policy")).toContain("default-src 'self'");
});
