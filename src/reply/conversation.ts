/**
 * What the desk says in a conversation besides its answers: first contact, choices, cases, records.
 *
 * A sentence is a function of what it speaks of, so that each language keeps its own order of words.
 */

import type { City, Language, Opening } from "../model.ts";
import { en } from "./conversation-en.ts";
import { ja } from "./conversation-ja.ts";
import { jaEasy } from "./conversation-ja-easy.ts";
import { en as answersEn } from "./en.ts";
import { ja as answersJa } from "./ja.ts";
import { jaEasy as answersJaEasy } from "./ja-easy.ts";

/** Labels of buttons; at most 20 characters as a reader counts them. */
export interface ButtonWords {
  readonly otherCities: string;
  readonly more: string;
  readonly person: string;
  readonly helpful: string;
  readonly unhelpful: string;
  readonly chooseCity: string;
  readonly withdraw: string;
  readonly reopen: string;
  readonly askDesk: string;
  readonly erase: string;
  readonly keep: string;
  /** What a rating says, from 1 (not solved) to 3 (solved). */
  readonly ratings: readonly [string, string, string];
}

/** A resident's own records, as they are told to the resident. */
export interface RecordsShown {
  readonly cityName: string | undefined;
  /** Days in Japan, `2026-11-21`. */
  readonly since: string;
  readonly messages: number;
  readonly files: number;
  readonly cases: number;
  /** The latest messages, oldest first. */
  readonly latest: readonly { readonly day: string; readonly isOwn: boolean; readonly text: string }[];
}

/** Stands in a case's record for a sticker, which no person behind the desk can be shown. */
export const STICKER_SENT = "［スタンプ］";

export interface ConversationWords {
  /** What people who read this language call it. */
  readonly ownName: string;
  cityName(city: City): string;
  readonly buttons: ButtonWords;
  readonly bundle: {
    /** Over a quotation, so that nobody takes it for the desk's own words. */
    readonly quotation: string;
    /** Before a source. */
    readonly source: string;
    /** Under a source, leads to the passage in the whole text; at most 20 characters as a reader counts them. */
    readonly inFull: string;
    /** Where an answer was cut. */
    readonly cut: string;
  };
  /** Before an answer that may have arrived already. */
  readonly toBeSure: string;
  /**
   * Who runs this, that a machine answers from the guideline, what is kept, why, how long, how to erase it.
   *
   * @param desk - as the desk is called; undefined where no name is set
   * @param days - for which messages are kept after the last one; `questionDays` for which masked questions are
   */
  firstContact(about: {
    readonly questionDays: number;
    readonly desk: string | undefined;
    readonly days: number;
    readonly url: string | undefined;
  }): string;
  readonly group: {
    /** On joining: how to ask, and what is kept. */
    readonly greeting: string;
    /** Cases, records and ratings are for a talk between two. */
    readonly onlyAlone: string;
  };
  /** What a button asks in the person's name, in words that the desk understands. */
  readonly goOn: { readonly "other-cities": string; readonly more: string; readonly person: string };
  readonly chooseCity: string;
  cityChosen(city: City): string;
  /** The city chosen earlier is no longer among those of the desk. */
  readonly cityGone: string;
  readonly chooseLanguage: string;
  /** Said in the language that was chosen. */
  readonly languageChosen: string;
  /** What was kept of the talk so far could not be read. */
  readonly stateLost: string;
  /** A button of an old message, or one that is not ours. */
  readonly unknownButton: string;
  /** Something failed on this side. */
  readonly apology: string;
  /** Said behind an apology where a person can be had. */
  readonly orPerson: string;
  readonly unreadable: {
    readonly sticker: string;
    readonly image: string;
    readonly video: string;
    readonly audio: string;
    readonly file: string;
    readonly location: string;
    readonly other: string;
    /** While a case is open and waits for a person. */
    readonly kept: string;
    /** @param megabytes - the most that is taken */
    tooLarge(megabytes: number): string;
    /** It could not be fetched. */
    readonly failed: string;
    readonly noVideo: string;
  };
  readonly feedback: {
    readonly helpful: string;
    readonly unhelpful: string;
  };
  /** After two answers in a row that did not help. */
  readonly offerPerson: string;
  readonly cases: {
    /**
     * Who answers, when, and not to write personal details here.
     *
     * @param desk - who answers; undefined where no name is set
     */
    opened(about: { readonly desk: string | undefined; readonly opening: Opening; readonly number: number }): string;
    /** The same where the centre answers by its own ways only. @param contact - how to reach it, as set for this desk */
    openedByContact(about: {
      readonly contact: string | undefined;
      readonly opening: Opening;
      readonly number: number;
    }): string;
    /** Nobody works cases here: whom to turn to stands before it. */
    readonly noCases: string;
    /** A case is open already and waits. */
    waiting(about: { readonly opening: Opening; readonly number: number }): string;
    /** A person has it already. */
    readonly withPerson: string;
    /** The machine answers one question although a person has the case. */
    readonly askDesk: string;
    /** Stands over an answer that a person sends in place of the last one. */
    readonly correction: string;
    readonly withdrawn: string;
    /** @param days - within which it can be opened again */
    closed(about: { readonly number: number; readonly days: number }): string;
    readonly rate: string;
    readonly rated: string;
    readonly ratingWord: string;
    readonly ratingWordKept: string;
    readonly reopened: string;
    readonly tooLateToReopen: string;
    /** It will close by itself. @param days - from now */
    notice(about: { readonly number: number; readonly days: number }): string;
    autoClosed(about: { readonly number: number; readonly days: number }): string;
  };
  readonly records: {
    shown(records: RecordsShown): string;
    readonly none: string;
    readonly eraseAsk: string;
    readonly erased: string;
    readonly kept: string;
    /** A person has still to answer: they will erase it. */
    readonly eraseWithCase: string;
  };
  /** What the centre itself has to say just now, behind an answer and apart from it. */
  readonly notice: {
    /** Who speaks, at most 20 characters. */
    readonly sender: string;
    /** @param notice - its own words as they were written, the day on which they were, and the last on which they hold */
    said(notice: { readonly text: string; readonly on: string; readonly until: string }): string;
  };
  /** Who speaks when a person answers and no name is to be shown, at most 20 characters. */
  readonly person: string;
}

export const conversationWords: Readonly<Record<Language, ConversationWords>> = { ja, "ja-easy": jaEasy, en };

/** Where help is in danger to life: what begins with it is said before anything else. */
export const helpWords: Readonly<Record<Language, string>> = {
  ja: answersJa.grave,
  "ja-easy": answersJaEasy.grave,
  en: answersEn.grave,
};
