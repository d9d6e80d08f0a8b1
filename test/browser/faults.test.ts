import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browser } from "./browser.ts";
import { faults } from "./faults.ts";

let chromium: Browser;
beforeAll(async () => {
  chromium = await browser();
});
afterAll(() => chromium?.close());

const LINK = '<a href="/a">甲</a>';
const BOX = "width: 20px; height: 20px; display: block; overflow: hidden";
test.each([
  ["links in a sentence are as high as its line", `<p>くわしくは ${LINK} と ${LINK} をご覧ください。</p>`, 0],
  ["one small target far from others is found by a finger", `<a href="/a" style="${BOX}">甲</a>`, 0],
  [
    "two small ones close to each other are not",
    `<a href="/a" style="${BOX}">甲</a><a href="/b" style="${BOX}">乙</a>`,
    2,
  ],
  [
    "a button is to be larger than a link",
    `<button type="button" style="min-width: 44px; height: 40px">甲</button>`,
    1,
  ],
  ["what axe knows is found", '<img src="data:,">', 1],
  ["what is wider than a page is found", '<div style="width: 400px">甲</div>', 1],
] as const)("%s", async (_, body, wrong) => {
  const page = await chromium.newPage();
  await page.setContent(
    `<!doctype html><html lang="ja"><head><title>例</title></head><body><main><h1>例</h1>${body}</main></body></html>`,
  );
  const found = (await faults(page)).filter((fault) => fault.startsWith("360 px"));
  expect(found).toHaveLength(wrong);
  await page.close();
});
