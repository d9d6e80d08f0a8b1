import { describe, expect, test } from "vitest";
import { type CityId, LANGUAGES } from "../../../../src/model.ts";
import { type Person, peerOf } from "../../../../src/ports/staff.ts";
import type { Finding, MessageId, Peer } from "../../../../src/records.ts";
import { followUp, type GoingOn, ratedBy, shared, wentOn, wordingsOf } from "../../../../src/staff/look-up/lookup.ts";
import { FIRST, HARA, type LookupDesk, lookupDesk, MORI, THREAD } from "./lookup-desk.ts";

const [KODAIRA, HINO, KUNITACHI] = ["kodaira", "hino", "kunitachi"] as [CityId, CityId, CityId];
const MEANING = "協働とは何ですか";
const UNANSWERED = "宇宙船の燃料は何ですか";
const OWN = peerOf.person(HARA.id);
const HOUR_MS = 3_600_000;

const cityOf = ({ reply }: Finding) => reply.quotations[0]?.city;
const goesOn = (desk: LookupDesk, answer: MessageId, how: GoingOn["how"], more: Partial<GoingOn> = {}) =>
  desk.within((records) =>
    wentOn(desk.house, records, { by: HARA, answer, how, now: desk.clock.now(), isPrivate: false, ...more }),
  );
const rates = (desk: LookupDesk, answer: MessageId, isHelpful: boolean) =>
  desk.within((records) => ratedBy(desk.house, records, { by: HARA, answer, isHelpful, now: desk.clock.now() }));
const kept = (desk: LookupDesk) => desk.within(({ questions }) => questions.list({ limit: 10 }));
const livesIn = (desk: LookupDesk, city: CityId) =>
  desk.within(({ staff }) => staff.save({ id: HARA.id, name: HARA.name, city, seenAt: 0 }));
const GONE = "gone" as MessageId;

describe("a question of staff", () => {
  test("is answered word for word, without what only a page has room for", async () => {
    const desk = await lookupDesk();
    const { kind, reply, isPrivate, asked } = await desk.asks("小平市の協働とは何ですか");
    expect({ kind, isPrivate, asked, outcome: reply.outcome }).toEqual({
      kind: "finding",
      isPrivate: false,
      asked: "",
      outcome: "answer",
    });
    expect(reply.quotations[0]).toMatchObject({ city: "kodaira", before: [], after: [] });
    expect(reply).not.toHaveProperty("privacy");
  });
  test("is kept with its answer, under who asked", async () => {
    const desk = await lookupDesk();
    const { answer } = await desk.asks("小平市の協働とは何ですか");
    const { id } = await desk.conversation();
    const [question, said] = await desk.within(({ messages }) => messages.latest(id, 5));
    expect(question).toMatchObject({ author: "person", staff: HARA.id, channelMessage: FIRST, outcome: undefined });
    expect(said).toMatchObject({ id: answer, author: "desk", staff: undefined, outcome: "answer", city: "kodaira" });
    expect(said?.sections[0]?.source).toContain("小平市");
  });
  test("is answered in its language", async () => {
    const desk = await lookupDesk();
    expect((await desk.asks("What is collaboration in Hino?")).reply.language).toBe("en");
    expect((await desk.asks("日野市の協働とは何ですか")).reply.language).toBe("ja");
  });
  test("of no city is answered with what each of them says", async () => {
    const { reply } = await (await lookupDesk()).asks(MEANING);
    expect(reply.outcome).toBe("clarify");
    expect(reply.comparison).toHaveLength(5);
  });
  test("that needs the city's decision is not kept as unanswered", async () => {
    const desk = await lookupDesk();
    const { reply } = await desk.asks("うちのNPOが協働の対象になるかどうか判断してもらえますか？", {
      city: "koganei" as CityId,
    });
    expect(reply).toMatchObject({ outcome: "handoff", matter: { city: "koganei" } });
    expect(reply.further.quotations.length).toBeGreaterThan(0);
    expect(await kept(desk)).toEqual([]);
  });
  test("that finds nothing is kept masked, apart from residents'", async () => {
    const desk = await lookupDesk();
    await livesIn(desk, HINO);
    await desk.asks(`${UNANSWERED}。090-1234-5678に電話してください`);
    const [question, ...rest] = await kept(desk);
    expect(rest).toEqual([]);
    expect(question).toMatchObject({ asker: "staff", why: "declined", city: "hino", language: "ja" });
    expect(question?.text).toContain(UNANSWERED);
    expect(question?.text).not.toContain("1234");
  });
  test("of signs alone is no unanswered question, and thanks neither", async () => {
    const desk = await lookupDesk();
    await desk.asks("？？");
    await desk.asks("ありがとうございました");
    expect(await kept(desk)).toEqual([]);
  });
});

