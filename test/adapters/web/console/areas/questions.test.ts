import { afterEach, describe, expect, test } from "vitest";
import { type SignedIn, type SignedInOptions, signedIn } from "../../../../fixtures/signed-in.ts";

const ANSWERED = "小平市の協働とは何ですか";
const UNANSWERED = "宇宙船の燃料は何ですか";
const EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

let here: SignedIn;
afterEach(() => here.close());

async function open(options: SignedInOptions = {}) {
  here = await signedIn(options);
  return { ...here, browser: await here.as("viewer") };
}
/** The texts that are listed, in order. */
const listed = (text: string) =>
  [...text.matchAll(/class="question-text as-written">([^<]*)</gu)].map(([, words]) => words);

describe("the list", () => {
  test("has what was asked with its outcome, the unanswered first", async () => {
    const { desk, base, browser } = await open();
    const person = desk.resident();
    await person.writes(UNANSWERED);
    desk.clock.advance(60_000);
    await person.writes(ANSWERED);
    const { status, text } = await browser.get(`${base}/questions`);
    expect(status).toBe(200);
    expect(listed(text)).toEqual([UNANSWERED, ANSWERED]);
    expect(text).toContain("<td>答えが見つからなかった</td>");
    expect(text).toContain("<td>回答した</td><td>協働の意味</td><td>小平市</td>");
  });

  test("is narrowed down by outcome, topic, city, language and days", async () => {
    const { desk, base, as } = await open({ at: "2026-11-20T10:00" });
    const person = desk.resident();
    await person.writes(ANSWERED);
    desk.clock.advance(86_400_000);
    await person.writes(UNANSWERED);
    await person.writes("What is the fuel of a spaceship?");
    const browser = await as("viewer");
    const found = async (query: string) => listed((await browser.get(`${base}/questions?${query}`)).text);
    expect(await found("outcome=answered")).toEqual([ANSWERED]);
    expect(await found("outcome=unanswered&language=ja")).toEqual([UNANSWERED]);
    expect(await found("topic=meaning")).toEqual([ANSWERED]);
    expect(await found("city=hino")).toEqual([]);
    expect(await found("language=en")).toEqual(["What is the fuel of a spaceship?"]);
    expect(await found("from=2026-11-20&until=2026-11-20")).toEqual([ANSWERED]);
    expect(await found("from=2026-11-21")).toHaveLength(2);
    expect(await found("asker=staff")).toEqual([]);
    expect(await found("outcome=nonsense&topic=constructor&city=__proto__&page=-1")).toHaveLength(3);
  });

  test("comes in pages that keep what it was narrowed down by", async () => {
    const { desk, base, browser } = await open();
    const person = desk.resident();
    for (let i = 0; i < 27; i++) await person.writes(`宇宙船${i}号の燃料は何ですか`);
    const first = await browser.get(`${base}/questions?outcome=unanswered`);
    expect(listed(first.text)).toHaveLength(25);
    const next = /rel="next" href="([^"]+)"/u.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next).toContain("outcome=unanswered");
    const second = await browser.get(next);
    expect(listed(second.text)).toHaveLength(2);
    expect(second.text).not.toContain('rel="next"');
    expect(second.text).toContain('rel="prev"');
  });

  test("refuses a day that is none and keeps it in its field", async () => {
    const { base, browser } = await open();
    const { status, text } = await browser.get(`${base}/questions?from=2026-02-30`);
    expect(status).toBe(400);
    expect(text).toContain('value="2026-02-30"');
  });

  test("shows markup as it was typed", async () => {
    const { desk, base, browser } = await open();
    await desk.resident().writes(`宇宙船の燃料は${EVIL}何ですか`);
    const { text } = await browser.get(`${base}/questions`);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  test("has no word of a resident in an address", async () => {
    const { desk, base, browser } = await open();
    await desk.resident().writes(UNANSWERED);
    const { text } = await browser.get(`${base}/questions`);
    for (const [, address = ""] of text.matchAll(/(?:href|action)="([^"]*)"/gu))
      expect(decodeURIComponent(address)).not.toContain("宇宙船");
  });
});

