/**
 * One event of a conversation in, what is kept and said out: all in the transaction that is handed in.
 */

import { languageOf } from "../dialogue/language.ts";
import { takesCases } from "../handoff/casework.ts";
import type { Language } from "../model.ts";
import { type Incoming, isGroup } from "../ports/channel.ts";
import type { Records } from "../ports/store.ts";
import type { Case, Conversation, EventEnd, InboxEvent, Saying } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { edited, firstContact, followed, joined, left, unfollowed, unsent } from "./coming-and-going.ts";
import { beginningCounted, isSpoken } from "./counting.ts";
import { pressed } from "./press.ts";
import { cityButtons, isHelp, sorry, text } from "./sayings.ts";
import { NEW_STATE, readState, type State, startedAfresh, written } from "./state.ts";
import { type Attachment, type House, type Step, silent, type Turn } from "./turn.ts";
import { typed } from "./typed.ts";
import { unreadable } from "./unreadable.ts";

export interface Worked {
  readonly end: EventEnd;
  /** Files to delete once the transaction is committed. */
  readonly filesGone: readonly string[];
}

export interface Arrived {
  readonly event: InboxEvent;
  readonly incoming: Incoming;
  /** Of a photo or file that came into an open case. */
  readonly attachment: Attachment | undefined;
  readonly now: number;
}

export async function worked(house: House, records: Records, arrived: Arrived): Promise<Worked> {
  const { event, incoming, attachment, now } = arrived;
  const found = await records.conversations.get(event.conversation);
  if (event.peer === "" || found === undefined) return { end: { kind: "silent", why: "nobody" }, filesGone: [] };
  if (incoming.kind === "standby") return { end: { kind: "silent", why: "standby" }, filesGone: [] };
  const conversation = withChosen(found, incoming);
  const openCase = await records.cases.openOf(conversation.id);
  const { turn, notices, isStateLost } = begun(house, records, { arrived, conversation, openCase });
  const step = withFirstWords(turn, incoming, withNotices(notices, await stepOf(turn, incoming, attachment)));
  // What was lost is told with the next words: until then it stays as it is.
  const isUntold = isStateLost && step.says.length === 0;
  const isSpeech = isSpoken(incoming, step) && !isUntold;
  if (isSpeech) await beginningCounted(turn, step);
  const spokeAt = isSpeech ? now : turn.state.spokeAt;
  if (step.isErased === undefined && !isUntold) await save(turn, { step, spokeAt }, conversation);
  await send(turn, step);
  const end: EventEnd = step.says.length > 0 ? { kind: "answered" } : { kind: "silent", why: step.silence ?? "nobody" };
  return { end, filesGone: step.filesGone ?? [] };
}

/** What was chosen with the words holds before they are answered, and nothing is said of it. */
function withChosen(conversation: Conversation, incoming: Incoming): Conversation {
  return incoming.kind === "text" ? { ...conversation, ...incoming.chosen } : conversation;
}

interface Known {
  readonly arrived: Arrived;
  readonly conversation: Conversation;
  readonly openCase: Case | undefined;
}

/** What was kept of the conversation, as far as it can still be used. */
function begun(house: House, records: Records, { arrived, conversation: kept, openCase }: Known) {
  const read = readState(kept.state);
  const state = withoutClosedCase(read ?? { ...NEW_STATE, isWelcomed: true }, openCase);
  const language = languageWith(kept, read);
  const words = conversationWords[language];
  const { cities } = house.desk;
  const isCityGone = kept.city !== undefined && cities.every(({ id }) => id !== kept.city);
  const conversation = isCityGone ? { ...kept, city: undefined } : kept;
  const turn: Turn = {
    ...{ house, records, conversation, state, openCase, language, words },
    event: arrived.event,
    now: arrived.now,
    isGroup: isGroup(kept.peer),
  };
  const notices: Saying[] = [
    ...(read === undefined ? [text(language, words.stateLost)] : []),
    ...(isCityGone ? [text(language, words.cityGone, cityButtons(cities, words))] : []),
  ];
  return { turn, notices, isStateLost: read === undefined };
}

/** As chosen, else that of the latest question: not everything that is said answers one. */
function languageWith({ language }: Conversation, state: State | undefined): Language {
  return language ?? languageOf(state?.recent.at(-1)?.text ?? "") ?? "ja";
}

