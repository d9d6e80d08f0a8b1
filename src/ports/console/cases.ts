/**
 * Cases, as they are worked in the console: what the console asks for, and the words around it.
 */

import type { CityId, Outcome } from "../../model.ts";
import type { Case, CaseNumber, ChannelName, Media, Message, OutboxId, OutboxRow } from "../../records.ts";
import type {
  AnswerFate,
  CaseCard,
  Fault,
  Person,
  RecordEntry,
  StaffView,
  Submission,
  Submitted,
  ViewRequest,
} from "../staff.ts";
import type { ConsolePerson } from "./desk.ts";

/** Cases that are not closed, or only some of them: `due` from when staff are reminded of the first answer. */
export const CASE_LISTS = ["open", "waiting", "mine", "due", "overdue", "closed"] as const;
export type CaseListName = (typeof CASE_LISTS)[number];

/** Where residents write. */
export const CASE_CHANNELS = ["line", "web"] as const satisfies readonly ChannelName[];

export interface CaseQuery {
  readonly list: CaseListName;
  /** Undefined for all. */
  readonly city: CityId | undefined;
  readonly channel: (typeof CASE_CHANNELS)[number] | undefined;
  /** Counts from 1. */
  readonly page: number;
}

/** A case as one line of the list. */
export interface CaseRow extends CaseCard {
  /** What the resident wrote last, else what was asked; `""` where no words are shown. */
  readonly excerpt: string;
}

export interface CaseList {
  /** The most urgent first; closed ones the newest first. */
  readonly rows: readonly CaseRow[];
  /** How many there are of this list, city and channel, and on how many pages; `isMore`: and older ones besides. */
  readonly total: number;
  readonly isMore: boolean;
  readonly pages: number;
  /** How many are in each list of open ones, whatever city and channel. */
  readonly counts: Readonly<Record<Exclude<CaseListName, "closed">, number>>;
}

/** A message of the conversation with what belongs to it, or a line of the case's record. */
export type CaseEntry =
  | {
      readonly kind: "message";
      readonly message: Message;
      readonly staffName: string | undefined;
      /** Of a person's answer; undefined for any other message. */
      readonly fate: AnswerFate | undefined;
      readonly file: Media | undefined;
    }
  | Extract<RecordEntry, { kind: "event" }>;

/** Something that has not reached the resident. */
export interface CaseUndelivered extends Pick<OutboxRow, "id" | "state" | "reason" | "createdAt"> {
  /** `""` where no words are shown. */
  readonly text: string;
}

