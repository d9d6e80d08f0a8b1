import { beforeAll, expect, test } from "vitest";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { expectedFigures } from "../../../src/eval/expected.ts";
import type { Note } from "../../../src/knowledge/notes.ts";

let desk: Assembly;
beforeAll(async () => {
  desk = await assemble({ knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
});

test("only answers count, each question once, right where the evidence stands", () => {
  const [first, second] = desk.search.hits(desk.search.asked("協働の評価", ""), { cities: [], limit: 2 });
  const note = (kind: Note["kind"], passage: typeof first): Note => ({
    kind,
    topic: "evaluation",
    questions: ["協働の評価"],
    plain: { ja: "", "ja-easy": "", en: "" },
    evidence: [],
    city: passage!.passage.city,
    passages: [passage!.passage.id],
  });
  const nowhere = { ...note("answer", first), passages: [] };
  expect(expectedFigures([note("answer", first), note("silent", second), nowhere], desk.search)).toEqual({
    "expected questions": 2,
    "hit@1": 0.5,
    "hit@3": 0.5,
  });
});
test("no notes give no figures to divide by", () => {
  expect(expectedFigures([], desk.search)).toEqual({ "expected questions": 0, "hit@1": 0, "hit@3": 0 });
});
