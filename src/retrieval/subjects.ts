/**
 * Everything that a question may be about, each with the questions by which it is known.
 *
 * Answers, known gaps, what only staff can settle, matters of other offices and mere talk stand side by side, because a
 * question that a text nearly answers looks just like one that it answers: only among rivals does it show.
 */

import type { Notebook } from "../knowledge/load.ts";
import type { ChatAct, CityId, Elsewhere, HandoffReason, Note } from "../model.ts";
import type { Likenesses } from "./likeness.ts";

export interface NoteSubject {
  readonly kind: Note["kind"];
  readonly city: CityId;
  readonly note: Note;
}
export interface ElsewhereSubject {
  readonly kind: "elsewhere";
  readonly city: undefined;
  readonly elsewhere: Elsewhere;
}
export interface TalkSubject<Kind extends "chat" | "handoff", Act> {
  readonly kind: Kind;
  readonly city: undefined;
  readonly act: Act;
  readonly questions: readonly string[];
}
export type Subject =
  | NoteSubject
  | ElsewhereSubject
  | TalkSubject<"chat", ChatAct>
  | TalkSubject<"handoff", HandoffReason>;
/** In the order in which the learned weights name them; `answer` first. */
export const SUBJECT_KINDS = [
  "answer",
  "silent",
  "person",
  "elsewhere",
  "chat",
  "handoff",
] as const satisfies Subject["kind"][];
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** A subject and how like its questions are to the one asked, from 0 to 1. */
export interface Rival<S extends Subject = Subject> {
  readonly subject: S;
  readonly likeness: number;
}

export function subjects({ notes, elsewhere, talk }: Notebook): Subject[] {
  return [
    ...notes.map((note): Subject => ({ kind: note.kind, city: note.city, note })),
    ...elsewhere.map((matter): Subject => ({ kind: "elsewhere", city: undefined, elsewhere: matter })),
    ...talk.map(
      (said): Subject =>
        said.outcome === "chat"
          ? { kind: "chat", city: undefined, act: said.act, questions: said.questions }
          : { kind: "handoff", city: undefined, act: said.act, questions: said.questions },
    ),
  ];
}

/** The likeliest subject of each kind; a kind of which nothing is like is missing. */
export interface Rivals {
  readonly answer?: Rival<NoteSubject>;
  readonly silent?: Rival<NoteSubject>;
  readonly person?: Rival<NoteSubject>;
  readonly elsewhere?: Rival<ElsewhereSubject>;
  readonly chat?: Rival<TalkSubject<"chat", ChatAct>>;
  readonly handoff?: Rival<TalkSubject<"handoff", HandoffReason>>;
}

/** @param cities - whose notes count; all where empty */
export function rivals(all: readonly Subject[], { likeness }: Likenesses, cities: readonly CityId[]): Rivals {
  const best: Partial<Record<SubjectKind, Rival>> = {};
  for (const [number, subject] of all.entries()) {
    const value = likeness[number]!;
    const isAsked = subject.city === undefined || cities.length === 0 || cities.includes(subject.city);
    if (isAsked && value > (best[subject.kind]?.likeness ?? 0)) best[subject.kind] = { subject, likeness: value };
  }
  return best as Rivals;
}

/** How people ask for a subject. */
export function questionsOf(subject: Subject): readonly string[] {
  switch (subject.kind) {
    case "elsewhere":
      return subject.elsewhere.questions;
    case "chat":
    case "handoff":
      return subject.questions;
    default:
      return subject.note.questions;
  }
}
