import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble.ts";
import { CITIES } from "../fixtures/cities.ts";

const PLACES = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: () => {} };

describe("an assembled desk", () => {
  test("knows the cities of its folder and can find each of its passages", async () => {
    const { desk, corpus, search } = await assemble(PLACES);
    expect(desk.cities.map(({ id }) => id)).toEqual(CITIES.map(({ city }) => city.id));
    for (const passage of corpus.passages) {
      const hits = search.hits(search.asked(passage.text, ""), { cities: [passage.city], limit: 3 });
      expect(hits.map((hit) => hit.passage.text)).toContain(passage.text);
    }
  });

  test("answers the same without the cache as with it", async () => {
    const question = { text: "どうやって事業を提案すればいいですか", city: undefined, history: [] };
    const [kept, made] = await Promise.all([assemble(PLACES), assemble({ ...PLACES, cacheDir: undefined })]);
    expect(made.desk.reply(question)).toEqual(kept.desk.reply(question));
  });
});

test("without a folder of knowledge there is no desk", async () => {
  await expect(assemble({ ...PLACES, knowledgeDir: "no/such/knowledge" })).rejects.toMatchObject({
    code: "knowledge-invalid",
    message: expect.stringContaining("no/such/knowledge"),
  });
});
