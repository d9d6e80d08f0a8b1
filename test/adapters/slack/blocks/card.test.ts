import { describe, expect, test } from "vitest";
import { messageOf } from "../../../../adapters/slack/render.ts";
import type { PassageId } from "../../../../src/model.ts";
import type { CaseCard } from "../../../../src/ports/staff.ts";
import { slackTexts } from "../../../fixtures/slack-limits.ts";
import { cardOf, DUE, doing, read, SECRET, words } from "./case-sample.ts";

const card = (shown: CaseCard) => ({ what: "card", card: shown }) as const;

describe("a card", () => {
  test("tells all that is known of the case", () => {
    const told = read(card(cardOf({ wishesErasure: true, priority: "urgent" }, { isStopped: true })));
    for (const part of [
      "【至急】受付12番　小平市",
      "受け持つ人を待っています",
      "11月24日（火）16:00",
      "日本語",
      "補助金",
      `${SECRET}：補助金は使えますか。`,
      `${SECRET}：去年の分も？`,
      "補助金は市が決めます。",
      "小平市の指針（2007-03） 3 役割",
      "9番、4番",
      "次は11月24日（火）9:00から",
      "ブロック",
      "記録の消去",
    ])
      expect(told).toContain(part);
  });

  test("says that the answer is overdue, until there is one", () => {
    expect(read(card(cardOf({}, { isOverdue: true })))).toContain("期限を過ぎています");
    const answered = read(card(cardOf({ state: "with-resident", assignee: "slack:U1", firstAnsweredAt: DUE })));
    expect(answered).toContain("はじめのお返事");
    expect(answered).not.toContain("期限：");
  });

  test("says how it ended, what the resident thought of it, and when it was", () => {
    const on = { state: "closed", closeReason: "elsewhere", rating: 3, ratingWord: "助かりました" } as const;
    const told = read(card(cardOf(on)));
    for (const part of ["終わりました", "ほかの窓口へ", "解決した", "助かりました"]) expect(told).toContain(part);
    expect(told).not.toContain("受付時間の外");
  });

  test("names who has it, and pings nobody", () => {
    const message = messageOf(card(cardOf({ state: "with-person", assignee: "slack:U1" })), words);
    expect(JSON.stringify(message)).toContain("佐藤さんの番です");
    expect(JSON.stringify(message)).not.toMatch(/<@|"user_id"|"broadcast"/u);
  });

  test.each([
    ["an urgent case that nobody has calls who is about", { priority: "urgent" }, true],
    ["an urgent case that somebody has calls nobody", { priority: "urgent", state: "with-person" }, false],
    ["any other case calls nobody", {}, false],
  ] as const)("%s", (_, on, isCalling) => {
    const { text, blocks } = messageOf(card(cardOf(on)), words);
    expect(text.startsWith("<!here> ")).toBe(isCalling);
    expect(JSON.stringify(blocks).includes('"range":"here"')).toBe(isCalling);
  });

  test("leads from what the desk had answered to the full text, where that has an address", () => {
    const source = "小平市の指針（2007-03） 3 役割";
    const answered = { text: "はい。", sources: [{ passage: "kodaira-12" as PassageId, source }] };
    const linked = messageOf(card(cardOf({}, { answered })), { ...words, baseUrl: "https://desk.example.jp" });
    const link = { type: "link", url: "https://desk.example.jp/texts/kodaira#p12", text: source };
    expect(JSON.stringify(linked)).toContain(JSON.stringify(link));
    const plain = messageOf(card(cardOf({}, { answered })), words);
    expect(JSON.stringify(linked).replace(JSON.stringify(link), JSON.stringify({ type: "text", text: source }))).toBe(
      JSON.stringify(plain),
    );
  });

  test("where no words are to be shown, it holds none of the resident's", () => {
    const on = { ratingWord: SECRET, rating: 1, state: "closed", closeReason: "solved" } as const;
    for (const changed of [{}, on]) {
      const answered = { text: SECRET, sources: [{ passage: "kodaira-1" as PassageId, source: SECRET }] };
      const message = messageOf(
        card(cardOf(changed, { isWordless: true, answered, url: "https://a.example/12" })),
        words,
      );
      expect(JSON.stringify(message)).not.toContain(SECRET);
      expect(JSON.stringify(message)).toContain("https://a.example/12");
      expect(slackTexts(message.blocks).join()).toContain("受付12番　小平市");
    }
  });

  test("of a message of 5,000 characters it shows the beginning, and says where the rest is", () => {
    const told = read(card(cardOf({ asked: "協".repeat(5_000) })));
    expect(told).toContain("協".repeat(2_900));
    expect(told).toContain("全体は「記録を見る」で読めます");
  });

  test.each([
    ["waiting", undefined, ["take", "reply", "note", "close", "due", "close", "record"]],
    ["with-person", undefined, ["reply", "note", "close", "hand-on", "release", "due", "close", "record"]],
    ["with-resident", undefined, ["reply", "note", "close", "hand-on", "release", "close", "record"]],
    ["closed", "solved", ["reopen", "note", "record"]],
    ["closed", "erased", ["note", "record"]],
  ] as const)("that is %s (%s) offers what is legal then", (state, closeReason, offered) => {
    const assignee = state === "waiting" ? undefined : "slack:U1";
    const firstAnsweredAt = state === "with-resident" ? DUE : undefined;
    expect(doing(card(cardOf({ state, closeReason, assignee, firstAnsweredAt })))).toEqual(offered);
  });
});
