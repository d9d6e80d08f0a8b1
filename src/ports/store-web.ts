/**
 * What the store keeps for the page, the console and the private page. Handed out by its transactions as all records are.
 */

import type {
  Account,
  CannedText,
  CaseNumber,
  Fact,
  MessageId,
  Notice,
  Peer,
  PrivateLink,
  Session,
  Shown,
  ShownWhat,
} from "../records.ts";

/** What stands on the page of each conversation; goes with it when it is erased or its words are cut. */
export interface Timeline {
  /** @param key - a repetition under the same key is kept once. @returns false for a repetition */
  add(peer: Peer, key: string, what: ShownWhat, now: number): Promise<boolean>;
  /** The latest `limit` behind `after`, oldest first. */
  of(peer: Peer, limit: number, after?: number): Promise<readonly Shown[]>;
  /** Of the last entry of a conversation; 0 for none. */
  last(peer: Peer): Promise<number>;
  /** Deletes entries older than this of peers without a conversation. */
  deleteStray(before: number): Promise<number>;
}

export interface FactFilter {
  /** Days in Japan, both included. */
  readonly from: string;
  readonly until: string;
}

/** Facts, added up. */
export interface FactSum extends Omit<Fact, "value"> {
  readonly count: number;
}

export interface Facts {
  add(fact: Fact): Promise<void>;
  /** The day of the first one; undefined for none. */
  firstDay(): Promise<string | undefined>;
  sums(filter: FactFilter): Promise<readonly FactSum[]>;
  /** Those of which the value counts, each by itself. */
  values(what: "first-answer", filter: FactFilter): Promise<readonly Fact[]>;
}

export interface Notices {
  /** By id. */
  list(): Promise<readonly Notice[]>;
  get(id: string): Promise<Notice | undefined>;
  /** Makes one, or replaces the one of that version. @returns false where somebody else changed it since */
  save(notice: Notice): Promise<boolean>;
  remove(id: string): Promise<void>;
}

export interface CannedTexts {
  /** By title. */
  list(): Promise<readonly CannedText[]>;
  get(id: string): Promise<CannedText | undefined>;
  /** As {@link Notices.save}. */
  save(text: CannedText): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Links to private pages; they go with their conversation. */
export interface PrivateLinks {
  add(link: PrivateLink): Promise<void>;
  get(hash: string): Promise<PrivateLink | undefined>;
  /** @returns false where another browser was first, or it was revoked or has expired by `now` */
  bind(hash: string, browser: string, now: number): Promise<boolean>;
  /** The latest that a browser opened of a case; undefined for none. */
  ofBrowser(browser: string): Promise<PrivateLink | undefined>;
  /** Whether any browser opened one of this case, revoked or not. */
  isOpened(number: CaseNumber): Promise<boolean>;
  /** All of a case, opened or not. @returns how many were still good */
  revoke(number: CaseNumber, now: number): Promise<number>;
  /** All that a browser opened. */
  leave(browser: string, now: number): Promise<void>;
  /** Deletes those that expired before this and that no browser opened, and all of closed cases. */
  deleteBefore(before: number): Promise<number>;
}

/** The ways in which one thing may have been written, each as the tokens that a message then has, all of them. */
export type Wanting = readonly (readonly string[])[];

/** Tokens of messages of conversations that have a case, for search. They are gone as soon as the message's words are. */
export interface Transcripts {
  /** Messages that are to be taken up: they came since, or read otherwise now. */
  due(limit: number): Promise<readonly { readonly id: MessageId; readonly text: string }[]>;
  /**
   * Takes messages up under their tokens. One that changed since it was read stays due.
   *
   * @returns how many were taken up, maybe fewer than could be: none while another process takes some up
   */
  index(
    read: readonly { readonly id: MessageId; readonly text: string; readonly tokens: readonly string[] }[],
  ): Promise<number>;
  /**
   * Messages that have all that is wanted, each in one of its ways, in pages, the newest first.
   *
   * @param wanted - what may have been written in a way without tokens tells nothing; where nothing does, all come
   */
  find(wanted: readonly Wanting[]): AsyncIterable<readonly MessageId[]>;
}

/** Rises with every transaction of the desk that changes what the console or a page shows. */
export interface ChangeCounter {
  current(): Promise<number>;
}

export interface Accounts {
  get(login: string): Promise<Account | undefined>;
  bySubject(subject: string): Promise<Account | undefined>;
  /** By login. */
  list(): Promise<readonly Account[]>;
  /** Makes or replaces. */
  save(account: Account): Promise<void>;
}

export interface Sessions {
  add(session: Session): Promise<void>;
  get(hash: string): Promise<Session | undefined>;
  /** Seen just now; it then lasts until `expiresAt`. */
  seen(hash: string, now: number, expiresAt: number): Promise<void>;
  remove(hash: string): Promise<void>;
  /** All of somebody, such as after the password was changed. @param but - a hash that stays */
  removeOf(login: string, but?: string): Promise<void>;
  deleteExpired(now: number): Promise<void>;
}

/** How often a sign-in failed, by what was tried: `login:<login>` or `from:<network>`. */
export interface SignInFailures {
  /** Counts one more. @returns failures since `since` */
  add(key: string, now: number, since: number): Promise<number>;
  count(key: string, since: number): Promise<number>;
  /** When the last one was counted; undefined for none. */
  latest(key: string): Promise<number | undefined>;
  clear(key: string): Promise<void>;
  deleteBefore(before: number): Promise<void>;
}
