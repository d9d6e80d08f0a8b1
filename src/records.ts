/**
 * What the desk keeps: events as they came, conversations, cases, and what is still to be sent.
 *
 * Every shape here lies in a store and may be read back by a later version of the program. Times are milliseconds
 * since 1970 (UTC) by the desk's clock unless a comment names another. What belongs to a desk is found by that desk only.
 */

import type { CityId, HandoffReason, Language, Outcome, PassageId, Reply } from "./model.ts";

/** A tenant: one city's or one centre's desk, as `desks.json` names it. */
export type DeskId = string & { readonly brand: "DeskId" };
/** What a store remembers of itself belongs to no desk. */
export const NO_DESK = "" as DeskId;
export type ConversationId = string & { readonly brand: "ConversationId" };
export type MessageId = string & { readonly brand: "MessageId" };
export type OutboxId = number & { readonly brand: "OutboxId" };
/** Counts from 1 within a desk; people say it aloud. */
export type CaseNumber = number & { readonly brand: "CaseNumber" };

export const CHANNELS = ["line", "slack", "web"] as const;
export type ChannelName = (typeof CHANNELS)[number];

/**
 * Whom a channel talks to, as the channel names them, such as `user:U4af…` or `group:C02…`; `""` for an event of nobody.
 * Those of staff are told in `src/ports/staff.ts`. Holds an id of a person: never for a log.
 */
export type Peer = string & { readonly brand: "Peer" };

/** An event as a channel received it, before anybody looked into it. */
export interface ReceivedEvent {
  /** Decides what is a repetition, within the desk and the channel. */
  readonly eventId: string;
  readonly peer: Peer;
  /** The event as JSON text. */
  readonly raw: string;
  /** By the channel's clock. */
  readonly occurredAt: number;
  /** Allows one free answer; undefined where the event brings none. */
  readonly replyToken: string | undefined;
}

/** One event of one conversation, in work. */
export interface InboxEvent extends ReceivedEvent {
  readonly channel: ChannelName;
  readonly conversation: ConversationId;
  /** Of the latest delivery: a repetition of an event that is not yet answered renews it. */
  readonly receivedAt: number;
  /** Counts this one. */
  readonly attempts: number;
  /** Of the first attempt. */
  readonly firstTriedAt: number;
}

/** The right to work one conversation until `until`; a later taker has a higher `fence`. */
export interface Lease {
  readonly conversation: ConversationId;
  readonly fence: number;
  readonly until: number;
}

/** Why an event got no answer on purpose. */
export const SILENCES = [
  "standby",
  "not-mentioned",
  "nobody",
  "with-person",
  "unsent",
  "unsend",
  "edited",
  "stopped",
  "left",
  "unknown-kind",
  "no-longer-open",
  "own",
  "other-bot",
  "among-staff",
  "done",
] as const;
export type Silence = (typeof SILENCES)[number];

/** What became of an event. */
export type EventEnd =
  | { readonly kind: "answered" }
  | { readonly kind: "silent"; readonly why: Silence }
  /** `error`: a code or the name of an error class, never its message. */
  | { readonly kind: "dead"; readonly error: string };

export interface Conversation {
  readonly id: ConversationId;
  readonly channel: ChannelName;
  readonly peer: Peer;
  readonly city: CityId | undefined;
  /** As chosen; undefined to follow the language of each question. */
  readonly language: Language | undefined;
  /** JSON of `src/conversation/state.ts`; `""` before the first message. */
  readonly state: string;
  /** The person blocked the desk or the group put it out: nothing can be delivered. */
  readonly isStopped: boolean;
  readonly createdAt: number;
  readonly lastAt: number;
}

/** A section that an answer rested on, as it was cited then. */
export interface CitedSection {
  readonly passage: PassageId;
  readonly source: string;
}

/** `person`: one of the staff, who answers a case or looks something up. */
export const AUTHORS = ["resident", "desk", "person"] as const;

export interface Message {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly author: (typeof AUTHORS)[number];
  /** Who of the staff wrote it. */
  readonly staff: string | undefined;
  /** As read by the resident; `""` once it was unsent. */
  readonly text: string;
  /** The channel's own id of a message that came in. */
  readonly channelMessage: string | undefined;
  /** What the desk decided; undefined but for an answer of the desk. */
  readonly outcome: Outcome["kind"] | undefined;
  readonly city: CityId | undefined;
  readonly sections: readonly CitedSection[];
  /** A photo or file that came with it, see {@link Media}. */
  readonly media: string | undefined;
  /** Written on the private page: shown there and in the console, and nowhere else. */
  readonly isPrivate: boolean;
  readonly isUnsent: boolean;
  readonly at: number;
}

