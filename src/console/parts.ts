/**
 * What the console's side of a desk is worked with.
 */

import type { Corpus } from "../knowledge/corpus.ts";
import type { KnowledgeFile, Notebook } from "../knowledge/load.ts";
import type { Desk } from "../ports/desk.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Store } from "../ports/store.ts";
import type { Chance, Clock } from "../ports/world.ts";
import type { ChannelName, DeskId } from "../records.ts";
import type { StaffHouse } from "../staff/house.ts";
import type { Tokenizer } from "../text/tokenize.ts";

/** Of what the desk knows. */
export interface ConsoleAssembly {
  readonly desk: Desk;
  readonly corpus: Corpus;
  readonly notebook: Notebook;
  readonly tokenizer: Tokenizer;
}

/** Of the process, and of what it was started with. */
export interface ConsoleProcess {
  readonly version: string;
  readonly startedAt: number;
  readonly store: "sqlite" | "postgres";
  /** As they were read at the start. */
  readonly files: readonly KnowledgeFile[];
}

export interface ConsoleParts {
  readonly desk: DeskId;
  readonly store: Store;
  /** Shows everything, whatever the channel of staff may show. */
  readonly house: StaffHouse;
  readonly assembly: ConsoleAssembly;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly process: ConsoleProcess;
  /** Those that the settings name; the page is always there. */
  readonly channels: readonly ChannelName[];
  /** Something may stand in the outbox. */
  readonly written: () => void;
}
