import { createHmac } from "node:crypto";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import { type Built, userId } from "../fixtures/line-server/events.ts";
import { twoCities } from "../fixtures/two-cities.ts";
import { type LineDesk, lineDesk, SECOND_MS } from "./line-desk.ts";

const { ja } = conversationWords;

let desk: LineDesk;
beforeAll(async () => {
  desk = await lineDesk({ at: "2026-11-20T10:00" });
  await desk.start();
});
afterEach(() => {
  expect(desk.wrongs()).toEqual([]);
});
afterAll(() => desk.close());

let people = 0;
const resident = () => {
  people += 1;
  return desk.resident(userId(people));
};
const signatureOf = (body: string, secret = desk.line.secret) =>
  createHmac("sha256", secret).update(body, "utf8").digest("base64");
async function posted(body: string, signature: string | undefined = signatureOf(body)): Promise<number> {
  const headers = { "Content-Type": "application/json", ...(signature !== "" && { "X-Line-Signature": signature }) };
  const response = await fetch(`${desk.origin}/line/webhook`, { method: "POST", headers, body });
  await response.text();
  return response.status;
}
const events = () => desk.count("select count(*) as n from inbox");
/** As an event may look that LINE has not documented yet. */
const changed = (event: Built, changes: object): Built => ({ ...event, ...changes }) as Built;

describe("the webhook", () => {
  const asked = (words: string) => {
    const { body } = desk.line.webhookBody([desk.line.events.text(userId(999), words)]);
    return body;
  };

  test("refuses what is not signed by the channel's secret, and keeps nothing of it", async () => {
    const before = await events();
    const body = asked("だれかのふりをして書く");
    expect(await posted(body, signatureOf(body, "another secret"))).toBe(401);
    expect(await posted(body, "")).toBe(401);
    expect(await posted(body, "no signature")).toBe(401);
    expect(await posted(body, signatureOf(`${body} `))).toBe(401);
    expect(await events()).toBe(before);
    expect(desk.line.arrived(userId(999))).toEqual([]);
  });

  test("refuses what is signed and no list of events, and takes an empty list", async () => {
    for (const body of ["", "{", "[]", "null", '{"events":{}}', "協働"])
      expect([body, await posted(body)]).toEqual([body, 400]);
    expect(await posted('{"destination":"U1","events":[]}')).toBe(200);
  });

  test("refuses a body of 3 MB, whoever signed it", async () => {
    const body = asked("あ".repeat(1_000_000));
    expect(Buffer.byteLength(body)).toBeGreaterThan(3_000_000);
    const before = await events();
    expect(await posted(body)).toBe(413);
    expect(await events()).toBe(before);
  });

  test("takes only POST, and knows only its own address", async () => {
    expect((await fetch(`${desk.origin}/line/webhook`)).status).toBe(405);
    expect((await fetch(`${desk.origin}/line/webhook/other`, { method: "POST" })).status).toBe(404);
  });
});

describe("of events that ask for no answer", () => {
  test.each<[string, () => Built]>([
    [
      "one without a person",
      () => changed(desk.line.events.text(userId(800), "だれの言葉でもない"), { source: undefined }),
    ],
    ["one of a kind that nobody knows yet", () => desk.line.events.novel(userId(801), "telepathy")],
    [
      "one while another program has the talk",
      () => desk.line.events.text(userId(802), "小平市の協働とは", { mode: "standby" }),
    ],
    [
      "a press while another program has the talk",
      () => desk.line.events.postback(userId(803), "m1/open-case", { mode: "standby" }),
    ],
    ["the leaving of a person", () => desk.line.events.unfollow(userId(804))],
  ])("%s is taken and passed over in silence", async (_, event) => {
    const silent = () => desk.count("select count(*) as n from inbox where state = 'silent'");
    const [calls, before] = [desk.line.calls.length, await silent()];
    await desk.deliver(event());
    await desk.passes(2 * SECOND_MS);
    expect(desk.line.calls.slice(calls)).toEqual([]);
    expect(await silent()).toBe(before + 1);
  });
});

