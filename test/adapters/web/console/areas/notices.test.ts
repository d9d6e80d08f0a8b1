import { afterEach, beforeEach, expect, test } from "vitest";
import type { Browser, SignedIn } from "../../../../fixtures/signed-in.ts";
import { signedIn } from "../../../../fixtures/signed-in.ts";

const BAD = `<script>alert("x")</script>'"&`;
const DRAFT = {
  words: "開館時間、休館日",
  text: "開館は9時から21時までです。",
  city: "kodaira",
  from: "2026-11-01",
  until: "2026-11-30",
};

let at: SignedIn;
let [author, other, viewer]: Browser[] = [];
beforeEach(async () => {
  at = await signedIn();
  [author, other, viewer] = [await at.as("counsellor"), await at.as("manager"), await at.as("viewer")];
});
afterEach(() => at.close());

/** @returns the path of the notice */
async function written(by: Browser, draft = {}): Promise<string> {
  await by.get(`${at.base}/notices/new`);
  const { status, location } = await by.post(`${at.base}/notices`, { ...DRAFT, ...draft, act: "save" });
  expect(status).toBe(303);
  return location!.split("?")[0]!;
}
const versionIn = (text: string) => /name="version" value="(\d+)"/u.exec(text)?.[1] ?? "";
async function acts(by: Browser, path: string, act: string, fields = {}) {
  const { text } = await by.get(path);
  return by.post(`${path}${act}`, { version: versionIn(text), ...fields });
}
const notices = () => at.desk.within((records) => records.notices.list());

test("what one writes waits until another approves it, and is then shown", async () => {
  const path = await written(author!);
  expect((await author!.get(path)).text).toContain("承認待ち");
  expect((await acts(author!, path, "/approve")).location).toContain("told=own");
  expect(await notices()).toMatchObject([{ author: "console:counsellor", approver: undefined }]);
  expect((await acts(other!, path, "/approve")).location).toContain("told=approved");
  expect(await notices()).toMatchObject([
    { approver: "console:manager", city: "kodaira", words: ["開館時間", "休館日"] },
  ]);
  const list = (await viewer!.get(`${at.base}/notices`)).text;
  expect(list).toContain("表示中");
  expect(list).toContain("承認：佐藤 &quot;管理&quot; &amp; 太郎");
  const person = at.desk.resident();
  await person.writes("こんにちは");
  expect(await person.writes("小平市のセンターの開館時間は？")).toContain(DRAFT.text);
});

test("a change needs approval anew, by another than who changed it", async () => {
  const path = await written(author!);
  await acts(other!, path, "/approve");
  await acts(other!, path, "", { ...DRAFT, text: "開館は10時からです。", act: "save" });
  expect(await notices()).toMatchObject([
    { author: "console:manager", approver: undefined, text: "開館は10時からです。" },
  ]);
  await acts(other!, path, "/approve");
  expect(await notices()).toMatchObject([{ approver: undefined }]);
  await acts(author!, path, "/approve");
  expect(await notices()).toMatchObject([{ approver: "console:counsellor" }]);
});

test("saved without a change it stays approved", async () => {
  const path = await written(author!);
  await acts(other!, path, "/approve");
  await acts(author!, path, "", { ...DRAFT, act: "save" });
  expect(await notices()).toMatchObject([{ approver: "console:manager" }]);
});

test("of two who change the same, the second is told, and what was typed stands in the field", async () => {
  const path = await written(author!);
  const { text } = await author!.get(path);
  await acts(other!, path, "", { ...DRAFT, text: "先に変えました", act: "save" });
  const late = await author!.post(path, { ...DRAFT, text: "後から変えました", version: versionIn(text), act: "save" });
  expect(late.status).toBe(422);
  expect(late.text).toContain("ほかの人が先に変えました");
  expect(late.text).toContain("後から変えました");
  expect(late.text).toContain("先に変えました");
  expect(await notices()).toMatchObject([{ text: "先に変えました" }]);
  const again = await author!.post(path, {
    ...DRAFT,
    text: "後から変えました",
    version: versionIn(late.text),
    act: "save",
  });
  expect(again.status).toBe(303);
});

