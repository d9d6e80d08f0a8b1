/**
 * A case at a glance: the first message of its thread, and what of it is shown elsewhere. Pure.
 *
 * A resident may write 5,000 characters and Slack takes fewer in one message, so what was said has a share of the room
 * each, and says where it was cut; the record shows it whole.
 */

import type { KnownBlock } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { CaseCard } from "../../../src/ports/staff.ts";
import type { Case } from "../../../src/records.ts";
import type { Pressed } from "../press.ts";
import { type ButtonWish, button, context, fallback, fitted, header, type SlackMessage } from "./blocks.ts";
import {
  calling,
  callingText,
  type Fact,
  facts,
  HERE,
  jsonUnits,
  link,
  listed,
  named,
  overflow,
  quoted,
  roomFor,
  row,
  sourceList,
} from "./parts.ts";

/** Shares of the room of a message, in JSON. */
const ASKED_UNITS = 3_000;
const ANSWERED_UNITS = 1_200;
const OPEN_UNITS = 900;
const OPEN_ITEM_UNITS = 300;
const RATING_UNITS = 600;
const EARLIER = 5;
const SECTIONS = 3;

/** @param baseUrl - where the full texts are, to which sources lead */
export function cardMessage(card: CaseCard, words: CaseWords, baseUrl?: string): SlackMessage {
  const title = titleOf(card, words);
  const told = card.isWordless ? wordlessFacts(card, words) : allFacts(card, words);
  const spoken = card.isWordless ? context([words.card.wordless]) : spokenWords(card, words, baseUrl);
  const pings = calledFor(card) ? [HERE] : [];
  const blocks = [header(title), ...calling(pings), ...facts(told), ...spoken, ...buttons(card, words)];
  const line = [title, turnOf(card, words), ...dueFact(card, words).map(([name, at]) => `${name}：${at}`)].join("　");
  return {
    text: `${callingText(pings)}${fallback(line)}`,
    blocks: fitted(blocks, words.card.cut),
  };
}

/** Somebody may be in need: who is about is called, and not only whoever looks into the channel. */
const calledFor = ({ case: on }: CaseCard): boolean => on.priority === "urgent" && on.state === "waiting";

/** Number, city and whether it is urgent. */
export function titleOf({ case: on, cityName }: CaseCard, { card }: CaseWords): string {
  const isUrgent = on.priority === "urgent" && on.state !== "closed";
  return card.title({ number: on.number, cityName: cityName && named(cityName), isUrgent });
}

/** Without a word of the resident: for a list of several cases. */
export function lineOf(shown: CaseCard, words: CaseWords): string {
  const due = dueFact(shown, words).map(([name, at]) => `${name}：${at}`);
  return [titleOf(shown, words), topicOf(shown, words), ...due].join("　");
}

/** Whose turn it is. */
export function turnOf({ case: on, assigneeName }: CaseCard, { card }: CaseWords): string {
  return card.turn(on.state, assigneeName && named(assigneeName));
}

const topicOf = ({ topicName }: CaseCard, { names }: CaseWords) =>
  topicName === undefined ? names.noTopic : named(topicName);

/** When the first answer is due, as long as there is none. */
function dueFact({ case: on, isOverdue }: CaseCard, { card, time }: CaseWords): Fact[] {
  if (!isUnanswered(on)) return [];
  if (on.dueAt === undefined) return [[card.due, card.noDue]];
  return [[card.due, `${time(on.dueAt)}${isOverdue ? `（${card.overdue}）` : ""}`]];
}

const isUnanswered = ({ state, firstAnsweredAt }: Case) => state !== "closed" && firstAnsweredAt === undefined;

/** Outside opening hours it says when they begin. */
const outsideOf = ({ case: on, opening }: CaseCard, { outside }: CaseWords): Fact[] =>
  on.state === "closed" ? [] : [["", outside(opening)]];

