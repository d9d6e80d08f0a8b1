/**
 * Every word of the console.
 */

import type { ConsoleWords } from "../../ports/console/words.ts";
import { caseWords } from "../staff-cases.ts";
import { auditWords } from "./audit.ts";
import { cannedWords } from "./canned.ts";
import { casesWords } from "./cases.ts";
import { figuresWords } from "./figures.ts";
import { frameWords } from "./frame.ts";
import { noticesWords } from "./notices.ts";
import { peopleWords } from "./people.ts";
import { questionsWords } from "./questions.ts";
import { searchWords } from "./search.ts";
import { settingsWords } from "./settings.ts";
import { signInWords } from "./sign-in.ts";
import { stateWords } from "./state.ts";

export const consoleWords: ConsoleWords = {
  frame: frameWords,
  signIn: signInWords,
  case: caseWords,
  people: peopleWords,
  audit: auditWords,
  cases: casesWords,
  canned: cannedWords,
  search: searchWords,
  questions: questionsWords,
  figures: figuresWords,
  state: stateWords,
  settings: settingsWords,
  notices: noticesWords,
};
