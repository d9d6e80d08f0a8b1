/**
 * Figures → charts as SVG.
 *
 * A chart is drawn 320 units wide, which is what a narrow telephone has: there its letters are as large as those of the
 * page, and elsewhere larger. Parts are told apart by their pattern, not by colour alone, and each chart has a title and
 * a sentence for whoever does not see it. Looks come by classes, for the policy allows no style in the page.
 */

import { type Html, html } from "../../html.ts";

export interface ChartText {
  /** Once a page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The patterns, in the order in which they lie upon each other. */
const PARTS = ["plain", "lines", "dots"] as const;

export interface Column {
  /** Below it, where there is room. */
  readonly label: string;
  /** Undefined for a week that has none. */
  readonly value: number | undefined;
}

export interface Stack {
  readonly label: string;
  /** In the order of {@link PARTS}. */
  readonly values: readonly number[];
}

const WIDTH = 320;
const LETTERS = 13;
const TOP = 22;
const COLUMNS_HEIGHT = 120;
const BASE = TOP + COLUMNS_HEIGHT;

/** A column each; of the value the highest is named. */
export function columnChart(text: ChartText, columns: readonly Column[], named: (value: number) => string): Html {
  const stacks = columns.map(({ label, value }) => ({ label, values: value === undefined ? [] : [value] }));
  return stackChart(text, stacks, named);
}

/** Parts upon each other. */
export function stackChart(text: ChartText, stacks: readonly Stack[], named: (value: number) => string): Html {
  const highest = Math.max(...stacks.map(({ values }) => sum(values)));
  const step = WIDTH / stacks.length;
  const width = Math.max(1, Math.min(40, step * 0.8));
  const drawn = stacks.map(({ values }, at) =>
    values.map((value, part) => {
      const height = scaled(value, highest);
      const y = BASE - scaled(sum(values.slice(0, part)), highest) - height;
      return rectangle(text.id, part, { x: at * step + (step - width) / 2, y, width, height });
    }),
  );
  const axis = html`<line class="chart-axis" x1="0" y1="${n(BASE)}" x2="${n(WIDTH)}" y2="${n(BASE)}"/>
<line class="chart-grid" x1="0" y1="${n(TOP)}" x2="${n(WIDTH)}" y2="${n(TOP)}"/>
<text class="chart-text" x="0" y="${n(TOP - 6)}">${named(highest)}</text>`;
  const labels = labelled(stacks.length).map(
    (at) =>
      html`<text class="chart-text" x="${n(at * step + step / 2)}" y="${n(BASE + LETTERS + 5)}" text-anchor="${anchor(at, stacks.length)}">${stacks[at]!.label}</text>`,
  );
  return svg(text, BASE + LETTERS + 12, html`${axis}${drawn}${labels}`);
}

const ROW = 44;
const BAR = 16;

/** A bar each, its name above it. */
export function barChart(text: ChartText, bars: readonly Stack[]): Html {
  const longest = Math.max(...bars.map(({ values }) => sum(values)));
  const drawn = bars.map(({ label, values }, at) => {
    const y = at * ROW + LETTERS + 8;
    const parts = values.map((value, part) => {
      const x = (WIDTH * sum(values.slice(0, part))) / longest;
      return rectangle(text.id, part, { x, y, width: (WIDTH * value) / longest, height: BAR });
    });
    return html`<text class="chart-text" x="0" y="${n(at * ROW + LETTERS)}">${label}</text>${parts}`;
  });
  return svg(text, bars.length * ROW, html`${drawn}`);
}

/** What each pattern means, in the order of {@link PARTS}. @param id - of the chart to which it belongs */
export function legend(id: string, names: readonly string[]): Html {
  const key = `${id}-key`;
  return html`<ul class="chart-legend" role="list">${names.map(
    (name, part) =>
      html`<li><svg class="chart-key" viewBox="0 0 24 16" aria-hidden="true">${patterns(`${key}-${n(part)}`)}${rectangle(`${key}-${n(part)}`, part, { x: 1, y: 1, width: 22, height: 14 })}</svg> ${name}</li>\n`,
  )}</ul>`;
}

function svg({ id, title, description }: ChartText, height: number, content: Html): Html {
  return html`<svg class="chart" viewBox="0 0 ${n(WIDTH)} ${n(height)}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-said">
<title id="${id}-title">${title}</title>
<desc id="${id}-said">${description}</desc>
${patterns(id)}${content}
</svg>
`;
}

function patterns(id: string): Html {
  return html`<defs>
<pattern id="${id}-lines" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="chart-ground" width="5" height="5"/><path class="chart-stroke" d="M0 5 5 0"/></pattern>
<pattern id="${id}-dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="chart-ground" width="5" height="5"/><circle class="chart-dot" cx="2.5" cy="2.5" r="1.1"/></pattern>
</defs>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rectangle(id: string, part: number, { x, y, width, height }: Place): Html | undefined {
  if (width <= 0 || height <= 0) return undefined;
  const [place, pattern = "plain"] = [
    html`x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`,
    PARTS[part],
  ];
  if (pattern === "plain") return html`<rect class="chart-plain" ${place}/>`;
  return html`<rect class="chart-part" ${place} fill="url(#${id}-${pattern})"/>`;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const scaled = (value: number, highest: number): number => (highest === 0 ? 0 : (COLUMNS_HEIGHT * value) / highest);
/** With a tenth of a unit, which nobody sees. */
const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Those columns that have room for a label: all of a few, else the first, the one in the middle and the last. */
function labelled(count: number): number[] {
  if (count <= 6) return Array.from({ length: count }, (_, at) => at);
  return [0, Math.floor((count - 1) / 2), count - 1];
}

function anchor(at: number, count: number): string {
  if (count <= 6) return "middle";
  if (at === 0) return "start";
  return at === count - 1 ? "end" : "middle";
}
