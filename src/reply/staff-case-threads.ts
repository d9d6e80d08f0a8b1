/**
 * What is said in the thread of a case, to the people who work it.
 */

import type { CaseNames, ThreadWords, ToldEvent } from "../ports/case-words.ts";
import type { AnswerFate } from "../ports/staff.ts";
import { timeWords } from "./staff-times.ts";

const MB = 1024 * 1024;

/** Why an answer has not gone out, and what can be done; see `src/delivery/outcome.ts`. */
const HELD: Readonly<Record<string, string>> = {
  "no-quota":
    "まだ送れていません。LINEで今月送れる数を使い切りました。来月になるか、LINEのプランを変えると送れます。そのときに「もう一度送る」を押してください。",
  "no-channel":
    "まだ送れていません。この窓口にLINEが設定されていません。設定を直してから「もう一度送る」を押してください。",
  restored: "まだ送っていません。バックアップから戻したものです。送ってよければ「もう一度送る」を押してください。",
  "refused-401":
    "まだ送れていません。LINEのアクセストークンが使えません。設定を直してから「もう一度送る」を押してください。",
  "refused-403":
    "まだ送れていません。LINEがこのアカウントからの送信を許していません。LINEのプランと設定を確かめてから「もう一度送る」を押してください。",
};
const HELD_OTHERWISE = "まだ送れていません。原因を確かめてから「もう一度送る」を押してください。";
const STOPPED = "届いていません。住民がこの窓口をブロックしています。電話など、別の方法でご連絡ください。";
const DEAD: Readonly<Record<string, string>> = {
  "too-old":
    "届いていません。1日近く送れなかったため、送るのをやめました。今も必要であれば「もう一度送る」を押してください。",
  stopped: STOPPED,
  unsent: "送っていません。取り消されました。",
};
const DEAD_OTHERWISE = "届いていません。送れませんでした。もう一度送るか、電話など別の方法でご連絡ください。";

function fate(of: AnswerFate): string {
  switch (of.kind) {
    case "waiting":
      return "住民に送っています。";
    case "sent":
      return "住民に送りました。";
    case "stopped":
      return STOPPED;
    case "held":
      return HELD[of.reason] ?? HELD_OTHERWISE;
    case "dead":
      return DEAD[of.reason] ?? refused(of.reason) ?? DEAD_OTHERWISE;
    default:
      return of satisfies never;
  }
}

function refused(reason: string): string | undefined {
  const status = /^refused-(\d+)$/u.exec(reason)?.[1];
  if (status === undefined) return undefined;
  return `届いていません。LINEが内容か相手を受け付けませんでした（${status}）。書き直して送るか、電話など別の方法でご連絡ください。`;
}

/** One line on a move; the words that came with it stand beside it. */
function event({ event: { move, text, actor }, on, by, to }: ToldEvent, names: CaseNames): string {
  const due = on.dueAt === undefined ? "" : `期限は${timeWords(on.dueAt)}です。`;
  switch (move) {
    case "open":
      return `受け付けました。${due}`;
    case "take":
      return `${by}さんが受け持ちました。`;
    case "release":
      return `${by}さんが手放しました。受け持つ人を待っています。`;
    case "hand-on":
      return `${by}さんから${to}さんに、担当が替わりました。`;
    case "answer":
      return `${by}さんが返信しました。`;
    case "note":
      return `${by}さんの内部メモです。住民には見えません。`;
    case "resident-writes":
      return "住民が書きました。";
    case "close":
      return `${by}さんが終えました${reason(text, names)}。`;
    case "withdraw":
      return "住民が相談を取り下げました。";
    case "reopen":
      return `${by}${actor.kind === "staff" ? "さん" : ""}が再開しました。${due}`;
    case "remind":
      return `まだお返事していません。期限が近づいています。${due}`;
    case "escalate":
      return `期限を過ぎましたが、まだお返事していません。${due}`;
    case "notice":
      return "住民のお返事がないため、まもなく自動で終わることを住民に知らせました。";
    case "auto-close":
      return "住民のお返事がなかったため、自動で終わりました。";
    case "rate":
      return text === "" ? "住民から一言ありました。" : `住民の評価：${names.ratings[Number(text) - 1] ?? text}`;
    case "wish-erasure":
      return "住民が記録の消去を希望しています。この受付を終えると、記録をすべて消します。";
    case "resident-left":
      return "住民がこの窓口をブロックしました。返信しても届きません。電話など、別の方法でご連絡ください。";
    case "set-due":
      return `${by}さんが期限を変えました。${text === "" ? due : `期限は${timeWords(Number(text))}です。`}`;
    default:
      return move satisfies never;
  }
}

function reason(code: string, { reasons }: CaseNames): string {
  const name = (reasons as Readonly<Record<string, string>>)[code];
  return name === undefined ? "" : `（${name}）`;
}

/** @param names - as they are shown elsewhere, too */
export const threadWords = (names: CaseNames): ThreadWords => ({
  event: (told) => event(told, names),
  arrived: (number) => `受付${number}番に、住民からメッセージが届きました。`,
  answer: (by) => `${by}さんの返信`,
  fate,
  onPage: (isOwn, hasPage) =>
    isOwn
      ? "住民だけが読めるページに載せました。ここには表示しません。"
      : `住民が、本人だけが読めるページに書きました。ここには表示しません。${hasPage ? "コンソールで読んでください。" : ""}`,
  pageFate: (of) =>
    of.kind === "sent"
      ? "返信があることを、LINEで知らせました。"
      : `ページには載っています。LINEでの知らせ：${fate(of)}`,
  file: (type, bytes) => {
    if (type === undefined) return "ファイルが届きましたが、今はありません。";
    const name = type.startsWith("image/") ? "写真" : type === "application/pdf" ? "PDF" : "ファイル";
    return `${name}が届きました（${bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1)} MB`}）。`;
  },
  fileName: "ファイル名",
  unsent: "住民が送信を取り消しました。",
  noText: "（文字はありません）",
  recall: (isDeleted) =>
    `送ったメッセージのもとが${isDeleted ? "消されました" : "書き換えられました"}が、住民に送ったものは取り消せません。直すときは「訂正を送る」から送ってください。`,
});
