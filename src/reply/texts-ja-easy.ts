/**
 * The words around the guidelines to be read in full, in やさしい日本語: short, spaced, with readings behind kanji.
 */

import type { TextsWords } from "../ports/texts-words.ts";
import { jaEasy as reply, when } from "./ja-easy.ts";

const number = new Intl.NumberFormat("ja-JP");

export const jaEasy: TextsWords = {
  title: "協働（きょうどう）の コーナー",
  intro:
    "市（し）の 文書（ぶんしょ）を ぜんぶ 読（よ）む ことが できます。\n文書（ぶんしょ）は むずかしい 日本語（にほんご）です。\nことばを さがす ことも できます。",
  guidelines: "市（し）の 文書（ぶんしょ）を 読（よ）む",
  facts: {
    kind: "文書（ぶんしょ）の 種類（しゅるい）",
    issuer: "つくった 人（ひと）",
    date: "いつ",
    source: "ある ところ",
  },
  date: ({ issued, revised, latestMention }) => {
    if (issued !== null && revised !== null)
      return `${when(issued.iso)}に つくりました。${when(revised.iso)}に 直（なお）しました。`;
    if (issued !== null) return `${when(issued.iso)}に つくりました。`;
    if (revised !== null) return `${when(revised.iso)}に 直（なお）しました。`;
    if (latestMention === null) return "いつ できたか 書（か）いて ありません。";
    return `いつ できたか 書（か）いて ありません。${when(latestMention.iso)}ごろの 文書（ぶんしょ）です。`;
  },
  sourceUnknown: "わかりません",
  search: {
    titleFor: (query) => `「${query}」を さがしました`,
    title: "ことばを さがす",
    query: "さがす ことば",
    hint: (units) =>
      `日本語（にほんご）の ことばを 書（か）いて ください。${number.format(units)}字（じ）まで 書（か）けます。\n名前（なまえ）や 住所（じゅうしょ）は 書（か）かないで ください。`,
    city: "どの 市（し）ですか",
    everyCity: "ぜんぶの 市（し）",
    submit: "さがす",
    found: (passages) => `見（み）つけた ところ：${number.format(passages)}`,
    cut: (passages) => `近（ちか）い ところを ${number.format(passages)}まで 見（み）せて います。`,
    nothing: {
      title: "見（み）つかりませんでした",
      text: "・ほかの ことばで さがして ください。\n・「ぜんぶの 市（し）」で さがして ください。\n・窓口（まどぐち）に 聞（き）いて ください。",
    },
  },
  place: "文書（ぶんしょ）の 中（なか）で 読（よ）む",
  ask: "窓口（まどぐち）に 聞（き）く",
  text: {
    contents: "目次（もくじ）",
    notes: [
      "まちがった 字（じ）も、文書（ぶんしょ）と 同（おな）じです。",
      "市（し）が 出（だ）した 文書（ぶんしょ）と ちがう ときは、市（し）の 文書（ぶんしょ）が 正（ただ）しいです。",
    ],
    ask: "この 文書（ぶんしょ）の ことを 聞（き）く",
    figureMissing: reply.figureMissing,
  },
};
