/**
 * What a page must not have: faults that axe knows, things that do not fit, and targets that a finger misses.
 */

import axe from "axe-core";
import type { Page } from "playwright-core";

/** The narrowest that WCAG 2.2 asks for (1.4.10), where only the layout is looked at, a telephone, and a desk. */
export const WIDTHS = [320, 360, 1_280] as const;
const NARROWEST = WIDTHS[0];

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** What is wrong with the page that is open, at every width. @returns `[]` for nothing */
export async function faults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) found.push(...(await faultsAt(page, width)).map((fault) => `${width} px: ${fault}`));
  return found;
}

async function faultsAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return [
    ...(width === NARROWEST ? [] : await violations(page)),
    ...(wide > width ? [`it is ${wide} px wide`] : []),
    ...(await page.evaluate(smallTargets)),
  ];
}

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/**
 * Runs in the browser. Targets as WCAG 2.2 AA has them: 24 px each way, or with so much room that a circle of 24 px around
 * the middle meets no other, or in a sentence. Buttons and fields are 44 px, which is this project's own measure.
 *
 * Source: WCAG 2.2, 2.5.8 Target Size (Minimum).
 */
function smallTargets(): string[] {
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const LARGE = "button, select, textarea, summary, .button, .action, label, input:not([type=checkbox], [type=radio])";
  type Box = { readonly element: Element; readonly rect: DOMRect };
  // A press on its label is a press on a field that it holds.
  const pressed = (field: Element) => (field.matches("input") && field.closest("label")) || field;
  const visible = [...document.querySelectorAll(TARGETS)].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(".skip:not(:focus)"),
  );
  const boxes = [...new Set(visible.map(pressed))].map(
    (element): Box => ({ element, rect: element.getBoundingClientRect() }),
  );
  const isUnder = (px: number, { width, height }: DOMRect) => Math.min(width, height) < px - 0.01;
  const middle = ({ x, y, width, height }: DOMRect) => [x + width / 2, y + height / 2] as const;
  const isNear = ({ rect }: Box, other: Box) => {
    const [x, y] = middle(rect);
    const { left, right, top, bottom } = other.rect;
    const away = Math.hypot(x - Math.min(Math.max(x, left), right), y - Math.min(Math.max(y, top), bottom));
    const [otherX, otherY] = middle(other.rect);
    return away < 12 || (isUnder(24, other.rect) && Math.hypot(x - otherX, y - otherY) < 24);
  };
  const isInSentence = (element: Element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement!;
    while (getComputedStyle(block).display === "inline") block = block.parentElement!;
    const around = block.cloneNode(true) as Element;
    for (const target of around.querySelectorAll(TARGETS)) target.remove();
    return /\p{L}/u.test(around.textContent ?? "");
  };
  return boxes.flatMap((box) => {
    const { element, rect } = box;
    const isLarge = element.matches(LARGE);
    const isMissed =
      isUnder(24, rect) && !isInSentence(element) && boxes.some((other) => other !== box && isNear(box, other));
    if (!isMissed && !(isLarge && isUnder(44, rect))) return [];
    return [`${element.outerHTML.slice(0, 80)} ${rect.width}×${rect.height}`];
  });
}
