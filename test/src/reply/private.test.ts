import { describe, expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";
import { LANGUAGES, type Opening } from "../../../src/model.ts";
import type { CaseNumber } from "../../../src/records.ts";
import { privateWords } from "../../../src/reply/private.ts";

const OPENINGS: readonly Opening[] = [{ kind: "open", untilMinutes: 17 * 60 }, { kind: "unknown" }];

/** Every text in an object; what is made of something is made of what its name asks for. */
function texts(words: unknown, name = ""): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return given(name).flatMap((one) => texts((words as (of: unknown) => unknown)(one)));
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, key));
}

function given(name: string): readonly unknown[] {
  if (name === "opened") return OPENINGS.map((opening) => ({ desk: "NPO", opening, number: 12 as CaseNumber }));
  if (name === "opening") return OPENINGS;
  if (name === "intro") return ["NPO", undefined];
  if (name === "time") return [];
  return [30];
}

describe("the words of the private page", () => {
  test("keep in やさしい日本語 its rules", () => {
    const faults = texts(privateWords["ja-easy"]).flatMap((text) =>
      easyJapaneseFaults(text, { isName: !/。|です|ます/u.test(text) }),
    );
    expect(faults).toEqual([]);
  });

  test.each(LANGUAGES)("lack nothing in any language: %s", (language) => {
    const all = texts(privateWords[language]);
    expect(all).toHaveLength(texts(privateWords.ja).length);
    expect(all.filter((text) => text.trim() === "")).toEqual([]);
  });

  test("are English in English", () => {
    expect(texts(privateWords.en).filter((text) => /[\p{sc=Han}ぁ-ゖァ-ヶ]/u.test(text))).toEqual([]);
  });
});
