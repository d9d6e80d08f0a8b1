/**
 * Every word of the console, in Japanese: `src/reply/console/` holds them, the adapters none.
 */

import type { CaseWords } from "../case-words.ts";
import type { AuditWords } from "./audit.ts";
import type { CannedWords } from "./canned.ts";
import type { CasesWords } from "./cases.ts";
import type { FiguresWords } from "./figures.ts";
import type { FrameWords } from "./frame.ts";
import type { NoticesWords } from "./notices.ts";
import type { PeopleWords } from "./people.ts";
import type { QuestionsWords } from "./questions.ts";
import type { SearchWords } from "./search.ts";
import type { SettingsWords } from "./settings.ts";
import type { SignInWords } from "./sign-in.ts";
import type { StateWords } from "./state.ts";

export interface ConsoleWords {
  /** Around every page. */
  readonly frame: FrameWords;
  readonly signIn: SignInWords;
  /** Of cases, as Slack says them too. */
  readonly case: CaseWords;
  readonly people: PeopleWords;
  readonly audit: AuditWords;
  readonly cases: CasesWords;
  readonly canned: CannedWords;
  readonly search: SearchWords;
  readonly questions: QuestionsWords;
  readonly figures: FiguresWords;
  readonly state: StateWords;
  readonly settings: SettingsWords;
  readonly notices: NoticesWords;
}
