import { describe, expect, test } from "vitest";
import type { DeskError } from "../../../src/errors.ts";
import { type Board, noBoard } from "../../../src/handoff/board.ts";
import type { CaseNumber, CloseReason, ConversationId } from "../../../src/records.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";
import { inJapan } from "../../fixtures/test-clock.ts";
import { DAY_MS, HOUR_MS } from "./case-sample.ts";

const { ja, en } = conversationWords;

/** A case that waits, opened on a Friday at ten, at a desk that is open from Tuesday to Sunday. */
async function waiting(options: ServedDeskOptions & { readonly wish?: string } = {}) {
  const desk = await servedDesk(options);
  const person = desk.resident();
  await person.writes(options.wish ?? "人と話したい");
  person.reads();
  const { number } = await person.latestCase();
  const events = async () =>
    (await desk.within(({ cases }) => cases.events(number))).map(({ move, actor, text }) => [
      move,
      actor.kind === "staff" ? actor.name : actor.kind,
      text,
    ]);
  const audit = async () =>
    (await desk.within((records) => records.audit.latest(20))).map(({ actor, act, subject }) => [actor, act, subject]);
  const take = (staff = "hara") =>
    desk.staff((work, records) => work.byStaff(records, number, staff, { kind: "take" }));
  const answer = (text: string, staff = "hara") =>
    desk.staff((work, records) => work.answer(records, number, staff, text));
  const close = (reason: CloseReason = "solved") =>
    desk.staff((work, records) => work.close(records, number, "hara", reason));
  return { desk, person, number, events, audit, take, answer, close };
}
const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
  } catch (error) {
    return (error as DeskError).code;
  }
  return "done";
};

test("each act of the staff is a line of the case's record and of the trail, without a word of the talk", async () => {
  const { desk, number, events, audit, take, answer, close } = await waiting();
  await take();
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "note", text: "折り返し済み" }));
  await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "hand-on", to: "mori" }));
  await answer("お答えします", "mori");
  await desk.staff((work, records) => work.byStaff(records, number, "mori", { kind: "release" }));
  await close();
  await desk.staff((work, records) => work.reopen(records, number, "hara"));
  expect(await events()).toEqual([
    ["open", "resident", "wish-person"],
    ["take", "hara", ""],
    ["note", "hara", "折り返し済み"],
    ["hand-on", "hara", "mori"],
    ["answer", "mori", ""],
    ["release", "mori", ""],
    ["close", "hara", "solved"],
    ["reopen", "hara", ""],
  ]);
  expect((await audit()).reverse()).toEqual([
    ["hara", "case-take", "case 1"],
    ["hara", "case-note", "case 1"],
    ["hara", "case-hand-on", "case 1"],
    ["mori", "case-answer", "case 1"],
    ["mori", "case-release", "case 1"],
    ["hara", "case-close", "case 1"],
    ["hara", "case-reopen", "case 1"],
  ]);
});

test("what the resident is not told of is not sent", async () => {
  const { desk, person, number, take } = await waiting();
  expect((await take()).told).toBe("nothing");
  const noted = await desk.staff((work, records) =>
    work.byStaff(records, number, "hara", { kind: "note", text: "電話済み" }),
  );
  expect([noted.told, person.reads()]).toEqual(["nothing", ""]);
});

test("an answer is kept under the staff's name, and the resident reads who speaks", async () => {
  const { desk, person, take, answer } = await waiting();
  await take();
  const { told, case: after } = await answer("お答えします。");
  expect([told, after.state, after.firstAnsweredAt]).toEqual(["queued", "with-resident", desk.clock.now()]);
  expect(person.reads()).toBe("お答えします。");
  expect(person.seen.at(-1)).toMatchObject({ by: "push", saying: { sender: "担当の人", text: "お答えします。" } });
  const here = (await person.conversation())!;
  const [kept] = await desk.within(({ messages }) => messages.latest(here.id, 1));
  expect(kept).toMatchObject({ author: "person", staff: "hara", text: "お答えします。" });
});

test("an answer by somebody else is refused, and nothing of it is kept", async () => {
  const { desk, person, take, answer } = await waiting();
  await take();
  expect(await refused(answer("わたしが答えます", "mori"))).toBe("illegal-move");
  expect(person.reads()).toBe("");
  const here = (await person.conversation())!;
  const all = await desk.within(({ messages }) => messages.latest(here.id, 50));
  expect(all.filter(({ author }) => author === "person")).toEqual([]);
});

