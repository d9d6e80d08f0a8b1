import { expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const { ja, "ja-easy": easy, en } = conversationWords;
const URL = "https://city.example.jp/privacy";
const ABOUT = { desk: "協働センター", days: 90, questionDays: 400, url: URL };
const KODAIRA = "小平市の協働とは何ですか";
/** The desk finds nothing on it, so it is kept for improvement. */
const UNANSWERED = "宇宙船の燃料は何ですか";

test.each([
  ["ja", KODAIRA, ja.firstContact(ABOUT), ["協働センター", "機械", "保存", "90日", "わたしの記録を消して"]],
  [
    "ja-easy",
    "小平市（こだいらし）の 協働（きょうどう）は 何（なん）ですか",
    easy.firstContact(ABOUT),
    ["機械（きかい）", "のこします", "90日（にち）", "消（け）して"],
  ],
  [
    "en",
    "What is collaboration in Kodaira?",
    en.firstContact(ABOUT),
    ["machine", "kept", "90 days", "Delete my records"],
  ],
] as const)(
  "the first contact is said once, in the language of the first question: %s",
  async (_, question, words, parts) => {
    const { resident } = await servedDesk();
    const person = resident();
    const first = await person.writes(question);
    expect(first.startsWith(words)).toBe(true);
    for (const part of [...parts, URL]) expect(words).toContain(part);
    expect(first.length).toBeGreaterThan(words.length);
    expect(await person.writes(question)).not.toContain(URL);
  },
);

test("whoever follows reads the first contact in three wordings, and chooses a city and a language", async () => {
  const { resident, house } = await servedDesk();
  const person = resident();
  const read = await person.sends({ kind: "follow" });
  expect(read).toBe(`${[ja, easy, en].map((words) => words.firstContact(ABOUT)).join("\n\n")}\n${ja.chooseCity}`);
  const cities = house.desk.cities.map(({ names }) => names.ja);
  expect(cities).toContain("小平市");
  expect(person.offers()).toEqual([...cities, ja.ownName, easy.ownName, en.ownName]);
  expect(await person.writes(KODAIRA)).not.toContain(URL);
});

test("what people of the desk say first stands once before its own first words", async () => {
  const greeting = "小平のセンターへようこそ。";
  const { resident } = await servedDesk({ profile: { greeting } });
  const follower = await resident("user:U1").sends({ kind: "follow" });
  expect(follower.startsWith(`${greeting}\n\n${ja.firstContact(ABOUT)}`)).toBe(true);
  expect(follower.split(greeting)).toHaveLength(2);
  const writer = resident("user:U2");
  expect((await writer.writes(KODAIRA)).startsWith(`${greeting}\n\n${ja.firstContact(ABOUT)}`)).toBe(true);
  expect(await writer.writes(KODAIRA)).not.toContain(greeting);
});

test.each([
  ["もう死にたい", "命や体の危険があるときは"],
  ["生きるのがつらいです", "命や体の危険があるときは"],
  ["I want to kill myself", "If a life is in danger"],
])("where help is comes before the first contact: %s", async (text, first) => {
  const person = (await servedDesk({ at: "2026-11-20T23:30" })).resident();
  const read = await person.writes(text);
  expect(read.startsWith(first)).toBe(true);
  expect(read.split(URL)).toHaveLength(2);
  expect(await person.writes(text)).not.toContain(URL);
});

test("who comes back while a case is open is told so, and may still choose a city", async () => {
  const { resident } = await servedDesk();
  const person = resident();
  await person.writes("人と話したい");
  await person.sends({ kind: "unfollow" });
  expect(await person.sends({ kind: "follow" })).toContain("ご相談（1番）は受け付けています");
  expect(person.offers()).toContain("小平市");
});

test("a sticker before any word is answered behind the first contact", async () => {
  const { resident } = await servedDesk();
  const sticker = {
    kind: "unreadable",
    message: "m1",
    what: "sticker",
    fileName: "",
    bytes: undefined,
    isFetchable: false,
  } as const;
  expect(await resident().sends(sticker)).toBe(`${ja.firstContact(ABOUT)}\n${ja.unreadable.sticker}`);
});

test("a group is greeted as it is joined, with what is kept of it, and not once more", async () => {
  const { resident } = await servedDesk();
  const group = resident("group:G1");
  expect(await group.sends({ kind: "join" })).toBe(ja.group.greeting);
  expect(await group.mentions("こんにちは")).not.toContain(URL);
});

test("who left is not written to, and what waited for them goes; who comes back is told everything again", async () => {
  const desk = await servedDesk({
    delivery: (call) => (call.by.kind === "push" ? { kind: "not-now", reason: "rate" } : { kind: "sent" }),
  });
  const person = desk.resident();
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
  const told = await desk.staff((work, records) => work.answer(records, number, "hara", "おうかがいします"));
  expect(told.told).toBe("queued");
  person.reads();
  expect(await person.sends({ kind: "unfollow" })).toBe("");
  expect((await desk.within(({ outbox }) => outbox.counts())).waiting).toBe(0);
  expect(await person.conversation()).toMatchObject({ isStopped: true });
  const events = await desk.within(({ cases }) => cases.events(number));
  expect(events.at(-1)).toMatchObject({ move: "resident-left", actor: { kind: "resident" } });
  const later = await desk.staff((work, records) => work.answer(records, number, "hara", "ご返事をお待ちします"));
  expect(later.told).toBe("stopped");
  expect(await person.sends({ kind: "follow" })).toContain(en.firstContact(ABOUT));
  expect(await person.conversation()).toMatchObject({ isStopped: false });
});

test("a group that puts the desk out leaves nothing behind", async () => {
  const desk = await servedDesk();
  const group = desk.resident("group:G1");
  await group.mentions(KODAIRA);
  expect(await group.conversation()).toBeDefined();
  expect(await group.sends({ kind: "leave" })).toBe("");
  expect(await group.conversation()).toBeUndefined();
});

test("a message that is unsent goes with every copy: message, recent questions, kept question, case", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  await person.sends({ kind: "text", message: "taken-back", text: UNANSWERED, isMentioned: false });
  await person.writes("人と話したい");
  const before = await desk.within(async ({ questions }) =>
    (await questions.list({ limit: 10 })).map(({ text }) => text),
  );
  expect(before).toContain(UNANSWERED);
  expect((await person.cases())[0]).toMatchObject({ asked: UNANSWERED });
  expect((await person.conversation())?.state).toContain(UNANSWERED);
  person.reads();
  expect(await person.sends({ kind: "unsend", message: "taken-back" })).toBe("");
  const here = (await person.conversation())!;
  expect(here.state).not.toContain(UNANSWERED);
  const [after] = await person.cases();
  expect(after).toMatchObject({ asked: "", state: "waiting" });
  expect(after?.open).not.toContain(UNANSWERED);
  const kept = await desk.within(async ({ questions, messages }) => ({
    questions: await questions.list({ limit: 10 }),
    message: await messages.byChannelId(here.id, "taken-back"),
  }));
  expect(kept.questions.map(({ text }) => text)).not.toContain(UNANSWERED);
  expect(kept.message).toMatchObject({ text: "", isUnsent: true });
});

