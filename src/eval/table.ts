/**
 * Sets figures side by side as a Markdown table, so that they go into docs/figures.md as they are printed.
 */

import type { Figures } from "./questions.ts";

/** The figures by which a decision is judged, and how a table heads them. */
const SHOWN: Readonly<Record<string, string>> = {
  "right answer shown first": "shown first",
  "right answer in first 3": "in first 3",
  "missed answers": "missed",
  "false answers": "false answers",
  "compare cells hit": "compare cells",
  "outcome accuracy": "outcome",
};

/** Outcomes of the rows that a figure is about; all rows where none are told. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  "right answer shown first": ["answer"],
  "right answer in first 3": ["answer"],
  "missed answers": ["answer"],
  "false answers": ["decline", "handoff"],
  "compare cells hit": ["compare"],
};

/** Outcomes are those that the rows want; all, unless told. */
export type TableRow = readonly [name: string, figures: Figures, outcomes?: ReadonlySet<string>];

export function table(title: string, rows: readonly TableRow[]): string {
  const cells = ([, figures, outcomes]: TableRow) =>
    Object.keys(SHOWN).map((name) => {
      const says = outcomes === undefined || ABOUT[name]?.some((outcome) => outcomes.has(outcome)) !== false;
      return says ? figures[name]!.toFixed(3) : "–";
    });
  return [
    `| ${[title, ...Object.values(SHOWN)].join(" | ")} |`,
    `| ${"--- | ".repeat(Object.keys(SHOWN).length + 1).trimEnd()}`,
    ...rows.map((row) => `| ${[row[0], ...cells(row)].join(" | ")} |`),
  ].join("\n");
}
