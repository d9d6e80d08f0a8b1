/**
 * Takes the pictures for the README from the desk as it is delivered, with invented words: `npm run screenshot` writes
 * docs/page.png, docs/console.png and docs/widget.png.
 */

import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { pageWords } from "../../src/reply/page.ts";
import { browser } from "./browser.ts";
import { busyDesk, CONSOLE } from "./busy-desk.ts";
import { hostSite } from "./host-site.ts";
import { signedIn, site } from "./site.ts";
import { ask, QUESTION } from "./talk.ts";

const WIDTH = 1_200;
/** A README is read over slow lines too. */
const MOST_BYTES = 300_000;

const { talk } = pageWords.ja;
/** Test machines have no Japanese letters, and a site of the world does: it gets ours under the name of a common one. */
const FONT = dirname(createRequire(import.meta.url).resolve("@fontsource/biz-udpgothic/400.css"));
const LETTERS = ["400.css", "700.css"]
  .map((name) => readFileSync(join(FONT, name), "utf8").replaceAll("BIZ UDPGothic", "Noto Sans JP"))
  .join("\n");
const HOST_STYLE = `${LETTERS}
body { margin: 0; font: 17px/1.9 "Noto Sans JP"; color: #333; }
header { padding: 20px 48px; background: #2c5f4a; color: #fff; font-size: 22px; }
main { max-width: 640px; padding: 24px 48px; }
h1 { font-size: 28px; }
h2 { font-size: 20px; margin-top: 32px; }`;
const HOST_PAGE = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>市民活動のひろば</title>
<link rel="stylesheet" href="/host.css"><script src="/widget.js" data-city="kodaira" async></script></head>
<body><header>市民活動のひろば</header><main><h1>市民活動を始めたい方へ</h1>
<p>団体の登録、会議室の予約、助成金のご案内をしています。</p>
<h2>団体の登録</h2><p>登録すると、会議室と印刷機をお使いいただけます。</p>
<h2>協働のご相談</h2><p>市と一緒に取り組みたいことがある方は、右下の窓口からおたずねください。</p></main></body></html>`;

const host = await hostSite(({ url = "/" }, response) => {
  if (url.startsWith("/files/")) return void response.end(readFileSync(join(FONT, url)));
  const [type, body] = url === "/host.css" ? ["css", HOST_STYLE] : ["html", HOST_PAGE];
  response.setHeader("Content-Type", `text/${type}; charset=utf-8`);
  response.end(body.replace("/widget.js", `${desk.origin}/widget.js`));
});
const chromium = await browser();
const desk = await busyDesk(chromium, { WIDGET_ORIGINS: `http://localhost:${host.port}` });
const options = { viewport: { width: WIDTH, height: 900 }, locale: "ja-JP" };
try {
  await ofPage();
  await ofConsole();
  await ofWidget();
} finally {
  await chromium.close();
  await desk.close();
  host.close();
}

/** An answer, its source and what to do next. */
async function ofPage(): Promise<void> {
  const { page } = await site(chromium, desk, options);
  await page.getByLabel("小平市").check();
  await ask(page, QUESTION);
  await taken(page, "page.png", await bottomOf(page, "article.desk .suggestions"));
}

/** A case, and the reply to it as it is being written, with what the guideline has for it. */
async function ofConsole(): Promise<void> {
  const { page } = await signedIn(chromium, desk, { login: "hara", ...options });
  await page.goto(`${CONSOLE}/cases/${desk.cases.answered}`);
  await page
    .locator("#reply-text")
    .fill("ご質問ありがとうございます。\nくわしいことは、窓口でも電話でもご案内できます。");
  await taken(page, "console.png", await bottomOf(page, "#insert-suggestion"));
}

/** On a city's own site, with an answer in it. */
async function ofWidget(): Promise<void> {
  const page = await (await chromium.newContext({ ...options, viewport: { width: WIDTH, height: 800 } })).newPage();
  await page.goto(`http://localhost:${host.port}/`);
  await page.getByRole("button", { name: talk.widget.open }).click();
  const frame = page.frameLocator("iframe");
  await frame.locator("#question").fill(QUESTION);
  await frame.locator("#ask > .button").click();
  await frame
    .locator(".lead.answer")
    .first()
    .evaluate((lead) => lead.scrollIntoView());
  await taken(page, "widget.png", 800);
}

function bottomOf(page: Page, selector: string): Promise<number> {
  const first = page.locator(selector).first();
  return first.evaluate((element) => element.getBoundingClientRect().bottom + window.scrollY);
}

async function taken(page: Page, name: string, bottom: number): Promise<void> {
  const [path, height] = [join(import.meta.dirname, "../../docs", name), Math.ceil(bottom)];
  const room = name === "widget.png" ? 0 : 24;
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    return document.fonts.ready;
  });
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height: height + room } });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`docs/${name} has ${size} bytes, more than ${MOST_BYTES}`);
  console.log(`docs/${name}, ${WIDTH} × ${height + room}, ${size} bytes`);
}