test("a message that is unsent goes from a case that somebody changes at that moment: it is taken up again", async () => {
  const inner = await openStore({ dataDir: ":memory:", chance: testChance() });
  let isBusy = false;
  const held = (records: Records): Records => ({
    ...records,
    cases: { ...records.cases, save: async (on) => (isBusy ? undefined : records.cases.save(on)) },
  });
  const store: Store = { ...inner, within: (id, act) => inner.within(id, (records) => act(held(records))) };
  const desk = await servedDesk({ store });
  const person = desk.resident();
  await person.sends({ kind: "text", message: "first", text: KODAIRA, isMentioned: false });
  await person.writes("人と話したい");
  expect((await person.latestCase()).asked).toBe(KODAIRA);
  isBusy = true;
  await person.sends({ kind: "unsend", message: "first" });
  isBusy = false;
  await desk.passes(10_000);
  expect(await person.latestCase()).toMatchObject({ asked: "", open: [] });
});

test("a message that is unsent goes from a closed case too, and so does the word on how it went", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  await person.sends({ kind: "text", message: "first", text: UNANSWERED, isMentioned: false });
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
  await person.presses(ja.buttons.ratings[2]);
  await person.sends({ kind: "text", message: "word", text: "助かりました", isMentioned: false });
  expect((await person.cases())[0]).toMatchObject({ asked: UNANSWERED, ratingWord: "助かりました" });
  await person.sends({ kind: "unsend", message: "first" });
  await person.sends({ kind: "unsend", message: "word" });
  expect((await person.cases())[0]).toMatchObject({ asked: "", ratingWord: "", rating: 3, state: "closed" });
});

