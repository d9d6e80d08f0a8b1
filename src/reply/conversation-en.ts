/**
 * What the desk says in a conversation besides its answers, in English.
 */

import type { Opening } from "../model.ts";
import type { ConversationWords } from "./conversation.ts";
import { daysEn } from "./days.ts";

const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const ASK = "Please write what you would like to know.";
const OR_PERSON = "You can also talk to a person.";
const OR_WRITE = "You can also write what is in it.";
const NOT_HERE = "Please do not write personal details here, such as your address, telephone number or My Number.";

/** “9:05” */
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
const { date, fullDate } = daysEn;
const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

/** When the people behind the desk answer. */
export function hours(opening: Opening): string {
  switch (opening.kind) {
    case "open":
      return `Staff are there until ${clock(opening.untilMinutes)} today.`;
    case "opens": {
      const { daysAhead, weekday, day, fromMinutes } = opening;
      const on = daysAhead === 0 ? "today" : daysAhead < 7 ? WEEKDAYS[weekday] : `${WEEKDAYS[weekday]}, ${date(day)},`;
      return `Staff are not there now. Next: ${on} from ${clock(fromMinutes)}.`;
    }
    case "unknown":
      return "This desk does not know when staff are there. Please check the opening days.";
    default:
      return opening satisfies never;
  }
}

const again = (count: number): string => `You can open it again within ${days(count)}.`;

