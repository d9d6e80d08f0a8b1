/**
 * What the page of a conversation shows: the router gathers it, the renderer lays it out.
 */

import type { Language } from "../../../src/model.ts";
import type { PageNotice, PageWords } from "../../../src/ports/page.ts";
import type { Keeping, ShownNotice, TalkRead } from "../../../src/ports/talk.ts";

/** On the city's own server, or in a frame on another site. */
export type TalkPlace = "page" | "widget";

export interface TalkView extends TalkRead {
  /** In which the page itself speaks. */
  readonly shown: Language;
  /** See `TalkDesk`. */
  readonly base: string;
  readonly deskName: string | undefined;
  readonly place: TalkPlace;
  /** Goes into each form as {@link TOKEN_FIELD}. */
  readonly token: string;
  /** A random id, {@link FORM_FIELD}: a question sent twice with it counts once, and so does a press of a button. */
  readonly formId: string;
  /** Answers a form that the browser sent just now, so that the field is emptied and what came in is shown. */
  readonly isSent: boolean;
  /** The form that was sent had no field for words: what stands in the page's own is another matter, and stays. */
  readonly isOfButton: boolean;
  /** What the browser shows is gone here, as after an erasure: `entries` take its place. */
  readonly isAnew: boolean;
  /** The browser takes no cookie: the conversation lives in this page alone, which says so. */
  readonly isCookieless: boolean;
  readonly notices: readonly ShownNotice[];
  /** Told before a question is asked. */
  readonly keeping: Keeping;
  /**
   * The last entry to be shown, as {@link UNTIL_QUERY} asks; undefined for the latest. Either way as many before it as a
   * page has room for.
   */
  readonly until: number | undefined;
  /** What kept the last form from being taken, in the language of the page; undefined for nothing. */
  readonly notice: ((words: PageWords) => PageNotice) | undefined;
  /** Stands in the field: what was typed and not taken, or not even meant to be. */
  readonly draft: string;
}

/** Tells whose form it is; the server signed it. */
export const TOKEN_FIELD = "talk";

/** Not `form`: a field of that name would hide the form itself from scripts. */
export const FORM_FIELD = "once";

/**
 * The language of the page that holds the form. Where what it asks for changes that, htmx is answered `HX-Refresh: true`:
 * all words of the page change.
 */
export const SHOWN_FIELD = "shown";

/** Behind {@link talkPath} as a query: `seq` of the last entry to be shown, `?until=12`. */
export const UNTIL_QUERY = "until";

/**
 * With what htmx sends, a form or a look for new entries: `seq` of the last entry that the browser shows. What is sent back
 * (`talkEntries`) holds the entries behind it alone.
 */
export const AFTER_FIELD = "after";

/**
 * Behind {@link talkPath}: where htmx looks for new entries. A GET with {@link AFTER_FIELD}; where there is no cookie a POST
 * with {@link TOKEN_FIELD} too, for a token has no place in an address. A POST that is not of htmx is answered with the
 * whole page: it is how a browser without scripts looks.
 */
const NEW_PATH = "/new";

/** What was typed; blank or missing where a button was pressed. */
export const TEXT_FIELD = "text";
/** The value of a button that does something, see `encoded` in `press.ts`. */
export const PRESS_FIELD = "press";
/** An id, `""` for none; goes with what is typed, and holds from then on. */
export const CITY_FIELD = "city";
export const LANGUAGE_FIELD = "language";

/** With a look for new entries: {@link stateOf} what the browser shows. Where neither is new, the answer is 204. */
export const STATE_FIELD = "state";

/** What the line of state tells, besides the entries. */
export function stateOf({ case: open, isUnderWay }: Pick<TalkRead, "case" | "isUnderWay">): string {
  const { kind, ...when } = open?.opening ?? { kind: "" };
  return [open?.number ?? "", open?.state ?? "", kind, ...Object.values(when), isUnderWay ? "busy" : ""].join(".");
}

/** Where the page of a conversation stands, and where its forms go. */
export function talkPath({ base, place }: Pick<TalkView, "base" | "place">): string {
  return place === "widget" ? `${base}/widget` : base === "" ? "/" : base;
}

/** Where a look for new entries goes, see {@link NEW_PATH}. */
export function newPath(view: Pick<TalkView, "base" | "place">): string {
  return `${view.place === "widget" ? talkPath(view) : view.base}${NEW_PATH}`;
}
