/**
 * The parts that every Flex message here is made of: texts, buttons, bubbles, and how many of them travel together.
 *
 * Colours are those of the resident's page (the Digital Agency's design tokens), each with a contrast of more than 7 to 1
 * on its ground; backgrounds are set, so that no dark mode puts the ink on black. Texts grow with the size of letters
 * that people choose in LINE, and nothing is smaller than `sm`.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { Button } from "../../src/records.ts";
import { CAROUSEL_BUBBLES, CAROUSEL_BYTES, jsonBytes } from "./limits.ts";
import { action } from "./press.ts";
import { clean, cutTo, ELLIPSIS } from "./text.ts";

/** Blue 900, blue 50, grey 900 and 700 of the palette. */
export const COLOURS = { key: "#0017c1", pale: "#e8f1fe", ink: "#1a1a1a", soft: "#4d4d4d", ground: "#ffffff" } as const;

/** Rows of buttons under an answer: more would be longer than the answer. */
const BUTTON_ROWS = 4;
/** Code units of a title: two lines on a phone. */
const TITLE_UNITS = 60;

type Look = Pick<messagingApi.FlexText, "size" | "weight" | "color" | "margin" | "flex" | "decoration">;

/** A text component in a list, so that a blank text, which LINE refuses, is none. */
export function textPart(text: string, look: Look = {}): messagingApi.FlexText[] {
  const shown = clean(text);
  if (shown === "") return [];
  return [{ type: "text", text: shown, size: "md", color: COLOURS.ink, wrap: true, scaling: true, ...look }];
}

/** Parts one under another. */
export function column(
  contents: messagingApi.FlexComponent[],
  look: Partial<messagingApi.FlexBox> = {},
): messagingApi.FlexBox {
  return { ...look, type: "box", layout: "vertical", contents };
}

/** What leads to a page: texts, the words for it under them, and all of it can be pressed. */
export function linked(texts: messagingApi.FlexText[], action: messagingApi.URIAction): messagingApi.FlexBox {
  const words = textPart(action.label ?? "", { size: "sm", color: COLOURS.key, decoration: "underline" });
  return column([...texts, ...words], { spacing: "sm", action });
}

/** A bubble; all are of one width, as a carousel demands. */
export function bubble(
  contents: messagingApi.FlexComponent[],
  { header, footer }: { header?: messagingApi.FlexBox | undefined; footer?: messagingApi.FlexBox | undefined } = {},
): messagingApi.FlexBubble {
  const white = { backgroundColor: COLOURS.ground };
  return {
    type: "bubble",
    size: "mega",
    ...(header && { header }),
    body: column(contents, { spacing: "md" }),
    ...(footer && { footer }),
    styles: { body: white, footer: white },
  };
}

/** White on blue over a bubble; undefined for a blank title. */
export function titleBar(title: string): messagingApi.FlexBox | undefined {
  const text = textPart(cutTo(clean(title), TITLE_UNITS, ELLIPSIS), { color: COLOURS.ground, weight: "bold" });
  return text.length === 0 ? undefined : column(text, { backgroundColor: COLOURS.key, paddingAll: "lg" });
}

/**
 * Buttons under a bubble, those that say whether it helped side by side.
 *
 * @returns the footer, undefined without a button, and the buttons that had no room
 */
export function buttonBar(buttons: readonly Button[]): { footer: messagingApi.FlexBox | undefined; left: Button[] } {
  const verdicts = buttons.filter(({ press }) => press.act === "helpful").slice(0, 2);
  const others = buttons.filter((button) => !verdicts.includes(button));
  const rows = others.slice(0, BUTTON_ROWS).map(flexButton);
  const verdictRow: messagingApi.FlexBox = {
    type: "box",
    layout: "horizontal",
    spacing: "sm",
    contents: verdicts.map(flexButton),
  };
  const contents = [...rows, ...(verdicts.length > 0 ? [verdictRow] : [])];
  const footer = contents.length === 0 ? undefined : column(contents, { spacing: "sm" });
  return { footer, left: others.slice(BUTTON_ROWS) };
}

/** A long label is set smaller rather than cut off at the edge. */
function flexButton(button: Button): messagingApi.FlexButton {
  return {
    type: "button",
    style: "link",
    height: "sm",
    color: COLOURS.key,
    adjustMode: "shrink-to-fit",
    action: action(button),
  };
}

/** Bubbles in as few containers as their number and bytes allow; one alone is no carousel. */
export function containers(bubbles: readonly messagingApi.FlexBubble[]): messagingApi.FlexContainer[] {
  const groups: messagingApi.FlexBubble[][] = [];
  for (const next of bubbles) {
    const group = groups.at(-1);
    const isRoom = group !== undefined && group.length < CAROUSEL_BUBBLES;
    if (isRoom && jsonBytes(carousel([...group, next])) <= CAROUSEL_BYTES) group.push(next);
    else groups.push([next]);
  }
  return groups.map((group) => (group.length === 1 ? group[0]! : carousel(group)));
}

const carousel = (contents: messagingApi.FlexBubble[]): messagingApi.FlexCarousel => ({ type: "carousel", contents });

/** Every text in reading order, a line each, but for words to be pressed: for those who hear a message. */
export function spoken(part: messagingApi.FlexContainer | messagingApi.FlexComponent): string {
  switch (part.type) {
    case "carousel":
      return part.contents.map(spoken).join("\n");
    case "bubble":
      return [part.header, part.body].flatMap((block) => (block ? spoken(block) : [])).join("\n");
    case "box":
      return part.contents
        .map(spoken)
        .filter(Boolean)
        .join(part.layout === "vertical" ? "\n" : " ");
    case "text":
      return part.decoration === "underline" ? "" : (part.text ?? "");
    default:
      return "";
  }
}
