/**
 * The words around a conversation on the page, so that its adapter holds none.
 */

import type { Opening } from "../model.ts";
import type { CaseNumber, CaseState } from "../records.ts";
import type { PageNotice } from "./page.ts";
import type { Keeping } from "./talk.ts";

export interface TalkWords {
  /** Heading over a conversation. */
  readonly title: string;
  /** Names the list of what was said, for those who hear the page. */
  readonly log: string;
  /** Who speaks. */
  readonly you: string;
  readonly desk: string;
  /** @param sender - as the person is called, who is no machine */
  person(sender: string): string;
  /** Of what was said. @param at - milliseconds since 1970 */
  time(at: number): string;
  /** Over what the centre itself has to say, which is no quotation. */
  readonly fromCentre: string;
  /** Heads what can be asked by one press. */
  readonly related: string;
  readonly underWay: string;
  /** An open case: its number, whose turn it is, and when people answer next. */
  ofCase(open: { readonly number: CaseNumber; readonly state: CaseState; readonly opening: Opening }): string;
  /** Leads to what came since, where nothing comes by itself. */
  readonly look: string;
  /** Leads to the entries that the page had no room for, and from there back to the latest. */
  readonly earlier: string;
  readonly later: string;
  /** Folds the choice of city and language away, and tells what is chosen; undefined for what is not. */
  choices(city: string | undefined, language: string | undefined): string;
  /** The browser keeps no cookie. */
  readonly cookieless: PageNotice;
  /** What happens to what is written, a line each. */
  keeping(kept: Keeping): readonly string[];
  /** Leads to more about it. */
  readonly keepingUrl: string;
  readonly chooseDesk: PageNotice;
  /** On another site, where no reading can be set: what opens the conversation, what closes it, and its name. */
  readonly widget: { readonly open: string; readonly close: string; readonly frame: string };
}
