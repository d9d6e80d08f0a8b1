import { expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { loadKnowledge } from "../../../src/knowledge/load.ts";
import { CITIES } from "../../fixtures/cities.ts";
import { knowledgeWithSixthCity } from "../../fixtures/sixth-city.ts";

const six = corpus(loadKnowledge(knowledgeWithSixthCity()).cities);
const shown = six.passages.filter(({ city }) => city === "wakabano").map(({ citation, text }) => [citation, text]);
const TITLE = "若葉野市 市民と市のまちづくり指針（令和4年3月）";

test("a folder more is a city more, in its place in the syllabary", () => {
  expect(six.cities.map(({ names }) => names.ja)).toEqual([...CITIES.map(({ name }) => name), "若葉野市"]);
});

test("each of its passages is cited by title, date and section", () => {
  expect(shown).toEqual([
    [TITLE, "令和4年3月 策定"],
    [
      `${TITLE}はじめに`,
      "若葉野市では、小川の掃除や雪かきを、古くから隣どうしで助け合ってきました。この指針は、その助け合いを市民と市とで続けていくために、令和4年3月に定めました。",
    ],
    [`${TITLE}第１章 ⑴ 市民`, "若葉野市に住み、学び、働くすべての人をいいます。"],
    [`${TITLE}第１章 ⑴ 市民団体`, "会員が五人以上で、若葉野市の中で活動する団体をいいます。"],
    [`${TITLE}第１章 ⑵ 守ること`, "・互いの話を最後まで聴くこと。\n・決めたことと決めたわけを公開すること。"],
    [
      `${TITLE}第２章 ⑴ 小川守り助成金`,
      "市は、小川の掃除をする市民団体に、小川守り助成金を出します。額は一年度につき三万円までとし、申請は毎年5月に受け付けます。",
    ],
    [`${TITLE}第２章 ⑴ ① 申請`, "申請する市民団体は、次のものを市に出します。\n1. 活動の計画書\n2. 会員の名簿"],
    [`${TITLE}第２章 ⑴ ② 報告`, "市民団体は、活動が終わってから三十日のうちに、写真を添えて報告します。"],
    [`${TITLE}第２章 ⑵ 雪かき隊`, "下の図のように、雪かき隊は町内ごとに集まり、通学路から先に雪をかきます。"],
    [`${TITLE}これまでの歩み`, "年度\n平成30年度\n取組\n小川守り助成金を始める"],
    [`${TITLE}これまでの歩み`, "年度\n令和2年度\n取組\n雪かき隊ができる"],
    [TITLE, "発行 若葉野市市民部まちづくり課\n電話 000-765-4321"],
  ]);
});

test("the other cities' passages stay as they were", () => {
  expect(six.passages.filter(({ city }) => city !== "wakabano")).toEqual(corpus(CITIES).passages);
});
