import { expect, test } from "vitest";
import { IN_MEMORY, openStore } from "../../../adapters/store/open.ts";
import { BLOCK } from "../../../adapters/store/token-blocks.ts";
import type { Records } from "../../../src/ports/store.ts";
import { conversationWith, DESK, message, newCase, OTHER_PEER } from "./sample.ts";

const MANY = BLOCK * 2 + 100;
/** Of so many messages one belongs to a conversation that has no case at first. */
const EVERY = 40;

test("messages of several blocks are found in the order in which they were said, and go from each", async () => {
  const store = await openStore({ dataDir: IN_MEMORY, chance: { uuid: () => crypto.randomUUID() } });
  const within = <T>(act: (records: Records) => Promise<T>) => store.within(DESK, act);
  const [early, late] = [await conversationWith(store), await conversationWith(store, OTHER_PEER)];
  await within(({ cases }) => cases.open(newCase(early)));
  const ids = Array.from({ length: MANY }, (_, i) => `${i}`);
  const isLate = (id: string) => Number(id) % EVERY === 0;
  await within(async ({ messages }) => {
    for (const id of ids) await messages.add(message(id, isLate(id) ? late : early, { text: "鍵" }));
  });
  const takeUp = () =>
    within(async ({ transcripts }) => {
      const due = await transcripts.due(500);
      return transcripts.index(due.map((one) => ({ ...one, tokens: ["鍵", `第${Number(one.id) % 400}`] })));
    });
  const found = (...tokens: string[]) =>
    within(async ({ transcripts }) => (await Array.fromAsync(transcripts.find([[tokens]]))).flat());
  while ((await takeUp()) > 0);
  await within(({ cases }) => cases.open(newCase(late)));
  while ((await takeUp()) > 0);
  expect(await found("鍵")).toEqual(ids.toReversed());
  expect(await found("鍵", "第7")).toEqual(ids.filter((id) => Number(id) % 400 === 7).reverse());
  await within(({ conversations }) => conversations.erase(late));
  expect(await found("鍵")).toEqual(ids.filter((id) => !isLate(id)).reverse());
  expect(await found("第0")).toEqual([]);
  await store.close();
});
