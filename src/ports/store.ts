/**
 * The store: what is committed here survives the process.
 *
 * Everything is done within a transaction of one desk, and the only way to a row is through the records that the
 * transaction hands out: no query can forget the desk, and none can slip past an open transaction.
 */

import type { CityId, Language } from "../model.ts";
import type {
  Asker,
  AuditEntry,
  Case,
  CaseEvent,
  CaseNumber,
  CaseState,
  ChannelName,
  Conversation,
  ConversationId,
  DeskId,
  EventEnd,
  Feedback,
  InboxEvent,
  KeptQuestion,
  Lease,
  Media,
  Message,
  MessageId,
  NewOutboxRow,
  OutboxId,
  OutboxRow,
  OutboxState,
  Peer,
  Posted,
  ReceivedEvent,
  Staff,
} from "../records.ts";
import type {
  Accounts,
  CannedTexts,
  ChangeCounter,
  Facts,
  Notices,
  PrivateLinks,
  Sessions,
  SignInFailures,
  Timeline,
  Transcripts,
} from "./store-web.ts";

export interface Store {
  /**
   * Runs `act` in one transaction: all of it is kept, or none when it throws.
   *
   * @param act - awaits nothing but the records: on SQLite every other transaction waits for it
   */
  within<T>(desk: DeskId, act: (records: Records) => Promise<T>): Promise<T>;
  /** Every desk that has rows, for those who look after the store as a whole. */
  desks(): Promise<DeskId[]>;
  /** Lets transactions under way end. */
  close(): Promise<void>;
}

export interface Records {
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly cases: Cases;
  readonly outbox: Outbox;
  readonly questions: Questions;
  readonly media: MediaRecords;
  readonly settings: Settings;
  readonly audit: Audit;
  readonly staff: StaffRecords;
  readonly posts: Posts;
  readonly timeline: Timeline;
  readonly facts: Facts;
  readonly notices: Notices;
  readonly canned: CannedTexts;
  readonly links: PrivateLinks;
  readonly transcripts: Transcripts;
  readonly changes: ChangeCounter;
  /** Of the store as a whole: only in a transaction of `NO_DESK`. */
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly failures: SignInFailures;
}

export interface Intake {
  readonly taken: number;
  /** Deliveries of an event that was here already. */
  readonly repeated: number;
}

export interface Inbox {
  /**
   * Keeps events under (desk, channel, event id), and makes the conversation of each if there is none.
   * A repetition of an event whose answer has not left yet renews `receivedAt` of both, and lets a held answer out again.
   */
  receive(channel: ChannelName, events: readonly ReceivedEvent[], now: number, newId: () => string): Promise<Intake>;
  /**
   * Leases a conversation that nobody works and whose first waiting event is due, the one that waits longest; and
   * takes up that event, counting the attempt. Order within a conversation is by `occurredAt`, then by arrival.
   *
   * @param channel - of this one only; undefined for any
   * @returns undefined where nothing is due
   */
  take(
    now: number,
    leaseMs: number,
    channel?: ChannelName,
  ): Promise<{ readonly lease: Lease; readonly event: InboxEvent } | undefined>;
  /** Locks the conversation for this transaction. @returns false where the lease was lost to another */
  holds(lease: Lease): Promise<boolean>;
  /**
   * The event is worked: its raw text is let go unless it is dead, and the conversation is free again.
   *
   * @returns whether more events of the conversation wait
   */
  end(lease: Lease, event: InboxEvent, end: EventEnd, now: number): Promise<boolean>;
  /** The event stays first in its conversation and is due again at `nextAt`; the conversation is free meanwhile. */
  postpone(lease: Lease, event: InboxEvent, nextAt: number, error: string): Promise<void>;
  /** Whether any event of a conversation waits or is in work. */
  waits(conversation: ConversationId): Promise<boolean>;
  /** When the next event is due; undefined where none waits. Events in work count when their lease ends. */
  nextDue(): Promise<number | undefined>;
  /** How many events ended how, and how many wait. */
  counts(): Promise<InboxCounts>;
  /** When the latest event of each channel came; without those of which none is kept. */
  lastReceived(): Promise<Readonly<Partial<Record<ChannelName, number>>>>;
  /** Dead ones, newest first. */
  dead(limit: number): Promise<readonly DeadEvent[]>;
  /** Deletes events that ended before this. @returns how many */
  deleteBefore(before: number): Promise<number>;
}

export interface InboxCounts {
  readonly waiting: number;
  readonly answered: number;
  readonly dead: number;
  readonly silent: Readonly<Record<string, number>>;
}

export interface DeadEvent {
  readonly channel: ChannelName;
  readonly eventId: string;
  readonly error: string;
  readonly at: number;
}

