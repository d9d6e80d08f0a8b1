import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { type DeskFolder, deskFolder } from "./desk-folder.ts";

let postgres: Cluster;
beforeAll(async () => {
  postgres = await cluster();
});
afterAll(() => postgres.stop());

let desk: DeskFolder;
let databases = 0;
beforeEach(async () => {
  databases += 1;
  desk = await deskFolder(await postgres.database(`terminal-${databases}`));
});
afterEach(() => desk.close());

test("a case is worked just as well where the records lie in PostgreSQL", async () => {
  await desk.caseOf("a");
  for (const words of [
    ["take", "1"],
    ["answer", "1", "はい"],
    ["close", "1"],
  ]) {
    expect(await desk.cases(words)).toMatchObject({ status: 0, err: "" });
  }
  expect((await desk.cases(["show", "1"])).out).toContain("受付番号 1  終了（担当 hara）");
  expect((await desk.cases(["status"])).out).toContain("送信    待ち 2");
});

test("of many who take a case at the same time one has it, and all others are told so", async () => {
  await desk.caseOf("a");
  const names = ["hara", "kimura", "sato", "mori"];
  const runs = await Promise.all(names.map((name) => desk.cases(["take", "1", "--as", name])));
  expect(runs.map(({ status }) => status).sort()).toEqual([0, 1, 1, 1]);
  for (const { err } of runs.filter(({ status }) => status === 1)) {
    expect(err).toMatch(/今ほかの人が変えました|さんが担当しています/u);
  }
});
