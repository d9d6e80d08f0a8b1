/**
 * Composes what a person reads from what the desk decided, free of any channel.
 */

import type { City, CityId, Hit, Outcome, Passage, PassageId, Quotation, QuotedLine, Reply } from "../model.ts";
import { ja } from "./ja.ts";

/** What composing needs of the corpus. */
export interface Library {
  readonly cities: readonly City[];
  city(id: CityId): City | undefined;
  passage(id: PassageId | undefined): Passage | undefined;
  /** The passage cut from the guideline at its pieces, see `Passage.pieces`. */
  lines(passage: Passage): readonly QuotedLine[];
}

export function compose(outcome: Outcome, library: Library): Reply {
  const quotations = outcome.hits.map((hit) => quotation(hit, library));
  const lead = leadOf(outcome, library);
  const furtherTitle = outcome.kind === "answer" ? ja.further : ja.nearest;
  const reply = { outcome: outcome.kind, lead, quotations, furtherTitle };
  return { ...reply, text: plainText(reply) };
}

function leadOf(outcome: Outcome, { cities, city }: Library): string {
  switch (outcome.kind) {
    case "answer":
      return ja.answer(city(outcome.hits[0]!.passage.city)!);
    case "decline": {
      if (outcome.reason === "nothing-typed") return ja.nothingTyped;
      if (outcome.reason === "other-town") return ja.otherTown(cities);
      return ja.notWritten(outcome.cities.flatMap((id) => city(id) ?? []));
    }
    default:
      return outcome satisfies never;
  }
}

/** What most of the texts call themselves; another kind is told with the quotation. */
const GUIDELINE = "指針";

function quotation({ passage, score }: Hit, library: Library): Quotation {
  const around = (id: PassageId | undefined): readonly QuotedLine[] => {
    const neighbour = library.passage(id);
    return neighbour === undefined ? [] : library.lines(neighbour);
  };
  const city = library.city(passage.city);
  const kind = city?.guideline.kind ?? GUIDELINE;
  return {
    passage: passage.id,
    city: passage.city,
    cityName: city?.names.ja ?? passage.city,
    lines: library.lines(passage),
    source: passage.citation,
    score,
    before: around(passage.previous),
    after: around(passage.next),
    remarks: [
      ...(passage.figureMissing ? [ja.figureMissing] : []),
      ...(kind === GUIDELINE ? [] : [ja.notTheGuideline(kind)]),
    ],
  };
}

function plainText({ outcome, lead, quotations, furtherTitle }: Omit<Reply, "text">): string {
  const blocks = quotations.map(({ lines, source, remarks }) => {
    const quoted = lines.map(({ role, text }) => `｜${role === "label" ? `【${text}】` : text}`);
    return [...quoted, `${ja.source}：${source}`, ...remarks].join("\n");
  });
  const first = outcome === "answer" ? blocks.slice(0, 1) : [];
  const further = blocks.slice(first.length);
  return [lead, ...first, ...(further.length > 0 ? [`― ${furtherTitle} ―`, ...further] : [])].join("\n\n");
}
