/**
 * Answers what a resident asks, keeps what was said, and lets a case begin where a person is needed.
 */

import { turnOf } from "../handoff/cases.ts";
import { raised, takesCases } from "../handoff/casework.ts";
import { contactsOf } from "../handoff/profile.ts";
import { type CityId, HANDOFF_REASONS, type HandoffReason, type Reply } from "../model.ts";
import type { CitedSection, MessageId } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { answerCounted } from "./counting.ts";
import { inGoodHands } from "./handing-over.ts";
import { keepQuestion } from "./kept.ts";
import { noticesFor } from "./notices.ts";
import { bundle, cityButtons, isHelp, offered, personButton, type TextSaying, text } from "./sayings.ts";
import { type RecentQuestion, type State, withAnswer, withQuestion } from "./state.ts";
import type { Step, Turn } from "./turn.ts";

export interface Asked {
  readonly question: RecentQuestion;
  /** The message under which it is kept; undefined in a group, where nothing is kept. */
  readonly message: MessageId | undefined;
  /** Chosen for this question; undefined for that of the conversation. */
  readonly city?: CityId | undefined;
  /** What was asked just before it: the question that a pressed button goes on from. */
  readonly after?: RecentQuestion | undefined;
}

/** Answers in a row that did not help, after which a person is offered. */
export const MISSES_UNTIL_OFFER = 2;

export function replyTo({ house, conversation, state }: Turn, { question, city, after }: Asked): Reply {
  const recent = state.recent.map((earlier) => earlier.text);
  return house.desk.reply({
    text: question.text,
    city: city ?? conversation.city ?? house.profile.city,
    history: after === undefined ? recent : [...recent.filter((earlier) => earlier !== after.text), after.text],
    language: conversation.language,
    hasPerson: takesCases(house.profile, conversation),
    contacts: contactsOf(house.profile),
  });
}

/** @param reply - to `asked`, see {@link replyTo} */
export async function answered(turn: Turn, asked: Asked, reply: Reply = replyTo(turn, asked)): Promise<Step> {
  const step = await replied(turn, asked, reply);
  const { question, city } = asked;
  // Where help is stands by itself.
  const notices = isHelp(step.says[0]) ? [] : await noticesFor(turn, { text: question.text, city }, reply);
  return { ...step, says: [...step.says, ...notices] };
}

async function replied(turn: Turn, asked: Asked, reply: Reply): Promise<Step> {
  const answer = turn.house.chance.uuid() as MessageId;
  const { language } = reply;
  const state = stateAfter(turn.state, asked, reply);
  await addToCase(turn, asked.message, reply);
  await answerCounted(turn, reply, asked.city);
  if (reply.outcome === "handoff") {
    const says = await handedOver(turn, asked, reply);
    await keepAnswer(turn, answer, { ...reply, lead: says.map((said) => said.text).join("\n") });
    return { says, state };
  }
  await keepAnswer(turn, answer, reply);
  switch (reply.outcome) {
    case "answer":
    case "compare":
      await keepAnswered(turn, asked, reply);
      return {
        says: [bundle(reply, { message: answer, isGroup: turn.isGroup })],
        state: remembered(state, asked, answer),
      };
    case "clarify": {
      const quick = cityButtons(offered(reply, turn.house.desk.cities), conversationWords[language]);
      return { says: [text(language, reply.lead, quick)], state: { ...state, open: asked.question } };
    }
    case "decline":
      return declined(turn, asked, { reply, answer, state });
    case "chat":
      return { says: [text(language, reply.lead)], state };
    default:
      return reply.outcome satisfies never;
  }
}

/** What a button asked in words of ours is no question of the resident. */
async function keepAnswered(turn: Turn, { question, message, after }: Asked, reply: Reply): Promise<void> {
  if (after !== undefined) return;
  await keepQuestion(turn, { message, text: question.text, reply, why: "answered" });
}

