/**
 * Texts that staff use again and again: the words of the console.
 */

import type { CannedWords } from "../../ports/console/canned.ts";

export const cannedWords: CannedWords = {
  title: "定型文",
  about: "返信を書くときにえらんで入れられる文です。住民には、返信として送るまで見えません。",
  none: "定型文はまだありません。",
  add: "定型文を加える",
  change: "変える",
  fields: { title: "名前", text: "文" },
  hints: {
    title: "返信を書くときに、この名前でえらびます。60文字まで。",
    text: "住民に送る文です。2400文字まで。個人の名前や電話番号は書かないでください。",
  },
  save: "保存する",
  remove: "この定型文を消す",
  sure: "消してよいことを確かめました",
  notSure: "消す前に、確かめた印をつけてください。",
  toList: "定型文の一覧へ",
  by: (name, at) => `${name}さんが${at}に書きました。`,
  changed:
    "ほかの人が先に変えました。下に今の文があります。あなたが書いた文は欄に残っています。もう一度保存すると、今の文と置きかわります。",
  gone: "ほかの人が先に消しました。あなたが書いた文は欄に残っています。保存すると、新しい定型文になります。",
  now: "今の文",
};
