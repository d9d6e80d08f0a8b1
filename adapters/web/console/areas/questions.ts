/**
 * What residents asked, and why it was answered as it was → pages of the console.
 *
 * Words never stand in an address: a question is tried by a form that is posted, and a kept one is named by its id.
 */

import type { Request, Response } from "express";
import { LANGUAGES } from "../../../../src/model.ts";
import {
  MOST_TRIED_UNITS,
  OUTCOME_CHOICES,
  type QuestionsPage,
  type QuestionsQuery,
  type Trial,
} from "../../../../src/ports/console/questions.ts";
import { ASKERS } from "../../../../src/records.ts";
import { type Html, html } from "../../html.ts";
import { asked, field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { type ConsoleRoute, EVERYBODY, type Visit } from "../route.ts";
import { explanationShown, replyShown } from "./question-trial.ts";

export function questionsRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/questions",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const found = await visit.desk.questions.list(queryOf(request));
        response.status(found.fault === undefined ? 200 : 400).send(listPage(frame, visit, found));
      },
    },
    {
      method: "get",
      path: "/questions/again",
      may: EVERYBODY,
      handle: (visit, _request, response) => void response.send(trialPage(frame, visit, { trial: EMPTY })),
    },
    {
      method: "post",
      path: "/questions/again",
      may: EVERYBODY,
      handle: (visit, request, response) => again(frame, visit, request, response),
    },
  ];
}

const EMPTY: Trial = { text: "", city: "", language: "" };
const FIELDS = ["outcome", "topic", "city", "language", "asker", "from", "until", "page"] as const;

const queryOf = (request: Request): QuestionsQuery =>
  Object.fromEntries(FIELDS.map((name) => [name, asked(request, name)])) as Record<(typeof FIELDS)[number], string>;

async function again(frame: ConsoleFrame, visit: Visit, request: Request, response: Response): Promise<void> {
  const { trial: words } = frame.words.questions;
  const id = field(request, "question");
  const typed = { text: field(request, "text"), city: field(request, "city"), language: field(request, "language") };
  const trial = id === "" ? typed : await visit.desk.questions.kept(id);
  if (trial === undefined) {
    response.status(404).send(trialPage(frame, visit, { trial: EMPTY, fault: words.gone }));
    return;
  }
  const tried = visit.desk.questions.tried(trial);
  if (tried === undefined) {
    response.status(422).send(trialPage(frame, visit, { trial, fault: words.refused(MOST_TRIED_UNITS) }));
    return;
  }
  const { reply, explanation } = tried;
  const shown = html`${replyShown(frame, visit, reply)}${explanationShown(frame.words.questions.explained, explanation)}`;
  response.send(trialPage(frame, visit, { trial, shown }));
}

interface TrialShown {
  readonly trial: Trial;
  readonly fault?: string;
  readonly shown?: Html;
}

function trialPage(frame: ConsoleFrame, visit: Visit, { trial, fault, shown }: TrialShown): string {
  const { trial: words } = frame.words.questions;
  const content = html`<p><a href="${visit.base}/questions">${words.back}</a></p>
<p class="hint">${words.intro}</p>
${fault === undefined ? undefined : html`<p class="notice" role="alert" id="text-fault">${fault}</p>`}
${trialForm(frame, visit, trial, fault !== undefined)}
${shown}`;
  return consolePage(frame, visit, { title: words.title, area: "questions", content });
}

function trialForm(frame: ConsoleFrame, visit: Visit, { text, city, language }: Trial, isWrong: boolean): Html {
  const { trial: words } = frame.words.questions;
  const { names } = frame.words.case;
  const cities = visit.desk.cities.map(({ id, names: { ja } }) => [id, ja] as const);
  const languages = LANGUAGES.map((one) => [one, names.languages[one]] as const);
  const fault = isWrong ? html` aria-invalid="true" aria-describedby="text-fault"` : undefined;
  return html`<form method="post" action="${visit.base}/questions/again" class="stack">${csrfField(visit)}
<p class="field"><label for="text">${words.text}</label>
<textarea id="text" name="text" rows="4" maxlength="${String(MOST_TRIED_UNITS)}" required${fault}>
${text}</textarea></p>
<div class="row-of-fields">${choice({ name: "city", label: words.city, none: words.anyCity, all: cities, chosen: city })}
${choice({ name: "language", label: words.language, none: words.anyLanguage, all: languages, chosen: language })}</div>
<button type="submit" class="button">${words.submit}</button></form>
`;
}