test("an answer to somebody who blocked the desk is kept, and told to be undeliverable", async () => {
  const { desk, person, take, answer } = await waiting();
  await take();
  await person.sends({ kind: "unfollow" });
  expect((await answer("お答えします")).told).toBe("stopped");
  expect(await desk.within(({ outbox }) => outbox.counts())).toMatchObject({ waiting: 0 });
  const here = (await person.conversation())!;
  const [kept] = await desk.within(({ messages }) => messages.latest(here.id, 1));
  expect(kept?.text).toBe("お答えします");
});

test("a number that is no case's is refused", async () => {
  const { desk } = await waiting();
  const taken = desk.staff((work, records) => work.byStaff(records, 99 as CaseNumber, "hara", { kind: "take" }));
  expect(await refused(taken)).toBe("case-unknown");
});

test("of two who take a case at once one wins, and the other is refused", async () => {
  const { person, take, events } = await waiting();
  const ends = await Promise.all([refused(take("hara")), refused(take("mori"))]);
  expect(ends.toSorted()).toEqual(["done", "illegal-move"]);
  const winner = ends[0] === "done" ? "hara" : "mori";
  expect((await person.latestCase()).assignee).toBe(winner);
  expect((await events()).filter(([move]) => move === "take")).toEqual([["take", winner, ""]]);
});

test("of two who act on the same reading of a case one wins, and of the other nothing is kept", async () => {
  const { desk, person, events } = await waiting();
  const read = await person.latestCase();
  const writes = () => desk.within((records) => desk.casework.byResident(records, read, { kind: "resident-writes" }));
  expect(await refused(writes())).toBe("done");
  expect(await refused(writes())).toBe("case-changed");
  expect((await events()).map(([move]) => move)).toEqual(["open", "resident-writes"]);
  expect((await person.latestCase()).version).toBe(read.version + 1);
});

describe("closing", () => {
  test.each(["solved", "elsewhere"] as const)("as %s is told with the number and how to come back", async (reason) => {
    const { person, close } = await waiting();
    expect((await close(reason)).told).toBe("queued");
    expect(person.reads()).toBe(`ご相談（1番）を終わりました。14日以内なら、もう一度開けます。\n${ja.cases.rate}`);
    expect(person.offers()).toEqual(["解決しなかった", "少し解決した", "解決した", "もう一度相談する"]);
  });

  test("as nuisance is told to nobody", async () => {
    const { person, close } = await waiting();
    expect((await close("nuisance")).told).toBe("nothing");
    expect(person.reads()).toBe("");
  });

  test("is told in the language of the case", async () => {
    const { person, close } = await waiting({ wish: "I want to talk to a person" });
    await close();
    expect(person.reads()).toBe(`${en.cases.closed({ number: 1, days: 14 })}\n${en.cases.rate}`);
  });

  test("what staff open again is theirs, and the resident is told", async () => {
    const { desk, person, number, close } = await waiting();
    await close();
    person.reads();
    desk.clock.advance(14 * DAY_MS);
    await desk.staff((work, records) => work.reopen(records, number, "mori"));
    expect(person.reads()).toBe(ja.cases.reopened);
    expect(await person.latestCase()).toMatchObject({ state: "with-person", assignee: "mori", closeReason: undefined });
  });

  test("what was closed too long ago stays closed", async () => {
    const { desk, number, close } = await waiting();
    await close();
    desk.clock.advance(14 * DAY_MS + 1);
    expect(await refused(desk.staff((work, records) => work.reopen(records, number, "hara")))).toBe("illegal-move");
  });
});

