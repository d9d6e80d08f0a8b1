/**
 * What stands in the thread of a case: what the resident wrote, what was answered and what became of it, each move. Pure.
 */

import type { KnownBlock } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { AnswerFate, PostContent } from "../../../src/ports/staff.ts";
import type { Actor, CaseEvent, Media, Message } from "../../../src/records.ts";
import { actions, context, fallback, fitted, type SlackMessage } from "./blocks.ts";
import {
  calling,
  callingText,
  facts,
  HERE,
  link,
  mention,
  named,
  type Ping,
  quoted,
  rich,
  roomFor,
  row,
  said,
  section,
  sourceList,
  spaced,
} from "./parts.ts";
import { isBlank } from "./text.ts";

export type MessageContent = Extract<PostContent, { what: "message" }>;
export type EventContent = Extract<PostContent, { what: "event" }>;
export type RecallContent = Extract<PostContent, { what: "recall" }>;

/** Share of the room of a message, in JSON: 5,000 characters of LINE fit, unless most of them are line ends. */
const WORDS_UNITS = 7_000;
const SECTIONS = 5;

/** @param baseUrl - where the full texts are, to which an answer's sources lead */
export function threadMessage(content: MessageContent, words: CaseWords, baseUrl?: string): SlackMessage {
  return content.message.author === "person" ? answerMessage(content, words, baseUrl) : residentMessage(content, words);
}

/** It pings whoever has the case, for the resident waits for that person. */
function residentMessage(
  { number, message, media, isWordless, assignee, url }: MessageContent,
  words: CaseWords,
): SlackMessage {
  const { names, card, thread } = words;
  const author = message.author === "desk" ? names.desk : names.resident;
  const blocks = message.isPrivate
    ? [...onPage(author, message, words, url), ...row([link(words.buttons.page, url)])]
    : isWordless
      ? [...facts([[author, ""]]), ...context([card.wordless])]
      : writtenBy(author, message, media, words);
  const pings = mention(assignee);
  const text = `${callingText(pings)}${fallback(thread.arrived(number))}`;
  return { text, blocks: fitted([...blocks, ...calling(pings)], card.cut) };
}

/** What stands on the private page is never shown here: that it is there is all that is told. */
function onPage(
  author: string,
  { author: kind }: Pick<Message, "author">,
  { thread }: CaseWords,
  url: string | undefined,
): KnownBlock[] {
  return [...facts([[author, ""]]), ...context([thread.onPage(kind !== "resident", url !== undefined)])];
}

/** Words or a file, letter for letter, under who wrote them. */
export function writtenBy(
  author: string,
  message: Pick<Message, "author" | "text" | "media" | "isUnsent" | "isPrivate">,
  media: Media | undefined,
  words: CaseWords,
  units = WORDS_UNITS,
): KnownBlock[] {
  const { thread, card } = words;
  if (message.isPrivate) return onPage(author, message, words, undefined);
  if (message.isUnsent) return [...facts([[author, ""]]), ...context([thread.unsent])];
  if (message.media !== undefined) {
    const name = media?.name || message.text;
    return facts([
      [author, ""],
      ["", thread.file(media?.type, media?.bytes ?? 0)],
      ...(isBlank(name) ? [] : ([[thread.fileName, named(name)]] as const)),
    ]);
  }
  const spoken = quoted(author, roomFor(message.text, units, card.cut));
  return spoken.length > 0 ? spoken : [...facts([[author, ""]]), ...context([thread.noText])];
}

function answerMessage(content: MessageContent, words: CaseWords, baseUrl: string | undefined): SlackMessage {
  const { number, message, isWordless, staffName, fate } = content;
  const { thread, card, buttons } = words;
  const by = thread.answer(staffNameOf(message.staff, staffName, words));
  const written = isWordless
    ? [...facts([[by, ""]]), ...context([card.wordless])]
    : [
        ...writtenBy(by, message, undefined, words, WORDS_UNITS - 1_000),
        ...sourceList(card.sections, message.sections.slice(0, SECTIONS), baseUrl),
      ];
  const outcome = fate && (message.isPrivate ? thread.pageFate(fate) : thread.fate(fate));
  const told = outcome === undefined ? [] : context([outcome]);
  const again = actions(
    fate !== undefined && mayGoAgain(fate)
      ? [{ label: buttons.again, pressed: { act: "again", number, message: message.id } }]
      : [],
  );
  const text = [by, outcome ?? []].flat().join("　");
  return { text: fallback(text), blocks: fitted([...written, ...told, ...again], card.cut) };
}

/** Where another try may arrive: not to who blocked the desk, and not what LINE refuses as it is. */
function mayGoAgain(fate: AnswerFate): boolean {
  if (fate.kind === "held") return true;
  return fate.kind === "dead" && !/^(?:stopped|unsent|refused-.*)$/u.test(fate.reason);
}

/**
 * One line on a move, with the words that came with it. It pings who has to act: whoever has the case where time runs
 * out, and all who are about once it has, for whoever has the case may be away; and whoever a case is handed on to.
 */
export function eventMessage(content: EventContent, words: CaseWords): SlackMessage {
  const { event, on, isWordless, actorName, toName, opening } = content;
  const { thread, card } = words;
  const by = actorOf(event.actor, actorName, words);
  const told = thread.event({ event, on, by, to: staffNameOf(event.text, toName, words) });
  const pings = pinged(event, on.assignee);
  const line = pings.length === 0 ? [said(told)] : [...spaced(pings), said(` ${told}`)];
  const spoken = roomFor(isWordless ? "" : wordsOf(event, on.ratingWord), WORDS_UNITS, card.cut);
  const isBegun = event.move === "open" || event.move === "reopen";
  const blocks: KnownBlock[] = [
    ...(isBlank(spoken) ? [rich(section(line))] : quoted(told, spoken)),
    ...context([isWordless && wordsOf(event, on.ratingWord) !== "" ? card.wordless : ""]),
    ...context([isBegun ? words.outside(opening) : ""]),
  ];
  return { text: `${callingText(pings)}${fallback(told)}`, blocks: fitted(blocks, card.cut) };
}

function pinged({ move, text }: CaseEvent, assignee: string | undefined): readonly Ping[] {
  if (move === "hand-on") return mention(text);
  if (move === "remind") return mention(assignee);
  return move === "escalate" ? [...mention(assignee), HERE] : [];
}

/** What somebody wrote with a move: a note, or a word on how it went. */
export function wordsOf({ move, text }: CaseEvent, ratingWord: string): string {
  if (move === "note") return text;
  return move === "rate" && text === "" ? ratingWord : "";
}

export function recallMessage({ number, message, isDeleted }: RecallContent, words: CaseWords): SlackMessage {
  const told = words.thread.recall(isDeleted);
  const correct = { label: words.buttons.correct, pressed: { view: "reply", number, correcting: message } } as const;
  return { text: fallback(told), blocks: [...facts([["", told]]), ...actions([correct])] };
}

export function actorOf(actor: Actor, name: string | undefined, words: CaseWords): string {
  switch (actor.kind) {
    case "resident":
      return words.names.resident;
    case "desk":
      return words.names.desk;
    case "staff":
      return staffNameOf(actor.name, name, words);
    default:
      return actor satisfies never;
  }
}

/** A name, else what was typed at the terminal as one; never Slack's id. */
export function staffNameOf(staff: string | undefined, name: string | undefined, { names }: CaseWords): string {
  const known = name ?? staff ?? "";
  return isBlank(known) || known.startsWith("slack:") ? names.somebody : named(known);
}
