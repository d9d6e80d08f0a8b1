import { expect, test } from "vitest";
import { byUrgency, caseView, isOverdue, spoken } from "../../../src/handoff/case-view.ts";
import type { Case, CaseNumber, CaseState } from "../../../src/records.ts";
import { row, saying } from "../../adapters/store/sample.ts";
import { staffedDesk } from "../staff/staffed-desk.ts";
import { DAY_MS, OPENED_AT, sample } from "./case-sample.ts";

const on = (number: number, state: CaseState, changes: Partial<Case> = {}): Case =>
  sample(state, { number: number as CaseNumber, ...changes });

test("urgent ones come first, then those due soonest, then those without a time, the answered and the closed", () => {
  const urgent = { priority: "urgent" } as const;
  const sorted = [
    on(1, "waiting", { ...urgent, dueAt: OPENED_AT + DAY_MS }),
    on(9, "with-person", { ...urgent, dueAt: OPENED_AT + 2 * DAY_MS }),
    on(2, "with-resident", urgent),
    on(8, "with-person", { dueAt: OPENED_AT }),
    on(3, "waiting", { dueAt: OPENED_AT + DAY_MS }),
    on(4, "waiting", { dueAt: OPENED_AT + DAY_MS }),
    on(5, "waiting", { dueAt: undefined }),
    on(6, "with-resident", { dueAt: 0 }),
    on(10, "closed", urgent),
    on(7, "closed"),
  ];
  expect(sorted.toReversed().sort(byUrgency)).toEqual(sorted);
});

test.each<[string, Case, number, boolean]>([
  ["before its time", on(1, "waiting", { dueAt: 10 }), 9, false],
  ["at its time", on(1, "with-person", { dueAt: 10 }), 10, true],
  ["without a time", on(1, "waiting", { dueAt: undefined }), 10, false],
  ["once answered", on(1, "with-resident", { dueAt: 10 }), 11, false],
  ["once closed", on(1, "closed", { dueAt: 10, firstAnsweredAt: undefined }), 11, false],
])("a case %s is overdue or not", (_, one, now, expected) => expect(isOverdue(one, now)).toBe(expected));

test("what a message says is its words, one under the other", () => {
  expect(spoken([saying("一"), saying("二")])).toBe("一\n二");
});

test("the language of a case is the one that was chosen since it began", async () => {
  const desk = await staffedDesk();
  const one = await desk.caseOf("a");
  const view = await desk.within(async (records) => {
    const here = (await records.conversations.get(one.conversation))!;
    await records.conversations.save({ ...here, language: "en" });
    return caseView(records, one.number, { caseWay: "conversation", now: desk.clock.now() });
  });
  expect([one.language, view?.case.language]).toEqual(["ja", "en"]);
});

test("what waits for another person is no part of a case", async () => {
  const desk = await staffedDesk();
  const [mine, other] = [await desk.caseOf("a"), await desk.caseOf("b")];
  const view = await desk.within(async (records) => {
    await records.outbox.add(row(mine.conversation, { sayings: [saying("私に")] }), desk.clock.now());
    await records.outbox.add(row(other.conversation, { sayings: [saying("別の人に")] }), desk.clock.now());
    await records.outbox.add(row(mine.conversation, { sayings: [saying("私に、次に")] }), desk.clock.now());
    return caseView(records, mine.number, { caseWay: "conversation", now: desk.clock.now() });
  });
  expect(view?.undelivered.map(({ text }) => text)).toEqual(["私に", "私に、次に"]);
  expect(view?.others).toEqual([]);
});

test("the other cases of a person are told with a case, until it is cut from the person", async () => {
  const desk = await staffedDesk();
  const [mine, other] = [await desk.caseOf("a"), await desk.caseOf("b")];
  const others = (number: CaseNumber) =>
    desk.within(async (records) =>
      (await caseView(records, number, { caseWay: "conversation", now: desk.clock.now() }))?.others.map(
        (one) => one.number,
      ),
    );
  const again = await desk.within(async ({ cases }) => {
    await cases.save({ ...mine, state: "closed", closedAt: desk.clock.now() });
    return cases.open({ ...sample("waiting"), conversation: mine.conversation });
  });
  expect([await others(again.number), await others(mine.number)]).toEqual([[mine.number], [again.number]]);
  await desk.within(async ({ conversations }) => {
    await conversations.expire(mine.conversation);
    await conversations.expire(other.conversation);
  });
  expect(await others(again.number)).toEqual([]);
});