export interface Conversations {
  get(id: ConversationId): Promise<Conversation | undefined>;
  byPeer(channel: ChannelName, peer: Peer): Promise<Conversation | undefined>;
  /** The one with a peer, made where there is none. */
  ensure(channel: ChannelName, peer: Peer, now: number, newId: () => string): Promise<Conversation>;
  save(conversation: Pick<Conversation, "id" | "city" | "language" | "state" | "isStopped" | "lastAt">): Promise<void>;
  /** Nothing else comes into it until the transaction ends. Before a case of it is changed, as whoever works it does. */
  lock(id: ConversationId): Promise<void>;
  /**
   * Deletes the conversation and all that hangs on it: messages, cases and their events, what waits in inbox and
   * outbox, feedback, kept questions, media records. Keys of events stay, so that a repetition is still known; so do
   * posts, which no longer tell of which conversation they are, until they were taken away where they stand, and what
   * still waits to be shown to staff.
   *
   * @returns ids of the media whose files must go
   */
  erase(id: ConversationId): Promise<readonly string[]>;
  /** The same at the end of its time: closed cases without words stay, and masked questions that were not answered, cut from the person. */
  expire(id: ConversationId): Promise<readonly string[]>;
  /** Quiet since before `before`, without a case that is open or was closed since; oldest first. */
  quietSince(before: number, limit: number): Promise<readonly ConversationId[]>;
}

export interface Messages {
  add(message: Message): Promise<void>;
  get(id: MessageId): Promise<Message | undefined>;
  /** Those of these that there are, in any order. */
  among(ids: readonly MessageId[]): Promise<readonly Message[]>;
  byChannelId(conversation: ConversationId, channelMessage: string): Promise<Message | undefined>;
  /** The latest `limit`, oldest first. */
  latest(conversation: ConversationId, limit: number): Promise<readonly Message[]>;
  /**
   * Removes the words of a message, the name of its media and its undelivered copies, and marks it; remembers the id
   * where the message has not come yet.
   *
   * @returns the message, if it is here
   */
  unsend(conversation: ConversationId, channelMessage: string, now: number): Promise<Message | undefined>;
  /** It was unsent before it came. */
  isUnsent(conversation: ConversationId, channelMessage: string): Promise<boolean>;
  edit(id: MessageId, text: string): Promise<void>;
  /** Removes words and media of messages older than this; the rows stay for counting. @returns ids of the media whose files must go */
  cut(conversation: ConversationId, before: number): Promise<readonly string[]>;
}

export interface CaseFilter {
  readonly states?: readonly CaseState[] | undefined;
  readonly assignee?: string | undefined;
  readonly conversation?: ConversationId | undefined;
  /** Opened, answered for the first time, or closed at this or later. */
  readonly openedSince?: number | undefined;
  readonly answeredSince?: number | undefined;
  readonly closedSince?: number | undefined;
  readonly limit: number;
}

/** Besides the times that stand in a case: it is due to be reminded of or escalated, unanswered, at those. */
export interface CaseTimes {
  /** With the resident for so long, and the resident was not told that it will close. */
  readonly noticeMs: number;
  /** The resident was told so long ago. */
  readonly closeMs: number;
}

export interface Cases {
  /** Gives the next number of the desk. */
  open(newCase: Omit<Case, "number" | "version">): Promise<Case>;
  get(number: CaseNumber): Promise<Case | undefined>;
  /** The one of a conversation that is not closed. */
  openOf(conversation: ConversationId): Promise<Case | undefined>;
  /** Newest first. */
  list(filter: CaseFilter): Promise<readonly Case[]>;
  /** @returns the case as it is now, or undefined where somebody else changed it since it was read: then nothing is written */
  save(changed: Case): Promise<Case | undefined>;
  addEvent(event: CaseEvent): Promise<void>;
  /** Oldest first. */
  events(number: CaseNumber): Promise<readonly CaseEvent[]>;
  /** Open cases for which the clock may ask something now: see {@link CaseTimes}. */
  timed(now: number, times: CaseTimes, limit: number): Promise<readonly Case[]>;
  /** Removes the words of a case: what was asked, what stayed open, notes, the word on how it went. Figures stay. */
  cut(number: CaseNumber): Promise<void>;
  /** Closed before `before` and not yet cut; oldest first. */
  closedBefore(before: number, limit: number): Promise<readonly Case[]>;
}

