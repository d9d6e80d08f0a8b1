/**
 * The blocks that we show, each within Slack's limits, and messages of them.
 *
 * Whatever people or guidelines wrote stands in plain or rich text, which Slack shows letter for letter; so no sign in it
 * can ping a channel or pass for our own words.
 */

import type {
  Button,
  KnownBlock,
  MrkdwnElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextText,
} from "@slack/types";
import type { QuotedLine } from "../../../src/model.ts";
import {
  ACTIONS,
  BUTTON_UNITS,
  CONTEXT_TEXTS,
  FALLBACK_UNITS,
  FIELD_UNITS,
  HEADER_UNITS,
  MESSAGE_BLOCKS,
  MESSAGE_JSON_UNITS,
  SECTION_UNITS,
  VIEW_BLOCKS,
  VIEW_JSON_UNITS,
} from "../limits.ts";
import { actionId, actionValue, type Pressed } from "../press.ts";
import { withEntities } from "./mrkdwn.ts";
import { beginning, clean, ELLIPSIS, isBlank, pieces, shortened } from "./text.ts";

/** One message: `text` stands for the blocks where they are not shown, such as in a notification. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A text of ours or of others that is not parsed; never blank, cut to `units`. */
export function plainText(text: string, units = SECTION_UNITS) {
  const shown = shortened(clean(text).trim(), units);
  return { type: "plain_text", text: isBlank(shown) ? ELLIPSIS : shown, emoji: false } as const;
}

/** The text in as many sections as it needs; `[]` for a blank one. */
export const sections = (text: string): KnownBlock[] =>
  pieces(clean(text).trim(), SECTION_UNITS)
    .filter((piece) => !isBlank(piece))
    .map((piece) => ({ type: "section", text: plainText(piece) }));

/** Of small print: a block of the most there may be, each sign of which JSON doubles, fits into a message. */
const CONTEXT_UNITS = 400;

/** Small print, a text a line; blank ones are left out, long ones are cut. @param link - behind them */
export function context(texts: readonly string[], link?: MrkdwnElement): KnownBlock[] {
  const shown = texts.filter((text) => !isBlank(text)).map((text) => plainText(text, CONTEXT_UNITS));
  const elements = link === undefined ? shown : [...shown, link];
  return chunks(elements, CONTEXT_TEXTS).map((some) => ({ type: "context", elements: some }));
}

/** Our own words that lead to a page; undefined for an address that is too long. The bar parts the two, so the address has none. */
export function linkText(words: string, url: string): MrkdwnElement | undefined {
  const text = `<${withEntities(url.replaceAll("|", "%7C"))}|${withEntities(words)}>`;
  return text.length > FIELD_UNITS ? undefined : { type: "mrkdwn", text };
}

export const header = (text: string): KnownBlock => ({ type: "header", text: plainText(text, HEADER_UNITS) });

export const divider: KnownBlock = { type: "divider" };

/** A heading is a name or a title, not a text. */
const HEADING_UNITS = 500;

/** A heading in bold and what is said under it; `[]` where both are blank. */
export function headed(heading: string, text = ""): KnownBlock[] {
  const bold = isBlank(heading) ? [] : [richText(shortened(clean(heading).trim(), HEADING_UNITS), true)];
  const under = clean(text).trim();
  const said = isBlank(under) ? [] : pieces(under, SECTION_UNITS - HEADING_UNITS);
  const [first, ...others] = said.map((piece) => richText(piece));
  const together = [...bold, ...(first === undefined ? [] : [...(bold.length > 0 ? [richText("\n")] : []), first])];
  return [together, ...others.map((one) => [one])]
    .filter((elements) => elements.length > 0)
    .map((elements) => rich({ type: "rich_text_section", elements }));
}

/** Words of others beside a bar, letter for letter; `[]` for blank ones. */
export const quote = (text: string): KnownBlock[] => quoteLines([{ role: "text", text }]);

/** A quotation line by line, heads of columns in bold. */
export const quoteLines = (lines: readonly QuotedLine[]): KnownBlock[] =>
  richLines(lines, (elements) => ({ type: "rich_text_quote", elements }));

/** The same without a bar. */
export const textLines = (lines: readonly QuotedLine[]): KnownBlock[] =>
  richLines(lines, (elements) => ({ type: "rich_text_section", elements }));

/** A text to be copied; `[]` for a blank one. */
export const preformatted = (text: string): KnownBlock[] =>
  richLines([{ role: "text", text: clean(text).trim() }], (elements) => ({ type: "rich_text_preformatted", elements }));

/** What a button says and does, in our own words. */
export interface ButtonWish {
  readonly label: string;
  readonly pressed: Pressed;
  /** Tells apart what would be the same within one block. */
  readonly n?: number | undefined;
  readonly style?: "primary" | "danger" | undefined;
}

export function button({ label, pressed, n, style }: ButtonWish): Button {
  return {
    type: "button",
    action_id: actionId(pressed, n),
    text: plainText(label, BUTTON_UNITS),
    value: actionValue(pressed),
    ...(style !== undefined && { style }),
  };
}

/** Buttons in a row; `[]` for none. */
export const actions = (wishes: readonly ButtonWish[]): KnownBlock[] =>
  chunks(wishes.map(button), ACTIONS).map((elements) => ({ type: "actions", elements }));

