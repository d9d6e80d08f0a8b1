/**
 * The desk as it is delivered on a server of its own, with people at its terminal, opened in a browser.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance, systemClock } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import type { Role } from "../../src/records.ts";
import { serve } from "../../src/serve.ts";
import { run } from "../../src/terminal/run.ts";

export const PASSWORD = "a long enough password";

export interface Member {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}
/** Behind the desk, where a test needs somebody there. */
export const STAFF = [
  { login: "hara", name: "原 花子", role: "counsellor" },
  { login: "mori", name: "森 太郎", role: "manager" },
  { login: "kubo", name: "久保 見", role: "viewer" },
] as const satisfies readonly Member[];

export interface Served {
  readonly origin: string;
  /** One command at the desk's terminal, as its people type it: another process on the same records. @throws Error where it fails */
  terminal(...words: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export interface ServedOptions {
  /** Besides those of a desk that nobody set anything for. */
  readonly settings?: Readonly<Record<string, string>>;
  /** In place of the one that the settings describe, as `desks.json` has them. */
  readonly desks?: readonly { readonly id: string; readonly name: string }[];
  /** Have accounts before the desk starts, all with {@link PASSWORD}. */
  readonly staff?: readonly Member[];
}

export async function served({ settings = {}, desks, staff = [] }: ServedOptions = {}): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-site-"));
  // Each visitor comes through the proxy from an address of their own, for a server counts the beginnings of each.
  const environment: Record<string, string> = { PORT: "0", DATA_DIR: dataDir, TRUST_PROXY: "loopback", ...settings };
  if (desks !== undefined) {
    environment.DESKS_FILE = join(dataDir, "desks.json");
    writeFileSync(environment.DESKS_FILE, JSON.stringify({ desks }));
  }
  const log = { info() {}, warn() {}, error: (facts: object, message: string) => console.error(message, facts) };
  const terminal = (...words: readonly string[]) => typed(words, environment);
  // The terminal works on the records of a desk that was started once.
  await (await openStore({ dataDir, chance: systemChance })).close();
  for (const { login, name, role } of staff) await terminal("user", "add", login, "--name", name, "--role", role);
  const { origin, close } = await serve(config(environment), {
    ...{ clock: systemClock, chance: systemChance, log, variables: {} },
  });
  return {
    ...{ origin, terminal },
    async close() {
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function typed(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const said: string[] = [];
  const status = await run(words, {
    ...{ environment, clock: systemClock, chance: systemChance, user: () => "hara" },
    ...{ input: async () => "", path: (given: string) => given, secret: async () => PASSWORD, isTyped: () => false },
    ...{ print: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) },
  });
  if (status !== 0) throw new Error(`${words[0]} ${words[1]}: ${said.join("\n")}`);
  return said.join("\n");
}

export interface Site {
  readonly page: Page;
  /** What must stay empty: requests to elsewhere, and what the browser complains of, such as a broken policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface SiteOptions extends BrowserContextOptions {
  readonly path?: string;
}

let visitors = 0;

/** Opens an address of the site as a visitor whom it has never seen. */
export async function site(
  chromium: Browser,
  { origin }: Pick<Served, "origin">,
  { path = "/", ...options }: SiteOptions = {},
): Promise<Site> {
  visitors += 1;
  const extraHTTPHeaders = { "X-Forwarded-For": `198.51.100.${(visitors % 250) + 1}` };
  const context = await chromium.newContext({ extraHTTPHeaders, ...options, baseURL: origin });
  const page = await context.newPage();
  const complaints = listening(page, [origin]);
  await page.goto(path);
  return { page, complaints, close: () => context.close() };
}

/** Signs in at the console's door, and goes where it leads. */
export async function signedIn(
  chromium: Browser,
  desk: Pick<Served, "origin">,
  { login, ...options }: SiteOptions & { readonly login: string },
): Promise<Site> {
  const one = await site(chromium, desk, { path: "/console/-/sign-in", ...options });
  await one.page.locator("#login").fill(login);
  await one.page.locator("#password").fill(PASSWORD);
  await submitted(one.page, () => one.page.locator("main button[type=submit]").first().click());
  return one;
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