describe("erasing by the staff", () => {
  test.each(["open", "closed"] as const)("closes nothing and deletes everything of a case that is %s", async (kind) => {
    const { desk, person, number, close, audit } = await waiting();
    if (kind === "closed") await close();
    person.reads();
    const done = await desk.staff((work, records) => work.erase(records, number, "hara"));
    expect([done.told, person.reads()]).toEqual(["queued", ja.records.erased]);
    expect(await person.conversation()).toBeUndefined();
    expect(await desk.within(({ cases }) => cases.get(number))).toBeUndefined();
    expect((await audit())[0]).toEqual(["hara", "records-erased", "case 1"]);
  });

  test("keeps out what the resident writes just then, before anything is taken away", async () => {
    const acts: string[] = [];
    const board: Board = { ...noBoard, gone: async () => void acts.push("gone") };
    const { desk, number } = await waiting({ board: () => board });
    await desk.staff((work, records) => {
      const { conversations } = records;
      const lock = async (id: ConversationId) => {
        acts.push("lock");
        await conversations.lock(id);
      };
      return work.erase({ ...records, conversations: { ...conversations, lock } }, number, "hara");
    });
    expect(acts[0]).toBe("lock");
    expect(acts.at(-1)).toBe("gone");
  });
});

describe("the clock", () => {
  /** From Friday at ten: four opening hours, and eight. */
  const REMIND_AT = inJapan("2026-11-20T14:00");
  const DUE_AT = inJapan("2026-11-21T10:00");

  test("tells at half of the time that an answer is due, and once more when it is overdue", async () => {
    const { desk, person, events } = await waiting();
    expect(await person.latestCase()).toMatchObject({ remindAt: REMIND_AT, dueAt: DUE_AT });
    await desk.passes(REMIND_AT - desk.clock.now() - 1);
    expect((await person.latestCase()).remindedAt).toBeUndefined();
    await desk.passes(1);
    await desk.passes(1);
    expect((await person.latestCase()).remindedAt).toBe(REMIND_AT);
    await desk.passes(DUE_AT - desk.clock.now() - 1);
    expect((await person.latestCase()).escalatedAt).toBeUndefined();
    await desk.passes(1);
    await desk.passes(DAY_MS);
    expect((await person.latestCase()).escalatedAt).toBe(DUE_AT);
    expect(await events()).toEqual([
      ["open", "resident", "wish-person"],
      ["remind", "desk", ""],
      ["escalate", "desk", ""],
    ]);
    expect(person.reads()).toBe("");
  });

  test("asks for nothing once it is answered", async () => {
    const { desk, take, answer, events } = await waiting();
    await take();
    await answer("お答えします");
    await desk.passes(3 * DAY_MS);
    expect((await events()).map(([move]) => move)).toEqual(["open", "take", "answer"]);
  });

  test("asks for nothing where nobody knows the hours", async () => {
    const { desk, events } = await waiting({ profile: { hours: undefined } });
    await desk.passes(30 * DAY_MS);
    expect((await events()).map(([move]) => move)).toEqual(["open"]);
  });

  test("gives notice 11 days after an answer and closes the case 3 days later", async () => {
    const { desk, person, take, answer } = await waiting();
    await take();
    await answer("いかがでしょうか");
    person.reads();
    await desk.passes(11 * DAY_MS - 1);
    expect(person.reads()).toBe("");
    await desk.passes(1);
    expect(person.reads()).toBe("ご相談（1番）は、お返事がなければ3日後に終わります。続きがあれば、書いてください。");
    await desk.passes(3 * DAY_MS - 1);
    expect([person.reads(), (await person.latestCase()).state]).toEqual(["", "with-resident"]);
    await desk.passes(1);
    expect(person.reads()).toBe(
      `お返事がなかったため、ご相談（1番）を終わりました。14日以内なら、もう一度開けます。\n${ja.cases.rate}`,
    );
    expect(await person.latestCase()).toMatchObject({ state: "closed", closeReason: "no-answer" });
    expect(person.offers()).toContain("もう一度相談する");
  });

  test("does not close what the resident took up after the notice", async () => {
    const { desk, person, take, answer } = await waiting();
    await take();
    await answer("いかがでしょうか");
    await desk.passes(11 * DAY_MS);
    await person.writes("続きがあります");
    await desk.passes(30 * DAY_MS);
    expect(await person.latestCase()).toMatchObject({ state: "with-person", noticedAt: undefined });
  });

  test("never closes a case without three days of notice, however late the notice was", async () => {
    const { desk, person, take, answer } = await waiting();
    await take();
    await answer("いかがでしょうか");
    await desk.passes(20 * DAY_MS);
    expect((await person.latestCase()).state).toBe("with-resident");
    await desk.passes(3 * DAY_MS - HOUR_MS);
    expect((await person.latestCase()).state).toBe("with-resident");
    await desk.passes(HOUR_MS);
    expect((await person.latestCase()).state).toBe("closed");
  });
});
