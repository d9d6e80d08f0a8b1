/**
 * The desk's own sentences in English. Quotations stay in the Japanese of the guideline.
 */

import type { City } from "../model.ts";
import { daysEn, MONTHS } from "./days.ts";
import type { Words } from "./words.ts";

const list = new Intl.ListFormat("en", { type: "conjunction" });
const names = (cities: readonly City[]): string => list.format(cities.map((c) => c.names.en));
/** As English writes it: `December 2018`, or the year alone. */
export const month = (iso: string): string => {
  const [year = "", number] = iso.split("-");
  return number === undefined ? year : `${MONTHS[Number(number) - 1]} ${year}`;
};

export const en: Words = {
  cityName: (city) => city.names.en,
  ofCity: (city) => `From the document of ${city.names.en} City:`,
  neutral: (city) => `The document of ${city.names.en} City says this (in Japanese):`,
  further: "Perhaps you meant this",
  nearest: "What comes nearest in the text",
  related: "You can also ask",
  source: "Source",
  dated: ({ iso }, _, years) =>
    `The text is of ${month(iso)}${years === undefined || years < 1 ? "" : ` (${years === 1 ? "a year" : `${years} years`} ago)`}. Things may have changed since.`,
  undated: ({ guideline: { latestMention } }) =>
    latestMention === null
      ? "The text prints no date of issue. Things may have changed since."
      : `The text prints no date of issue; the latest date in it is ${month(latestMention.iso)}. Things may have changed since.`,
  figureMissing: "The text speaks of a figure that this desk does not have. Please see the city's own publication.",
  notTheGuideline: (kind) => `This document is not the guideline itself but 「${kind}」.`,
  silent: "Not written (記載なし)",
  notFound: "Nothing was found in this guideline.",
  compared: "Here is each city side by side.",
  clarify: "The cities say different things about this. Which city do you mean?",
  clarifyForStaff: "The cities say different things about this. Here is the short answer of each.",
  decline: {
    nothingTyped: "Please write what you would like to know, for example “What is a citizen activity group?”",
    notWritten: (cities) =>
      cities.length === 0
        ? "I could not find this in the cities' documents. City staff may be able to answer."
        : `I could not find this in the document of ${names(cities)}. City staff may be able to answer.`,
    otherTown: (cities) =>
      `This desk only has the documents of ${names(cities)}. For another town, please ask its own city hall.`,
    elsewhere: (subject) =>
      `This desk answers about collaboration between citizens and the city; the documents say nothing about this (${subject}). Please ask the office in charge at city hall.`,
  },
  declineForStaff: {
    notWritten: (cities) =>
      cities.length === 0
        ? "Nothing on this was found in the cities' documents."
        : `Nothing on this was found in the document of ${names(cities)}.`,
    elsewhere: (subject) =>
      `The documents on collaboration between citizens and the city say nothing about this (${subject}). The office in charge of it will know.`,
  },
  handoff: {
    "wish-person": "Please talk to a member of staff.",
    complaint: "I am sorry that this happened to you. A member of staff should hear this, not a machine.",
    "own-case": "A machine cannot see your own case. Please ask a member of staff.",
    decision: "Only city staff can decide this. A machine cannot judge it.",
    "inner-trouble":
      "That sounds difficult. Trouble within a group is nothing a machine can settle. Please talk to a member of staff.",
    urgent: "I understand that this is urgent. A machine cannot help here: please contact staff right away.",
    distress: "Thank you for writing in a hard moment. Please do not carry this alone: talk to a member of staff.",
  },
  handoffForStaff: "This needs the city's decision; the guideline alone does not settle it.",
  // Checked on 2026-11-21 against municipal and government pages: day and night, free of charge, other languages too.
  grave:
    "If a life is in danger, call 119 (ambulance, fire) or 110 (police) now. You can also talk to Yorisoi Hotline, 0120-279-338 (day and night, free, several languages).",
  contact: {
    ofDesk: (contact) => `Contact: ${contact}`,
    ofGuideline: (lines, city, asOf) =>
      `Contact printed in the document of ${city.names.en} City: ${lines.join(" ")}\n${asOf === null ? "It is not known how old this is" : `It was printed in ${asOf === city.guideline.issued?.printed ? month(city.guideline.issued.iso) : asOf}`}; it may have changed.`,
    none: (city) =>
      city === undefined
        ? "Please ask the main desk of city hall."
        : "This guideline names no contact. Please ask the main desk of city hall.",
    current: ({ text, asOf }, city) =>
      `Contact of ${city.names.en} City today, entered on ${daysEn.fullDate(asOf)}: ${text}`,
  },
  chat: {
    greeting:
      "Hello. I answer questions about collaboration between citizens and the city, from the city's own document. What would you like to know?",
    thanks: "You are welcome. Please write again whenever you have a question.",
    acknowledgement: "All right. If you have another question, please write.",
    goodbye: "Thank you for writing. Goodbye.",
    "who-are-you":
      "I am a machine that answers questions about collaboration between citizens and the city from the city's document. I am not a member of staff.",
    abilities:
      "I answer from the cities' documents on collaboration. For example: “Can a neighbourhood association take part?” or “How do I propose a project?” I can also compare cities.",
    test: "Your message has arrived. What would you like to know?",
    "small-talk": "Thank you for talking to me. I answer questions about collaboration between citizens and the city.",
    insult: "I am sorry that I was no help. Please try other words, or talk to a member of staff.",
    "laughter-or-filler": "When you know what to ask, just write it.",
    correction:
      "I am sorry. Could you write a little more about what you want to know? You can also talk to a member of staff.",
  },
  askedAgain: "You asked this once more. If the answer is not enough, please talk to a member of staff.",
  actions: {
    otherCities: { label: "Other cities", text: "Compare with the other cities" },
    more: { label: "Tell me more", text: "Tell me more" },
    person: { label: "Talk to a person", text: "I want to talk to a person" },
  },
  privacy:
    "At this desk a machine answers from the city's document. It is no answer by staff. Your question is not kept.",
};
