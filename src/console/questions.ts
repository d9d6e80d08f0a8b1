/**
 * What residents asked, and why it was answered as it was.
 */

import { startOf } from "../handoff/hours.ts";
import { contactsOf } from "../handoff/profile.ts";
import { type CityId, LANGUAGES, type Question } from "../model.ts";
import {
  type ConsoleQuestions,
  type ListedQuestion,
  MOST_TRIED_UNITS,
  OUTCOME_CHOICES,
  type OutcomeChoice,
  type QuestionsPage,
  type QuestionsQuery,
  type Trial,
} from "../ports/console/questions.ts";
import type { QuestionFilter } from "../ports/store.ts";
import { ASKERS, type KeptQuestion, type MessageId, UNANSWERED } from "../records.ts";
import type { ConsoleParts } from "./parts.ts";
import { dayAfter, isDay } from "./weeks.ts";

const PAGE = 25;
/** Further back nobody pages. */
const MOST_PAGES = 1_000;

export function consoleQuestions(parts: ConsoleParts): ConsoleQuestions {
  const { desk, store, assembly } = parts;
  const { corpus, notebook } = assembly;
  const nameOf = (id: CityId | undefined) => corpus.cities.find((city) => city.id === id)?.names.ja ?? id;
  const topicName = (id: string | undefined) =>
    id === undefined ? undefined : Object.hasOwn(notebook.topics, id) ? notebook.topics[id]?.ja : id;
  const listed = ({ id, text, why, city, topic, language, at }: KeptQuestion): ListedQuestion => ({
    ...{ id, text, why, language, at },
    cityName: nameOf(city),
    topicName: topicName(topic),
  });
  return {
    topics: Object.entries(notebook.topics).map(([id, { ja }]) => ({ id, name: ja })),
    async list(asked): Promise<QuestionsPage> {
      const query = understood(asked, parts);
      const page = Number(query.page);
      if ([query.from, query.until].some((day) => day !== "" && !isDay(day)))
        return { query, page, questions: [], hasMore: false, fault: "no-day" };
      const filter = { ...filterOf(query), skip: (page - 1) * PAGE, limit: PAGE + 1 };
      const found = await store.within(desk, ({ questions }) => questions.list(filter));
      return {
        ...{ query, page, fault: undefined },
        questions: found.slice(0, PAGE).map(listed),
        hasMore: found.length > PAGE,
      };
    },
    async kept(id) {
      const question = await store.within(desk, ({ questions }) => questions.get(id as MessageId));
      return question && { text: question.text, city: question.city ?? "", language: question.language };
    },
    tried(trial) {
      if (trial.text.trim() === "" || trial.text.length > MOST_TRIED_UNITS) return undefined;
      const question = questionOf(trial, parts);
      return { reply: assembly.desk.reply(question), explanation: assembly.desk.explain(question) };
    },
  };
}

/** As a resident asks it first, of the city that is chosen or the desk's own. */
function questionOf({ text, city, language }: Trial, { assembly, house }: ConsoleParts): Question {
  const { profile } = house;
  return {
    text,
    city: assembly.corpus.cities.find(({ id }) => id === city)?.id ?? profile.city,
    history: [],
    language: LANGUAGES.find((known) => known === language),
    hasPerson: profile.caseWay !== "none",
    contacts: contactsOf(profile),
  };
}

/** Without what is no choice, so that an address that somebody wrote shows something all the same. */
function understood(asked: QuestionsQuery, { assembly }: ConsoleParts): QuestionsQuery {
  const among = (value: string, known: readonly string[]) => (known.includes(value) ? value : "");
  const page = /^\d{1,4}$/u.test(asked.page) ? Number(asked.page) : 1;
  return {
    outcome: among(asked.outcome, OUTCOME_CHOICES),
    topic: among(asked.topic, Object.keys(assembly.notebook.topics)),
    city: among(
      asked.city,
      assembly.corpus.cities.map(({ id }) => id),
    ),
    language: among(asked.language, LANGUAGES),
    asker: among(asked.asker, ASKERS),
    from: asked.from,
    until: asked.until,
    page: String(Math.min(Math.max(1, page), MOST_PAGES)),
  };
}

function filterOf({
  outcome,
  topic,
  city,
  language,
  asker,
  from,
  until,
}: QuestionsQuery): Omit<QuestionFilter, "limit"> {
  return {
    whys: WHYS[(outcome === "" ? "all" : outcome) as OutcomeChoice],
    topic: topic === "" ? undefined : topic,
    city: city === "" ? undefined : (city as CityId),
    language: LANGUAGES.find((known) => known === language),
    asker: ASKERS.find((known) => known === asker) ?? "resident",
    since: from === "" ? undefined : startOf(from),
    before: until === "" ? undefined : startOf(dayAfter(until, 1)),
    isUnansweredFirst: true,
  };
}

const WHYS: Readonly<Record<OutcomeChoice, QuestionFilter["whys"]>> = {
  all: undefined,
  unanswered: UNANSWERED,
  declined: ["declined"],
  unhelpful: ["unhelpful"],
  case: ["case"],
  answered: ["answered"],
};