/** What may be done to a case; who may do it is held by the routes of the console. */
export const CASE_ACTS = [
  "take",
  "answer",
  "note",
  "hand-on",
  "release",
  "set-due",
  "close",
  "reopen",
  "erase",
  "revoke",
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

export interface ConsoleCase {
  readonly card: CaseCard;
  /** Oldest first. */
  readonly entries: readonly CaseEntry[];
  /** So many of the latest stay out. */
  readonly skipped: number;
  /** What to skip to read on further back; undefined where nothing stands there. */
  readonly earlier: number | undefined;
  /** Other cases of the same person, newest first. */
  readonly others: readonly Case[];
  /** Oldest first. */
  readonly undelivered: readonly CaseUndelivered[];
  /** To whom it can be handed on. */
  readonly colleagues: readonly Person[];
  /** As the case is now. */
  readonly may: readonly CaseAct[];
}

/** All that goes where every record of a resident is erased. */
export interface CaseErasure {
  readonly numbers: readonly CaseNumber[];
  /** Counted up to {@link mostMessages}. */
  readonly messages: number;
  readonly mostMessages: number;
  readonly files: number;
}

export type CaseRefusal = Extract<StaffView, { view: "refusal" }>;
/** What one press does. */
export type CasePress =
  /** `revoke`: no link leads to the private page of the case any more. */
  | { readonly act: "take" | "release" | "reopen" | "revoke"; readonly number: CaseNumber }
  | { readonly act: "again"; readonly number: CaseNumber; readonly row: OutboxId };

export interface ConsoleCases {
  list(by: ConsolePerson, query: CaseQuery): Promise<CaseList>;
  /**
   * Undefined where there is no such case.
   *
   * @param skip - so many of the latest entries stay out: a page has room for a part of a long conversation
   */
  read(number: CaseNumber, skip: number): Promise<ConsoleCase | undefined>;
  /** What an answer begins with, or why there can be none. */
  reply(by: ConsolePerson, request: Omit<Extract<ViewRequest, { view: "reply" }>, "view">): Promise<StaffView>;
  submit(by: ConsolePerson, submission: Submission): Promise<Submitted>;
  /** @returns what is to be told of it; undefined where it shows by itself */
  press(by: ConsolePerson, press: CasePress): Promise<CaseRefusal | undefined>;
  /** A file of the case's conversation; undefined where there is none, and where no words are shown. */
  file(number: CaseNumber, id: string): Promise<{ readonly media: Media; readonly content: Uint8Array } | undefined>;
  /** A file was saved where the desk has no hold on it. */
  fileSaved(by: ConsolePerson, id: string): Promise<void>;
  /** Undefined where nothing is kept of the case's person. */
  erasure(number: CaseNumber): Promise<CaseErasure | undefined>;
  /** @returns false where nothing was left to be erased, or somebody changed the case meanwhile */
  erase(by: ConsolePerson, number: CaseNumber): Promise<boolean>;
}

export interface CasesWords {
  readonly title: string;
  readonly lists: Readonly<Record<CaseListName, string>>;
  readonly channels: Readonly<Record<ChannelName, string>>;
  readonly outcomes: Readonly<Record<Outcome["kind"], string>>;
  readonly queue: {
    readonly lists: string;
    readonly filter: string;
    readonly city: string;
    readonly channel: string;
    readonly any: string;
    readonly apply: string;
    readonly caption: string;
    readonly heads: Readonly<Record<"case" | "turn" | "due" | "excerpt", string>>;
    readonly none: string;
    readonly urgent: string;
    readonly noWords: string;
    readonly pages: string;
    total(list: Pick<CaseList, "total" | "isMore">): string;
    page(page: number): string;
  };
  readonly page: {
    title(number: CaseNumber): string;
    readonly toList: string;
    readonly facts: string;
    readonly channel: string;
    readonly assignee: string;
    readonly nobody: string;
    readonly conversation: string;
    readonly earlier: string;
    readonly later: string;
    readonly isPrivate: string;
    readonly unsent: string;
    readonly noText: string;
    readonly sources: string;
    file(type: string, bytes: number): string;
    readonly photo: string;
    readonly save: string;
    readonly undelivered: string;
    readonly others: string;
    readonly nothing: string;
    /** What a screen reader is told of the list that grows. */
    readonly log: string;
    readonly acts: string;
    readonly none: string;
  };
  readonly reply: {
    readonly title: string;
    readonly suggestion: string;
    readonly noSuggestion: string;
    readonly insertSuggestion: string;
    readonly canned: string;
    readonly choose: string;
    readonly insertCanned: string;
    readonly notOwn: string;
    readonly sent: string;
    readonly correcting: string;
    readonly stopCorrecting: string;
  };
  readonly forms: {
    readonly closeReasons: string;
    readonly erase: string;
    readonly eraseTitle: string;
    readonly revoke: string;
    readonly revokeHint: string;
    erasure(erasure: CaseErasure): string;
    readonly sure: string;
    readonly notSure: string;
    readonly erased: string;
    readonly notErased: string;
    readonly notOpen: string;
    readonly sentAgain: string;
    readonly badTime: string;
    readonly noColleague: string;
    readonly chooseColleague: string;
  };
  fault(fault: Fault): string;
}
