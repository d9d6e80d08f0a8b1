/**
 * Runs one command of the terminal: finds out what is meant, opens the desk, and tells what went wrong in a sentence.
 */

import { parseArgs } from "node:util";
import { DeskError } from "../errors.ts";
import {
  answer,
  close,
  erase,
  file,
  handOn,
  list,
  note,
  type Options,
  release,
  reopen,
  type Status,
  show,
  take,
} from "./case-commands.ts";
import { backup, restore } from "./copies.ts";
import { again, audit, events, outbox, questions, status } from "./desk-commands.ts";
import { keys } from "./keys.ts";
import { type Room, room } from "./room.ts";
import { set, settings, unset } from "./settings-commands.ts";
import type { Surroundings } from "./surroundings.ts";
import { user } from "./user-commands.ts";

export const USAGE = `npm run cases                         開いている受付の一覧（急ぎ、期限の早い順）
npm run cases -- list [--all] [--mine] [--waiting] [--json]
npm run cases -- show 12 [--json]     1件のすべて
npm run cases -- take 12              担当する
npm run cases -- release 12           担当を外れる
npm run cases -- hand-on 12 NAME      NAME に引き継ぐ
npm run cases -- answer 12 "TEXT"     住民に返事をする（TEXT が - なら標準入力から）
npm run cases -- note 12 "TEXT"       住民に見えないメモ（同じく - ）
npm run cases -- close 12 [solved|nuisance|elsewhere]
npm run cases -- reopen 12            再開する
npm run cases -- erase 12 --yes       その人の記録をすべて消す
npm run cases -- file ID OUT          住民のファイルを OUT に書き出す
npm run cases -- outbox               送れていないもの
npm run cases -- again ID             送り直す（again all なら保留のものすべて）
npm run cases -- events               処理できなかった受信
npm run cases -- questions [--staff]  住民に（--staff なら職員に）答えられなかった質問
npm run cases -- audit                だれが何をしたか
npm run cases -- status               窓口のようす
npm run cases -- settings             変えてある設定
npm run cases -- set KEY VALUE        変える：name、contact、hours、closed-days、greeting、out-of-hours、
                                      contact-kodaira のような市の今の連絡先（unset KEY で戻す）
npm run backup -- FILE                記録をすべて FILE に写す
npm run restore -- FILE               FILE から戻す（窓口を止めてから）
npm run keys -- rotate                ページの署名の鍵を替える
npm run user                          管理画面のアカウントの一覧
npm run user -- add LOGIN [--name NAME] [--role viewer|counsellor|manager] [--oidc]
                                      作る（パスワードは入力を求めます。--start なら作って一度だけ表示、
                                      --oidc なら組織のアカウントでサインイン）
npm run user -- role LOGIN ROLE       この窓口での役割を変える（none で外す）
npm run user -- password LOGIN        パスワードを決め直す（--start なら作って一度だけ表示）
npm run user -- disable LOGIN         停止する（enable で再開）
npm run user -- sign-out LOGIN        すべてのブラウザーでサインアウトする
どれにも：--desk ID（窓口がいくつかあるとき）  --as NAME（自分の名前。なければ DESK_STAFF、ログイン名の順）
NAME は、Slack を使う窓口では Slack での名前でもかまいません
outbox、events、questions、audit に：--limit N
文が - で始まるときは、前に -- を置いてください：answer 12 -- "-3度でした"`;

interface Command {
  readonly act: (at: Room, words: readonly string[], options: Options) => Promise<Status>;
  /** Words behind the command, at least and at most. */
  readonly words: readonly [least: number, most: number];
  readonly options?: readonly (keyof Options)[];
}

const MANY = Number.POSITIVE_INFINITY;
const COMMANDS: Readonly<Record<string, Command>> = {
  list: { act: list, words: [0, 0], options: ["all", "mine", "waiting", "json"] },
  show: { act: show, words: [1, 1], options: ["json"] },
  file: { act: file, words: [2, 2] },
  take: { act: take, words: [1, 1] },
  release: { act: release, words: [1, 1] },
  "hand-on": { act: handOn, words: [2, MANY] },
  answer: { act: answer, words: [2, MANY] },
  note: { act: note, words: [2, MANY] },
  close: { act: close, words: [1, 2] },
  reopen: { act: reopen, words: [1, 1] },
  erase: { act: erase, words: [1, 1], options: ["yes"] },
  outbox: { act: outbox, words: [0, 0], options: ["limit"] },
  again: { act: again, words: [1, 1] },
  events: { act: events, words: [0, 0], options: ["limit"] },
  questions: { act: questions, words: [0, 0], options: ["limit", "staff"] },
  audit: { act: audit, words: [0, 0], options: ["limit"] },
  status: { act: status, words: [0, 0] },
  settings: { act: settings, words: [0, 0] },
  set: { act: set, words: [2, MANY] },
  unset: { act: unset, words: [1, 1] },
};

/**
 * @param args - `cases`, `backup`, `restore`, `keys` or `user`, and what follows it
 * @returns 0 where it was done, 1 where it could not be, 2 where the words were not understood
 */
export async function run(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  try {
    const [name = "", ...rest] = args;
    if (rest.some((word) => word === "--help" || word === "-h" || word === "help")) {
      around.print(USAGE);
      return 0;
    }
    if (name === "cases") return await worked(rest, around);
    if (name === "backup") return await backup(onlyFile(rest), around);
    if (name === "restore") return await restore(onlyFile(rest), around);
    if (name === "keys") return await keys(rest, around);
    if (name === "user") return await user(rest, around);
    throw usage("cases、backup、restore、keys、user のどれかを書いてください");
  } catch (error) {
    return told(error, around);
  }
}

async function worked(args: readonly string[], around: Surroundings): Promise<Status> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      desk: { type: "string" },
      as: { type: "string" },
      all: { type: "boolean" },
      mine: { type: "boolean" },
      waiting: { type: "boolean" },
      json: { type: "boolean" },
      yes: { type: "boolean" },
      staff: { type: "boolean" },
      limit: { type: "string" },
    },
  });
  const { desk, as, ...options } = values;
  const [name = "list", ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw usage(`${name} という操作はありません`);
  check(name, command, { words, options });
  const at = await room({ desk, staff: as }, around);
  try {
    return await command.act(at, words, options);
  } finally {
    await at.close();
  }
}

interface Given {
  readonly words: readonly string[];
  readonly options: Options;
}

function check(name: string, { words: [least, most], options: known = [] }: Command, { words, options }: Given): void {
  const stray = Object.keys(options).find((option) => !known.some((one) => one === option));
  if (stray !== undefined) throw usage(`--${stray} は ${name} には使えません`);
  if (words.length < least) throw usage(`${name} に必要な言葉が足りません`);
  if (words.length > most) throw usage(`${name} の後の言葉が多すぎます`);
  const { limit } = options;
  if (limit !== undefined && !/^[1-9]\d{0,3}$/u.test(limit)) throw usage("--limit は 1 から 9999 までの数です");
}

function onlyFile(args: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw usage("ファイルを1つ書いてください");
  return file;
}

const usage = (message: string) => new DeskError("usage", message);

function told(error: unknown, { warn }: Surroundings): 1 | 2 {
  const isUnread = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (isUnread || (error instanceof DeskError && error.code === "usage")) {
    warn(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (!(error instanceof DeskError)) throw error;
  warn(error.message);
  return 1;
}
