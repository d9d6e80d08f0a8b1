/**
 * The shared nouns. Data is plain and readonly; a choice is a union told apart by `kind`.
 *
 * Positions are UTF-16 code units of a guideline file as it lies on the disk, never of a normalised copy:
 * a quotation must be provable by cutting the file at two numbers.
 */

/** Read from the folder names under `knowledge/`: cities are data, never a list in code. */
export type CityId = string & { readonly brand: "CityId" };

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
  /** As a person would cite it: `3 (2) ① 協働事業の積極的な推進`; `""` for what stands before the first heading. */
  readonly sectionPath: string;
  /** Title, date and section: 「小平市協働の推進に関する指針（平成30年12月改定）3 (2) ① 協働事業の積極的な推進」. */
  readonly citation: string;
  /** The text speaks of a figure that the supplied file does not hold. */
  readonly figureMissing: boolean;
  readonly previous: PassageId | undefined;
  readonly next: PassageId | undefined;
}

/** Why a passage was found: one term in one field and the points that it brought. */
export interface Reason {
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
}

/** One message of a person, with what was chosen and asked before it. */
export interface Question {
  /** As typed; any string. */
  readonly text: string;
  readonly city: CityId | undefined;
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
}

/** What the desk decided, before any wording. */
export type Outcome =
  | { readonly kind: "answer"; readonly cities: readonly CityId[]; readonly hits: readonly Hit[] }
  | {
      readonly kind: "decline";
      readonly reason: "nothing-typed" | "other-town" | "not-written";
      readonly cities: readonly CityId[];
      readonly hits: readonly Hit[];
    };

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
  /** The passages around it in the file, to be read in their place; `[]` at either end of the text. */
  readonly before: readonly QuotedLine[];
  readonly after: readonly QuotedLine[];
  /** Said under the quotation, such as that a figure is missing; `[]` for most. */
  readonly remarks: readonly string[];
}

/** What a person reads, free of any channel. */
export interface Reply {
  readonly outcome: Outcome["kind"];
  readonly lead: string;
  /** Best first; the first is the answer, the others stand apart under `furtherTitle`. */
  readonly quotations: readonly Quotation[];
  readonly furtherTitle: string;
  /** The whole as plain text, for a terminal or a screen reader. */
  readonly text: string;
}
