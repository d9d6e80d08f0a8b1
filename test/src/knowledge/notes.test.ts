import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { loadKnowledge, loadNotes } from "../../../src/knowledge/load.ts";
import { readElsewhere, readNotes, readTopics } from "../../../src/knowledge/notes.ts";

const read = (file: string) => readFileSync(`knowledge/${file}`, "utf8");
const all = corpus(loadKnowledge("knowledge").cities);
const topics = readTopics("knowledge/topics.json", read("topics.json"));
const passagesOf = (city: string) => all.passages.filter((passage) => passage.city === city);

describe.each(all.cities.map(({ id }) => [id]))("the notes of %s", (city) => {
  const notes = readNotes(`knowledge/${city}/notes.jsonl`, read(`${city}/notes.jsonl`), passagesOf(city), topics);

  test("bear every passage out with an answer", () => {
    const answered = new Set(notes.filter(({ kind }) => kind === "answer").flatMap(({ passages }) => passages));
    expect(passagesOf(city).filter(({ id }) => !answered.has(id))).toEqual([]);
  });
  test("call a text silent on a topic only where no note answers it", () => {
    const answered = new Set(notes.filter(({ kind }) => kind === "answer").map(({ topic }) => topic));
    const silent = notes.filter(({ silentThroughout }) => silentThroughout).map(({ topic }) => topic);
    expect(silent.filter((topic) => answered.has(topic))).toEqual([]);
    expect(new Set(silent).size).toBe(silent.length);
  });
  test("expect as many questions on the gaps as on the answers, give or take a few", () => {
    const count = (isGap: boolean) =>
      notes
        .filter(({ kind }) => (kind !== "answer") === isGap)
        .reduce((sum, { questions }) => sum + questions.length, 0);
    expect(count(true)).toBeGreaterThan(count(false) * 0.9);
  });
});

test("what is no matter of the texts has names in three wordings and a subject of its own", () => {
  const subjects = readElsewhere("knowledge/elsewhere.jsonl", read("elsewhere.jsonl")).map(({ subject }) => subject);
  expect(subjects.length).toBeGreaterThan(50);
  expect(new Set(subjects).size).toBe(subjects.length);
});

const GOOD = {
  kind: "answer",
  topic: "contact",
  questions: ["電話は", "番号は", "どこに かけますか", "phone", "電話番号を教えて", "でんわ", "連絡先は", "TELの記載"],
  plain: {
    ja: "電話番号は042-581-4112と書かれています。",
    "ja-easy": "電話（でんわ）は 042-581-4112です。",
    en: "The printed number is 042-581-4112.",
  },
  evidence: ["TEL 042-581-4112"],
};
const reading =
  (...notes: unknown[]) =>
  () =>
    readNotes("knowledge/hino/notes.jsonl", notes.map((n) => JSON.stringify(n)).join("\n"), passagesOf("hino"), topics);

test("a note knows the passage in which its evidence stands", () => {
  const [note] = reading(GOOD)();
  expect(note?.passages.map((id) => all.passage(id)?.text)).toEqual([expect.stringContaining("TEL 042-581-4112")]);
});
test.each([
  [
    "a figure that the evidence does not hold",
    { plain: { ...GOOD.plain, ja: "電話番号は042-000-0000です。" } },
    "figure 000",
  ],
  ["evidence that stands nowhere", { evidence: ["TEL 03-0000-0000"] }, "stands in no passage"],
  ["an answer without evidence", { evidence: [] }, "needs evidence"],
  ["an unknown topic", { topic: "weather" }, "topic weather is not in topics.json"],
  ["too few questions", { questions: GOOD.questions.slice(0, 5) }, "has 5 questions, wants 8"],
  ["a question asked twice", { questions: [...GOOD.questions, "電話は "] }, "asks the same question twice"],
  [
    "kanji without a reading",
    { plain: { ...GOOD.plain, "ja-easy": "電話は 042-581-4112です。" } },
    "「電話」 has no reading",
  ],
  ["an unknown kind", { kind: "guess" }, "kind: "],
])("%s is refused with file, line and reason", (_, change, reason) => {
  expect(reading(GOOD, { ...GOOD, ...change })).toThrow(reason);
  expect(reading(GOOD, { ...GOOD, ...change })).toThrow("knowledge/hino/notes.jsonl:2: ");
});
test("every fault of a file is told at once", () => {
  const wrong = { ...GOOD, topic: "weather", evidence: ["どこにもない"] };
  expect(reading(wrong)).toThrow(/notes\.jsonl:1: topic weather[\s\S]*notes\.jsonl:1: evidence/u);
});
test("all cities' notes are loaded at once, and a city without any has none", () => {
  const cities = new Set(loadNotes("knowledge", all.passages).map(({ city }) => city));
  expect([...cities].sort()).toEqual(all.cities.map(({ id }) => id).sort());
  const strangers = all.passages.map((passage) => ({ ...passage, city: "no-such-city" as typeof passage.city }));
  expect(loadNotes("knowledge", strangers)).toEqual([]);
});
test("a line that is not JSON is refused", () => {
  expect(() => readNotes("n.jsonl", "{", passagesOf("hino"), topics)).toThrow("n.jsonl:1: is not JSON");
});
