/**
 * Composes what a person reads from what the desk decided, free of any channel.
 */

import type {
  Action,
  City,
  CityId,
  ComparedCity,
  ComparisonRow,
  Contacts,
  Gap,
  HandoffReason,
  Hit,
  Language,
  Matter,
  Note,
  Outcome,
  Passage,
  PassageId,
  QuotedLine,
  Reply,
} from "../model.ts";
import { contactBeside, contactFor, contactOfDesk } from "./contact.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { jaEasy } from "./ja-easy.ts";
import { plainText } from "./plain-text.ts";
import { quotation } from "./quotation.ts";
import type { Words } from "./words.ts";

/** What composing needs of the corpus. */
export interface Shelf {
  readonly cities: readonly City[];
  city(id: CityId): City | undefined;
  passage(id: PassageId | undefined): Passage | undefined;
  /** The passage cut from the guideline at its pieces, see `Passage.pieces`. */
  lines(passage: Passage): readonly QuotedLine[];
}

/** What else the wording depends on. */
export interface Situation {
  readonly language: Language;
  readonly isStaff: boolean;
  /** The question as typed: a button that chooses a city asks it again. */
  readonly asked: string;
  /** See {@link Question.hasPerson}. */
  readonly hasPerson?: boolean | undefined;
  readonly isFirst: boolean;
  readonly isAskedAgain: boolean;
  /** See `Places.contact`. */
  readonly contact: string | undefined;
  /** See `Contacts.ofCities`. */
  readonly currentContacts?: Contacts["ofCities"] | undefined;
  /** This year; undefined where no age is to be told. */
  readonly year: number | undefined;
  readonly related: readonly string[];
}

const WORDS: Readonly<Record<Language, Words>> = { ja, "ja-easy": jaEasy, en };

type Parts = Omit<Reply, "outcome" | "matter" | "language" | "privacy" | "text">;
const NOTHING: Omit<Parts, "lead"> = {
  quotations: [],
  further: { title: "", quotations: [] },
  comparison: [],
  related: { title: "", questions: [] },
  actions: [],
};

export function compose(outcome: Outcome, shelf: Shelf, situation: Situation): Reply {
  const { language, isStaff, isFirst, isAskedAgain, related } = situation;
  const words = WORDS[language];
  const parts = partsOf(outcome, shelf, situation, words);
  const again = isAskedAgain && !isStaff && mayNotHelp(outcome) ? `\n${words.askedAgain}` : "";
  const reply = {
    ...parts,
    outcome: outcome.kind,
    matter: matterOf(outcome),
    language,
    lead: `${parts.lead}${again}`,
    related: related.length > 0 ? { title: words.related, questions: related } : NOTHING.related,
    privacy: isFirst ? words.privacy : "",
  };
  return { ...reply, text: plainText(reply, words) };
}

function matterOf(outcome: Outcome): Matter {
  switch (outcome.kind) {
    case "answer":
      return { city: outcome.hits[0]?.passage.city, topic: outcome.hits[0]?.note?.topic, reason: undefined };
    case "handoff":
      return { city: only(outcome.cities), topic: outcome.note?.topic, reason: outcome.reason };
    case "decline": {
      const topic = outcome.reason === "known-gap" ? outcome.note.topic : undefined;
      return { city: only(outcome.cities), topic, reason: outcome.reason };
    }
    case "compare":
    case "clarify":
    case "chat":
      return { city: undefined, topic: undefined, reason: undefined };
    default:
      return outcome satisfies never;
  }
}

const only = (cities: readonly CityId[]): CityId | undefined => (cities.length === 1 ? cities[0] : undefined);

/** Asked once more, this was no help: thanks and greetings may be said twice. */
const mayNotHelp = (outcome: Outcome): boolean =>
  outcome.kind === "chat" ? outcome.act === "correction" || outcome.act === "insult" : outcome.kind !== "clarify";

function partsOf(outcome: Outcome, shelf: Shelf, situation: Situation, words: Words): Parts {
  switch (outcome.kind) {
    case "answer":
      return answer(outcome, shelf, situation, words);
    case "compare":
      return comparison(outcome.rows, shelf, situation, words);
    case "clarify":
      return clarify(outcome, shelf, situation, words);
    case "handoff":
      return handoff(outcome, shelf, situation, words);
    case "decline":
      return decline(outcome, shelf, situation, words);
    case "chat":
      return { ...NOTHING, lead: words.chat[outcome.act] };
    default:
      return outcome satisfies never;
  }
}

function answer(
  { hits, isCityNamed }: Extract<Outcome, { kind: "answer" }>,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): Parts {
  const [best, ...others] = hits;
  const city = shelf.city(best!.passage.city)!;
  const { note } = best!;
  const plain = note?.plain[situation.language] ?? words.neutral(city);
  const isFrom = (hit: Hit) => note?.passages.includes(hit.passage.id) === true;
  const further = others.filter((hit) => !isFrom(hit));
  const own = [best!, ...others.filter(isFrom)];
  const borne = [...own, ...restOf(note, own, shelf)];
  const { otherCities, more, person } = words.actions;
  const named = note !== undefined && !isCityNamed ? [words.ofCity(city)] : [];
  return {
    ...NOTHING,
    lead: lines(...named, plain, contactBeside({ city: city.id, note, hits: borne }, shelf, situation, words)),
    quotations: borne.map((hit) => quotation(hit, shelf, situation, words)),
    further: furtherOf(words.further, further, shelf, situation, words),
    actions: [otherCities, more, person].map(action),
  };
}

