/**
 * The people behind the desk: what they do in a channel of theirs, and what they are shown there.
 *
 * Words are the channel's to lay out and `src/reply/` to say; here is only what they speak of.
 */

import type { CityId, Language, Opening, PassageId, QuotedLine } from "../model.ts";
import type {
  Case,
  CaseEvent,
  CaseNumber,
  CitedSection,
  CloseReason,
  Finding,
  Media,
  Message,
  MessageId,
  OutboxRow,
  Peer,
  Place,
  Post,
  ReceivedEvent,
  Silence,
  Whisper,
} from "../records.ts";

/** One of the staff as their channel knows them. */
export interface Person {
  /** {@link Staff.id}, such as `slack:U0123`. */
  readonly id: string;
  readonly name: string;
  /** Of the desk's own channel: who is not may look rules up, and nothing else. */
  readonly isMember: boolean;
}

/** With whom a conversation of staff is; the part before the colon tells what follows it. */
export const peerOf = {
  /** A thread of a channel, or of a talk with the desk alone. */
  place: ({ channel, thread }: Place): Peer => `place:${channel}:${thread ?? ""}` as Peer,
  /** The thread of a case, wherever it stands. */
  case: (number: CaseNumber): Peer => `case:${number}` as Peer,
  /** The desk's own channel. */
  room: (): Peer => "room:" as Peer,
  /** One person, by {@link Person.id}. */
  person: (id: string): Peer => `user:${id}` as Peer,
};

/** The place that {@link peerOf.place} names; undefined for any other peer. */
export function placeOf(peer: Peer): Place | undefined {
  const [kind, channel = "", thread = ""] = peer.split(":");
  return kind === "place" ? { channel, thread: thread === "" ? undefined : thread } : undefined;
}

/** What the people behind the desk do, as far as the desk takes part in it. `by`: {@link Person.id}. */
export type StaffIncoming =
  | {
      readonly kind: "said";
      readonly by: string;
      readonly place: Place;
      /** The channel's id of the message. */
      readonly message: string;
      /** Without the mention of the desk, in plain text. */
      readonly text: string;
      readonly isMention: boolean;
      /** It mentions people other than the desk. */
      readonly callsOthers: boolean;
      /** In a talk with the desk alone. */
      readonly isDirect: boolean;
    }
  | { readonly kind: "pressed"; readonly by: string; readonly press: StaffPress | undefined; readonly at: PressedAt }
  | { readonly kind: "home-opened"; readonly by: string }
  /** A message of staff reads otherwise now, or is gone; `channel` and `message` tell which. */
  | { readonly kind: "changed"; readonly channel: string; readonly message: string; readonly isDeleted: boolean }
  | { readonly kind: "silent"; readonly why: Silence }
  /** `name`: what the channel calls it, cut to a few letters and safe for a log. */
  | { readonly kind: "unknown"; readonly name: string };

/** Where a button stood. */
export interface PressedAt {
  /** Undefined on somebody's own page and in a window. */
  readonly place: Place | undefined;
  /** Where a word in private is seen: not under a message of the channel itself, which has no thread that is looked at. */
  readonly aside: Place | undefined;
  /** Only the presser sees the message that it stands on. */
  readonly isPrivate: boolean;
}

/** A button that acts at once. */
export type StaffPress =
  | { readonly act: "take" | "release" | "reopen"; readonly number: CaseNumber }
  /** Sends an answer again that was held back or given up. */
  | { readonly act: "again"; readonly number: CaseNumber; readonly message: MessageId }
  | { readonly act: "compare"; readonly answer: MessageId }
  | { readonly act: "keep-city"; readonly answer: MessageId; readonly city: CityId }
  | { readonly act: "helpful"; readonly answer: MessageId; readonly isHelpful: boolean }
  /** Shows an answer that only the asker sees to the channel in which it stands. */
  | { readonly act: "share"; readonly answer: MessageId }
  /** Undefined: that of the desk. */
  | { readonly act: "home-city"; readonly city: CityId | undefined };

/** A window is wanted. */
export type ViewRequest =
  | { readonly view: "reply"; readonly number: CaseNumber; readonly correcting?: MessageId | undefined }
  /** To send a message of a thread to the resident of its case. */
  | { readonly view: "send"; readonly place: Place; readonly message: string; readonly text: string }
  | { readonly view: "note" | "hand-on" | "due" | "record"; readonly number: CaseNumber }
  | { readonly view: "close"; readonly number: CaseNumber; readonly reason: CloseReason | undefined }
  | { readonly view: "section"; readonly passage: PassageId }
  | { readonly view: "wordings"; readonly answer: MessageId }
  /** The question of an answer once more, of all cities where none is named. */
  | { readonly view: "asked-again"; readonly answer: MessageId; readonly city: CityId | undefined }
  /** `place`, `message`: where the words stand that are looked up; undefined where nobody knows. */
  | {
      readonly view: "finding";
      readonly text: string;
      readonly place?: Place | undefined;
      readonly message?: string | undefined;
    };

