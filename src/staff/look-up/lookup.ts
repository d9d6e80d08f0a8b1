/**
 * Staff look rules up: the desk answers them as it answers residents, in other words, and goes on from there.
 *
 * An answer is not kept as it was shown: what it takes to give it again is, so that a button under it, or a wording for
 * residents, rests on the guideline as the desk has it.
 */

import { type CityId, LANGUAGES } from "../../model.ts";
import { type Person, peerOf, placeOf, type Wording } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Conversation, Finding, MessageId, Whisper } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import {
  answered,
  asksSomething,
  findingOf,
  foundAgain,
  keepQuestion,
  put,
  questionKept,
  replyTo,
  type Talk,
} from "./answer.ts";
import { isAlone, isOver, type LookupState, readLookup, withLookup, withSpeaker, writtenLookup } from "./state.ts";
import { wordingText } from "./wording-text.ts";

export interface Asking {
  readonly conversation: Conversation;
  readonly by: Person;
  readonly text: string;
  /** The channel's id of the message that asks; undefined where none does. */
  readonly message: string | undefined;
  readonly now: number;
  readonly isPrivate: boolean;
  /** See {@link Finding.asked}. */
  readonly asked: string;
  /** Chosen for this question; undefined for that of the talk, the person or the desk. */
  readonly city?: CityId | undefined;
}

/** Answers a question of staff, and keeps both with the conversation, which it saves. */
export async function lookedUp(house: StaffHouse, records: Records, asking: Asking): Promise<Finding> {
  const { by, text, message, now } = asking;
  const conversation = (await records.conversations.get(asking.conversation.id)) ?? asking.conversation;
  const read = readLookup(conversation.state);
  const isAnew = isOver(conversation, read, now);
  const here = isAnew ? { ...conversation, city: undefined } : conversation;
  const state = withSpeaker(isAnew ? { ...read, recent: [] } : read, by.id);
  const city = asking.city ?? here.city ?? (await records.staff.get(by.id))?.city ?? house.profile.city;
  const talk = { house, records, conversation: here, now };
  const question = await questionKept(talk, { by, text, message });
  const before = state.lookups.length === 0 ? { ...state, isAmongPeople: isAmongPeople(here, message) } : state;
  const { reply, lookup } = await answered(talk, question, { before: state.recent, way: "typed", city });
  await saved(talk, withLookup({ ...before, askedAt: now }, lookup, asksSomething(reply)), {
    city: cityNamed(house, text, city) ?? here.city,
  });
  return findingOf(reply, lookup.answer, asking);
}

/** A thread that began with something else than the question is a talk among people. */
function isAmongPeople({ peer }: Conversation, message: string | undefined): boolean {
  const thread = placeOf(peer)?.thread;
  return thread !== undefined && thread !== message;
}

/** The one city that a question names: the talk is about it from then on. */
function cityNamed({ cities }: StaffHouse, text: string, city: CityId | undefined): CityId | undefined {
  const view = cities.read({ text, city, history: [] });
  return view.isNamed && view.cities.length === 1 ? view.cities[0] : undefined;
}

export interface GoingOn {
  readonly by: Person;
  /** The answer under which the button stood. */
  readonly answer: MessageId;
  readonly how: { readonly kind: "compare" } | { readonly kind: "keep-city"; readonly city: CityId };
  readonly now: number;
  readonly isPrivate: boolean;
}

/** Asks the question of an answer again, of all cities or of one. @returns undefined where it is gone */
export async function wentOn(house: StaffHouse, records: Records, going: GoingOn): Promise<Finding | undefined> {
  const { by, how, now, isPrivate } = going;
  const found = await foundAgain(records, going.answer);
  if (found === undefined) return undefined;
  const { conversation, state, lookup, question } = found;
  const isKept = how.kind === "keep-city";
  const talk = { house, records, conversation, now };
  const { reply, lookup: next } = await answered(talk, question, {
    before: lookup.before,
    way: isKept ? "kept-city" : "compared",
    city: isKept ? how.city : lookup.city,
  });
  // What was shared with others is still the talk of one.
  const isOthers = conversation.peer.startsWith(peerOf.person("")) && conversation.peer !== peerOf.person(by.id);
  if (isOthers) await saved(talk, { ...state, lookups: withLookup(state, next, false).lookups });
  else {
    const city = isKept ? how.city : conversation.city;
    await saved(talk, { ...withLookup(state, next, true), askedAt: now }, { city });
  }
  return findingOf(reply, next.answer, { isPrivate, asked: question.text });
}