export const en: ConversationWords = {
  ownName: "English",
  cityName: (city) => city.names.en,
  buttons: {
    otherCities: "Other cities",
    more: "Tell me more",
    person: "Talk to a person",
    helpful: "This helped",
    unhelpful: "This did not help",
    chooseCity: "Choose a city",
    withdraw: "Cancel my request",
    reopen: "Open request again",
    askDesk: "Ask the machine",
    erase: "Delete",
    keep: "Do not delete",
    ratings: ["Not solved", "Partly solved", "Solved"],
  },
  bundle: {
    quotation: "Words of the document",
    source: "Source",
    inFull: "Read the full text",
    cut: "(This is long and was cut here. Please see the document for the rest.)",
  },
  toBeSure: "(To be sure, this is sent once more.)",
  firstContact: ({ desk, days: kept, questionDays, url }) =>
    [
      desk === undefined ? "This desk answers about collaboration between citizens and the city." : `This is ${desk}.`,
      "A machine, not staff, answers from the city's documents.",
      `What you write or send is kept to answer you, pass it on to staff and improve. It is deleted ${days(kept)} after your last message. Unanswered questions stay for ${days(questionDays)}, without your name.`,
      "To have it deleted, write “Delete my records”.",
      ...(url === undefined ? [] : ["Read more here:", url]),
    ].join("\n"),
  group: {
    greeting:
      "Hello. This is a machine that answers from the city's documents about collaboration between citizens and the city. Please mention this desk with @ and write your question. Such questions and their answers are kept. Your other talk is not kept.",
    onlyAlone: "Others can read this chat. Please write about that to this desk alone, in a chat of your own.",
  },
  goOn: { "other-cities": "Compare with the other cities", more: "Tell me more", person: "I want to talk to a person" },
  chooseCity: "Which city would you like to know about?",
  cityChosen: (city) => `The desk now answers about ${city.names.en}. ${ASK}`,
  cityGone: "This desk no longer has the document of the city you chose. Please choose a city again.",
  chooseLanguage: "Which language should the answers be in?",
  languageChosen: `Answers will be in English from now on. ${ASK}`,
  stateLost: "Sorry, this desk has lost track of what was said before. Please start again.",
  unknownButton: `This button does not work any more. ${ASK}`,
  apology: `Sorry, something went wrong and there is no answer. Please try other words.`,
  orPerson: OR_PERSON,
  unreadable: {
    sticker: "Thank you for the sticker. If you have a question, please write it.",
    image: `Sorry, this desk cannot read pictures. ${ASK}`,
    video: `Sorry, this desk cannot watch videos. ${ASK}`,
    audio: `Sorry, this desk cannot listen to recordings. ${ASK}`,
    file: `Sorry, this desk cannot read files. ${ASK}`,
    location: "Sorry, this desk cannot read locations. Please write the name of the city and your question.",
    other: `Sorry, this desk cannot read this. ${ASK}`,
    kept: "This has arrived. It will be passed on to staff.",
    tooLarge: (megabytes) =>
      `Sorry, nothing larger than ${megabytes} MB can be taken. Please send a smaller one. ${OR_WRITE}`,
    failed: `Sorry, this could not be received. Please send it again. ${OR_WRITE}`,
    noVideo: `Sorry, videos cannot be taken. Please send a picture. ${OR_WRITE}`,
  },
  feedback: {
    helpful: "Thank you. If you have another question, please write it.",
    unhelpful: "Sorry that this was no help. Please try other words: that may find more.",
  },
  offerPerson: `It seems that the answer was not found. ${OR_PERSON}`,
  cases: {
    opened: ({ desk, opening, number }) =>
      [
        `Your request has arrived. Its number is ${number}.`,
        `${desk === undefined ? "A member of staff" : `A person at ${desk}`} will answer in this chat.`,
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    openedByContact: ({ contact, opening, number }) =>
      [
        `Your request was noted. Its number is ${number}.`,
        contact === undefined
          ? "For an answer, please ask the main desk of city hall."
          : `For an answer, please turn to this contact:\n${contact}`,
        hours(opening),
        NOT_HERE,
      ].join("\n"),
    noCases: "This desk cannot connect you with a person.",
    waiting: ({ opening, number }) =>
      `Your request number ${number} has arrived. Please wait for an answer.\n${hours(opening)}`,
    withPerson: "A member of staff has your request. Whatever you write here goes to them.",
    askDesk: "The machine answers from the city's documents. Please write one question.",
    correction: "This corrects my last answer. Please go by this one.",
    withdrawn: "Your request was cancelled. Please write whenever you have a question.",
    closed: ({ number, days: left }) => `Your request number ${number} is closed. ${again(left)}`,
    rate: "Is your matter solved now?",
    rated: "Thank you.",
    ratingWord: "If you like, write a few words about it. You do not have to.",
    ratingWordKept: "Thank you for your words.",
    reopened: "Your request is open again. Please write what you would like to add.",
    tooLateToReopen: "Too much time has passed to open this request again. Please write a new one.",
    notice: ({ number, days: left }) =>
      `Your request number ${number} closes in ${days(left)} if you do not reply. If there is more, please write it.`,
    autoClosed: ({ number, days: left }) =>
      `There was no reply, so your request number ${number} was closed. ${again(left)}`,
  },
  records: {
    shown: ({ cityName, since, messages, files, cases, latest }) =>
      [
        "These are your records at this desk.",
        `• First message: ${fullDate(since)}`,
        `• City chosen: ${cityName ?? "none"}`,
        `• Messages: ${messages}`,
        `• Pictures and files: ${files}`,
        `• Requests: ${cases}`,
        ...latest.map(({ day, isOwn, text }) => `• ${date(day)}, ${isOwn ? "you" : "the desk"}: ${text}`),
        "To have them deleted, write “Delete my records”.",
      ].join("\n"),
    none: "This desk has no records of you.",
    eraseAsk: "All your records will be deleted. This cannot be undone. Are you sure?",
    erased: "All your records were deleted. Thank you for using this desk.",
    kept: "Your records were not deleted.",
    eraseWithCase: "Your request is still open. Staff will close it first and then delete your records.",
  },
  notice: {
    sender: "Notice of the centre",
    said: ({ text, on, until }) =>
      `This is a notice of the centre, written on ${fullDate(on)}.\n${text}\nIt holds until ${fullDate(until)}. It is not from the city's document.`,
  },
  person: "Staff",
};
