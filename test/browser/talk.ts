/**
 * What tests of the resident's page do on it.
 */

import type { Page } from "playwright-core";
import { type Served, submitted } from "./site.ts";

export const QUESTION = "どうやって事業を提案すればいいですか";
/** No guideline on collaboration says anything of it. */
export const ELSEWHERE = "住民票の写しがほしい";
export const COMPARED = "各市の協働の定義を比べてください";

export const field = (page: Page) => page.locator("#question");
export const log = (page: Page) => page.getByRole("log");
export const answers = (page: Page) => page.locator("article.desk");

/** Asks, and waits for the whole answer; the first question brings a page, the others come into it. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await answers(page).count();
  await field(page).fill(question);
  const send = () => page.locator("#ask > .button").click();
  if (before === 0) await submitted(page, send);
  else await send();
  await answers(page).nth(before).waitFor();
}

/** Writes on where a person has the talk, so that the desk says nothing to it. */
export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.locator("#ask > .button").click();
  await page.locator("article.resident").getByText(text).last().waitFor();
}

/** Asks for a person. @returns the number under which the centre has the case */
export async function handedOver(page: Page): Promise<string> {
  await field(page).fill("職員と話したい");
  await page.locator("#ask > .button").click();
  // In every language the number stands before any other.
  const state = page.getByRole("status").filter({ hasText: /\d/u });
  await state.waitFor();
  return /\d+/u.exec((await state.textContent())!)![0];
}

/** A person answers in a case from another process. */
export async function personSays({ terminal }: Pick<Served, "terminal">, number: string, text: string): Promise<void> {
  await terminal("cases", "take", number);
  await terminal("cases", "answer", number, "--", text);
}
