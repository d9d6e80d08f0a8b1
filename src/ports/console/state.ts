/**
 * How the desk itself fares: what the console asks for, and the words around it.
 *
 * Words of residents are not told here, and neither is to whom something was to be sent.
 */

import type { ChannelName, OutboxId, OutboxState } from "../../records.ts";
import type { InboxCounts, OutboxCounts } from "../store.ts";
import type { ConsolePerson } from "./desk.ts";

export interface ChannelState {
  readonly name: ChannelName;
  /** The settings name it. */
  readonly isConfigured: boolean;
  readonly lastReceivedAt: number | undefined;
  /** Events that could not be worked, as far as they are kept, and when the latest was given up. */
  readonly dead: number;
  readonly lastDeadAt: number | undefined;
  /** The code of the latest. */
  readonly lastError: string | undefined;
  readonly outbox: OutboxCounts;
}

/** What keeps staff from being shown anything. */
export interface ChannelTrouble {
  readonly code: string;
  readonly since: number;
  readonly waiting: number;
}

/** Something that was put aside and not sent. */
export interface PutAside {
  readonly id: OutboxId;
  readonly channel: ChannelName;
  readonly state: Extract<OutboxState, "held" | "dead">;
  readonly reason: string;
  readonly createdAt: number;
  /** Of the case that it belongs to; undefined for none. */
  readonly number: number | undefined;
}

export interface CityKnowledge {
  /** Undefined for what all cities share. */
  readonly cityName: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly notes: number;
  readonly passages: number;
  /** As the text prints them. */
  readonly issued: string | undefined;
  readonly revised: string | undefined;
  /** The latest date that an undated text mentions. */
  readonly latestMention: string | undefined;
  /** When the contacts stood as they are printed; undefined where the text does not say. */
  readonly contactsAsOf: readonly string[];
}

export interface DeskState {
  readonly now: number;
  readonly version: string;
  readonly startedAt: number;
  readonly store: "sqlite" | "postgres";
  readonly channels: readonly ChannelState[];
  readonly slackTrouble: ChannelTrouble | undefined;
  /** Undefined while LINE was not asked yet; `limit` null without one. */
  readonly quota: { readonly limit: number | null; readonly used: number; readonly at: number } | undefined;
  readonly inbox: InboxCounts;
  /** Newest first, the latest {@link MOST_PUT_ASIDE}. */
  readonly putAside: readonly PutAside[];
  readonly held: number;
  readonly deadRows: number;
  readonly knowledge: readonly CityKnowledge[];
}

export const MOST_PUT_ASIDE = 50;

export interface ConsoleState {
  read(): Promise<DeskState>;
  /** Lets one out again. @returns false where it is neither held nor given up */
  again(by: ConsolePerson, id: string): Promise<boolean>;
  /** Lets out all that is held, oldest first; what was given up is for people to look at one by one. @returns how many */
  everyHeldAgain(by: ConsolePerson): Promise<number>;
}

export interface StateWords {
  readonly title: string;
  readonly intro: string;
  readonly channels: Readonly<Record<ChannelName, string>>;
  time(at: number): string;
  /** Of a table as a place to scroll in. */
  table(of: string): string;
  readonly program: {
    readonly title: string;
    readonly version: string;
    readonly since: string;
    readonly store: string;
    readonly stores: Readonly<Record<DeskState["store"], string>>;
    readonly now: string;
  };
  readonly channel: {
    readonly title: string;
    readonly columns: Readonly<
      Record<"name" | "isConfigured" | "lastReceived" | "dead" | "waiting" | "sent" | "held" | "dropped", string>
    >;
    readonly configured: string;
    readonly notConfigured: string;
    readonly never: string;
    dead(about: {
      readonly count: number;
      readonly lastAt: string | undefined;
      readonly error: string | undefined;
    }): string;
    trouble(about: { readonly words: string; readonly since: string; readonly waiting: number }): string;
    troubleCode(code: string): string;
  };
  readonly quota: {
    readonly title: string;
    readonly unknown: string;
    told(about: { readonly used: number; readonly limit: number | null; readonly at: string }): string;
    readonly usedUp: string;
  };
  readonly inbox: {
    readonly title: string;
    readonly waiting: string;
    readonly answered: string;
    readonly silent: string;
    readonly dead: string;
  };
  readonly putAside: {
    readonly title: string;
    readonly none: string;
    counts(about: { readonly held: number; readonly dead: number }): string;
    more(shown: number): string;
    readonly columns: Readonly<
      Record<"id" | "channel" | "state" | "reason" | "createdAt" | "number" | "again", string>
    >;
    readonly states: Readonly<Record<PutAside["state"], string>>;
    reason(row: Pick<PutAside, "channel" | "reason">): string;
    readonly noCase: string;
    readonly again: string;
    againLabel(id: OutboxId): string;
    readonly everyHeld: string;
    /** Pushing costs. */
    readonly cost: string;
    done(count: number): string;
    readonly notThere: string;
  };
  readonly knowledge: {
    readonly title: string;
    readonly intro: string;
    readonly shared: string;
    readonly passages: string;
    readonly notes: string;
    readonly issued: string;
    readonly revised: string;
    readonly latestMention: string;
    readonly contactsAsOf: string;
    readonly unknown: string;
    readonly columns: Readonly<Record<"name" | "bytes" | "sha256", string>>;
    bytes(count: number): string;
  };
}