async function keepAnswer({ records, conversation, isGroup, now }: Turn, id: MessageId, reply: Reply): Promise<void> {
  if (isGroup) return;
  const shown = [...reply.quotations, ...reply.comparison.flatMap(({ quotations }) => quotations)];
  await records.messages.add({
    id,
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
}

/** The desk had nothing to say to what was asked; a blank message asks nothing. */
const isMiss = ({ outcome, matter }: Reply): boolean => outcome === "decline" && matter.reason !== "nothing-typed";

function stateAfter(state: State, { question }: Asked, reply: Reply): State {
  const isTalk = reply.outcome === "chat" || reply.outcome === "handoff";
  const before = isTalk || state.isLastMissed ? state.misses : 0;
  const isLastMissed = isTalk ? state.isLastMissed : isMiss(reply);
  const after = { ...state, open: undefined, misses: isMiss(reply) ? before + 1 : before, isLastMissed };
  const asksNothing = reply.outcome === "chat" || reply.matter.reason === "nothing-typed";
  return asksNothing ? after : withQuestion(after, question);
}

/**
 * Until somebody takes the case, whatever the resident writes is added to it.
 *
 * @param reply - what the desk has to say to it, by which the case may become urgent
 */
export async function addToCase(
  { house, records, openCase }: Turn,
  message: MessageId | undefined,
  reply: Reply | undefined,
): Promise<void> {
  if (openCase === undefined || house.profile.caseWay !== "conversation" || turnOf(openCase) === "person") return;
  const reason = reply?.matter.reason;
  const on = isHandoffReason(reason) ? raised(openCase, reason) : openCase;
  await house.casework.byResident(records, on, { kind: "resident-writes" }, message);
}

async function declined(
  turn: Turn,
  asked: Asked,
  { reply, answer, state }: { readonly reply: Reply; readonly answer: MessageId; readonly state: State },
): Promise<Step> {
  const { question, message } = asked;
  const { language, lead, further } = reply;
  const words = conversationWords[language];
  if (!isMiss(reply)) return { says: [text(language, lead)], state };
  await keepQuestion(turn, { message, text: question.text, reply, why: "declined" });
  const mayOffer = takesCases(turn.house.profile, turn.conversation) && turn.openCase === undefined;
  const quick = mayOffer ? [personButton(words)] : [];
  const isOffered = mayOffer && state.misses >= MISSES_UNTIL_OFFER;
  const offer = isOffered ? [text(language, words.offerPerson, quick)] : [];
  const first =
    further.quotations.length > 0
      ? bundle(reply, { message: answer, isGroup: turn.isGroup || !mayOffer })
      : text(language, lead, quick);
  const after = remembered(state, asked, answer);
  return { says: [first, ...offer], state: isOffered ? { ...after, misses: 0, awaits: { kind: "offer" } } : after };
}

/** For the buttons under an answer: what a button asked goes on from the question of the answer above it. */
const remembered = (state: State, { question, after }: Asked, answer: MessageId): State =>
  withAnswer(state, { answer, question: (after ?? question).message });

async function handedOver(turn: Turn, { question, message }: Asked, reply: Reply): Promise<TextSaying[]> {
  const { language } = reply;
  const { reason, city, topic } = reply.matter;
  const isWish = reason === "wish-person";
  const lead = text(language, reply.lead);
  if (turn.isGroup) return [...(isWish ? [] : [lead]), text(language, conversationWords[language].group.onlyAlone)];
  if (!takesCases(turn.house.profile, turn.conversation)) return [lead];
  const hands = await inGoodHands(turn, {
    cause: isHandoffReason(reason) ? reason : "could-not-answer",
    language,
    city,
    topic,
    message,
    question: isWish ? turn.state.recent.at(-1) : question,
    wish: question.text,
  });
  return isWish ? [hands] : [lead, hands];
}

const isHandoffReason = (reason: string | undefined): reason is HandoffReason =>
  HANDOFF_REASONS.some((known) => known === reason);
