/**
 * One message in, a reply out: the whole flow on one page. It only sequences; each step is a part of its own.
 */

import type { CityReader } from "./dialogue/city.ts";
import { tellsDanger } from "./dialogue/danger.ts";
import type { Decider } from "./dialogue/decider.ts";
import { languageOf } from "./dialogue/language.ts";
import { asksOfOtherTown } from "./dialogue/place.ts";
import type { RelatedQuestions } from "./dialogue/related.ts";
import { topicOf, toThePoint } from "./dialogue/topic.ts";
import { wishesPerson } from "./dialogue/wish.ts";
import { DeskError } from "./errors.ts";
import type { Corpus } from "./knowledge/corpus.ts";
import type { Outcome, PassageId, Question, Reply } from "./model.ts";
import type { Desk } from "./ports/desk.ts";
import { compose } from "./reply/compose.ts";
import { inItsPlace } from "./reply/reading.ts";
import type { Search } from "./retrieval/search.ts";
import { squeezed } from "./text/normalize.ts";

export interface DeskParts {
  readonly corpus: Corpus;
  readonly search: Search;
  readonly cities: CityReader;
  readonly decider: Decider;
  readonly related: RelatedQuestions;
  readonly contact?: string | undefined;
  readonly year?: (() => number) | undefined;
}

export function desk({ corpus, search, cities, decider, related, contact, year }: DeskParts): Desk {
  const isSmallTalk = (text: string) => decider.isSmallTalk(search.asked(text.slice(0, TALK_UNITS), ""));
  const considered = (question: Question) => {
    const history = question.history.filter((earlier) => !wishesPerson(earlier) && !isSmallTalk(earlier));
    const view = cities.read({ ...question, history });
    const topic = topicOf({ ...view, isNamed: view.isNamed || view.isComparison }, search.namesSomething);
    return { view, topic, asked: search.asked(topic.text, topic.context) };
  };

  const outcomeOf = (question: Question): Outcome => {
    if (!hasLetters(question.text)) return decider.nothingTyped();
    if (tellsDanger(question.text)) return decider.danger(cities.read(question).cities);
    const { view, topic, asked } = considered(question);
    if (wishesPerson(question.text)) return decider.wish(view.cities);
    const brief = toThePoint(view.text).slice(0, TALK_UNITS);
    const isSame = topic.context === "" && topic.text === brief;
    const said = isSame ? asked : search.asked(brief, "");
    const talk = topic.goesOn || view.isComparison ? undefined : decider.talk(said, view.cities);
    if (talk !== undefined) return talk;
    if (asksOfOtherTown(asked.tokens.morphemes, view.text)) return decider.otherTown();
    if (view.isComparison && !search.namesSomething(topic.text) && topic.context === "") return decider.nothingTyped();
    if (view.isComparison) return decider.compared(asked, view.cities);
    return decider.decided(asked, view.cities[0], topic);
  };
  const outcomeFor = (question: Question): Outcome => {
    const outcome = outcomeOf(question);
    const isWider = question.asker === "staff" && (outcome.kind === "handoff" || outcome.kind === "clarify");
    if (!isWider) return outcome;
    const { view, topic, asked } = considered(question);
    return decider.forStaff(outcome, asked, { ...topic, cities: view.cities });
  };

  const reply = (question: Question): Reply => {
    const outcome = outcomeFor(question);
    const language = question.language ?? languageOf(question.text) ?? "ja";
    const said = compose(outcome, corpus, {
      language,
      isStaff: question.asker === "staff",
      hasPerson: question.hasPerson,
      asked: question.text,
      isFirst: question.history.length === 0,
      isAskedAgain: question.history.length > 0 && squeezed(question.history.at(-1) ?? "") === squeezed(question.text),
      contact: question.contacts === undefined ? contact : question.contacts.ofDesk,
      currentContacts: question.contacts?.ofCities,
      year: year?.(),
      related: related.to(outcome, language),
    });
    return proven(said, corpus);
  };

  return {
    cities: corpus.cities,
    reply,
    reading(id) {
      const asked = corpus.passage(id);
      if (asked === undefined) return undefined;
      const passages = inItsPlace(asked, corpus).map((passage) => {
        const lines = corpus.lines(passage);
        if (!corpus.isVerbatim(passage.id, lines)) throw notVerbatim(passage.id);
        return { sectionPath: passage.sectionPath, lines, isAsked: passage === asked };
      });
      return { passage: asked.id, source: asked.citation, passages };
    },
    explain(question) {
      const { view, topic, asked } = considered(question);
      return { outcome: outcomeOf(question).kind, text: topic.text, ...decider.explained(asked, view.cities) };
    },
  };
}

/** Code units in which talk is recognised: a greeting is short, and a ramble is asked about something. */
const TALK_UNITS = 200;

/** A message of signs alone asks nothing, not even the question before again. */
const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The last step before a reply leaves: what it calls a quotation must be one. */
function proven(reply: Reply, corpus: Corpus): Reply {
  const rows = reply.comparison.flatMap((row) => row.quotations);
  for (const { passage, lines, before, after } of [...reply.quotations, ...reply.further.quotations, ...rows]) {
    const { previous, next } = corpus.passage(passage) ?? {};
    const isAround = (id: typeof next, shown: typeof lines) => shown.length === 0 || corpus.isVerbatim(id, shown);
    if (corpus.isVerbatim(passage, lines) && isAround(previous, before) && isAround(next, after)) continue;
    throw notVerbatim(passage);
  }
  return reply;
}

const notVerbatim = (passage: PassageId): DeskError =>
  new DeskError("not-verbatim", `a reply would quote ${passage} in other words than the guideline's`, {
    facts: { passage },
  });
