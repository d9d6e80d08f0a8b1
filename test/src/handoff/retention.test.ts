import { describe, expect, test } from "vitest";
import { servedDesk } from "../../fixtures/served-desk.ts";
import { DAY_MS, HOUR_MS } from "./case-sample.ts";

const UNANSWERED = "宇宙船の燃料は何ですか";

/** A question without an answer, a case with a photo and a note, closed an hour later. */
async function closedCase() {
  const desk = await servedDesk({ content: () => ({ kind: "fetched", content: new Uint8Array([1, 2, 3]) }) });
  const person = desk.resident();
  await person.writes(UNANSWERED);
  await person.writes("人と話したい");
  await person.sends({
    kind: "unreadable",
    message: "photo",
    what: "image",
    fileName: "家.jpg",
    bytes: 3,
    isFetchable: true,
  });
  const { number, conversation } = await person.latestCase();
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "note", text: "留守だった" }));
  await desk.staff((work, records) => work.answer(records, number, "hara", "お答えします"));
  desk.clock.advance(HOUR_MS);
  await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
  await person.presses("解決した");
  await person.writes("助かりました");
  const kept = () =>
    desk.within(async ({ messages, questions, cases, media }) => ({
      words: (await messages.latest(conversation, 100)).map(({ text }) => text).filter((text) => text !== ""),
      media: await media.ids(),
      questions: (await questions.list({ limit: 10 })).map((question) => [question.text, question.conversation]),
      on: await cases.get(number),
      notes: (await cases.events(number)).map(({ text }) => text).filter((text) => text !== ""),
    }));
  return { desk, person, number, conversation, kept };
}

describe("90 days after a case was closed", () => {
  test("and not before, its words, its files and the link to the person are gone; its figures stay", async () => {
    const { desk, conversation, kept } = await closedCase();
    await desk.passes(90 * DAY_MS);
    const before = await kept();
    expect(before.words).toContain(UNANSWERED);
    expect(before.questions).toContainEqual([UNANSWERED, conversation]);
    expect([before.media.length, desk.files.size, before.on?.asked]).toEqual([1, 1, UNANSWERED]);
    await desk.passes(1);
    const after = await kept();
    expect([after.words, after.media, desk.files.size]).toEqual([[], [], 0]);
    expect(after.questions).toContainEqual([UNANSWERED, undefined]);
    expect(after.questions.filter(([, whose]) => whose !== undefined)).toEqual([]);
    expect(after.on).toMatchObject({
      asked: "",
      open: [],
      ratingWord: "",
      rating: 3,
      state: "closed",
      closeReason: "solved",
      cause: "wish-person",
    });
    expect(after.notes).not.toContain("留守だった");
    expect(await desk.within(({ conversations }) => conversations.get(conversation))).toBeUndefined();
  });

  test("an active conversation goes on without what was said before the closing", async () => {
    const { desk, person, kept, conversation } = await closedCase();
    await desk.passes(60 * DAY_MS);
    await person.writes("小平市の協働とは何ですか");
    await desk.passes(31 * DAY_MS);
    const { words, on, questions } = await kept();
    expect(words).toContain("小平市の協働とは何ですか");
    for (const gone of [UNANSWERED, "人と話したい", "お答えします"]) expect(words).not.toContain(gone);
    expect(on).toMatchObject({ asked: "", conversation });
    expect(questions).toContainEqual([UNANSWERED, undefined]);
    expect(desk.files.size).toBe(0);
    expect((await person.conversation())?.state).not.toContain(UNANSWERED);
  });
});

describe("a conversation", () => {
  test("that was quiet for 90 days is gone, and one that is active is not", async () => {
    const desk = await servedDesk();
    const quiet = desk.resident("user:quiet");
    const active = desk.resident("user:active");
    await quiet.writes(UNANSWERED);
    await active.writes(UNANSWERED);
    await desk.passes(80 * DAY_MS);
    await active.writes("ありがとう");
    await desk.passes(10 * DAY_MS);
    expect([await quiet.conversation(), await active.conversation()].map((one) => one !== undefined)).toEqual([
      true,
      true,
    ]);
    await desk.passes(1);
    expect([await quiet.conversation(), await active.conversation()].map((one) => one !== undefined)).toEqual([
      false,
      true,
    ]);
    const here = (await active.conversation())!;
    const all = await desk.within(({ messages }) => messages.latest(here.id, 10));
    expect(all.map(({ text }) => text)).toContain(UNANSWERED);
  });

  test("with an open case stays, however quiet it is", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes("人と話したい");
    await desk.passes(200 * DAY_MS);
    expect(await person.latestCase()).toMatchObject({ state: "waiting", asked: "人と話したい" });
  });

  test("is gone after the days that this desk promises", async () => {
    const desk = await servedDesk({ profile: { retentionDays: 7 } });
    const person = desk.resident();
    await person.writes("こんにちは");
    await desk.passes(7 * DAY_MS);
    expect(await person.conversation()).toBeDefined();
    await desk.passes(1);
    expect(await person.conversation()).toBeUndefined();
  });
});

