/**
 * The tables of the people behind the desk and of what they are shown; see `tables.ts`.
 */

import type { Generated } from "kysely";
import type { CityId } from "../../src/model.ts";
import type { ConversationId, DeskId } from "../../src/records.ts";

export interface StaffTable {
  readonly desk: DeskId;
  readonly id: string;
  readonly name: string;
  readonly city: CityId | null;
  readonly seen_at: number;
}

export interface PostsTable {
  readonly desk: DeskId;
  readonly seq: Generated<number>;
  readonly key: string;
  /** Null too once the conversation was erased: the row stays until what it stands for was taken away. */
  readonly conversation: ConversationId | null;
  readonly channel: string;
  readonly message: string;
  readonly file: string | null;
  readonly digest: string;
  readonly at: number;
}
