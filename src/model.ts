/**
 * The shared nouns. Data is plain and readonly; a choice is a union told apart by `kind`.
 *
 * Positions are UTF-16 code units of a guideline file as it lies on the disk, never of a normalised copy:
 * a quotation must be provable by cutting the file at two numbers.
 */

/** Read from the folder names under `knowledge/`: cities are data, never a list in code. */
export type CityId = string & { readonly brand: "CityId" };

/** やさしい日本語 is a language of its own here: it has its own rules and its own readers. */
export const LANGUAGES = ["ja", "ja-easy", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
/** One thing said in each language; `ja-easy` has readings behind kanji, 市（し）, and spaces between phrases. */
export type Wordings = Readonly<Record<Language, string>>;

/** A stretch of a text: `start` is inside, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A date as the text prints it (「平成30年12月」) and as a machine sorts it (`2018-12`). */
export interface PrintedDate {
  readonly printed: string;
  readonly iso: string;
}

/** What is known of a guideline as a document; nothing here is invented, null means that the text does not say. */
export interface Guideline {
  readonly title: string;
  /** 指針, or what else the text calls itself. */
  readonly kind: string;
  readonly issuer: string;
  readonly issued: PrintedDate | null;
  readonly revised: PrintedDate | null;
  /** The latest date that an undated text itself mentions; null where it prints its own date. */
  readonly latestMention: (PrintedDate & { readonly of: string }) | null;
  /** Of `guideline.txt`, in hex. */
  readonly sha256: string;
  /** Where the city publishes the text; null unless known. */
  readonly source: string | null;
}

/** A contact exactly as the guideline prints it, line by line, with the date at which it stood there. */
export interface Contact {
  readonly printed: readonly string[];
  readonly asOf: string | null;
}

/** How a city is reached now, as staff entered it. */
export interface CurrentContact {
  readonly text: string;
  /** The day in Japan on which it was entered, `2026-11-21`. */
  readonly asOf: string;
}

export interface City {
  readonly id: CityId;
  readonly names: {
    readonly ja: string;
    readonly kana: string;
    readonly en: string;
    /** Other spellings by which people call the city. */
    readonly others: readonly string[];
    /** Words that begin like the name and mean something else: 国立大学 is not of Kunitachi. */
    readonly mistaken: readonly string[];
  };
  readonly guideline: Guideline;
  readonly contacts: readonly Contact[];
}

/**
 * A section of a guideline: one heading and what stands under it.
 * The root (no heading, `depth` 0) is the guideline itself.
 */
export interface Section {
  /** As printed, without the dot behind it: `第１章`, `⑴`, `3`, `方針 1`; `""` for an unnumbered heading. */
  readonly number: string;
  /** The heading's words without number, mark and markup; `""` for the root. */
  readonly title: string;
  /** A word set beside the heading by the issuer, such as 重点; `""` for most. */
  readonly label: string;
  readonly depth: number;
  /** Index of the section above in the outline; undefined for the root. */
  readonly parent: number | undefined;
  /** The heading in the file, number and mark with it; for the root, the title. */
  readonly spans: readonly Span[];
}

/** `label`: the head of a table column, repeated with each row so that a row can be read alone. */
export type PieceRole = "text" | "item" | "label";

/** One span of a passage and how it joins what stands before it. */
export interface Piece extends Span {
  readonly role: PieceRole;
  /** `""` inside a sentence that the file breaks over lines, `" "` between Latin words, `"\n"` where a new line begins. */
  readonly joint: "" | " " | "\n";
}

export type PassageId = string & { readonly brand: "PassageId" };

/** What is indexed and quoted: an ordered list of spans of the file, joined. */
export interface Passage {
  /** `<city>-<n>`, n counting in reading order from 1. */
  readonly id: PassageId;
  readonly city: CityId;
  readonly pieces: readonly Piece[];
  /** The pieces joined; at most 400 characters where the text allows, never over 600. */
  readonly text: string;
  /** Headings above it, outermost first, words only; `[]` for what stands before the first heading. */
  readonly headings: readonly string[];
  /** Index of the section in its city's outline. */
  readonly section: number;
  /** As a person would cite it: `3 (2) ① 協働事業の積極的な推進`; `""` for what stands before the first heading. */
  readonly sectionPath: string;
  /** Title, date and section: 「小平市協働の推進に関する指針（平成30年12月改定）3 (2) ① 協働事業の積極的な推進」. */
  readonly citation: string;
  /** The text speaks of a figure that the supplied file does not hold. */
  readonly figureMissing: boolean;
  readonly previous: PassageId | undefined;
  readonly next: PassageId | undefined;
}

/** `answer`: the text says it; `silent`: a known gap; `person`: only staff can settle it. */
export const NOTE_KINDS = ["answer", "silent", "person"] as const;

/** What we wrote about a stretch of a guideline: how people ask for it, and what it says in plain words. */
export interface Note {
  readonly city: CityId;
  readonly kind: (typeof NOTE_KINDS)[number];
  /** An id of `topics.json`. */
  readonly topic: string;
  /** How residents, staff and foreigners would ask (想定質問). */
  readonly questions: readonly string[];
  /** One to three sentences that say no more than the evidence. */
  readonly plain: Wordings;
  /** Stretches of the guideline, word for word. */
  readonly evidence: readonly string[];
  /** The passages in which the evidence stands, in its order. */
  readonly passages: readonly PassageId[];
  /** On a `silent` note: the whole text, read from end to end, says nothing on the topic. */
  readonly silentThroughout?: true | undefined;
}

/** A matter of the city hall of which no guideline speaks. */
export interface Elsewhere {
  readonly subject: string;
  readonly names: Wordings;
  readonly questions: readonly string[];
  /** Somebody who asks may be in danger: the reply begins with where help is. */
  readonly isGrave?: true | undefined;
}

/** What people write that asks nothing of a text. */
export const CHAT_ACTS = [
  "greeting",
  "thanks",
  "acknowledgement",
  "goodbye",
  "who-are-you",
  "abilities",
  "test",
  "small-talk",
  "insult",
  "laughter-or-filler",
  "correction",
] as const;
export type ChatAct = (typeof CHAT_ACTS)[number];

/** Why a person takes over. */
export const HANDOFF_REASONS = [
  "wish-person",
  "complaint",
  "own-case",
  "decision",
  "inner-trouble",
  "urgent",
  "distress",
  "danger",
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];

/** Messages of one act, as people type them. */
export type Talk = { readonly questions: readonly string[] } & (
  | { readonly outcome: "chat"; readonly act: ChatAct }
  | { readonly outcome: "handoff"; readonly act: HandoffReason }
);

/** Why a passage was found: one term in one field and the points that it brought. */
export interface Reason {
  /** `expected` for an expected question, which is then the term. */
  readonly field: string;
  readonly term: string;
  /** The word as typed, where an expansion or a correction stands behind the term. */
  readonly from: string;
  /** The field's weight times the term's. */
  readonly weight: number;
  readonly points: number;
  /** It comes from the question before, not from this one. */
  readonly isContext?: true;
}

export interface Hit {
  readonly passage: Passage;
  readonly score: number;
  /** Most points first. */
  readonly reasons: readonly Reason[];
  /** The note on this passage whose questions are most like the one asked; undefined where none is like it. */
  readonly note: Note | undefined;
}

/** One message of a person, with what was chosen and asked before it. */
export interface Question {
  /** As typed; any string. */
  readonly text: string;
  readonly city: CityId | undefined;
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  /** As set by the person; undefined to find it from the question. */
  readonly language?: Language | undefined;
  /** A person takes over in this very conversation: a handoff then names no contact. */
  readonly hasPerson?: boolean | undefined;
  /** As the desk that is asked knows them now; undefined to tell what the settings and the guidelines say. */
  readonly contacts?: Contacts | undefined;
  /** Staff and centre workers get the same outcome in other words; `resident` unless told. */
  readonly asker?: "resident" | "staff" | undefined;
}

/** Whom a resident may turn to instead of a desk. */
export interface Contacts {
  /** Of the people behind the desk, as it is shown; undefined for what the guideline prints. */
  readonly ofDesk: string | undefined;
  /** By {@link City.id}; told beside what the guideline of the city prints, never instead. */
  readonly ofCities: Readonly<Record<string, CurrentContact>>;
}

/** What the desk decided, before any wording. Lists of cities are those that the question is about, `[]` for none named. */
export type Outcome =
  /** `isCityNamed`: the asker knows which city answers; otherwise the reply must say so. */
  | {
      readonly kind: "answer";
      readonly cities: readonly CityId[];
      readonly hits: readonly Hit[];
      readonly isCityNamed: boolean;
    }
  | { readonly kind: "compare"; readonly rows: readonly ComparedCity[] }
  /** Which of these cities is meant? `rows`: what each city of the desk says, for staff; undefined for residents. */
  | {
      readonly kind: "clarify";
      readonly cities: readonly CityId[];
      readonly rows?: readonly ComparedCity[] | undefined;
    }
  /** `hits`: what the text says on the matter that a person must settle, for staff; `[]` for residents. */
  | {
      readonly kind: "handoff";
      readonly reason: HandoffReason;
      readonly cities: readonly CityId[];
      readonly note: Note | undefined;
      readonly hits: readonly Hit[];
    }
  | ({ readonly kind: "decline"; readonly cities: readonly CityId[]; readonly hits: readonly Hit[] } & Gap)
  | { readonly kind: "chat"; readonly act: ChatAct };

/** What is missing: a known gap of the text, a matter of another office, another town, or nothing that could be found. */
export type Gap =
  | { readonly reason: "known-gap"; readonly note: Note }
  | { readonly reason: "elsewhere"; readonly subject: Elsewhere }
  | { readonly reason: "nothing-typed" | "other-town" | "not-written" };

/** One row of a comparison: what the city says, or that it says nothing. */
export interface ComparedCity {
  readonly city: CityId;
  /** Best first; `[]` where nothing was found. */
  readonly hits: readonly Hit[];
  /** 記載なし: a reader of the whole text noted that it says nothing on the point. */
  readonly silent: Note | undefined;
}

/** How the desk came to its outcome, for those who tune or doubt it. */
export interface Explanation {
  readonly outcome: Outcome["kind"];
  /** What was looked for, after the conversation was taken into account. */
  readonly text: string;
  /** Named measures that the decision weighs, see `src/dialogue/signals.ts`, and the shares that they come to. */
  readonly signals: Readonly<Record<string, number>>;
  readonly hits: readonly Hit[];
}

/** One printed line of a quotation. */
export interface QuotedLine {
  readonly role: PieceRole;
  readonly text: string;
}

/** A quotation with everything that is needed to check it. */
export interface Quotation {
  readonly passage: PassageId;
  readonly city: CityId;
  readonly cityName: string;
  readonly lines: readonly QuotedLine[];
  /** Title, date and section, see {@link Passage.citation}. */
  readonly source: string;
  readonly score: number;
  /** How old the text is, in a sentence: 「平成19年3月の指針です（19年前）。」 */
  readonly dated: string;
  /** The passages around it in the file, to be read in their place; `[]` at either end of the text. */
  readonly before: readonly QuotedLine[];
  readonly after: readonly QuotedLine[];
  /** Said under the quotation, such as that a figure is missing; `[]` for most. */
  readonly remarks: readonly string[];
}

/** A button: what is sent in the person's name when it is pressed. */
export interface Action {
  readonly label: string;
  readonly text: string;
  /** To be chosen with it; undefined to leave the choice as it is. */
  readonly city: CityId | undefined;
}

/** A city's row in a comparison. */
export interface ComparisonRow {
  readonly city: CityId;
  readonly cityName: string;
  /** What the city says in plain words, or that nothing is written or was found. */
  readonly lead: string;
  /** 記載なし, noted by a reader of the whole text. */
  readonly isSilent: boolean;
  readonly quotations: readonly Quotation[];
}

/** What a reply is about, for those who go on from it: a case, a figure. */
export interface Matter {
  /** The city that it speaks of; undefined for none or several. */
  readonly city: CityId | undefined;
  /** Of `topics.json`; undefined where no note stands behind it. */
  readonly topic: string | undefined;
  /** Why a person is needed or what is missing; undefined for other outcomes. */
  readonly reason: HandoffReason | Gap["reason"] | undefined;
}

/** What a person reads, free of any channel. */
export interface Reply {
  readonly outcome: Outcome["kind"];
  readonly matter: Matter;
  /** Of every word here but the quotations, which are in the guideline's. */
  readonly language: Language;
  /** In the desk's own words; paragraphs and list items parted by line ends. */
  readonly lead: string;
  /** What the lead rests on, best first; `[]` for most but an answer. */
  readonly quotations: readonly Quotation[];
  /** Quotations that may be meant too, or come near; `title` is `""` where there are none. */
  readonly further: { readonly title: string; readonly quotations: readonly Quotation[] };
  /** `[]` but for a comparison, and for staff who did not say which of several cities they mean. */
  readonly comparison: readonly ComparisonRow[];
  /** Questions that are likely next, at most 4; `title` is `""` where there are none. */
  readonly related: { readonly title: string; readonly questions: readonly string[] };
  readonly actions: readonly Action[];
  /** Who runs this, that a machine answers, what is kept: on the first message of a conversation, else `""`. */
  readonly privacy: string;
  /** What answers, as plain text, for a terminal or a screen reader: without buttons and the privacy line. */
  readonly text: string;
}

/** When the people behind a desk answer next; `unknown` where nobody can say, and nothing is promised. */
export type Opening =
  /** `until`: minutes of the day in Japan. */
  | { readonly kind: "open"; readonly untilMinutes: number }
  /** `weekday` counts from 0, Sunday; `daysAhead` is 0 for later today. */
  | {
      readonly kind: "opens";
      /** `2026-11-23` */
      readonly day: string;
      readonly weekday: number;
      readonly daysAhead: number;
      readonly fromMinutes: number;
    }
  | { readonly kind: "unknown" };