/** What a window shows. */
export type StaffView =
  | ReplyView
  /** What was written in it, as the resident will read it: sent with the next press. */
  | (Omit<ReplyView, "view" | "isSuggested"> & { readonly view: "preview"; readonly asRead: readonly string[] })
  | { readonly view: "note"; readonly number: CaseNumber }
  /** `wishesErasure`: all that is kept of the resident goes with the case. */
  | {
      readonly view: "close";
      readonly number: CaseNumber;
      readonly reason: CloseReason | undefined;
      readonly wishesErasure: boolean;
    }
  | { readonly view: "hand-on"; readonly number: CaseNumber; readonly assignee: string | undefined }
  | { readonly view: "due"; readonly number: CaseNumber; readonly dueAt: number | undefined }
  | { readonly view: "record"; readonly card: CaseCard; readonly entries: readonly RecordEntry[] }
  | { readonly view: "section"; readonly reading: Reading }
  | { readonly view: "wordings"; readonly asked: string; readonly wordings: readonly Wording[] }
  | { readonly view: "finding"; readonly finding: Finding }
  /** What was asked for cannot be shown or done. */
  | {
      readonly view: "refusal";
      readonly say: Whisper;
      /** Of whom it speaks, where it speaks of somebody. */
      readonly staffName?: string | undefined;
    };

/** An answer to a resident as it is being written. */
export interface ReplyView {
  readonly view: "reply";
  readonly number: CaseNumber;
  readonly language: Language;
  /** As the resident reads who answers. */
  readonly sender: string;
  readonly text: string;
  /** `text` is what the guideline says to what stayed open. */
  readonly isSuggested: boolean;
  /** What may be put under the answer, and whether it is. */
  readonly quotation: AnswerQuotation | undefined;
  readonly isQuoted: boolean;
  readonly cost: Cost;
  /** The answer that this one corrects. */
  readonly correcting: MessageId | undefined;
  /** The message of staff whose words are sent; undefined where they were written in the window. */
  readonly source: Source | undefined;
}

/** A message in a channel of staff. */
export interface Source {
  readonly channel: string;
  readonly message: string;
}

export interface AnswerQuotation {
  readonly passage: PassageId;
  readonly lines: readonly QuotedLine[];
  readonly source: string;
  /** At which the passage is read in the whole text; undefined where the desk has no address. */
  readonly address?: string | undefined;
}

/** What sending an answer takes. */
export interface Cost {
  /** Messages that may still be pushed this month; undefined where there is no limit or nobody knows. */
  readonly left: number | undefined;
  /** True as well while nobody knows. */
  readonly isLimited: boolean;
  /** The resident blocked the desk: nothing arrives. */
  readonly isStopped: boolean;
  /** It stands on the private page of the case, and LINE only tells that it is there. */
  readonly isPrivate?: boolean | undefined;
  /** It arrives on the desk's own page, which costs nothing: there is no limit. */
  readonly isOnPage: boolean;
}

/** A window that was sent off. `id`: each is taken once. */
export type Submission = { readonly id: string } & (
  | {
      /** `reply` asks to see it first, `send` sends it. */
      readonly form: "reply" | "send";
      readonly number: CaseNumber;
      readonly text: string;
      /** Undefined for none. */
      readonly quote: PassageId | undefined;
      readonly correcting: MessageId | undefined;
      readonly source: Source | undefined;
    }
  | { readonly form: "note"; readonly number: CaseNumber; readonly text: string }
  | { readonly form: "close"; readonly number: CaseNumber; readonly reason: CloseReason }
  /** `to`: as the channel knows them, for whom a case is handed on to may never have been met. */
  | { readonly form: "hand-on"; readonly number: CaseNumber; readonly to: Person }
  | { readonly form: "due"; readonly number: CaseNumber; readonly at: number }
);

export type Submitted =
  | { readonly kind: "done" }
  /** Said beside the field. */
  | { readonly kind: "fault"; readonly field: "text" | "to" | "at"; readonly fault: Fault }
  | { readonly kind: "show"; readonly view: StaffView };

export type Fault =
  | { readonly kind: "empty" | "in-the-past" | "is-robot" | "has-it-already" | "not-member" }
  /** `units`: UTF-16 code units that are taken. */
  | { readonly kind: "too-long"; readonly units: number };

/** What a channel of staff asks the desk for while somebody waits. `by` was met in that channel. */
export interface StaffRoom {
  /** Keeps events; resolves when they are safe. A repetition is harmless. */
  receive(events: readonly ReceivedEvent[], at: number): Promise<void>;
  /** A line typed to the desk: a question, 市 and a city, or ヘルプ. Only who typed it sees what comes. */
  command(by: Person, line: string): Promise<Whisper>;
  view(by: Person, request: ViewRequest): Promise<StaffView>;
  submit(by: Person, submission: Submission): Promise<Submitted>;
}

/** A stretch of a guideline in its place. */
export interface Reading {
  /** The one that was quoted. */
  readonly passage: PassageId;
  readonly source: string;
  /** In the order of the text; `isAsked`: the passage that was quoted. */
  readonly passages: readonly {
    readonly sectionPath: string;
    readonly lines: readonly QuotedLine[];
    readonly isAsked: boolean;
  }[];
}

