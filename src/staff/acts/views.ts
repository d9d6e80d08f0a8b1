/**
 * What a window of the channel of staff shows as it opens; who may not do what it is for is told why instead.
 */

import { ownWords } from "../../handoff/case-words.ts";
import { LEGAL_MOVES, type Move } from "../../handoff/cases.ts";
import { isUnanswered } from "../../handoff/timers.ts";
import { messageOf, messageOfSource, numberOfCard } from "../../ports/post-keys.ts";
import { type Person, peerOf, type ReplyView, type StaffView, type ViewRequest } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Case, CaseNumber, Finding, Message, MessageId, Whisper } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { findingOf } from "../look-up/answer.ts";
import { lookedUp, wentOn, wordingsOf } from "../look-up/lookup.ts";
import { caseCard, shownCase, shownMessage } from "../shown/card.ts";
import { recordEntries } from "../shown/record.ts";
import { costOf, quotationOf, senderName, subjectOf } from "./answering.ts";
import { caseAt } from "./case-place.ts";
import { illegal } from "./refusals.ts";
import { suggestion } from "./suggestion.ts";

/** Somebody who waits for a window or sent one off. */
export interface Visit {
  readonly house: StaffHouse;
  readonly records: Records;
  readonly by: Person;
  readonly now: number;
}

type Wanted<View extends ViewRequest["view"]> = Extract<ViewRequest, { view: View }>;

export const refusal = (say: Whisper): StaffView => ({ view: "refusal", say });

export async function viewOf(visit: Visit, request: ViewRequest): Promise<StaffView> {
  const { house, records } = visit;
  switch (request.view) {
    case "reply":
      return replyView(visit, request);
    case "send":
      return sendView(visit, request);
    case "note":
      return onCase(visit, request.number, "note", async () => ({ view: "note", number: request.number }));
    case "close":
      return onCase(visit, request.number, "close", async ({ wishesErasure }) => ({ ...request, wishesErasure }));
    case "hand-on":
      return onCase(visit, request.number, "hand-on", async ({ number, assignee }) => ({
        ...{ view: "hand-on", number, assignee },
      }));
    case "due":
      return onCase(visit, request.number, "set-due", async ({ number, dueAt }) => ({ view: "due", number, dueAt }));
    case "record":
      return recordView(visit, request.number);
    case "section": {
      const reading = house.desk.reading(request.passage);
      return reading === undefined ? refusal({ kind: "gone" }) : { view: "section", reading };
    }
    case "wordings": {
      const found = await wordingsOf(house, records, request.answer);
      return found === undefined ? refusal({ kind: "gone" }) : { view: "wordings", ...found };
    }
    case "asked-again":
      return askedAgainView(visit, request);
    case "finding":
      return findingView(visit, request);
    default:
      return request satisfies never;
  }
}

/** Why somebody may not make a move on a case now; undefined where nothing stands in the way. */
export async function objectionTo(
  { records, by }: Visit,
  on: Case | undefined,
  move: "answer" | "note" | "close" | "hand-on" | "set-due",
): Promise<Whisper | undefined> {
  if (!by.isMember) return { kind: "not-member" };
  if (on === undefined) return { kind: "gone" };
  if (on.state === "closed" && move !== "note") return { kind: "not-open" };
  if (isAllowed(on, move, by)) return undefined;
  return illegal(records, { by: by.id, number: on.number, move });
}

function isAllowed(on: Case, move: Move["kind"], by: Person): boolean {
  // Whoever answers a case that waits takes it with the answer.
  if (move === "answer") return on.state === "waiting" || on.assignee === by.id;
  if (move === "set-due" && !isUnanswered(on)) return false;
  return LEGAL_MOVES[move].staff?.[on.state] !== undefined;
}

async function onCase(
  visit: Visit,
  number: CaseNumber,
  move: Parameters<typeof objectionTo>[2],
  view: (on: Case) => Promise<StaffView>,
): Promise<StaffView> {
  const on = await visit.records.cases.get(number);
  const say = await objectionTo(visit, on, move);
  return say === undefined ? view(on!) : refusal(say);
}

const replyView = (visit: Visit, { number, correcting }: Wanted<"reply">): Promise<StaffView> =>
  onCase(visit, number, "answer", async (on) => {
    const before = await answerOf(visit.records, on, correcting);
    return before === undefined ? suggested(visit, on) : corrected(visit, on, before);
  });

/** A person's answer in this case. */
export async function answerOf(
  { messages }: Records,
  on: Case,
  id: MessageId | undefined,
): Promise<Message | undefined> {
  const found = id === undefined ? undefined : await messages.get(id);
  return found?.author === "person" && found.conversation === on.conversation ? found : undefined;
}

async function suggested(visit: Visit, on: Case): Promise<ReplyView> {
  const { text, quotation } = await suggestedFor(visit, on);
  const isSuggested = text !== "";
  return { ...(await emptyReply(visit, on)), text, isSuggested, quotation, isQuoted: quotation !== undefined };
}

