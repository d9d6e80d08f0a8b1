/**
 * The tables as both engines have them.
 *
 * Only texts and whole numbers, so that one set of queries means the same on SQLite and on PostgreSQL: times are
 * milliseconds since 1970, yes and no are 1 and 0, lists are JSON. `migrations.ts` makes what is described here.
 */

import type { Generated } from "kysely";
import type { CityId, Language } from "../../src/model.ts";
import type {
  Asker,
  Case,
  CaseEvent,
  CaseNumber,
  ChannelName,
  ConversationId,
  DeskId,
  InboxEvent,
  KeptQuestion,
  Message,
  MessageId,
  OutboxId,
  OutboxState,
  Peer,
} from "../../src/records.ts";
import type { PostsTable, StaffTable } from "./tables-staff.ts";
import type { WebTables } from "./tables-web.ts";

/** 1 or 0. */
export type Flag = number;
export const flag = (isSo: boolean): Flag => (isSo ? 1 : 0);

/** Text that people wrote. PostgreSQL keeps neither NUL nor half a surrogate pair, so both engines get U+FFFD. */
export const words = (text: string): string => text.toWellFormed().replaceAll("\0", "\uFFFD");

export interface ConversationsTable {
  readonly desk: DeskId;
  readonly id: ConversationId;
  readonly channel: ChannelName;
  readonly peer: Peer;
  readonly city: CityId | null;
  readonly language: Language | null;
  readonly state: string;
  readonly is_stopped: Flag;
  readonly created_at: number;
  readonly last_at: number;
  /** When its first waiting event is due; null where none waits. */
  readonly due_at: number | null;
  /** 0 while nobody works it. */
  readonly lease_until: Generated<number>;
  readonly fence: Generated<number>;
}

export interface InboxTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly channel: ChannelName;
  readonly event_id: string;
  /** `""` once the conversation was erased; so is the peer. */
  readonly conversation: ConversationId;
  readonly peer: Peer;
  readonly raw: string;
  readonly occurred_at: number;
  readonly received_at: number;
  readonly reply_token: string | null;
  readonly state: "waiting" | "answered" | "silent" | "dead";
  /** Why it is silent or dead, or was put off. */
  readonly reason: Generated<string>;
  readonly attempts: Generated<InboxEvent["attempts"]>;
  readonly first_tried_at: number | null;
  readonly next_at: number;
  readonly ended_at: number | null;
}

export interface MessagesTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly author: Message["author"];
  readonly staff: string | null;
  readonly text: string;
  readonly channel_message: string | null;
  readonly outcome: NonNullable<Message["outcome"]> | null;
  readonly city: CityId | null;
  /** JSON. */
  readonly sections: string;
  readonly media: string | null;
  readonly is_private: Generated<Flag>;
  /** `none` until its conversation has a case, `due` until its words can be searched for and once they read otherwise. */
  readonly search_state: Generated<"none" | "due" | "done">;
  /** By which its tokens are found; null while it cannot be searched for. */
  readonly place: Generated<number | null>;
  readonly is_unsent: Flag;
  readonly at: number;
}

/** Messages that were unsent before they came. */
export interface UnsendsTable {
  readonly desk: DeskId;
  readonly conversation: ConversationId;
  readonly channel_message: string;
  readonly at: number;
}

export interface CasesTable {
  readonly desk: DeskId;
  readonly number: CaseNumber;
  readonly conversation: ConversationId;
  readonly channel: ChannelName;
  readonly state: Case["state"];
  readonly assignee: string | null;
  readonly cause: Case["cause"];
  readonly priority: Case["priority"];
  readonly city: CityId | null;
  readonly language: Language;
  readonly topic: string | null;
  readonly asked: string;
  /** JSON. */
  readonly open: string;
  readonly opened_at: number;
  readonly due_at: number | null;
  readonly remind_at: number | null;
  readonly reminded_at: number | null;
  readonly escalated_at: number | null;
  readonly first_answered_at: number | null;
  readonly with_resident_at: number | null;
  readonly noticed_at: number | null;
  readonly closed_at: number | null;
  readonly close_reason: NonNullable<Case["closeReason"]> | null;
  readonly rating: number | null;
  readonly rating_word: string;
  readonly wishes_erasure: Flag;
  readonly version: number;
}

