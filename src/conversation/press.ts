/**
 * A button was pressed: what it was for decides, wherever in the talk it stands.
 */

import { DeskError } from "../errors.ts";
import type { Move } from "../handoff/cases.ts";
import { takesCases } from "../handoff/casework.ts";
import { counted } from "../handoff/facts.ts";
import type { Case, Message, MessageId, Press } from "../records.ts";
import { type ConversationWords, conversationWords } from "../reply/conversation.ts";
import { cityOf } from "./counting.ts";
import { personWanted, stillOpen } from "./handing-over.ts";
import { keepQuestion } from "./kept.ts";
import { linkGiven, linksRevoked } from "./private-page.ts";
import { MISSES_UNTIL_OFFER } from "./question.ts";
import { personButton, text } from "./sayings.ts";
import { type RecentQuestion, startedAfresh } from "./state.ts";
import { cityChoice, cityChosen, deskAsked, erasureDecided, languageChosen, steered } from "./steering.ts";
import type { Step, Turn } from "./turn.ts";
import { said } from "./typed.ts";

/** Acts that show or change what only one person may see. */
const ALONE: readonly Press["act"][] = [
  ...(["helpful", "open-case", "withdraw", "reopen", "rate", "ask-desk", "erase"] as const),
  ...(["private-link", "private-revoke"] as const),
];

export async function pressed(turn: Turn, press: Press | undefined): Promise<Step> {
  const { language, words, isGroup, state } = turn;
  if (press === undefined) return unknown(turn);
  if (isGroup && ALONE.includes(press.act)) return { says: [text(language, words.group.onlyAlone)] };
  if (press.act === "say") return said(turn, { message: turn.event.eventId, text: press.text, isForDesk: true });
  // Whoever presses another button does not answer what was asked last.
  const idle: Turn = { ...turn, state: { ...state, awaits: undefined } };
  const step = await done(idle, press);
  return { ...step, state: step.state ?? idle.state };
}

function done(turn: Turn, press: Exclude<Press, { act: "say" }>): Promise<Step> | Step {
  const { language } = turn;
  switch (press.act) {
    case "city":
      return cityChosen(turn, press.city);
    case "language":
      return languageChosen(turn, press.language);
    case "choose-city":
      return { says: [cityChoice(turn)] };
    case "choose-language":
      return steered(turn, { kind: "choose-language" });
    case "go-on":
      return goneOn(turn, press);
    case "helpful":
      return rated(turn, press);
    case "open-case":
      return personWanted(turn, { cause: "offered", language, question: turn.state.recent.at(-1) });
    case "withdraw":
      return withdrawn(turn, press.number);
    case "reopen":
      return reopened(turn, press.number);
    case "rate":
      return caseRated(turn, press);
    case "ask-desk":
      return deskAsked(turn);
    case "erase":
      return erasureDecided(turn, press.isSure);
    case "private-link":
      return linkGiven(turn, press.number);
    case "private-revoke":
      return linksRevoked(turn, press.number);
    default:
      return press satisfies never;
  }
}

const unknown = ({ language, words }: Turn): Step => ({ says: [text(language, words.unknownButton)] });

/** Messages among which the question before an answer is looked for. */
const LOOKED_BACK = 100;

/** The question that an answer of the desk answered. */
async function questionOf({ records, conversation, state }: Turn, answer: MessageId): Promise<Message | undefined> {
  const known = state.answers.find((one) => one.answer === answer);
  if (known !== undefined) {
    const question = await records.messages.byChannelId(conversation.id, known.question);
    return question?.text === "" ? undefined : question;
  }
  const latest = await records.messages.latest(conversation.id, LOOKED_BACK);
  const place = latest.findIndex(({ id }) => id === answer);
  return latest
    .slice(0, Math.max(0, place))
    .findLast(({ author, text: words, isPrivate }) => author === "resident" && words !== "" && !isPrivate);
}

async function goneOn(turn: Turn, { what, message }: Extract<Press, { act: "go-on" }>): Promise<Step> {
  const { language, isGroup, records, state, conversation } = turn;
  const answer = isGroup ? undefined : await records.messages.get(message);
  const known = state.answers.find((one) => one.answer === message)?.question;
  // A group's questions are remembered, not kept.
  const inGroup = state.recent.find((question) => question.message === known);
  const after = isGroup ? inGroup : asRecent(await questionOf(turn, message));
  if (answer !== undefined && answer.conversation !== conversation.id) return unknown(turn);
  // A person can be had although the question is gone.
  if (what === "person")
    return personWanted(turn, { cause: "wish-person", language, question: after, city: answer?.city });
  if (after === undefined) return unknown(turn);
  const text = conversationWords[language].goOn[what];
  return said(turn, { message: turn.event.eventId, text, after, city: answer?.city, isForDesk: true });
}

const asRecent = (question: Message | undefined): RecentQuestion | undefined =>
  question && { message: question.channelMessage ?? "", text: question.text };

