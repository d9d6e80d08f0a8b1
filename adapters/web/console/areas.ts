/**
 * All areas of the console, in the order of its menu.
 */

import { auditRoutes } from "./areas/audit.ts";
import { cannedRoutes } from "./areas/canned.ts";
import { casesRoutes } from "./areas/cases.ts";
import { figuresRoutes } from "./areas/figures.ts";
import { noticesRoutes } from "./areas/notices.ts";
import { peopleRoutes } from "./areas/people.ts";
import { questionsRoutes } from "./areas/questions.ts";
import { searchRoutes } from "./areas/search.ts";
import { settingsRoutes } from "./areas/settings.ts";
import { stateRoutes } from "./areas/state.ts";
import type { Area, ConsoleFrame, MenuItem } from "./layout.ts";
import type { ConsoleRoute } from "./route.ts";

export type Areas = readonly (readonly [Area, readonly ConsoleRoute[]])[];

/** The routes of every area, as they are mounted. */
function consoleAreas(frame: ConsoleFrame): Areas {
  return [
    ["cases", casesRoutes(frame)],
    ["search", searchRoutes(frame)],
    ["questions", questionsRoutes(frame)],
    ["figures", figuresRoutes(frame)],
    ["canned", cannedRoutes(frame)],
    ["notices", noticesRoutes(frame)],
    ["settings", settingsRoutes(frame)],
    ["people", peopleRoutes(frame)],
    ["audit", auditRoutes(frame)],
    ["state", stateRoutes(frame)],
  ];
}

/** A frame, and the areas whose pages stand in it: the menu leads to the first page of each. */
export function framedAreas(given: Omit<ConsoleFrame, "menu">): {
  readonly frame: ConsoleFrame;
  readonly areas: Areas;
} {
  const frame: ConsoleFrame = {
    ...given,
    menu: (role) =>
      areas.flatMap(([area, routes]): MenuItem[] => {
        const first = routes.find(({ method, path }) => method === "get" && !path.includes(":"));
        return first?.may.includes(role) ? [{ area, path: first.path }] : [];
      }),
  };
  const areas = consoleAreas(frame);
  return { frame, areas };
}
