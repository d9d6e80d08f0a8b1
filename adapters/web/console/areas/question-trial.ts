/**
 * A question that was tried → what a resident would read, and why.
 */

import type { Explanation, Hit, Quotation, Reply } from "../../../../src/model.ts";
import { type QuestionsWords, SHARE_OF } from "../../../../src/ports/console/questions.ts";
import { type Html, html } from "../../html.ts";
import { prose } from "../../prose.ts";
import { quotedLines } from "../../quotation.ts";
import type { ConsoleFrame } from "../layout.ts";
import type { Visit } from "../route.ts";

export function replyShown(frame: ConsoleFrame, visit: Visit, reply: Reply): Html {
  const { shown, trial } = frame.words.questions;
  const { matter, lead, quotations, further, comparison, actions, outcome, language } = reply;
  const topic = visit.desk.questions.topics.find(({ id }) => id === matter.topic)?.name;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [shown.outcome, shown.kinds[outcome]],
    [shown.reason, matter.reason && shown.reasons[matter.reason]],
    [shown.topic, topic],
    [trial.city, visit.desk.cities.find(({ id }) => id === matter.city)?.names.ja],
  ];
  const known = facts.filter(([, value]) => value !== undefined);
  const rows = comparison.map(
    ({ cityName, lead: said, quotations: quoted }) =>
      html`<h4>${cityName}</h4>\n${prose(said)}${quoted.map((one) => quotationShown(frame, one))}`,
  );
  return html`<section class="stack" aria-labelledby="reply" role="status"><h2 id="reply">${shown.reply}</h2>
<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<div class="reply-shown" lang="${language === "en" ? "en" : "ja"}">${prose(lead)}</div>
${quotations.map((one) => quotationShown(frame, one))}
${further.quotations.length === 0 ? undefined : html`<h3>${further.title}</h3>\n${further.quotations.map((one) => quotationShown(frame, one))}`}
${rows.length === 0 ? undefined : html`<h3>${shown.comparison}</h3>\n${rows}`}
${actions.length === 0 ? undefined : html`<h3>${shown.offered}</h3>\n<ul>${actions.map(({ label }) => html`<li>${prose(label)}</li>`)}</ul>`}</section>
`;
}

function quotationShown(frame: ConsoleFrame, { lines, source, cityName }: Quotation): Html {
  const { shown } = frame.words.questions;
  return html`<figure class="quotation"><p class="quotation-label"><span class="city">${cityName}</span> ${shown.quotation}</p>
<blockquote class="quoted" lang="ja">${quotedLines(lines)}</blockquote>
<figcaption>${shown.source}：<cite>${source}</cite></figcaption></figure>
`;
}

export function explanationShown(words: QuestionsWords["explained"], { text, signals, hits }: Explanation): Html {
  const measures = Object.entries(signals);
  const shares = measures.filter(([name]) => name.startsWith(SHARE_OF));
  const others = measures.filter(([name]) => !name.startsWith(SHARE_OF));
  const found = hits.map((hit, at) => hitShown(words, hit, at + 1));
  return html`<section class="stack" aria-labelledby="explained"><h2 id="explained">${words.title}</h2>
<p class="hint">${words.intro}</p>
<p>${words.lookedFor}：<q>${text}</q></p>
<h3>${words.shares}</h3>
<p class="hint">${words.sharesIntro}</p>
${measured(words, words.shares, shares)}
<h3>${words.hits}</h3>
${found.length === 0 ? html`<p>${words.noHits}</p>` : found}
<h3>${words.signals}</h3>
<p class="hint">${words.signalsIntro}</p>
${measured(words, words.signals, others)}</section>
`;
}

function measured(
  words: QuestionsWords["explained"],
  name: string,
  measures: readonly (readonly [string, number])[],
): Html {
  const rows = measures.map(
    ([measure, value]) =>
      html`<tr><th scope="row">${words.signal(measure)}</th><td class="number">${rounded(value)}</td></tr>\n`,
  );
  return scrolled(name, [words.measure, words.value], rows);
}

function hitShown(words: QuestionsWords["explained"], { passage, score, reasons }: Hit, rank: number): Html {
  const { field, term, from, weight, points } = words.reasons;
  const rows = reasons.map(
    (reason) =>
      html`<tr><td>${words.field(reason.field)}</td><td>${reason.term}${reason.isContext ? words.fromContext : undefined}</td><td>${reason.from}</td><td class="number">${rounded(reason.weight)}</td><td class="number">${rounded(reason.points)}</td></tr>\n`,
  );
  return html`<h4>${words.hit({ rank, source: passage.citation, score: rounded(score) })}</h4>
<details><summary>${words.reasonsOf(rank)}</summary>
${scrolled(words.reasonsOf(rank), [field, term, from, weight, points], rows)}</details>
`;
}

function scrolled(name: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${name}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

/** With three digits behind the point at most. */
const rounded = (value: number): string => String(Math.round(value * 1_000) / 1_000);
