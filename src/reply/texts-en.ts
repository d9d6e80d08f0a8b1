/**
 * The English words around the guidelines to be read in full.
 */

import type { TextsWords } from "../ports/texts-words.ts";
import { month, en as reply } from "./en.ts";

const number = new Intl.NumberFormat("en");

export const en: TextsWords = {
  title: "The documents in full",
  intro:
    "These are the cities' documents on collaboration from which the desk answers. Read them from beginning to end, or search them. The documents are in Japanese.",
  guidelines: "Read a city's document",
  facts: { kind: "Kind", issuer: "Issued by", date: "Date", source: "Published at" },
  date: ({ issued, revised, latestMention }) => {
    if (issued !== null && revised !== null) return `${month(issued.iso)}, revised ${month(revised.iso)}`;
    if (issued !== null) return month(issued.iso);
    if (revised !== null) return `Revised ${month(revised.iso)}`;
    if (latestMention === null) return "No date of issue is printed";
    return `No date of issue is printed; the latest date in the text is ${month(latestMention.iso)}`;
  },
  sourceUnknown: "Not known (taken from the copy that was given to this desk)",
  search: {
    titleFor: (query) => `Search for “${query}”`,
    title: "Search the documents",
    query: "Words to look for",
    hint: (units) =>
      `Japanese words find most, for the documents are in Japanese (up to ${number.format(units)} characters). Please do not write your name or address.`,
    city: "Which city's document?",
    everyCity: "Every city",
    submit: "Search",
    found: (passages) => (passages === 1 ? "One passage found" : `${number.format(passages)} passages found`),
    cut: (passages) => `The ${number.format(passages)} that fit best are shown.`,
    nothing: {
      title: "Nothing was found",
      text: "・Try a shorter or another word, in Japanese if you can.\n・If you chose a city, try every city.\n・Ask the desk: it also understands English questions.",
    },
  },
  place: "Read it in the full text",
  ask: "Ask the desk",
  text: {
    contents: "Contents",
    notes: [
      "Misprints are shown as they stand in the document.",
      "Where this text and the city's own publication differ, the city's own publication prevails.",
    ],
    ask: "Ask about this document",
    figureMissing: reply.figureMissing,
  },
};
