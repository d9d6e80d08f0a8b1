/**
 * A case of Kodaira with all that can be shown of it; each test changes what it is about.
 */

import { pressedBy } from "../../../../adapters/slack/press.ts";
import { messageOf, type SlackWords } from "../../../../adapters/slack/render.ts";
import type { CityId, PassageId } from "../../../../src/model.ts";
import type { CaseCard, Home, PostContent, ReplyView, Summary } from "../../../../src/ports/staff.ts";
import type {
  Case,
  CaseEvent,
  CaseNumber,
  ConversationId,
  Media,
  Message,
  MessageId,
} from "../../../../src/records.ts";
import { caseWords } from "../../../../src/reply/staff-cases.ts";
import { lookupWords } from "../../../../src/reply/staff-lookup.ts";
import { slackTexts } from "../../../fixtures/slack-limits.ts";

export const words: SlackWords = {
  lookup: lookupWords,
  cases: caseWords,
  cityName: (id) => (id === "kodaira" ? "小平市" : id),
  baseUrl: undefined,
};

/** 2026-11-24, a Tuesday, 16:00 in Japan. */
export const DUE = Date.UTC(2026, 10, 24, 7);
/** What only a resident can have written. */
export const SECRET = "ひみつの相談";
export const NUMBER = 12 as CaseNumber;
export const KODAIRA = "kodaira" as CityId;

export const caseOf = (changed: Partial<Case> = {}): Case => ({
  number: NUMBER,
  conversation: "c1" as ConversationId,
  channel: "line",
  state: "waiting",
  assignee: undefined,
  cause: "decision",
  priority: "normal",
  city: KODAIRA,
  language: "ja",
  topic: "subsidy",
  asked: `${SECRET}：補助金は使えますか。`,
  open: [`${SECRET}：去年の分も？`],
  openedAt: DUE - 86_400_000,
  dueAt: DUE,
  remindAt: DUE - 3_600_000,
  remindedAt: undefined,
  escalatedAt: undefined,
  firstAnsweredAt: undefined,
  withResidentAt: undefined,
  noticedAt: undefined,
  closedAt: undefined,
  closeReason: undefined,
  rating: undefined,
  ratingWord: "",
  wishesErasure: false,
  version: 1,
  ...changed,
});

export const cardOf = (on: Partial<Case> = {}, changed: Partial<CaseCard> = {}): CaseCard => ({
  case: caseOf(on),
  isWordless: false,
  cityName: "小平市",
  topicName: "補助金",
  assigneeName: on.assignee === undefined ? undefined : "佐藤",
  answered: {
    text: "補助金は市が決めます。",
    sources: [{ passage: "kodaira-12" as PassageId, source: "小平市の指針（2007-03） 3 役割" }],
  },
  earlier: [9 as CaseNumber, 4 as CaseNumber],
  opening: { kind: "opens", day: "2026-11-24", weekday: 2, daysAhead: 3, fromMinutes: 540 },
  isOverdue: false,
  isStopped: false,
  url: undefined,
  ...changed,
});

export const messageRow = (changed: Partial<Message> = {}): Message => ({
  id: "6f2c1d1e-0000-4000-8000-000000000001" as MessageId,
  conversation: "c1" as ConversationId,
  author: "resident",
  staff: undefined,
  text: SECRET,
  channelMessage: "m1",
  outcome: undefined,
  city: undefined,
  sections: [],
  media: undefined,
  isPrivate: false,
  isUnsent: false,
  at: DUE,
  ...changed,
});

export const photo: Media = {
  id: "f1",
  conversation: "c1" as ConversationId,
  type: "image/jpeg",
  bytes: 1_300_000,
  name: `${SECRET}.jpg`,
  at: DUE,
};

type MessageContent = Extract<PostContent, { what: "message" }>;
export const messageContent = (changed: Partial<MessageContent> = {}): MessageContent => ({
  what: "message",
  number: NUMBER,
  message: messageRow(),
  isWordless: false,
  staffName: undefined,
  assignee: undefined,
  fate: undefined,
  media: undefined,
  file: undefined,
  ...changed,
});

/** An answer of 佐藤. */
export const answerContent = (changed: Partial<MessageContent> = {}): MessageContent =>
  messageContent({
    message: messageRow({ author: "person", staff: "slack:U1", text: "はい、使えます。" }),
    staffName: "佐藤",
    fate: { kind: "sent" },
    ...changed,
  });

