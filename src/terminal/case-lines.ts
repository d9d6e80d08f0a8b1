/**
 * A case as lines of text, for the people who work it.
 */

import {
  type CaseSummary,
  type CaseView,
  MOST_MESSAGES,
  type Undelivered,
  withoutPrivateWords,
} from "../handoff/case-view.ts";
import type { Case, CaseCause, CaseEvent, CloseReason, Media, Message } from "../records.ts";
import { ago, indented, oneLine, safe, size, table, time } from "./layout.ts";
import type { Room } from "./room.ts";
import {
  actorName,
  authorName,
  CAUSE_NAMES,
  CLOSE_NAMES,
  LANGUAGE_NAMES,
  MOVE_NAMES,
  OUTBOX_NAMES,
  RATING_NAMES,
  STATE_NAMES,
  whyUndelivered,
} from "./words.ts";

/** How the desk's people call things, and what time it is. */
export interface Telling extends Pick<Room, "cityName" | "topicName" | "nameOf"> {
  readonly now: number;
}

type NameOf = Telling["nameOf"];

/** A line for each, under a head; @param cases - at least one */
export function listLines(cases: readonly CaseSummary[], telling: Telling): string[] {
  const head = ["番号", "状態", "期限", "担当", "市", "話題", "受付", "言語", "件数"];
  return table([head, ...cases.map((on) => cells(on, telling))]);
}

function cells(on: CaseSummary, { cityName, topicName, nameOf, now }: Telling): string[] {
  return [
    `${on.number}${on.priority === "urgent" ? " 至急" : ""}`,
    STATE_NAMES[on.state],
    dueWords(on),
    on.assignee === undefined ? "-" : oneLine(nameOf(on.assignee), 20),
    cityName(on.city),
    oneLine(topicName(on.topic), 20),
    `${time(on.openedAt)}（${ago(on.openedAt, now)}）`,
    LANGUAGE_NAMES[on.language],
    countWords(on.messages),
  ];
}

/** @param messages - counted up to {@link MOST_MESSAGES} */
export const countWords = (messages: number): string => `${messages}${messages >= MOST_MESSAGES ? "以上" : ""}`;

/** When the first answer is due, as long as there is none. */
function dueWords(on: CaseSummary): string {
  if (on.state === "closed" || on.firstAnsweredAt !== undefined) return "-";
  if (on.dueAt === undefined) return "なし";
  return `${time(on.dueAt)}${on.isOverdue ? " 期限切れ" : ""}`;
}

/** All that is known of a case, part by part; a part with nothing in it is left out. */
export function caseLines(view: CaseView, telling: Telling & { placeOf(file: string): string }): string[] {
  const { case: on, isWordless } = view;
  const { nameOf } = telling;
  const hidden = ["  ［この窓口の設定では、住民の言葉は表示しません］"];
  return [
    title(on, nameOf),
    ...facts(view, telling),
    ...part("はじめの質問", isWordless ? hidden : on.asked === "" ? [] : indented(safe(on.asked))),
    ...part(
      "答えられていないこと",
      on.open.map((asked) => `  ・${oneLine(asked, 200)}`),
    ),
    ...part(
      view.messages.length < MOST_MESSAGES ? "やりとり" : `やりとり（新しい ${MOST_MESSAGES} 件）`,
      view.messages.flatMap((message) => messageLines(message, { isWordless, nameOf })),
    ),
    ...part(
      "ファイル",
      view.files.map((file) => fileLine(file, telling.placeOf(file.id))),
    ),
    ...part("届いていないもの", view.undelivered.flatMap(undeliveredLines)),
    ...part("この人のほかの受付", view.others.map(otherLine)),
    ...part(
      "経過",
      table(view.events.map((event) => eventCells(event, nameOf))).map((line) => `  ${line}`),
    ),
  ];
}

const title = ({ number, state, assignee, priority }: Case, nameOf: NameOf) =>
  [
    `受付番号 ${number}`,
    `${STATE_NAMES[state]}${assignee === undefined ? "" : `（担当 ${oneLine(nameOf(assignee), 40)}）`}`,
    ...(priority === "urgent" ? ["至急"] : []),
  ].join("  ");

