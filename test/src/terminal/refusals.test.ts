import { expect, test } from "vitest";
import { DeskError } from "../../../src/errors.ts";
import { type Move, moved } from "../../../src/handoff/cases.ts";
import type { Case, CaseNumber, CaseState } from "../../../src/records.ts";
import { inPlainWords, type MoveCommand } from "../../../src/terminal/refusals.ts";
import { DAY_MS, OPENED_AT, sample } from "../handoff/case-sample.ts";

const NUMBER = 7 as CaseNumber;
const plain = (cause: unknown, on?: Case, command: MoveCommand = "take") =>
  inPlainWords(cause, { command, number: NUMBER, on, nameOf: (id) => (id === "slack:U01" ? "佐藤" : id) });

/** What a move of 木村 throws, in plain words; undefined for one that is legal. */
function refused(on: Case, command: MoveCommand, move: Move): unknown {
  try {
    moved(on, move, { at: OPENED_AT + 30 * DAY_MS, actor: { kind: "staff", name: "木村" } });
    return undefined;
  } catch (cause) {
    return plain(cause, on, command);
  }
}

const take = { kind: "take" } as const;
const release = { kind: "release" } as const;
const answer = { kind: "answer" } as const;
const handOn = { kind: "hand-on", to: "hara" } as const;
const close = { kind: "close", reason: "solved" } as const;
const reopen = { kind: "reopen", dueAt: undefined, remindAt: undefined } as const;

test.each<[MoveCommand, Move, CaseState, Partial<Case>, string]>([
  [
    "take",
    take,
    "with-person",
    {},
    "担当できません。hara さんが担当しています。代わるなら hand-on 7 で自分に引き継いでください",
  ],
  ["take", take, "closed", {}, "担当できません。今は「終了」です。続けるなら、先に reopen 7 で再開してください"],
  ["release", release, "waiting", {}, "担当を外れられません。今は「受付中」です。"],
  ["answer", answer, "waiting", {}, "返事ができません。今は「受付中」です。先に take 7 で担当してください"],
  [
    "answer",
    answer,
    "with-resident",
    {},
    "返事ができません。担当は hara さんです。代わるなら hand-on 7 で自分に引き継いでください",
  ],
  ["answer", answer, "closed", {}, "返事ができません。今は「終了」です。続けるなら、先に reopen 7 で再開してください"],
  [
    "hand-on",
    handOn,
    "waiting",
    {},
    "引き継げません。今は「受付中」です。まだ誰も担当していません。take 7 で担当できます",
  ],
  ["hand-on", handOn, "with-person", {}, "引き継げません。その人（hara）がもう担当しています"],
  [
    "take",
    take,
    "with-person",
    { assignee: "slack:U01" },
    "担当できません。佐藤 さんが担当しています。代わるなら hand-on 7 で自分に引き継いでください",
  ],
  ["close", close, "closed", {}, "終了できません。今は「終了」です。続けるなら、先に reopen 7 で再開してください"],
  ["reopen", reopen, "waiting", {}, "再開できません。今は「受付中」です。"],
  [
    "reopen",
    reopen,
    "closed",
    {},
    "再開できません。終了から14日を過ぎています。相手がまた書き込むと、新しい受付になります",
  ],
  ["reopen", reopen, "closed", { closeReason: "erased" }, "再開できません。記録が消されています"],
])("%s (%j) on a case that is %s with %j is refused with what to do instead", (command, move, state, changes, why) => {
  const error = refused(sample(state, changes), command, move);
  expect(error).toBeInstanceOf(DeskError);
  expect(error).toMatchObject({ code: "illegal-move", message: `受付番号 7 は${why}` });
});

test("a case that another changed meanwhile is to be looked at again", () => {
  const error = plain(new DeskError("case-changed", "Case 7 was changed"), sample("waiting"));
  expect(error).toMatchObject({ code: "case-changed", message: expect.stringContaining("show 7 で見直して") });
});

test("a case that is gone by now is unknown", () => {
  expect(plain(new DeskError("case-unknown", "There is no case 7"))).toMatchObject({
    code: "case-unknown",
    message: "この窓口に受付番号 7 はありません",
  });
});

test.each([new DeskError("store-unusable", "The disk is full"), new TypeError("no")])("%o stays as it is", (cause) => {
  expect(plain(cause, sample("waiting"))).toBe(cause);
});
