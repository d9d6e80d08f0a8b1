/**
 * Cases, as they are worked in the console: the words of the console.
 */

import type { CasesWords } from "../../ports/console/cases.ts";
import { caseWords } from "../staff-cases.ts";

const MB = 1024 * 1024;

const sizeWords = (bytes: number): string =>
  bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1)} MB`;

export const casesWords: CasesWords = {
  title: "受付",
  lists: {
    open: "開いている受付",
    waiting: "受け持つ人を待っている",
    mine: "自分の担当",
    due: "期限が近い",
    overdue: "期限を過ぎた",
    closed: "終わった受付",
  },
  channels: { line: "LINE", web: "ホームページ", slack: "Slack" },
  outcomes: {
    answer: "回答",
    compare: "市の比較",
    clarify: "聞き返し",
    handoff: "人への引き継ぎ",
    decline: "答えられず",
    chat: "あいさつなど",
  },
  queue: {
    lists: "受付の一覧の種類",
    filter: "しぼりこみ",
    city: "市",
    channel: "届いた所",
    any: "すべて",
    apply: "しぼりこむ",
    caption: "受付の一覧（急ぐものから順に）",
    heads: { case: "受付", turn: "今の番", due: "期限", excerpt: "住民の言葉" },
    none: "当てはまる受付はありません。",
    urgent: "至急",
    noWords: "この窓口の設定では、住民の言葉を表示しません。",
    pages: "ページ",
    total: ({ total, isMore }) => `${total}件${isMore ? "以上（新しいものだけを数えています）" : ""}`,
    page: (page) => `${page}ページ目`,
  },
  page: {
    title: (number) => `受付${number}番`,
    toList: "受付の一覧へ",
    facts: "この受付のこと",
    channel: "届いた所",
    assignee: "担当",
    nobody: "まだいません",
    conversation: "やりとり",
    earlier: "これより前のやりとりを見る",
    later: "最新のやりとりへ",
    isPrivate: "専用ページでのやりとり",
    unsent: "住民が送信を取り消しました。",
    noText: "（文字はありません）",
    sources: "根拠",
    file: (type, bytes) => {
      const name = type.startsWith("image/") ? "写真" : type === "application/pdf" ? "PDF" : "ファイル";
      return `${name}（${sizeWords(bytes)}）`;
    },
    photo: "住民が送った写真",
    save: "保存する",
    undelivered: "住民に届いていないもの",
    others: "同じ人のほかの受付",
    nothing: "やりとりはまだありません。",
    log: "やりとり。新しいものは下に加わります。",
    acts: "この受付をどうするか",
    none: "今できることはありません。",
  },
  reply: {
    title: "住民への返信",
    suggestion: "指針からの案",
    noSuggestion: "指針から作れる案はありません。",
    insertSuggestion: "案を返信に入れる",
    canned: "定型文",
    choose: "えらんでください",
    insertCanned: "定型文を返信に入れる",
    notOwn: "今は返信できません。",
    sent: "返信しました。届いたかどうかは、やりとりに出ます。",
    correcting: "前に送った返信の訂正として送ります。前の返信は取り消せません。",
    stopCorrecting: "訂正をやめる",
  },
  forms: {
    closeReasons: "理由をえらんでください",
    erase: "この人の記録をすべて消す",
    eraseTitle: "記録を消す",
    revoke: "専用ページのリンクを使えなくする",
    revokeHint:
      "専用ページを開いているブラウザからも読めなくなります。住民は、LINEで新しいリンクを受け取って、また開けます。",
    erasure: ({ numbers, messages, mostMessages, files }) =>
      `この人の記録をすべて消します：受付${numbers.join("、")}番、やりとり${messages}${messages >= mostMessages ? "件以上" : "件"}、ファイル${files}件。元には戻せません。`,
    sure: "元に戻せないことを確かめました",
    notSure: "消す前に、確かめた印をつけてください。",
    erased: "記録をすべて消しました。",
    notErased: "消せませんでした。もう消えているか、ほかの人が先に変えました。今の様子を確かめてください。",
    notOpen: "この受付は終わっています。続けるには、再開してください。",
    sentAgain: "もう一度送ります。結果は、やりとりに出ます。",
    badTime: "日時を、今より後でえらんでください。",
    noColleague: "担当を替えられる人が、この窓口にほかにいません。",
    chooseColleague: "新しい担当をえらんでください。",
  },
  fault: (fault) => (fault.kind === "not-member" ? "この窓口の担当者をえらんでください。" : caseWords.fault(fault)),
};
