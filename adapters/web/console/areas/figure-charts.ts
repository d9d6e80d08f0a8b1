/**
 * Which figures are drawn, and how each chart is told in words.
 */

import type { Counted, Counts, FiguresWords, Week } from "../../../../src/ports/console/figures.ts";
import { type Html, html } from "../../html.ts";
import { barChart, type Column, columnChart, legend, stackChart } from "./chart.ts";

type Weeks = readonly Counted<Week>[];

/** A chart each for what changes from week to week. */
export function weekCharts(words: FiguresWords, weeks: Weeks): Html {
  const { charts } = words;
  const single = (
    id: string,
    title: string,
    value: (counts: Counts) => number | undefined,
    named: (value: number) => string,
  ) => {
    const columns = weeks.map(({ of, counts }) => ({ label: words.shortDay(of.monday), value: value(counts) }));
    return figure(title, described(words, columns, named), (description) =>
      columnChart({ id, title, description }, columns, named),
    );
  };
  const rate = ({ helpful, unhelpful }: Counts) =>
    helpful + unhelpful === 0 ? undefined : helpful / (helpful + unhelpful);
  return html`<div class="week-charts">${single("conversations", charts.conversations, ({ conversations }) => conversations, words.count)}
${questions(words, weeks)}
${single("helpful", charts.helpful, rate, words.percent)}
${single("first-answer", charts.firstAnswer, ({ medianFirstAnswerMs }) => medianFirstAnswerMs, words.hours)}</div>`;
}

/** What became of questions, a bar for each of a kind. */
export function partsChart(
  words: FiguresWords,
  by: string,
  rows: readonly { readonly name: string; readonly counts: Counts }[],
): Html {
  const [id, title] = [`parts-${by}`, words.charts.questions];
  const bars = rows.map(({ name, counts }) => ({ label: name, values: parts(counts) }));
  return figure(
    title,
    questionsDescribed(
      words,
      rows.map(({ counts }) => counts),
    ),
    (description) => html`${barChart({ id, title, description }, bars)}${key(words, id)}`,
  );
}

function questions(words: FiguresWords, weeks: Weeks): Html {
  const [id, title] = ["questions", words.charts.questions];
  const stacks = weeks.map(({ of, counts }) => ({ label: words.shortDay(of.monday), values: parts(counts) }));
  return figure(
    title,
    questionsDescribed(
      words,
      weeks.map(({ counts }) => counts),
    ),
    (description) => html`${stackChart({ id, title, description }, stacks, words.count)}${key(words, id)}`,
  );
}

const parts = ({ answered, declined, handedOver }: Counts): number[] => [answered, declined, handedOver];
const key = ({ names }: FiguresWords, id: string): Html =>
  legend(id, [names.answered, names.declined, names.handedOver]);

/** A chart under its title, or that there is nothing to be drawn. */
function figure(title: string, description: string | { readonly none: string }, draw: (said: string) => Html): Html {
  const content = typeof description === "string" ? draw(description) : html`<p class="hint">${description.none}</p>`;
  return html`<figure><figcaption><h3>${title}</h3></figcaption>
${content}</figure>
`;
}

function described(words: FiguresWords, columns: readonly Column[], named: (value: number) => string) {
  const known = columns.filter((column): column is Column & { value: number } => column.value !== undefined);
  const highest = known.toSorted((a, b) => b.value - a.value)[0];
  const latest = known.at(-1);
  if (highest === undefined || latest === undefined) return { none: words.charts.noValues };
  return words.charts.described({
    weeks: columns.length,
    highest: named(highest.value),
    highestIn: highest.label,
    latest: named(latest.value),
  });
}

function questionsDescribed(words: FiguresWords, all: readonly Counts[]) {
  const sum = (value: (counts: Counts) => number) => all.reduce((total, counts) => total + value(counts), 0);
  const about = {
    answered: sum(({ answered }) => answered),
    declined: sum(({ declined }) => declined),
    handedOver: sum(({ handedOver }) => handedOver),
  };
  if (Object.values(about).every((value) => value === 0)) return { none: words.charts.noValues };
  return words.charts.questionsDescribed(about);
}
