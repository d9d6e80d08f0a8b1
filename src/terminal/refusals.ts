/**
 * Says why an act on a case was refused, and what to do instead.
 */

import { DeskError } from "../errors.ts";
import { REOPEN_MS } from "../handoff/timers.ts";
import type { Case, CaseNumber } from "../records.ts";
import { STATE_NAMES } from "./words.ts";

const DAY_MS = 86_400_000;

/** Acts of the terminal that move a case. */
export type MoveCommand = "take" | "release" | "hand-on" | "answer" | "note" | "close" | "reopen" | "erase";

const ACTS: Readonly<Record<MoveCommand, string>> = {
  take: "担当できません",
  release: "担当を外れられません",
  "hand-on": "引き継げません",
  answer: "返事ができません",
  note: "メモを書けません",
  close: "終了できません",
  reopen: "再開できません",
  erase: "記録を消せません",
};

export interface Refused {
  readonly command: MoveCommand;
  readonly number: CaseNumber;
  /** As it is: the act changed nothing. Undefined where there is none. */
  readonly on: Case | undefined;
  /** What one of the staff is called. */
  nameOf(id: string): string;
}

/** @returns the same error in a sentence for staff where it is about the case, else as it is */
export function inPlainWords(cause: unknown, { command, number, on, nameOf }: Refused): unknown {
  if (!(cause instanceof DeskError)) return cause;
  if (cause.code === "case-unknown") return unknown(number);
  if (cause.code === "case-changed") {
    const message = `受付番号 ${number} は、今ほかの人が変えました。何も変えていません。show ${number} で見直してください`;
    return new DeskError(cause.code, message, { cause, facts: cause.facts });
  }
  if (cause.code !== "illegal-move" || on === undefined) return cause;
  return new DeskError(cause.code, refusal(on, command, nameOf), { cause, facts: cause.facts });
}

export function unknown(number: CaseNumber): DeskError {
  return new DeskError("case-unknown", `この窓口に受付番号 ${number} はありません`, { facts: { number } });
}

function refusal(on: Case, command: MoveCommand, nameOf: Refused["nameOf"]): string {
  const assignee = on.assignee === undefined ? "" : nameOf(on.assignee);
  return `受付番号 ${on.number} は${ACTS[command]}。${why({ ...on, assignee }, command)}`;
}

/** @param on - with the assignee by name */
function why(on: Case, command: MoveCommand): string {
  const { number, state, assignee = "" } = on;
  const now = `今は「${STATE_NAMES[state]}」です。`;
  if (state === "closed") {
    if (command !== "reopen") return `${now}続けるなら、先に reopen ${number} で再開してください`;
    if (on.closeReason === "erased") return "記録が消されています";
    return `終了から${REOPEN_MS / DAY_MS}日を過ぎています。相手がまた書き込むと、新しい受付になります`;
  }
  switch (command) {
    case "take":
      return `${assignee} さんが担当しています。代わるなら hand-on ${number} で自分に引き継いでください`;
    case "answer":
      if (state === "waiting") return `${now}先に take ${number} で担当してください`;
      return `担当は ${assignee} さんです。代わるなら hand-on ${number} で自分に引き継いでください`;
    case "hand-on":
      if (state === "waiting") return `${now}まだ誰も担当していません。take ${number} で担当できます`;
      return `その人（${assignee}）がもう担当しています`;
    case "release":
    case "note":
    case "close":
    case "reopen":
    case "erase":
      return now;
    default:
      return command satisfies never;
  }
}
