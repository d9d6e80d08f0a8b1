/**
 * The words of the resident's page in やさしい日本語: short, spaced, with readings behind kanji.
 */

import type { PageWords } from "../ports/page.ts";
import { jaEasy as talk } from "./talk-ja-easy.ts";
import { jaEasy as texts } from "./texts-ja-easy.ts";

const number = new Intl.NumberFormat("ja-JP");

export const jaEasy: PageWords = {
  ownName: "やさしい 日本語（にほんご）",
  cityName: (names) => `${names.ja}（${names.kana}）`,
  siteName: "協働（きょうどう）の 窓口（まどぐち）",
  tagline: "市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます",
  skipToMain: "答（こた）えの ところへ",
  toStart: "はじめの ページへ",
  languageLinks: "ほかの ことば",
  start: {
    title: "協働（きょうどう）の ことを 聞（き）いて ください",
    text: "「協働（きょうどう）」は、市（し）と いっしょに 活動（かつどう）する ことです。\nこの 窓口（まどぐち）は、市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます。",
  },
  form: {
    title: "もっと 聞（き）く",
    city: "どの 市（し）ですか",
    anyCity: "選（えら）ばない",
    question: "聞（き）きたい こと",
    hint: (units) =>
      `知（し）りたい ことを 書（か）いて ください。${number.format(units)}字（じ）まで 書（か）けます。`,
    privacy:
      "名前（なまえ）や 住所（じゅうしょ）は 書（か）かないで ください。電話番号（でんわばんごう）も 書（か）かないで ください。",
    language: "答（こた）えの ことば",
    anyLanguage: "自動（じどう）",
    submit: "聞（き）く",
    examplesTitle: "質問（しつもん）の 例（れい）です。おすと 聞（き）けます。",
    examples: [
      "協働（きょうどう）は 何（なん）ですか",
      "どうやって 事業（じぎょう）を 提案（ていあん）しますか",
      "協働（きょうどう）で 大切（たいせつ）な ことは 何（なん）ですか",
    ],
  },
  answer: {
    quotation: "市（し）の 文書（ぶんしょ）の ことばです",
    source: "書（か）いて ある ところ",
    surroundings: "前（まえ）と 後（あと）も 読（よ）む",
    before: "前（まえ）の 文（ぶん）",
    after: "後（あと）の 文（ぶん）",
    actions: "つぎに できる こと",
  },
  comparison: {
    caption: "市（し）の 文書（ぶんしょ）に 書（か）いて ある こと",
    city: "市（し）",
    lead: "書（か）いて ある こと",
    quotation: "文書（ぶんしょ）の ことば",
    more: "もっと 読（よ）む",
  },
  about: {
    title: "この 窓口（まどぐち）の こと",
    lines: [
      "機械（きかい）が 文書（ぶんしょ）を さがして 答（こた）えます。",
      "人（ひと）の 答（こた）えには、人（ひと）の 名前（なまえ）が あります。",
    ],
  },
  notices: {
    unknownCity: (cityNames) => ({
      title: "もう一度（いちど） 市（し）を 選（えら）んで ください",
      text: `この 窓口（まどぐち）に ある 市（し）は、つぎの ${cityNames.length}つです。\n${cityNames.map((name) => `・${name}`).join("\n")}`,
    }),
    tooLong: (units) => ({
      title: "文（ぶん）が 長（なが）すぎます",
      text: `1回（かい）に 送（おく）ることが できるのは、${number.format(units)}文字（もじ）までです。\n下（した）に 残（のこ）っている 文（ぶん）を 短（みじか）くして ください。`,
    }),
    blank: {
      title: "何（なに）も 書（か）いて いません",
      text: "知（し）りたい ことを 書（か）いてから、もう一度（いちど） 押（お）して ください。",
    },
    unknownButton: {
      title: "この ボタンは、今（いま） 使（つか）えません",
      text: "したい ことを 言葉（ことば）で 書（か）いて ください。",
    },
    staleForm: {
      title: "もう一度（いちど） 押（お）して ください",
      text: "この 画面（がめん）が 古（ふる）いため、まだ 受（う）け取（と）って いません。\n書（か）いた 文（ぶん）は、下（した）に 残（のこ）っています。",
    },
    tooMany: (seconds) => ({
      title: "すこし 待（ま）って ください",
      text: `質問（しつもん）が たくさん 来（き）ました。${number.format(seconds)}秒（びょう） 待（ま）って ください。\nそれから もう一度（いちど）「聞（き）く」を おして ください。\n書（か）いた ことは 下（した）に あります。`,
    }),
    malformed: {
      title: "読（よ）む ことが できませんでした",
      text: "はじめの ページで もう一度（いちど） 書（か）いて ください。",
    },
    notFound: {
      title: "ページが ありません",
      text: "はじめの ページで 聞（き）いて ください。",
    },
    tooLarge: {
      title: "書（か）いた ものが 長（なが）いです",
      text: "はじめの ページで 短（みじか）く 書（か）いて ください。",
    },
    failed: {
      title: "答（こた）える ことが できませんでした",
      text: "すこし 待（ま）ってから もう一度（いちど） 聞（き）いて ください。",
    },
  },
  texts,
  talk,
};
