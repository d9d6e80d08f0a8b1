import { describe, expect, test } from "vitest";
import { messageOf } from "../../../../adapters/slack/render.ts";
import type { PassageId } from "../../../../src/model.ts";
import type { CaseEvent } from "../../../../src/records.ts";
import { slackTexts } from "../../../fixtures/slack-limits.ts";
import {
  answerContent,
  cardOf,
  DUE,
  doing,
  eventContent,
  HOSTILE,
  messageContent,
  messageRow,
  NUMBER,
  photo,
  presses,
  read,
  SECRET,
  words,
} from "./case-sample.ts";

describe("the thread", () => {
  test("shows a resident's words letter for letter, where Slack reads no markup", () => {
    const { blocks } = messageOf(messageContent({ message: messageRow({ text: HOSTILE }) }), words);
    expect(slackTexts(blocks)).toContain(HOSTILE);
    expect(JSON.stringify(blocks)).not.toContain("mrkdwn");
  });

  test("shows a message of 5,000 characters whole", () => {
    const text = "協".repeat(5_000);
    expect(read(messageContent({ message: messageRow({ text }) })).replace(/[^協]/gu, "")).toBe(text);
  });

  test("leads from what an answer cites to the full text, where that has an address", () => {
    const section = { passage: "kodaira-12" as PassageId, source: "小平市の指針 3 役割" };
    const content = answerContent({ message: messageRow({ author: "person", sections: [section] }) });
    const link = { type: "link", url: "https://desk.example.jp/texts/kodaira#p12", text: section.source };
    const linked = JSON.stringify(messageOf(content, { ...words, baseUrl: "https://desk.example.jp" }));
    expect(linked).toContain(JSON.stringify(link));
    expect(JSON.stringify(messageOf(content, words))).not.toContain('"link"');
  });

  test("holds no words of the resident where none are to be shown, and no name of a file", () => {
    const contents = [
      messageContent({ isWordless: true }),
      messageContent({ isWordless: true, message: messageRow({ media: "f1" }), media: photo }),
      answerContent({ isWordless: true, message: messageRow({ author: "person", text: SECRET }) }),
      eventContent({ move: "note", text: SECRET }, { isWordless: true }),
      eventContent({ move: "rate" }, { isWordless: true, on: cardOf({ ratingWord: SECRET }).case }),
    ];
    for (const content of contents) expect(JSON.stringify(messageOf(content, words))).not.toContain(SECRET);
    expect(read(messageContent({ message: messageRow({ media: "f1" }), media: photo }))).toContain(SECRET);
  });

  test.each([
    [{ kind: "sent" }, "住民に送りました", false],
    [{ kind: "stopped" }, "電話など、別の方法", false],
    [{ kind: "held", reason: "no-quota" }, "来月になるか、LINEのプランを変えると送れます", true],
    [{ kind: "held", reason: "refused-401" }, "アクセストークン", true],
    [{ kind: "dead", reason: "too-old" }, "もう一度送る", true],
    [{ kind: "dead", reason: "stopped" }, "電話など、別の方法", false],
    [{ kind: "dead", reason: "refused-400" }, "受け付けませんでした（400）", false],
  ] as const)("of an answer that is %j it says what can be done", (fate, told, mayGoAgain) => {
    const content = answerContent({ fate });
    expect(read(content)).toContain(told);
    expect(read(content)).toContain("佐藤さんの返信");
    expect(doing(content)).toEqual(mayGoAgain ? ["again"] : []);
  });

  test.each([
    ["a reminder pings who has the case", { move: "remind" }, "slack:U7", "<@U7> "],
    ["a reminder of a case that nobody has pings nobody", { move: "remind" }, undefined, ""],
    ["an escalation pings who has the case and who is about", { move: "escalate" }, "slack:U7", "<@U7> <!here> "],
    ["an escalation of a case that nobody has pings who is about", { move: "escalate" }, undefined, "<!here> "],
    ["so does one of a case whose holder is not in Slack", { move: "escalate" }, "佐藤", "<!here> "],
    ["handing on pings the one who has it now", { move: "hand-on", text: "slack:U8" }, "slack:U7", "<@U8> "],
    ["a note pings nobody, whatever it says", { move: "note", text: "<!here> <@U9>" }, "slack:U7", ""],
  ] as const)("%s", (_, event, assignee, ping) => {
    const { text, blocks } = messageOf(eventContent(event, { on: cardOf({ assignee }).case }), words);
    expect(text.match(/^(?:<[^>]*> )*/u)?.[0]).toBe(ping);
    const pinged = [...JSON.stringify(blocks).matchAll(/"(?:user_id|range)":"(\w+)"/gu)].map(([, who]) => who);
    expect(pinged).toEqual(ping.match(/\w+/gu) ?? []);
    expect(text.slice(ping.length)).not.toMatch(/[<>]/u);
  });

  test.each([
    ["take", "", "佐藤さんが受け持ちました。"],
    ["hand-on", "slack:U8", "佐藤さんから鈴木さんに"],
    ["note", "あとで電話する", "あとで電話する"],
    ["close", "elsewhere", "（ほかの窓口へ）"],
    ["set-due", String(DUE), "11月24日（火）16:00"],
    ["rate", "3", "解決した"],
    ["rate", "", "助かりました"],
    ["reopen", "", "受付時間の外"],
  ] as const)("the move %s with 「%s」 tells 「%s」", (move, text, told) => {
    const on = cardOf({ ratingWord: "助かりました" }).case;
    expect(read(eventContent({ move, text }, { on }))).toContain(told);
  });

  test("names a file so that nothing in its name turns what is read", () => {
    const message = messageRow({ media: "f1" });
    const content = messageContent({ message, media: { ...photo, name: "見積\u202efdp.exe\u2066" } });
    expect(read(content)).toContain("見積fdp.exe");
  });

  test("names who reopened it, whoever has it by the time it is shown", () => {
    const reopened = (actor: CaseEvent["actor"], assignee: string | undefined) => {
      const actorName = actor.kind === "staff" ? "佐藤" : undefined;
      return read(eventContent({ move: "reopen", actor, text: "" }, { on: cardOf({ assignee }).case, actorName }));
    };
    expect(reopened({ kind: "resident" }, "slack:U1")).toContain("住民が再開しました");
    expect(reopened({ kind: "staff", name: "slack:U1" }, undefined)).toContain("佐藤さんが再開しました");
  });

  test("never shows Slack's id of somebody whose name nobody knows", () => {
    const content = eventContent({ move: "take" }, { actorName: undefined });
    expect(JSON.stringify(messageOf(content, words))).not.toContain("U1");
    expect(read(content)).toBe("担当者さんが受け持ちました。");
  });

  test("offers to correct what cannot be taken back", () => {
    const content = { what: "recall", number: NUMBER, message: messageRow().id, isDeleted: false } as const;
    expect(read(content)).toContain("取り消せません");
    expect(presses(messageOf(content, words))).toEqual([{ view: "reply", number: 12, correcting: messageRow().id }]);
  });
});

test("what a resident writes calls whoever has the case, and nobody where none has it", () => {
  const { text, blocks } = messageOf(messageContent({ assignee: "slack:U0HARA" }), words);
  expect(text.startsWith("<@U0HARA> ")).toBe(true);
  expect(JSON.stringify(blocks)).toContain('{"type":"user","user_id":"U0HARA"}');
  const unheld = messageOf(messageContent({ assignee: undefined }), words);
  expect(JSON.stringify(unheld)).not.toContain("U0HARA");
  const typed = messageOf(messageContent({ assignee: "原" }), words);
  expect(JSON.stringify(typed)).not.toContain('"user"');
});