export interface Outbox {
  add(row: NewOutboxRow, now: number): Promise<OutboxId>;
  /**
   * Takes up rows that are due, each counted as an attempt and nobody else's until `now + leaseMs`.
   * Of a conversation only the earliest due row is handed out, so that messages arrive in order;
   * one that will be pushed waits for all before it, a reply only for those that are due, for its token lapses.
   *
   * @param channel - of this one only; undefined for any
   */
  claim(now: number, leaseMs: number, limit: number, channel?: ChannelName): Promise<readonly OutboxRow[]>;
  /** Writes what is about to be tried, before it is; a reason that is left out stays. */
  plan(
    row: OutboxRow,
    plan: Pick<OutboxRow, "replyTries" | "isToBeSure" | "replyToken"> & Partial<Pick<OutboxRow, "reason">>,
  ): Promise<boolean>;
  /**
   * Settles or postpones a row. What was sent is no longer needed: its words are let go.
   *
   * @returns false, with nothing written, where another claimed the row since (its attempts differ)
   */
  settle(row: OutboxRow, to: OutboxSettlement): Promise<boolean>;
  /**
   * Lets a held or dead row out again, under a new retry key once the channel no longer knows the old one.
   *
   * @returns false for any other row
   */
  again(id: OutboxId, now: number): Promise<boolean>;
  /** Whether any row of a conversation waits. */
  waits(conversation: ConversationId): Promise<boolean>;
  /** What waits for a conversation and can no longer be delivered. @returns how many */
  drop(conversation: ConversationId, reason: string): Promise<number>;
  get(id: OutboxId): Promise<OutboxRow | undefined>;
  list(states: readonly OutboxState[], limit: number): Promise<readonly OutboxRow[]>;
  /** The latest row that carries a person's answer. */
  ofMessage(message: MessageId): Promise<OutboxRow | undefined>;
  /**
   * Lets rows of a channel that wait for a later try be tried now: what stood in their way is gone. But for those that
   * the channel's own pace keeps back, whose time is told.
   */
  hasten(channel: ChannelName, now: number): Promise<void>;
  counts(channel?: ChannelName): Promise<OutboxCounts>;
  /** Deletes rows that are sent, held or dead and were made before this. @returns how many */
  deleteBefore(before: number): Promise<number>;
}

export type OutboxSettlement = {
  readonly reason: string;
  readonly replyTries?: number;
  readonly replyToken?: string | undefined;
} & (
  | { readonly state: "waiting"; readonly nextAt: number }
  | { readonly state: "sent"; readonly sentAt: number }
  | { readonly state: "held" | "dead" }
);

export interface OutboxCounts extends Readonly<Record<OutboxState, number>> {
  /** Sent although they may have arrived before. */
  readonly toBeSure: number;
  /** Sent by reply, which costs nothing, and by push. */
  readonly replied: number;
  readonly pushed: number;
}

export interface QuestionFilter {
  readonly asker?: Asker | undefined;
  /** Of these only; of any unless given. */
  readonly whys?: readonly KeptQuestion["why"][] | undefined;
  readonly topic?: string | undefined;
  readonly city?: CityId | undefined;
  readonly language?: Language | undefined;
  /** Asked at this or later. */
  readonly since?: number | undefined;
  /** Asked before this. */
  readonly before?: number | undefined;
  /** What was answered stands behind all else. */
  readonly isUnansweredFirst?: boolean | undefined;
  /** Passes over so many. */
  readonly skip?: number | undefined;
  readonly limit: number;
}

export interface Questions {
  /** Makes or replaces; a topic that was known before stays where none is told. */
  keep(question: KeptQuestion): Promise<void>;
  get(id: MessageId): Promise<KeptQuestion | undefined>;
  /** Deletes one: its message was unsent. */
  forget(id: MessageId): Promise<void>;
  /** Cuts those of a conversation from it, and deletes those that were answered. */
  cut(conversation: ConversationId): Promise<void>;
  /** The same with all from before this, but where a case of the conversation is open or was closed since. */
  cutBefore(before: number): Promise<void>;
  deleteBefore(before: number): Promise<number>;
  /** Newest first. */
  list(filter: QuestionFilter): Promise<readonly KeptQuestion[]>;
  /** One per message: a later word replaces the earlier. */
  rate(feedback: Feedback): Promise<void>;
  feedback(message: MessageId): Promise<Feedback | undefined>;
}

export interface MediaRecords {
  add(media: Media): Promise<void>;
  get(id: string): Promise<Media | undefined>;
  remove(id: string): Promise<void>;
  /** All ids of the desk, to find files that nobody knows. */
  ids(): Promise<readonly string[]>;
}

/** What staff changed, and what the desk was told by a channel; a value is JSON. */
export interface Settings {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, by: string, now: number): Promise<void>;
}

/** The people behind the desk, as far as a channel of theirs made them known. */
export interface StaffRecords {
  get(id: string): Promise<Staff | undefined>;
  /** Makes or replaces. */
  save(staff: Staff): Promise<void>;
  /** By name. */
  list(): Promise<readonly Staff[]>;
}

/** What staff are shown, and where it stands. */
export interface Posts {
  get(key: string): Promise<Posted | undefined>;
  /** The one that stands at this message of a channel; the later where there are two. */
  at(channel: string, message: string): Promise<Posted | undefined>;
  /** Of a resident's conversation, in the order in which they were made. */
  of(conversation: ConversationId): Promise<readonly Posted[]>;
  /** Makes or replaces, in its place among the others. */
  save(posted: Posted): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Audit {
  /** @param entry - its detail is `""` unless told */
  add(entry: Omit<AuditEntry, "detail"> & Partial<Pick<AuditEntry, "detail">>): Promise<void>;
  /** Newest first. @param since - at this or later */
  latest(limit: number, since?: number): Promise<readonly AuditEntry[]>;
}
