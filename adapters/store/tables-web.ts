/**
 * The tables of the page as a channel, of the console and of the private page; see `tables.ts`.
 */

import type { Generated } from "kysely";
import type { CityId, Language } from "../../src/model.ts";
import type { CaseNumber, ChannelName, ConversationId, DeskId, FactKind, Peer } from "../../src/records.ts";
import type { Flag } from "./tables.ts";

export interface TimelineTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly peer: Peer;
  readonly key: string;
  /** JSON. */
  readonly what: string;
  readonly at: number;
}

export interface FactsTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly day: string;
  readonly what: FactKind;
  readonly channel: ChannelName;
  readonly city: CityId | null;
  readonly language: Language;
  readonly value: number;
}

export interface NoticesTable {
  readonly desk: DeskId;
  readonly id: string;
  /** JSON. */
  readonly words: string;
  readonly text: string;
  readonly city: CityId | null;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly author: string;
  readonly approver: string | null;
  readonly changed_at: number;
  readonly version: number;
}

export interface CannedTable {
  readonly desk: DeskId;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  readonly changed_at: number;
  readonly version: number;
}

export interface PrivateLinksTable {
  readonly desk: DeskId;
  readonly hash: string;
  readonly conversation: ConversationId;
  readonly number: CaseNumber;
  readonly created_at: number;
  readonly expires_at: number;
  readonly browser: string | null;
  readonly revoked_at: number | null;
}

/** Where tokens stand by which messages are found; see `token-blocks.ts`. */
export interface TokensTable {
  readonly desk: DeskId;
  readonly block: number;
  readonly token: string;
  /** A character for each place. */
  readonly places: string;
}

export interface TokenBlocksTable {
  readonly desk: DeskId;
  readonly block: number;
  /** Places that were given; none is given again. */
  readonly size: number;
  /** The highest `seq` of its messages. */
  readonly newest: number;
}

export interface AccountsTable {
  readonly desk: DeskId;
  readonly login: string;
  readonly name: string;
  readonly password: string | null;
  readonly subject: string | null;
  /** JSON. */
  readonly roles: string;
  readonly is_disabled: Flag;
  readonly created_at: number;
}

export interface SessionsTable {
  readonly desk: DeskId;
  readonly hash: string;
  readonly login: string;
  readonly created_at: number;
  readonly seen_at: number;
  readonly expires_at: number;
}

export interface FailuresTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly what: string;
  readonly at: number;
}

export interface WebTables {
  readonly timeline: TimelineTable;
  readonly facts: FactsTable;
  readonly notices: NoticesTable;
  readonly canned: CannedTable;
  readonly private_links: PrivateLinksTable;
  readonly tokens: TokensTable;
  readonly token_blocks: TokenBlocksTable;
  readonly accounts: AccountsTable;
  readonly sessions: SessionsTable;
  readonly failures: FailuresTable;
}