/** An answer to be handed to a resident, as one reads it in this language. */
export interface Wording {
  readonly language: Language;
  readonly text: string;
}

/** A case at a glance. */
export interface CaseCard {
  readonly case: Case;
  /** No words of the resident are to be shown here. */
  readonly isWordless: boolean;
  readonly cityName: string | undefined;
  readonly topicName: string | undefined;
  /** Of the assignee; undefined while it waits. */
  readonly assigneeName: string | undefined;
  /** What the desk had answered when the case began; undefined where it had not, and on the cards of a list. */
  readonly answered: { readonly text: string; readonly sources: readonly CitedSection[] } | undefined;
  /** Earlier cases of the same person, newest first. */
  readonly earlier: readonly CaseNumber[];
  /** When people answer next. */
  readonly opening: Opening;
  readonly isOverdue: boolean;
  readonly isStopped: boolean;
  /** An address at which the case can be read; undefined for none. */
  readonly url: string | undefined;
}

/** What became of a person's answer. */
export type AnswerFate =
  | { readonly kind: "waiting" | "sent" | "stopped" }
  /** `reason`: see {@link OutboxRow.reason}. */
  | { readonly kind: "held" | "dead"; readonly reason: OutboxRow["reason"] };

/** What was said in a case, or done to it. */
export type RecordEntry =
  | { readonly kind: "message"; readonly message: Message; readonly staffName: string | undefined }
  | {
      readonly kind: "event";
      readonly event: CaseEvent;
      readonly actorName: string | undefined;
      /** Of whom it was handed on to. */
      readonly toName?: string | undefined;
    };

/** What a post says at the moment when it is read. */
export type PostContent =
  | { readonly what: "card"; readonly card: CaseCard }
  | {
      readonly what: "message";
      readonly number: CaseNumber;
      /** Without words where it stands on the private page. */
      readonly message: Message;
      readonly isWordless: boolean;
      /** An address at which the case can be read; undefined for none. */
      readonly url?: string | undefined;
      readonly staffName: string | undefined;
      /** Who has the case and should know what the resident wrote; undefined for what staff wrote. */
      readonly assignee: string | undefined;
      /** Undefined for what a resident wrote. */
      readonly fate: AnswerFate | undefined;
      readonly media: Media | undefined;
      /** Undefined where the file is not to be shown or is gone. */
      readonly file: Uint8Array | undefined;
    }
  | {
      readonly what: "event";
      readonly event: CaseEvent;
      readonly on: Case;
      readonly isWordless: boolean;
      /** Of who did it, and of whom it was handed on to. */
      readonly actorName: string | undefined;
      readonly toName: string | undefined;
      readonly opening: Opening;
    }
  | { readonly what: "recall"; readonly number: CaseNumber; readonly message: MessageId; readonly isDeleted: boolean }
  /** Those that wait for anybody first; `held`: so many of all somebody has. */
  | {
      readonly what: "digest";
      readonly day: string;
      readonly waiting: readonly CaseCard[];
      readonly more: number;
      readonly held: number;
    }
  | { readonly what: "summary"; readonly summary: Summary }
  | { readonly what: "home"; readonly home: Home }
  | { readonly what: "whisper"; readonly say: Whisper; readonly staffName: string | undefined };

/** Figures of a day in Japan. */
export interface Summary {
  /** `2026-11-21` */
  readonly day: string;
  readonly opened: number;
  /** Answered by a person for the first time. */
  readonly answered: number;
  readonly closed: number;
  /** Now. */
  readonly waiting: number;
  /** From opening to the first answer, in opening time; undefined where none was answered or nobody knows the hours. */
  readonly medianFirstAnswerMs: number | undefined;
  /** What stayed unanswered, most often first; `name` undefined for what belongs to no topic. */
  readonly unanswered: readonly { readonly name: string | undefined; readonly count: number }[];
}

/** Somebody's own page. */
export interface Home {
  readonly name: string;
  /** Where false, nothing is told of cases: both lists are empty, and `today` has no figures. */
  readonly isMember: boolean;
  /** At most 20 of each, the most urgent first. */
  readonly mine: readonly CaseCard[];
  readonly waiting: readonly CaseCard[];
  /** So many of each besides. */
  readonly more: { readonly mine: number; readonly waiting: number };
  readonly today: Summary;
  readonly desk: {
    readonly name: string | undefined;
    readonly opening: Opening;
    readonly quota: { readonly left: number | undefined; readonly isLimited: boolean; readonly at: number } | undefined;
    /** `waiting`: for residents. */
    readonly outbox: { readonly waiting: number; readonly held: number; readonly dead: number };
    readonly knowledge: readonly { readonly city: CityId; readonly name: string; readonly date: string }[];
  };
  /** As chosen; undefined for that of the desk. */
  readonly city: CityId | undefined;
}

/** Reads what a post says now; undefined where there is nothing to be shown any more. */
export type PostReader = (post: Exclude<Post, { what: "removal" }>) => Promise<PostContent | undefined>;