describe("the city that is meant", () => {
  test("is that of the question before all others", async () => {
    const desk = await lookupDesk({ city: KODAIRA });
    await livesIn(desk, HINO);
    expect(cityOf(await desk.asks("国立市の協働とは何ですか"))).toBe("kunitachi");
  });
  test("is the one told with the question, then the person's, then the desk's", async () => {
    const desk = await lookupDesk({ city: KODAIRA });
    expect(cityOf(await desk.asks(MEANING, { by: MORI }))).toBe("kodaira");
    await livesIn(desk, HINO);
    expect(cityOf(await desk.asks(MEANING))).toBe("hino");
    expect(cityOf(await desk.asks(MEANING, { city: KUNITACHI }))).toBe("kunitachi");
  });
  test("stays what a thread is about, for whoever asks on", async () => {
    const desk = await lookupDesk();
    await livesIn(desk, HINO);
    await desk.asks("国立市の協働とは何ですか");
    desk.clock.advance(48 * HOUR_MS);
    expect(cityOf(await desk.asks("協働の原則は", { message: "2" }))).toBe("kunitachi");
    expect(cityOf(await desk.asks("じゃあ小平は？", { message: "3" }))).toBe("kodaira");
  });
  test("is one's own again an hour later, outside of threads", async () => {
    const desk = await lookupDesk();
    await livesIn(desk, HINO);
    const peer = "place:D0HARA:" as Peer;
    await desk.asks("国立市の協働とは何ですか", { peer });
    expect(cityOf(await desk.asks(MEANING, { peer }))).toBe("kunitachi");
    desk.clock.advance(HOUR_MS + 1);
    expect(cityOf(await desk.asks(MEANING, { peer }))).toBe("hino");
  });
  test("of a comparison does not become that of the talk", async () => {
    const desk = await lookupDesk();
    await livesIn(desk, HINO);
    expect((await desk.asks("小平市と国立市の協働の原則を比べて")).reply.outcome).toBe("compare");
    expect((await desk.conversation()).city).toBeUndefined();
  });
});

describe("a question that goes on", () => {
  test("is read in the light of the one before", async () => {
    const desk = await lookupDesk();
    const first = await desk.asks("小平市の協働の原則は");
    const next = await desk.asks("じゃあ国立は？", { message: "2" });
    const whole = await desk.asks("国立市の協働の原則は", { message: "3" });
    expect(first.reply.outcome).toBe("answer");
    expect(next.reply.quotations.map(({ passage }) => passage)).toEqual(
      whole.reply.quotations.map(({ passage }) => passage),
    );
  });
  test("goes not on from a question of another thread, nor an hour later outside of threads", async () => {
    const desk = await lookupDesk();
    await desk.asks("小平市の協働の原則は");
    const elsewhere = await desk.asks("じゃあ国立は？", { peer: "place:C0DESK:2.0" as Peer });
    const peer = "place:D0HARA:" as Peer;
    await desk.asks("小平市の協働の原則は", { peer });
    desk.clock.advance(HOUR_MS + 1);
    const later = await desk.asks("じゃあ国立は？", { peer });
    expect([elsewhere, later].flatMap(({ reply }) => reply.quotations)).toEqual([]);
  });
  test("goes not on from a question whose words were taken out", async () => {
    const desk = await lookupDesk();
    await desk.asks("小平市の協働の原則は");
    const { id } = await desk.conversation();
    await desk.within(({ messages }) => messages.unsend(id, FIRST, desk.clock.now()));
    expect((await desk.asks("じゃあ国立は？", { message: "2" })).reply.quotations).toEqual([]);
  });
});

