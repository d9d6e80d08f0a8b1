/**
 * What the people of a desk do with its cases.
 */

import { writeFile } from "node:fs/promises";
import { DeskError } from "../errors.ts";
import { byUrgency, type CaseSummary, caseSummary, caseView } from "../handoff/case-view.ts";
import type { Acted, Casework } from "../handoff/casework.ts";
import { keptTrouble } from "../handoff/trouble.ts";
import type { Records } from "../ports/store.ts";
import { CASE_STATES, type CaseNumber, type CloseReason } from "../records.ts";
import { caseLines, countWords, listLines } from "./case-lines.ts";
import { json } from "./layout.ts";
import { isUsedUp, keptQuota, quotaWords } from "./quota.ts";
import { inPlainWords, type MoveCommand, unknown } from "./refusals.ts";
import type { Room } from "./room.ts";
import { troubleLines } from "./trouble.ts";
import { CLOSE_NAMES } from "./words.ts";

/** Options as they were given on the command line. */
export interface Options {
  readonly all?: boolean;
  readonly mine?: boolean;
  readonly waiting?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly staff?: boolean;
  readonly limit?: string;
}

/** 0 where it was done, 1 where it was not. */
export type Status = 0 | 1;

const MOST_CASES = 500;
/** Five messages of LINE, with room for what the desk puts before them. */
const LONGEST_ANSWER_UNITS = 20_000;
/** Reasons with which people close; the others are the desk's own. */
const CLOSE_WORDS = ["solved", "nuisance", "elsewhere"] as const satisfies readonly CloseReason[];

export async function list(at: Room, _: readonly string[], options: Options): Promise<Status> {
  const { all, mine, waiting, json: asJson } = options;
  const { profile, clock } = at;
  const states = waiting ? (["waiting"] as const) : all ? CASE_STATES : CASE_STATES.filter((one) => one !== "closed");
  const assignee = mine ? at.staff() : undefined;
  const found = await at.within(({ cases }) => cases.list({ states, assignee, limit: MOST_CASES }));
  await tellTrouble(at, asJson === true);
  const gathering = { caseWay: profile.caseWay, now: clock.now() };
  const summaries: CaseSummary[] = [];
  for (const on of found) summaries.push(await at.within((records) => caseSummary(records, on, gathering)));
  summaries.sort(byUrgency);
  if (asJson) at.print(json(summaries));
  else if (summaries.length === 0) at.print(all ? "受付はありません" : "当てはまる受付はありません");
  else at.print(listLines(summaries, { ...at, now: clock.now() }).join("\n"));
  if (found.length === MOST_CASES) at.warn(`新しい ${MOST_CASES} 件だけを表示しました`);
  return 0;
}

/** Above the list; apart from it where a program reads the list. */
async function tellTrouble(at: Room, isApart: boolean): Promise<void> {
  const trouble = at.hasSlack ? await at.within(keptTrouble) : undefined;
  if (trouble === undefined) return;
  const lines = troubleLines(trouble).join("\n");
  if (isApart) at.warn(lines);
  else at.print(`${lines}\n`);
}

export async function show(at: Room, [number = ""]: readonly string[], options: Options): Promise<Status> {
  const gathering = { caseWay: at.profile.caseWay, now: at.clock.now() };
  const wanted = caseNumber(number);
  const view = await at.within((records) => caseView(records, wanted, gathering));
  if (view === undefined) throw unknown(wanted);
  at.print(options.json ? json(view) : caseLines(view, { ...at, now: gathering.now }).join("\n"));
  return 0;
}

