/**
 * Opens the console: the desks as their people see them, and the door before them.
 */

import type { Router } from "express";
import { type ConsoleRouterParts, consoleRouter } from "../adapters/web/console/router.ts";
import { argon2Passwords } from "../adapters/world/passwords.ts";
import { systemTokens } from "../adapters/world/tokens.ts";
import { consoleAudit } from "./console/audit.ts";
import { consoleCanned } from "./console/canned.ts";
import { consoleCases } from "./console/cases.ts";
import { consoleFigures } from "./console/figures.ts";
import { consoleNotices } from "./console/notices.ts";
import type { ConsoleParts } from "./console/parts.ts";
import { consolePeople } from "./console/people.ts";
import { consoleQuestions } from "./console/questions.ts";
import { consoleSearch } from "./console/search.ts";
import { consoleSettings } from "./console/settings.ts";
import { consoleDoor } from "./console/sign-in.ts";
import { consoleState } from "./console/state.ts";
import type { ConsoleDesk } from "./ports/console/desk.ts";
import type { IdentityProvider } from "./ports/console/sign-in.ts";
import type { Store } from "./ports/store.ts";
import type { Clock } from "./ports/world.ts";
import { consoleWords } from "./reply/console/console.ts";

/** One for the process: as many as it says are made side by side, whoever asks. */
const passwords = argon2Passwords();

export interface ConsoleDeskParts extends ConsoleParts {
  readonly change: () => number;
}

export function consoleDesk(parts: ConsoleDeskParts): ConsoleDesk {
  const { desk, house, assembly, change } = parts;
  return {
    id: desk,
    name: () => house.profile.name ?? desk,
    cities: assembly.corpus.cities,
    change,
    people: consolePeople({ ...parts, passwords }),
    audit: consoleAudit(parts),
    cases: consoleCases(parts),
    canned: consoleCanned(parts),
    search: consoleSearch(parts),
    questions: consoleQuestions(parts),
    figures: consoleFigures(parts),
    state: consoleState(parts),
    settings: consoleSettings(parts),
    notices: consoleNotices(parts),
  };
}

export interface OpenConsoleParts {
  readonly store: Store;
  /** In the order in which they are offered. */
  readonly desks: readonly ConsoleDesk[];
  readonly clock: Pick<Clock, "now">;
  readonly assets: ConsoleRouterParts["assets"];
  /** `BASE_URL`. */
  readonly baseUrl: string | undefined;
  /** Undefined where none is configured. */
  readonly provider: IdentityProvider | undefined;
}

/** To be mounted at the root, before what answers every address. */
export function consoleRoutes({ store, desks, clock, assets, baseUrl, provider }: OpenConsoleParts): Router {
  const door = consoleDoor({
    ...{ store, clock, provider, passwords },
    desks: desks.map(({ id }) => id),
    tokens: systemTokens,
  });
  const isHttps = baseUrl?.startsWith("https:") ?? false;
  return consoleRouter({ desks, door, assets, isHttps, words: consoleWords });
}