describe("going on from an answer", () => {
  test("compares all cities on its question, whatever was asked since, in its language", async () => {
    const desk = await lookupDesk();
    for (const [text, language] of [
      ["小平市の協働とは何ですか", "ja"],
      ["What is collaboration in Kodaira?", "en"],
    ] as const) {
      const first = await desk.asks(text);
      await desk.asks("日野市の評価は", { message: "2" });
      const found = await goesOn(desk, first.answer!, { kind: "compare" });
      expect(found).toMatchObject({ asked: text, reply: { outcome: "compare", language } });
      expect(found?.reply.comparison).toHaveLength(5);
      const row = found?.reply.comparison.find(({ city }) => city === "kodaira");
      expect(row?.quotations[0]?.passage).toBe(first.reply.quotations[0]?.passage);
    }
  });
  test("compares on a question that itself went on from another", async () => {
    const desk = await lookupDesk();
    const first = await desk.asks("小平市の評価は");
    const next = await desk.asks("じゃあ日野は？", { message: "2" });
    const [one, two] = [
      await goesOn(desk, first.answer!, { kind: "compare" }),
      await goesOn(desk, next.answer!, { kind: "compare" }),
    ];
    expect(two?.reply.comparison.map(({ lead }) => lead)).toEqual(one?.reply.comparison.map(({ lead }) => lead));
  });
  test("keeps a city for the rest of the talk", async () => {
    const desk = await lookupDesk();
    const asked = await desk.asks(MEANING);
    const found = await goesOn(desk, asked.answer!, { kind: "keep-city", city: HINO }, { isPrivate: true });
    expect(found).toMatchObject({ asked: MEANING, isPrivate: true, reply: { outcome: "answer" } });
    expect(found && cityOf(found)).toBe("hino");
    expect(cityOf(await desk.asks("協働の原則は", { message: "2" }))).toBe("hino");
  });
  test("keeps a city although the question named another", async () => {
    const desk = await lookupDesk();
    const asked = await desk.asks("小平市の協働とは何ですか");
    const found = await goesOn(desk, asked.answer!, { kind: "keep-city", city: HINO });
    expect(found && cityOf(found)).toBe("hino");
  });
  test("goes on from what it gave as well", async () => {
    const desk = await lookupDesk();
    const asked = await desk.asks(MEANING);
    const compared = await goesOn(desk, asked.answer!, { kind: "compare" });
    const found = await goesOn(desk, compared!.answer!, { kind: "keep-city", city: KUNITACHI });
    expect(found && cityOf(found)).toBe("kunitachi");
  });
  test("by others leaves somebody's own talk as it was", async () => {
    const desk = await lookupDesk();
    const asked = await desk.asks(MEANING, { peer: OWN });
    const found = await goesOn(desk, asked.answer!, { kind: "keep-city", city: HINO }, { by: MORI });
    expect(found && cityOf(found)).toBe("hino");
    expect((await desk.conversation(OWN)).city).toBeUndefined();
    expect(await goesOn(desk, found!.answer!, { kind: "compare" }, { by: MORI })).toMatchObject({ asked: MEANING });
  });
  test("is not possible where the answer or its question is gone", async () => {
    const desk = await lookupDesk();
    const { answer } = await desk.asks(MEANING);
    expect(await goesOn(desk, GONE, { kind: "compare" })).toBeUndefined();
    const { id } = await desk.conversation();
    await desk.within(({ messages }) => messages.unsend(id, FIRST, desk.clock.now()));
    expect(await goesOn(desk, answer!, { kind: "compare" })).toBeUndefined();
    expect(await rates(desk, answer!, true)).toEqual({ kind: "gone" });
    expect(await desk.within((records) => wordingsOf(desk.house, records, answer!))).toBeUndefined();
  });
});

describe("what staff think of an answer", () => {
  test("is kept as theirs, and the question where it did not help", async () => {
    const desk = await lookupDesk();
    const { answer } = await desk.asks("小平市の協働とは何ですか。090-1234-5678");
    expect(await rates(desk, answer!, true)).toEqual({ kind: "thanks", isHelpful: true });
    expect(await kept(desk)).toEqual([]);
    expect(await rates(desk, answer!, false)).toEqual({ kind: "thanks", isHelpful: false });
    expect(await desk.within(({ questions }) => questions.feedback(answer!))).toMatchObject({
      isHelpful: false,
      asker: "staff",
    });
    const [question] = await kept(desk);
    expect(question).toMatchObject({ asker: "staff", why: "unhelpful", city: "kodaira" });
    expect(question?.text).not.toContain("1234");
  });
  test("is not taken for an answer that is gone", async () => {
    expect(await rates(await lookupDesk(), GONE, true)).toEqual({ kind: "gone" });
  });
});

