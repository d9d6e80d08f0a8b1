/**
 * What setting up found, a sentence each, and how it is printed.
 */

import { type Failure, failureInWords, type SettingNames } from "./told.ts";

export interface Finding {
  /** `mend`: the desk does not work as it should until somebody does what `todo` says. `note`: worth knowing. */
  readonly mark: "good" | "mend" | "note";
  readonly text: string;
  readonly todo?: string;
}

const MARKS = { good: "○", mend: "×", note: "・" } as const;

export const good = (text: string): Finding => ({ mark: "good", text });
export const note = (text: string, todo?: string): Finding => ({ mark: "note", text, ...(todo && { todo }) });
export const mend = (text: string, todo: string): Finding => ({ mark: "mend", text, todo });

/** @param what - was tried, such as 「画像を送れません」 */
export function failedCall(what: string, failed: Failure, names: SettingNames): Finding {
  const { text, todo } = failureInWords(failed, names);
  return mend(`${what}。${text}`, todo);
}

/** Lines to print: the mark and the finding, what to do under it. */
export function findingLines({ mark, text, todo }: Finding): string[] {
  return [`  ${MARKS[mark]} ${text}`, ...(todo === undefined ? [] : [`    → ${todo}`])];
}