describe("whoever sends what the desk cannot use is told what to do instead", () => {
  test.each([
    ["another tool", "action=buy&itemid=111"],
    ["nobody, with no data", ""],
    ["ours with nothing in it", "m1/"],
    ["ours with a path in it", "m1/helpful/yes/../../etc"],
    ["a later version", "m2/city/kodaira"],
    ["ours with more in it than LINE carries", `m1/say/${"あ".repeat(400)}`],
  ])("a button of %s", async (_, data) => {
    const { sends, id } = resident();
    expect(await sends(desk.line.events.postback(id, data))).toContain(ja.unknownButton);
  });

  test("a button of somebody else's case or answer", async () => {
    const first = resident();
    await first.writes("職員と話したい");
    const { sends, id } = resident();
    for (const data of ["m1/withdraw/1", "m1/rate/1/3", "m1/reopen/1"]) {
      expect(await sends(desk.line.events.postback(id, data))).toContain(ja.unknownButton);
    }
    expect((await desk.cases()).out).toMatch(/^1 +受付中/mu);
  });

  test.each<[string, (id: string) => Built, string]>([
    ["a photo", (id) => desk.line.events.image(id), ja.unreadable.image],
    ["a video", (id) => desk.line.events.video(id), ja.unreadable.video],
    ["a recording", (id) => desk.line.events.audio(id), ja.unreadable.audio],
    ["a file", (id) => desk.line.events.file(id, "申請書.pdf", 12_000), ja.unreadable.file],
    ["a sticker", (id) => desk.line.events.sticker(id), ja.unreadable.sticker],
    ["a place", (id) => desk.line.events.location(id), ja.unreadable.location],
  ])("%s", async (_, event, words) => {
    const { sends, id } = resident();
    expect(await sends(event(id))).toContain(words);
  });
});

describe("a message that cannot be read", () => {
  const unreadable = (id: string) => changed(desk.line.events.text(id, "x"), { message: { type: "text" } });

  test("is given up after five tries within 30 seconds; its writer reads an apology, and what they wrote next is answered", async () => {
    const { id, reads, arrivals } = resident();
    const poison = unreadable(id);
    const question = desk.line.events.text(id, "小平市の協働とは何ですか", { at: desk.now() + 1 });
    await desk.deliver(poison, question);
    expect(reads()).toBe("");
    const start = desk.now();
    while (arrivals().length === 0 && desk.now() - start < 30 * SECOND_MS) await desk.passes(SECOND_MS);
    const words = reads();
    expect(words.startsWith(ja.apology)).toBe(true);
    expect(words).toContain("出典：小平市協働の推進に関する指針");
    expect(arrivals().map(({ by }) => by)).toEqual(arrivals().map(() => "reply"));
    const attempts = `select attempts as n from inbox where event_id = '${poison.webhookEventId}'`;
    expect(await desk.count(attempts)).toBe(5);
    expect((await desk.cases("events")).out).toContain(poison.webhookEventId);
    expect(desk.log.filter((line) => line.startsWith("an event was given up"))).toHaveLength(1);
  });

  test("holds up nobody else meanwhile", async () => {
    const [first, second] = [resident(), resident()];
    await desk.deliver(unreadable(first.id));
    expect(await second.writes("こんにちは")).not.toBe("");
    expect(first.reads()).toBe("");
    await desk.passes(2 * SECOND_MS);
    await desk.passes(30 * SECOND_MS);
  });
});

test("whoever chose a city that the desk no longer has is told so and chooses again", async () => {
  const { presses, sends, writes, offers, id } = resident();
  await sends(desk.line.events.follow(id));
  await presses("小平市");
  await desk.stop();
  await desk.start({ KNOWLEDGE_DIR: twoCities(), CACHE_DIR: cacheOfItsOwn() });
  const words = await writes("図書室はどこですか");
  expect(words.startsWith(ja.cityGone)).toBe(true);
  expect(offers().sort()).toEqual(["東野市", "西野市"]);
  expect(await presses("西野市")).toContain("出典：西野市協働指針");
  expect(await writes("凧あげの会場はどこ")).toMatch(/^(?!前にえらばれた).+出典：西野市協働指針/su);
});

/** With the dictionary that is inflated already: what is kept for the whole project stays as it is. */
function cacheOfItsOwn(): string {
  const [shared, own] = ["node_modules/.cache/madoguchi", join(desk.folder, "cache")];
  mkdirSync(own);
  for (const name of readdirSync(shared).filter((one) => one.startsWith("kuromoji-"))) {
    symlinkSync(resolve(shared, name), join(own, name));
  }
  return own;
}