/** Begins with what was said, for most of it may well be right. */
async function corrected(visit: Visit, on: Case, before: Message): Promise<ReplyView> {
  const [cited] = before.sections;
  const quoted = quotationOf(visit.house, cited?.passage);
  const { quotation } = quoted === undefined ? await suggestedFor(visit, on) : { quotation: quoted };
  const text = ownWords(shownMessage(before, visit.house).text);
  const isQuoted = quoted !== undefined;
  return { ...(await emptyReply(visit, on)), text, quotation, isQuoted, correcting: before.id };
}

const suggestedFor = async ({ house, records }: Visit, on: Case) =>
  suggestion(house, records, await subjectOf(records, on));

async function emptyReply({ house, records, by }: Visit, found: Case): Promise<ReplyView> {
  const subject = await subjectOf(records, found);
  const { on } = subject;
  return {
    view: "reply",
    number: on.number,
    language: on.language,
    sender: senderName(house, by, on),
    text: "",
    isSuggested: false,
    quotation: undefined,
    isQuoted: false,
    cost: await costOf(house, records, subject),
    correcting: undefined,
    source: undefined,
  };
}

/** A message of a case's thread, to be sent as it stands; one that was sent before is corrected by it. */
async function sendView(visit: Visit, { place, message, text }: Wanted<"send">): Promise<StaffView> {
  const { records, by } = visit;
  if (!by.isMember) return refusal({ kind: "not-member" });
  const { channel } = place;
  const standing = await records.posts.at(channel, message);
  const sent = standing && messageOfSource(standing.key);
  const isOwn = standing !== undefined && sent === undefined;
  const number = await caseAt(records, place);
  if (number === undefined || isOwn) return refusal({ kind: "not-open" });
  return onCase(visit, number, "answer", async (on) => {
    const { quotation } = await suggestedFor(visit, on);
    const before = await answerOf(records, on, sent);
    const source = { channel, message };
    return { ...(await emptyReply(visit, on)), text: text.trim(), quotation, correcting: before?.id, source };
  });
}

async function recordView({ house, records, by, now }: Visit, number: CaseNumber): Promise<StaffView> {
  if (!by.isMember) return refusal({ kind: "not-member" });
  const on = await records.cases.get(number);
  if (on === undefined) return refusal({ kind: "gone" });
  const card = await caseCard(records, on, { house, now });
  return { view: "record", card, entries: await recordEntries(records, on, house) };
}

/** Words of a resident are looked up and kept nowhere else: they go when their case does. */
function glimpse({ house }: Visit, text: string): Finding {
  const reply = house.desk.reply({ text, city: house.profile.city, history: [], asker: "staff" });
  return findingOf(reply, undefined, { isPrivate: true, asked: text });
}

/**
 * What the desk itself posted of a case announces a resident's words: these are looked up, if they may be shown there.
 *
 * @returns undefined for a message of anybody else, and to who is no member
 */
async function wordsAnnounced(
  { house, records, by }: Visit,
  { place, message }: Wanted<"finding">,
): Promise<string | undefined> {
  const stands = by.isMember && place && message && (await records.posts.at(place.channel, message));
  if (!stands) return undefined;
  const [number, id] = [numberOfCard(stands.key), messageOf(stands.key)];
  const on = number && (await records.cases.get(number));
  if (on) return shownCase(on, undefined, house).asked;
  const shown = id && (await records.messages.get(id));
  if (!shown) return undefined;
  return shownMessage(shown, house).text;
}

/** For the asker alone: it is kept where the asker talks with the desk. */
async function findingView(visit: Visit, request: Wanted<"finding">): Promise<StaffView> {
  const { house, records, by, now } = visit;
  const { place } = request;
  const announced = await wordsAnnounced(visit, request);
  const text = announced ?? request.text;
  if (announced !== undefined || (place !== undefined && (await caseAt(records, place)) !== undefined))
    return { view: "finding", finding: glimpse(visit, text) };
  const conversation = await records.conversations.ensure("slack", peerOf.person(by.id), now, house.chance.uuid);
  const message = `window:${house.chance.uuid()}`;
  const finding = await lookedUp(house, records, {
    conversation,
    by,
    text,
    message,
    now,
    isPrivate: true,
    asked: text,
  });
  return { view: "finding", finding };
}

async function askedAgainView(
  { house, records, by, now }: Visit,
  { answer, city }: Wanted<"asked-again">,
): Promise<StaffView> {
  const how = city === undefined ? ({ kind: "compare" } as const) : ({ kind: "keep-city", city } as const);
  const finding = await wentOn(house, records, { by, answer, how, now, isPrivate: true });
  return finding === undefined ? refusal({ kind: "gone" }) : { view: "finding", finding };
}
