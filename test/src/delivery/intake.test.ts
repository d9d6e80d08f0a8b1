import { expect, test } from "vitest";
import { intake } from "../../../src/delivery/intake.ts";

/** Keeps each transaction open until it is told to end. */
function slowly() {
  const kept: (readonly number[])[] = [];
  const ends: { readonly commit: () => void; readonly fail: (error: Error) => void }[] = [];
  const take = intake<number>((items) => {
    kept.push(items);
    return new Promise<void>((commit, fail) => ends.push({ commit, fail }));
  });
  return { kept, ends, take };
}
const turns = async () => {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
};

test("a delivery that comes alone is kept at once and by itself", async () => {
  const { kept, ends, take } = slowly();
  const done = take([1, 2]);
  expect(kept).toEqual([[1, 2]]);
  ends[0]!.commit();
  await done;
});

test("what comes meanwhile is kept together, in the order in which it came, and is not told of before its commit", async () => {
  const { kept, ends, take } = slowly();
  const told: number[] = [];
  const all = [[1], [2], [3, 4]].map((items) => take(items).then(() => told.push(items[0]!)));
  ends[0]!.commit();
  await turns();
  expect(kept).toEqual([[1], [2, 3, 4]]);
  expect(told).toEqual([1]);
  ends[1]!.commit();
  await Promise.all(all);
  expect(told).toEqual([1, 2, 3]);
});

test("a transaction that fails is told to each of its deliveries, and the next ones go on", async () => {
  const { ends, take } = slowly();
  const first = take([1]);
  const lost = [take([2]), take([3])];
  ends[0]!.commit();
  await first;
  ends[1]!.fail(new Error("the database is away"));
  for (const one of lost) await expect(one).rejects.toThrow("the database is away");
  const after = take([4]);
  ends[2]!.commit();
  await after;
});

test("no transaction grows without end, but a delivery is never parted", async () => {
  const { kept, ends, take } = slowly();
  const list = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const all = [take([0]), take(list(1, 20)), take(list(21, 20)), take(list(41, 50))];
  for (let i = 0; i < 4; i += 1) {
    ends[i]!.commit();
    await turns();
  }
  await Promise.all(all);
  expect(kept.map((items) => items.length)).toEqual([1, 20, 20, 50]);
});
