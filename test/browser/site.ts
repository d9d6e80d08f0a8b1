/**
 * The desk as it is delivered on a server of its own, opened in a browser, and what a page must not have.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance, systemClock } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import { ONLY_DESK } from "../../src/desks.ts";
import type { Records } from "../../src/ports/store.ts";
import { type DeskId, NO_DESK } from "../../src/records.ts";
import { serve } from "../../src/serve.ts";

export interface Served {
  readonly origin: string;
  /** What the desk keeps, as another process on the same store sees it. */
  within<T>(act: (records: Records) => Promise<T>, desk?: DeskId): Promise<T>;
  /** Somebody works cases from now on, so that residents can be handed over; resolves once the desk knows. */
  staffed(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the desk. @param settings - besides those of a desk that nobody set anything for */
export async function served(settings: Readonly<Record<string, string>> = {}): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-site-"));
  const log = { info() {}, warn() {}, error: (facts: object, message: string) => console.error(message, facts) };
  // Each visitor comes through the proxy from an address of their own, for a server counts the beginnings of each.
  const set = config({ PORT: "0", DATA_DIR: dataDir, TRUST_PROXY: "loopback", ...settings });
  const { origin, close } = await serve(set, { clock: systemClock, chance: systemChance, log, variables: {} });
  const store = await openStore({ dataDir, chance: systemChance });
  const within: Served["within"] = (act, desk = ONLY_DESK) => store.within(desk, act);
  return {
    ...{ origin, within },
    async staffed() {
      const roles = { [ONLY_DESK]: "counsellor" } as Readonly<Record<DeskId, "counsellor">>;
      const hara = {
        login: "hara",
        name: "原 花子",
        password: undefined,
        subject: undefined,
        roles,
        isDisabled: false,
      };
      await store.within(NO_DESK, async ({ accounts }) => {
        await accounts.save({ ...hara, createdAt: systemClock.now() });
      });
      await new Promise((resolve) => setTimeout(resolve, LOOKED_AFTER_MS));
    },
    async close() {
      await close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Within which a process knows what another has changed. */
const LOOKED_AFTER_MS = 2_500;

export interface Site {
  readonly page: Page;
  /** What must stay empty: requests to elsewhere, and what the browser complains of, such as a broken policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

let visitors = 0;

/** Opens an address of the site as a visitor whom it has never seen. */
export async function site(
  chromium: Browser,
  { origin }: Pick<Served, "origin">,
  { path = "/", ...options }: BrowserContextOptions & { readonly path?: string } = {},
): Promise<Site> {
  visitors += 1;
  const extraHTTPHeaders = { "X-Forwarded-For": `198.51.100.${(visitors % 250) + 1}` };
  const context = await chromium.newContext({ extraHTTPHeaders, ...options, baseURL: origin });
  const page = await context.newPage();
  const complaints = listening(page, [origin]);
  await page.goto(path);
  return { page, complaints, close: () => context.close() };
}

/** What a page must not do from now on. @param origins - from which it may get things */
export function listening(page: Page, origins: readonly string[]): string[] {
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!origins.some((origin) => request.url().startsWith(`${origin}/`))) complaints.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
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

/**
 * Everything that can be pressed and is lower or narrower than 44 px, but for the skip link, which shows only when focused,
 * and for addresses within a line of text.
 */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("a:not(.skip), button, textarea, [type=search], summary, label.choice")].flatMap(
      (target) => {
        const { width, height } = target.getBoundingClientRect();
        const isHidden = !target.checkVisibility() || target.closest("p") !== null;
        return !isHidden && (width < 44 || height < 44) ? [`${target.outerHTML.slice(0, 80)} ${width}×${height}`] : [];
      },
    ),
  );
}
