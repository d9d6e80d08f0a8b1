import { expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";
import { type Guideline, LANGUAGES } from "../../../src/model.ts";
import { CASE_STATES, type CaseNumber } from "../../../src/records.ts";
import { pageWords } from "../../../src/reply/page.ts";

/** Every text in an object, functions called with a number, a list or a name that stands for what they get. */
function texts(words: unknown, name = ""): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return texts(words(given(name)), name);
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, Array.isArray(words) ? name : key));
}

function given(name: string): unknown {
  if (name === "cityName") return { ja: "小平市", kana: "こだいらし", en: "Kodaira" };
  if (name === "unknownCity") return ["Kodaira", "Hino"];
  if (name === "date") return { issued: null, revised: null, latestMention: null };
  if (name === "ofCase") return { number: 3, state: "waiting", opening: { kind: "open", untilMinutes: 17 * 60 } };
  if (name === "keeping") return { days: 90, questionDays: 400, url: undefined };
  if (name === "choices") return undefined;
  return ["titleFor", "person"].includes(name) ? "NPO" : 30;
}

test("the easy words keep the rules of やさしい日本語", () => {
  const faults = texts(pageWords["ja-easy"]).flatMap((text) =>
    easyJapaneseFaults(text, { isName: !/。|です|ます/u.test(text) }),
  );
  expect(faults).toEqual([]);
});

test.each(CASE_STATES)("the easy words on a case that is %s keep the rules too", (state) => {
  const number = 3 as CaseNumber;
  const said = pageWords["ja-easy"].talk.ofCase({ number, state, opening: { kind: "unknown" } });
  expect(easyJapaneseFaults(said)).toEqual([]);
});

test("no word is missing in any language", () => {
  const count = texts(pageWords.ja).length;
  for (const language of LANGUAGES) {
    const all = texts(pageWords[language]);
    expect(all.filter((text) => text.trim() === "")).toEqual([]);
    expect(all.length).toBeGreaterThan(count - 5);
  }
});

/** What each language says of a text with these dates. */
const dated = (dates: Partial<Guideline>) =>
  LANGUAGES.map((language) => {
    const none = { title: "", kind: "", issuer: "", sha256: "", source: null };
    return pageWords[language].texts.date({ ...none, issued: null, revised: null, latestMention: null, ...dates });
  });
const issued = { printed: "平成20年10月", iso: "2008-10" };
const revised = { printed: "平成30年12月", iso: "2018-12" };

test.each<[string, Partial<Guideline>, string[]]>([
  ["issue", { issued }, ["平成20年10月", "2008年（ねん）10月（がつ）に つくりました。", "October 2008"]],
  [
    "issue and revision",
    { issued, revised },
    [
      "平成20年10月（平成30年12月改定）",
      "2008年（ねん）10月（がつ）に つくりました。2018年（ねん）12月（がつ）に 直（なお）しました。",
      "October 2008, revised December 2018",
    ],
  ],
  [
    "revision alone",
    { revised },
    ["平成30年12月改定", "2018年（ねん）12月（がつ）に 直（なお）しました。", "Revised December 2018"],
  ],
  [
    "a text that prints neither",
    { latestMention: { printed: "平成18年度", iso: "2006", of: "記載" } },
    [
      "発行日の記載がありません（中の新しい日付は平成18年度です）",
      "いつ できたか 書（か）いて ありません。2006年（ねん）ごろの 文書（ぶんしょ）です。",
      "No date of issue is printed; the latest date in the text is 2006",
    ],
  ],
])("every language tells the date of %s, and the easy one keeps its rules", (_, dates, expected) => {
  const said = dated(dates);
  expect(said).toEqual(expected);
  expect(easyJapaneseFaults(said[1]!)).toEqual([]);
});

test("the English words are English, but for 協働 itself", () => {
  const others = texts(pageWords.en).filter((text) => /[\p{sc=Han}ぁ-ゖァ-ヶ]/u.test(text.replace("(協働)", "")));
  expect(others).toEqual([]);
});
