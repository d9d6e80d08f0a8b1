/**
 * Decides what each paragraph is: a heading, running text, a list item, a single line, a table row.
 *
 * The same marks head sections in one place and list items in another, so a mark is weighed by what follows it:
 * a number opens a section unless the next item of its own list follows at once; ○, ● and ・ open one only when running
 * text follows.
 */

import { endsSentence, isChapter, isDateLine, isFirst, isPreface } from "./headings.ts";
import type { Layout, Paragraph } from "./paragraphs.ts";

/** What a paragraph of running text, a list, a table or a title page is made of. */
const BLOCK_KINDS = ["paragraph", "item", "line", "row"] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];
export type Role = "heading" | BlockKind;

const LONGEST_TITLE = 60;
const LONGEST_PLAIN_TITLE = 30;
const LONGEST_BULLET_TITLE = 40;
const IMPRINT = /(?:発行|編集|電話|tel|e-?mail|fax)/iu;

/**
 * The role of each paragraph, in order.
 *
 * @param imprint - index from which on the imprint stands, see {@link imprintStart}
 * @param issuer - from `city.json`: a line that names it is no heading
 */
export function rolesOf(all: readonly Paragraph[], imprint: number, page: Layout, issuer: string): Role[] {
  const roles: Role[] = [];
  for (const [i, p] of all.entries()) roles.push(i >= imprint ? "line" : roleOf(p, i, all, roles, page, issuer));
  return roles;
}

/**
 * Finds the first of the short lines at the very end among which a publisher, an address or a telephone number is printed.
 *
 * @returns its index, or the number of paragraphs where there is no imprint
 */
export function imprintStart(all: readonly Paragraph[]): number {
  let start = all.length;
  while (start > 0 && isUnmarked(all[start - 1]!) && !all[start - 1]!.text.includes("。")) {
    start -= 1;
    if (all[start]!.blanksBefore > 2) break;
  }
  return all.slice(start).some((p) => IMPRINT.test(p.text)) ? start : all.length;
}

function roleOf(p: Paragraph, i: number, all: readonly Paragraph[], roles: Role[], page: Layout, issuer: string): Role {
  const next = all[i + 1];
  if (p.hashes > 0) return "heading";
  if (p.cells !== undefined) return "row";
  if (p.isDashed) return "item";
  if (p.mark === undefined) {
    if (isPlainHeading(p, i, all, issuer)) return "heading";
    if (endsSentence(p.text) || p.text.includes("。")) return "paragraph";
    return isListUnderPlainHeading(i, all, roles) ? "item" : "line";
  }
  const before = runMate(p, i, all);
  const isTail = before !== undefined && roles[before] === "item";
  if (p.mark.kind === "number") return isNumberedHeading(p, next, isTail) ? "heading" : "item";
  const words = p.text.slice(p.mark.length);
  const opens =
    words.length <= LONGEST_BULLET_TITLE &&
    !endsSentence(words) &&
    next !== undefined &&
    isRunningText(next) &&
    !(page.width !== undefined && next.blanksBefore < page.usualGap) &&
    (!isTail || hasOpenedBefore(p, i, all, roles));
  if (opens) return "heading";
  if (p.mark.kind === "bracket") return "line";
  return endsSentence(words) && beginsList(next, all[i + 2], p.mark.rank) ? "paragraph" : "item";
}

/** 「●…は、次の要件を満たすもの。」 before the first item of a list within it is the sentence that introduces the list. */
function beginsList(p: Paragraph | undefined, next: Paragraph | undefined, rankAbove: number): boolean {
  if (p === undefined) return false;
  if (p.mark?.kind !== "number") return p.isDashed || (p.mark?.rank ?? 0) > rankAbove;
  return isFirst(p.mark) && !isNumberedHeading(p, next, false);
}

function isNumberedHeading(p: Paragraph, next: Paragraph | undefined, isTail: boolean): boolean {
  const { mark, text } = p;
  if (mark === undefined || text.includes("。") || text.length > LONGEST_TITLE) return false;
  if (isChapter(mark)) return true;
  if (mark.style === "A") return false;
  return !isTail && next !== undefined && next.mark?.style !== mark.style;
}

/** A short line after a finished sentence with text, a table or a list of short lines behind it. */
function isPlainHeading(p: Paragraph, i: number, all: readonly Paragraph[], issuer: string): boolean {
  const before = all[i - 1];
  const [next, second] = [all[i + 1], all[i + 2]];
  if (isPreface(p.text)) return true;
  if (p.text.length > LONGEST_PLAIN_TITLE || endsSentence(p.text) || isDateLine(p.text) || next === undefined)
    return false;
  if (issuer.includes(p.text)) return false;
  const isFree = before === undefined || endsSentence(before.text) || before.cells !== undefined;
  if (!isFree) return false;
  if (next.cells !== undefined || isRunningText(next)) return !p.text.endsWith("、");
  return before !== undefined && second !== undefined && isShortLine(next) && isShortLine(second);
}

/** Lines without marks below a heading without one (「市民活動団体等の例」) are its list. */
function isListUnderPlainHeading(i: number, all: readonly Paragraph[], roles: readonly Role[]): boolean {
  const before = all[i - 1];
  if (before === undefined || !isUnmarked(before)) return false;
  return roles[i - 1] === "heading" || roles[i - 1] === "item";
}

const isShortLine = (p: Paragraph): boolean => isUnmarked(p) && !endsSentence(p.text) && !isDateLine(p.text);
const isUnmarked = (p: Paragraph): boolean =>
  p.mark === undefined && p.hashes === 0 && !p.isDashed && p.cells === undefined;
const isRunningText = (p: Paragraph): boolean => isUnmarked(p) && p.text.includes("。");

/** The item just before in the same run: the same mark with nothing between. */
function runMate(p: Paragraph, i: number, all: readonly Paragraph[]): number | undefined {
  return all[i - 1]?.mark?.style === p.mark?.style ? i - 1 : undefined;
}

/** An earlier mark of this kind opened a section under the same heading: this one is its sibling. */
function hasOpenedBefore(p: Paragraph, i: number, all: readonly Paragraph[], roles: readonly Role[]): boolean {
  for (let k = i - 1; k >= 0; k -= 1) {
    if (all[k]!.mark?.style === p.mark?.style) {
      if (roles[k] === "heading") return true;
    } else if (roles[k] === "heading") return false;
  }
  return false;
}
