/**
 * One message in, a reply out: the whole flow on one page. It only sequences; each step is a part of its own.
 */

import { cityReader } from "./dialogue/city.ts";
import { decide } from "./dialogue/decide.ts";
import { asksOfOtherTown } from "./dialogue/place.ts";
import { topicOf } from "./dialogue/topic.ts";
import { DeskError } from "./errors.ts";
import type { Corpus } from "./knowledge/corpus.ts";
import type { Hit, Outcome, Question, Reply } from "./model.ts";
import type { Desk } from "./ports.ts";
import { compose } from "./reply/compose.ts";
import type { Search } from "./retrieval/search.ts";

/** Passages that a reply holds at most, the answer among them: more are not read on a telephone. */
const MOST_PASSAGES = 3;

export function desk(corpus: Corpus, search: Search): Desk {
  const cities = cityReader(corpus.cities);

  const outcomeOf = (question: Question): Outcome => {
    const view = cities.read(question);
    const { text, context } = hasLetters(question.text)
      ? topicOf(view.text, view.history, search.namesSomething)
      : { text: "", context: "" };
    const asked = search.asked(text, context);
    const hits = search.hits(asked, { cities: view.cities, limit: MOST_PASSAGES });
    const isElsewhere = !view.isNamed && asksOfOtherTown(asked.tokens.morphemes);
    return decide(text, { cities: view.cities, hits, knownShare: search.knownShare(asked), isElsewhere });
  };

  return {
    cities: corpus.cities,
    reply: (question) => proven(compose(outcomeOf(question), corpus), corpus),
    explain: (question): readonly Hit[] => outcomeOf(question).hits,
  };
}

/** A message of signs alone asks nothing, not even the question before again. */
const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The last step before a reply leaves: what it calls a quotation must be one. */
function proven(reply: Reply, corpus: Corpus): Reply {
  for (const { passage, lines, before, after } of reply.quotations) {
    const { previous, next } = corpus.passage(passage) ?? {};
    const isAround = (id: typeof next, shown: typeof lines) => shown.length === 0 || corpus.isVerbatim(id, shown);
    if (corpus.isVerbatim(passage, lines) && isAround(previous, before) && isAround(next, after)) continue;
    throw new DeskError("not-verbatim", `a reply would quote ${passage} in other words than the guideline's`, {
      facts: { passage },
    });
  }
  return reply;
}