/** A text with a button at its side; never blank, cut where it is too long for one section. @param link - under the text */
export const besideButton = (text: string, wish: ButtonWish, link?: MrkdwnElement): KnownBlock => ({
  type: "section",
  text: plainText(text),
  ...(link !== undefined && { fields: [link] }),
  accessory: button(wish),
});

/** What stands for a message in notifications: no ping in it, never blank. */
export function fallback(text: string): string {
  let said = beginning(clean(text).trim(), FALLBACK_UNITS);
  // An entity takes up to five units for one.
  for (let over = 1; over > 0 && said !== ""; ) {
    over = withEntities(said).length - FALLBACK_UNITS;
    if (over > 0) said = beginning(said, Math.max(2, said.length - Math.ceil(over / 5)));
  }
  return isBlank(said) ? ELLIPSIS : withEntities(said);
}

/** What can be read in blocks but their small print and buttons. */
export function spoken(blocks: readonly KnownBlock[]): string {
  const texts = blocks.map((block) => {
    if (block.type === "section") return block.text?.text ?? "";
    if (block.type !== "rich_text") return "";
    const parts = block.elements.flatMap(({ elements }) => elements.map((one) => ("text" in one ? one.text : "")));
    return parts.join("");
  });
  return texts.filter((text) => text !== "").join("\n");
}

/** How much one message or window takes. */
export interface Room {
  readonly blocks: number;
  readonly jsonUnits: number;
}
const MESSAGE_ROOM: Room = { blocks: MESSAGE_BLOCKS, jsonUnits: MESSAGE_JSON_UNITS };
export const VIEW_ROOM: Room = { blocks: VIEW_BLOCKS, jsonUnits: VIEW_JSON_UNITS };

export const fits = (blocks: readonly KnownBlock[], room = MESSAGE_ROOM): boolean =>
  blocks.length <= room.blocks && JSON.stringify(blocks).length <= room.jsonUnits;

/**
 * Cuts blocks to one message, or to a window.
 *
 * @param cut - says that something was left out; stands behind what is kept, before the buttons at the end
 */
export function fitted(blocks: readonly KnownBlock[], cut: string, room = MESSAGE_ROOM): KnownBlock[] {
  if (fits(blocks, room)) return [...blocks];
  const said = context([cut]);
  const isEnd = blocks.at(-1)?.type === "actions";
  const end = isEnd ? [...said, blocks.at(-1)!] : said;
  const kept = isEnd ? blocks.slice(0, -1) : [...blocks];
  while (kept.length > 0 && !fits([...kept, ...end], room)) kept.pop();
  return [...kept, ...end];
}

/** Blocks as they come, in as few messages as hold them: a group stays together wherever one message holds it. */
export function packed(groups: readonly (readonly KnownBlock[])[]): KnownBlock[][] {
  const found: KnownBlock[][] = [];
  for (const group of groups.flatMap(halves)) {
    const last = found.at(-1);
    if (last !== undefined && fits([...last, ...group])) last.push(...group);
    else found.push([...group]);
  }
  return found;
}

/** A group that no message holds, in parts that one does. */
function halves(group: readonly KnownBlock[]): (readonly KnownBlock[])[] {
  if (group.length === 0) return [];
  if (fits(group) || group.length === 1) return [group];
  const middle = Math.ceil(group.length / 2);
  return [...halves(group.slice(0, middle)), ...halves(group.slice(middle))];
}

const richText = (text: string, isBold = false): RichTextText => ({
  type: "text",
  text,
  ...(isBold && { style: { bold: true } }),
});

const rich = (element: RichTextBlockElement): RichTextBlock => ({ type: "rich_text", elements: [element] });

/** JSON around a text in rich text, about. */
const ELEMENT_UNITS = 60;

/** Lines as elements, a block for as much as a section holds: Slack tells no limit for rich text. */
function richLines(
  lines: readonly QuotedLine[],
  element: (elements: RichTextText[]) => RichTextBlockElement,
): KnownBlock[] {
  const found: RichTextText[][] = [];
  let left = 0;
  for (const one of runs(lines).flatMap(({ text, style }) =>
    pieces(text, SECTION_UNITS).map((piece) => richText(piece, style !== undefined)),
  )) {
    if (one.text.length > left) {
      found.push([]);
      left = SECTION_UNITS;
    }
    found.at(-1)!.push(one);
    left -= one.text.length + ELEMENT_UNITS;
  }
  return found
    .map(withoutLastEnd)
    .filter((elements) => elements.some(({ text }) => !isBlank(text)))
    .map((elements) => rich(element(elements)));
}

/** Lines that look alike, as one text with a line end behind each. */
function runs(lines: readonly QuotedLine[]): RichTextText[] {
  const found: RichTextText[] = [];
  for (const { role, text } of lines) {
    const isBold = role === "label";
    const last = found.at(-1);
    const line = `${clean(text)}\n`;
    if (last !== undefined && (last.style !== undefined) === isBold) last.text += line;
    else found.push(richText(line, isBold));
  }
  return found;
}

function withoutLastEnd(elements: readonly RichTextText[]): RichTextText[] {
  const last = elements.at(-1);
  const kept = elements.slice(0, -1);
  const text = last?.text.replace(/\n$/u, "") ?? "";
  return last === undefined || text === "" ? kept : [...kept, { ...last, text }];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
