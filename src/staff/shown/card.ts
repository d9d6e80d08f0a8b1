/**
 * Gathers a case at a glance for the channel of staff.
 *
 * Where no word of the resident may be shown there, the words are left out as the card is gathered: what is not in it
 * no renderer can show by mistake.
 */

import {
  isOverdue,
  MOST_MESSAGES,
  othersOf,
  withoutPrivateWords,
  withoutResidentsWords,
  withoutWords,
} from "../../handoff/case-view.ts";
import { inItsLanguage } from "../../handoff/cases.ts";
import type { CaseCard } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Case, Conversation, Message } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { nameOf } from "./names.ts";

export interface CardParts {
  readonly house: StaffHouse;
  readonly now: number;
}

/** No word of a resident is to be shown in the channel of staff. */
export const isWordless = ({ settings, profile }: Pick<StaffHouse, "settings" | "profile">): boolean =>
  settings.content === "notice" || profile.caseWay !== "conversation";

/** A message as staff may read it here: without words where none are to be shown, and those of the private page. */
export function shownMessage(message: Message, house: Pick<StaffHouse, "settings" | "profile">): Message {
  const read = house.settings.showsPrivate === true ? message : withoutPrivateWords(message);
  return isWordless(house) ? withoutResidentsWords(read) : read;
}

/** The case as staff may read it: in the language of the resident, without words where none are to be shown. */
export function shownCase(on: Case, to: Conversation | undefined, house: StaffHouse): Case {
  const read = inItsLanguage(on, to);
  return isWordless(house) ? withoutWords(read) : read;
}

export async function caseCard(records: Records, on: Case, parts: CardParts): Promise<CaseCard> {
  const answered = isWordless(parts.house) ? undefined : await answeredBefore(records, on);
  return { ...(await listedCard(records, on, parts)), answered };
}

/** The same without what the desk had answered, for a list: to find that takes longer than all the rest. */
export async function listedCard(records: Records, on: Case, { house, now }: CardParts): Promise<CaseCard> {
  const to = await records.conversations.get(on.conversation);
  const others = await othersOf(records, on);
  const { casesUrl } = house.settings;
  return {
    case: shownCase(on, to, house),
    isWordless: isWordless(house),
    cityName: house.desk.cities.find(({ id }) => id === on.city)?.names.ja,
    topicName: on.topic === undefined ? undefined : house.topicName(on.topic),
    assigneeName: await nameOf(records, on.assignee),
    answered: undefined,
    earlier: others.map(({ number }) => number).filter((number) => number < on.number),
    opening: house.casework.opening(),
    isOverdue: isOverdue(on, now),
    isStopped: to?.isStopped ?? false,
    url: casesUrl === undefined ? undefined : `${casesUrl}/${on.number}`,
  };
}

/** The desk's latest answer out of a guideline from before the case, among the latest {@link MOST_MESSAGES}. */
async function answeredBefore({ messages }: Records, on: Case): Promise<CaseCard["answered"]> {
  const all = await messages.latest(on.conversation, MOST_MESSAGES);
  const answer = all.findLast(
    ({ author, sections, at, isPrivate }) =>
      author === "desk" && sections.length > 0 && at <= on.openedAt && !isPrivate,
  );
  // Its words are gone where its time was over.
  if (answer === undefined || answer.text === "") return undefined;
  return { text: answer.text, sources: answer.sections };
}
