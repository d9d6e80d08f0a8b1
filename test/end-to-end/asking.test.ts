import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model.ts";
import { conversationWords } from "../../src/reply/conversation.ts";
import { groupId, userId } from "../fixtures/line-server/events.ts";
import { type LineDesk, lineDesk, MINUTE_MS, PUSH, REPLY } from "./line-desk.ts";

const { ja } = conversationWords;
const FLAT = /\s/gu;
const KODAIRA = readFileSync("knowledge/kodaira/guideline.txt", "utf8").replace(FLAT, "");

let desk: LineDesk;
beforeAll(async () => {
  desk = await lineDesk({ at: "2026-11-20T10:00" });
  await desk.start();
});
afterEach(() => {
  expect(desk.wrongs()).toEqual([]);
  expect(desk.calls(PUSH)).toEqual([]);
});
afterAll(() => desk.close());

let people = 0;
const resident = () => {
  people += 1;
  return desk.resident(userId(people));
};

/** Every string under a key, at any depth. */
function stringsIn(part: unknown, key: string): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === key && typeof value === "string" ? [value] : stringsIn(value, key),
  );
}

test("whoever follows reads in three wordings who answers and what is kept, and is offered each city and language", async () => {
  const { sends, offers, arrivals, id } = resident();
  const words = await sends(desk.line.events.follow(id));
  for (const language of LANGUAGES) {
    const { firstContact } = conversationWords[language];
    expect(words).toContain(
      firstContact({ desk: "協働センター", days: 90, questionDays: 400, url: "https://city.example.jp/privacy" }),
    );
  }
  expect(words.endsWith(ja.chooseCity)).toBe(true);
  const cities = ["国立市", "小金井市", "国分寺市", "小平市", "日野市"];
  expect(offers()).toEqual([...cities, ...LANGUAGES.map((language) => conversationWords[language].ownName)]);
  expect(new Set(arrivals().map(({ requestId }) => requestId)).size).toBe(1);
});

test("a question is answered by one free reply that quotes the chosen city word for word, with source and date", async () => {
  const { presses, writes, sends, arrivals, id } = resident();
  await sends(desk.line.events.follow(id));
  expect(await presses("小平市")).toBe("小平市についてお調べします。知りたいことを書いてください。");
  const before = arrivals().length;
  const event = desk.line.events.text(id, "協働とは何ですか");
  await sends(event);
  const [answer, ...more] = arrivals().slice(before);
  expect(more).toEqual([]);
  expect(answer).toMatchObject({ by: "reply", key: event.replyToken, message: { type: "flex" } });
  const texts = stringsIn(answer?.message, "text");
  const heading = texts.indexOf("小平市 文書のことば");
  const source = texts.findIndex((text) => text.startsWith("出典：小平市協働の推進に関する指針（平成30年12月改定）"));
  const quoted = texts.slice(heading + 1, source);
  expect(quoted.length).toBeGreaterThan(0);
  for (const line of quoted) expect(KODAIRA).toContain(line.replace(FLAT, ""));
  expect(texts[source + 1]).toBe("平成30年12月の指針です（8年前）。今は変わっているかもしれません。");
  expect(await writes("ありがとう")).not.toContain("こちらは協働センターです");
});

test("whoever asks without following is told once who answers, before the answer", async () => {
  const { writes } = resident();
  expect(await writes("小平市の協働とは何ですか")).toMatch(/^こちらは協働センターです。.+出典：小平市協働/su);
  expect(await writes("日野市では？")).toMatch(/^(?!こちらは).+出典：/su);
});

test("an answer can be rated by its buttons, each press is answered, and what was no help is kept for the desk", async () => {
  const { writes, presses } = resident();
  await writes("国分寺市の協働の原則は何ですか");
  expect(await presses(ja.buttons.helpful)).toBe(ja.feedback.helpful);
  expect((await desk.cases("questions")).out).not.toContain("協働の原則は何ですか");
  expect(await presses(ja.buttons.unhelpful)).toBe(ja.feedback.unhelpful);
  expect((await desk.cases("questions")).out).toMatch(/役に立たず +国分寺市 .+国分寺市の協働の原則は何ですか/u);
});

test("the buttons under an answer go on from its question", async () => {
  const { writes, presses, arrivals } = resident();
  await writes("小平市の協働とは何ですか");
  expect(await presses(ja.buttons.otherCities)).toMatch(/^市ごとに並べました。/u);
  const requests = arrivals().map(({ requestId }) => requestId);
  const compared = arrivals().filter(({ requestId }) => requestId === requests.at(-1));
  const titles = compared.flatMap(({ message }) => stringsIn(message, "text"));
  for (const city of ["国立市", "小金井市", "国分寺市", "小平市", "日野市"]) expect(titles).toContain(city);
});

test("an event that is delivered three times at once and again later is answered once", async () => {
  const { arrivals, reads, id } = resident();
  const replies = desk.calls(REPLY).length;
  const event = desk.line.events.text(id, "こんにちは");
  const again = desk.line.events.again(event);
  await Promise.all([desk.deliver(event), desk.deliver(again), desk.deliver(again, again)]);
  expect(reads()).not.toBe("");
  const count = arrivals().length;
  await desk.passes(MINUTE_MS);
  await desk.deliver(again);
  await desk.passes(5 * MINUTE_MS);
  await desk.deliver(again);
  expect(arrivals()).toHaveLength(count);
  expect(desk.calls(REPLY)).toHaveLength(replies + 1);
});

test("two events of a person that come in the wrong order are answered in the order in which they happened", async () => {
  const { arrivals, writes, id } = resident();
  await writes("こんにちは");
  const before = arrivals().length;
  const first = desk.line.events.text(id, "小平市にして", { at: desk.now() - 2_000 });
  const second = desk.line.events.text(id, "協働とは何ですか", { at: desk.now() - 1_000 });
  await desk.deliver(second, first);
  const answers = arrivals().slice(before);
  expect(answers.map(({ key }) => key)).toEqual([first.replyToken, second.replyToken]);
  // The city that was chosen first counts for the question.
  expect(JSON.stringify(answers[1])).toContain("出典：小平市協働の推進に関する指針");
});

test("a group hears nothing unless it mentions the desk, then what the text says, and of a person only where to ask", async () => {
  const { sends, writes, offers, arrivals } = desk.member(groupId(1), userId(900));
  expect(await sends(desk.line.events.join({ group: groupId(1) }))).toBe(ja.group.greeting);
  const greeted = arrivals().length;
  expect(await writes("小平市の協働とは何ですか")).toBe("");
  expect(arrivals()).toHaveLength(greeted);
  const facts = { mention: "@窓口" };
  expect(await writes("@窓口 小平市の協働とは何ですか", facts)).toContain("出典：小平市協働の推進に関する指針");
  expect(offers()).toEqual(expect.arrayContaining([ja.buttons.otherCities, ja.buttons.more]));
  for (const label of [ja.buttons.person, ja.buttons.helpful, ja.buttons.unhelpful])
    expect(offers()).not.toContain(label);
  expect(await writes("@窓口 職員と話したい", facts)).toBe(ja.group.onlyAlone);
  expect((await desk.cases("list", "--all")).out).toBe("受付はありません\n");
  expect(await desk.count("select count(*) as n from messages where text like '%職員と話したい%'")).toBe(0);
});
