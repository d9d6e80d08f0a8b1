import { expect, test } from "vitest";
import { TALK_CHARACTERS } from "../../../../adapters/web/limits.ts";
import { type PageView, privatePage } from "../../../../adapters/web/private/page.ts";
import type { CaseNumber, MessageId } from "../../../../src/records.ts";
import { pageWords } from "../../../../src/reply/page.ts";
import { privateWords } from "../../../../src/reply/private.ts";
import { cities } from "../sample.ts";

const frame = { words: pageWords, privateWords, cities, stylesheet: "/s", fonts: "/f", script: "/j", icon: "/i" };

const entries = Array.from({ length: 200 }, (_, i) => ({
  ...{ id: `id-${i}` as MessageId, author: "resident" as const, at: i },
  text: `${i} ${"あ".repeat(900)}`,
}));
const page = (own: Partial<PageView> = {}) =>
  privatePage(frame, {
    ...{ shown: "ja", chosen: undefined, csrf: "token", form: "form", notice: undefined, draft: "" },
    read: {
      ...{ number: 1 as CaseNumber, isClosed: false, language: "ja", deskName: undefined, entries },
      opening: { kind: "unknown" },
    },
    ...own,
  });

test("a long consultation is read in parts that fit on a page, each entry in one of them", () => {
  const parts = [page()];
  for (;;) {
    const [, until] = /href="\/private\?until=([^"]+)"/u.exec(parts.at(-1)!) ?? [];
    if (until === undefined) break;
    parts.push(page({ until }));
  }
  expect(parts.length).toBeGreaterThan(2);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(TALK_CHARACTERS + 20_000);
  const found = parts.flatMap((part) => [...part.matchAll(/id="mid-(\d+)"/gu)].map(([, at]) => Number(at)));
  expect(found.sort((a, b) => a - b)).toEqual(entries.map(({ at }) => at));
});

test("a part further back asks for nothing by itself and leads to the latest, in the language that was chosen", () => {
  expect(page()).toContain("hx-trigger");
  const back = page({ until: "id-9", shown: "en", chosen: "en" });
  expect(back).not.toContain("hx-trigger");
  expect(back).toContain('<a class="earlier" href="/private?language=en">');
  expect(page({ chosen: "en", shown: "en" })).toContain('href="/private?language=en&amp;until=id-');
});