/** Passages that bear the note out and were not found by themselves: what the lead says must stand under it. */
function restOf(note: Note | undefined, shown: readonly Hit[], shelf: Shelf): Pick<Hit, "passage" | "score">[] {
  const missing = (note?.passages ?? []).filter((id) => shown.every(({ passage }) => passage.id !== id));
  return [...new Set(missing)].flatMap((id) => {
    const passage = shelf.passage(id);
    return passage === undefined ? [] : [{ passage, score: 0 }];
  });
}

function comparison(rows: readonly ComparedCity[], shelf: Shelf, situation: Situation, words: Words): Parts {
  return {
    ...NOTHING,
    lead: words.compared,
    comparison: rows.map((row) => comparisonRow(row, shelf, situation, words)),
    actions: [action(words.actions.person)],
  };
}

function comparisonRow(
  { city: id, hits, silent }: ComparedCity,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): ComparisonRow {
  const city = shelf.city(id)!;
  const note = hits[0]?.note;
  const said = note?.plain[situation.language] ?? words.neutral(city);
  const lead = silent ? words.silent : hits.length === 0 ? words.notFound : said;
  return {
    city: id,
    cityName: words.cityName(city),
    lead: lines(lead, contactBeside({ city: id, note: silent ?? note, hits }, shelf, situation, words)),
    isSilent: silent !== undefined,
    quotations: hits.map((hit) => quotation(hit, shelf, situation, words)),
  };
}

/** Residents are asked back; staff see what each city says, and may then keep one. */
function clarify(
  { cities, rows = [] }: Extract<Outcome, { kind: "clarify" }>,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): Parts {
  const toldOf = rows.map(({ city }) => city);
  return {
    ...NOTHING,
    lead: rows.length > 0 ? words.clarifyForStaff : words.clarify,
    comparison: rows.map((row) => comparisonRow(row, shelf, situation, words)),
    actions: cityActions(rows.length > 0 ? toldOf : cities, shelf, situation, words),
  };
}

function handoff(
  { reason, cities, note, hits }: Extract<Outcome, { kind: "handoff" }>,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): Parts {
  const isDanger = reason === "danger";
  const toResident = (why: Exclude<HandoffReason, "danger">) => note?.plain[situation.language] ?? words.handoff[why];
  const said = reason === "danger" ? words.grave : situation.isStaff ? words.handoffForStaff : toResident(reason);
  return {
    ...NOTHING,
    lead: [
      ...(reason === "distress" ? [words.grave] : []),
      said,
      // Whoever is told that a person answers here is not sent to city hall in the same breath.
      ...(isDanger && (!situation.hasPerson || situation.contact !== undefined)
        ? [contactOfDesk(situation, words)]
        : []),
      ...(isDanger || situation.hasPerson ? [] : [contactFor(cities, shelf, situation, words)]),
    ].join("\n"),
    further: isDanger ? NOTHING.further : furtherOf(words.nearest, hits, shelf, situation, words),
  };
}

function decline(
  outcome: Extract<Outcome, { kind: "decline" }>,
  shelf: Shelf,
  situation: Situation,
  words: Words,
): Parts {
  const { reason, cities, hits } = outcome;
  const asksPerson = reason !== "nothing-typed" && reason !== "other-town";
  const said = { city: only(cities), note: reason === "known-gap" ? outcome.note : undefined, hits };
  const ofText = reason === "known-gap" || reason === "not-written";
  const beside = ofText ? contactBeside(said, shelf, situation, words) : undefined;
  return {
    ...NOTHING,
    lead: lines(missing(outcome, cities, shelf, situation, words), beside),
    further: furtherOf(words.nearest, hits, shelf, situation, words),
    actions: asksPerson ? [action(words.actions.person)] : [],
  };
}

function missing(
  gap: Gap,
  ids: readonly CityId[],
  shelf: Shelf,
  { language, isStaff }: Situation,
  words: Words,
): string {
  const decline = isStaff ? { ...words.decline, ...words.declineForStaff } : words.decline;
  const cities = ids.flatMap((id) => shelf.city(id) ?? []);
  switch (gap.reason) {
    case "known-gap": {
      const plain = gap.note.plain[language];
      return ids.length === 1 ? plain : `${words.ofCity(shelf.city(gap.note.city)!)}\n${plain}`;
    }
    case "elsewhere": {
      const said = decline.elsewhere(gap.subject.names[language]);
      return gap.subject.isGrave ? `${words.grave}\n${said}` : said;
    }
    case "nothing-typed":
      return decline.nothingTyped;
    case "other-town":
      return decline.otherTown(shelf.cities);
    case "not-written":
      return decline.notWritten(cities);
    default:
      return gap satisfies never;
  }
}

const lines = (...all: readonly (string | undefined)[]): string => all.filter((line) => line !== undefined).join("\n");

const action = ({ label, text }: { label: string; text: string }): Action => ({ label, text, city: undefined });

function cityActions(ids: readonly CityId[], shelf: Shelf, { asked }: Situation, words: Words): Action[] {
  return ids.map((city) => ({ label: words.cityName(shelf.city(city)!), text: asked, city }));
}

function furtherOf(
  title: string,
  hits: readonly Hit[],
  shelf: Shelf,
  situation: Situation,
  words: Words,
): Reply["further"] {
  if (hits.length === 0) return NOTHING.further;
  return { title, quotations: hits.map((hit) => quotation(hit, shelf, situation, words)) };
}
