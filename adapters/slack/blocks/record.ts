/**
 * The window with all that was said in a case and done to it. Pure.
 *
 * What a card has no room for stands here whole; of a long record the latest part.
 */

import type { KnownBlock, ModalView } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { CaseCard, RecordEntry } from "../../../src/ports/staff.ts";
import type { CaseMove, CitedSection } from "../../../src/records.ts";
import { TITLE_UNITS, VIEW_BLOCKS } from "../limits.ts";
import { context, plainText } from "./blocks.ts";
import { titleOf } from "./card.ts";
import { facts, jsonUnits, listed, named, quoted, roomFor, sourceList } from "./parts.ts";
import { clean } from "./text.ts";
import { actorOf, staffNameOf, wordsOf, writtenBy } from "./thread.ts";

/** JSON of a whole window. Slack takes 250,000 bytes, and a character of ours is up to 3 of them. */
const ENTRIES_UNITS = 60_000;
/** Of one text: as long as LINE lets one be. */
const TEXT_UNITS = 10_500;
/** Blocks before the entries: what was asked takes up to four, and a few lines. */
const HEAD_BLOCKS = 12;
/** Of one message. */
const SECTIONS = 3;
/** Told by the message that they brought. */
const TOLD_BY_MESSAGE: readonly CaseMove[] = ["answer", "resident-writes"];

export interface CaseRecord {
  readonly card: CaseCard;
  /** Oldest first. */
  readonly entries: readonly RecordEntry[];
}

/** @param baseUrl - where the full texts are, to which sources lead */
export function recordView({ card, entries }: CaseRecord, words: CaseWords, baseUrl?: string): ModalView {
  const { windows } = words;
  const told = entries.filter((entry) => entry.kind === "message" || !isTold(entry));
  const kept: KnownBlock[][] = [];
  let blocks = HEAD_BLOCKS;
  let units = 0;
  for (const entry of told.toReversed()) {
    const shown = entryBlocks(entry, card, { words, baseUrl });
    blocks += shown.length;
    units += jsonUnits(shown);
    if (blocks > VIEW_BLOCKS || units > ENTRIES_UNITS) break;
    kept.unshift(shown);
  }
  const older = told.length - kept.length;
  return {
    type: "modal",
    title: plainText(windows.titles.record, TITLE_UNITS),
    close: plainText(windows.done, TITLE_UNITS),
    blocks: [
      ...facts([[titleOf(card, words), ""]]),
      ...headBlocks(card, told.slice(older), words),
      ...context([older > 0 ? windows.record.older(older) : "", told.length === 0 ? windows.record.empty : ""]),
      ...kept.flat(),
    ],
  };
}

const isTold = (entry: Extract<RecordEntry, { kind: "event" }>) =>
  TOLD_BY_MESSAGE.includes(entry.event.move) && entry.event.message !== undefined;

/** What was asked, unless it stands below, and what stayed open. */
function headBlocks({ case: on, isWordless }: CaseCard, shown: readonly RecordEntry[], words: CaseWords): KnownBlock[] {
  const { card, windows } = words;
  if (isWordless) return context([card.wordless]);
  const isBelow = shown.some((entry) => entry.kind === "message" && entry.message.text === on.asked);
  return [
    ...(isBelow ? [] : quoted(card.asked, roomFor(on.asked, TEXT_UNITS, windows.record.cut))),
    ...listed(
      card.open,
      on.open.slice(-10).map((item) => named(item, 500)),
    ),
  ];
}

interface Around {
  readonly words: CaseWords;
  readonly baseUrl: string | undefined;
}

function entryBlocks(entry: RecordEntry, { case: on, isWordless }: CaseCard, around: Around): KnownBlock[] {
  const { words } = around;
  const { names, thread, time, windows } = words;
  if (entry.kind === "message") {
    const { message, staffName } = entry;
    const author =
      message.author === "person" ? thread.answer(staffNameOf(message.staff, staffName, words)) : names[message.author];
    const head = `${time(message.at)}　${author}`;
    if (isWordless) return facts([[head, ""]]);
    return [
      ...writtenBy(head, message, undefined, words, TEXT_UNITS),
      ...sourceBlocks(message.sections.slice(0, SECTIONS), around),
    ];
  }
  const { event, actorName, toName } = entry;
  const told = thread.event({
    event,
    on,
    by: actorOf(event.actor, actorName, words),
    to: staffNameOf(event.text, toName, words),
  });
  const line = `${time(event.at)}　${clean(told)}`;
  const spoken = isWordless ? "" : roomFor(wordsOf(event, on.ratingWord), TEXT_UNITS, windows.record.cut);
  return spoken === "" ? context([line]) : quoted(line, spoken);
}

/** Small print, which can lead nowhere letter for letter: with somewhere to lead, it is a list. */
function sourceBlocks(sections: readonly CitedSection[], { words: { card }, baseUrl }: Around): KnownBlock[] {
  if (baseUrl !== undefined) return sourceList(card.sections, sections, baseUrl);
  return context(sections.map(({ source }) => `${card.sections}：${named(source)}`));
}
