/**
 * What the page of a conversation shows: the router gathers it, the renderer lays it out.
 */

import type { Language } from "../../../src/model.ts";
import type { PageNotice, PageWords } from "../../../src/ports/page.ts";
import type { ShownNotice, TalkRead } from "../../../src/ports/talk.ts";

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
  /** The browser takes no cookie: the conversation lives in this page alone, which says so. */
  readonly isCookieless: boolean;
  readonly notices: readonly ShownNotice[];
  /** What kept the last form from being taken, in the language of the page; undefined for nothing. */
  readonly notice: ((words: PageWords) => PageNotice) | undefined;
  /** Stands in the field: what was typed and not taken. */
  readonly draft: string;
}

/** Tells whose form it is; the server signed it. */
export const TOKEN_FIELD = "talk";