function wordlessFacts(card: CaseCard, words: CaseWords): Fact[] {
  return [
    [turnOf(card, words), ""],
    [words.card.topic, topicOf(card, words)],
    ...dueFact(card, words),
    ...outsideOf(card, words),
  ];
}

function allFacts(shown: CaseCard, words: CaseWords): Fact[] {
  const { case: on, earlier, isStopped } = shown;
  const { card, names, time } = words;
  return [
    [turnOf(shown, words), ""],
    ...(on.state === "closed" ? ([["", card.closed(on.closeReason)]] as const) : []),
    ...(on.rating === undefined ? [] : ([[card.rating, names.ratings[on.rating - 1] ?? String(on.rating)]] as const)),
    [card.topic, topicOf(shown, words)],
    [card.language, names.languages[on.language]],
    [card.cause, names.causes[on.cause]],
    [card.opened, time(on.openedAt)],
    ...dueFact(shown, words),
    ...(on.firstAnsweredAt === undefined ? [] : ([[card.answeredFirst, time(on.firstAnsweredAt)]] as const)),
    ...(earlier.length === 0
      ? []
      : ([
          [card.earlier, card.earlierCases(earlier.slice(0, EARLIER), Math.max(0, earlier.length - EARLIER))],
        ] as const)),
    ...outsideOf(shown, words),
    ...(isStopped ? ([[card.blocked, ""]] as const) : []),
    ...(on.wishesErasure && on.state !== "closed" ? ([[card.wishesErasure, ""]] as const) : []),
  ];
}

/** What was asked, what the desk answered, what stayed open, and the resident's word on how it went. */
function spokenWords({ case: on, answered }: CaseCard, words: CaseWords, baseUrl: string | undefined): KnownBlock[] {
  const { card } = words;
  return [
    ...quoted(card.rating, roomFor(on.ratingWord, RATING_UNITS, card.cut)),
    ...quoted(card.asked, roomFor(on.asked, ASKED_UNITS, card.cut)),
    ...openItems(on.open, words),
    ...(answered === undefined
      ? []
      : [
          ...quoted(card.answered, roomFor(answered.text, ANSWERED_UNITS, card.cut)),
          ...sourceList(card.sections, answered.sources.slice(0, SECTIONS), baseUrl),
        ]),
  ];
}

function openItems(open: readonly string[], { card }: CaseWords): KnownBlock[] {
  const shown: string[] = [];
  for (const item of open.map((one) => named(one, OPEN_ITEM_UNITS))) {
    if (jsonUnits([...shown, item]) > OPEN_UNITS) break;
    shown.push(item);
  }
  const more = open.length - shown.length;
  return listed(card.open, more > 0 ? [...shown, card.moreOpen(more)] : shown);
}

/** What is legal in the state that the case is in. */
function buttons({ case: on, url }: CaseCard, { buttons: label }: CaseWords): KnownBlock[] {
  const { number, state } = on;
  const wish = (name: keyof typeof label, pressed: Pressed, style?: ButtonWish["style"]): ButtonWish => ({
    label: label[name],
    pressed,
    style,
  });
  const record = wish("record", { view: "record", number });
  const note = wish("note", { view: "note", number });
  const page = link(label.page, url);
  if (state === "closed") {
    const reopen = on.closeReason === "erased" ? [] : [wish("reopen", { act: "reopen", number })];
    return row([...[...reopen, note, record].map(button), page]);
  }
  const isWaiting = state === "waiting";
  const front = [
    ...(isWaiting ? [wish("take", { act: "take", number }, "primary")] : []),
    wish("reply", { view: "reply", number, correcting: undefined }),
    note,
    wish("close", { view: "close", number, reason: "solved" }),
  ];
  const back = [
    ...(isWaiting ? [] : [wish("handOn", { view: "hand-on", number }), wish("release", { act: "release", number })]),
    ...(isUnanswered(on) ? [wish("due", { view: "due", number })] : []),
    wish("nuisance", { view: "close", number, reason: "nuisance" }),
    record,
  ];
  return row([...front.map(button), page, overflow(back)]);
}
