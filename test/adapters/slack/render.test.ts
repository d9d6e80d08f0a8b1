import { describe, expect, test } from "vitest";
import {
  faultWords,
  homeView,
  loadingModal,
  messageOf,
  modalOf,
  whisperMessages,
} from "../../../adapters/slack/render.ts";
import type { CityId, PassageId } from "../../../src/model.ts";
import type { AnswerFate, CaseCard, RecordEntry, StaffView } from "../../../src/ports/staff.ts";
import {
  CASE_MOVES,
  CASE_STATES,
  type CaseNumber,
  type CitedSection,
  CLOSE_REASONS,
  type Whisper,
} from "../../../src/records.ts";
import { slackFaults, slackTexts } from "../../fixtures/slack-limits.ts";
import {
  answerContent,
  cardOf,
  DUE,
  eventContent,
  HOSTILE,
  homeOf,
  KODAIRA,
  LONG_TEXTS,
  messageContent,
  messageRow,
  NUMBER,
  photo,
  replyOf,
  SECRET,
  summaryOf,
  words,
} from "./blocks/case-sample.ts";

const SECTION: CitedSection = { passage: "kodaira-12" as PassageId, source: "小平市の指針（2007-03） 3 役割" };

const card = (shown: CaseCard) => ({ what: "card", card: shown }) as const;