/** Writes a file of a resident where a person can open it; one that is there already is left alone. */
export async function file(at: Room, [id = "", out = ""]: readonly string[]): Promise<Status> {
  const media = at.profile.caseWay === "conversation" ? await at.within(({ media }) => media.get(id)) : undefined;
  const content = media === undefined ? undefined : await at.files.read(media.id);
  if (media === undefined || content === undefined) return refused(at, `この窓口にファイル ${id} はありません`);
  try {
    await writeFile(at.path(out), content, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === "EEXIST";
    const reason = isThere ? "もうあります。別の名前にしてください" : "書けません。フォルダーと権限を確かめてください";
    return refused(at, `${out} は${reason}`);
  }
  const entry = { at: at.clock.now(), actor: at.staff(), act: "file-written-out", subject: `file ${media.id}` };
  await at.within(({ audit }) => audit.add(entry));
  at.print(`${out} に書きました（${media.type}）。個人の情報です。用が済んだら消してください`);
  return 0;
}

export async function take(at: Room, [number = ""]: readonly string[]): Promise<Status> {
  const { on } = await worked(at, "take", number, (work, records, wanted) =>
    work.byStaff(records, wanted, at.staff(), { kind: "take" }),
  );
  at.print(`受付番号 ${on.number} を ${at.nameOf(at.staff())} さんが担当します`);
  return 0;
}

export async function release(at: Room, [number = ""]: readonly string[]): Promise<Status> {
  const { on } = await worked(at, "release", number, (work, records, wanted) =>
    work.byStaff(records, wanted, at.staff(), { kind: "release" }),
  );
  at.print(`受付番号 ${on.number} を「受付中」に戻しました。今は誰も担当していません`);
  return 0;
}

export async function handOn(at: Room, [number = "", ...names]: readonly string[]): Promise<Status> {
  const name = names.join(" ").trim();
  if (name === "") throw usage("引き継ぐ相手の名前を書いてください");
  const to = at.idOf(name);
  const { on } = await worked(at, "hand-on", number, (work, records, wanted) =>
    work.byStaff(records, wanted, at.staff(), { kind: "hand-on", to }),
  );
  at.print(`受付番号 ${on.number} を ${at.nameOf(to)} さんに引き継ぎました`);
  return 0;
}

export async function answer(at: Room, [number = "", ...words]: readonly string[]): Promise<Status> {
  caseNumber(number);
  const text = await textFrom(at, words);
  if (text.length > LONGEST_ANSWER_UNITS) {
    throw usage(`返事が長すぎます（${text.length}文字）。${LONGEST_ANSWER_UNITS}文字までです`);
  }
  const acted = await worked(at, "answer", number, (work, records, wanted) =>
    work.answer(records, wanted, at.staff(), text),
  );
  tell(at, `受付番号 ${acted.on.number} への返事を記録しました`, acted);
  if (at.profile.caseWay !== "conversation") at.warn(NOT_HERE);
  return 0;
}

export async function note(at: Room, [number = "", ...words]: readonly string[]): Promise<Status> {
  caseNumber(number);
  const text = await textFrom(at, words);
  const { on } = await worked(at, "note", number, (work, records, wanted) =>
    work.byStaff(records, wanted, at.staff(), { kind: "note", text }),
  );
  at.print(`受付番号 ${on.number} にメモを書きました。住民には見えません`);
  return 0;
}

export async function close(at: Room, [number = "", word = "solved"]: readonly string[]): Promise<Status> {
  const reason = CLOSE_WORDS.find((known) => known === word);
  if (reason === undefined) throw usage(`終了の理由 ${word} はありません。${CLOSE_WORDS.join("、")} のどれかです`);
  const acted = await worked(at, "close", number, (work, records, wanted) =>
    work.close(records, wanted, at.staff(), reason),
  );
  const erased = acted.on.wishesErasure ? "。住民の希望により、その人の記録をすべて消しました" : "";
  tell(at, `受付番号 ${acted.on.number} を終了しました（${CLOSE_NAMES[reason]}）${erased}`, acted);
  return 0;
}

export async function reopen(at: Room, [number = ""]: readonly string[]): Promise<Status> {
  const acted = await worked(at, "reopen", number, (work, records, wanted) => work.reopen(records, wanted, at.staff()));
  tell(at, `受付番号 ${acted.on.number} を再開しました。${at.nameOf(at.staff())} さんが担当します`, acted);
  return 0;
}

/** Nothing of it comes back, so it is done only when it was asked for twice. */
export async function erase(at: Room, [number = ""]: readonly string[], { yes }: Options): Promise<Status> {
  const wanted = caseNumber(number);
  const view = await at.within((records) =>
    caseView(records, wanted, { caseWay: "conversation", now: at.clock.now() }),
  );
  if (view === undefined) throw unknown(wanted);
  const numbers = [view.case, ...view.others].map((on) => on.number).sort((a, b) => a - b);
  if (!yes) {
    return refused(
      at,
      `受付番号 ${wanted} の人の記録をすべて消します：受付 ${numbers.join("、")}、やりとり ${countWords(view.messages.length)} 件、ファイル ${view.files.length} 件。\n` +
        `元に戻せません。よければ erase ${wanted} --yes としてください`,
    );
  }
  const acted = await worked(at, "erase", number, async (work, records) => {
    const entry = { at: at.clock.now(), actor: at.staff(), act: "case-erase", subject: `case ${wanted}` };
    await records.audit.add(entry);
    return work.erase(records, wanted, at.staff());
  });
  tell(at, `受付番号 ${wanted} の人の記録をすべて消しました（受付 ${numbers.join("、")}）`, acted);
  return 0;
}

interface Worked {
  readonly on: Acted["case"];
  readonly told: Acted["told"];
  readonly quota: Awaited<ReturnType<typeof keptQuota>>;
}

type Act = (work: Casework, records: Records, number: CaseNumber) => Promise<Acted>;

/** One act in one transaction; files that go with it go once it is committed. */
async function worked(at: Room, command: MoveCommand, number: string, act: Act): Promise<Worked> {
  const wanted = caseNumber(number);
  const work = await at.casework();
  try {
    const { acted, quota } = await at.within(async (records) => ({
      acted: await act(work, records, wanted),
      quota: await keptQuota(records),
    }));
    for (const id of acted.filesGone) await at.files.remove(id);
    return { on: acted.case, told: acted.told, quota };
  } catch (cause) {
    const isIllegal = cause instanceof DeskError && cause.code === "illegal-move";
    const on = isIllegal ? await at.within(({ cases }) => cases.get(wanted)) : undefined;
    throw inPlainWords(cause, { command, number: wanted, on, nameOf: at.nameOf });
  }
}

/** Says what was done, and whether and at what cost the resident hears of it. */
function tell(at: Room, done: string, { told, quota }: Worked): void {
  if (told === "queued") {
    at.print(`${done}。送信待ちです（push なので1通と数えます。${quotaWords(quota)}）`);
    if (isUsedUp(quota)) at.warn(USED_UP);
    return;
  }
  at.print(told === "nothing" ? `${done}。住民には何も送りません` : done);
  if (told === "stopped") at.warn(STOPPED);
}

const NOT_HERE = "この窓口の設定では、住民が書いた返事は受付に届きません。連絡先を書き添えてください";
const USED_UP = "今月送れる数を使い切っています。送れずに保留になったら、outbox で見て again で送り直してください";
const STOPPED = "届きません：相手がこの窓口をブロックしています。電話など、ほかの方法を考えてください";

/** As typed behind the command, or with `-` all that is piped in. */
async function textFrom({ input }: Room, words: readonly string[]): Promise<string> {
  const typed = words.length === 1 && words[0] === "-" ? await input() : words.join(" ");
  // PostgreSQL keeps no NUL, and LINE takes no message without a letter to be seen.
  const text = typed.toWellFormed().replaceAll("\0", "").trim();
  if (!/[^\s\p{C}]/u.test(text)) throw usage("文が空です");
  return text;
}

/** However people write a number: `12`, `#12`, `１２`. */
function caseNumber(typed: string): CaseNumber {
  const figures = /^#?([1-9]\d{0,8})番?$/u.exec(typed.normalize("NFKC"))?.[1];
  if (figures === undefined) throw usage(`受付番号がわかりません：${typed === "" ? "（なし）" : typed}`);
  return Number(figures) as CaseNumber;
}

function refused({ warn }: Room, why: string): Status {
  warn(why);
  return 1;
}

const usage = (message: string) => new DeskError("usage", message);
