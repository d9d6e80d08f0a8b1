/**
 * What the centre itself has to say just now: what the console asks for, and the words around it.
 */

import type { CityId, Language } from "../../model.ts";
import type { ConsolePerson } from "./desk.ts";

/** Shown in this order; `waiting`: for approval. */
export const NOTICE_STATES = ["waiting", "current", "coming", "over"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export interface NoticeShown {
  readonly id: string;
  readonly state: NoticeState;
  readonly words: readonly string[];
  readonly text: string;
  readonly city: { readonly id: CityId; readonly name: string } | undefined;
  /** Days in Japan, `2026-11-21`. */
  readonly from: string;
  readonly until: string;
  /** Names of staff. */
  readonly author: string;
  readonly approver: string | undefined;
  readonly changedAt: number;
  /** As it was read: goes with every act on it. */
  readonly version: number;
  /** Whoever looks may approve it: somebody else wrote it, and it waits. */
  readonly mayApprove: boolean;
}

/** As it is typed into a form. */
export interface NoticeDraft {
  /** Parted by commas or line ends. */
  readonly words: string;
  readonly text: string;
  /** `""` for every city. */
  readonly city: string;
  readonly from: string;
  readonly until: string;
}

/** What is wrong with a field. */
export type NoticeFault =
  | { readonly field: "words"; readonly why: "none" }
  | { readonly field: "words"; readonly why: "too-many" }
  | { readonly field: "words"; readonly why: "too-short"; readonly word: string }
  | { readonly field: "words"; readonly why: "too-long"; readonly word: string }
  | { readonly field: "text"; readonly why: "blank" | "too-long" }
  | { readonly field: "city"; readonly why: "unknown" }
  | { readonly field: "from" | "until"; readonly why: "no-day" }
  | { readonly field: "until"; readonly why: "before-from" };

export type NoticeSaved =
  | { readonly kind: "saved"; readonly id: string }
  | { readonly kind: "faulty"; readonly faults: readonly NoticeFault[] }
  /** Somebody else changed it since it was read, or it is gone. */
  | { readonly kind: "changed" | "gone" };

export type NoticeActed = { readonly kind: "done" | "changed" | "gone" | "own" };

/** A notice that stands, and the version of it that was read. */
export interface NoticeRead {
  readonly id: string;
  readonly version: number;
}

export interface ConsoleNotices {
  /** Of each state, those that end first at the head. */
  list(by: ConsolePerson): Promise<readonly NoticeShown[]>;
  get(by: ConsolePerson, id: string): Promise<NoticeShown | undefined>;
  /** As residents would read it from today on, or what is wrong with it. */
  preview(draft: NoticeDraft): readonly NoticeFault[] | Readonly<Record<Language, string>>;
  /** Writes a new one, or changes the one that was read: it then waits for approval. */
  save(by: ConsolePerson, read: NoticeRead | undefined, draft: NoticeDraft): Promise<NoticeSaved>;
  /** By another person than who wrote it. */
  approve(by: ConsolePerson, read: NoticeRead): Promise<NoticeActed>;
  remove(by: ConsolePerson, read: NoticeRead): Promise<NoticeActed>;
}

export interface NoticesWords {
  readonly title: string;
  readonly intro: string;
  readonly states: Readonly<Record<NoticeState, string>>;
  readonly empty: string;
  readonly write: string;
  readonly open: string;
  readonly fields: Readonly<Record<keyof NoticeDraft, string>>;
  readonly hints: { readonly words: string; readonly text: string };
  readonly everyCity: string;
  fault(fault: NoticeFault): string;
  /** Over a form that was not taken. */
  readonly faulty: string;
  readonly preview: string;
  /** The languages in which residents read it. */
  readonly languages: Readonly<Record<Language, string>>;
  readonly previewHint: string;
  readonly save: string;
  /** Beside `save`, where it was approved. */
  readonly anew: string;
  readonly approve: string;
  readonly remove: string;
  readonly removeHint: string;
  /** Why somebody who may write cannot approve. */
  readonly own: string;
  readonly acted: Readonly<Record<"saved" | "approved" | "removed" | "changed" | "gone" | "own", string>>;
  /** 「11月24日（火）から」 */
  span(from: string, until: string): string;
  written(author: string, at: number): string;
  approved(approver: string): string;
  readonly back: string;
}