describe("whatever is said, Slack takes it", () => {
  const all = CASE_STATES.flatMap((state) =>
    (["urgent", "normal"] as const).flatMap((priority) =>
      [true, false].map((isWordless) => ({ state, priority, isWordless })),
    ),
  );
  test.each(all)("a card that is $state and $priority, wordless: $isWordless", ({ state, priority, isWordless }) => {
    const assignee = state === "waiting" ? undefined : "slack:U1";
    for (const asked of ["", "短い", HOSTILE, ...LONG_TEXTS]) {
      const open = [asked, ...Array.from({ length: 100 }, (_, n) => `${n}：${asked}`)];
      const sources = open.map((source, n) => ({ passage: `kodaira-${n}` as PassageId, source }));
      const answered = { text: asked, sources };
      const earlier = open.map((_, n) => (n + 1) as CaseNumber);
      const on = { state, priority, assignee, asked, open, ratingWord: asked, rating: 2, wishesErasure: true } as const;
      const more = { isWordless, earlier, answered, isStopped: true, isOverdue: true, url: "https://a.example/12" };
      const names = { cityName: asked, topicName: asked, assigneeName: asked };
      for (const shown of [
        cardOf(on),
        cardOf({ ...on, closeReason: "solved" }, more),
        cardOf(on, { ...more, ...names }),
      ])
        for (const baseUrl of [undefined, "https://desk.example.jp"])
          expect(slackFaults(messageOf(card(shown), { ...words, baseUrl }))).toEqual([]);
    }
  });

  test.each(CASE_MOVES.flatMap((move) => [true, false].map((isWordless) => ({ move, isWordless }))))(
    "the move $move, wordless: $isWordless",
    ({ move, isWordless }) => {
      for (const text of ["", "slack:U2", "3", "solved", String(DUE), HOSTILE, ...LONG_TEXTS])
        for (const kind of ["resident", "desk", "staff"] as const) {
          const actor = kind === "staff" ? { kind, name: text } : { kind };
          const on = { ...cardOf({ ratingWord: text, assignee: text }).case };
          const content = eventContent({ move, text, actor }, { isWordless, on, actorName: undefined });
          expect(slackFaults(messageOf(content, words))).toEqual([]);
        }
    },
  );

  const fates: AnswerFate[] = [
    { kind: "waiting" },
    { kind: "sent" },
    { kind: "stopped" },
    ...["no-quota", "no-channel", "restored", "refused-401", "of-tomorrow"].map(
      (reason) => ({ kind: "held", reason }) as const,
    ),
    ...["too-old", "stopped", "unsent", "refused-400", "of-tomorrow"].map(
      (reason) => ({ kind: "dead", reason }) as const,
    ),
  ];
  test.each(fates.map((fate) => [JSON.stringify(fate), fate] as const))("an answer whose fate is %s", (_, fate) => {
    for (const text of ["", HOSTILE, ...LONG_TEXTS])
      for (const isWordless of [true, false]) {
        const message = messageRow({ author: "person", text, sections: Array(9).fill({ source: text, passage: "p" }) });
        const content = answerContent({ message, fate, isWordless, staffName: text });
        for (const baseUrl of [undefined, "https://desk.example.jp"])
          expect(slackFaults(messageOf(content, { ...words, baseUrl }))).toEqual([]);
      }
  });

  test("what a resident wrote or sent", () => {
    for (const text of ["", HOSTILE, ...LONG_TEXTS])
      for (const changed of [{}, { isUnsent: true }, { media: "f1" }])
        for (const media of [undefined, { ...photo, name: text }])
          for (const isWordless of [true, false]) {
            const content = messageContent({ message: messageRow({ text, ...changed }), media, isWordless });
            expect(slackFaults(messageOf(content, words))).toEqual([]);
          }
  });

  test("a recall, a digest and a summary of any size", () => {
    for (const name of ["", "補助金", ...LONG_TEXTS])
      for (const count of [0, 1, 30, 200]) {
        const waiting = Array.from({ length: count }, () =>
          cardOf({}, { topicName: name, cityName: name, url: count % 2 === 0 ? "https://a.example/12" : undefined }),
        );
        const unanswered = waiting.map(() => ({ name, count: 2 }));
        const shown: Parameters<typeof messageOf>[0][] = [
          { what: "digest", day: "2026-11-24", waiting, more: count, held: 0 },
          { what: "summary", summary: summaryOf({ unanswered, medianFirstAnswerMs: undefined }) },
          { what: "recall", number: NUMBER, message: messageRow().id, isDeleted: true },
        ];
        for (const content of shown) expect(slackFaults(messageOf(content, words))).toEqual([]);
      }
  });

  test("somebody's own page with any number of cases and cities", () => {
    for (const name of ["", "小平市", HOSTILE, ...LONG_TEXTS])
      for (const count of [0, 1, 30, 150]) {
        const cards = Array.from({ length: count }, () => cardOf({}, { topicName: name, cityName: name }));
        const knowledge = cards.map((_, n) => ({ city: `city-${n}` as CityId, name, date: "2007-03" }));
        const unanswered = cards.map(() => ({ name, count: 2 }));
        const desk = { ...homeOf().desk, name, knowledge };
        const home = homeOf({ mine: cards, waiting: cards, desk, today: summaryOf({ unanswered }) });
        for (const isMember of [true, false])
          for (const city of [undefined, "city-0" as CityId, "city-140" as CityId])
            expect(slackFaults(homeView({ ...home, isMember, city }, words))).toEqual([]);
      }
  });

  test("every window", () => {
    for (const text of ["", HOSTILE, ...LONG_TEXTS]) {
      const quotation = { ...replyOf().quotation!, lines: [{ role: "text", text } as const], source: text };
      const reply = replyOf({ text, quotation, sender: text });
      const preview = { ...reply, view: "preview" as const, text: text.slice(0, 2_400), asRead: [text, text, text] };
      const entries = Array.from(
        { length: 300 },
        (_, n): RecordEntry =>
          n % 3 === 0
            ? { kind: "event", event: eventContent({ move: "note", text }).event, actorName: text }
            : {
                kind: "message",
                message: messageRow({
                  text,
                  author: n % 3 === 1 ? "person" : "desk",
                  sections: Array(n % 5).fill(SECTION),
                }),
                staffName: text,
              },
      );
      const shown: StaffView[] = [
        reply,
        { ...reply, isQuoted: false, correcting: messageRow().id, source: { channel: "C1", message: "1.2" } },
        preview,
        { view: "note", number: NUMBER },
        ...[undefined, ...CLOSE_REASONS].map(
          (reason) => ({ view: "close", number: NUMBER, reason, wishesErasure: reason === undefined }) as const,
        ),
        { view: "hand-on", number: NUMBER, assignee: undefined },
        { view: "due", number: NUMBER, dueAt: DUE },
        { view: "due", number: NUMBER, dueAt: undefined },
        { view: "record", card: cardOf({ asked: text, open: Array(100).fill(text) }), entries },
        { view: "record", card: cardOf({ asked: text }, { isWordless: true }), entries },
        { view: "record", card: cardOf({ asked: "" }), entries: [] },
        { view: "refusal", say: { kind: "taken", number: NUMBER, staff: "slack:U1" }, staffName: text },
      ];
      for (const view of shown)
        for (const baseUrl of [undefined, "https://desk.example.jp"])
          expect(slackFaults(modalOf(view, { ...words, baseUrl }))).toEqual([]);
    }
    expect(slackFaults(loadingModal(words))).toEqual([]);
  });

  const whispers: Whisper[] = [
    ...(["not-member", "not-open", "gone", "changed", "failed", "unknown-button", "help"] as const).map((kind) => ({
      kind,
    })),
    { kind: "taken", number: NUMBER, staff: "slack:U1" },
    ...CASE_MOVES.map((move) => ({ kind: "illegal", number: NUMBER, move, state: "closed" }) as const),
    { kind: "sent-again", number: NUMBER },
    { kind: "nothing-to-send", number: NUMBER },
    { kind: "thanks", isHelpful: false },
    { kind: "home-city", city: undefined },
    { kind: "unknown-city", cities: [KODAIRA] },
  ];
  test.each(whispers.map((say) => [JSON.stringify(say), say] as const))("the whisper %s", (_, say) => {
    const told = whisperMessages(say, "佐藤", words);
    expect(told.flatMap(slackFaults)).toEqual([]);
    expect(told).toHaveLength(1);
    expect(slackFaults(modalOf({ view: "refusal", say }, words))).toEqual([]);
  });
});

