/**
 * The Japanese words around the guidelines to be read in full.
 */

import type { TextsWords } from "../ports/texts-words.ts";
import { ja as reply } from "./ja.ts";

const number = new Intl.NumberFormat("ja-JP");

export const ja: TextsWords = {
  title: "協働推進コーナー",
  intro:
    "窓口がお答えのもとにしている、各市の協働の指針です。はじめから終わりまで読むことも、言葉でさがすこともできます。",
  guidelines: "市の指針を読む",
  facts: { kind: "種類", issuer: "作成", date: "日付", source: "公開場所" },
  date: ({ issued, revised, latestMention }) => {
    if (issued !== null && revised !== null) return `${issued.printed}（${revised.printed}改定）`;
    if (issued !== null) return issued.printed;
    if (revised !== null) return `${revised.printed}改定`;
    if (latestMention === null) return "発行日の記載がありません";
    return `発行日の記載がありません（中の新しい日付は${latestMention.printed}です）`;
  },
  sourceUnknown: "わかっていません（窓口に渡された文書から載せています）",
  search: {
    titleFor: (query) => `「${query}」をさがした結果`,
    title: "指針の中をさがす",
    query: "さがす言葉",
    hint: (units) =>
      `日本語の言葉や短い文でさがせます（${number.format(units)}文字まで）。お名前などの個人情報は書かないでください。`,
    city: "どの市の指針をさがしますか",
    everyCity: "すべての市",
    submit: "さがす",
    found: (passages) => `見つかったところ（${number.format(passages)}件）`,
    cut: (passages) => `近いものから${number.format(passages)}件までを示しています。`,
    nothing: {
      title: "見つかりませんでした",
      text: "・短い言葉や、ほかの言い方でさがしてみてください。\n・市を選んでいるときは「すべての市」でさがしてみてください。\n・窓口に質問すると、言い方がちがっても見つかることがあります。",
    },
  },
  place: "全文の中で読む",
  ask: "窓口に質問する",
  text: {
    contents: "目次",
    notes: [
      "誤字や脱字も、文書にあるとおりに載せています。",
      "内容がちがうときは、市が公表している文書のほうが正しいものです。",
    ],
    ask: "この文書について質問する",
    figureMissing: reply.figureMissing,
  },
};
