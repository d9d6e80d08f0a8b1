import { afterEach, beforeEach, expect, test } from "vitest";
import { keptChanges } from "../../../../../src/handoff/changes.ts";
import type { Browser, SignedIn } from "../../../../fixtures/signed-in.ts";
import { signedIn } from "../../../../fixtures/signed-in.ts";

const BAD = `<script>alert("x")</script>'"&`;

let at: SignedIn;
let manager: Browser;
beforeEach(async () => {
  at = await signedIn();
  manager = await at.as("manager");
});
afterEach(() => at.close());

const page = async (by = manager) => (await by.get(`${at.base}/settings`)).text;
const save = async (key: string, value: string, act = "save") => {
  await page();
  return manager.post(`${at.base}/settings`, { key, value, act });
};
const kept = () => at.desk.within(keptChanges);

test("a value is saved, shown with who changed it, and taken back to the first one", async () => {
  const saved = await save("greeting", "ようこそ、小平のセンターへ。");
  expect(saved).toMatchObject({ status: 303, location: `${at.base}/settings?saved=greeting#setting-greeting` });
  expect((await manager.get(saved.location!)).text).toContain("「はじめのあいさつ」を保存しました。");
  const text = await page();
  expect(text).toContain("はじめの値 → 「ようこそ、小平のセンターへ。」");
  expect(text).toContain("佐藤 &quot;管理&quot; &amp; 太郎");
  expect(text).toContain("2026年11月20日（金）10:00");
  await save("greeting", "", "reset");
  expect(await kept()).toEqual({});
  expect(await page()).toContain("「ようこそ、小平のセンターへ。」 → はじめの値");
});

test("hours stand in the field as the settings have them, and can be saved as they stand there", async () => {
  expect(await page()).toContain("火-日 9:00-17:00");
  expect((await save("hours", "火-日 9:00-17:00")).status).toBe(303);
});

test.each([
  ["hours", "月 9時から"],
  ["closedDays", "2026-02-30"],
  ["name", "あ".repeat(61)],
  ["contact", "   "],
  ["contact:kodaira", "あ".repeat(401)],
])("what is wrong with %s is told beside its field, where what was typed stays", async (key, value) => {
  const { status, text } = await save(key, value);
  expect(status).toBe(422);
  const [, section = ""] = text.split(`name="key" value="${key}"`);
  const own = section.split("</form>")[0]!;
  expect(own).toContain('role="alert"');
  expect(own).toContain('aria-invalid="true"');
  expect(own).toContain(`${value}</textarea>`);
  expect(await kept()).toEqual({});
});

test("a setting that there is not is refused", async () => {
  const { status, text } = await save("caseWay", "none");
  expect([status, text.includes("この設定はありません")]).toEqual([422, true]);
  expect((await save("contact:atlantis", "042")).status).toBe(422);
});

test("the contact of a city has the day on which it was entered", async () => {
  await save("contact:kodaira", "042-346-9508");
  expect(await kept()).toEqual({ cityContacts: { kodaira: { text: "042-346-9508", asOf: "2026-11-20" } } });
  expect(await page()).toContain("小平市の今の連絡先");
});

test("markup in a value is text", async () => {
  await save("greeting", BAD);
  const text = await page();
  expect(text).not.toContain("<script>alert");
  expect(text).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&quot;&amp;</textarea>");
});

test("who is no manager reads all and changes nothing", async () => {
  await save("greeting", "ようこそ");
  for (const role of ["viewer", "counsellor"] as const) {
    const by = await at.as(role);
    const text = await page(by);
    expect(text).toContain("ようこそ");
    expect(text).not.toContain("<textarea");
    expect((await by.post(`${at.base}/settings`, { key: "greeting", value: "x", act: "save" })).status).toBe(403);
  }
  expect(await kept()).toEqual({ greeting: "ようこそ" });
});