export interface CaseEventsTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly number: CaseNumber;
  readonly at: number;
  readonly actor: CaseEvent["actor"]["kind"];
  readonly staff: string | null;
  readonly move: CaseEvent["move"];
  readonly message: MessageId | null;
  readonly text: string;
}

export interface OutboxTable {
  readonly desk: DeskId;
  readonly id: Generated<OutboxId>;
  readonly channel: ChannelName;
  readonly conversation: ConversationId;
  readonly peer: Peer;
  /** JSON; `[]` once sent. */
  readonly sayings: string;
  readonly cause_event: string | null;
  readonly reply_token: string | null;
  readonly event_at: number;
  readonly token_received_at: number;
  readonly state: OutboxState;
  readonly attempts: Generated<number>;
  readonly reply_tries: Generated<number>;
  readonly is_to_be_sure: Generated<Flag>;
  readonly reason: Generated<string>;
  readonly retry_key: string;
  readonly created_at: number;
  readonly next_at: number;
  /** 0 while nobody sends it. */
  readonly claimed_until: Generated<number>;
  /** Of the first try with this retry key. */
  readonly first_tried_at: number | null;
  readonly sent_at: number | null;
  readonly sent_by: "reply" | "push" | null;
  /** A person's answer that it carries. */
  readonly message: MessageId | null;
}

export interface QuestionsTable {
  readonly desk: DeskId;
  readonly id: MessageId;
  readonly conversation: ConversationId | null;
  readonly text: string;
  readonly city: CityId | null;
  readonly language: Language;
  readonly why: KeptQuestion["why"];
  readonly asker: Asker;
  readonly topic: string | null;
  readonly at: number;
}

export interface FeedbackTable {
  readonly desk: DeskId;
  readonly message: MessageId;
  readonly conversation: ConversationId;
  readonly is_helpful: Flag;
  readonly asker: Asker;
  readonly at: number;
}

export interface MediaTable {
  readonly desk: DeskId;
  readonly id: string;
  readonly conversation: ConversationId;
  readonly type: string;
  readonly bytes: number;
  readonly name: string;
  readonly at: number;
}

export interface SettingsTable {
  readonly desk: DeskId;
  readonly key: string;
  /** JSON. */
  readonly value: string;
  readonly set_by: string;
  readonly set_at: number;
}

export interface AuditTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly detail: Generated<string>;
}

/** The last number given, where numbers must have no gap. */
export interface CountersTable {
  readonly desk: DeskId;
  readonly name: "case" | `changes-${number}`;
  readonly value: number;
}

export interface Tables extends WebTables {
  readonly conversations: ConversationsTable;
  readonly inbox: InboxTable;
  readonly messages: MessagesTable;
  readonly unsends: UnsendsTable;
  readonly cases: CasesTable;
  readonly case_events: CaseEventsTable;
  readonly outbox: OutboxTable;
  readonly questions: QuestionsTable;
  readonly feedback: FeedbackTable;
  readonly media: MediaTable;
  readonly settings: SettingsTable;
  readonly audit: AuditTable;
  readonly counters: CountersTable;
  readonly staff: StaffTable;
  readonly posts: PostsTable;
}

export const TABLES = [
  "conversations",
  "inbox",
  "messages",
  "unsends",
  "cases",
  "case_events",
  "outbox",
  "questions",
  "feedback",
  "media",
  "settings",
  "audit",
  "counters",
  "staff",
  "posts",
  "timeline",
  "facts",
  "notices",
  "canned",
  "private_links",
  "tokens",
  "token_blocks",
  "accounts",
  "sessions",
  "failures",
] as const satisfies readonly (keyof Tables)[];
