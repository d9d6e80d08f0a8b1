/**
 * What tests of the resident's page do on it.
 */

import type { Page } from "playwright-core";
import { cookieValues } from "../../adapters/web/talk/cookie.ts";
import type { Peer, Saying } from "../../src/records.ts";
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

/** The conversation of a browser, as the desk names it. */
async function peerOf(page: Page): Promise<Peer> {
  const cookies = await page.context().cookies();
  const [value] = cookieValues(cookies.map(({ name, value }) => `${name}=${value}`).join("; "), "madoguchi");
  return `user:${value!.split(".")[0]}` as Peer;
}

/** A person answers, as another process lays it down. */
export async function personSays({ within }: Pick<Served, "within">, page: Page, text: string): Promise<void> {
  const peer = await peerOf(page);
  const said: Saying = { kind: "text", language: "ja", text, quick: [], sender: "原 花子" };
  await within(({ timeline }) =>
    timeline.add(peer, crypto.randomUUID(), { by: "desk", prefix: "", sayings: [said] }, Date.now()),
  );
}