test("a masked question is deleted after 400 days, and not before", async () => {
  const desk = await servedDesk();
  await desk.resident().writes(UNANSWERED);
  const kept = async () =>
    (await desk.within(({ questions }) => questions.list({ limit: 10 }))).map(({ text }) => text);
  await desk.passes(400 * DAY_MS);
  expect(await kept()).toEqual([UNANSWERED]);
  await desk.passes(1);
  expect(await kept()).toEqual([]);
});

test("what came and went is known for as long as a conversation is, and no longer", async () => {
  const desk = await servedDesk();
  const person = desk.resident();
  const text = { kind: "text", message: "m", text: "こんにちは", isMentioned: false } as const;
  await person.sends(text, "old");
  await desk.passes(90 * DAY_MS);
  expect(await person.sends(text, "old")).toBe("");
  await desk.passes(1);
  expect((await desk.within(({ inbox }) => inbox.counts())).answered).toBe(0);
  expect((await desk.within(({ outbox }) => outbox.counts())).sent).toBe(0);
});

test("more than one piece is worked through in one go", async () => {
  const desk = await servedDesk();
  const events = Array.from({ length: 120 }, (_, i) => ({
    eventId: `e${i}`,
    peer: `user:U${i}` as never,
    raw: JSON.stringify({ kind: "standby" }),
    occurredAt: desk.clock.now(),
    replyToken: undefined,
  }));
  await desk.within(({ inbox }) => inbox.receive("line", events, desk.clock.now(), () => crypto.randomUUID()));
  await desk.settle();
  const quiet = () => desk.within(({ conversations }) => conversations.quietSince(Number.MAX_SAFE_INTEGER, 1000));
  expect(await quiet()).toHaveLength(120);
  await desk.passes(90 * DAY_MS + 1);
  expect(await quiet()).toEqual([]);
});

describe("what belongs to the page and the console", () => {
  const PAGE = "page:1" as never;
  const typed = (text: string) => ({ by: "resident", event: text, text }) as const;

  test("goes with the conversation on the page, and what was said after that was gone goes as late", async () => {
    const desk = await servedDesk();
    const start = desk.clock.now();
    const id = await desk.within(async ({ conversations, timeline }) => {
      const made = await conversations.ensure("web", PAGE, start, () => "c-page");
      await timeline.add(PAGE, "a", typed("補助金は"), start);
      return made.id;
    });
    const shown = async () => (await desk.within(({ timeline }) => timeline.of(PAGE, 9))).map(({ what }) => what);
    await desk.passes(90 * DAY_MS);
    expect(await shown()).toHaveLength(1);
    await desk.passes(1);
    expect(await shown()).toEqual([]);
    expect(await desk.within(({ conversations }) => conversations.get(id))).toBeUndefined();
    const farewell = { by: "desk", prefix: "a-", sayings: [] } as const;
    await desk.within(({ timeline }) => timeline.add(PAGE, "farewell", farewell, desk.clock.now()));
    await desk.passes(90 * DAY_MS);
    expect(await shown()).toEqual([farewell]);
    await desk.passes(1);
    expect(await shown()).toEqual([]);
  });

  test("loses links that nobody opened when words of their time go", async () => {
    const desk = await servedDesk();
    const person = desk.resident();
    await person.writes("人と話したい");
    const { number, conversation } = await person.latestCase();
    const expiresAt = desk.clock.now() + 2 * DAY_MS;
    const link = { conversation, number, createdAt: 0, expiresAt, revokedAt: undefined };
    await desk.within(async ({ links }) => {
      await links.add({ ...link, hash: "opened", browser: "b" });
      await links.add({ ...link, hash: "unopened", browser: undefined });
    });
    const there = (hash: string) => desk.within(async ({ links }) => (await links.get(hash)) !== undefined);
    await desk.passes(92 * DAY_MS);
    expect([await there("opened"), await there("unopened")]).toEqual([true, true]);
    await desk.passes(1);
    expect([await there("opened"), await there("unopened")]).toEqual([true, false]);
  });

  test("keeps a notice for a year after its last day, to look it up", async () => {
    const desk = await servedDesk();
    const notice = { words: ["募集"], text: "募集", city: undefined, from: "2026-01-01", author: "a" };
    const last = new Date(desk.clock.now() + 9 * HOUR_MS).toISOString().slice(0, 10);
    await desk.within(({ notices }) =>
      notices.save({ ...notice, id: "n", until: last, approver: undefined, changedAt: 0, version: 0 }),
    );
    const count = async () => (await desk.within(({ notices }) => notices.list())).length;
    await desk.passes(365 * DAY_MS);
    expect(await count()).toBe(1);
    await desk.passes(DAY_MS);
    expect(await count()).toBe(0);
  });
});