describe("asking again", () => {
  test("shows what a resident would get now, and why", async () => {
    const { desk, base, browser } = await open();
    await desk.resident().writes(ANSWERED);
    const { text: list } = await browser.get(`${base}/questions`);
    const question = /name="question" value="([^"]+)"/u.exec(list)?.[1] ?? "";
    const { status, text } = await browser.post(`${base}/questions/again`, { question });
    expect(status).toBe(200);
    expect(text).toContain(`${ANSWERED}</textarea>`);
    expect(text).toContain("<dt>結果</dt><dd>回答</dd>");
    expect(text).toContain("<blockquote");
    expect(text).toContain("1位の段落の点の内訳");
    expect(text).toContain("<td>想定した質問</td>");
    expect(text).toContain('<th scope="row">回答する</th>');
    expect(text).toContain("「文書に答えのある質問」との近さ");
    expect(text).not.toMatch(/NaN|undefined|share of|>like |>sounds /u);
  });

  test("tries any question of any city in any language, and keeps and counts nothing of it", async () => {
    const { desk, base, browser } = await open();
    await browser.get(`${base}/questions/again`);
    const before = await desk.within(({ changes }) => changes.current());
    const trial = { text: "What is collaboration?", city: "hino", language: "en" };
    const { text } = await browser.post(`${base}/questions/again`, trial);
    expect(text).toContain('<option value="hino" selected>');
    expect(text).toContain('<option value="en" selected>');
    expect(text).toContain('lang="en"');
    expect(text).toContain("<dd>日野市</dd>");
    const kept = await desk.within(async ({ questions, facts, changes }) => ({
      questions: await questions.list({ limit: 9 }),
      first: await facts.firstDay(),
      changes: await changes.current(),
    }));
    expect(kept).toEqual({ questions: [], first: undefined, changes: before });
  });

  test.each([
    ["人と話したい", "人への引き継ぎ"],
    [UNANSWERED, "回答できず"],
    ["協働とは何ですか", "聞き返し"],
    ["各市の協働の定義を比べて", "市の比較"],
    ["こんにちは", "あいさつなど"],
    ["？？？", "回答できず"],
  ])("%s comes to %s", async (text, outcome) => {
    const { base, browser } = await open();
    await browser.get(`${base}/questions/again`);
    const tried = await browser.post(`${base}/questions/again`, { text });
    expect(tried.status).toBe(200);
    expect(tried.text).toContain(`<dt>結果</dt><dd>${outcome}</dd>`);
  });

  test("escapes what was tried", async () => {
    const { base, browser } = await open();
    await browser.get(`${base}/questions/again`);
    const evil = { text: `小平市の協働とは${EVIL}</textarea>`, city: EVIL, language: EVIL };
    const { status, text } = await browser.post(`${base}/questions/again`, evil);
    expect(status).toBe(200);
    expect(text).not.toMatch(/<script>alert|<img src=x/u);
  });

  test("refuses a blank or an over-long question and keeps it in the field", async () => {
    const { base, browser } = await open();
    await browser.get(`${base}/questions/again`);
    expect((await browser.post(`${base}/questions/again`, { text: "  " })).status).toBe(422);
    const long = "あ".repeat(5_001);
    const { status, text } = await browser.post(`${base}/questions/again`, { text: long });
    expect(status).toBe(422);
    expect(text).toContain(long);
  });

  test("of a question that is gone says so", async () => {
    const { base, browser } = await open();
    await browser.get(`${base}/questions/again`);
    const { status, text } = await browser.post(`${base}/questions/again`, { question: "nobody's" });
    expect(status).toBe(404);
    expect(text).toContain("その質問はもうありません");
  });
});
