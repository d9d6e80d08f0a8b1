/**
 * Puts a question of staff to the desk, keeps what was said, and finds it again.
 */

import { withoutSurroundings } from "../../conversation/sayings.ts";
import { languageOf } from "../../dialogue/language.ts";
import { masked } from "../../handoff/masked.ts";
import { contactsOf } from "../../handoff/profile.ts";
import type { Language, Reply } from "../../model.ts";
import type { Person } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { CitedSection, Conversation, Finding, KeptQuestion, Message, MessageId } from "../../records.ts";
import { conversationWords } from "../../reply/conversation.ts";
import type { StaffHouse } from "../house.ts";
import { type Lookup, type LookupState, readLookup } from "./state.ts";

/** A question in work. */
export interface Talk {
  readonly house: StaffHouse;
  readonly records: Records;
  readonly conversation: Conversation;
  readonly now: number;
}

/** Keeps the question among the messages of the talk. */
export async function questionKept(
  { house, records, conversation, now }: Talk,
  { by, text, message }: { readonly by: Person; readonly text: string; readonly message: string | undefined },
): Promise<Message> {
  const question: Message = {
    id: house.chance.uuid() as MessageId,
    conversation: conversation.id,
    author: "person",
    staff: by.id,
    text,
    channelMessage: message,
    outcome: undefined,
    city: undefined,
    sections: [],
    media: undefined,
    isPrivate: false,
    isUnsent: false,
    at: now,
  };
  await records.messages.add(question);
  return question;
}

/** Gives the answer, keeps it, and keeps the question where there is none. */
export async function answered(
  talk: Talk,
  question: Message,
  how: Pick<Lookup, "before" | "way" | "city">,
): Promise<{ readonly reply: Reply; readonly lookup: Lookup }> {
  const { house, records, conversation, now } = talk;
  const lookup = { ...how, answer: house.chance.uuid() as MessageId, question: question.id };
  const reply = replyTo(house, question, await put(records, lookup));
  const shown = [...reply.quotations, ...reply.comparison.flatMap(({ quotations }) => quotations)];
  await records.messages.add({
    id: lookup.answer,
    conversation: conversation.id,
    author: "desk",
    staff: undefined,
    text: reply.lead,
    channelMessage: undefined,
    outcome: reply.outcome,
    city: reply.matter.city,
    sections: shown.map(({ passage, source }): CitedSection => ({ passage, source })),
    media: undefined,
    isPrivate: false,
    isUnsent: false,
    at: now,
  });
  if (reply.outcome === "decline" && asksSomething(reply) && how.way !== "compared") {
    const { language, matter } = reply;
    const city = matter.city ?? how.city;
    await keepQuestion(talk, question, { language, city, topic: matter.topic, why: "declined" });
  }
  return { reply, lookup };
}

/** It is about something, so that a later question may go on from it. */
export const asksSomething = ({ outcome, matter }: Reply): boolean =>
  outcome !== "chat" && matter.reason !== "nothing-typed";

/** Keeps a question that found no good answer, masked. */
export async function keepQuestion(
  { records, conversation, now }: Talk,
  { id, text }: Message,
  about: Pick<KeptQuestion, "language" | "city" | "topic" | "why">,
): Promise<void> {
  if (text.trim() === "") return;
  await records.questions.keep({
    ...about,
    id,
    conversation: conversation.id,
    text: masked(text),
    asker: "staff",
    at: now,
  });
}

/** How a question is put to the desk. */
export interface Put extends Pick<Lookup, "way" | "city"> {
  readonly history: readonly string[];
  readonly asker?: "resident" | "staff";
  /** That of the question unless told. */
  readonly language?: Language;
}

/** The lookup with the words of the questions before it, as far as they are still there. */
export async function put({ messages }: Records, { before, way, city }: Lookup | Omit<Lookup, "answer">): Promise<Put> {
  const history: string[] = [];
  for (const id of before) {
    const { text = "" } = (await messages.get(id)) ?? {};
    if (text !== "") history.push(text);
  }
  return { history, way, city };
}

export function replyTo(
  { desk, cities, profile }: StaffHouse,
  { text }: Message,
  { history, way, city, ...as }: Put,
): Reply {
  const language = as.language ?? languageOf(text) ?? "ja";
  const contacts = contactsOf(profile);
  const asked = { city, language, asker: as.asker ?? ("staff" as const), contacts };
  switch (way) {
    case "typed":
      return desk.reply({ ...asked, text, history });
    case "compared":
      return desk.reply({ ...asked, text: conversationWords.ja.goOn["other-cities"], history: [...history, text] });
    case "kept-city":
      return desk.reply({ ...asked, text: cities.withoutNames(text), history });
    default:
      return way satisfies never;
  }
}

export const findingOf = (
  reply: Reply,
  answer: MessageId | undefined,
  { asked, isPrivate }: Pick<Finding, "asked" | "isPrivate">,
): Finding => ({ kind: "finding", reply: withoutSurroundings(reply), answer, asked, isPrivate });

export interface FoundAgain {
  readonly conversation: Conversation;
  readonly state: LookupState;
  readonly lookup: Lookup;
  readonly question: Message;
  /** The answer as it was kept. */
  readonly said: Message;
}

/** What a button under an answer goes on from. @returns undefined where the answer or its question is gone */
export async function foundAgain(records: Records, answer: MessageId): Promise<FoundAgain | undefined> {
  const said = await records.messages.get(answer);
  const conversation = said && (await records.conversations.get(said.conversation));
  if (said === undefined || conversation === undefined) return undefined;
  const state = readLookup(conversation.state);
  const lookup = state.lookups.find((one) => one.answer === answer);
  const question = lookup && (await records.messages.get(lookup.question));
  if (lookup === undefined || question === undefined || question.text === "") return undefined;
  return { conversation, state, lookup, question, said };
}
