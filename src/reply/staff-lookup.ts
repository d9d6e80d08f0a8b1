/**
 * What staff read around what they look up, in Japanese: they know the house, so it is short.
 */

import type { LookupWords } from "../ports/lookup-words.ts";

export const lookupWords: LookupWords = {
  buttons: {
    compare: "他市と比べる",
    section: "前後を読む",
    wordings: "住民向けの文面",
    helpful: "役に立った",
    unhelpful: "役に立たない",
    share: "チャンネルに共有",
    keepCity: (cityName) => `${cityName}で調べる`,
  },
  titles: {
    section: "前後を読む",
    wordings: "住民向けの文面",
    finding: "指針で調べた結果",
  },
  close: "閉じる",
  asked: "調べたこと",
  source: (source) => `出典：${source}`,
  inFull: "全文で読む",
  cut: "（長いため、一部を省きました）",
  cities: (names) => names.join("・"),
  languages: { ja: "日本語", "ja-easy": "やさしい日本語", en: "English" },
  nothing: "表示できる内容がありません。",
  help: [
    "市民と市の協働について、各市の指針からお答えします。聞き方は次のとおりです。",
    [
      "・チャンネルで、この窓口をメンションして質問を書く（スレッドでお答えします。スレッドでは続けて質問できます）",
      "・この窓口へのダイレクトメッセージに質問を書く",
      "・「/madoguchi 質問」と入力する（答えはご本人にだけ見え、ボタンでチャンネルに共有できます）",
      "・メッセージのメニュー（︙）で「この文を指針で調べる」を選ぶ",
    ].join("\n"),
    [
      "・「/madoguchi 市 小平」で、ふだん調べる市を決めます。「/madoguchi 市」だけで、元に戻します。",
      "・「/madoguchi ヘルプ」で、この説明を表示します。",
    ].join("\n"),
    "お答えは指針に書かれていることです。個別の判断は、担当課でご確認ください。",
  ],
  homeCity: (cityName) =>
    cityName === undefined
      ? "ふだん調べる市の設定を元に戻しました。市名のない質問は、この窓口の設定どおりにお答えします。"
      : `ふだん調べる市を${cityName}にしました。ほかの市のことは、質問に市の名前を入れてください。`,
  unknownCity: (cityNames) =>
    `その名前の市の指針は、この窓口にありません。調べられる市は、${cityNames.join("、")}です。`,
};
