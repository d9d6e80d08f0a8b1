/**
 * Puts what is said into the form that every channel can show.
 */

import { type City, type CityId, LANGUAGES, type Language, type Reply } from "../model.ts";
import type { BundleReply, Button, MessageId, Saying } from "../records.ts";
import { type ConversationWords, conversationWords, helpWords } from "../reply/conversation.ts";

export type TextSaying = Extract<Saying, { kind: "text" }>;

export function text(language: Language, words: string, quick: readonly Button[] = []): TextSaying {
  return { kind: "text", language, text: words, quick };
}

/** It begins with where help is, so nothing may stand before it. */
export function isHelp(saying: Saying | undefined): boolean {
  if (saying === undefined) return false;
  const { language, text: words } = saying.kind === "bundle" ? { ...saying.reply, text: saying.reply.lead } : saying;
  return words.startsWith(helpWords[language]);
}

export interface BundleOptions {
  /** Under which the reply is kept: its buttons go on from there. */
  readonly message: MessageId;
  /** Several people read along: nobody rates, and nobody is handed over. */
  readonly isGroup: boolean;
}

/** An answer, a comparison, or what came near, with everything that goes on from it. */
export function bundle(reply: Reply, { message, isGroup }: BundleOptions): Saying {
  const words = conversationWords[reply.language];
  const { buttons } = words;
  const goOn = (label: string, what: "other-cities" | "more" | "person"): Button => ({
    label,
    press: { act: "go-on", what, message },
  });
  return {
    kind: "bundle",
    reply: withoutSurroundings(reply),
    words: words.bundle,
    buttons: [
      ...(reply.outcome === "answer" ? [goOn(buttons.otherCities, "other-cities"), goOn(buttons.more, "more")] : []),
      ...(isGroup ? [] : [goOn(buttons.person, "person")]),
      ...(isGroup || reply.outcome === "decline" ? [] : ratings(words, message)),
    ],
    // Channels send such words in the person's name: in a group, without the mention that they would need.
    quick: isGroup
      ? []
      : reply.related.questions.map((question) => ({ label: question, press: { act: "say", text: question } })),
  };
}

const ratings = ({ buttons }: ConversationWords, message: MessageId): Button[] => [
  { label: buttons.helpful, press: { act: "helpful", isHelpful: true, message } },
  { label: buttons.unhelpful, press: { act: "helpful", isHelpful: false, message } },
];

/** A chat shows no passages around a quotation, and they would be most of what is kept. */
export function withoutSurroundings({ actions, related, privacy, ...reply }: Reply): BundleReply {
  const bare = (quotations: Reply["quotations"]) => quotations.map((one) => ({ ...one, before: [], after: [] }));
  return {
    ...reply,
    quotations: bare(reply.quotations),
    further: { ...reply.further, quotations: bare(reply.further.quotations) },
    comparison: reply.comparison.map((row) => ({ ...row, quotations: bare(row.quotations) })),
  };
}

export function cityButtons(cities: readonly City[], words: ConversationWords): Button[] {
  return cities.map((city) => ({ label: words.cityName(city), press: { act: "city", city: city.id } }));
}

/** Those of the list that the buttons of a reply name, in its order. */
export function offered(reply: Reply, cities: readonly City[]): City[] {
  const ids = reply.actions.flatMap(({ city }) => city ?? []);
  return ids.flatMap((id: CityId) => cities.find((city) => city.id === id) ?? []);
}

/** Each language by the name that those who read it know. */
export function languageButtons(): Button[] {
  return LANGUAGES.map((language) => ({
    label: conversationWords[language].ownName,
    press: { act: "language", language },
  }));
}

export function personButton({ buttons }: ConversationWords): Button {
  return { label: buttons.person, press: { act: "open-case" } };
}

/** What could not be done, with a person where one can be had. */
export function sorry(language: Language, words: string, hasPerson: boolean): Saying {
  const own = conversationWords[language];
  return hasPerson ? text(language, `${words}\n${own.orPerson}`, [personButton(own)]) : text(language, words);
}