const part = (name: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", `■ ${name}`, ...lines]);

function facts({ case: on, isStopped }: CaseView, { cityName, topicName, now }: Telling): string[] {
  const at = (when: number | undefined) => (when === undefined ? undefined : time(when));
  const rows: (readonly [string, string | undefined])[] = [
    ["市", cityName(on.city)],
    ["話題", topicName(on.topic)],
    ["言語", LANGUAGE_NAMES[on.language]],
    ["きっかけ", CAUSE_NAMES[on.cause]],
    ["受付", `${time(on.openedAt)}（${ago(on.openedAt, now)}）`],
    ["期限", dueWords(on)],
    ["はじめの返事", at(on.firstAnsweredAt)],
    ["お返事待ち", at(on.withResidentAt)],
    ["終了の予告", at(on.noticedAt)],
    ["終了", on.closedAt === undefined ? undefined : `${time(on.closedAt)}  ${closeName(on)}`],
    ["評価", on.rating === undefined ? undefined : `${RATING_NAMES[on.rating]}  ${oneLine(on.ratingWord, 200)}`.trim()],
    ["注意", on.wishesErasure ? "住民が記録の消去を希望しています。終了すると、すべて消えます" : undefined],
    ["注意", isStopped ? "相手がこの窓口をブロックしています。返事は届きません" : undefined],
  ];
  return table(rows.flatMap(([name, value]) => (value === undefined ? [] : [[`  ${name}`, value]])));
}

const closeName = ({ closeReason }: Case) => (closeReason === undefined ? "" : CLOSE_NAMES[closeReason]);

const ON_PAGE = "［住民だけが読めるページに書かれました。コンソールで読めます］";

interface Reading {
  readonly isWordless: boolean;
  readonly nameOf: NameOf;
}

function messageLines(kept: Message, { isWordless, nameOf }: Reading): string[] {
  const message = withoutPrivateWords(kept);
  const { author, text, sections, media, isUnsent, isPrivate, at } = message;
  const isHidden = isWordless && author === "resident";
  const words = isPrivate
    ? ON_PAGE
    : isUnsent
      ? "［送信取り消し］"
      : isHidden
        ? "［表示しません］"
        : safe(text) || "［本文なし］";
  return [
    `  ${time(at)}  ${oneLine(authorName(message, nameOf), 60)}`,
    ...indented(words, "    "),
    ...sections.map(({ source }) => `    根拠：${oneLine(source, 200)}`),
    ...(media === undefined ? [] : [`    ファイル：${media}`]),
  ];
}

const fileLine = ({ id, type, bytes, name }: Media, place: string) =>
  `  ${[id, oneLine(type, 60), size(bytes), place, oneLine(name, 80)].join("  ").trimEnd()}`;

function undeliveredLines({ id, state, createdAt, text, ...why }: Undelivered): string[] {
  const words = text === "" ? [] : [`    ${oneLine(text, 100)}`];
  return [`  ${id}  ${OUTBOX_NAMES[state]}  ${time(createdAt)}  ${whyUndelivered(why)}`, ...words];
}

const otherLine = (on: Case) =>
  `  ${[`${on.number}`, STATE_NAMES[on.state], closeName(on), time(on.openedAt), CAUSE_NAMES[on.cause]].filter(Boolean).join("  ")}`;

function eventCells({ at, actor, move, text }: CaseEvent, nameOf: NameOf): string[] {
  const told = oneLine(eventText({ move, text }, nameOf), 400);
  return [time(at), oneLine(actorName(actor, nameOf), 40), MOVE_NAMES[move], told];
}

/** Codes, ids and times among the texts of a case's record as people read them. */
function eventText({ move, text }: Pick<CaseEvent, "move" | "text">, nameOf: NameOf): string {
  if (move === "hand-on") return nameOf(text);
  if (move === "set-due") return /^\d+$/u.test(text) ? time(Number(text)) : text;
  if (move === "open") return CAUSE_NAMES[text as CaseCause] ?? text;
  if (move === "close") return CLOSE_NAMES[text as CloseReason] ?? text;
  return move === "rate" ? (RATING_NAMES[Number(text)] ?? text) : text;
}
