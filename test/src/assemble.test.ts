import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../src/assemble.ts";
import type { CityId, Question } from "../../src/model.ts";
import { CITIES } from "../fixtures/cities.ts";
import { ASKED, EAST, twoCities } from "../fixtures/two-cities.ts";

const PLACES = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: () => {} };
const HOW_TO_PROPOSE = { text: "どうやって事業を提案すればいいですか", city: "kodaira" as CityId, history: [] };

const temporary = mkdtempSync(join(tmpdir(), "assemble-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A copy of the knowledge folder without some of its files. */
function knowledgeWithout(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(temporary, "knowledge-"));
  cpSync("knowledge", folder, { recursive: true });
  for (const path of paths) rmSync(join(folder, path));
  return folder;
}

/** The same with few notes, which are soon made ready without the cache. */
function thinKnowledgeWithout(...paths: readonly string[]): string {
  const folder = knowledgeWithout(...paths);
  for (const file of globSync("**/*.jsonl", { cwd: folder })) {
    const rows = readFileSync(join(folder, file), "utf8").trim().split("\n");
    const isOfFew = (row: string) => ["meaning", "principles"].includes(JSON.parse(row).topic);
    const few = file.endsWith("notes.jsonl") ? rows.filter(isOfFew) : rows.slice(0, 9);
    writeFileSync(join(folder, file), few.join("\n"));
  }
  return folder;
}

let here: Assembly;
beforeAll(async () => {
  here = await assemble(PLACES);
});

describe("an assembled desk", () => {
  test("knows the cities of its folder and can find each of its passages", () => {
    const { desk, corpus, search } = here;
    expect(desk.cities.map(({ id }) => id)).toEqual(CITIES.map(({ city }) => city.id));
    for (const passage of corpus.passages) {
      const hits = search.hits(search.asked(passage.text, ""), { cities: [passage.city], limit: 3 });
      expect(hits.map((hit) => hit.passage.text)).toContain(passage.text);
    }
  });

  test("answers the same without the cache as with it", async () => {
    const places = { ...PLACES, knowledgeDir: twoCities() };
    await assemble(places);
    const [kept, made] = [await assemble(places), await assemble({ ...places, cacheDir: undefined })];
    for (const text of [...Object.values(ASKED).flat(), "2市の図書室を比べて", "xyzzy"]) {
      const question = { text, city: EAST, history: [] };
      expect(made.desk.reply(question)).toEqual(kept.desk.reply(question));
      expect(made.desk.explain(question)).toEqual(kept.desk.explain(question));
    }
  });

  test("tells the contact and the age that it is given", async () => {
    const { desk } = await assemble({ ...PLACES, contact: "市民協働課 内線 1", year: () => 2040 });
    expect(desk.reply({ ...HOW_TO_PROPOSE, text: "職員と話したい" }).lead).toContain("市民協働課 内線 1");
    expect(desk.reply(HOW_TO_PROPOSE).quotations[0]!.dated).toContain("22年前");
  });
});

test("without a folder of knowledge there is no desk", async () => {
  await expect(assemble({ ...PLACES, knowledgeDir: "no/such/knowledge" })).rejects.toMatchObject({
    code: "knowledge-invalid",
    message: expect.stringContaining("no/such/knowledge"),
  });
});

describe("where nothing was learned yet", () => {
  let unlearned: Assembly;
  beforeAll(async () => {
    unlearned = await assemble({ ...PLACES, knowledgeDir: knowledgeWithout("learned.json") });
  });
  const ask = (part: Partial<Question>) =>
    unlearned.desk.reply({ text: "", city: "kodaira" as CityId, history: [], ...part });

  test("the desk starts and answers what the text has the words for", () => {
    expect(unlearned.notebook.learned).toBeUndefined();
    const { outcome, quotations } = ask(HOW_TO_PROPOSE);
    expect(outcome).toBe("answer");
    expect(unlearned.corpus.isVerbatim(quotations[0]!.passage, quotations[0]!.lines)).toBe(true);
  });
  test("danger and the wish for a person are heard all the same", () => {
    expect(ask({ text: "人が倒れています" })).toMatchObject({
      outcome: "handoff",
      lead: expect.stringContaining("119番"),
    });
    expect(ask({ text: "職員と話したい" }).outcome).toBe("handoff");
  });
  test("it explains itself", () => {
    expect(unlearned.desk.explain(HOW_TO_PROPOSE).signals).toMatchObject({ "share of answer": 1, bias: 1 });
  });
});

describe("where a city has no notes", () => {
  let noteless: Assembly;
  beforeAll(async () => {
    noteless = await assemble({ ...PLACES, knowledgeDir: thinKnowledgeWithout("koganei/notes.jsonl") });
  });
  const ask = (text: string, city: string) => noteless.desk.reply({ text, city: city as CityId, history: [] });

  test("it is answered from its text, with the neutral sentence", () => {
    const { outcome, lead, quotations } = ask("協働の原則は何ですか", "koganei");
    expect(outcome).toBe("answer");
    expect(lead).toMatch(/^小金井市の「.+」には、次のように書かれています。$/u);
    expect(quotations[0]!.city).toBe("koganei");
    expect(noteless.corpus.isVerbatim(quotations[0]!.passage, quotations[0]!.lines)).toBe(true);
  });
  test("what its text has no words for is declined", () => {
    expect(ask("火星探査機の打ち上げ", "koganei").outcome).toBe("decline");
  });
  test("the other cities answer in plain words as before", () => {
    const { lead, quotations } = ask("協働とは何ですか", "kodaira");
    expect(lead).not.toContain("次のように書かれています");
    expect(quotations[0]!.city).toBe("kodaira");
  });
});
