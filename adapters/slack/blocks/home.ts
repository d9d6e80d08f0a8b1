/**
 * The own page of one of the staff: their cases, those that wait, figures of today, how the desk is, their city. Pure.
 */

import type { HomeView, KnownBlock, PlainTextOption } from "@slack/types";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { CaseCard, Home } from "../../../src/ports/staff.ts";
import { OPTION_UNITS, OPTION_VALUE_UNITS, SELECT_OPTIONS } from "../limits.ts";
import { actionId, actionValue, type Pressed } from "../press.ts";
import { type ButtonWish, besideButton, context, divider, header, plainText } from "./blocks.ts";
import { lineOf } from "./card.ts";
import { figuresOf, unansweredOf } from "./digest.ts";
import { facts, listed, named } from "./parts.ts";

/** Cases of each kind: with all that stands around them well below Slack's 100 blocks. */
const MOST_CASES = 30;
const MOST_CITIES = SELECT_OPTIONS - 1;

export function homePage(home: Home, words: CaseWords): HomeView {
  return {
    type: "home",
    blocks: [
      ...(home.isMember ? casesOf(home, words) : context([words.home.notMember])),
      ...deskOf(home, words),
      divider,
      cityOf(home, words),
      ...context([words.home.cityHint]),
    ],
  };
}

function casesOf({ mine, waiting, more, today }: Home, words: CaseWords): KnownBlock[] {
  const { home, buttons } = words;
  const reply = ({ case: { number } }: CaseCard): ButtonWish => ({
    label: buttons.reply,
    pressed: { view: "reply", number, correcting: undefined },
  });
  const take = ({ case: { number } }: CaseCard): ButtonWish => ({
    label: buttons.take,
    pressed: { act: "take", number },
  });
  return [
    header(home.mine(mine.length + more.mine)),
    ...listOf(mine, more.mine, reply, words),
    header(home.waiting(waiting.length + more.waiting)),
    ...listOf(waiting, more.waiting, take, words),
    divider,
    header(home.today),
    ...facts(figuresOf(today, words)),
    ...unansweredOf(today, words),
    divider,
  ];
}

function listOf(
  cards: readonly CaseCard[],
  besides: number,
  wish: (card: CaseCard) => ButtonWish,
  words: CaseWords,
): KnownBlock[] {
  if (cards.length === 0) return context([words.home.none]);
  const shown = cards.slice(0, MOST_CASES);
  const more = cards.length - shown.length + besides;
  return [
    ...shown.map((card) => besideButton(lineOf(card, words), wish(card))),
    ...context([more > 0 ? words.days.more(more) : ""]),
  ];
}

function deskOf({ desk, isMember }: Home, { home }: CaseWords): KnownBlock[] {
  const { name, opening, quota, outbox, knowledge } = desk;
  const inside = isMember ? [home.quota(quota), home.outbox(outbox)] : [];
  return [
    header(name === undefined ? home.desk : named(name)),
    ...facts([home.opening(opening), ...inside].map((line) => ["", line] as const)),
    ...listed(
      home.knowledgeTitle,
      knowledge.slice(0, MOST_CITIES).map((city) => home.knowledge(named(city.name), city.date)),
    ),
  ];
}

/** Each city of which something is known, and that of the desk. */
function cityOf({ desk, city: chosen }: Home, { home }: CaseWords): KnownBlock {
  const option = (label: string, pressed: Pressed): PlainTextOption => ({
    text: plainText(label, OPTION_UNITS),
    value: actionValue(pressed),
  });
  const ofDesk = option(home.deskCity, { act: "home-city", city: undefined });
  const cities = new Map(desk.knowledge.map(({ city, name }) => [city, option(name, { act: "home-city", city })]));
  const shown = [...cities].filter(([, { value = "" }]) => value.length <= OPTION_VALUE_UNITS).slice(0, MOST_CITIES);
  const initial = shown.find(([city]) => city === chosen)?.[1] ?? ofDesk;
  return {
    type: "section",
    text: plainText(home.city),
    accessory: {
      type: "static_select",
      action_id: actionId({ act: "home-city", city: undefined }),
      options: [ofDesk, ...shown.map(([, one]) => one)],
      initial_option: initial,
    },
  };
}
