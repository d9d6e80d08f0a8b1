import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import { everythingIn } from "../fixtures/served-desk.ts";
import { type PageDesk, pageDesk } from "./page-desk.ts";

const { ja } = conversationWords;
const WAIT = { timeout: 10_000, interval: 200 };

let desk: PageDesk;
beforeAll(async () => {
  desk = await pageDesk({ DESK_NAME: "協働センター", CASES_IN_LINE: "conversation", DESK_HOURS: "毎日 0:00-24:00" });
  await desk.start();
});
afterAll(async () => {
  await desk.close();
  expect(desk.told).toEqual([]);
});

test("a question is answered on the page that its form leads to, word for word and with its source", async () => {
  const visitor = await desk.visitor();
  const words = await visitor.says("小平市の協働とは何ですか");
  expect(words).toContain("小平市の協働とは何ですか");
  expect(words).toContain("小平市協働の推進に関する指針（平成30年12月改定）");
  expect(visitor.html).toContain("<blockquote");
  const [, path, anchor] = /href="(\/texts\/kodaira)#(p\d+)"/u.exec(visitor.html)!;
  expect((await visitor.opens(path)).html).toContain(`id="${anchor}"`);
});

test("a comparison of cities stands in a table", async () => {
  const visitor = await desk.visitor();
  await visitor.says("協働の定義を小平市と日野市で比べて");
  expect(visitor.html).toContain("<table");
  expect(visitor.words()).toContain("日野市");
});

test("a city that is chosen with the words counts for them and from then on, and nothing is said of it", async () => {
  const visitor = await desk.visitor();
  const words = await visitor.says("協働とは何ですか", { city: "hino", language: "" });
  expect(words).toContain("日野市");
  expect(words).not.toContain(ja.chooseCity);
  expect(visitor.html).toMatch(/value="hino" checked/u);
  expect(await visitor.says("計画はありますか")).not.toContain(ja.chooseCity);
});

test("a language that is chosen with the words is that of the answer and of the page", async () => {
  const visitor = await desk.visitor();
  await visitor.says("小平市の協働とは何ですか", { city: "", language: "en" });
  expect(visitor.html).toContain('<html lang="en">');
  expect(visitor.html).toMatch(/value="en" checked/u);
});

test("without a city the desk asks, and the button of a city answers the question that waited", async () => {
  const visitor = await desk.visitor();
  await visitor.says("協働とは何ですか", { city: "", language: "" });
  const words = await visitor.presses("小金井市");
  expect(words).toContain("小金井市");
  expect(visitor.html).toContain("<blockquote");
});

test("a person's answer arrives on the page that is open, and so does what ends the case", async () => {
  const visitor = await desk.visitor();
  const words = await visitor.says("担当者と話したいです");
  const number = /(\d+)番/u.exec(words)?.[1];
  expect(number).toBeDefined();
  expect(await desk.cases("take", number!)).toMatchObject({ status: 0, err: "" });
  expect(await desk.cases("answer", number!, "担当の原です。")).toMatchObject({ status: 0 });
  await vi.waitFor(async () => {
    await visitor.opens();
    expect(visitor.words()).toContain("担当の原です。");
  }, WAIT);
  const said = await visitor.says("ありがとうございます。もう一つあります");
  expect(said).toContain("もう一つあります");
  expect(await desk.cases("show", number!)).toMatchObject({ out: expect.stringContaining("もう一つあります") });
  expect(await desk.cases("close", number!, "solved")).toMatchObject({ status: 0 });
  await vi.waitFor(async () => {
    await visitor.opens();
    expect(visitor.words()).toContain(ja.buttons.ratings[2]);
  }, WAIT);
  expect(await visitor.presses(ja.buttons.ratings[2])).toContain(ja.cases.rated);
  const [rated] = await desk.within(({ cases }) => cases.list({ limit: 1 }));
  expect(rated).toMatchObject({ channel: "web", state: "closed", rating: 3 });
});

test("an answer can be called helpful, which is kept once", async () => {
  const visitor = await desk.visitor();
  await visitor.says("小平市の協働とは何ですか");
  expect(await visitor.presses(ja.buttons.helpful)).toContain(ja.feedback.helpful);
});

test("everything goes when it is asked for: the page says so and shows nothing else, and nothing is left on the disk", async () => {
  const visitor = await desk.visitor();
  await visitor.says("小金井市の秘密の相談です。協働とは何ですか");
  await visitor.says("わたしの記録を消して");
  const words = await visitor.presses(ja.buttons.erase);
  expect(words).toContain(ja.records.erased);
  expect(words).not.toContain("秘密の相談");
  expect(visitor.html.match(/<article class="turn/gu)).toHaveLength(1);
  expect(everythingIn(desk.dataDir)).not.toContain("秘密の相談");
  expect(await visitor.says("小平市の協働とは何ですか")).toContain("小平市協働の推進に関する指針");
});

test("a form that is sent twice counts once, at the same time or later", async () => {
  const visitor = await desk.visitor();
  const form = { ...visitor.hidden(), text: "国立市の協働とは何ですか" };
  const answers = await Promise.all([visitor.posts(form), visitor.posts(form), visitor.posts(form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  await visitor.posts(form);
  await visitor.opens();
  expect(visitor.html.match(/<article class="turn resident/gu)).toHaveLength(1);
});

test("the same words may be sent again from the page that came of them", async () => {
  const visitor = await desk.visitor();
  await visitor.says("こんにちは");
  await visitor.says("こんにちは");
  expect(visitor.html.match(/<article class="turn resident/gu)).toHaveLength(2);
});

test("two conversations at one desk never show each other's words", async () => {
  const [one, other] = [await desk.visitor(), await desk.visitor()];
  await Promise.all([one.says("小平市の協働とは何ですか、あかね"), other.says("日野市の協働とは何ですか、みどり")]);
  expect(one.words()).toContain("あかね");
  expect(one.words()).not.toContain("みどり");
  expect(other.words()).not.toContain("あかね");
});

test("before the first message nothing is kept of anybody", async () => {
  const before = await desk.within(({ changes }) => changes.current());
  const visitor = await desk.visitor();
  await visitor.opens();
  expect(visitor.cookie).toBeDefined();
  expect(await desk.within(({ changes }) => changes.current())).toBe(before);
});

test("a conversation is found again after a restart of the desk", async () => {
  const visitor = await desk.visitor();
  await visitor.says("小平市の協働とは何ですか、再開前");
  const { origin, close } = await desk.start();
  const later = await desk.visitor();
  later.cookie = visitor.cookie;
  await later.opens();
  expect(later.words()).toContain("再開前");
  expect(origin).toMatch(/^http/u);
  await close();
  await desk.start();
});

test("what is new comes alone to a page that is open, and where nothing is, nothing comes", async () => {
  const visitor = await desk.visitor();
  await visitor.says("小平市の協働とは何ですか");
  const after = /name="after" value="(\d+)"/u.exec(visitor.html)![1]!;
  const state = /name="state" value="([^"]*)"/u.exec(visitor.html)![1]!;
  const page = visitor.html;
  expect(await visitor.opens(`/new?after=${after}&state=${state}`)).toMatchObject({ status: 204, html: "" });
  const news = await visitor.opens("/new?after=0&state=");
  expect(news.status).toBe(200);
  expect(news.html).toContain("小平市協働の推進に関する指針");
  expect(news.html).not.toContain("<html");
  expect(page).toContain("<html");
  visitor.cookie = undefined;
  expect((await visitor.opens("/new?after=0")).status).toBe(204);
});
