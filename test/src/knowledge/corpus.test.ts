import { expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import type { PassageId } from "../../../src/model.ts";
import { CITIES } from "../../fixtures/cities.ts";

const known = corpus(CITIES);
const id = (text: string) => text as PassageId;

test("a passage is found by its id, a city and its outline by theirs", () => {
  expect(known.passage(id("hino-1"))?.city).toBe("hino");
  expect(known.city("hino")?.names.ja).toBe("日野市");
  expect(known.outline(known.city("hino")!.id)?.sections).not.toEqual([]);
  expect([known.passage(id("hino-0")), known.passage(undefined), known.city("no-such-city")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("the lines of a passage are its text, line by line", () => {
  expect(
    known.passages.filter(
      (p) =>
        known
          .lines(p)
          .map(({ text }) => text)
          .join("\n") !== p.text,
    ),
  ).toEqual([]);
});

test("lines are verbatim when the file says so at the passage's spans, and no other lines are", () => {
  const passage = known.passage(id("hino-9"))!;
  const lines = known.lines(passage);
  const changed = lines.map((line) => ({ ...line, text: line.text.replace("市民", "住民") }));
  expect(known.isVerbatim(passage.id, lines)).toBe(true);
  expect(known.isVerbatim(passage.id, changed)).toBe(false);
  expect(known.isVerbatim(passage.id, lines.slice(1))).toBe(false);
  expect(known.isVerbatim(id("hino-10"), lines)).toBe(false);
  expect(known.isVerbatim(id("no-such-city-1"), lines)).toBe(false);
});
