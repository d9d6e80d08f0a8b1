/**
 * The guidelines in full, in the order of their text, and a search over them.
 *
 * What may stand after a section within a section (a last item, the imprint) belongs to the outer one again. It keeps its
 * place and stands in a further section without a heading: put under the last heading it would read as part of it, and
 * put back under its own it would change the text's order.
 */

import type { Corpus } from "./knowledge/corpus.ts";
import { pathOf } from "./knowledge/passages.ts";
import type { City, CityId, Passage, PassageId, Section } from "./model.ts";
import { type FullText, passageAnchor, type TextSection, type Texts } from "./ports/texts.ts";
import type { Search } from "./retrieval/search.ts";
import { normalized, withoutRuby } from "./text/normalize.ts";

/**
 * Each text is put together when it is first asked for, and kept.
 *
 * A search brings first what holds all the words as they are typed, for whoever looks into a text may know them from it;
 * then what the desk would find for them as a question. Either is in the order in which the desk finds it.
 */
export function texts({ corpus, search }: { readonly corpus: Corpus; readonly search: Search }): Texts {
  const made = new Map<CityId, FullText>();
  const spelt = new Map<PassageId, string>();
  const textOf = (city: City): FullText => {
    const text = made.get(city.id) ?? fullText(city, corpus);
    made.set(city.id, text);
    return text;
  };
  return {
    cities: corpus.cities,
    of(id) {
      const city = corpus.city(id);
      return city && textOf(city);
    },
    find(query, city, limit) {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const holdsAll = (passage: Passage): boolean => {
        const letters = spelt.get(passage.id) ?? lettersOf(passage);
        spelt.set(passage.id, letters);
        return words.every((word) => letters.includes(word));
      };
      const all = { cities: city === undefined ? [] : [city], limit: corpus.passages.length };
      const ranked = search.hits(search.asked(query, ""), all).map(({ passage }) => passage);
      const { literal = [], other = [] } = Object.groupBy(ranked, (found) => (holdsAll(found) ? "literal" : "other"));
      return [...literal, ...other].slice(0, limit).map((passage) => ({
        city: corpus.city(passage.city)!,
        id: passage.id,
        path: passage.sectionPath,
        lines: corpus.lines(passage),
      }));
    },
  };
}

/** What is typed between spaces and signs, each once; signs alone ask for nothing, though a note may hold such a question. */
const wordsOf = (query: string): string[] => [...new Set(normalized(withoutRuby(query)).match(/[\p{L}\p{M}\p{N}]+/gu))];

/** Without signs and spaces, so that 阪神淡路 is found in 「阪神・淡路」. */
const lettersOf = ({ headings, text }: Passage): string =>
  normalized([...headings, text].join("\n")).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

function fullText(city: City, corpus: Corpus): FullText {
  const { sections } = corpus.outline(city.id)!;
  const own = corpus.passages.filter((passage) => passage.city === city.id);
  const found = stretches(sections, own).map(({ section, isHeaded, passages }, i): TextSection => {
    const { number, title, label, depth } = sections[section]!;
    return {
      anchor: `s${i}`,
      ...(isHeaded ? { number, title, label } : { number: "", title: "", label: "" }),
      depth,
      path: pathOf(sections, section),
      passages: passages.map((passage) => ({
        id: passage.id,
        anchor: passageAnchor(passage.id),
        lines: corpus.lines(passage),
        figureMissing: passage.figureMissing,
      })),
    };
  });
  const [first, ...others] = found;
  return { city, sections: first?.passages.length === 0 ? others : found };
}

/** Passages in a row of one section; `section` is an index into the outline's. */
interface Stretch {
  readonly section: number;
  /** It begins with the section's heading, and does not merely go on with its text. */
  readonly isHeaded: boolean;
  readonly passages: Passage[];
}

/** The text cut where a heading stands or another section goes on; the first is what stands before any heading. */
function stretches(sections: readonly Section[], passages: readonly Passage[]): Stretch[] {
  const found: Stretch[] = [{ section: 0, isHeaded: false, passages: [] }];
  const open = (section: number, isHeaded: boolean) => found.push({ section, isHeaded, passages: [] });
  let next = 1;
  for (const passage of passages) {
    for (; startOf(sections[next]) < passage.pieces[0]!.start; next += 1) open(next, true);
    if (found.at(-1)!.section !== passage.section) open(passage.section, false);
    found.at(-1)!.passages.push(passage);
  }
  for (; next < sections.length; next += 1) open(next, true);
  return found;
}

/** Of the heading in the file; behind everything where there is no further one. */
const startOf = (section: Section | undefined): number => section?.spans[0]?.start ?? Number.POSITIVE_INFINITY;
