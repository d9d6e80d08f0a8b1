/**
 * Takes up what was said in cases, so that it can be searched for, a second or so after it was said.
 */

import type { House } from "../conversation/turn.ts";
import type { Store } from "../ports/store.ts";
import type { DeskId } from "../records.ts";
import { takenUp } from "../staff/search/search.ts";
import type { Job } from "./rounds.ts";

export interface IndexingParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly house: Pick<House, "tokenizer">;
}

/** A piece of what is due; the job that it gives has the next piece taken up at once. */
export async function indexings({ desk, store, house }: IndexingParts): Promise<readonly Job[]> {
  return (await takenUp(store, desk, house.tokenizer)) ? [async () => true] : [];
}
