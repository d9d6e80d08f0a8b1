import { expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";
import { LANGUAGES } from "../../../src/model.ts";
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
  return name === "titleFor" ? "NPO" : 30;
}

test("the easy words keep the rules of やさしい日本語", () => {
  const faults = texts(pageWords["ja-easy"]).flatMap((text) =>
    easyJapaneseFaults(text, { isName: !/。|です|ます/u.test(text) }),
  );
  expect(faults).toEqual([]);
});

test("the easy words for a title have no readings, for a title cannot show them", () => {
  const { titleFor } = pageWords["ja-easy"];
  expect([titleFor("", "answer"), titleFor("", "decline")].join("")).not.toMatch(/[\p{sc=Han}（]/u);
});

test("no word is missing in any language", () => {
  const count = texts(pageWords.ja).length;
  for (const language of LANGUAGES) {
    const all = texts(pageWords[language]);
    expect(all.filter((text) => text.trim() === "")).toEqual([]);
    expect(all.length).toBeGreaterThan(count - 5);
  }
});

test("the English words are English, but for 協働 itself", () => {
  const others = texts(pageWords.en).filter((text) => /[\p{sc=Han}ぁ-ゖァ-ヶ]/u.test(text.replace("(協働)", "")));
  expect(others).toEqual([]);
});