test("what another removed can be written anew with what was typed", async () => {
  const path = await written(author!);
  const { text } = await author!.get(path);
  await acts(other!, path, "/remove");
  expect(await notices()).toEqual([]);
  expect((await author!.get(path)).status).toBe(404);
  const late = await author!.post(path, { ...DRAFT, version: versionIn(text), act: "save" });
  expect([late.status, late.text.includes(DRAFT.text), late.text.includes("もうありません")]).toEqual([
    422,
    true,
    true,
  ]);
  expect(late.text).toContain(`action="${at.base}/notices"`);
});

test.each([
  ["no word", { words: " 、" }, "言葉を、1つ以上"],
  ["a word of one letter", { words: "開館、市" }, "「市」は短すぎます"],
  ["too many words", { words: Array.from({ length: 21 }, (_, i) => `言葉${i}`).join("、") }, "20まで"],
  ["no text", { text: "  " }, "お知らせの文を書いて"],
  ["too long a text", { text: "あ".repeat(501) }, "500文字まで"],
  ["an end before the beginning", { until: "2026-10-31" }, "始まる日より前"],
  ["a day that the calendar has not", { from: "2026-02-30" }, "始まる日を選んで"],
  ["a city that there is not", { city: "atlantis" }, "この市は窓口にありません"],
])("%s is told beside the field, and all that was typed stays", async (_, wrong, told) => {
  await author!.get(`${at.base}/notices/new`);
  const typed = { ...DRAFT, ...wrong };
  const { status, text } = await author!.post(`${at.base}/notices`, { ...typed, act: "save" });
  expect(status).toBe(422);
  expect(text).toContain(told);
  expect(text).toContain('aria-invalid="true"');
  expect(text).toContain(typed.words);
  expect(text).toContain(`value="${typed.until}"`);
  expect(await notices()).toEqual([]);
});

test("a preview shows what residents read in three languages, and keeps nothing", async () => {
  await author!.get(`${at.base}/notices/new`);
  const { status, text } = await author!.post(`${at.base}/notices`, { ...DRAFT, act: "preview" });
  expect(status).toBe(200);
  for (const words of ["センターからのお知らせです。", "This is a notice of the centre", "センターから つたえたい"]) {
    expect(text).toContain(words);
  }
  expect(await notices()).toEqual([]);
});

test("markup in a notice is text, on every page and to residents", async () => {
  const path = await written(author!, { words: `${BAD}、開館時間`, text: BAD });
  await acts(other!, path, "/approve");
  for (const page of [path, `${at.base}/notices`]) {
    const { text } = await viewer!.get(page);
    expect(text).not.toContain("<script>alert");
    expect(text).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&quot;&amp;");
  }
  const person = at.desk.resident();
  await person.writes("こんにちは");
  expect(await person.writes("小平市の開館時間は")).toContain(BAD);
});

test("who only reads sees no form, and sends none", async () => {
  const path = await written(author!);
  const { text } = await viewer!.get(path);
  expect(text).not.toContain("<textarea");
  expect((await viewer!.post(`${path}/approve`, { version: "1" })).status).toBe(403);
  expect((await viewer!.post(`${path}/remove`, { version: "1" })).status).toBe(403);
  expect((await viewer!.post(`${at.base}/notices`, DRAFT)).status).toBe(403);
  expect(await notices()).toHaveLength(1);
});

test("every act stands in the audit trail, with what was and what is", async () => {
  const path = await written(author!);
  await acts(other!, path, "/approve");
  await acts(author!, path, "", { ...DRAFT, text: "開館は10時からです。", act: "save" });
  await acts(other!, path, "/remove");
  const trail = await at.desk.within(({ audit }) => audit.latest(9));
  const ours = trail.filter(({ act }) => act.startsWith("notice-")).reverse();
  expect(ours.map(({ actor, act }) => `${actor} ${act}`)).toEqual([
    "console:counsellor notice-written",
    "console:manager notice-approved",
    "console:counsellor notice-changed",
    "console:manager notice-removed",
  ]);
  expect(ours[2]?.detail).toContain("9時から21時");
  expect(ours[2]?.detail).toContain("10時から");
});
