/**
 * What a resident wants of the desk itself: another city, another language, their own records.
 */

import { turnOf } from "../handoff/cases.ts";
import type { CityId, Language } from "../model.ts";
import { isGroup } from "../ports/channel.ts";
import { conversationWords, type RecordsShown } from "../reply/conversation.ts";
import { privateWords } from "../reply/private.ts";
import { erasedOrNoted } from "./erasure.ts";
import { personWanted } from "./handing-over.ts";
import { linkGiven, linksRevoked } from "./private-page.ts";
import { answered } from "./question.ts";
import { cityButtons, languageButtons, text } from "./sayings.ts";
import { withoutMessage } from "./state.ts";
import { type Step, silent, type Turn } from "./turn.ts";
import type { Wish } from "./wishes.ts";

/** Messages that a resident is shown of the own records: the latest, each cut, so that they fit one message. */
const SHOWN_MESSAGES = 20;
const SHOWN_UNITS = 100;
/** Messages that are counted at most. */
const COUNTED = 10_000;
const JAPAN_MS = 9 * 3_600_000;

export function steered(turn: Turn, wish: Wish): Promise<Step> | Step {
  const { language, words, isGroup: isShared } = turn;
  switch (wish.kind) {
    case "city":
      return cityChosen(turn, wish.city);
    case "choose-city":
      return { says: [cityChoice(turn)] };
    case "language":
      return languageChosen(turn, wish.language);
    case "choose-language":
      return { says: [text(language, words.chooseLanguage, languageButtons())] };
    case "show-records":
      return isShared ? { says: [text(language, words.group.onlyAlone)] } : recordsShown(turn);
    case "erase-records":
      return isShared ? { says: [text(language, words.group.onlyAlone)] } : erasureAsked(turn);
    case "ask-desk":
      return deskAsked(turn);
    case "private-link":
      return linkGiven(turn);
    case "private-revoke":
      return linksRevoked(turn);
    case "person":
      return personWanted(turn, { cause: "wish-person", language, question: turn.state.recent.at(-1) });
    default:
      return wish satisfies never;
  }
}

export function cityChoice({ house, language, words }: Turn) {
  return text(language, words.chooseCity, cityButtons(house.desk.cities, words));
}

/** The city holds from now on; a question that waited for it is answered. */
export async function cityChosen(turn: Turn, id: CityId): Promise<Step> {
  const { house, language, words, state } = turn;
  const city = house.desk.cities.find((known) => known.id === id);
  if (city === undefined) return { says: [text(language, words.cityGone, cityButtons(house.desk.cities, words))] };
  const { open } = state;
  // What is asked of a city is asked of the machine, whoever has the talk.
  const after = isHeld(turn) ? { state: { ...state, awaits: { kind: "question-for-desk" as const } } } : {};
  if (open === undefined) return { says: [text(language, words.cityChosen(city))], city: id, ...after };
  const before = turn.isGroup ? undefined : await turn.records.messages.byChannelId(turn.conversation.id, open.message);
  const idle = withoutMessage(state, open.message);
  const step = await answered({ ...turn, state: idle }, { question: open, message: before?.id, city: id });
  return { ...step, city: id };
}

export function languageChosen(turn: Turn, language: Language): Step {
  const words = conversationWords[language];
  const { city } = turn.conversation;
  const isCityKnown = city !== undefined || turn.house.profile.city !== undefined;
  const quick = isCityKnown ? [] : cityButtons(turn.house.desk.cities, words);
  return { says: [text(language, words.languageChosen, quick)], language };
}

/** What is written goes to a person. */
const isHeld = ({ house, openCase }: Turn): boolean =>
  house.profile.caseWay === "conversation" && turnOf(openCase) === "person";

/** The machine is wanted: for one question, where a person has the talk. */
export function deskAsked(turn: Turn): Step {
  const { house, language, words, state } = turn;
  if (!isHeld(turn)) {
    const { lead } = house.desk.reply({ text: "", city: undefined, history: [], language });
    return { says: [text(language, lead)] };
  }
  return { says: [text(language, words.cases.askDesk)], state: { ...state, awaits: { kind: "question-for-desk" } } };
}

async function recordsShown(turn: Turn): Promise<Step> {
  const { records, conversation, house, language, words } = turn;
  const kept = (await records.messages.latest(conversation.id, COUNTED)).filter(({ isUnsent }) => !isUnsent);
  if (kept.length === 0) return { says: [text(language, words.records.none)] };
  const all = kept.filter(({ isPrivate }) => !isPrivate);
  const elsewhere = kept.length - all.length;
  const cases = await records.cases.list({ conversation: conversation.id, limit: COUNTED });
  const city = house.desk.cities.find(({ id }) => id === conversation.city);
  const shown: RecordsShown = {
    cityName: city && words.cityName(city),
    since: day(conversation.createdAt),
    messages: all.length,
    files: all.filter(({ media }) => media !== undefined).length,
    cases: cases.length,
    latest: all.slice(-SHOWN_MESSAGES).map(({ at, author, text: said }) => ({
      day: day(at),
      isOwn: author === "resident",
      text: said.length > SHOWN_UNITS ? `${said.slice(0, SHOWN_UNITS).toWellFormed()}…` : said,
    })),
  };
  const told = words.records.shown(shown);
  const more = elsewhere === 0 ? [] : [privateWords[language].line.records(elsewhere)];
  return { says: [text(language, [told, ...more].join("\n"))] };
}

/** The day in Japan, `2026-11-21`. */
const day = (at: number): string => new Date(at + JAPAN_MS).toISOString().slice(0, 10);

function erasureAsked({ language, words, state }: Turn): Step {
  const { erase, keep } = words.buttons;
  const quick = [
    { label: erase, press: { act: "erase" as const, isSure: true } },
    { label: keep, press: { act: "erase" as const, isSure: false } },
  ];
  return { says: [text(language, words.records.eraseAsk, quick)], state: { ...state, awaits: { kind: "erasure" } } };
}

/** Everything goes; with an open case the wish becomes the desk's task, for a person has still to answer. */
export async function erasureDecided(turn: Turn, isSure: boolean): Promise<Step> {
  const { conversation, language, words } = turn;
  const state = { ...turn.state, awaits: undefined };
  if (!isSure) return { says: [text(language, words.records.kept)], state };
  if (isGroup(conversation.peer)) return silent("not-mentioned");
  const filesGone = await erasedOrNoted(turn);
  if (filesGone === undefined) return { says: [text(language, words.records.eraseWithCase)], state };
  return { says: [text(language, words.records.erased)], isErased: true, filesGone };
}
