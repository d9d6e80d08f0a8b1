/**
 * The page as a channel: what it hands to a desk and what it reads back.
 */

import type { CityId, Language, Opening } from "../model.ts";
import type { CaseNumber, CaseState, DeskId, Peer, ReceivedEvent, Shown } from "../records.ts";

/** A notice of the centre that holds now, see `Notice` in `src/records.ts`. */
export interface ShownNotice {
  readonly id: string;
  readonly text: string;
}

/** All that the page of one conversation shows. */
export interface TalkRead {
  /** Oldest first, those behind the `after` that was asked for. */
  readonly entries: readonly Shown[];
  /** {@link Shown.seq} of the last one there is; 0 for none. */
  readonly last: number;
  /** Something that came in has not been worked, or what the desk says to it is on its way. */
  readonly isUnderWay: boolean;
  readonly city: CityId | undefined;
  /** As chosen; undefined to follow each question. */
  readonly language: Language | undefined;
  /** The case that is open; undefined for none. */
  readonly case: { readonly number: CaseNumber; readonly state: CaseState; readonly opening: Opening } | undefined;
}

/** One desk as its page sees it. */
export interface TalkDesk {
  readonly id: DeskId;
  /** Before every address of its page: `""` for the only desk, else `/desks/<id>`. */
  readonly base: string;
  /** As residents read it; undefined for none. As it is now. */
  name(): string | undefined;
  /** The city whose questions are meant where nobody names one. */
  readonly city: CityId | undefined;
  /** Shown before a question is asked. */
  notices(): Promise<readonly ShownNotice[]>;
  /** Keeps events and what the resident is to see of them, in one transaction. A repetition is harmless. */
  receive(peer: Peer, event: Omit<ReceivedEvent, "peer">, text: string): Promise<void>;
  read(peer: Peer, after?: number): Promise<TalkRead>;
  /** Resolves once nothing of this conversation is under way, or after `ms`. */
  settled(peer: Peer, ms: number): Promise<void>;
}
