import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { loadKnowledge, loadNotebook } from "../../../src/knowledge/load.ts";
import { readElsewhere, readNotes, readTalk, readTopics } from "../../../src/knowledge/notes.ts";
import { CHAT_ACTS, HANDOFF_REASONS } from "../../../src/model.ts";
import { squeezed } from "../../../src/text/normalize.ts";

const read = (file: string) => readFileSync(`knowledge/${file}`, "utf8");
const all = corpus(loadKnowledge("knowledge").cities);
const topics = readTopics("knowledge/topics.json", read("topics.json"));
const passagesOf = (city: string) => all.passages.filter((passage) => passage.city === city);

/** A city may begin without notes. */
const noted = all.cities.map(({ id }) => id).filter((id) => existsSync(`knowledge/${id}/notes.jsonl`));

describe.each(noted.map((id) => [id]))("the notes of %s", (city) => {
  const notes = readNotes(`knowledge/${city}/notes.jsonl`, read(`${city}/notes.jsonl`), passagesOf(city), topics);

  test("bear every passage out with an answer", () => {
    const answered = new Set(notes.filter(({ kind }) => kind === "answer").flatMap(({ passages }) => passages));
    expect(passagesOf(city).filter(({ id }) => !answered.has(id))).toEqual([]);
  });
  test.each(Object.keys(topics))("say of %s what the text says, or that it says nothing, never both", (topic) => {
    const own = notes.filter((note) => note.topic === topic);
    const isAnswered = own.some(({ kind }) => kind === "answer");
    const silent = own.filter(({ silentThroughout }) => silentThroughout === true);
    expect(silent.length).toBeLessThanOrEqual(isAnswered ? 0 : 1);
    expect(silent.every(({ kind }) => kind === "silent")).toBe(true);
  });
});

describe("over all cities", () => {
  const notebook = loadNotebook("knowledge", all.passages);
  const count = (rows: readonly { readonly questions: readonly string[] }[]) =>
    rows.reduce((sum, { questions }) => sum + questions.length, 0);

  test("at least as many questions are expected that no text answers as questions that one does", () => {
    const answers = notebook.notes.filter(({ kind }) => kind === "answer");
    const gaps = notebook.notes.filter(({ kind }) => kind !== "answer");
    expect(count(gaps) + count(notebook.elsewhere)).toBeGreaterThanOrEqual(count(answers));
  });
  test("no question of a city is expected of two answers, of which one would be wrong", () => {
    const twice = all.cities.flatMap(({ id }) => {
      const answers = notebook.notes.filter(({ city, kind }) => city === id && kind === "answer");
      const byQuestion = Map.groupBy(
        answers.flatMap(({ questions }) => questions),
        (question) => squeezed(question),
      );
      return [...byQuestion].filter(([, same]) => same.length > 1).map(([question]) => `${id}: ${question}`);
    });
    expect(twice).toEqual([]);
  });
  test("no question of a city is both answered and declined", () => {
    const both = all.cities.flatMap(({ id }) => {
      const own = notebook.notes.filter(({ city }) => city === id);
      const asked = (isAnswer: boolean) =>
        own.filter(({ kind }) => (kind === "answer") === isAnswer).flatMap(({ questions }) => questions.map(squeezed));
      const answered = new Set(asked(true));
      return asked(false).flatMap((question) => (answered.has(question) ? [`${id}: ${question}`] : []));
    });
    expect(both).toEqual([]);
  });
});

describe("topics", () => {
  const GREETING = { ja: "あいさつ", "ja-easy": "あいさつ", en: "Greeting" };
  const reads = (...rows: object[]) => readTopics("t.json", JSON.stringify(Object.assign({}, ...rows)));
  test("are read as they stand", () => expect(reads({ greeting: GREETING })).toEqual({ greeting: GREETING }));
  test.each([
    ["a name without its reading", { tax: { ...GREETING, "ja-easy": "税金" } }, "t.json: tax: 「税金」 has no reading"],
    ["a name in two languages only", { tax: { ja: "税", en: "Tax" } }, "t.json: tax.ja-easy"],
    ["an empty name", { tax: { ...GREETING, en: " " } }, "t.json: tax.en"],
  ])("are refused with %s", (_, row, reason) => expect(() => reads({ greeting: GREETING }, row)).toThrow(reason));
  test("are refused with every fault at once", () => {
    const unread = { ...GREETING, "ja-easy": "税金" };
    expect(() => reads({ a: unread }, { b: unread })).toThrow(/t\.json: a: .*\nt\.json: b: /u);
  });
  test("are refused where they are no JSON", () => {
    expect(() => readTopics("t.json", "{")).toThrow("t.json: is not JSON");
  });
});

