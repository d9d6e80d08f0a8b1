/**
 * Suggests what to answer in a case: what the guidelines say to what the resident asked last, in the resident's language.
 */

import type { AnswerQuotation } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Case } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { shownMessage } from "../shown/card.ts";
import type { Subject } from "./answering.ts";

export interface Suggestion {
  /** `""` where the guidelines answer nothing of it. */
  readonly text: string;
  readonly quotation: AnswerQuotation | undefined;
}

const NONE: Suggestion = { text: "", quotation: undefined };
/** Messages among which what is still open is looked for, and questions that are tried. */
const LOOKED_BACK = 50;
const MOST_TRIED = 4;

export async function suggestion(house: StaffHouse, records: Records, { on, to }: Subject): Promise<Suggestion> {
  // Who was told to turn to the centre by its own ways was told, too, that nothing is read here.
  if (house.profile.caseWay !== "conversation") return NONE;
  const city = on.city ?? to?.city ?? house.profile.city;
  for (const text of (await openQuestions(house, records, on)).slice(0, MOST_TRIED)) {
    const reply = house.desk.reply({ text, city, history: [], language: on.language, hasPerson: true });
    const [first] = reply.quotations;
    if (reply.outcome !== "answer" || first === undefined) continue;
    return { text: reply.lead, quotation: { passage: first.passage, lines: first.lines, source: first.source } };
  }
  return NONE;
}

/** What nobody has answered yet, the latest first: written since a person answered last, or open since the case began. */
async function openQuestions(house: StaffHouse, { messages }: Records, on: Case): Promise<string[]> {
  const latest = (await messages.latest(on.conversation, LOOKED_BACK)).map((one) => shownMessage(one, house));
  const answered = latest.findLastIndex(({ author }) => author === "person");
  const since = latest.slice(answered + 1).filter(({ author, at }) => author === "resident" && at >= on.openedAt);
  const written = since.filter(({ media }) => media === undefined).map(({ text }) => text);
  const before = on.firstAnsweredAt === undefined ? [...on.open, on.asked] : [];
  const open = [...before, ...written].filter((text) => text !== "");
  return [...new Set(open.reverse())];
}
