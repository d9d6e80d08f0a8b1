import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { type Browser, type SignedIn, signedIn } from "../../../fixtures/signed-in.ts";
import { inJapan } from "../../../fixtures/test-clock.ts";

const words = consoleWords.audit;

let at: SignedIn;
let manager: Browser;
const ACTS = [
  ["2026-11-01T09:00", "console:counsellor", "case-take", "case 12", ""],
  ["2026-11-02T23:59", "resident", "records-erased", "case 3", ""],
  ["2026-11-03T00:00", "console:manager", "set", "contact", '=HYPERLINK("https://evil.example") → "x", <b>y</b>'],
  ["2026-11-04T12:00", "terminal", "an-act-without-a-name", "@SUM(1)", "-3 → 5"],
] as const;
beforeAll(async () => {
  at = await signedIn();
  await at.desk.within(async ({ audit }) => {
    for (const [time, actor, act, subject, detail] of ACTS)
      await audit.add({ at: inJapan(time), actor, act, subject, detail });
  });
  await at.as("counsellor");
  manager = await at.as("manager");
});
afterAll(() => at.close());

const rows = async (query = "") => {
  const { text } = await manager.get(`${at.base}/audit${query}`);
  return [...text.matchAll(/<tr><td>(.*?)<\/td><\/tr>/gsu)].map(([, row]) => row!.split(/<\/td><td[^>]*>/u));
};

describe("the page", () => {
  test("tells who did what, newest first, by names", async () => {
    const all = await rows("?until=2026-11-19");
    expect(all).toEqual([
      ["2026-11-04 12:00:00", "terminal", "an-act-without-a-name", "@SUM(1)", "-3 → 5"],
      [
        "2026-11-03 00:00:00",
        "佐藤 &quot;管理&quot; &amp; 太郎",
        "設定を変えた",
        "contact",
        "=HYPERLINK(&quot;https://evil.example&quot;) → &quot;x&quot;, &lt;b&gt;y&lt;/b&gt;",
      ],
      ["2026-11-02 23:59:00", "住民", "記録を消した", "受付 3", ""],
      ["2026-11-01 09:00:00", "原 花子", "担当した", "受付 12", ""],
    ]);
  });

  test.each([
    ["?act=set", 1],
    ["?actor=console:counsellor&act=case-take", 1],
    ["?from=2026-11-03&until=2026-11-03", 1],
    ["?from=2026-11-02&until=2026-11-04", 3],
    ["?actor=nobody", 0],
  ])("shows with %s what fits: %i", async (query, count) => {
    expect(await rows(query)).toHaveLength(count);
  });

  test.each(["?from=yesterday", "?until=2026-02-31", "?from=%3Cscript%3E"])("says that %s is no day", async (query) => {
    const { status, text } = await manager.get(`${at.base}/audit${query}`);
    expect([status, text.includes(words.noDay)]).toEqual([400, true]);
    expect(text).not.toContain("<script>");
  });
});

describe("the file", () => {
  test("holds what the filter lets through, and nothing that a spreadsheet runs", async () => {
    const { status, headers, text } = await manager.get(`${at.base}/audit.csv?until=2026-11-19`);
    expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(headers.get("content-disposition")).toBe("attachment; filename=audit-2026-11-04.csv");
    const lines = text
      .replace(/^\uFEFF/u, "")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toBe("2026-11-04 12:00:00,terminal,an-act-without-a-name,'@SUM(1),'-3 → 5");
    expect(lines[2]).toContain(`"'=HYPERLINK(""https://evil.example"") → ""x"", <b>y</b>"`);
  });

  test("that was taken along stands in the trail", async () => {
    await manager.get(`${at.base}/audit.csv?act=audit-export`);
    expect((await rows("?act=audit-export"))[0]).toMatchObject({ 2: words.acts["audit-export"] });
  });
});
