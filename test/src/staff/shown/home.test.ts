import { describe, expect, test } from "vitest";
import type { Home, PostContent } from "../../../../src/ports/staff.ts";
import { row } from "../../../adapters/store/sample.ts";
import { HARA, KODAIRA, MORI, type StaffedDesk, staffedDesk } from "../staffed-desk.ts";

async function homeOf(desk: StaffedDesk, staff = HARA, isMember = true): Promise<Home> {
  const content = await desk.read({ what: "home", staff, isMember });
  return (content as Extract<PostContent, { what: "home" }>).home;
}
const numbers = (cards: Home["mine"]) => cards.map((card) => card.case.number);

/** 1 waits, 2 is with 原, 3 with 森, 4 is closed, 5 waits and is urgent. */
async function withCases() {
  const desk = await staffedDesk();
  for (const peer of ["a", "b", "c", "d"]) await desk.caseOf(peer);
  await desk.caseOf("e", { cause: "danger" });
  const [, second, third, fourth] = (await desk.within(({ cases }) => cases.list({ limit: 9 }))).toReversed();
  await desk.takenBy(HARA, second!.number);
  await desk.takenBy(MORI, third!.number);
  await desk.takenBy(HARA, fourth!.number);
  await desk.acts((work, records) => work.close(records, fourth!.number, HARA, "solved"));
  return desk;
}

describe("somebody's own page", () => {
  test("has their open cases and those that wait, the urgent first, and the figures of today", async () => {
    const home = await homeOf(await withCases());
    expect([numbers(home.mine), numbers(home.waiting)]).toEqual([[2], [5, 1]]);
    expect(home.today).toMatchObject({ day: "2026-11-16", opened: 5, closed: 1, waiting: 2 });
  });

  test("keeps a case that they answered until it is closed", async () => {
    const desk = await withCases();
    await desk.answeredBy(HARA, (await homeOf(desk)).mine[0]!.case.number, "はい");
    expect(numbers((await homeOf(desk)).mine)).toEqual([2]);
  });

  test("tells nothing of cases to who is no member of the desk's channel", async () => {
    const home = await homeOf(await withCases(), HARA, false);
    expect(home).toMatchObject({ isMember: false, mine: [], waiting: [], today: { opened: 0, waiting: 0 } });
    expect(home.desk.knowledge).toHaveLength(5);
  });

  test("has at most twenty cases of a list, and how many there are besides", async () => {
    const desk = await staffedDesk();
    for (let i = 0; i < 21; i++) await desk.caseOf(`p${i}`);
    const home = await homeOf(desk);
    expect([home.waiting.length, home.more, home.today.waiting]).toEqual([20, { mine: 0, waiting: 1 }, 21]);
  });

  test("names the person and their city, where they are known", async () => {
    const desk = await staffedDesk();
    expect(await homeOf(desk)).toMatchObject({ name: "U0HARA", city: undefined });
    await desk.within(({ staff }) => staff.save({ id: HARA, name: "原", city: KODAIRA, seenAt: 1 }));
    expect(await homeOf(desk)).toMatchObject({ name: "原", city: KODAIRA, isMember: true });
  });
});

describe("the state of the desk", () => {
  test.each<[string, unknown, Home["desk"]["quota"]]>([
    ["was not read yet", undefined, undefined],
    ["is limited", { limit: 200, used: 150, at: 9 }, { left: 50, isLimited: true, at: 9 }],
    ["is used up", { limit: 200, used: 201, at: 9 }, { left: 0, isLimited: true, at: 9 }],
    ["is without a limit", { limit: null, used: 150, at: 9 }, { left: undefined, isLimited: false, at: 9 }],
    ["makes no sense", { limit: "200" }, undefined],
  ])("tells what is left of a quota that %s", async (_, value, expected) => {
    const desk = await staffedDesk();
    if (value !== undefined) await desk.within(({ settings }) => settings.set("quota.line", value, "desk", 1));
    expect((await homeOf(desk)).desk.quota).toEqual(expected);
  });

  test("counts what waits for residents, and what is in trouble in any channel", async () => {
    const desk = await staffedDesk();
    const { conversation } = await desk.caseOf("a");
    await desk.within(async ({ outbox }) => {
      const now = desk.clock.now();
      for (const state of ["held", "dead", "dead"] as const) {
        await outbox.add(row(conversation), now);
        const [claimed] = await outbox.claim(now, 1_000, 1);
        await outbox.settle(claimed!, { state, reason: "no-quota" });
      }
      await outbox.add(row(conversation), now);
      await outbox.add(row(conversation, { channel: "slack" }), now);
    });
    expect((await homeOf(desk)).desk).toMatchObject({
      name: "協働センター",
      opening: { kind: "open" },
      outbox: { waiting: 1, held: 1, dead: 2 },
    });
  });

  test("lists the guidelines with the date that each prints, or the latest that it mentions", async () => {
    const { knowledge } = (await homeOf(await staffedDesk())).desk;
    expect(knowledge).toContainEqual({ city: "kodaira", name: "小平市", date: "平成30年12月" });
    expect(knowledge).toContainEqual({ city: "hino", name: "日野市", date: "平成19年3月" });
    expect(knowledge.every(({ date }) => /年/u.test(date))).toBe(true);
  });
});
