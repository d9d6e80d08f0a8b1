/**
 * Words that a resident wrote: an answer to what the desk asked, a wish, a message for a person, or a question.
 */

import { tellsDanger } from "../dialogue/danger.ts";
import { languageOf } from "../dialogue/language.ts";
import { DeskError } from "../errors.ts";
import { turnOf } from "../handoff/cases.ts";
import { raised } from "../handoff/casework.ts";
import type { CityId, Reply } from "../model.ts";
import type { Case, MessageId } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { squeezed } from "../text/normalize.ts";
import { personWanted, toPerson } from "./handing-over.ts";
import { type Asked, addToCase, answered, replyTo } from "./question.ts";
import { isHelp, text as saying } from "./sayings.ts";
import type { Awaited, RecentQuestion } from "./state.ts";
import { erasureDecided, steered } from "./steering.ts";
import { type Step, silent, type Turn } from "./turn.ts";
import { isAccepted, isNo, isYes, type Wish, wishOf } from "./wishes.ts";

export interface Typed {
  /** The channel's id of the message. */
  readonly message: string;
  readonly text: string;
  /** See `Asked`. */
  readonly after?: RecentQuestion | undefined;
  readonly city?: CityId | undefined;
  /** A button that asks the machine, whoever has the talk. */
  readonly isForDesk?: true;
}

/** @param isMentioned - of a message in a group */
export async function typed(turn: Turn, message: Typed, isMentioned: boolean): Promise<Step> {
  if (turn.isGroup && !isMentioned) return silent("not-mentioned");
  if (await turn.records.messages.isUnsent(turn.conversation.id, message.message)) return silent("unsent");
  return said(turn, message);
}

/** The same for words that came by a button. */
export async function said(before: Turn, message: Typed): Promise<Step> {
  const turn = spokenTo(before, message.text);
  const { state, openCase, house, language, words } = turn;
  const awaits = await awaited(turn);
  const id = await keptMessage(turn, message);
  const idle: Turn = { ...turn, state: { ...state, awaits: undefined } };
  const question = { message: message.message, text: message.text };
  const asked = { question, message: id, after: message.after, city: message.city };
  const replied = await repliedTo(awaits, idle, message, id);
  if (replied !== undefined) return settled(idle, replied);
  const isForDesk = awaits?.kind === "question-for-desk" || message.isForDesk === true;
  const heldCase = house.profile.caseWay === "conversation" && turnOf(openCase) === "person" ? openCase : undefined;
  const forPerson = isForDesk ? undefined : heldCase;
  const wish = message.after === undefined ? wishFor(turn, message.text) : undefined;
  if (wish !== undefined && (forPerson === undefined ? !goesOn(turn, wish) : isOfDesk(turn, wish)))
    return settled(idle, await steeredBy(idle, wish, id));
  if (awaits?.kind === "rating-word" && openCase === undefined) return ratingWord(idle, awaits, message, id);
  // Who has the case must know of a danger whomever the message was for, and the resident where help is.
  const reader = tellsDanger(message.text) ? heldCase : forPerson;
  const left = reader && (await passedOn(idle, asked, reader));
  if (left !== undefined) return left;
  const step = settled(idle, await answered(idle, asked));
  if (awaits?.kind !== "erasure" || isHelp(step.says[0])) return step;
  return { ...step, says: [saying(language, words.records.kept), ...step.says] };
}

/** What is wanted of the machine is part of the talk that a person will read. */
async function steeredBy(turn: Turn, wish: Wish, message: MessageId | undefined): Promise<Step> {
  await addToCase(turn, message, undefined);
  return steered(turn, wish);
}

/** A yes or a no to what the desk asked; undefined for anything else. */
async function repliedTo(
  awaits: Awaited | undefined,
  turn: Turn,
  { text }: Typed,
  message: MessageId | undefined,
): Promise<Step | undefined> {
  const { language, state, openCase } = turn;
  if (awaits?.kind === "erasure") {
    const isSure = isYes(text);
    return isSure || isNo(text) ? erasureDecided(turn, isSure) : undefined;
  }
  if (awaits?.kind !== "offer" || openCase !== undefined || !isAccepted(text)) return undefined;
  return personWanted(turn, { cause: "offered", language, message, question: state.recent.at(-1) });
}

/**
 * Hands a message to the person who has the case, as urgent where it tells of danger or distress.
 *
 * @returns undefined where the desk has to answer besides: whoever is there reads of a distress, at night nobody does
 */
