/** What a test asks of LINE's messages: their limits, their texts, and small things to say. */

import type { messagingApi } from "@line/bot-sdk";
import {
  ALT_TEXT_UNITS,
  BUBBLE_BYTES,
  CAROUSEL_BUBBLES,
  CAROUSEL_BYTES,
  graphemes,
  jsonBytes,
  LABEL_GRAPHEMES,
  MESSAGES_PER_CALL,
  QUICK_REPLIES,
  TEXT_UNITS,
} from "../../../adapters/line/limits.ts";
import type { CityId, PassageId, Quotation } from "../../../src/model.ts";
import type { BundleReply, BundleWords, Button, MessageId, Saying } from "../../../src/records.ts";

export const WORDS: BundleWords = { quotation: "指針の原文", source: "出典", cut: "（長いため、つづきは省きました）" };

export const QUOTED: Quotation = {
  passage: "kodaira-1" as PassageId,
  city: "kodaira" as CityId,
  cityName: "小平市",
  lines: [{ role: "text", text: "協働をすることができる。" }],
  source: "小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働",
  score: 1,
  dated: "平成30年12月の指針です（8年前）。",
  before: [],
  after: [],
  remarks: [],
};

export const REPLY: BundleReply = {
  outcome: "answer",
  matter: { city: "kodaira" as CityId, topic: undefined, reason: undefined },
  language: "ja",
  lead: "次のように書かれています。",
  quotations: [QUOTED],
  further: { title: "", quotations: [] },
  comparison: [],
  text: "次のように書かれています。\n\n｜協働をすることができる。\n出典：指針",
};

export const CHAT: BundleReply = {
  ...REPLY,
  outcome: "chat",
  lead: "こんにちは。",
  text: "こんにちは。",
  quotations: [],
};

export const press = (label: string): Button => ({ label, press: { act: "say", text: label } });

type Bundle = Extract<Saying, { kind: "bundle" }>;
export const bundle = (reply: BundleReply, more: Partial<Bundle> = {}): Bundle => ({
  kind: "bundle",
  reply,
  words: WORDS,
  buttons: [],
  quick: [],
  ...more,
});

type Text = Extract<Saying, { kind: "text" }>;
export const said = (text: string, more: Partial<Text> = {}): Text => ({
  kind: "text",
  language: "ja",
  text,
  quick: [],
  ...more,
});

export const PERSON: Button = {
  label: "職員に聞く",
  press: { act: "go-on", what: "person", message: "5b0e7a52-8f0c-4d4e-9d53-6f8a1c2b3d4e" as MessageId },
};

/** Every object of a value, itself first. */
export function objects(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : [value as Record<string, unknown>];
  return [...own, ...Object.values(value).flatMap(objects)];
}

/** Every text of the Flex components of a value, in order. */
export const flexTexts = (value: unknown): string[] =>
  objects(value).flatMap(({ type, text, wrap }) => (type === "text" && wrap !== undefined ? [String(text)] : []));

/** The bubbles of the messages that are Flex messages. */
export function bubbles(messages: readonly messagingApi.Message[]): messagingApi.FlexBubble[] {
  return messages.flatMap((message) => {
    if (message.type !== "flex") return [];
    return message.contents.type === "carousel" ? message.contents.contents : [message.contents];
  });
}

/** Each limit of LINE's that messages break, as a sentence; what its OpenAPI file knows is left to that. */
export function breaches(messages: readonly messagingApi.Message[]): string[] {
  const found: string[] = [];
  const hold = (isKept: boolean, breach: string) => found.push(...(isKept ? [] : [breach]));
  hold(messages.length >= 1 && messages.length <= MESSAGES_PER_CALL, `${messages.length} messages`);
  for (const message of messages) {
    hold(message === messages.at(-1) || message.quickReply === undefined, "quick replies above the last message");
    hold((message.quickReply?.items?.length ?? 1) <= QUICK_REPLIES, "too many quick replies");
    hold(message.quickReply?.items?.length !== 0, "quick replies of none");
    if (message.type === "text") hold(message.text.length <= TEXT_UNITS, "a long text");
    else if (message.type === "flex") found.push(...flexBreaches(message));
    else found.push(`a message of kind ${message.type}`);
  }
  for (const { type, text, label, displayText, wrap, adjustMode } of objects(messages)) {
    if (type === "text") hold(String(text).trim() !== "", "a blank text");
    if (wrap !== undefined) hold(wrap === true, "a text that does not wrap");
    if (type === "button") hold(adjustMode === "shrink-to-fit", "a button that may be cut off");
    if (label === undefined) continue;
    hold(graphemes(String(label)).length <= LABEL_GRAPHEMES && String(label).trim() !== "", `the label ${label}`);
    if (type === "message") hold(String(text).length <= 300, "a long message of a button");
    if (type === "postback") hold(String(displayText).length <= 300 && displayText !== "", "what a press shows");
  }
  hold(JSON.stringify(messages) === JSON.stringify(messages).toWellFormed(), "half a surrogate pair");
  hold(!/\\ud[89a-f]/u.test(JSON.stringify(messages)), "half a surrogate pair, escaped");
  return found;
}

function flexBreaches({ altText, contents }: messagingApi.FlexMessage): string[] {
  const parts = contents.type === "carousel" ? contents.contents : [contents];
  const empty = parts.filter(({ body }) => flexTexts(body).length === 0).length;
  const large = parts.filter((bubble) => jsonBytes(bubble) > BUBBLE_BYTES).length;
  const widths = new Set(parts.map(({ size }) => size)).size;
  return [
    ...(altText.length > ALT_TEXT_UNITS || altText.trim() === "" ? [`an alt text of ${altText.length}`] : []),
    ...(jsonBytes(contents) > CAROUSEL_BYTES ? ["a large carousel"] : []),
    ...(parts.length > CAROUSEL_BUBBLES || parts.length === 0 ? [`${parts.length} bubbles`] : []),
    ...(large > 0 ? ["a large bubble"] : []),
    ...(empty > 0 ? ["an empty bubble"] : []),
    ...(widths > 1 ? ["bubbles of several widths"] : []),
  ];
}
