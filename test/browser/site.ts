/**
 * The site on a server of its own, opened in a browser, and what a page must not have.
 */

import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { httpServer } from "../../adapters/http/server.ts";
import { type WebPageParts, webPage } from "../../adapters/web/channel.ts";
import { pageWords } from "../../src/reply/page.ts";

export interface Site {
  readonly page: Page;
  /** What must stay empty: requests to elsewhere, and what the browser complains of, such as a broken policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens an address of the site. A server of its own, because a server counts the questions of an address. */
export async function site(
  chromium: Browser,
  parts: Pick<WebPageParts, "desk" | "texts">,
  { path = "/", ...options }: BrowserContextOptions & { readonly path?: string } = {},
): Promise<Site> {
  const { router, errorPage } = webPage({ ...parts, words: pageWords });
  const server = httpServer({ routes: [router], isReady: () => true, words: pageWords.ja.notices, errorPage });
  const origin = await server.listen({ host: "127.0.0.1", port: 0 });
  const context = await chromium.newContext({ ...options, baseURL: origin });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(path);
  return {
    ...{ page, complaints },
    async close() {
      await context.close();
      await server.close();
    },
  };
}

/** Waits for the document that an act brings. */
export async function submitted(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
}

/** What is wrong with a page at a width: what axe finds, what does not fit, and what a finger misses. */
export async function faults(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    ...(wide > width ? [`it is ${wide} px wide`] : []),
    ...(await smallTargets(page)),
  ];
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Everything that can be pressed and is lower or narrower than 44 px, but for the skip link, which shows only when focused. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("a:not(.skip), button, textarea, [type=search], summary, label.choice")].flatMap(
      (target) => {
        const { width, height } = target.getBoundingClientRect();
        return width < 44 || height < 44 ? [`${target.outerHTML.slice(0, 80)} ${width}×${height}`] : [];
      },
    ),
  );
}
