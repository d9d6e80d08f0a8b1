/**
 * Draws the menu under a talk in LINE: `npm run rich-menu` writes adapters/line/rich-menu.png.
 *
 * The letters are large: a phone shows the picture at a sixth of its size.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { MENU_HEIGHT, MENU_WIDTH } from "../../adapters/line/rich-menu.ts";
import { ruby } from "../../adapters/web/ruby.ts";
import { MENU_FIELDS, type MenuField, richMenuWords } from "../../src/reply/rich-menu.ts";
import { browser } from "./browser.ts";

/** LINE takes no more. Source: Messaging API reference, "Upload rich menu image". */
const MOST_BYTES = 1_000_000;

const require = createRequire(import.meta.url);
const FONT = dirname(require.resolve("@fontsource/biz-udpgothic/700.css"));
const sheet = (path: string) => readFileSync(require.resolve(path), "utf8");

/** Lines 4 thick in a square of 48. */
const ICONS: Readonly<Record<MenuField, string>> = {
  ask: '<path d="M8 6h32a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H25l-9 8v-8H8a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z"/><path d="M14 20h.1M24 20h.1M34 20h.1" stroke-width="5"/>',
  city: '<path d="M24 44s15-13.500 15-25a15 15 0 0 0-30 0c0 11.500 15 25 15 25z"/><circle cx="24" cy="19" r="5.500"/>',
  about:
    '<circle cx="15" cy="15" r="7"/><circle cx="33" cy="15" r="7"/><path d="M4 41v-3a11 11 0 0 1 15-10M44 41v-3a11 11 0 0 0-15-10M17 41v-2a7 7 0 0 1 14 0v2"/>',
  propose:
    '<path d="M17 35v-3c0-3-6-6-6-14a13 13 0 0 1 26 0c0 8-6 11-6 14v3z"/><path d="M18 42h12M24 30v-9M19.500 19l4.500 3 4.500-3"/>',
  person: '<circle cx="24" cy="14" r="9"/><path d="M6 44v-3a14 14 0 0 1 14-13h8a14 14 0 0 1 14 13v3"/>',
  language:
    '<circle cx="24" cy="24" r="19"/><path d="M5 24h38M24 5c-6 5-8.500 11-8.500 19S18 38 24 43M24 5c6 5 8.500 11 8.500 19S30 38 24 43"/>',
};

const STYLE = `
* { box-sizing: border-box; margin: 0; }
body { width: ${MENU_WIDTH}px; height: ${MENU_HEIGHT}px; display: grid; gap: 20px; padding: 20px;
  grid: 1fr 1fr / 1fr 1fr 1fr; background: var(--color-primitive-blue-100);
  font: 700 108px/1 "BIZ UDPGothic"; color: var(--color-neutral-solid-gray-900); }
div { display: flex; flex-direction: column; align-items: center; justify-content: center; min-width: 0;
  background: var(--color-neutral-white); border-radius: 40px; white-space: nowrap; }
svg { width: 240px; height: 240px; margin-bottom: 24px; fill: none; stroke: var(--color-primitive-blue-900);
  stroke-width: 4; stroke-linecap: round; stroke-linejoin: round; }
b { display: block; line-height: 1; padding-top: 62px; position: relative; letter-spacing: -0.010em; }
rt { font-size: 54px; line-height: 1.2; letter-spacing: 0; color: var(--color-neutral-solid-gray-700); }
span { margin-top: 28px; font-size: 70px; line-height: 1.5; color: var(--color-primitive-blue-900); }
.ask { color: var(--color-neutral-white); background: var(--color-primitive-blue-900); }
.ask svg { stroke: currentColor; }
.ask span, .ask rt { color: currentColor; }
`;

function field(name: MenuField): string {
  const { drawn, english } = richMenuWords.fields[name];
  return `<div class="${name}"><svg viewBox="0 0 48 48">${ICONS[name]}</svg><b>${ruby(drawn)}</b><span lang="en">${english}</span></div>`;
}

const PAGE = `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="stylesheet" href="/menu.css">
<body>${MENU_FIELDS.map(field).join("")}`;
const SHEET = [
  sheet("@digital-go-jp/design-tokens/dist/tokens.css"),
  sheet("@fontsource/biz-udpgothic/700.css"),
  STYLE,
];

const chromium = await browser();
try {
  const page = await chromium.newPage({ viewport: { width: MENU_WIDTH, height: MENU_HEIGHT }, deviceScaleFactor: 1 });
  // Nothing comes from the net: the page, its sheet and its letters are handed to the browser here.
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: PAGE });
    if (pathname === "/menu.css")
      return route.fulfill({ contentType: "text/css; charset=utf-8", body: SHEET.join("\n") });
    return route.fulfill({ path: join(FONT, pathname) });
  });
  await page.goto("http://menu.invalid/");
  await page.evaluate(() => document.fonts.ready);
  const overflowing = await page
    .locator("div")
    .evaluateAll((fields) =>
      fields
        .filter((one) => [...one.children].some((part) => part.scrollWidth > one.clientWidth - 40))
        .map((one) => one.className),
    );
  if (overflowing.length > 0) throw new Error(`these words do not fit their fields: ${overflowing.join(", ")}`);
  const bytes = await page.screenshot({ type: "png" });
  if (bytes.length > MOST_BYTES) throw new Error(`the picture has ${bytes.length} bytes, and LINE takes ${MOST_BYTES}`);
  writeFileSync(join(import.meta.dirname, "../../adapters/line/rich-menu.png"), bytes);
  console.log(`adapters/line/rich-menu.png, ${MENU_WIDTH} × ${MENU_HEIGHT}, ${bytes.length} bytes`);
} finally {
  await chromium.close();
}
