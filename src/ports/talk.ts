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

/** What happens to what is written: days for which it is kept, and where that can be read in full. */
export interface Keeping {
  readonly days: number;
  /** Of questions that the desk could not answer, cut from whoever asked. */
  readonly questionDays: number;
  readonly url: string | undefined;
}

/** All that the page of one conversation shows. */
export interface TalkRead {
  /** Oldest first, those behind the `after` that was asked for; of very many the latest. */
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

/** What a resident did on the page. */
export interface TalkEvent {
  readonly event: Pick<ReceivedEvent, "eventId" | "raw" | "occurredAt">;
  /** As the resident is to see it: what was typed, or the label of the button. */
  readonly text: string;
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
  /** As it is now. A conversation is found again for {@link Keeping.days} after its last message. */
  keeping(): Keeping;
  /** Where the widget may stand, as origins; `[]` for nowhere. */
  readonly widgetOrigins: readonly string[];
  /** Shown before a question is asked. */
  notices(): Promise<readonly ShownNotice[]>;
  /** Anything of it is kept. */
  isBegun(peer: Peer): Promise<boolean>;
  /** Keeps an event and what the resident is to see of it, in one transaction. A repetition is harmless. */
  receive(peer: Peer, did: TalkEvent): Promise<void>;
  read(peer: Peer, after?: number): Promise<TalkRead>;
  /** Resolves once nothing of this conversation is under way, or after `ms`. */
  settled(peer: Peer, ms: number): Promise<void>;
}

/** What cookies and forms are signed with. */
export interface SigningKeys {
  /** Newest first: the first signs, all of them verify. As they are now. */
  keys(): readonly [string, ...string[]];
}
