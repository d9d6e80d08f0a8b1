/**
 * One event of one conversation in work: what is known when it begins, and what is to come of it.
 */

import type { CityReader } from "../dialogue/city.ts";
import type { Board } from "../handoff/board.ts";
import type { Casework } from "../handoff/casework.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import type { CityId, Language } from "../model.ts";
import type { Desk } from "../ports/desk.ts";
import type { Records } from "../ports/store.ts";
import type { Chance } from "../ports/world.ts";
import type { Case, Conversation, InboxEvent, Media, Saying, Silence } from "../records.ts";
import type { ConversationWords } from "../reply/conversation.ts";
import type { Tokenizer } from "../text/tokenize.ts";
import type { State } from "./state.ts";

/** What every event of a desk is worked with. */
export interface House {
  readonly desk: Desk;
  readonly cities: CityReader;
  readonly tokenizer: Tokenizer;
  readonly profile: DeskProfile;
  readonly casework: Casework;
  /** Where the people behind the desk see their cases. */
  readonly board: Board;
  readonly chance: Pick<Chance, "uuid">;
}

export interface Turn {
  readonly house: House;
  readonly records: Records;
  readonly event: InboxEvent;
  readonly now: number;
  readonly conversation: Conversation;
  readonly state: State;
  readonly openCase: Case | undefined;
  /** As chosen, else Japanese: an answer follows the language of its question. */
  readonly language: Language;
  readonly words: ConversationWords;
  /** Several people read along. */
  readonly isGroup: boolean;
}

/** What is to come of an event: something is said, or there is silence for a reason. */
export interface Step {
  readonly says: readonly Saying[];
  /** Undefined where something is said. */
  readonly silence?: Silence;
  /** What is left out stays as it was. */
  readonly state?: State;
  readonly city?: CityId | undefined;
  readonly language?: Language;
  readonly isStopped?: boolean;
  /** Everything of the conversation was deleted: nothing is written back. */
  readonly isErased?: true;
  /** Ids of media whose files must go once this is committed. */
  readonly filesGone?: readonly string[];
}

/** What became of a file that came with a message. */
export type Attachment =
  | { readonly kind: "kept"; readonly media: Omit<Media, "conversation" | "at"> }
  | { readonly kind: "too-large" }
  | { readonly kind: "failed" };

export const silent = (silence: Silence, rest: Omit<Step, "says" | "silence"> = {}): Step => ({
  ...rest,
  says: [],
  silence,
});
