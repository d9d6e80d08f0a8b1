import { describe, expect, test } from "vitest";
import { relatedQuestions } from "../../../src/dialogue/related.ts";
import { corpus } from "../../../src/knowledge/corpus.ts";
import type { CityId, Note, Outcome, Passage } from "../../../src/model.ts";
import { CITIES } from "../../fixtures/cities.ts";

const known = corpus(CITIES);
const passages = known.passages.filter(({ city }) => city === "hino");
const others = known.passages.filter(({ city }) => city === "kodaira");
const note = (passage: Passage, questions: readonly string[], part: Partial<Note> = {}): Note => ({
  city: passage.city,
  kind: "answer",
  topic: "money",
  questions,
  plain: { ja: "", "ja-easy": "", en: "" },
  evidence: [],
  passages: [passage.id],
  ...part,
});
const at = (n: number) => passages[n]!;
const answered = (passage: Passage, own?: Note): Outcome => ({
  kind: "answer",
  cities: [passage.city as CityId],
  hits: [{ passage, score: 1, reasons: [], note: own }],
  isCityNamed: true,
});
const asked = (notes: readonly Note[], outcome = answered(at(5)), language: "ja" | "ja-easy" | "en" = "ja") =>
  relatedQuestions(known, notes).to(outcome, language);

describe("questions that are likely next", () => {
  test("are those that the same passage and the ones around it answer, the nearest first", () => {
    const notes = [
      note(at(4), ["前には何がありますか"]),
      note(at(6), ["次には何がありますか"]),
      note(at(5), ["ここには何がありますか"]),
      note(at(20), ["遠くには何がありますか"]),
    ];
    expect(asked(notes)).toEqual(["ここには何がありますか", "次には何がありますか", "前には何がありますか"]);
  });
  test("prefer the point that was asked about", () => {
    const own = note(at(5), ["もう聞かれたことですか"], { topic: "place" });
    const notes = [own, note(at(5), ["ほかの論点は何ですか"]), note(at(6), ["同じ論点は何ですか"], { topic: "place" })];
    expect(asked(notes, answered(at(5), own))).toEqual(["同じ論点は何ですか", "ほかの論点は何ですか"]);
  });
  test("are of the same city, answered, and each told once", () => {
    const notes = [
      note(others[5]!, ["よその市のことですか"]),
      note(at(5), ["書かれていないことですか"], { kind: "silent" }),
      note(at(5), ["ここには何がありますか"]),
      note(at(6), ["ここには何がありますか"]),
    ];
    expect(asked(notes)).toEqual(["ここには何がありますか"]);
  });
  test("are at most four", () => {
    const notes = "一二三四五六".split("").map((n) => note(at(5), [`${n}つ目には何がありますか`]));
    expect(asked(notes)).toHaveLength(4);
  });
  test("are in the asker's language, whole and short", () => {
    const questions = ["補助", "窓口 電話 番号", "どこで きけますか。おしえて ください", "だれに きけば いいですか"];
    const all = [...questions, "Who?", "Whom can a citizen ask about it?", "どなたに聞けばよいですか"];
    const notes = [note(at(5), all)];
    expect(asked(notes)).toEqual(["どなたに聞けばよいですか"]);
    expect(asked(notes, answered(at(5)), "ja-easy")).toEqual(["だれに きけば いいですか"]);
    expect(asked(notes, answered(at(5)), "en")).toEqual(["Whom can a citizen ask about it?"]);
  });
});

describe("none are offered", () => {
  const notes = [note(at(5), ["ここには何がありますか"])];
  test("beside anything but an answer", () => {
    const outcomes: readonly Outcome[] = [
      { kind: "chat", act: "thanks" },
      { kind: "clarify", cities: [] },
      { kind: "compare", rows: [] },
      { kind: "decline", reason: "not-written", cities: [], hits: [] },
    ];
    for (const outcome of outcomes) expect(asked(notes, outcome)).toEqual([]);
  });
  test("beside an answer that no note surrounds", () => expect(asked(notes, answered(at(30)))).toEqual([]));
  test("where no notes were written", () => expect(asked([])).toEqual([]));
});