async function passedOn(turn: Turn, asked: Asked, reader: Case): Promise<Step | undefined> {
  const isDanger = tellsDanger(asked.question.text);
  const isDistress = !isDanger && replyTo(turn, asked).matter.reason === "distress";
  const on = isDanger || isDistress ? raised(reader, "danger") : reader;
  const left = await toPerson(turn, on, asked.message, { ...turn.state, open: undefined });
  const isNight = turn.house.casework.opening().kind !== "open";
  return isDanger || (isDistress && isNight) ? undefined : left;
}

/** After this long nobody answers any more what the desk asked. */
const AWAITED_MS = 86_400_000;

/** Messages among which the latest of LINE is looked for. */
const LOOKED_BACK = 50;

/** The next words answer what the desk asked, unless they come days later or a person has asked something since. */
async function awaited({ state: { awaits }, records, conversation, event }: Turn): Promise<Awaited | undefined> {
  if (event.occurredAt > conversation.lastAt + AWAITED_MS) return undefined;
  if (awaits?.kind !== "erasure") return awaits;
  // What a person answered on the private page asks nothing of who writes in LINE.
  const latest = (await records.messages.latest(conversation.id, LOOKED_BACK)).findLast(({ isPrivate }) => !isPrivate);
  return latest?.author === "person" ? undefined : awaits;
}

/** In the language of the message, unless one was chosen. */
function spokenTo(turn: Turn, text: string): Turn {
  const language = turn.conversation.language ?? languageOf(text) ?? turn.language;
  return { ...turn, language, words: conversationWords[language] };
}

/** What was awaited is over unless the step awaits something itself. */
const settled = ({ state }: Turn, step: Step): Step => ({ ...step, state: step.state ?? state });

/** A bare name after a question asks the same of that city: 「小平市」. */
const goesOn = ({ state }: Turn, wish: Wish): boolean =>
  wish.kind === "city" && wish.isBare && state.open === undefined && state.recent.length > 0;

/** Where there is no private page, nobody can mean a link to it. */
function wishFor({ house }: Turn, text: string): Wish | undefined {
  const wish = wishOf(text, house.cities);
  const isOfPage = wish?.kind === "private-link" || wish?.kind === "private-revoke";
  return isOfPage && house.casework.privatePage.way() === "never" ? undefined : wish;
}

/** What only the machine can do; 「小平市です」 may well answer what the person asked who has the case. */
const isOfDesk = ({ state }: Turn, { kind }: Wish): boolean => OF_DESK.includes(kind) || state.open !== undefined;
const OF_DESK: readonly Wish["kind"][] = [
  ...(["show-records", "erase-records", "ask-desk", "private-link", "private-revoke"] as const),
];

async function keptMessage(turn: Turn, { message, text }: Typed): Promise<MessageId | undefined> {
  const { house, records, conversation, isGroup, now } = turn;
  if (isGroup) return undefined;
  const id = house.chance.uuid() as MessageId;
  await records.messages.add({
    id,
    conversation: conversation.id,
    author: "resident",
    staff: undefined,
    text,
    channelMessage: message,
    outcome: undefined,
    city: undefined,
    sections: [],
    media: undefined,
    isPrivate: false,
    isUnsent: false,
    // As it was worked, so that an answer stands behind its question however fast the next one came.
    at: now,
  });
  return id;
}

/** A word on how it went, unless it asks for something. */
async function ratingWord(
  turn: Turn,
  { number }: Extract<Awaited, { kind: "rating-word" }>,
  { text, message }: Typed,
  id: MessageId | undefined,
): Promise<Step> {
  const { house, records, language, words, state } = turn;
  const asked = { question: { message, text }, message: id };
  const reply = replyTo(turn, asked);
  if (needsHelp(reply) || (asksSomething(reply) && !TELLS.test(squeezed(text)))) return answered(turn, asked, reply);
  const on = await records.cases.get(number);
  try {
    if (on !== undefined) await house.casework.byResident(records, on, { kind: "rate-word", text });
  } catch (error) {
    if (!(error instanceof DeskError) || error.code !== "illegal-move") throw error;
  }
  return { says: [saying(language, words.cases.ratingWordKept)], state };
}

/** 「ふつうでした」「満足しています」 tell how it was, whatever they are like. */
const TELLS =
  /(?<!(?:たい|ほしい|欲しい|願いし|ねがいし|いたし|致し)[でま]?)(?:[たすん]|な[いし]|よい|いい|満足|普通|ふつう|まあまあ)[。!]*$|^(?!.*\?)(?:thank|itwas|very|good|great|not)/u;
const needsHelp = ({ matter: { reason } }: Reply): boolean => reason === "danger" || reason === "distress";
const asksSomething = ({ outcome, matter }: Reply): boolean =>
  outcome === "answer" || outcome === "compare" || outcome === "clarify" || matter.reason === "wish-person";
