/**
 * What stands in the windows in which a case is worked.
 */

import type { WindowWords } from "../ports/case-words.ts";
import type { Cost } from "../ports/staff.ts";

function cost({ isPrivate, ...of }: Cost): string {
  return isPrivate
    ? `住民だけが読めるページに載せ、返信があることだけをLINEで知らせます。${costInLine(of)}`
    : costInLine(of);
}

function costInLine({ left, isLimited, isStopped, isOnPage }: Cost): string {
  if (isOnPage) return "ホームページの相談の画面に出ます。費用はかかりません。";
  if (isStopped)
    return "住民がこの窓口をブロックしているため、送っても届きません。電話など、別の方法でご連絡ください。";
  if (!isLimited) return "LINEのプッシュで送ります。今月送れる数に制限はありません。";
  if (left === undefined) return "LINEのプッシュで1通送ります。今月あと何通送れるかは、今はわかりません。";
  if (left <= 0)
    return "LINEで今月送れる数を使い切っています。送っても、来月になるかLINEのプランを変えるまで届きません。";
  return `LINEのプッシュで1通送ります。今月あと${left}通送れます。`;
}

export const windowWords: WindowWords = {
  titles: {
    reply: "住民への返信",
    preview: "送る前の確認",
    note: "内部メモ",
    close: "受付を終える",
    "hand-on": "担当を替える",
    due: "期限を変える",
    record: "受付の記録",
    refusal: "お知らせ",
    loading: "窓口",
  },
  submits: {
    reply: "確認へ",
    preview: "送る",
    note: "残す",
    close: "終える",
    "hand-on": "替える",
    due: "変える",
  },
  cancel: "やめる",
  back: "書き直す",
  done: "閉じる",
  loading: "読み込んでいます。",
  case: (number) => `受付${number}番`,
  reply: {
    text: "返信",
    hint: "住民に送る文です。この後で、送る前に確かめられます。",
    to: (language, sender) => `住民の言語：${language}　住民に見える名前：${sender}`,
    suggested: "指針から作った案が入っています。内容を確かめ、書き直してからお送りください。",
    fromThread: "スレッドの文が入っています。内部の話が含まれていないか、お確かめください。",
    tooLong: (units) => `長いため、はじめの${units}文字までが入っています。続きは別の返信でお送りください。`,
    correcting: "前に送った返信の訂正として送ります。前の返信は取り消せません。",
    quotation: "引用",
    quote: "引用を添える",
    cost,
    asRead: "住民には、次のように届きます。",
  },
  note: { text: "メモ", hint: "担当の人だけが読めます。住民には送りません。" },
  close: {
    reason: "終える理由",
    hint: "終わったことを住民に知らせます。迷惑行為のときは知らせません。14日以内なら再開できます。",
    erases: "住民が記録の消去を希望しています。終えると、この住民の記録をすべて消します。元には戻せません。",
  },
  handOn: { to: "新しい担当", hint: "この窓口のチャンネルのメンバーをえらんでください。" },
  due: { at: "新しい期限", hint: "今より後の日時をえらんでください。" },
  record: {
    older: (count) => `これより前の${count}件は、ここには表示していません。`,
    empty: "記録はまだありません。",
    cut: "（長いため、ここまでを表示しています）",
  },
};
