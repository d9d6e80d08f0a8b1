/**
 * Says what the centre itself has to say just now, behind an answer and apart from it.
 *
 * A notice is no part of a reply: it stands in a message of its own, with its date and until when it holds, and what the
 * desk answers is the same with and without it.
 */

import { turnOf } from "../handoff/cases.ts";
import { dayOf } from "../handoff/hours.ts";
import { currentNotices } from "../handoff/notices.ts";
import type { CityId, Language, Reply } from "../model.ts";
import type { Notice } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { spoken } from "../text/spoken.ts";
import type { TextSaying } from "./sayings.ts";
import type { Turn } from "./turn.ts";

/** Behind one answer; more would bury it. */
const MOST = 2;

export interface NoticedQuestion {
  readonly text: string;
  /** Chosen for this question. */
  readonly city: CityId | undefined;
}

/** Notices that have something to say to a question; none in danger or distress, and none where a person has the talk. */
export async function noticesFor(turn: Turn, asked: NoticedQuestion, reply: Reply): Promise<TextSaying[]> {
  const { house, records, openCase, now } = turn;
  const { reason } = reply.matter;
  const isHeld = house.profile.caseWay === "conversation" && turnOf(openCase) === "person";
  if (reason === "danger" || reason === "distress" || isHeld) return [];
  const current = await currentNotices(records, now);
  if (current.length === 0) return [];
  const cities = citiesOf(turn, asked, reply);
  const isOf = ({ city }: Notice) => city === undefined || cities.includes(city);
  const says = spoken(asked.text, house.tokenizer);
  const meant = current.filter((notice) => isOf(notice) && notice.words.some((word) => says(word)));
  return meant.slice(0, MOST).map((notice) => noticeSaying(notice, reply.language));
}

function citiesOf({ house, conversation }: Turn, { text, city }: NoticedQuestion, { matter }: Reply): CityId[] {
  const chosen = city ?? conversation.city ?? house.profile.city;
  const { cities } = house.cities.read({ text, city: chosen, history: [] });
  return matter.city === undefined ? [...cities] : [...cities, matter.city];
}

/** As a resident reads it. */
export function noticeSaying(
  { text, changedAt, until }: Pick<Notice, "text" | "changedAt" | "until">,
  language: Language,
): TextSaying {
  const { notice } = conversationWords[language];
  const said = notice.said({ text, on: dayOf(changedAt), until });
  return { kind: "text", language, text: said, quick: [], sender: notice.sender, isNotice: true };
}
