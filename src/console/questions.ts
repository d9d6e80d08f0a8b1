/**
 * What residents asked, and why it was answered as it was.
 */

import type { ConsoleQuestions } from "../ports/console/questions.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleQuestions(_parts: ConsoleParts): ConsoleQuestions {
  return { kind: "questions" };
}
