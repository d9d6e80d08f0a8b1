/**
 * What a person is about to answer in a case: the text as the resident will read it, who speaks, and what it takes.
 */

import { answerText, correctionText } from "../../handoff/case-words.ts";
import { inItsLanguage } from "../../handoff/cases.ts";
import { keptQuota, quotaLeft } from "../../handoff/quota.ts";
import type { PassageId } from "../../model.ts";
import type { AnswerQuotation, Cost, Person } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import { passageUrl } from "../../ports/texts.ts";
import type { Case, Conversation, MessageId } from "../../records.ts";
import { conversationWords } from "../../reply/conversation.ts";
import type { StaffHouse } from "../house.ts";

/** Characters (UTF-16 code units) that an answer may have, so that a window can carry it from its first page to its second. */
export const MOST_ANSWER_UNITS = 2_400;
/** Of who speaks. */
const MOST_NAME_UNITS = 20;
/** LINE takes no name with its own in it, such as Caroline: nobody is to be told of a name that is not shown. */
const OF_LINE = /line/iu;

/** A case with the person whom it is about, in that person's language. */
export interface Subject {
  readonly on: Case;
  readonly to: Conversation | undefined;
}

export async function subjectOf(records: Records, found: Case): Promise<Subject> {
  const to = await records.conversations.get(found.conversation);
  return { on: inItsLanguage(found, to), to };
}

/** Who speaks, as the resident reads it: the person or the centre, as this desk has it. */
export function senderName({ settings, profile }: StaffHouse, by: Person, on: Pick<Case, "language">): string {
  const { person } = conversationWords[on.language];
  const wanted = settings.senderName === "staff" ? by.name : (profile.name ?? "");
  const name = shortened(wanted.trim());
  return OF_LINE.test(name.normalize("NFKC")) ? person : name || person;
}

/** Cut between what a reader counts as characters. */
function shortened(name: string): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter("ja").segment(name)) {
    if (kept.length + segment.length > MOST_NAME_UNITS) return kept;
    kept += segment;
  }
  return kept;
}

/** What is to be put under an answer; undefined for none or a passage that is no longer there. */
export function quotationOf(
  { desk, settings }: StaffHouse,
  passage: PassageId | undefined,
): AnswerQuotation | undefined {
  const reading = passage === undefined ? undefined : desk.reading(passage);
  const asked = reading?.passages.find(({ isAsked }) => isAsked);
  if (passage === undefined || reading === undefined || asked === undefined) return undefined;
  const address = passageUrl(passage, settings.baseUrl);
  return { passage, lines: asked.lines, source: reading.source, address };
}

export interface Written {
  readonly text: string;
  readonly quotation: AnswerQuotation | undefined;
  readonly correcting: MessageId | undefined;
}

/** The person's words with a word before them where they correct an answer. */
export const spokenWords = (on: Case, { text, correcting }: Written): string =>
  correcting === undefined ? text : correctionText(on, text);

/** One text per message. */
export const asRead = (on: Case, written: Written): string[] => [
  answerText(on, spokenWords(on, written), written.quotation),
];

/** An answer of people's own accord is always pushed, but on the desk's own page, where it only has to be read. */
export async function costOf(house: StaffHouse, records: Records, { on, to }: Subject): Promise<Cost> {
  const isStopped = to?.isStopped ?? false;
  if (on.channel === "web") return { left: undefined, isLimited: false, isStopped, isOnPage: true };
  const quota = await keptQuota(records);
  const left = quota && quotaLeft(quota);
  const isLimited = quota === undefined || left !== undefined;
  const isPrivate = await house.casework.privatePage.holds(records, on);
  return { left, isLimited, isStopped, isOnPage: false, isPrivate };
}
