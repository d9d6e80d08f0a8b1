/**
 * Lays our own words and quotations on the pages of a Flex message, so that nobody takes the one for the other.
 *
 * Whatever stands on pale blue beside a blue bar is the guideline's, letter for letter. A page is made of small parts
 * with a known size in bytes; a quotation stays on one page where it can, goes on over the next where it must, and
 * where the end of it is left out, the page says so.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { Language, Quotation, QuotedLine } from "../../src/model.ts";
import type { BundleWords } from "../../src/records.ts";
import { COLOURS, column, linked, textPart } from "./flex.ts";
import { openInFull } from "./full-text.ts";
import { jsonBytes } from "./limits.ts";
import { clean, cutTo, ELLIPSIS, pieces } from "./text.ts";

/** Code units of one text component; a line of a guideline is shorter, so only a made-up one is ever parted. */
const PART_UNITS = 600;
/** Code units of a source, an age, a remark, each: twice the longest there is. */
const SMALL_UNITS = 300;
/** Bytes of the box and the bar around quoted lines. */
const FRAME_BYTES = 500;

/** A mark that begins an item, such as 「・」「①」「(1)」, and what it marks. */
const MARKED = /^([・○●◎◇◆□■※•*-]|[①-⑳⑴-⒇]|[（(][^）)]{1,3}[）)])\s*(.+)$/su;

/** `head` stands over quoted lines, `foot` under them; `own` is the desk's. */
type Kind = "own" | "head" | "quoted" | "foot";
/** The smallest thing that moves to another page as a whole. */
export interface Part {
  readonly kind: Kind;
  readonly component: messagingApi.FlexComponent;
}

const part = (kind: Kind) => (component: messagingApi.FlexComponent) => ({ kind, component });

/** The desk's own words; large enough to be read first, their line ends kept. */
export function ownParts(text: string): Part[] {
  return pieces(clean(text), PART_UNITS)
    .flatMap((piece) => textPart(piece, { size: "lg" }))
    .map(part("own"));
}

/** What stands around quotations. */
export interface Frame {
  readonly words: BundleWords;
  readonly language: Language;
  /** Where the full texts are; undefined where nobody knows. */
  readonly baseUrl: string | undefined;
}

/** A quotation with its heading and what is needed to check it. */
export function quotationParts(quoted: Quotation, frame: Frame): Part[] {
  const { words, language } = frame;
  const small = (text: string) =>
    textPart(cutTo(clean(text), SMALL_UNITS, ELLIPSIS), { size: "sm", color: COLOURS.soft });
  const colon = language === "en" ? ": " : "：";
  const source = small(`${words.source}${colon}${quoted.source}`);
  const action = openInFull(quoted.passage, frame);
  const foot = [
    ...(action === undefined ? source : [linked(source, action)]),
    ...small(quoted.dated),
    ...small(quoted.remarks.join("\n")),
  ];
  return [
    ...heading(quoted.cityName, words),
    ...quoted.lines.flatMap(quotedLine).map(part("quoted")),
    ...foot.map(part("foot")),
  ];
}

function heading(cityName: string, { quotation }: BundleWords): Part[] {
  const look = { size: "sm", weight: "bold", color: COLOURS.key } as const;
  return textPart(cutTo(clean(`${cityName} ${quotation}`), SMALL_UNITS, ELLIPSIS), look).map(part("head"));
}

function quotedLine({ role, text }: QuotedLine): messagingApi.FlexComponent[] {
  const [first = "", ...others] = pieces(clean(text), PART_UNITS);
  const rest = others.flatMap((piece) => textPart(piece));
  switch (role) {
    case "text":
      return [...textPart(first), ...rest];
    case "label":
      return [...textPart(first, { weight: "bold" }), ...rest];
    case "item":
      return [...item(first), ...rest];
    default:
      return role satisfies never;
  }
}

/** An item hangs on its mark, so that the marks can be counted with the eye. */
function item(text: string): messagingApi.FlexComponent[] {
  const [, mark = "", said = ""] = MARKED.exec(text) ?? [];
  if (said.trim() === "") return textPart(text);
  const contents = [...textPart(mark, { flex: 0 }), ...textPart(said, { flex: 1 })];
  return [{ type: "box", layout: "horizontal", spacing: "sm", contents }];
}

/** Puts parts together: quoted lines that follow each other share one box with a bar at its left. */
export function page(parts: readonly Part[]): messagingApi.FlexComponent[] {
  const contents: messagingApi.FlexComponent[] = [];
  for (let at = 0; at < parts.length; ) {
    const end = parts.findIndex(({ kind }, i) => i >= at && kind !== "quoted");
    const run = parts.slice(at, end === -1 ? parts.length : end).map(({ component }) => component);
    contents.push(run.length > 0 ? quoteBox(run) : parts[at]!.component);
    at += Math.max(1, run.length);
  }
  return contents;
}

function quoteBox(lines: messagingApi.FlexComponent[]): messagingApi.FlexBox {
  const bar = column([], { width: "4px", backgroundColor: COLOURS.key, flex: 0 });
  const said = column(lines, { spacing: "sm", paddingAll: "md", flex: 1 });
  return { type: "box", layout: "horizontal", backgroundColor: COLOURS.pale, contents: [bar, said] };
}

/**
 * Spreads blocks over pages of about `bytes`, each block on one page where it fits on one.
 *
 * @returns the parts of each page, none empty; lines that go on from the page before stand under their heading again
 */
export function pages(blocks: readonly (readonly Part[])[], bytes: number, { words }: Frame): Part[][] {
  const steps = blocks.flatMap((block) => (weight(block) <= bytes ? [block] : steadySteps(block)));
  const found: Part[][] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last !== undefined && weight(last) + weight(step) <= bytes) last.push(...step);
    else found.push([...(step[0]?.kind === "quoted" ? heading("", words) : []), ...step]);
  }
  return found.filter((parts) => parts.length > 0);
}

/** Part by part, but a heading stays with its first line and the source with the last. */
function steadySteps(block: readonly Part[]): Part[][] {
  const steps: Part[][] = [];
  for (const one of block) {
    const before = steps.at(-1);
    if (before !== undefined && (one.kind === "foot" || before.at(-1)?.kind === "head")) before.push(one);
    else steps.push([one]);
  }
  return steps;
}

/**
 * Leaves out quoted lines from the end, but for the first, until the parts take at most `bytes` or nothing more can go;
 * the words for it then stand below.
 */
export function shortened(parts: readonly Part[], bytes: number, { words }: Frame): Part[] {
  const cut = textPart(cutTo(clean(words.cut) || ELLIPSIS, SMALL_UNITS, ELLIPSIS), { size: "sm" }).map(part("foot"));
  const kept = [...parts];
  const room = bytes - weight(cut);
  const last = () => kept.findLastIndex(({ kind }) => kind === "quoted");
  if (weight(kept) <= bytes) return kept;
  while (weight(kept) > room && kept[last() - 1]?.kind === "quoted") kept.splice(last(), 1);
  return kept.length === parts.length ? kept : kept.toSpliced(last() + 1, 0, ...cut);
}

const weight = (parts: readonly Part[]): number =>
  parts.reduce((sum, { kind, component }) => sum + jsonBytes(component) + 1 + (kind === "head" ? FRAME_BYTES : 0), 0);
