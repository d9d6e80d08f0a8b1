/**
 * What was found in the guidelines → Slack's messages. Pure.
 *
 * An answer stands on its quotations, so these are whole and beside a bar, and what was asked is what is cut.
 * A comparison or a long answer goes on in a second message rather than being cut: staff need all of it to decide.
 */

import type { KnownBlock, MrkdwnElement } from "@slack/types";
import type { ComparisonRow, PassageId, Quotation } from "../../../src/model.ts";
import type { LookupWords } from "../../../src/ports/lookup-words.ts";
import { passageUrl } from "../../../src/ports/texts.ts";
import type { BundleReply, Finding, MessageId } from "../../../src/records.ts";
import {
  actions,
  type ButtonWish,
  besideButton,
  context,
  divider,
  fallback,
  headed,
  linkText,
  packed,
  quote,
  quoteLines,
  type SlackMessage,
  sections,
  spoken,
} from "./blocks.ts";
import type { SlackWords } from "./parts.ts";
import { isBlank, shortened } from "./text.ts";

/** Code units of a question above its answer: who asked knows it, and others need its gist. */
const ASKED_UNITS = 600;

/** A press on what stands in a window opens the next one: what came into a channel would stand out of sight. */
export type Where = "channel" | "window";

/** What is said around findings, and where the full texts are. */
export type FindingWords = Pick<SlackWords, "lookup" | "baseUrl">;

/**
 * Renders a finding.
 *
 * @returns at least one message, to be shown in this order; buttons that are about all of it stand under the last
 */
export function findingMessages(finding: Finding, words: FindingWords): SlackMessage[] {
  const groups = findingGroups(finding, words, "channel");
  // Together with the last group: buttons alone would not say what they are about.
  const last = [...(groups.at(-1) ?? []), ...actions(findingButtons(finding, words.lookup, "channel"))];
  const [first = [], ...others] = packed([...groups.slice(0, -1), last]);
  return [
    { text: fallback(finding.reply.lead), blocks: first },
    ...others.map((blocks) => ({ text: fallback(spoken(blocks)), blocks })),
  ];
}

/** The blocks of a finding without the buttons under it; what belongs together as one. */
export function findingGroups({ reply, answer, asked }: Finding, around: FindingWords, where: Where): KnownBlock[][] {
  const words = around.lookup;
  const { lead, quotations, further, comparison, outcome } = reply;
  const isChoice = outcome === "clarify";
  const first = [...askedBlocks(asked, words), ...sections(isBlank(lead) ? words.nothing : lead)];
  const keep = answer && keepCityButton(answer, words, where);
  const cities = isChoice ? choices(comparison, keep, words) : comparison.map((row) => cityBlocks(row, around));
  const [nearest = [], ...others] = further.quotations.map((one) => quotationBlocks(one, around));
  return [
    // The lead never stands without the first quotation that it rests on.
    [...first, ...(quotations[0] === undefined ? [] : quotationBlocks(quotations[0], around))],
    ...quotations.slice(1).map((one) => quotationBlocks(one, around)),
    ...cities,
    ...(nearest.length === 0 ? [] : [[...headed(further.title), ...nearest]]),
    ...others,
  ];
}

/** What was asked, beside a bar under its heading; `[]` for `""`. */
export function askedBlocks(asked: string, words: LookupWords): KnownBlock[] {
  if (isBlank(asked)) return [];
  const isCut = asked.trim().length > ASKED_UNITS;
  return [
    ...context([words.asked]),
    ...quote(shortened(asked.trim(), ASKED_UNITS)),
    ...(isCut ? context([words.cut]) : []),
  ];
}

/** Leads to a passage in the whole text; undefined where that has no address. */
export function inFull(passage: PassageId, { lookup, baseUrl }: FindingWords): MrkdwnElement | undefined {
  const url = passageUrl(passage, baseUrl);
  return url === undefined ? undefined : linkText(lookup.inFull, url);
}

/** A quotation as it is written, and beside its source the ways to what stands around it and to the whole text. */
function quotationBlocks({ lines, source, dated, remarks, passage }: Quotation, words: FindingWords): KnownBlock[] {
  const { lookup } = words;
  const said = [lookup.source(source), dated, ...remarks].filter((text) => text !== "").join("\n");
  return [
    ...quoteLines(lines),
    besideButton(
      said,
      { label: lookup.buttons.section, pressed: { view: "section", passage } },
      inFull(passage, words),
    ),
  ];
}

/** A city's row: that it says nothing is as much of an answer. */
function cityBlocks({ cityName, lead, quotations: [best] }: ComparisonRow, words: FindingWords): KnownBlock[] {
  return [divider, ...headed(cityName, lead), ...(best === undefined ? [] : quotationBlocks(best, words))];
}

/** The short answers of all cities, those told together that say the same, each with its button. */
function choices(
  rows: readonly ComparisonRow[],
  keep: ReturnType<typeof keepCityButton> | undefined,
  words: LookupWords,
): KnownBlock[][] {
  const groups = Map.groupBy(rows, ({ lead }) => lead.trim());
  return [...groups].map(([lead, same]) => [
    divider,
    ...headed(words.cities(same.map(({ cityName }) => cityName)), lead),
    ...(keep === undefined ? [] : actions(same.map(keep))),
  ]);
}

const keepCityButton =
  (answer: MessageId, words: LookupWords, where: Where) =>
  ({ city, cityName }: ComparisonRow, n: number): ButtonWish => ({
    label: words.buttons.keepCity(cityName),
    pressed: where === "window" ? { view: "asked-again", answer, city } : { act: "keep-city", answer, city },
    n,
  });

/** Under all of a finding; `[]` where it is not kept. */
export function findingButtons({ reply, answer, isPrivate }: Finding, words: LookupWords, where: Where): ButtonWish[] {
  if (answer === undefined) return [];
  const { buttons } = words;
  const compare: ButtonWish["pressed"] =
    where === "window" ? { view: "asked-again", answer, city: undefined } : { act: "compare", answer };
  return [
    ...(hasOtherCities(reply) ? [{ label: buttons.compare, pressed: compare }] : []),
    ...(saysSomething(reply) ? [{ label: buttons.wordings, pressed: { view: "wordings", answer } } as const] : []),
    ...helpfulButtons({ reply, answer }, words),
    ...(isPrivate && where === "channel" ? [{ label: buttons.share, pressed: { act: "share", answer } } as const] : []),
  ];
}

/** Whether it was of use; `[]` for talk, for a question back and for what is not kept. */
function helpfulButtons({ reply, answer }: Pick<Finding, "reply" | "answer">, words: LookupWords): ButtonWish[] {
  if (!saysSomething(reply) || answer === undefined) return [];
  const wish = (isHelpful: boolean, n: number): ButtonWish => ({
    label: isHelpful ? words.buttons.helpful : words.buttons.unhelpful,
    pressed: { act: "helpful", answer, isHelpful },
    n,
  });
  return [wish(true, 0), wish(false, 1)];
}

/** Neither talk nor a question back, nor that nothing was asked. */
const saysSomething = ({ outcome, matter }: BundleReply): boolean =>
  outcome !== "chat" && outcome !== "clarify" && matter.reason !== "nothing-typed";

/** Over all cities the answer may be another: not where it is a comparison already, nor where no guideline has it. */
const hasOtherCities = (reply: BundleReply): boolean =>
  saysSomething(reply) &&
  reply.outcome !== "compare" &&
  reply.matter.reason !== "elsewhere" &&
  reply.matter.reason !== "other-town" &&
  reply.matter.reason !== "danger";
