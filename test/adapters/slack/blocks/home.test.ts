import { describe, expect, test } from "vitest";
import { homeView } from "../../../../adapters/slack/render.ts";
import type { CityId } from "../../../../src/model.ts";
import type { CaseNumber } from "../../../../src/records.ts";
import { slackTexts } from "../../../fixtures/slack-limits.ts";
import { cardOf, homeOf, presses, read, SECRET, summaryOf, words } from "./case-sample.ts";

describe("a day and a page", () => {
  test("the digest tells each waiting case in a line, and how many more there are", () => {
    const waiting = [cardOf({ priority: "urgent" }), cardOf({ number: 13 as CaseNumber }, { isOverdue: true })];
    const told = read({ what: "digest", day: "2026-11-24", waiting, more: 5, held: 0 });
    expect(told).toContain("7件");
    expect(told).toContain("【至急】受付12番　小平市　補助金　期限：11月24日（火）16:00");
    expect(told).toContain("期限を過ぎています");
    expect(told).toContain("ほかに5件あります");
    expect(told).not.toContain(SECRET);
  });

  test("the digest tells those that somebody has from those that wait for anybody", () => {
    const held = cardOf({ number: 13 as CaseNumber, state: "with-person", assignee: "slack:U1" });
    const told = read({ what: "digest", day: "2026-11-24", waiting: [cardOf(), held], more: 2, held: 2 });
    expect(told).toContain("受け持つ人を待っている受付が2件、担当者の返事を待っている受付が2件あります");
    const lines = told.split("\n");
    expect(lines.find((line) => line.includes("受付13番"))).toContain("佐藤さんの番です");
    expect(lines.find((line) => line.includes("受付12番"))).not.toContain("番です");
    const all = read({ what: "digest", day: "2026-11-24", waiting: [held], more: 0, held: 1 });
    expect(all).not.toContain("受け持つ人を待っている");
  });

  test("the digest counts those for which there is no room", () => {
    const waiting = Array.from({ length: 300 }, () => cardOf());
    const told = read({ what: "digest", day: "2026-11-24", waiting, more: 0, held: 0 });
    const shown = told.match(/受付12番/gu)?.length ?? 0;
    expect(shown).toBeGreaterThan(20);
    expect(told).toContain(`ほかに${300 - shown}件あります`);
  });

  test("the summary tells the day's figures", () => {
    const told = read({ what: "summary", summary: summaryOf() });
    for (const part of ["11月24日（火）のまとめ", "4件", "3時間20分", "補助金　2件", "話題の決まらない質問　1件"])
      expect(told).toContain(part);
  });

  test("one's own page shows cases, figures, the desk and the city, and no words of a resident", () => {
    const page = homeView(homeOf({ city: "mitaka" as CityId }), words);
    const told = slackTexts(page).join("\n");
    for (const part of [
      "私の受付（1件）",
      "待っている受付（1件）",
      "今月送れる数：あと120通",
      "滞りはありません",
      "小平市（2007-03）",
    ])
      expect(told).toContain(part);
    expect(told).not.toContain(SECRET);
    expect(presses(page)).toContainEqual({ act: "take", number: 12 });
    expect(presses(page)).toContainEqual({ act: "home-city", city: undefined });
    expect(JSON.stringify(page)).toContain('"initial_option":{"text":{"type":"plain_text","text":"三鷹市"');
  });

  test("one's own page counts the cases for which there is no room", () => {
    const told = slackTexts(homeView(homeOf({ more: { mine: 4, waiting: 0 } }), words)).join("\n");
    for (const part of ["私の受付（5件）", "ほかに4件あります", "待っている受付（1件）"]) expect(told).toContain(part);
    expect(told.match(/ほかに/gu)).toHaveLength(1);
  });

  test("who is not of the channel sees no case", () => {
    const told = slackTexts(homeView(homeOf({ isMember: false }), words)).join("\n");
    expect(told).toContain("メンバーだけ");
    expect(told).not.toContain("受付12番");
    expect(told).toContain("私の市");
  });
});
