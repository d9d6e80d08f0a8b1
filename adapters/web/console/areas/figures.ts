/**
 * Figures of a desk → pages of the console, and a file for a spreadsheet.
 */

import type { Request, Response } from "express";
import {
  type Counted,
  type Counts,
  FIGURE_NAMES,
  type FigurePeriod,
  type Figures,
  type FiguresWords,
  PERIOD_WEEKS,
  type PeriodFault,
} from "../../../../src/ports/console/figures.ts";
import { type Html, html } from "../../html.ts";
import { asked } from "../forms.ts";
import { type ConsoleFrame, consolePage } from "../layout.ts";
import { type ConsoleRoute, EVERYBODY, type Visit } from "../route.ts";
import { csv } from "./csv.ts";
import { partsChart, weekCharts } from "./figure-charts.ts";

export function figuresRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/figures",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const period = periodOf(visit, request);
        if (typeof period === "string") response.status(400).send(faultPage(frame, visit, request, period));
        else response.send(page(frame, visit, await visit.desk.figures.of(period)));
      },
    },
    {
      method: "get",
      path: "/figures.csv",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const period = periodOf(visit, request);
        if (typeof period === "string") response.status(400).send(faultPage(frame, visit, request, period));
        else await sendFile(frame, visit, period, response);
      },
    },
  ];
}

/** As asked for by days or by a number of weeks; the shortest one unless told. */
function periodOf({ desk: { figures } }: Visit, request: Request): FigurePeriod | PeriodFault {
  const [from, until] = [asked(request, "from"), asked(request, "until")];
  if (from !== "" || until !== "") return figures.period(from, until);
  const weeks = PERIOD_WEEKS.find((known) => String(known) === asked(request, "weeks"));
  return figures.lastWeeks(weeks ?? PERIOD_WEEKS[0]);
}

async function sendFile(
  { words: { figures: words, case: cases } }: ConsoleFrame,
  { desk }: Visit,
  period: FigurePeriod,
  response: Response,
): Promise<void> {
  const rows = await desk.figures.rows(period);
  const lines = rows.map(({ week, city, channel, language, ...counts }) => [
    week.monday,
    week.name,
    city.name ?? words.noCity,
    words.channels[channel],
    cases.names.languages[language],
    ...[counts.conversations, counts.answered, counts.askedBack, counts.declined, counts.handedOver, counts.closed],
    ...[counts.helpful, counts.unhelpful, counts.firstAnswers],
    counts.medianFirstAnswerMs === undefined ? "" : Math.round(counts.medianFirstAnswerMs / 60_000),
  ]);
  response.attachment(words.csv.fileName(period));
  response.type("text/csv; charset=utf-8").send(csv([words.csv.head, ...lines]));
}

function faultPage(frame: ConsoleFrame, visit: Visit, request: Request, fault: PeriodFault): string {
  const { title, period: words } = frame.words.figures;
  const typed = { from: asked(request, "from"), until: asked(request, "until") };
  const content = html`<p class="notice" role="alert" id="period-fault">${words.faults[fault]}</p>
${periodForm(frame.words.figures, visit, typed, true)}`;
  return consolePage(frame, visit, { title, area: "figures", content });
}

function page(frame: ConsoleFrame, visit: Visit, figures: Figures): string {
  const words = frame.words.figures;
  const { period, countedSince } = figures;
  const content = html`<p class="hint">${words.intro}</p>
${countedSince === undefined ? undefined : html`<p class="hint">${words.since(countedSince)}</p>`}
${periodForm(words, visit, period)}
${countedSince === undefined ? html`<p class="empty">${words.nothingYet}</p>` : shown(frame, visit, figures)}`;
  return consolePage(frame, visit, { title: words.title, area: "figures", content });
}

