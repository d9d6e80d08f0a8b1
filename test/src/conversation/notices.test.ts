import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rendered } from "../../../adapters/line/render.ts";
import { openStore } from "../../../adapters/store/open.ts";
import type { CityId } from "../../../src/model.ts";
import type { Notice, Saying } from "../../../src/records.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, delivered, type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";
import { inJapan } from "../../fixtures/test-clock.ts";

const KODAIRA = "kodaira" as CityId;
const TEXT = "開館は9時から21時までです。";

const notice = (of: Partial<Notice> = {}): Notice => ({
  id: "n1",
  words: ["開館時間", "何時まで開いて"],
  text: TEXT,
  city: undefined,
  from: "2026-11-01",
  until: "2026-11-30",
  author: "console:hara",
  approver: "console:mori",
  changedAt: inJapan("2026-10-30T09:00"),
  version: 0,
  ...of,
});

async function desk(notices: readonly Notice[], options: ServedDeskOptions = {}) {
  const served = await servedDesk(options);
  await served.within(async (records) => {
    for (const one of notices) await records.notices.save(one);
  });
  const person = served.resident();
  await person.writes("こんにちは");
  const noticesRead = () => person.seen.filter(({ saying }) => isNotice(saying));
  return { served, person, noticesRead };
}

const isNotice = (saying: Saying) => saying.kind === "text" && saying.isNotice === true;
const ASKED = "小平市のセンターの開館時間を教えてください";

describe("a notice that holds", () => {
  test("is said in a message of its own behind the answer, with its date and until when it holds", async () => {
    const { person, noticesRead } = await desk([notice()]);
    const read = await person.writes(ASKED);
    expect(read.endsWith(conversationWords.ja.notice.said({ text: TEXT, on: "2026-10-30", until: "2026-11-30" }))).toBe(
      true,
    );
    expect(read).toContain("2026年11月30日まで");
    const [said] = noticesRead();
    expect(said?.saying).toMatchObject({ kind: "text", sender: "センターからのお知らせ", quick: [] });
    expect(person.seen.at(-1)).toEqual(said);
  });

  test("is said where the desk itself must decline, and is no part of what the desk replies", async () => {
    const { person } = await desk([notice({ words: ["駐輪場"], text: "自転車は裏に置けます。" })]);
    const question = "小平市のセンターの駐輪場はどこですか";
    expect(await person.writes(question)).toContain("自転車は裏に置けます。");
    const { desk: answers } = await delivered();
    const reply = answers.reply({ text: question, city: undefined, history: [] });
    expect(JSON.stringify(reply)).not.toContain("自転車");
  });

  test.each([
    ["in English", "What is the 開館時間?", "notice of the centre, written on 30 October 2026"],
    [
      "in やさしい日本語",
      "センターの 開館時間（かいかんじかん）は なんじですか",
      "センターから つたえたい ことが あります",
    ],
  ])("is as it was written, with words around it %s", async (_, question, around) => {
    const { person } = await desk([notice()]);
    const read = await person.writes(question);
    expect(read).toContain(TEXT);
    expect(read).toContain(around);
  });

  test("is never inside a quotation, and at most two are said, the latest written first", async () => {
    const three = [1, 2, 3].map((n) => notice({ id: `n${n}`, text: `お知らせ${n}`, changedAt: n * 1_000 }));
    const { person, noticesRead } = await desk(three);
    await person.writes(ASKED);
    expect(noticesRead().map(({ saying }) => (saying.kind === "text" ? saying.text : ""))).toEqual([
      expect.stringContaining("お知らせ3"),
      expect.stringContaining("お知らせ2"),
    ]);
    const bundles = person.seen.filter(({ saying }) => saying.kind === "bundle");
    expect(JSON.stringify(bundles)).not.toContain("お知らせ");
  });

  test("keeps to LINE's five messages however much is said", async () => {
    const { person } = await desk([notice({ words: ["協働"] }), notice({ id: "n2", words: ["協働"] })]);
    await person.writes("市民活動団体との協働について各市を比べて");
    const messages = rendered(
      person.seen.map(({ saying }) => saying),
      "",
    );
    expect(messages.length).toBeLessThanOrEqual(5);
    expect(JSON.stringify(messages)).toContain("9時から21時");
  });
});

describe("a notice is not said", () => {
  test.each<[string, Partial<Notice>, string]>([
    ["before its first day", { from: "2026-11-21" }, ASKED],
    ["after its last day", { until: "2026-11-19" }, ASKED],
    ["while nobody has approved it", { approver: undefined }, ASKED],
    ["to a question of another city", { city: "hino" as CityId }, ASKED],
    ["to a question without its words", {}, "小平市の協働とは何ですか"],
    ["where its word stands inside another", { words: ["京都"] }, "東京都の協働とは何ですか"],
    ["in danger to life", { words: ["死にたい"] }, "もう死にたいです"],
  ])("%s", async (_, of, question) => {
    const { person, noticesRead } = await desk([notice(of)]);
    await person.writes(question);
    expect(noticesRead()).toEqual([]);
  });

  test("once a person has the talk", async () => {
    const { served, person, noticesRead } = await desk([notice()]);
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await served.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await person.writes(ASKED);
    await person.pressesRaw({ act: "ask-desk" });
    expect(await person.writes(ASKED)).not.toBe("");
    expect(noticesRead()).toEqual([]);
  });
});

test("it is said on its first and on its last day, and is gone on the day after", async () => {
  const { served, person, noticesRead } = await desk([notice({ from: "2026-11-20", until: "2026-11-20" })], {
    at: "2026-11-20T23:58",
  });
  await person.writes(ASKED);
  expect(noticesRead()).toHaveLength(1);
  served.clock.advance(3 * 60_000);
  await person.writes(`${ASKED}。`);
  expect(noticesRead()).toHaveLength(1);
});

test("one for a city is said where that city is chosen, and where the question names it", async () => {
  const { person, noticesRead } = await desk([notice({ city: KODAIRA })]);
  await person.writes("開館時間は？");
  expect(noticesRead()).toHaveLength(0);
  await person.writes("小平市にして");
  const before = noticesRead().length;
  await person.writes("開館時間は何時ですか");
  expect(noticesRead().length).toBeGreaterThan(before);
});

describe("with two processes at one PostgreSQL", () => {
  let server: Cluster;
  beforeAll(async () => {
    server = await cluster();
  }, 60_000);
  afterAll(() => server.stop());

  test("what one of them approves is said by the other with the next answer", async () => {
    const databaseUrl = await server.database("notices");
    const opened = () => openStore({ dataDir: ":memory:", databaseUrl, chance: { uuid: () => crypto.randomUUID() } });
    const [here, there] = [await opened(), await opened()];
    try {
      const person = (await servedDesk({ store: here })).resident();
      await person.writes("こんにちは");
      expect(await person.writes(ASKED)).not.toContain(TEXT);
      await there.within(DESK, ({ notices }) => notices.save(notice()));
      expect(await person.writes("開館時間は何時ですか")).toContain(TEXT);
      await there.within(DESK, ({ notices }) => notices.remove("n1"));
      expect(await person.writes("センターの開館時間は")).not.toContain(TEXT);
    } finally {
      await here.close();
      await there.close();
    }
  }, 60_000);
});
