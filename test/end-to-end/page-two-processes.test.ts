import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Serving } from "../../src/serve.ts";
import { type PageVisitor, pageVisitor } from "../fixtures/page-visitor.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import { type PageDesk, pageDesk } from "./page-desk.ts";

const WAIT = { timeout: 10_000, interval: 200 };

let server: Cluster;
let desk: PageDesk;
let two: readonly Serving[];

beforeAll(async () => {
  server = await cluster();
  desk = await pageDesk({ DATABASE_URL: await server.database("desk"), CASES_IN_LINE: "conversation" });
  two = await Promise.all([desk.start(), desk.start()]);
});
afterAll(async () => {
  await desk.close();
  expect(desk.told).toEqual([]);
  await server.stop();
});

/** The same browser, at one process and at the other. */
async function atBoth(): Promise<readonly [PageVisitor, PageVisitor]> {
  const [one, other] = two.map(({ origin }) => pageVisitor(origin));
  await one!.opens();
  other!.cookie = one!.cookie;
  await other!.opens();
  return [one!, other!];
}

test("a page that one process made is that of the other, and so are its forms", async () => {
  const [one, other] = await atBoth();
  await one.says("小平市の協働とは何ですか");
  expect(await other.opens()).toMatchObject({ status: 200 });
  expect(other.words()).toContain("小平市協働の推進に関する指針");
  const { status } = await one.posts({ ...other.hidden(), text: "日野市では？" });
  expect(status).toBe(303);
  await other.opens();
  expect(other.words()).toContain("日野市では？");
});

test("whichever process answers, the answer stands on the page that the form leads to", async () => {
  for (let i = 0; i < 6; i++) {
    const [one, other] = await atBoth();
    const words = await (i % 2 === 0 ? one : other).says("小金井市の協働とは何ですか");
    expect(words).toContain("小金井市");
    expect((i % 2 === 0 ? one : other).html).toContain("<blockquote");
  }
});

test("a form that is sent to both at once counts once", async () => {
  const [one, other] = await atBoth();
  const form = { ...one.hidden(), text: "こんにちは" };
  await Promise.all([one.posts(form), other.posts(form), one.posts(form), other.posts(form)]);
  await one.opens();
  expect(one.html.match(/<article class="turn resident/gu)).toHaveLength(1);
});

test("a person's answer from a third process arrives at the page of either", async () => {
  const [one, other] = await atBoth();
  const number = /(\d+)番/u.exec(await one.says("担当者と話したいです"))![1]!;
  expect(await desk.cases("take", number)).toMatchObject({ status: 0, err: "" });
  expect(await desk.cases("answer", number, "担当の原です。")).toMatchObject({ status: 0 });
  for (const visitor of [one, other]) {
    await vi.waitFor(async () => {
      await visitor.opens();
      expect(visitor.words()).toContain("担当の原です。");
    }, WAIT);
  }
});

test("keys that are changed are known to both", async () => {
  const [one, other] = await atBoth();
  const before = one.cookie;
  expect(await desk.keys("rotate")).toBe(0);
  for (const visitor of [one, other]) {
    await vi.waitFor(async () => {
      await visitor.opens();
      expect(visitor.cookie).not.toBe(before);
    }, WAIT);
  }
  expect(one.cookie).toBe(other.cookie);
});