/** A file that a resident sent into an open case. */
export interface Media {
  /** Random; the name of the file under `DATA_DIR/media`. */
  readonly id: string;
  readonly conversation: ConversationId;
  /** By content, such as `image/jpeg`, not as the sender named it. */
  readonly type: string;
  readonly bytes: number;
  /** As the sender named it, for display; `""` for none. */
  readonly name: string;
  readonly at: number;
}

export const CASE_STATES = ["waiting", "with-person", "with-resident", "closed"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CLOSE_REASONS = ["solved", "withdrawn", "no-answer", "nuisance", "elsewhere", "erased"] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Why a case began. */
export type CaseCause = HandoffReason | "offered" | "could-not-answer";

export interface Case {
  readonly number: CaseNumber;
  readonly conversation: ConversationId;
  readonly channel: ChannelName;
  readonly state: CaseState;
  /** Who has it; undefined while it waits. */
  readonly assignee: string | undefined;
  readonly cause: CaseCause;
  readonly priority: "urgent" | "normal";
  readonly city: CityId | undefined;
  readonly language: Language;
  /** Of `topics.json`; undefined where none was found. */
  readonly topic: string | undefined;
  /** What was asked when it began, in the resident's words; `""` once cut or where `CASES_IN_LINE` is `contact`. */
  readonly asked: string;
  /** What the desk could not settle, oldest first. */
  readonly open: readonly string[];
  readonly openedAt: number;
  /** When the first answer is due, its reminder and whether each was told; undefined where nobody knows the hours. */
  readonly dueAt: number | undefined;
  readonly remindAt: number | undefined;
  readonly remindedAt: number | undefined;
  readonly escalatedAt: number | undefined;
  readonly firstAnsweredAt: number | undefined;
  /** Since when it is the resident's turn. */
  readonly withResidentAt: number | undefined;
  /** The resident was told that it will close by itself. */
  readonly noticedAt: number | undefined;
  readonly closedAt: number | undefined;
  readonly closeReason: CloseReason | undefined;
  /** 1 (not solved) to 3 (solved); undefined until the resident says. */
  readonly rating: number | undefined;
  readonly ratingWord: string;
  /** The resident wants every record gone: the desk's task before it closes. */
  readonly wishesErasure: boolean;
  /** Rises with every change: of two who change the same, one wins. */
  readonly version: number;
}

/** Who did something to a case. */
export type Actor =
  | { readonly kind: "resident" }
  | { readonly kind: "desk" }
  | { readonly kind: "staff"; readonly name: string };

export const CASE_MOVES = [
  "open",
  "take",
  "release",
  "hand-on",
  "answer",
  "note",
  "resident-writes",
  "close",
  "withdraw",
  "reopen",
  "remind",
  "escalate",
  "notice",
  "auto-close",
  "rate",
  "wish-erasure",
  "resident-left",
  "set-due",
] as const;
export type CaseMove = (typeof CASE_MOVES)[number];

/** One line of a case's record; the words themselves are in the message that it names. */
export interface CaseEvent {
  readonly number: CaseNumber;
  readonly at: number;
  readonly actor: Actor;
  readonly move: CaseMove;
  readonly message: MessageId | undefined;
  /**
   * An internal note, a reason, whom it was handed on to ({@link Staff.id}), when it is due (in digits); never shown to
   * the resident.
   */
  readonly text: string;
}

/** One of the people behind the desk. */
export interface Staff {
  /** As cases, messages and the audit name them: `slack:U0123`, or a name as it was typed at the terminal. */
  readonly id: string;
  /** As others read it. */
  readonly name: string;
  /** Whose guideline is meant where they name no city; undefined for that of the desk. */
  readonly city: CityId | undefined;
  readonly seenAt: number;
}

/** A place where staff talk: a channel of theirs and the message under which a thread hangs. */
export interface Place {
  readonly channel: string;
  /** The thread's first message; undefined for the channel itself. */
  readonly thread: string | undefined;
}

/**
 * Something that staff are shown. It names what it shows and holds none of it: what it says is read when it is sent, so
 * that nothing stale is shown and a resident's words lie in one place only.
 */
export type Post =
  /** A case at a glance: the first message of its thread, changed in place. */
  | { readonly what: "card"; readonly number: CaseNumber }
  /** What the resident wrote or sent into the case, or what a person answered and what became of it. */
  | { readonly what: "message"; readonly number: CaseNumber; readonly message: MessageId }
  /** A line of the case's record; `index` counts from 0, oldest first. */
  | { readonly what: "event"; readonly number: CaseNumber; readonly index: number }
  /** A message of staff was changed or deleted after it had been sent to the resident. */
  | {
      readonly what: "recall";
      readonly number: CaseNumber;
      readonly message: MessageId;
      readonly isDeleted: boolean;
      readonly at: number;
    }
  /** Cases that wait, in the morning of a day; figures of a day. */
  | { readonly what: "digest" | "summary"; readonly day: string }
  /** Somebody's own page. `isMember`: as they were met, see `Person.isMember`; cases are for members alone. */
  | { readonly what: "home"; readonly staff: string; readonly isMember: boolean }
  /** For one person's eyes. */
  | { readonly what: "whisper"; readonly staff: string; readonly place: Place | undefined; readonly say: Whisper }
  /** Takes what was shown away, by {@link Posted.key}. */
  | { readonly what: "removal"; readonly keys: readonly string[] };

/** What one person is told in private. */
export type Whisper =
  | { readonly kind: "not-member" | "not-open" | "gone" | "changed" | "failed" | "unknown-button" | "not-invited" }
  /** Somebody else has the case. */
  | { readonly kind: "taken"; readonly number: CaseNumber; readonly staff: string }
  /** The move is not legal in the state that the case is in. */
  | { readonly kind: "illegal"; readonly number: CaseNumber; readonly move: CaseMove; readonly state: CaseState }
  | { readonly kind: "sent-again" | "nothing-to-send"; readonly number: CaseNumber }
  | { readonly kind: "thanks"; readonly isHelpful: boolean }
  | { readonly kind: "help" }
  /** `undefined`: no home city any more, that of the desk counts. */
  | { readonly kind: "home-city"; readonly city: CityId | undefined }
  | { readonly kind: "unknown-city"; readonly cities: readonly CityId[] }
  | Finding;

/** What was found in the guidelines for one of the staff. */
export interface Finding {
  readonly kind: "finding";
  readonly reply: BundleReply;
  /** The message under which the answer is kept, which its buttons name; undefined where none is kept. */
  readonly answer: MessageId | undefined;
  /** What was asked, shown with an answer that stands apart from its question; `""` where it stands under it. */
  readonly asked: string;
  /** Only the asker sees it, and may share it. */
  readonly isPrivate: boolean;
  /** {@link Staff.id} of who shares it, and is told where it cannot be shown; undefined for what was not shared. */
  readonly sharedBy?: string | undefined;
}

/** Something that stands where staff see it, so that it can be changed and taken away. */
export interface Posted {
  /** Tells what it shows, such as `card:12` or `message:<id>`; each is shown once. */
  readonly key: string;
  /** The resident's conversation of which it shows something; undefined for none. */
  readonly conversation: ConversationId | undefined;
  readonly channel: string;
  /** The channel's own id of the message; `""` for a file alone. */
  readonly message: string;
  /** Of a file that went with it. */
  readonly file: string | undefined;
  /** A digest of what is shown, to leave out what would change nothing. */
  readonly digest: string;
  readonly at: number;
}

/** What a button does when it is pressed. */
export type Press =
  /** As if the words were typed. */
  | { readonly act: "say"; readonly text: string }
  | { readonly act: "city"; readonly city: CityId }
  | { readonly act: "language"; readonly language: Language }
  /** Goes on from the question that the message answered. */
  | { readonly act: "go-on"; readonly what: "other-cities" | "more" | "person"; readonly message: MessageId }
  | { readonly act: "helpful"; readonly isHelpful: boolean; readonly message: MessageId }
  | { readonly act: "open-case" }
  | { readonly act: "withdraw"; readonly number: CaseNumber }
  | { readonly act: "reopen"; readonly number: CaseNumber }
  | { readonly act: "rate"; readonly number: CaseNumber; readonly rating: number }
  | { readonly act: "ask-desk" }
  /** A new link to the private page of a case; or all links to it are good no longer. */
  | { readonly act: "private-link" | "private-revoke"; readonly number: CaseNumber }
  | { readonly act: "erase"; readonly isSure: boolean }
  | { readonly act: "choose-city" }
  | { readonly act: "choose-language" };

export interface Button {
  readonly label: string;
  readonly press: Press;
}

/** The words around an answer, in its language: the adapters hold none. */
export interface BundleWords {
  readonly quotation: string;
  readonly source: string;
  /** Leads from a source to its place in the whole text, at most 20 characters; missing in rows of earlier versions. */
  readonly inFull?: string | undefined;
  /** Stands where an answer was cut to fit. */
  readonly cut: string;
}

/** An answer without what only a page has room for. */
export type BundleReply = Omit<Reply, "actions" | "related" | "privacy">;

/** Something to be shown to a resident, free of any channel. */
export type Saying =
  | {
      readonly kind: "bundle";
      readonly reply: BundleReply;
      readonly words: BundleWords;
      readonly buttons: readonly Button[];
      /** Offered under the whole talk until the next message. */
      readonly quick: readonly Button[];
    }
  | {
      readonly kind: "text";
      readonly language: Language;
      readonly text: string;
      readonly quick: readonly Button[];
      /** Who speaks, where it is not the desk, at most 20 characters. */
      readonly sender?: string | undefined;
      /** A link to the private page of this case goes under it, made as it is sent: none is ever kept. */
      readonly linkTo?: CaseNumber | undefined;
      /** Such a link, on its way. */
      readonly address?: string | undefined;
      /** A notice of the centre, said behind an answer of the desk and never part of it. */
      readonly isNotice?: true | undefined;
    };

/** For the eyes of staff: a channel of residents refuses to carry it. */
export type StaffSaying = Finding | { readonly kind: "post"; readonly post: Post };

export const isForStaff = (saying: Saying | StaffSaying): saying is StaffSaying =>
  saying.kind === "finding" || saying.kind === "post";

/** `held`: no retry will help for now, such as the month's quota; staff can see it and send it again. */
export const OUTBOX_STATES = ["waiting", "sent", "held", "dead"] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** A message to the world: one call, at most 5 messages. */
export interface NewOutboxRow {
  readonly channel: ChannelName;
  readonly conversation: ConversationId;
  readonly peer: Peer;
  readonly sayings: readonly (Saying | StaffSaying)[];
  /** The event that it answers, whose token it may use; undefined for what the desk says of its own accord. */
  readonly cause: Pick<InboxEvent, "eventId" | "replyToken" | "occurredAt" | "receivedAt"> | undefined;
  /** A UUID, the same for every try. */
  readonly retryKey: string;
  /** A person's answer that it carries: whoever wrote it is told what became of it. */
  readonly message?: MessageId | undefined;
}

export interface OutboxRow extends Omit<NewOutboxRow, "cause"> {
  readonly id: OutboxId;
  readonly causeEvent: string | undefined;
  readonly replyToken: string | undefined;
  /** When the event occurred and was last received; 0 for a row without a cause. */
  readonly eventAt: number;
  readonly tokenReceivedAt: number;
  readonly state: OutboxState;
  /** The fencing token: who settles a row must know its count. */
  readonly attempts: number;
  /** Tries by the token whose outcome nobody knows, or that is under way. */
  readonly replyTries: number;
  /** It may have arrived by a lost reply and is pushed all the same. */
  readonly isToBeSure: boolean;
  /** Why it is held, dead or tried again: a code, see `src/delivery/outcome.ts`. */
  readonly reason: string;
  readonly createdAt: number;
  /** With the present retry key; undefined before. */
  readonly firstTriedAt: number | undefined;
  readonly nextAt: number;
  readonly sentAt: number | undefined;
}

export const ASKERS = ["resident", "staff"] as const;
export type Asker = (typeof ASKERS)[number];

/** Why a question is kept: what became of it. One that was `answered` is kept no longer than messages are. */
export const KEPT_WHYS = ["declined", "unhelpful", "case", "answered"] as const;
/** Those that the desk could not answer well. */
export const UNANSWERED = ["declined", "unhelpful", "case"] as const satisfies readonly KeptQuestion["why"][];

/** A question as it is kept for the desk's improvement, masked. */
export interface KeptQuestion {
  /** The id of the message that asked. */
  readonly id: MessageId;
  /** Undefined once it was cut from the person. */
  readonly conversation: ConversationId | undefined;
  readonly text: string;
  readonly city: CityId | undefined;
  readonly language: Language;
  readonly why: (typeof KEPT_WHYS)[number];
  /** What staff look up is kept apart from what residents ask. */
  readonly asker: Asker;
  readonly topic: string | undefined;
  readonly at: number;
}

export interface Feedback {
  readonly message: MessageId;
  readonly conversation: ConversationId;
  readonly isHelpful: boolean;
  readonly asker: Asker;
  readonly at: number;
}

/** That something was done, by whom, to what; never with a resident's words or ids. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  /** Of a setting or a notice: what it was and what it is, as staff read them; `""` for any other act. */
  readonly detail: string;
}