function listPage(frame: ConsoleFrame, visit: Visit, found: QuestionsPage): string {
  const words = frame.words.questions;
  const { questions, fault } = found;
  const content = html`<p class="hint">${words.intro}</p>
<p><a href="${visit.base}/questions/again">${words.trial.title}</a></p>
${fault === undefined ? undefined : html`<p class="notice" role="alert" id="day-fault">${words.noDay}</p>`}
${filterForm(frame, visit, found)}
${questions.length > 0 ? list(frame, visit, found) : fault === undefined ? html`<p class="empty">${words.empty}</p>` : undefined}
${pages(frame, visit, found)}`;
  return consolePage(frame, visit, { title: words.title, area: "questions", content });
}

function filterForm(frame: ConsoleFrame, visit: Visit, { query, fault }: QuestionsPage): Html {
  const { filter, outcomes, askers } = frame.words.questions;
  const { names } = frame.words.case;
  const { questions, cities } = visit.desk;
  const any = filter.any;
  const day = (name: "from" | "until") =>
    html`<p class="field"><label for="${name}">${filter[name]}</label> <input type="date" id="${name}" name="${name}" value="${query[name]}"${
      fault === undefined ? undefined : html` aria-invalid="true" aria-describedby="day-fault"`
    }></p>\n`;
  const choices: readonly Choice[] = [
    {
      ...{ name: "outcome", label: filter.outcome, none: outcomes.all, chosen: query.outcome },
      all: OUTCOME_CHOICES.filter((one) => one !== "all").map((one) => [one, outcomes[one]]),
    },
    {
      ...{ name: "topic", label: filter.topic, none: any, chosen: query.topic },
      all: questions.topics.map(({ id, name }) => [id, name]),
    },
    {
      ...{ name: "city", label: filter.city, none: any, chosen: query.city },
      all: cities.map(({ id, names: { ja } }) => [id, ja]),
    },
    {
      ...{ name: "language", label: filter.language, none: any, chosen: query.language },
      all: LANGUAGES.map((one) => [one, names.languages[one]]),
    },
    {
      ...{ name: "asker", label: filter.asker, none: askers.resident, chosen: query.asker },
      all: ASKERS.filter((one) => one !== "resident").map((one) => [one, askers[one]]),
    },
  ];
  return html`<section class="stack" aria-labelledby="filter"><h2 id="filter">${filter.title}</h2>
<form method="get" action="${visit.base}/questions" class="filter">${choices.map(choice)}${day("from")}${day("until")}<button type="submit" class="button">${filter.show}</button></form></section>
`;
}

interface Choice {
  readonly name: string;
  readonly label: string;
  /** What no choice is called. */
  readonly none: string;
  readonly all: readonly (readonly [value: string, label: string])[];
  readonly chosen: string;
}

function choice({ name, label, none, all, chosen }: Choice): Html {
  const options = [["", none] as const, ...all].map(
    ([value, shown]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${shown}</option>`,
  );
  return html`<p class="field"><label for="${name}">${label}</label> <select id="${name}" name="${name}">${options}</select></p>\n`;
}

function list(frame: ConsoleFrame, visit: Visit, { questions }: QuestionsPage): Html {
  const words = frame.words.questions;
  const { columns } = words;
  const { languages } = frame.words.case.names;
  const heads = ["text", "outcome", "topic", "city", "language", "at", "again"] as const;
  const row = ({ id, text, why, cityName, topicName, language, at }: QuestionsPage["questions"][number]) =>
    html`<tr><td class="question-text as-written">${text}</td><td>${words.outcomes[why]}</td><td>${topicName ?? words.noTopic}</td><td>${cityName ?? words.noCity}</td><td>${languages[language]}</td><td>${words.time(at)}</td>
<td><form method="post" action="${visit.base}/questions/again">${csrfField(visit)}<button type="submit" name="question" value="${id}" class="quiet" aria-label="${words.againLabel(text)}">${words.again}</button></form></td></tr>\n`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${words.list}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${columns[head]}</th>`)}</tr></thead>
<tbody>${questions.map(row)}</tbody></table></div>
`;
}

function pages(frame: ConsoleFrame, { base }: Visit, { query, page, hasMore }: QuestionsPage): Html | undefined {
  if (page === 1 && !hasMore) return undefined;
  const words = frame.words.questions;
  const address = (to: number) => `${base}/questions?${new URLSearchParams({ ...query, page: String(to) }).toString()}`;
  const newer = page > 1 ? html`<a rel="prev" href="${address(page - 1)}">${words.newer}</a>` : undefined;
  const older = hasMore ? html`<a rel="next" href="${address(page + 1)}">${words.older}</a>` : undefined;
  return html`<nav class="pages" aria-label="${words.page(page)}">${newer} <span>${words.page(page)}</span> ${older}</nav>\n`;
}
