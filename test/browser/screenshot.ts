/**
 * Takes the picture of the page for the README: `npm run screenshot` writes docs/page.png.
 */

import { join } from "node:path";
import { httpServer } from "../../adapters/http/server.ts";
import { webPage } from "../../adapters/web/channel.ts";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { testDesk } from "./test-desk.ts";

const WIDTH = 1_200;
/** What one reads without scrolling far; the answer, its source and what to do next are in it. */
const HEIGHT = 1_130;

const { notices, form, answer } = pageWords.ja;
const { router, errorPage } = webPage({ ...(await testDesk()), words: pageWords });
const server = httpServer({ routes: [router], isReady: () => true, words: notices, errorPage });
const origin = await server.listen({ host: "127.0.0.1", port: 0 });
const chromium = await browser();
try {
  const page = await chromium.newPage({ viewport: { width: WIDTH, height: HEIGHT }, deviceScaleFactor: 1 });
  await page.goto(origin);
  await page.getByLabel("小平市").check();
  await page.getByLabel(form.question, { exact: true }).fill("どうやって事業を提案すればいいですか");
  await page.getByRole("button", { name: form.submit, exact: true }).click();
  await page.getByRole("heading", { name: answer.title.answer }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  const path = join(import.meta.dirname, "../../docs/page.png");
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height: HEIGHT } });
  console.log(`docs/page.png, ${WIDTH} × ${HEIGHT}`);
} finally {
  await chromium.close();
  await server.close();
}
