/**
 * Holds what visitors of the page sent against what stands on their pages, without any code of the desk.
 */

import type { Kept, PageRow } from "./kept.ts";

export interface PageVerdict {
  /** Taken and not on the page, or without an answer there. */
  readonly lost: readonly string[];
  /** More often than once on the page, sent or answered. */
  readonly doubled: readonly string[];
  /** On the page although nobody sent it or the desk decided nothing; before what it answers; refused for good. */
  readonly strange: readonly string[];
  readonly shown: number;
}

export interface PageEvidence {
  readonly acknowledged: readonly string[];
  readonly refused: readonly string[];
  readonly kept: Kept;
  readonly pages: readonly PageRow[];
}

/** What a row of a page says. */
interface What {
  readonly by: "resident" | "desk";
  readonly event?: string;
  readonly text?: string;
}

export function pageVerdict({ acknowledged, refused, kept, pages }: PageEvidence): PageVerdict {
  const rows = pages.map((row) => ({ ...row, said: JSON.parse(row.what) as What }));
  const typed = Map.groupBy(
    rows.filter(({ said }) => said.by === "resident"),
    ({ said }) => said.text ?? "",
  );
  const answers = Map.groupBy(
    rows.filter(({ said }) => said.by === "desk"),
    ({ key }) => key,
  );
  const written = Map.groupBy(
    kept.outbox.filter(({ channel }) => channel === "web"),
    ({ cause_event }) => cause_event ?? "",
  );
  const lost: string[] = [];
  const doubled: string[] = [];
  const strange: string[] = refused.map((form) => `refused: ${form}`);
  for (const words of acknowledged) {
    const [first, ...more] = typed.get(words) ?? [];
    if (first === undefined) {
      lost.push(`${words}: not on the page`);
      continue;
    }
    if (more.length > 0) doubled.push(`${words}: ${more.length + 1} times on the page`);
    const sent = written.get(first.said.event ?? "") ?? [];
    if (sent.length > 1) doubled.push(`${words}: ${sent.length} answers were written`);
    const shown = sent.flatMap(({ retry_key }) => answers.get(retry_key) ?? []);
    if (shown.length === 0) lost.push(`${words}: no answer on the page`);
    if (shown.some(({ seq, peer }) => seq < first.seq || peer !== first.peer)) {
      strange.push(`${words}: its answer stands before it or elsewhere`);
    }
  }
  const known = new Set(acknowledged);
  for (const words of typed.keys()) if (!known.has(words)) strange.push(`${words}: nobody was told that it was taken`);
  const keys = new Set([...written.values()].flat().map(({ retry_key }) => retry_key));
  for (const [key, shown] of answers) {
    if (!keys.has(key)) strange.push(`${key}: on a page, and never decided`);
    if (shown.length > 1) doubled.push(`${key}: ${shown.length} times on pages`);
  }
  return { lost, doubled, strange, shown: rows.length };
}