describe("wordings for residents", () => {
  const worded = async (desk: LookupDesk, { answer }: Finding) =>
    desk.within((records) => wordingsOf(desk.house, records, answer!));

  test("are in each language what a resident reads, with the quotation and its source", async () => {
    const desk = await lookupDesk();
    const found = await worded(desk, await desk.asks("小平市の協働とは何ですか"));
    expect(found?.asked).toBe("小平市の協働とは何ですか");
    expect(found?.wordings.map(({ language }) => language)).toEqual([...LANGUAGES]);
    for (const { language, text } of found?.wordings ?? []) {
      const reply = desk.house.desk.reply({ text: "小平市の協働とは何ですか", city: KODAIRA, history: [], language });
      const [quotation] = reply.quotations;
      expect(text.startsWith(reply.lead)).toBe(true);
      for (const line of quotation!.lines) expect(text).toContain(line.text);
      expect(text).toContain(quotation!.source);
      expect(text).not.toMatch(/｜|undefined/u);
    }
  });
  test("speak of the city that the finding spoke of", async () => {
    const desk = await lookupDesk();
    const asked = await desk.asks(MEANING);
    const kept = await goesOn(desk, asked.answer!, { kind: "keep-city", city: HINO });
    const found = await worded(desk, kept!);
    for (const { text } of found?.wordings ?? []) expect(text).toContain(kept!.reply.quotations[0]!.source);
  });
  test("tell city by city what no city was named for, and ask nobody back", async () => {
    const desk = await lookupDesk();
    const found = await worded(desk, await desk.asks(MEANING));
    for (const { text } of found?.wordings ?? []) expect(text.match(/^■ /gmu)).toHaveLength(5);
  });
  test("of a matter that is the city's are those for residents", async () => {
    const desk = await lookupDesk();
    const text = "うちのNPOが協働の対象になるかどうか判断してもらえますか？";
    const found = await worded(desk, await desk.asks(text, { city: "koganei" as CityId }));
    const toResident = desk.house.desk.reply({ text, city: "koganei" as CityId, history: [], language: "ja" });
    expect(found?.wordings[0]?.text).toBe(toResident.lead);
  });
});

describe("sharing", () => {
  const shares = (desk: LookupDesk, answer: MessageId, by: Person = HARA) =>
    desk.within((records) => shared(desk.house, records, { by, answer, now: desk.clock.now() }));

  test("shows all what one person saw, with the question", async () => {
    const desk = await lookupDesk();
    const found = await desk.asks("小平市の協働とは何ですか", { peer: OWN, isPrivate: true, message: undefined });
    expect(await shares(desk, found.answer!)).toEqual({
      ...found,
      isPrivate: false,
      sharedBy: HARA.id,
      asked: "小平市の協働とは何ですか",
    });
    const compared = await goesOn(desk, found.answer!, { kind: "compare" }, { isPrivate: true });
    expect(await shares(desk, compared!.answer!)).toEqual({ ...compared, isPrivate: false, sharedBy: HARA.id });
  });
  test("is for who asked, while it is there", async () => {
    const desk = await lookupDesk();
    const found = await desk.asks(MEANING, { peer: OWN, isPrivate: true });
    expect(await shares(desk, found.answer!, MORI)).toBeUndefined();
    expect(await shares(desk, GONE)).toBeUndefined();
  });
});

describe("a message without mention", () => {
  const speaks = async (desk: LookupDesk, by: string, callsOthers = false) => {
    const conversation = await desk.conversation(THREAD);
    const speaking = { conversation, by, callsOthers, now: desk.clock.now() };
    return desk.within((records) => followUp(desk.house, records, speaking));
  };
  test("is for the desk where only its writer asked it", async () => {
    const desk = await lookupDesk();
    await desk.asks(MEANING);
    expect(await speaks(desk, HARA.id)).toBe(true);
    await desk.asks("じゃあ国立は？", { message: "2" });
    expect(await speaks(desk, HARA.id)).toBe(true);
  });
  test("is for people once another person spoke, then and ever after", async () => {
    const desk = await lookupDesk();
    await desk.asks(MEANING);
    expect(await speaks(desk, MORI.id)).toBe(false);
    expect(await speaks(desk, HARA.id)).toBe(false);
    await desk.asks(MEANING, { message: "2" });
    expect(await speaks(desk, HARA.id)).toBe(false);
  });
  test("is for people where it calls one of them, then and ever after", async () => {
    const desk = await lookupDesk();
    await desk.asks(MEANING);
    expect(await speaks(desk, HARA.id, true)).toBe(false);
    expect(await speaks(desk, HARA.id)).toBe(false);
  });
  test("is for people where another asked by a mention", async () => {
    const desk = await lookupDesk();
    await desk.asks(MEANING);
    await desk.asks(MEANING, { by: MORI, message: "2" });
    expect(await speaks(desk, HARA.id)).toBe(false);
    expect(await speaks(desk, MORI.id)).toBe(false);
  });
  test("is for people where the desk was asked in a thread that hung already", async () => {
    const desk = await lookupDesk();
    await desk.asks(MEANING, { message: "1700000009.000100" });
    expect(await speaks(desk, HARA.id)).toBe(false);
  });
  test("is for people where the desk was never asked, and nobody is remembered", async () => {
    const desk = await lookupDesk();
    expect(await speaks(desk, HARA.id)).toBe(false);
    expect((await desk.conversation()).state).toBe("");
  });
});
