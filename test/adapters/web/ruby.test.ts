import { expect, test } from "vitest";
import { ruby, withoutReadings } from "../../../adapters/web/ruby.ts";

const over = (kanji: string, reading: string) => `<ruby>${kanji}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>`;

test.each([
  ["a reading stands above its kanji", "市（し）", over("市", "し"), "市"],
  [
    "it belongs to the kanji right before it",
    "お金（かね）を払（はら）う",
    `お${over("金", "かね")}を${over("払", "はら")}う`,
    "お金を払う",
  ],
  [
    "figures and kana before it have none",
    "20年（ねん）とコピー機（き）",
    `20${over("年", "ねん")}とコピー${over("機", "き")}`,
    "20年とコピー機",
  ],
  ["a mark of repetition is kanji", "人々（ひとびと）", over("人々", "ひとびと"), "人々"],
  ["so is the ヶ between them", "三ヶ月（さんかげつ）", over("三ヶ月", "さんかげつ"), "三ヶ月"],
  ["rare kanji are whole", "𠮷野（よしの）", over("𠮷野", "よしの"), "𠮷野"],
  ["a long vowel may be in it", "珈琲（こーひー）", over("珈琲", "こーひー"), "珈琲"],
  [
    "other brackets are text",
    "市（市長）と市（シ）と市(し)と（し）",
    "市（市長）と市（シ）と市(し)と（し）",
    "市（市長）と市（シ）と市(し)と（し）",
  ],
  ["brackets behind kana are text", "まち（まちづくり）", "まち（まちづくり）", "まち（まちづくり）"],
  ["nothing is nothing", "", "", ""],
  ["all else is escaped", "<b>市（し）&", `&lt;b&gt;${over("市", "し")}&amp;`, "<b>市&"],
])("%s: %s", (_, text, markup, plain) => {
  expect(ruby(text).toString()).toBe(markup);
  expect(withoutReadings(text)).toBe(plain);
});
