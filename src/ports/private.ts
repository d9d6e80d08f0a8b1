/**
 * The private page of a case: a page on our own server where a consultation that began in LINE goes on.
 */

import type { Language, Opening } from "../model.ts";
import type { CaseNumber, DeskId, Message } from "../records.ts";
import type { PageNotice } from "./page.ts";

/** Behind the desk's own address: the page, and behind a slash the token of a link to it. */
export const PRIVATE_PATH = "/private";

/** For as long a link can be opened. */
export const LINK_MS = 48 * 3_600_000;

/** What is known to its bearer alone, and kept as a hash. */
export interface Tokens {
  /** 128 random bits, safe in an address. */
  forLink(): string;
  /** 256 random bits, safe in a cookie. */
  forBrowser(): string;
  /** SHA-256 in hex. */
  hashed(token: string): string;
}

/**
 * A link as it looks to a browser. `free`: nobody opened it; `own`: this browser opened it, or the page of the same case by
 * another; `elsewhere`: another browser was first.
 */
export interface LinkRead {
  readonly kind: "free" | "own" | "elsewhere";
  readonly language: Language;
}

export type PrivateEntry = Pick<Message, "id" | "author" | "text" | "at">;

/** All that the page shows. */
export interface PrivateRead {
  readonly number: CaseNumber;
  readonly isClosed: boolean;
  readonly language: Language;
  /** What was said here, oldest first. */
  readonly entries: readonly PrivateEntry[];
  readonly deskName: string | undefined;
  readonly opening: Opening;
}

/** `help`: kept, and it tells of a danger or of distress. */
export type PrivateWritten = "kept" | "help" | "closed" | "gone";

/** One desk as its private pages see it. `browser`: the hash of what its cookie holds. */
export interface PrivateDesk {
  readonly id: DeskId;
  /** @returns undefined for a link that is unknown, has expired or was revoked */
  link(hash: string, browser: string | undefined): Promise<LinkRead | undefined>;
  /** @returns false where the link cannot be opened by this browser */
  bind(hash: string, browser: string): Promise<boolean>;
  /** @returns undefined where the browser has no page */
  read(browser: string): Promise<PrivateRead | undefined>;
  /** @param form - a random id of the form: sent twice, it counts once */
  write(browser: string, form: string, text: string): Promise<PrivateWritten>;
  /** Every record goes, or while the case is open the wish for it is noted. */
  erase(browser: string): Promise<"erased" | "with-case" | "gone">;
  /** The browser has no page any more. */
  leave(browser: string): Promise<void>;
}

/** What is said of the page in LINE. */
export interface PrivateLineWords {
  readonly buttons: {
    /** Labels, at most 20 characters. */
    readonly offer: string;
    readonly newLink: string;
    readonly revoke: string;
  };
  /** A case began; the link stands below. @param desk - who answers; undefined where no name is set */
  opened(about: { readonly desk: string | undefined; readonly opening: Opening; readonly number: CaseNumber }): string;
  /** Said behind the words of a case that began, over the button that offers the page. */
  readonly offered: string;
  /** The link stands below. */
  readonly link: string;
  /** A person answered; the link stands below. */
  readonly answered: string;
  /** Where the page is, said to who goes on writing in LINE. */
  readonly reminder: string;
  readonly revoked: string;
  /** There is no case with a page. */
  readonly none: string;
  /** So many messages are on the page and are not shown in LINE. */
  records(count: number): string;
}

/** What stands on the page. Readings are written as in the words of the resident's page. */
export interface PrivatePageWords {
  readonly title: string;
  /** 「ご相談（12番）」 */
  caseTitle(number: CaseNumber): string;
  readonly door: { readonly text: string; readonly open: string };
  readonly who: Readonly<Record<"resident" | "person" | "desk", string>>;
  /** What this place is, and who reads along. @param desk - as the desk is called; undefined where no name is set */
  intro(desk: string | undefined): string;
  opening(opening: Opening): string;
  readonly entriesTitle: string;
  readonly empty: string;
  readonly form: { readonly label: string; hint(units: number): string; readonly submit: string };
  /** Without scripts: leads to the page as it is now. */
  readonly look: string;
  readonly erase: {
    readonly title: string;
    readonly button: string;
    readonly ask: string;
    readonly sure: string;
    readonly keep: string;
  };
  readonly leave: { readonly button: string; readonly hint: string };
  readonly time: (at: number) => string;
  readonly notices: {
    readonly gone: PageNotice;
    readonly elsewhere: PageNotice;
    readonly noCookie: PageNotice;
    readonly closed: PageNotice;
    readonly blank: PageNotice;
    readonly stale: PageNotice;
    tooLong(units: number): PageNotice;
    tooMany(seconds: number): PageNotice;
    readonly erased: PageNotice;
    readonly eraseWithCase: PageNotice;
    readonly left: PageNotice;
  };
}

export interface PrivateWords {
  readonly line: PrivateLineWords;
  readonly page: PrivatePageWords;
}

/** Under which a message of the page is kept in place of a channel's own id: a form counts once. */
export const formMessage = (form: string): string => `private:${form}`;