function periodForm(words: FiguresWords, { base, desk }: Visit, { from, until }: FigurePeriod, isWrong = false): Html {
  const { period } = words;
  const path = `${base}/figures`;
  const link = (weeks: number) => {
    const last = desk.figures.lastWeeks(weeks);
    const isShown = last.from === from && last.until === until;
    return html`<li><a href="${path}?weeks=${String(weeks)}"${isShown ? html` aria-current="page"` : undefined}>${period.lastWeeks(weeks)}</a></li>\n`;
  };
  const day = (name: "from" | "until", value: string) =>
    html`<p class="field"><label for="${name}">${period[name]}</label> <input type="date" id="${name}" name="${name}" value="${value}" required${
      isWrong ? html` aria-invalid="true" aria-describedby="period-fault"` : undefined
    }></p>\n`;
  return html`<section class="stack" aria-labelledby="period"><h2 id="period">${period.title}</h2>
<ul class="tabs" role="list">${PERIOD_WEEKS.map(link)}</ul>
<form method="get" action="${path}" class="filter">${day("from", from)}${day("until", until)}<button type="submit" class="button">${period.show}</button></form></section>
`;
}

function shown(frame: ConsoleFrame, { base }: Visit, figures: Figures): Html {
  const words = frame.words.figures;
  const { period, total, weeks, cities, channels, languages } = figures;
  const { names } = frame.words.case;
  const group = <Of>(by: keyof FiguresWords["by"], counted: readonly Counted<Of>[], name: (of: Of) => string) => {
    const rows = counted.map(({ of, counts }) => ({ name: name(of), counts }));
    const chart = by === "week" ? weekCharts(words, weeks) : partsChart(words, by, rows);
    return html`<section class="stack" aria-labelledby="by-${by}"><h2 id="by-${by}">${words.by[by]}</h2>
${chart}${table(words, { name: words.by[by], column: words.columns[by], rows })}</section>
`;
  };
  const isEmpty = Object.values(total).every((value) => value === 0 || value === undefined);
  if (isEmpty) return html`<p class="empty">${words.period.shown(period)}：${words.nothingInPeriod}</p>`;
  const file = `${base}/figures.csv?from=${period.from}&until=${period.until}`;
  return html`<section class="stack" aria-labelledby="total"><h2 id="total">${words.total}</h2>
<p>${words.period.shown(period)}</p>
<dl class="facts">${FIGURE_NAMES.map((name) => html`<div><dt>${words.names[name]}</dt><dd>${figure(words, total, name)}</dd></div>\n`)}</dl>
<p><a href="${file}">${words.csv.link}</a></p></section>
<div class="figure-groups">${group("week", weeks, words.week)}${group("city", cities, ({ name }) => name ?? words.noCity)}${group(
    "channel",
    channels,
    (channel) => words.channels[channel],
  )}${group("language", languages, (language) => names.languages[language])}</div>
<section class="stack" aria-labelledby="meanings"><h2 id="meanings">${words.meaningsTitle}</h2>
<dl class="facts">${FIGURE_NAMES.map((name) => html`<div><dt>${words.names[name]}</dt><dd>${words.meanings[name]}</dd></div>\n`)}</dl></section>
`;
}

interface Table {
  readonly name: string;
  /** The head of the first column. */
  readonly column: string;
  readonly rows: readonly { readonly name: string; readonly counts: Counts }[];
}

function table(words: FiguresWords, { name, column, rows }: Table): Html {
  const heads = FIGURE_NAMES.map((figure) => words.names[figure]);
  const line = ({ name: of, counts }: Table["rows"][number]) =>
    html`<tr><th scope="row">${of}</th>${FIGURE_NAMES.map((one) => html`<td class="number">${figure(words, counts, one)}</td>`)}</tr>\n`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${words.table(name)}"><table>
<thead><tr><th scope="col">${column}</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
<tbody>${rows.map(line)}</tbody>
</table></div>
`;
}

function figure(words: FiguresWords, counts: Counts, name: (typeof FIGURE_NAMES)[number]): string {
  if (name === "helpfulRate") return words.rate(counts.helpful, counts.helpful + counts.unhelpful);
  if (name === "medianFirstAnswer") return words.median(counts.medianFirstAnswerMs, counts.firstAnswers);
  return words.count(counts[name]);
}
