/**
 * Figures, questions and the desk's state in a real browser, on a desk that has something to show.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CityId } from "../../src/model.ts";
import type { Fact, Role } from "../../src/records.ts";
import { type SignedIn, signedIn } from "../fixtures/signed-in.ts";
import { browser } from "./browser.ts";
import { faults } from "./site.ts";

const QUESTION = "小平市の協働とは何ですか";
const KINDS = ["conversation", "answered", "declined", "handed-over", "helpful", "unhelpful"] as const;
const CITIES = ["kodaira", "hino", undefined] as readonly (CityId | undefined)[];

let chromium: Browser;
let here: SignedIn;
beforeAll(async () => {
  chromium = await browser();
  here = await signedIn({ at: "2026-11-20T10:00", delivery: () => ({ kind: "no-quota" }) });
  const person = here.desk.resident();
  await person.writes(QUESTION);
  await person.writes("宇宙船の燃料は何ですか");
  await person.writes("人と話したい");
  for (const fact of quarter()) await here.desk.within(({ facts }) => facts.add(fact));
});
afterAll(async () => {
  await chromium?.close();
  await here?.close();
});

/** Something of every kind in each of twelve weeks. */
function* quarter(): Generator<Fact> {
  for (let week = 0; week < 12; week++) {
    const day = new Date(Date.UTC(2026, 7, 31 + 7 * week)).toISOString().slice(0, 10);
    for (let i = 0; i < ((week * 7) % 11) + 2; i++) {
      const about = { day, channel: i % 2 === 0 ? "line" : "web", city: CITIES[i % 3], language: "ja" } as const;
      yield { ...about, what: KINDS[i % KINDS.length]!, value: 0 };
      yield { ...about, what: "first-answer", value: (i + 1) * 1_800_000 };
    }
  }
}

async function opened(role: Role, path: string): Promise<Page> {
  const { cookies } = await here.as(role);
  const context = await chromium.newContext();
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: here.origin })));
  const page = await context.newPage();
  await page.goto(`${here.origin}${here.base}${path}`);
  return page;
}

describe.each([360, 1200])("at %i pixels", (width) => {
  test.each(["/figures?weeks=12", "/figures?weeks=52", "/questions", "/questions/again", "/state"])(
    "%s has no fault",
    async (path) => {
      const page = await opened("manager", path);
      expect(await faults(page, width)).toEqual([]);
      await page.context().close();
    },
  );

  test("a question that was asked again has none either, explanation and all", async () => {
    const page = await opened("viewer", "/questions");
    await page.getByRole("button", { name: `もう一度尋ねる：${QUESTION}` }).click();
    await page.getByRole("heading", { name: "今返る答え" }).waitFor();
    await page.locator("summary").first().click();
    expect(await faults(page, width)).toEqual([]);
    await page.context().close();
  });
});

test("letters of a chart are as large on a narrow telephone as small print may be", async () => {
  const page = await opened("viewer", "/figures?weeks=12");
  await page.setViewportSize({ width: 360, height: 800 });
  const heights = await page
    .locator(".chart-text")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(12);
  await page.context().close();
});
