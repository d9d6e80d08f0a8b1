/**
 * Opens the console: the desks as their people see them.
 */

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
import { consoleState } from "./console/state.ts";
import type { ConsoleDesk } from "./ports/console/desk.ts";

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
    people: consolePeople(parts),
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