describe("a window", () => {
  const texts = (view: StaffView) => slackTexts(modalOf(view, words)).join("\n");

  test.each([
    [{ left: 120, isLimited: true, isStopped: false, isOnPage: false }, "今月あと120通"],
    [{ left: 0, isLimited: true, isStopped: false, isOnPage: false }, "使い切っています"],
    [{ left: undefined, isLimited: true, isStopped: false, isOnPage: false }, "わかりません"],
    [{ left: undefined, isLimited: false, isStopped: false, isOnPage: false }, "制限はありません"],
    [{ left: 120, isLimited: true, isStopped: true, isOnPage: false }, "ブロック"],
  ])("to answer and the one to look again tell what %j costs", (cost, told) => {
    expect(texts(replyOf({ cost }))).toContain(told);
    expect(texts({ ...replyOf({ cost }), view: "preview", asRead: ["はい。"] })).toContain(told);
  });

  test("to answer says that a text was cut to what can be typed", () => {
    expect(texts(replyOf({ text: "あ".repeat(2_401) }))).toContain("はじめの2400文字まで");
    expect(texts(replyOf({ text: "あ".repeat(2_400) }))).not.toContain("はじめの2400文字まで");
  });

  test("shows an answer as the resident will read it", () => {
    const told = texts({ ...replyOf(), view: "preview", asRead: ["訂正です。", "はい *本当* です。"] });
    expect(told).toContain("訂正です。");
    expect(told).toContain("はい *本当* です。");
  });

  test("with the record keeps the latest, and shows what was asked whole", () => {
    const message = (n: number): RecordEntry => ({
      kind: "message",
      message: messageRow({ text: `発言${n}。` }),
      staffName: undefined,
    });
    const entries = Array.from({ length: 200 }, (_, n) => message(n));
    const asked = "協".repeat(5_000);
    const told = texts({ view: "record", card: cardOf({ asked }), entries });
    expect(told.replace(/[^協]/gu, "")).toBe(asked);
    expect(told).toContain("発言199。");
    expect(told).not.toContain("発言0。");
    expect(told).toMatch(/これより前の\d+件/u);
  });

  test("with the record leads from what was cited to the full text, where that has an address", () => {
    const message = messageRow({ author: "person", sections: [SECTION] });
    const entries: RecordEntry[] = [{ kind: "message", message, staffName: "佐藤" }];
    const view = { view: "record", card: cardOf(), entries } as const;
    const link = { type: "link", url: "https://desk.example.jp/texts/kodaira#p12", text: SECTION.source };
    expect(JSON.stringify(modalOf(view, { ...words, baseUrl: "https://desk.example.jp" }))).toContain(
      JSON.stringify(link),
    );
    expect(texts(view)).toContain(`：${SECTION.source}`);
    expect(JSON.stringify(modalOf(view, words))).not.toContain('"link"');
  });

  test("with a record that is wordless holds none of what was written", () => {
    const entries: RecordEntry[] = [
      { kind: "message", message: messageRow(), staffName: undefined },
      { kind: "event", event: eventContent({ move: "note", text: SECRET }).event, actorName: "佐藤" },
    ];
    const shown = modalOf({ view: "record", card: cardOf({}, { isWordless: true }), entries }, words);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    expect(slackTexts(shown).join()).toContain("佐藤さんの内部メモ");
  });

  test("of refusal names who has the case", () => {
    const say = { kind: "taken", number: NUMBER, staff: "slack:U1" } as const;
    expect(texts({ view: "refusal", say, staffName: "佐藤" })).toContain("佐藤さんが受け持っています");
  });

  test("says beside a field what is wrong with it", () => {
    expect(faultWords({ kind: "too-long", units: 2_400 }, words)).toBe("長すぎます。2400文字までにしてください。");
  });
});
