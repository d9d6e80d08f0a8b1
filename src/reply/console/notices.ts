/**
 * What the centre itself has to say just now: the words of the console.
 */

import type { NoticeFault, NoticesWords } from "../../ports/console/notices.ts";
import { daysJa } from "../days.ts";
import { momentWords } from "../staff-times.ts";

function fault(wrong: NoticeFault): string {
  switch (wrong.field) {
    case "words":
      return wordFault(wrong);
    case "text":
      return wrong.why === "blank" ? "お知らせの文を書いてください。" : "お知らせの文は500文字までで書いてください。";
    case "city":
      return "この市は窓口にありません。選び直してください。";
    case "from":
      return "始まる日を選んでください。";
    case "until":
      return wrong.why === "no-day" ? "終わる日を選んでください。" : "終わる日は、始まる日より前にできません。";
    default:
      return wrong satisfies never;
  }
}

function wordFault(wrong: Extract<NoticeFault, { field: "words" }>): string {
  switch (wrong.why) {
    case "none":
      return "住民の質問に出てくる言葉を、1つ以上書いてください。";
    case "too-many":
      return "言葉は20までで書いてください。";
    case "too-short":
      return `「${wrong.word}」は短すぎます。2文字以上の言葉にしてください。`;
    case "too-long":
      return `「${wrong.word}」は長すぎます。40文字までの言葉にしてください。`;
    default:
      return wrong satisfies never;
  }
}

export const noticesWords: NoticesWords = {
  title: "お知らせ",
  intro:
    "開館時間や今年度の募集のように、市の文書にない今のことを、書いた言葉で質問した住民に伝えます。文書からのお答えとは別のメッセージになります。書いた人とは別の人が承認すると、始まる日から終わる日まで表示されます。",
  states: { waiting: "承認待ち", current: "表示中", coming: "これから", over: "終了" },
  empty: "お知らせはありません。",
  write: "お知らせを書く",
  open: "開く",
  fields: { words: "質問の言葉", text: "お知らせの文", city: "市", from: "始まる日", until: "終わる日" },
  hints: {
    words:
      "住民の質問にどれか1つがあれば、このお知らせが出ます。「、」か改行で区切り、20まで。1つ2文字以上。例：開館時間、休館日",
    text: "500文字まで。書いたとおりに表示されます。",
  },
  everyCity: "すべての市",
  fault,
  faulty: "保存していません。次のところを直してください。",
  preview: "表示を確かめる",
  languages: { ja: "日本語", "ja-easy": "やさしい日本語", en: "English" },
  previewHint: "住民には次のように見えます。まだ保存していません。",
  save: "保存して承認を待つ",
  anew: "変えて保存すると、もう一度承認が必要です。それまで表示されません。",
  approve: "承認する",
  remove: "削除する",
  removeHint: "削除すると、元に戻せません。",
  own: "自分で書いたお知らせは承認できません。別の相談員か管理者に承認を頼んでください。",
  acted: {
    saved: "保存しました。別の人が承認すると表示されます。",
    approved: "承認しました。",
    removed: "削除しました。",
    changed: "ほかの人が先に変えました。今の内容を確かめてから、もう一度してください。",
    gone: "このお知らせは、もうありません。",
    own: "自分で書いたお知らせは承認できません。",
  },
  span: (from, until) => `${daysJa.fullDate(from)}から${daysJa.fullDate(until)}まで`,
  written: (author, at) => `${author}（${momentWords(at)}）`,
  approved: (approver) => `承認：${approver}`,
  back: "お知らせの一覧へ",
};

/** Of a notice, for the audit trail. @param city - undefined for every city */
export function noticeInShort(notice: {
  readonly words: readonly string[];
  readonly text: string;
  readonly city: string | undefined;
  readonly from: string;
  readonly until: string;
}): string {
  const { words, text, city, from, until } = notice;
  return `${from}〜${until}／${city ?? noticesWords.everyCity}／${words.join("、")}／${text}`;
}