/** After a case was closed the talk starts afresh, whoever closed it. */
function withoutClosedCase(state: State, openCase: Case | undefined): State {
  if (state.case === undefined || openCase !== undefined) return state;
  return startedAfresh(state);
}

async function stepOf(turn: Turn, incoming: Incoming, attachment: Attachment | undefined): Promise<Step> {
  switch (incoming.kind) {
    case "text":
      return typed(turn, incoming, incoming.isMentioned);
    case "unreadable":
      return unreadable(turn, incoming, attachment);
    case "press":
      return pressed(turn, incoming.press);
    case "follow":
      return followed(turn);
    case "unfollow":
      return unfollowed(turn);
    case "join":
      return joined(turn);
    case "leave":
      return left(turn);
    case "unsend":
      return unsent(turn, incoming.message);
    case "edit":
      return edited(turn, incoming.message, incoming.text);
    case "standby":
      return silent("standby");
    case "unknown":
      return silent("unknown-kind");
    default:
      return incoming satisfies never;
  }
}

/** Told with the next words, for a notice alone would come out of nowhere. */
function withNotices(notices: readonly Saying[], step: Step): Step {
  return step.says.length === 0 ? step : { ...step, says: before(notices, step.says) };
}

/** Where help is comes before everything. */
const before = (first: readonly Saying[], says: readonly Saying[]): Saying[] =>
  isHelp(says[0]) ? [...says, ...first] : [...first, ...says];

/** Whoever wrote without following is told once who answers here. */
function withFirstWords({ house, state, isGroup: isShared }: Turn, { kind }: Incoming, step: Step): Step {
  const [first] = step.says;
  if (state.isWelcomed || isShared || first === undefined || kind === "follow" || step.isErased) return step;
  const language = first.kind === "bundle" ? first.reply.language : first.language;
  const welcome = text(language, firstContact(house.profile, [language]));
  return { ...step, says: before([welcome], step.says), state: { ...(step.state ?? state), isWelcomed: true } };
}

interface Done {
  readonly step: Step;
  readonly spokeAt: number | undefined;
}

/** @param kept - as it was read: a city that is gone stays until the resident was told */
async function save(turn: Turn, { step, spokeAt }: Done, kept: Conversation): Promise<void> {
  const { house, records, conversation, state, now } = turn;
  const openCase = await records.cases.openOf(conversation.id);
  const language = step.language ?? conversation.language;
  // Whoever writes can be written to.
  const isStopped = step.isStopped ?? (step.says.length > 0 ? false : conversation.isStopped);
  await records.conversations.save({
    id: conversation.id,
    city: "city" in step ? step.city : (step.says.length > 0 ? conversation : kept).city,
    language,
    state: written({ ...(step.state ?? state), case: openCase?.number, spokeAt }),
    isStopped,
    lastAt: now,
  });
  const isShownOtherwise = language !== conversation.language || isStopped !== conversation.isStopped;
  if (openCase !== undefined && isShownOtherwise) await house.board.changed(records, openCase);
}

async function send({ house, records, conversation, event, now }: Turn, { says }: Step): Promise<void> {
  if (says.length === 0) return;
  const { channel, id, peer } = conversation;
  const retryKey = house.chance.uuid();
  await records.outbox.add({ channel, conversation: id, peer, sayings: says, cause: event, retryKey }, now);
}

/** After an event that could not be worked: an apology, and a person where there is one. */
export async function apologised(house: House, records: Records, event: InboxEvent, now: number): Promise<void> {
  const conversation = await records.conversations.get(event.conversation);
  if (conversation === undefined || event.peer === "" || conversation.isStopped) return;
  // Whoever reads along in a group may not have asked at all.
  if (isGroup(event.peer)) return;
  const language = languageWith(conversation, readState(conversation.state));
  const { apology } = conversationWords[language];
  const { channel, id, peer } = conversation;
  const mayOffer =
    takesCases(house.profile, conversation) && (await records.cases.openOf(conversation.id)) === undefined;
  const sayings = [sorry(language, apology, mayOffer)];
  await records.outbox.add(
    { channel, conversation: id, peer, sayings, cause: event, retryKey: house.chance.uuid() },
    now,
  );
}
