/**
 * What the shown things of a case are made of besides plain blocks: facts, lists, mentions, words with room for so much.
 *
 * All of it is rich text: names of people and words of residents stand in it letter for letter.
 */

import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  KnownBlock,
  Overflow,
  RichTextBlockElement,
  RichTextElement,
  RichTextSection,
} from "@slack/types";
import type { CityId } from "../../../src/model.ts";
import type { CaseWords } from "../../../src/ports/case-words.ts";
import type { LookupWords } from "../../../src/ports/lookup-words.ts";
import { passageUrl } from "../../../src/ports/texts.ts";
import type { CitedSection } from "../../../src/records.ts";
import { BUTTON_UNITS, BUTTON_URL_UNITS, OPTION_UNITS } from "../limits.ts";
import { actionValue } from "../press.ts";
import { type ButtonWish, plainText, quote } from "./blocks.ts";
import { beginning, clean, ELLIPSIS, isBlank, shortened } from "./text.ts";

/** Every word that staff read in Slack. */
export interface SlackWords {
  readonly lookup: LookupWords;
  readonly cases: CaseWords;
  /** As staff call a city; its id for one that is not there. */
  cityName(id: CityId): string;
  /** How the desk is reached from outside, so that sources lead to the full text; undefined where nobody knows. */
  readonly baseUrl: string | undefined;
}

/** Names of people and places are at most this long. */
const NAME_UNITS = 200;

/** Turns what follows: `見積\u202efdp.exe` reads as a PDF, and our own words behind a name could read backwards. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** A short text of others within a line of ours: on one line, never blank. */
export const named = (text: string, units = NAME_UNITS): string => {
  const line = clean(text).replace(TURNS, "").replace(/\s+/gu, " ").trim();
  return isBlank(line) ? ELLIPSIS : shortened(line, units);
};

/** @param text - not empty */
export const said = (text: string, isBold = false): RichTextElement => ({
  type: "text",
  text,
  ...(isBold && { style: { bold: true } }),
});

export const section = (elements: readonly RichTextElement[]): RichTextSection => ({
  type: "rich_text_section",
  elements: [...elements],
});

export const rich = (...elements: readonly RichTextBlockElement[]): KnownBlock => ({
  type: "rich_text",
  elements: [...elements],
});

/** One thing that is known: its name in bold and what it is. */
export type Fact = readonly [name: string, value: string];

/** A line for each; a fact without a value is a line in bold. `[]` for none. */
export function facts(rows: readonly Fact[]): KnownBlock[] {
  const shown = rows.filter(([name, value]) => !isBlank(name) || !isBlank(value));
  const lines = shown.map(([name, value]) => {
    const bold = isBlank(name) ? [] : [said(isBlank(value) ? name : `${name}：`, true)];
    return [...bold, ...(isBlank(value) ? [] : [said(value)])];
  });
  return lines.length === 0
    ? []
    : [rich(section(lines.flatMap((line, n) => (n === 0 ? line : [said("\n"), ...line]))))];
}

/** A heading and what stands under it as a list; `[]` for an empty list. */
export function listed(heading: string, items: readonly string[]): KnownBlock[] {
  return richList(
    heading,
    items.map((item) => said(item)),
  );
}

/** What an answer rested on as a list, each leading to the full text where that has an address; `[]` for nothing. */
export function sourceList(
  heading: string,
  sections: readonly CitedSection[],
  baseUrl: string | undefined,
): KnownBlock[] {
  const items = sections.map(({ passage, source }): RichTextElement => {
    const url = passageUrl(passage, baseUrl);
    if (url === undefined || url.length > BUTTON_URL_UNITS) return said(named(source));
    return { type: "link", url, text: named(source) };
  });
  return richList(heading, items);
}

function richList(heading: string, items: readonly RichTextElement[]): KnownBlock[] {
  const elements = items.map((item) => section([item]));
  if (elements.length === 0) return [];
  return [rich(section([said(heading, true)]), { type: "rich_text_list", style: "bullet", elements })];
}

/** A heading and words of somebody beside a bar, letter for letter; `[]` for blank words. */
export function quoted(heading: string, text: string): KnownBlock[] {
  const words = quote(text);
  return words.length === 0 ? [] : [rich(section([said(heading, true)])), ...words];
}

/** At most `units` of JSON, in which a line end counts double; `cut` stands behind where it was cut. */
export function roomFor(text: string, units: number, cut: string): string {
  const whole = clean(text).trim();
  if (jsonUnits(whole) <= units) return whole;
  let kept = beginning(whole, units);
  while (jsonUnits(kept) > units)
    kept = beginning(kept, Math.max(2, Math.floor((kept.length * units) / jsonUnits(kept))));
  return `${kept.trimEnd()}\n${cut}`;
}

export const jsonUnits = (value: unknown): number => JSON.stringify(value).length;

/** Calls people: in a message itself, and in the words by which Slack tells of it. */
export interface Ping {
  readonly rich: RichTextElement;
  readonly text: string;
}

/** Pings somebody; `[]` where they are not known in Slack. @param staff - such as `slack:U0123` */
export function mention(staff: string | undefined): readonly Ping[] {
  const user = /^slack:([A-Z0-9]{1,32})$/u.exec(staff ?? "")?.[1];
  return user === undefined ? [] : [{ rich: { type: "user", user_id: user }, text: `<@${user}>` }];
}

/** Pings who is about. */
export const HERE: Ping = { rich: { type: "broadcast", range: "here" }, text: "<!here>" };

/** The line of a message that calls them; `[]` for nobody. */
export const calling = (pings: readonly Ping[]): KnownBlock[] =>
  pings.length === 0 ? [] : [rich(section(spaced(pings)))];

/** The same in words, with a space behind each. */
export const callingText = (pings: readonly Ping[]): string => pings.map(({ text }) => `${text} `).join("");

/** What pings, one behind the other. */
export const spaced = (pings: readonly Ping[]): RichTextElement[] =>
  pings.flatMap((ping, n) => (n === 0 ? [ping.rich] : [said(" "), ping.rich]));

/** Menu entries at the end of a row of buttons; undefined for none. */
export function overflow(wishes: readonly ButtonWish[]): Overflow | undefined {
  if (wishes.length === 0) return undefined;
  const options = wishes.map(({ label, pressed }) => ({
    text: plainText(label, OPTION_UNITS),
    value: actionValue(pressed),
  }));
  return { type: "overflow", action_id: "desk.more", options };
}

/** Leads to a page; Slack tells of a press on it, too, and it carries nothing. Undefined for an address that is too long. */
export function link(label: string, url: string | undefined): Button | undefined {
  if (url === undefined || url.length > BUTTON_URL_UNITS) return undefined;
  return { type: "button", action_id: "link.page", text: plainText(label, BUTTON_UNITS), url };
}

/** What there is of it in a row; `[]` for nothing. */
export function row(elements: readonly (ActionsBlockElement | undefined)[]): KnownBlock[] {
  const there = elements.filter((element) => element !== undefined);
  const block: ActionsBlock = { type: "actions", elements: there };
  return there.length === 0 ? [] : [block];
}
