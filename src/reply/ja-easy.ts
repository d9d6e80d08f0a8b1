/**
 * The desk's own sentences in やさしい日本語: short, spaced, with readings behind kanji.
 *
 * Names of guidelines and quotations stay as the cities write them.
 */

import type { City } from "../model.ts";
import { daysJaEasy } from "./days.ts";
import type { Words } from "./words.ts";

const spoken = (city: City): string => `${city.names.ja}（${city.names.kana}）`;
const each = (cities: readonly City[]): string => cities.map((city) => `・${spoken(city)}`).join("\n");
/** A month or a year with its readings. */
export const when = (iso: string): string => {
  const [year = "", month] = iso.split("-");
  return month === undefined ? `${year}年（ねん）` : `${year}年（ねん）${Number(month)}月（がつ）`;
};

export const jaEasy: Words = {
  cityName: spoken,
  ofCity: (city) => `${spoken(city)}の 答（こた）えです。`,
  neutral: (city) => `${spoken(city)}の 文書（ぶんしょ）に 書（か）いて あります。`,
  further: "これかもしれません",
  nearest: "近（ちか）い ことが 書（か）いて ある ところ",
  related: "つぎに 聞（き）ける こと",
  source: "書（か）いて ある ところ",
  dated: ({ iso }, _, years) =>
    `${when(iso)}の 文書（ぶんしょ）です${years === undefined || years < 1 ? "" : `（${years}年前（ねんまえ））`}。今（いま）は ちがうかもしれません。`,
  undated: ({ guideline: { latestMention } }) =>
    latestMention === null
      ? "いつ できたか 書（か）いて ありません。今（いま）は ちがうかもしれません。"
      : `いつ できたか 書（か）いて ありません。${when(latestMention.iso)}ごろの 文書（ぶんしょ）です。今（いま）は ちがうかもしれません。`,
  figureMissing: "この 窓口（まどぐち）に 図（ず）は ありません。市（し）の 文書（ぶんしょ）を 見（み）て ください。",
  notTheGuideline: (kind) => `この 文書（ぶんしょ）は「${kind}」です。`,
  silent: "書（か）いて ありません",
  notFound: "この 文書（ぶんしょ）の 中（なか）に 見（み）つかりませんでした。",
  compared: "市（し）を 並（なら）べました。",
  clarify: "市（し）に よって ちがいます。どの 市（し）ですか。",
  clarifyForStaff: "市（し）に よって ちがいます。市（し）ごとの 短（みじか）い 答（こた）えです。",
  decline: {
    nothingTyped: "知（し）りたい ことを 書（か）いて ください。",
    notWritten: () =>
      "文書（ぶんしょ）の 中（なか）に 見（み）つかりませんでした。市役所（しやくしょ）の 人（ひと）に 聞（き）いて ください。",
    otherTown: (cities) =>
      `この 窓口（まどぐち）に ある 市（し）は、つぎの ${cities.length}つです。\n${each(cities)}\nほかの 町（まち）の ことは、その 町（まち）の 役所（やくしょ）に 聞（き）いて ください。`,
    elsewhere: (subject) =>
      `「${subject}」は、この 窓口（まどぐち）では わかりません。市役所（しやくしょ）の 人（ひと）に 聞（き）いて ください。`,
  },
  declineForStaff: {
    notWritten: () => "文書（ぶんしょ）の 中（なか）に 見（み）つかりませんでした。",
    elsewhere: (subject) => `「${subject}」は、この 文書（ぶんしょ）に 書（か）いて ありません。`,
  },
  handoff: {
    "wish-person": "市役所（しやくしょ）の 人（ひと）と 話（はな）して ください。",
    complaint: "いやな 思（おも）いを しましたね。市役所（しやくしょ）の 人（ひと）に 話（はな）して ください。",
    "own-case":
      "あなたの 手続（てつづ）きの ことは、機械（きかい）では わかりません。市役所（しやくしょ）の 人（ひと）に 聞（き）いて ください。",
    decision:
      "決（き）めるのは 市役所（しやくしょ）の 人（ひと）です。機械（きかい）は 決（き）める ことが できません。",
    "inner-trouble":
      "たいへんですね。機械（きかい）では 助（たす）ける ことが できません。市役所（しやくしょ）の 人（ひと）に 話（はな）して ください。",
    urgent: "急（いそ）いで いますね。すぐに 市役所（しやくしょ）の 人（ひと）に 連絡（れんらく）して ください。",
    distress:
      "つらいですね。ひとりで がまんしないで ください。市役所（しやくしょ）の 人（ひと）に 話（はな）して ください。",
  },
  handoffForStaff: "市（し）が 決（き）める ことです。",
  // Checked on 2026-11-21 against municipal and government pages: day and night, free of charge, other languages too.
  grave:
    "あぶない ときは、すぐに 電話（でんわ）して ください。\n・119番（ばん） けが・病気（びょうき）・火事（かじ）\n・110番（ばん） 警察（けいさつ）\n・0120-279-338「よりそいホットライン」\nよりそいホットラインは いつでも 話（はな）せます。お金（かね）は いりません。",
  contact: {
    ofDesk: (contact) => `連絡（れんらく）する ところ：${contact}`,
    ofGuideline: (lines, { guideline: { issued } }, asOf) =>
      `文書（ぶんしょ）に ある 連絡先（れんらくさき）：${lines.join(" ")}\n${asOf === null ? "" : `${asOf === issued?.printed ? when(issued.iso) : asOf}の ものです。`}今（いま）は ちがうかもしれません。`,
    none: (city) =>
      city === undefined
        ? "市役所（しやくしょ）に 聞（き）いて ください。"
        : "この 文書（ぶんしょ）に 電話番号（でんわばんごう）は ありません。市役所（しやくしょ）に 聞（き）いて ください。",
    current: ({ text, asOf }) => `今（いま）の 連絡先（れんらくさき）（${daysJaEasy.fullDate(asOf)}）：${text}`,
  },
  chat: {
    greeting:
      "こんにちは。知（し）りたい ことを 書（か）いて ください。市（し）と いっしょに する 活動（かつどう）の ことを 答（こた）えます。",
    thanks: "どういたしまして。また 聞（き）いて ください。",
    acknowledgement: "はい。ほかに 知（し）りたい ことは ありますか。",
    goodbye: "ありがとうございました。また 来（き）て ください。",
    "who-are-you": "わたしは 機械（きかい）です。市（し）の 文書（ぶんしょ）を 見（み）て 答（こた）えます。",
    abilities:
      "市（し）と いっしょに する 活動（かつどう）の ことを 答（こた）えます。知（し）りたい ことを 書（か）いて ください。",
    test: "とどきました。知（し）りたい ことを 書（か）いて ください。",
    "small-talk": "ありがとうございます。市（し）と いっしょに する 活動（かつどう）の ことを 聞（き）いて ください。",
    insult:
      "ごめんなさい。べつの ことばで 書（か）いて ください。市役所（しやくしょ）の 人（ひと）とも 話（はな）せます。",
    "laughter-or-filler": "知（し）りたい ことを 書（か）いて ください。",
    correction:
      "ごめんなさい。もう すこし くわしく 書（か）いて ください。市役所（しやくしょ）の 人（ひと）とも 話（はな）せます。",
  },
  askedAgain: "まだ わからない ときは、市役所（しやくしょ）の 人（ひと）に 聞（き）いて ください。",
  actions: {
    otherCities: { label: "ほかの 市（し）は？", text: "ほかの 市（し）は？" },
    more: { label: "もっと くわしく", text: "もっと くわしく" },
    person: { label: "人（ひと）と 話（はな）す", text: "人（ひと）と 話（はな）したいです" },
  },
  privacy:
    "この 窓口（まどぐち）では 機械（きかい）が 答（こた）えます。市役所（しやくしょ）の 人（ひと）では ありません。質問（しつもん）は のこしません。",
};