export interface Rating {
  readonly by: Person;
  readonly answer: MessageId;
  readonly isHelpful: boolean;
  readonly now: number;
}

/** Keeps what staff think of an answer, apart from what residents do. */
export async function ratedBy(
  house: StaffHouse,
  records: Records,
  { answer, isHelpful, now }: Rating,
): Promise<Whisper> {
  const found = await foundAgain(records, answer);
  if (found === undefined) return { kind: "gone" };
  const { conversation, lookup, question, said } = found;
  await records.questions.rate({ message: answer, conversation: conversation.id, isHelpful, asker: "staff", at: now });
  if (!isHelpful) {
    const talk = { house, records, conversation, now };
    const { matter, language } = replyTo(house, question, await put(records, lookup));
    await keepQuestion(talk, question, {
      language,
      city: said.city ?? lookup.city,
      topic: matter.topic,
      why: "unhelpful",
    });
  }
  return { kind: "thanks", isHelpful };
}

/** The answer as residents read it in each language, to be handed on. @returns undefined where it is gone */
export async function wordingsOf(
  house: StaffHouse,
  records: Records,
  answer: MessageId,
): Promise<{ readonly asked: string; readonly wordings: readonly Wording[] } | undefined> {
  const found = await foundAgain(records, answer);
  if (found === undefined) return undefined;
  const { lookup, question, said } = found;
  const asked = await put(records, lookup);
  // A resident who is handed an answer is not asked back.
  const way = said.outcome === "clarify" ? "compared" : asked.way;
  const wordings = LANGUAGES.map((language): Wording => {
    const how = { ...asked, way, city: said.city ?? lookup.city, asker: "resident" as const, language };
    return { language, text: wordingText(replyTo(house, question, how)) };
  });
  return { asked: question.text, wordings };
}

export interface Sharing {
  readonly by: Person;
  readonly answer: MessageId;
  readonly now: number;
}

/** What only the asker saw, for all. @returns undefined where it is gone, or somebody else's */
export async function shared(
  house: StaffHouse,
  records: Records,
  { by, answer }: Sharing,
): Promise<Finding | undefined> {
  const found = await foundAgain(records, answer);
  if (found === undefined || found.question.staff !== by.id) return undefined;
  const { lookup, question } = found;
  const reply = replyTo(house, question, await put(records, lookup));
  return { ...findingOf(reply, answer, { isPrivate: false, asked: question.text }), sharedBy: by.id };
}

export interface Speaking {
  readonly conversation: Conversation;
  /** {@link Person.id} */
  readonly by: string;
  /** From then on it is a talk among people. */
  readonly callsOthers: boolean;
  readonly now: number;
}

/**
 * Tells whether a message that does not mention the desk is meant for it: only while nobody else spoke in the thread
 * than the one who asked. Remembers who spoke, once the desk was asked there.
 */
export async function followUp(_house: StaffHouse, records: Records, speaking: Speaking): Promise<boolean> {
  const { conversation, by, callsOthers, now } = speaking;
  const here = (await records.conversations.get(conversation.id)) ?? conversation;
  const state = readLookup(here.state);
  if (state.lookups.length === 0) return false;
  const spoken = withSpeaker(state, by);
  const after = callsOthers && !spoken.isAmongPeople ? { ...spoken, isAmongPeople: true } : spoken;
  if (after !== state) await saved({ records, conversation: here, now }, after);
  return isAlone(after, by);
}

async function saved(
  { records, conversation, now }: Omit<Talk, "house">,
  state: LookupState,
  { city }: Pick<Conversation, "city"> = conversation,
): Promise<void> {
  await records.conversations.save({ ...conversation, city, state: writtenLookup(state), lastAt: now });
}
