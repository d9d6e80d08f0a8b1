import { afterEach, describe, expect, test } from "vitest";
import type { CityId } from "../../../../../src/model.ts";
import { ROLES } from "../../../../../src/records.ts";
import { DESK } from "../../../../fixtures/served-desk.ts";
import { type SignedIn, type SignedInOptions, signedIn } from "../../../../fixtures/signed-in.ts";

const QUESTION = "小平市の協働とは何ですか";
const SECRET = "<script>alert(1)</script>";

let here: SignedIn;
afterEach(() => here.close());

async function open(options: SignedInOptions = {}) {
  here = await signedIn(options);
  return here;
}
async function talked() {
  const { desk, as, base } = await open({ at: "2026-12-25T10:00" });
  const person = desk.resident();
  await person.writes(QUESTION);
  await person.presses("役に立った");
  await person.writes(`宇宙船の燃料は何ですか${SECRET}`);
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  desk.clock.advance(90 * 60_000);
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
  await desk.staff((work, records) => work.answer(records, number, "hara", "お答えします"));
  return { desk, base, browser: await as("viewer") };
}
const withoutTags = (text: string) => text.replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ");

describe("the page", () => {
  test.each(ROLES)("is shown to whom may read: %s", async (role) => {
    const { as, base } = await open();
    const { status, text } = await (await as(role)).get(`${base}/figures`);
    expect(status).toBe(200);
    expect(text).toContain("まだ何も数えていません");
    expect(text).not.toContain('<svg class="chart"');
  });

  test("tells what was counted, with its charts and tables, and since when", async () => {
    const { browser, base } = await talked();
    const { status, text } = await browser.get(`${base}/figures`);
    expect(status).toBe(200);
    const words = withoutTags(text);
    expect(words).toContain("数えはじめたのは2026年12月25日です");
    expect(words).toContain("100%（1件中1件）");
    expect(words).toContain("1時間30分（1件）");
    expect(words).toContain("週ごと");
    const charts = [...text.matchAll(/<svg class="chart"[\s\S]*?<\/svg>/gu)].map(([chart]) => chart);
    expect(charts.length).toBeGreaterThanOrEqual(6);
    for (const chart of charts)
      expect(chart).toMatch(/role="img"[\s\S]*<title id="[^"]+">[^<]+<\/title>\s*<desc id="[^"]+">[^<]+</u);
    expect([...text.matchAll(/<table/gu)]).toHaveLength(4);
  });

  test("holds no style of its own, which the policy forbids, and every id once", async () => {
    const { browser, base } = await talked();
    const { text } = await browser.get(`${base}/figures?weeks=52`);
    expect(text).not.toMatch(/<style|style="|<script>|onclick|NaN|undefined/u);
    const ids = [...text.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("holds no word of a resident", async () => {
    const { browser, base } = await talked();
    for (const path of ["/figures", "/figures.csv"]) {
      const { text } = await browser.get(`${base}${path}`);
      expect(text).not.toContain("宇宙船");
      expect(text).not.toContain("user:");
    }
  });

  test("tells that a period is empty", async () => {
    const { browser, base } = await talked();
    const { text } = await browser.get(`${base}/figures?from=2026-12-31&until=2027-01-31`);
    expect(text).toContain("この期間にはやりとりがありませんでした");
  });

  test.each([
    ["2026-12-31", "2026-12-01", "終わりの日が"],
    ["2026-02-31", "2026-12-01", "2026-11-21"],
    ["", "2026-12-01", "2026-11-21"],
    ["2020-01-01", "2026-12-01", "2年まで"],
    [`"><b>`, "2026-12-01", "2026-11-21"],
  ])("refuses the period from %s until %s, and keeps what was typed", async (from, until, said) => {
    const { as, base } = await open();
    const browser = await as("viewer");
    for (const path of ["figures", "figures.csv"]) {
      const { status, text } = await browser.get(`${base}/${path}?${new URLSearchParams({ from, until })}`);
      expect(status).toBe(400);
      expect(text).toContain(said);
      expect(text).toContain(`value="${until}"`);
      expect(text).not.toContain('"><b>');
    }
  });
});

describe("the file", () => {
  test("opens in a spreadsheet: a line for each week, city, channel and language", async () => {
    const { browser, base } = await talked();
    const { status, text, headers } = await browser.get(`${base}/figures.csv?from=2026-12-01&until=2027-01-31`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toContain("figures-2026-12-01-2027-01-31.csv");
    const [head = "", ...lines] = text.replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(head.split(",")).toHaveLength(15);
    expect(lines.every((line) => line.startsWith("2026-12-21,2026-W52,"))).toBe(true);
    expect(lines).toContainEqual(expect.stringMatching(/^2026-12-21,2026-W52,小平市,LINE,日本語,1,1,0,/u));
    for (const line of lines) expect(line.split(",")).toHaveLength(15);
  });

  test("holds a city's name as a text even where it looks like a formula", async () => {
    const { desk, as, base } = await open();
    await desk.store.within(DESK, ({ facts }) =>
      facts.add({
        ...{ day: "2026-11-20", what: "answered", channel: "web", language: "ja", value: 0 },
        city: "=1+1" as CityId,
      }),
    );
    expect((await (await as("viewer")).get(`${base}/figures.csv`)).text).toContain(",'=1+1,ウェブページ,");
  });
});
