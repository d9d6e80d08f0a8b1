/**
 * The desk's own sentences in Japanese. Whatever else a person reads is quoted or stands in the notes.
 */

import type { City } from "../model.ts";
import { daysJa } from "./days.ts";
import type { Words } from "./words.ts";

const titles = (cities: readonly City[]): string =>
  cities.length === 0 ? "この窓口にある市の文書" : cities.map((c) => `「${c.guideline.title}」`).join("、");
const names = (cities: readonly City[]): string => cities.map((c) => c.names.ja).join("、");

export const ja: Words = {
  cityName: (city) => city.names.ja,
  ofCity: (city) => `${city.names.ja}の文書からのお答えです。`,
  neutral: (city) => `${city.names.ja}の「${city.guideline.title}」には、次のように書かれています。`,
  further: "こちらかもしれません",
  nearest: "近いことが書かれているところ",
  related: "続けて聞けること",
  source: "出典",
  dated: ({ printed }, { guideline }, years) =>
    `${printed}の${guideline.kind}です${years === undefined || years < 1 ? "" : `（${years}年前）`}。今は変わっているかもしれません。`,
  undated: ({ guideline: { latestMention, kind } }) =>
    latestMention === null
      ? `この${kind}には、発行日の記載がありません。今は変わっているかもしれません。`
      : `この${kind}には、発行日の記載がありません（中の新しい日付は${latestMention.printed}です）。今は変わっているかもしれません。`,
  figureMissing: "この文が指している図は、この窓口の文書には入っていません。市が出している文書で確かめてください。",
  notTheGuideline: (kind) => `この文書は、指針そのものではなく、「${kind}」です。`,
  silent: "記載なし",
  notFound: "この指針の中では見つかりませんでした。",
  compared: "市ごとに並べました。",
  clarify: "市によって書かれていることがちがいます。どの市についてお調べしますか。",
  clarifyForStaff: "市によって書かれていることがちがいます。市ごとの短い答えは次のとおりです。",
  decline: {
    nothingTyped: "知りたいことを、文字で書いてください。たとえば「市民活動団体とは何ですか」のように書けます。",
    notWritten: (cities) =>
      `おたずねのことは、${titles(cities)}の中には見つかりませんでした。市の職員がお答えできるかもしれません。`,
    otherTown: (cities) =>
      `この窓口にあるのは、${names(cities)}の文書だけです。ほかの市や町のことは、その役所にお問い合わせください。`,
    elsewhere: (subject) =>
      `${subject}のことは、市民と市の協働についての文書には書かれていないため、この窓口ではお答えできません。市役所の担当の窓口にお問い合わせください。`,
  },
  declineForStaff: {
    notWritten: (cities) => `おたずねのことは、${titles(cities)}の中には見つかりませんでした。`,
    elsewhere: (subject) =>
      `${subject}のことは、市民と市の協働についての文書には書かれていません。担当の課にご確認ください。`,
  },
  handoff: {
    "wish-person": "職員や相談員にご相談ください。",
    complaint: "ご不快な思いをされたとのこと、申し訳ありません。機械ではなく、職員がお話をうかがうべきことです。",
    "own-case": "お一人おひとりの手続きのことは、この窓口の機械ではわかりません。職員におたずねください。",
    decision: "それを決められるのは市の職員です。この窓口の機械では判断できません。",
    "inner-trouble":
      "お困りのことと思います。団体や活動の中のもめごとは、機械ではお答えできません。職員や相談員にご相談ください。",
    urgent: "お急ぎのこととわかりました。この窓口の機械では対応できません。すぐに職員に連絡してください。",
    distress: "おつらい中、書いてくださってありがとうございます。一人で抱えずに、職員や相談員にお話しください。",
  },
  handoffForStaff: "これは市の判断が必要なことです。指針の文だけでは決められません。",
  // Checked on 2026-11-21 against municipal and government pages: day and night, free of charge, other languages too.
  grave:
    "命や体の危険があるときは、すぐに119番（救急・火事）か110番（警察）に電話してください。つらい気持ちは「よりそいホットライン」0120-279-338（24時間、無料）でも話せます。",
  contact: {
    ofDesk: (contact) => `連絡先：${contact}`,
    ofGuideline: (lines, city, asOf) =>
      `${city.names.ja}の文書にある連絡先：${lines.join(" ")}\n${asOf === null ? "いつの記載かわかりません。" : `${asOf}の記載です。`}変わっているかもしれません。`,
    none: (city) =>
      city === undefined
        ? "市役所の代表窓口にお問い合わせください。"
        : "この指針には連絡先の記載がありません。市役所の代表窓口にお問い合わせください。",
    current: ({ text, asOf }, city) => `${city.names.ja}の今の連絡先（${daysJa.fullDate(asOf)}に登録）：${text}`,
  },
  chat: {
    greeting: "こんにちは。市民と市の協働について、市の文書からお答えする窓口です。知りたいことを書いてください。",
    thanks: "どういたしまして。また知りたいことがあれば、いつでも書いてください。",
    acknowledgement: "はい。ほかに知りたいことがあれば、書いてください。",
    goodbye: "ご利用ありがとうございました。またいつでもどうぞ。",
    "who-are-you": "市民と市の協働について、市の文書からお答えする機械の窓口です。職員ではありません。",
    abilities:
      "市民と市の協働について、市の文書に書かれていることをお答えします。たとえば「町内会でも協働できますか」「事業を提案する方法は」のように書いてください。市どうしを比べることもできます。",
    test: "届いています。知りたいことを書いてください。",
    "small-talk": "お話しくださってありがとうございます。わたしは、市民と市の協働についての質問にお答えする窓口です。",
    insult:
      "お役に立てず、申し訳ありません。よろしければ、知りたいことを別の言葉で書いてください。職員への相談もできます。",
    "laughter-or-filler": "知りたいことが決まったら、そのまま書いてください。",
    correction: "申し訳ありません。知りたいことを、もう少しくわしく書いていただけますか。職員への相談もできます。",
  },
  askedAgain: "同じことをもう一度たずねていただきました。これで足りないときは、職員にご相談ください。",
  actions: {
    otherCities: { label: "ほかの市では", text: "ほかの市と比べて" },
    more: { label: "もっと詳しく", text: "もっと詳しく" },
    person: { label: "人に相談する", text: "人に相談したい" },
  },
  privacy: "この窓口では、機械が市の文書からお答えします。職員の回答ではありません。質問は保存しません。",
};