async function rated(turn: Turn, { isHelpful, message }: Extract<Press, { act: "helpful" }>): Promise<Step> {
  const { house, records, conversation, language, words, now, state } = turn;
  const answer = await records.messages.get(message);
  if (answer === undefined || answer.conversation !== conversation.id) return unknown(turn);
  const before = await records.questions.feedback(message);
  await records.questions.rate({ message, conversation: conversation.id, isHelpful, asker: "resident", at: now });
  // The first word counts: who thinks again is one person all the same.
  if (before === undefined) {
    const about = { channel: conversation.channel, city: answer.city ?? cityOf(turn), language, at: now };
    await counted(records, isHelpful ? "helpful" : "unhelpful", about);
  }
  if (isHelpful)
    return { says: [text(language, words.feedback.helpful)], state: { ...state, misses: 0, isLastMissed: false } };
  const question = await questionOf(turn, message);
  const reply = { language, matter: { city: answer.city, topic: undefined, reason: undefined } };
  await keepQuestion(turn, { message: question?.id, text: question?.text ?? "", reply, why: "unhelpful" });
  const misses = state.misses + (before?.isHelpful === false ? 0 : 1);
  const mayOffer = takesCases(house.profile, conversation) && turn.openCase === undefined;
  const isOffered = mayOffer && misses >= MISSES_UNTIL_OFFER;
  const said = isOffered ? `${words.feedback.unhelpful}\n${words.offerPerson}` : words.feedback.unhelpful;
  return {
    says: [text(language, said, mayOffer ? [personButton(words)] : [])],
    state: {
      ...state,
      misses: isOffered ? 0 : misses,
      isLastMissed: true,
      awaits: isOffered ? { kind: "offer" } : undefined,
    },
  };
}

/** The case of that number, if it is this person's. */
async function own({ records, conversation }: Turn, number: Case["number"]): Promise<Case | undefined> {
  const found = await records.cases.get(number);
  return found?.conversation === conversation.id ? found : undefined;
}

/** @returns undefined where the move is no longer legal, which a press of an old button may well be */
async function tried(turn: Turn, on: Case, move: Move): Promise<Case | undefined> {
  try {
    return await turn.house.casework.byResident(turn.records, on, move);
  } catch (error) {
    if (error instanceof DeskError && error.code === "illegal-move") return undefined;
    throw error;
  }
}

async function withdrawn(before: Turn, number: Case["number"]): Promise<Step> {
  const on = await own(before, number);
  const closed = on && (await tried(before, on, { kind: "withdraw" }));
  if (closed === undefined) return unknown(before);
  const turn = ofCase(before, closed);
  const { language, words, state } = turn;
  if (closed.wishesErasure) return erasureDecided({ ...turn, openCase: undefined }, true);
  return {
    says: [text(language, words.cases.withdrawn, [reopening(number, words)])],
    state: startedAfresh(state),
  };
}

const reopening = (number: Case["number"], { buttons }: ConversationWords) => ({
  label: buttons.reopen,
  press: { act: "reopen" as const, number },
});

async function reopened(before: Turn, number: Case["number"]): Promise<Step> {
  const on = await own(before, number);
  if (on === undefined) return unknown(before);
  const turn = ofCase(before, on);
  const { house, records, language, words, openCase } = turn;
  if (openCase !== undefined) return personWanted(turn, { cause: "wish-person", language, question: undefined });
  try {
    const again = await house.casework.reopenedByResident(records, on);
    const isHere = house.profile.caseWay === "conversation";
    const reopened = isHere ? [text(language, words.cases.reopened)] : [];
    return { says: [...reopened, stillOpen(turn, again, words)] };
  } catch (error) {
    if (!(error instanceof DeskError) || error.code !== "illegal-move") throw error;
    return { says: [text(language, words.cases.tooLateToReopen, [personButton(words)])] };
  }
}

/** In the language of the case, for the question that told it may be long ago. */
function ofCase(turn: Turn, on: Case): Turn {
  const language = turn.conversation.language ?? on.language;
  return { ...turn, language, words: conversationWords[language] };
}

async function caseRated(before: Turn, { number, rating }: Extract<Press, { act: "rate" }>): Promise<Step> {
  const on = await own(before, number);
  const closed = on && (await tried(before, on, { kind: "rate", rating }));
  if (closed === undefined) return unknown(before);
  const turn = ofCase(before, closed);
  const { language, words, state, records, conversation, openCase } = turn;
  if (rating === 1) await keepAsUnhelpful(turn, closed, await records.messages.latest(conversation.id, LOOKED_BACK));
  const said = `${words.cases.rated}${words.cases.ratingWord}`;
  // The buttons of the message before are gone once one of them was pressed.
  const back = openCase === undefined ? [reopening(number, words)] : [];
  return { says: [text(language, said, back)], state: { ...state, awaits: { kind: "rating-word", number } } };
}

/** What a case could not solve is an unanswered question. */
async function keepAsUnhelpful(turn: Turn, { asked, city, topic, language }: Case, latest: readonly Message[]) {
  const message = latest.findLast((one) => one.author === "resident" && one.text === asked && !one.isPrivate);
  const reply = { language, matter: { city, topic, reason: undefined } };
  await keepQuestion(turn, { message: message?.id, text: asked, reply, why: "unhelpful" });
}
