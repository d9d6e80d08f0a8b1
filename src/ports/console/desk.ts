/**
 * One desk, as its people see it in the console. Who may do what is held by the routes of the console, not here.
 */

import type { City } from "../../model.ts";
import type { DeskId, Role } from "../../records.ts";
import type { Person } from "../staff.ts";
import type { ConsoleAudit } from "./audit.ts";
import type { ConsoleCanned } from "./canned.ts";
import type { ConsoleCases } from "./cases.ts";
import type { ConsoleFigures } from "./figures.ts";
import type { ConsoleNotices } from "./notices.ts";
import type { ConsolePeople } from "./people.ts";
import type { ConsoleQuestions } from "./questions.ts";
import type { ConsoleSearch } from "./search.ts";
import type { ConsoleSettings } from "./settings.ts";
import type { ConsoleState } from "./state.ts";

/** Somebody who is signed in, at one desk. `id` is `console:` and the login; `isMember` for all but who only reads. */
export interface ConsolePerson extends Person {
  readonly login: string;
  readonly role: Role;
}

export interface ConsoleDesk {
  readonly id: DeskId;
  /** As residents read it, else its id; as it is now. */
  name(): string;
  readonly cities: readonly City[];
  /** See `ChangeCounter`: as read at most a second or so ago. */
  change(): number;
  readonly people: ConsolePeople;
  readonly audit: ConsoleAudit;
  readonly cases: ConsoleCases;
  readonly canned: ConsoleCanned;
  readonly search: ConsoleSearch;
  readonly questions: ConsoleQuestions;
  readonly figures: ConsoleFigures;
  readonly state: ConsoleState;
  readonly settings: ConsoleSettings;
  readonly notices: ConsoleNotices;
}
