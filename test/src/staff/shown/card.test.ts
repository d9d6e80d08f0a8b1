import { expect, test } from "vitest";
import type { PostContent } from "../../../../src/ports/staff.ts";
import type { Case, CaseNumber, Message } from "../../../../src/records.ts";
import { cited } from "../../../adapters/store/sample.ts";
import { ASKED, DAY_MS, HARA, type StaffedDesk, type StaffedDeskOptions, staffedDesk } from "../staffed-desk.ts";

async function cardOf(desk: StaffedDesk, { number }: Pick<Case, "number">) {
  const content = await desk.read({ what: "card", number });
  return (content as Extract<PostContent, { what: "card" }> | undefined)?.card;
}

const ANSWER: Partial<Message> = { author: "desk", outcome: "answer", text: "締切は毎年5月です。", sections: cited };

test("a card tells what was asked, by names, and what the desk had answered before", async () => {
  const desk = await staffedDesk({ settings: { casesUrl: "https://desk.example.jp/console/cases" } });
  const first = await desk.caseOf("a");
  await desk.said(first, ANSWER);
  desk.clock.advance(1);
  await desk.acts((work, records) => work.byResident(records, first, { kind: "withdraw" }));
  const second = await desk.caseOf("a");
  await desk.within(({ staff }) => staff.save({ id: HARA, name: "原", city: undefined, seenAt: 1 }));
  await desk.takenBy(HARA, second.number);
  expect(await cardOf(desk, second)).toMatchObject({
    case: { number: 2, asked: ASKED, open: [ASKED], state: "with-person" },
    isWordless: false,
    cityName: "小平市",
    topicName: "補助金",
    assigneeName: "原",
    answered: { text: "締切は毎年5月です。", sources: cited },
    earlier: [1],
    opening: { kind: "open", untilMinutes: 17 * 60 },
    isOverdue: false,
    isStopped: false,
    url: "https://desk.example.jp/console/cases/2",
  });
  expect(await cardOf(desk, first)).toMatchObject({ earlier: [], assigneeName: undefined });
});

test("what the desk answered later, without a section, or in other words of a person is not what it had answered", async () => {
  const desk = await staffedDesk();
  const on = await desk.caseOf("a");
  await desk.said(on, { ...ANSWER, sections: [] });
  await desk.said(on, { ...ANSWER, author: "person" });
  desk.clock.advance(1);
  await desk.said(on, ANSWER);
  expect(await cardOf(desk, on)).toMatchObject({ answered: undefined });
});

test.each<[string, StaffedDeskOptions]>([
  ["only a notice is wanted", { settings: { content: "notice" } }],
  ["people answer by their own ways", { profile: { caseWay: "contact" } }],
])("no word of the resident is in the card where %s", async (_, options) => {
  const desk = await staffedDesk(options);
  const on = await desk.caseOf("a");
  await desk.said(on, ANSWER);
  await desk.within((records) =>
    records.cases.save({ ...on, asked: "ひみつ", open: ["ひみつ"], ratingWord: "ひみつ" }),
  );
  const card = await cardOf(desk, on);
  expect(card).toMatchObject({ isWordless: true, cityName: "小平市", answered: undefined, url: undefined });
  expect(card?.case).toMatchObject({ asked: "", open: [], ratingWord: "" });
  expect(JSON.stringify(card)).not.toContain("ひみつ");
});

test("a case is shown in the language that was chosen since, and as one whose resident has gone", async () => {
  const desk = await staffedDesk();
  const on = await desk.caseOf("a");
  await desk.within(async ({ conversations }) => {
    const here = (await conversations.get(on.conversation))!;
    await conversations.save({ ...here, language: "en", isStopped: true });
  });
  expect(await cardOf(desk, on)).toMatchObject({ case: { language: "en" }, isStopped: true });
});

test("a case that nobody answered in time is overdue, and out of hours the next opening is told", async () => {
  const desk = await staffedDesk();
  const on = await desk.caseOf("a");
  desk.clock.advance(DAY_MS - 1);
  expect(await cardOf(desk, on)).toMatchObject({ isOverdue: false });
  desk.clock.advance(1);
  expect(await cardOf(desk, on)).toMatchObject({ isOverdue: true });
  desk.clock.advance(DAY_MS / 2);
  expect(await cardOf(desk, on)).toMatchObject({ opening: { kind: "opens", daysAhead: 1, fromMinutes: 540 } });
});

test("a case that was cut from its person keeps its figures, and nobody else's cases are counted as theirs", async () => {
  const desk = await staffedDesk();
  const cases = [await desk.caseOf("a"), await desk.caseOf("b")];
  await desk.within(async ({ conversations }) => {
    for (const { conversation } of cases) await conversations.expire(conversation);
  });
  expect(await cardOf(desk, cases[1]!)).toMatchObject({ case: { number: 2, asked: "" }, earlier: [] });
});

test("of a case that is not there nothing is shown", async () => {
  const desk = await staffedDesk();
  const on = await desk.caseOf("a");
  await desk.acts((work, records) => work.erase(records, on.number, HARA));
  expect(await cardOf(desk, on)).toBeUndefined();
  expect(await cardOf(desk, { number: 99 as CaseNumber })).toBeUndefined();
});
