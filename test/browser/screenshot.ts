/**
 * Takes the pictures for the README from the desk as it is delivered: `npm run screenshot` writes docs/page.png.
 */

import { join } from "node:path";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { served } from "./site.ts";

const WIDTH = 1_200;
/** What one reads without scrolling far; the answer, its source and what to do next are in it. */
const HEIGHT = 1_130;

const { form } = pageWords.ja;
const [desk, chromium] = await Promise.all([served(), browser()]);
try {
  const page = await chromium.newPage({ viewport: { width: WIDTH, height: HEIGHT }, deviceScaleFactor: 1 });
  await page.goto(desk.origin);
  await page.getByLabel("小平市").check();
  await page.getByLabel(form.question, { exact: true }).fill("どうやって事業を提案すればいいですか");
  await page.getByRole("button", { name: form.submit, exact: true }).click();
  await page.locator("article.desk").waitFor();
  await page.evaluate(() => document.fonts.ready);
  const path = join(import.meta.dirname, "../../docs/page.png");
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height: HEIGHT } });
  console.log(`docs/page.png, ${WIDTH} × ${HEIGHT}`);
} finally {
  await chromium.close();
  await desk.close();
}