/** One entry of what stands on the page of a conversation. */
export interface Shown {
  /** Rises within the desk. */
  readonly seq: number;
  readonly peer: Peer;
  readonly what: ShownWhat;
  readonly at: number;
}

export type ShownWhat =
  /** `event`: of the inbox, under which it came in; `text`: as typed, or the label of a button that was pressed. */
  | { readonly by: "resident"; readonly event: string; readonly text: string }
  | { readonly by: "desk"; readonly prefix: string; readonly sayings: readonly Saying[] };

/** What one of the people of a desk may do in the console: read, work cases, or everything of the desk. */
export const ROLES = ["viewer", "counsellor", "manager"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who signs in to the console; of no desk, for one person may serve several. */
export interface Account {
  /** As it is typed to sign in: small letters, digits and `.-_@`; at most 100 characters. */
  readonly login: string;
  /** As others read it. */
  readonly name: string;
  /** An argon2id hash as a PHC string, never for a log; undefined for who signs in elsewhere only. */
  readonly password: string | undefined;
  /** Subject at the configured identity provider; undefined until the first sign-in there. */
  readonly subject: string | undefined;
  readonly roles: Readonly<Record<DeskId, Role>>;
  readonly isDisabled: boolean;
  readonly createdAt: number;
}

/** Somebody is signed in at one browser. */
export interface Session {
  /** SHA-256 of the token in the cookie, in hex: who reads the store cannot sign in by it. */
  readonly hash: string;
  readonly login: Account["login"];
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
}

/** Something that happened, without anybody's words or ids: figures are made of these, and they outlive what they count. */
export interface Fact {
  /** In Japan, `2026-11-21`. */
  readonly day: string;
  readonly what: FactKind;
  readonly channel: ChannelName;
  readonly city: CityId | undefined;
  readonly language: Language;
  /** Milliseconds of opening time for `first-answer`, 0 for any other. */
  readonly value: number;
}

export const FACT_KINDS = [
  "conversation",
  "answered",
  "asked-back",
  "declined",
  "talk",
  "handed-over",
  "helpful",
  "unhelpful",
  "first-answer",
  "closed",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** What the centre itself has to say just now: never part of a guideline, and never shown as one. */
export interface Notice {
  readonly id: string;
  /** Whoever asks with one of these is shown it; at least one, each of two characters or more. */
  readonly words: readonly string[];
  readonly text: string;
  /** Undefined for every city of the desk. */
  readonly city: CityId | undefined;
  /** The first and the last day in Japan on which it holds, `2026-11-21`. */
  readonly from: string;
  readonly until: string;
  /** {@link Staff.id} of who wrote it last, and of the second person who approved it as it is; undefined until then. */
  readonly author: string;
  readonly approver: string | undefined;
  readonly changedAt: number;
  /** Rises with every change: of two who change the same, one wins. */
  readonly version: number;
}

/** Words that staff use again and again in answers. */
export interface CannedText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  readonly changedAt: number;
  readonly version: number;
}

/** The way from a case in another channel to its private page. */
export interface PrivateLink {
  /** SHA-256 of the token in the link, in hex. */
  readonly hash: string;
  readonly conversation: ConversationId;
  readonly number: CaseNumber;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** SHA-256 of the token in the cookie of the browser that opened it first; undefined until then. */
  readonly browser: string | undefined;
  readonly revokedAt: number | undefined;
}