describe("what is no matter of the texts", () => {
  const matters = readElsewhere("knowledge/elsewhere.jsonl", read("elsewhere.jsonl"));
  test("has a subject of its own each", () => {
    expect(matters.length).toBeGreaterThan(50);
    expect(new Set(matters.map(({ subject }) => subject)).size).toBe(matters.length);
  });
  test("is grave where somebody may be in danger, and for few", () => {
    const grave = matters.filter(({ isGrave }) => isGrave === true);
    expect(grave.length).toBeGreaterThan(0);
    expect(grave.length).toBeLessThan(matters.length / 4);
  });
  const ROW = { subject: "waste", names: { ja: "ごみ", "ja-easy": "ごみ", en: "Waste" }, questions: [..."一二三四"] };
  const reads = (change: object) => () => readElsewhere("e.jsonl", JSON.stringify({ ...ROW, ...change }));
  test("is read as it stands", () => {
    expect(reads({})()).toEqual([ROW]);
    expect(reads({ isGrave: true })()).toEqual([{ ...ROW, isGrave: true }]);
  });
  test.each([
    ["a mark that says no", { isGrave: false }, "isGrave"],
    ["too few questions", { questions: ["一"] }, "questions"],
    ["a name without its reading", { names: { ...ROW.names, "ja-easy": "税金" } }, "「税金」 has no reading"],
    ["a name in two languages only", { names: { ja: "ごみ", en: "Waste" } }, "names.ja-easy"],
    ["a field that is none of ours", { note: "" }, "e.jsonl:1"],
  ])("is refused with %s", (_, change, reason) => expect(reads(change)).toThrow(reason));
});

describe("what people write that asks nothing of a text", () => {
  const talk = readTalk("knowledge/talk.jsonl", read("talk.jsonl"));
  test("is known for every act and every reason to hand over", () => {
    const acts = talk.map(({ act }) => act);
    expect(new Set(acts)).toEqual(new Set([...CHAT_ACTS, ...HANDOFF_REASONS]));
  });
  test("is said of one act only, word for word", () => {
    const said = talk.flatMap(({ questions }) => [...new Set(questions.map((text) => text.trim()))]);
    const seen = new Set<string>();
    expect(said.filter((text) => seen.has(text) || !seen.add(text))).toEqual([]);
  });
  const ROW = { outcome: "chat", act: "greeting", questions: ["やあ", "こんにちは", "おはよう", "hello"] };
  const reads = (change: object) => () => readTalk("t.jsonl", `\n${JSON.stringify({ ...ROW, ...change })}\n`);
  test("is read as it stands, empty lines passed over", () => expect(reads({})()).toEqual([ROW]));
  test.each([
    ["an act of the other outcome", { outcome: "handoff" }, "act"],
    ["an act that is none", { act: "singing" }, "act"],
    ["an outcome that is none", { outcome: "answer" }, "outcome"],
    ["too few questions", { questions: ["やあ", "", "おい", "ね"] }, "questions.1"],
  ])("is refused with %s, by file and line", (_, change, reason) => {
    expect(reads(change)).toThrow(reason);
    expect(reads(change)).toThrow("t.jsonl:2: ");
  });
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
test("a plan that is told as a fact is refused with the wording in which it is", () => {
  const evidence = passagesOf("koganei").find(({ text }) => text.includes("協働推進コーナーを設けます"))!;
  const plain = {
    ja: "コーナーがあると書かれています。",
    "ja-easy": "コーナーが あります。",
    en: "There is a corner.",
  };
  const told = { ...GOOD, plain, evidence: ["協働推進コーナーを設けます"] };
  const read = () => readNotes("n.jsonl", JSON.stringify(told), [evidence], topics);
  expect(read).toThrow("n.jsonl:1: tells in ja-easy as a fact what the evidence only plans");
  expect(read).toThrow("n.jsonl:1: tells in en as a fact");
  expect(read).not.toThrow("tells in ja as");
});
describe("a notebook", () => {
  test("holds all cities' notes, and none for a city without any", () => {
    const { notes } = loadNotebook("knowledge", all.passages);
    expect(new Set(notes.map(({ city }) => city))).toEqual(new Set(all.cities.map(({ id }) => id)));
    const strangers = all.passages.map((passage) => ({ ...passage, city: "no-such-city" as typeof passage.city }));
    expect(loadNotebook("knowledge", strangers).notes).toEqual([]);
  });
  test("holds what stands beside the notes", () => {
    const { topics: named, elsewhere, talk } = loadNotebook("knowledge", all.passages);
    expect(named).toEqual(topics);
    expect([elsewhere.length, talk.length].every((count) => count > 0)).toBe(true);
  });
  test("is empty where nothing was written", () => {
    const empty = { notes: [], topics: {}, elsewhere: [], talk: [], learned: undefined };
    expect(loadNotebook("test/fixtures/sixth-city", all.passages)).toMatchObject(empty);
  });
  test("knows nothing as learned that is to be learned anew", () => {
    expect(loadNotebook("knowledge", all.passages, { isToBeLearned: true }).learned).toBeUndefined();
  });
});
test("a line that is not JSON is refused", () => {
  expect(() => readNotes("n.jsonl", "{", passagesOf("hino"), topics)).toThrow("n.jsonl:1: is not JSON");
});
