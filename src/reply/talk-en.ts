/**
 * The English words around a conversation on the page.
 */

import type { TalkWords } from "../ports/talk-words.ts";
import { hours } from "./conversation-en.ts";
import { timeIn } from "./page-time.ts";

const TURN = {
  waiting: "it waits for a person to answer.",
  "with-person": "a person is looking after it.",
  "with-resident": "a person has answered. If there is more to say, write it below.",
  closed: "it is over.",
} as const;

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

export const en: TalkWords = {
  title: "Your conversation with the desk",
  log: "The conversation so far",
  you: "You",
  desk: "The desk (a machine's answer)",
  person: (sender) => `${sender} (a person's reply)`,
  time: timeIn("en-GB"),
  fromCentre: "A notice of the centre (not a quotation)",
  related: "You can go on with (press one to ask it)",
  underWay: "An answer is on its way.",
  ofCase: ({ number, state, opening }) =>
    `Your request number ${number}: ${TURN[state]}${state === "with-resident" ? "" : ` ${hours(opening)}`}`,
  look: "Look for new answers",
  earlier: "Show what was said before",
  later: "Go to the latest",
  choices: (city = "none", language = "automatic") => `Choose city and language (city: ${city}, language: ${language})`,
  cookieless: {
    title: "This conversation is gone when you close this page",
    text: "Your browser takes no cookie, so the conversation goes on in this page alone. If you reload it or go to another page, you cannot come back to it.",
  },
  keeping: ({ days: kept, questionDays }) => [
    `What you write is kept to answer you, to hand over to a person, and to improve the desk. It is deleted ${days(kept)} after your last message. Questions that could not be answered are kept for ${days(questionDays)}, without whose they are.`,
    "Only the people of this desk can read it.",
    "To have it deleted, write “delete my records”.",
    "One cookie is used, so that you find your conversation again in this browser.",
  ],
  keepingUrl: "More about your personal information",
  chooseDesk: { title: "Please choose a desk", text: "Which desk would you like to ask?" },
  widget: { open: "Ask the collaboration desk", close: "Close the desk", frame: "Collaboration Desk" },
};
