/**
 * Reads Slack's numbers off the comments of its own types, so that a new version of the package shows what it changed.
 */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as limits from "../../../adapters/slack/limits.ts";

const TYPES = dirname(fileURLToPath(import.meta.resolve("@slack/types")));
const FILES = ["blocks", "block-elements", "composition-objects", "extensions"].map((name) => `block-kit/${name}.d.ts`);
const SOURCE = [...FILES, "views.d.ts"].map((name) => readFileSync(join(TYPES, name), "utf8")).join("\n");

/** What the types say of a property, on one line; `""` where there is none. */
function said(type: string, property: string): string {
  const start = SOURCE.search(new RegExp(`(?:interface|type) ${type}\\b`, "u"));
  const body = start < 0 ? "" : SOURCE.slice(start, SOURCE.indexOf("\n}", start));
  const at = body.search(new RegExp(`\\n    ${property}\\??:`, "u"));
  const comment = body.slice(body.lastIndexOf("/**", at), at);
  return at < 0 ? "" : comment.replace(/\s*\n\s*\*\s?/gu, " ");
}

test.each<[number, string, string, RegExp]>([
  [limits.VIEW_BLOCKS, "BaseView", "blocks", /Max of (\d+) blocks/u],
  [limits.SECTION_UNITS, "SectionBlock", "text", /maximum length is (\d+)/u],
  [limits.SECTION_UNITS, "PlainTextElement", "text", /maximum length is (\d+)/u],
  [limits.FIELDS, "SectionBlock", "fields", /Maximum number of items is (\d+)/u],
  [limits.FIELD_UNITS, "SectionBlock", "fields", /in each item is (\d+)/u],
  [limits.ACTIONS, "ActionsBlock", "elements", /maximum of (\d+) elements/u],
  [limits.CONTEXT_TEXTS, "ContextBlock", "elements", /Maximum number of items is (\d+)/u],
  [limits.HEADER_UNITS, "HeaderBlock", "text", /in this field is (\d+)/u],
  [limits.BUTTON_UNITS, "Button", "text", /in this field is (\d+)/u],
  [limits.BUTTON_VALUE_UNITS, "Button", "value", /this field is (\d+)/u],
  [limits.BUTTON_URL_UNITS, "Button", "url", /this field is (\d+)/u],
  [limits.ID_UNITS, "Action", "action_id", /this field is (\d+)/u],
  [limits.ID_UNITS, "Block", "block_id", /this field is (\d+)/u],
  [limits.ID_UNITS, "BaseView", "callback_id", /Maximum length of (\d+)/u],
  [limits.OVERFLOW_OPTIONS, "Overflow", "options", /up to (\d+)/u],
  [limits.SELECT_OPTIONS, "StaticSelect", "options", /Maximum number of options is (\d+)/u],
  [limits.BOX_OPTIONS, "Checkboxes", "options", /maximum of (\d+) options/u],
  [limits.BOX_OPTIONS, "RadioButtons", "options", /maximum of (\d+) options/u],
  [limits.OPTION_UNITS, "PlainTextOption", "text", /in this field is (\d+)/u],
  [limits.OPTION_VALUE_UNITS, "OptionDescriptor", "value", /this field is (\d+)/u],
  [limits.PLACEHOLDER_UNITS, "Placeholdable", "placeholder", /in this object is (\d+)/u],
  [limits.TITLE_UNITS, "ModalView", "title", /length of (\d+)/u],
  [limits.TITLE_UNITS, "ModalView", "submit", /length of (\d+)/u],
  [limits.TITLE_UNITS, "ModalView", "close", /length of (\d+)/u],
  [limits.METADATA_UNITS, "BaseView", "private_metadata", /length of (\d+)/u],
  [limits.LABEL_UNITS, "InputBlock", "label", /in this field is (\d+)/u],
  [limits.INPUT_UNITS, "PlainTextInput", "min_length", /Maximum value is (\d+)/u],
])("%i is what the types say of %s.%s", (ours, type, property, number) => {
  const [, told] = number.exec(said(type, property)) ?? [];
  expect(Number(told)).toBe(ours);
});

test("what the types do not say keeps well below where messages were refused", () => {
  expect(limits.MESSAGE_BLOCKS).toBeLessThanOrEqual(50);
  expect(limits.MESSAGE_JSON_UNITS).toBeLessThan(11_341);
  expect(limits.FALLBACK_UNITS).toBeLessThanOrEqual(4_000);
  // Three bytes a letter in Japanese, and the window around its blocks.
  expect(limits.VIEW_JSON_UNITS * 3).toBeLessThan(250_000);
  expect(limits.PACE_MS).toBeGreaterThanOrEqual(1_000);
});
