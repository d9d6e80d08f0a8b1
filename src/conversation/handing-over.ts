/**
 * Brings a conversation to a person: what the resident is told when a case begins, waits, or cannot begin.
 */

import { tellsMore } from "../dialogue/wish.ts";
import { takesCases } from "../handoff/casework.ts";
import { contactsOf, type DeskProfile } from "../handoff/profile.ts";
import type { CityId, Language, Matter, Opening } from "../model.ts";
import type { Case, CaseCause, MessageId } from "../records.ts";
import { type ConversationWords, conversationWords } from "../reply/conversation.ts";
import { privateWords } from "../reply/private.ts";
import { keepQuestion } from "./kept.ts";
import { linkButton, offerButton, passedOn, withLink } from "./private-page.ts";
import { type TextSaying, text } from "./sayings.ts";
import type { RecentQuestion, State } from "./state.ts";
import { type Step, silent, type Turn } from "./turn.ts";

export interface Wanted {
  readonly cause: CaseCause;
  readonly language: Language;
  readonly city?: CityId | undefined;
  readonly topic?: string | undefined;
  readonly message?: MessageId | undefined;
  /** What was asked last; undefined where nothing was yet. */
  readonly question: RecentQuestion | undefined;
  /** The words of the wish itself, which stand in the case where nothing was asked or where they tell more. */
  readonly wish?: string;
}

/** A case begins, or the one that is open is spoken of. Only where {@link takesCases} is true. */
export async function inGoodHands(turn: Turn, wanted: Wanted): Promise<TextSaying> {
  const { house, records, conversation, openCase, state } = turn;
  const words = conversationWords[wanted.language];
  if (openCase !== undefined) return stillOpen(turn, openCase, words);
  const { profile, casework } = house;
  const { question } = wanted;
  const about = aboutOf(turn, wanted);
  await keepCause(turn, wanted, about);
  const asked = question?.text ?? wanted.wish ?? "";
  const told = wanted.wish !== undefined && tellsMore(wanted.wish) ? [wanted.wish] : [];
  const open = [...state.recent.map(({ text: words }) => words), asked, ...told].filter((words) => words !== "");
  const begun = await casework.begin(records, {
    conversation,
    cause: wanted.cause,
    ...about,
    language: wanted.language,
    message: wanted.message,
    asked,
    open: [...new Set(open)],
  });
  const opening = casework.opening();
  const { number } = begun;
  const isOnPage = casework.privatePage.isFor(begun) && casework.privatePage.way() === "always";
  const own = isOnPage ? privateWords[wanted.language].line : words.cases;
  const said =
    profile.caseWay === "contact"
      ? words.cases.openedByContact({ contact: profile.contact, opening, number })
      : own.opened({ desk: profile.name, opening, number });
  const begins = text(wanted.language, atNight(profile, opening, said), [withdrawal(number, words)]);
  return isOnPage ? withLink(begun, begins) : withOffer(turn, begun, begins);
}

/** With the way to the private page, where the case may have one. */
function withOffer({ house }: Turn, on: Case, said: TextSaying): TextSaying {
  if (!house.casework.privatePage.isFor(on)) return said;
  const { offered } = privateWords[said.language].line;
  return { ...said, text: `${said.text}\n${offered}`, quick: [...said.quick, offerButton(said.language, on.number)] };
}

/** What the people of the desk have to say to whoever comes while it is closed. */
const atNight = ({ outOfHours }: DeskProfile, { kind }: Opening, said: string): string =>
  outOfHours === undefined || kind !== "opens" ? said : `${said}\n${outOfHours}`;

/** The city and topic of what was asked, where whoever wants a person does not know them. */
function aboutOf({ house, conversation }: Turn, { question, city, topic }: Wanted): Pick<Matter, "city" | "topic"> {
  const chosen = city ?? conversation.city ?? house.profile.city;
  if (question === undefined || (chosen !== undefined && topic !== undefined)) return { city: chosen, topic };
  const { matter } = house.desk.reply({ text: question.text, city: chosen, history: [] });
  return { city: chosen ?? matter.city, topic: topic ?? matter.topic };
}

/** What became a case is an unanswered question. */
async function keepCause({ records, conversation, ...turn }: Turn, { question, language }: Wanted, about: About) {
  if (question === undefined) return;
  const asked = await records.messages.byChannelId(conversation.id, question.message);
  const matter = { ...about, reason: undefined };
  const kept = { message: asked?.id, text: question.text, reply: { language, matter }, why: "case" } as const;
  await keepQuestion({ records, conversation, ...turn }, kept);
}

type About = Pick<Matter, "city" | "topic">;

/** What is told of a case that is open: whose turn it is and when people answer, or whom to turn to. */
export function stillOpen(
  { house }: Turn,
  { number, state, language, channel }: Case,
  words: ConversationWords,
): TextSaying {
  const { waiting, openedByContact } = words.cases;
  const opening = house.casework.opening();
  const { caseWay, contact } = house.profile;
  const isByContact = caseWay === "contact";
  const { privatePage } = house.casework;
  const page = privatePage.isFor({ channel }) ? [linkButton(language, number)] : [];
  if (state !== "waiting" && !isByContact) return text(language, words.cases.withPerson, [askDesk(words), ...page]);
  const said = isByContact ? openedByContact({ contact, opening, number }) : waiting({ opening, number });
  return text(language, atNight(house.profile, opening, said), [withdrawal(number, words), ...page]);
}

const withdrawal = (number: Case["number"], { buttons }: ConversationWords) => ({
  label: buttons.withdraw,
  press: { act: "withdraw" as const, number },
});
const askDesk = ({ buttons }: ConversationWords) => ({ label: buttons.askDesk, press: { act: "ask-desk" as const } });

/** The wish for a person, by a button or in words that need no answer besides. */
export async function personWanted(turn: Turn, wanted: Wanted): Promise<Step> {
  const { house, conversation, isGroup, words, language } = turn;
  if (isGroup) return { says: [text(language, words.group.onlyAlone)] };
  if (!takesCases(house.profile, conversation)) {
    const city = conversation.city ?? house.profile.city;
    const wish = { text: words.goOn.person, city, history: [], language };
    const { lead } = house.desk.reply({ ...wish, contacts: contactsOf(house.profile) });
    return { says: [text(language, `${lead}\n${words.cases.noCases}`)] };
  }
  return { says: [await inGoodHands(turn, wanted)] };
}

/** What a person who has the case will read; the resident hears nothing from the machine meanwhile. */
export async function toPerson(
  turn: Turn,
  openCase: Case,
  message: MessageId | undefined,
  state: State,
): Promise<Step> {
  await turn.house.casework.byResident(turn.records, openCase, { kind: "resident-writes" }, message);
  return passedOn(turn, openCase, silent("with-person", { state }));
}