test("an open question that is unsent waits for its city no more", async () => {
  const { resident } = await servedDesk();
  const person = resident();
  await person.sends({ kind: "text", message: "open", text: "自治会も市と協働できますか", isMentioned: false });
  expect((await person.conversation())?.state).toContain("自治会も");
  await person.sends({ kind: "unsend", message: "open" });
  expect((await person.conversation())?.state).not.toContain("自治会も");
  expect(await person.presses("小平市")).toBe("小平市についてお調べします。知りたいことを書いてください。");
});

test("an open question that is edited is answered as it reads now", async () => {
  const { resident } = await servedDesk();
  const person = resident();
  await person.sends({ kind: "text", message: "open", text: "自治会も市と協働できますか", isMentioned: false });
  await person.sends({ kind: "edit", message: "open", text: "協働とは何ですか" });
  expect(await person.presses("小平市")).toContain("自治基本条例の第3条は、協働を");
});

test("a photo that is unsent goes with its file", async () => {
  const desk = await servedDesk({ content: () => ({ kind: "fetched", content: new Uint8Array([1, 2, 3]) }) });
  const person = desk.resident();
  await person.writes("人と話したい");
  await person.sends({
    kind: "unreadable",
    message: "photo",
    what: "image",
    fileName: "家.jpg",
    bytes: 3,
    isFetchable: true,
  });
  expect(desk.files.size).toBe(1);
  const [id = ""] = desk.files.keys();
  expect(await desk.within(({ media }) => media.get(id))).toMatchObject({ name: "家.jpg" });
  await person.sends({ kind: "unsend", message: "photo" });
  expect([desk.files.size, await desk.within(({ media }) => media.get(id))]).toEqual([0, undefined]);
});

test("a message that was unsent before it came is neither kept nor answered", async () => {
  const desk = await servedDesk({ content: () => ({ kind: "fetched", content: new Uint8Array([1, 2, 3]) }) });
  const person = desk.resident();
  await person.writes("人と話したい");
  person.reads();
  await person.sends({ kind: "unsend", message: "late" });
  expect(await person.sends({ kind: "text", message: "late", text: UNANSWERED, isMentioned: false })).toBe("");
  await person.sends({ kind: "unsend", message: "photo" });
  expect(
    await person.sends({
      kind: "unreadable",
      message: "photo",
      what: "image",
      fileName: "",
      bytes: 3,
      isFetchable: true,
    }),
  ).toBe("");
  const here = (await person.conversation())!;
  expect(here.state).not.toContain(UNANSWERED);
  expect((await person.cases())[0]?.open).not.toContain(UNANSWERED);
  expect(desk.files.size).toBe(0);
  const all = await desk.within(({ messages }) => messages.latest(here.id, 100));
  expect(all.filter(({ author }) => author === "resident").map(({ text }) => text)).toEqual(["人と話したい"]);
  expect((await desk.within(({ inbox }) => inbox.counts())).silent).toMatchObject({ unsent: 2, unsend: 2 });
});

test("a message that is edited is kept as it reads now, in the case as well", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  await person.sends({ kind: "text", message: "first", text: UNANSWERED, isMentioned: false });
  await person.writes("人と話したい");
  person.reads();
  expect(await person.sends({ kind: "edit", message: "first", text: "ロケットの燃料は何ですか" })).toBe("");
  const here = (await person.conversation())!;
  const kept = await desk.within(({ messages }) => messages.byChannelId(here.id, "first"));
  expect(kept?.text).toBe("ロケットの燃料は何ですか");
  expect([here.state.includes(UNANSWERED), here.state.includes("ロケット")]).toEqual([false, true]);
  expect((await person.cases())[0]?.asked).toBe("ロケットの燃料は何ですか");
});