const eventOf = (changed: Partial<CaseEvent> = {}): CaseEvent => ({
  number: NUMBER,
  at: DUE,
  actor: { kind: "staff", name: "slack:U1" },
  move: "take",
  message: undefined,
  text: "",
  ...changed,
});

type EventContent = Extract<PostContent, { what: "event" }>;
export const eventContent = (event: Partial<CaseEvent>, changed: Partial<EventContent> = {}): EventContent => ({
  what: "event",
  event: eventOf(event),
  on: caseOf(),
  isWordless: false,
  actorName: "佐藤",
  toName: "鈴木",
  opening: cardOf().opening,
  ...changed,
});

export const summaryOf = (changed: Partial<Summary> = {}): Summary => ({
  day: "2026-11-24",
  opened: 4,
  answered: 3,
  closed: 2,
  waiting: 1,
  medianFirstAnswerMs: 12_000_000,
  unanswered: [
    { name: "補助金", count: 2 },
    { name: undefined, count: 1 },
  ],
  ...changed,
});

export const homeOf = (changed: Partial<Home> = {}): Home => ({
  name: "佐藤",
  isMember: true,
  mine: [cardOf({ state: "with-person", assignee: "slack:U1" })],
  waiting: [cardOf()],
  more: { mine: 0, waiting: 0 },
  today: summaryOf(),
  desk: {
    name: "小平市協働センター",
    opening: { kind: "open", untilMinutes: 1020 },
    quota: { left: 120, isLimited: true, at: DUE },
    outbox: { waiting: 1, held: 0, dead: 0 },
    knowledge: [
      { city: KODAIRA, name: "小平市", date: "2007-03" },
      { city: "mitaka" as CityId, name: "三鷹市", date: "2019-04" },
    ],
  },
  city: undefined,
  ...changed,
});

export const replyOf = (changed: Partial<ReplyView> = {}): ReplyView => ({
  view: "reply",
  number: NUMBER,
  language: "en",
  sender: "支援センター",
  text: "Yes, you can.",
  isSuggested: true,
  quotation: {
    passage: "kodaira-3-2" as PassageId,
    lines: [{ role: "text", text: "市は補助金を交付する。" }],
    source: "小平市の指針（2007-03） 3 役割",
  },
  isQuoted: true,
  cost: { left: 120, isLimited: true, isStopped: false, isOnPage: false },
  correcting: undefined,
  source: undefined,
  ...changed,
});

/** Of 5,000 characters, as long as LINE lets a message be; each of another trouble. */
export const LONG_TEXTS: readonly string[] = [
  "協".repeat(5_000),
  "\n".repeat(4_999).padEnd(5_000, "あ"),
  '"\\'.repeat(2_500),
  "👨‍👩‍👧‍👦".repeat(454),
  "\ud83d".repeat(5_000),
  "\u0001\u0002あ".repeat(1_666),
  "<!channel> &amp; *太字* <https://a.example|ここ>\n".repeat(120).slice(0, 5_000),
  `${"長い文です。".repeat(200)}\n`.repeat(4).slice(0, 5_000),
];

export const HOSTILE = "<!channel> <@U123> <https://evil.example|市役所> *太字* `x` :tada: > 引用 &lt;!here&gt;";

/** The texts of a message, one a line. */
export const read = (content: Parameters<typeof messageOf>[0]): string =>
  slackTexts(messageOf(content, words).blocks).join("\n");

/** What every button and menu entry in it does. */
export function presses(shown: unknown): unknown[] {
  if (Array.isArray(shown)) return shown.flatMap(presses);
  if (typeof shown !== "object" || shown === null) return [];
  const own = "value" in shown && typeof shown.value === "string" ? [pressedBy(shown.value)] : [];
  return [...own, ...Object.values(shown).flatMap(presses)];
}

/** The same by name only: `take`, `reply`. */
export const doing = (content: Parameters<typeof messageOf>[0]): (string | undefined)[] =>
  presses(messageOf(content, words).blocks).map((pressed) => {
    const { act, view } = pressed as { readonly act?: string; readonly view?: string };
    return act ?? view;
  });
