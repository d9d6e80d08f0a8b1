/**
 * The English words of the resident's page. Quotations stay in the Japanese of the guideline.
 */

import type { PageWords } from "../ports/page.ts";
import { en as talk } from "./talk-en.ts";
import { en as texts } from "./texts-en.ts";

const number = new Intl.NumberFormat("en");
const list = new Intl.ListFormat("en", { type: "conjunction" });
const seconds = (count: number): string => (count === 1 ? "a second" : `${number.format(count)} seconds`);

export const en: PageWords = {
  ownName: "English",
  cityName: (names) => names.en,
  siteName: "Collaboration Desk",
  tagline: "Answers in the words of the city's own document",
  skipToMain: "Skip to the main part",
  toStart: "Back to the first page",
  languageLinks: "Other languages",
  start: {
    title: "Ask about collaboration with the city",
    text: "In “collaboration” (協働), residents and the city work together for the town. This desk finds the passage of the city's document that fits your question, tells you in English what it says, and quotes it word for word in Japanese.",
  },
  form: {
    title: "Ask another question",
    city: "Which city's document?",
    anyCity: "Not chosen (the desk sees from the question)",
    question: "Your question",
    hint: (units) =>
      `Write what you would like to know, in English or Japanese (up to ${number.format(units)} characters).`,
    privacy: "Please do not write your name, address or telephone number.",
    language: "Language of the answer",
    anyLanguage: "Automatic (as the question)",
    submit: "Ask",
    examplesTitle: "Examples (press one to ask it)",
    examples: [
      "What does collaboration mean?",
      "How can I propose a project?",
      "What is important when working together with the city?",
    ],
  },
  answer: {
    quotation: "Quoted from the city's document, word for word",
    source: "Source",
    surroundings: "Read the text around it",
    before: "The text before",
    after: "The text after",
    actions: "What you can do next",
  },
  comparison: {
    caption: "What each city's document says",
    city: "City",
    lead: "What it says",
    quotation: "Quotation",
    more: "Read more quotations",
  },
  about: {
    title: "About this desk",
    lines: [
      "A machine finds and quotes the passages. The answers are not written by city staff.",
      "A person's reply has the name of who wrote it above it.",
    ],
  },
  notices: {
    unknownCity: (cityNames) => ({
      title: "Please choose the city again",
      text: `This desk does not have the document of that city. It has those of ${list.format(cityNames)}.`,
    }),
    tooLong: (units) => ({
      title: "What you wrote is too long",
      text: `Up to ${number.format(units)} characters can be sent at once. Your text is still below: please shorten it or send it in parts.`,
    }),
    blank: {
      title: "Nothing was written",
      text: "Please write what you would like to know, then press the button again.",
    },
    unknownButton: {
      title: "That button cannot be used now",
      text: "Please write what you would like to do instead.",
    },
    staleForm: {
      title: "Please press the button again",
      text: "This page was out of date, or what was sent came from another page, so nothing has been taken yet. Your text is still below.",
    },
    tooMany: (count) => ({
      title: "Please wait a moment",
      text: `Many questions came in a short time. Please wait ${seconds(count)} and press “Ask” again. What you wrote is still below.`,
    }),
    malformed: {
      title: "What was sent could not be read",
      text: "Please go back to the first page and try again.",
    },
    notFound: {
      title: "There is no such page",
      text: "The address may have changed or may be wrong. You can ask from the first page.",
    },
    tooLarge: {
      title: "What was sent is too long",
      text: "Please go back to the first page, make it shorter and try again.",
    },
    failed: {
      title: "Sorry, the desk could not answer",
      text: "Something went wrong on our side. Please wait a little and try again.",
    },
  },
  texts,
  talk,
};
