/**
 * What the desk says → LINE's messages. Pure, and within every limit of LINE's for whatever is said.
 *
 * One call takes five messages and refuses all of them for a fault in one, so room is given out before anything is
 * made, and what does not fit as a Flex message becomes plain text, which can be cut anywhere and says that it was.
 * A reply that quotes nothing is a text in any case: there LINE makes telephone numbers and addresses work when tapped.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { Language } from "../../src/model.ts";
import type { BundleReply, Button, Saying } from "../../src/records.ts";
import { buttonBar, containers, spoken } from "./flex.ts";
import { answerBubbles, furtherBubbles } from "./flex-answer.ts";
import { comparisonBubbles } from "./flex-comparison.ts";
import type { Frame } from "./flex-page.ts";
import { withAddresses } from "./full-text.ts";
import {
  ALT_TEXT_UNITS,
  CAROUSEL_BUBBLES,
  MESSAGES_PER_CALL,
  QUICK_REPLIES,
  SENDER_UNITS,
  TEXT_UNITS,
} from "./limits.ts";
import { action } from "./press.ts";
import { beginning, clean, cutTo, ELLIPSIS, piecesAtMost } from "./text.ts";

type Bundle = Extract<Saying, { kind: "bundle" }>;
/** `left`: buttons that no message shows. */
interface Made {
  readonly messages: messagingApi.Message[];
  readonly left: readonly Button[];
}

/** Bytes to which a quotation beside the answer is cut, tried in turn: twelve of the last fit into one carousel. */
const BUBBLE_SIZES = [10_000, 4_000] as const;

/**
 * Renders one call.
 *
 * @param prefix - put before the first words; `""` for none
 * @param baseUrl - how the desk is reached from outside: with it, sources lead to the full text
 * @returns one to five messages, none blank; the last one has the quick replies, for LINE shows no others
 */
export function rendered(sayings: readonly Saying[], prefix: string, baseUrl?: string): messagingApi.Message[] {
  const said = atMostFive(prefixed(sayings, prefix), baseUrl);
  const messages: messagingApi.Message[] = [];
  const left: Button[] = [];
  for (const [at, saying] of said.entries()) {
    const room = MESSAGES_PER_CALL - messages.length - (said.length - 1 - at);
    const made = messagesOf(saying, { room, baseUrl });
    messages.push(...made.messages);
    left.push(...made.left);
  }
  return withQuickReplies(messages, [...left, ...lastQuick(said)]);
}

function prefixed([first, ...others]: readonly Saying[], prefix: string): Saying[] {
  const before = (text: string) => [clean(prefix), text].filter(Boolean).join("\n\n");
  switch (first?.kind) {
    case undefined:
      return [{ kind: "text", language: "ja", text: before(""), quick: [] }];
    case "text":
      return [{ ...first, text: before(first.text) }, ...others];
    case "bundle": {
      const { lead, text } = first.reply;
      return [{ ...first, reply: { ...first.reply, lead: before(lead), text: before(text) } }, ...others];
    }
    default:
      return first satisfies never;
  }
}

/** From the fifth on, what is too many is said in one text. */
function atMostFive(sayings: readonly Saying[], baseUrl: string | undefined): Saying[] {
  if (sayings.length <= MESSAGES_PER_CALL) return [...sayings];
  const rest = sayings.slice(MESSAGES_PER_CALL - 1);
  const texts = rest.map((saying) =>
    saying.kind === "text" ? withLink(saying) : withAddresses(saying.reply, baseUrl),
  );
  const buttons = rest.flatMap((saying) => (saying.kind === "bundle" ? saying.buttons : []));
  const together: Saying = {
    kind: "text",
    language: languageOf(rest[0]!),
    text: texts.join("\n\n"),
    quick: [...buttons, ...lastQuick(rest)],
  };
  return [...sayings.slice(0, MESSAGES_PER_CALL - 1), together];
}

/** On a line of its own, where LINE makes it a link. */
const withLink = ({ text, address }: Extract<Saying, { kind: "text" }>): string =>
  address === undefined ? text : `${text}\n${address}`;

const languageOf = (saying: Saying): Language => (saying.kind === "text" ? saying : saying.reply).language;

const lastQuick = (sayings: readonly Saying[]): readonly Button[] =>
  sayings.findLast(({ quick }) => quick.length > 0)?.quick ?? [];

interface Place {
  /** How many messages there may be, at least one. */
  readonly room: number;
  readonly baseUrl: string | undefined;
}

function messagesOf(saying: Saying, place: Place): Made {
  switch (saying.kind) {
    case "text":
      return { messages: texts(withLink(saying), place.room, ELLIPSIS, saying.sender), left: [] };
    case "bundle":
      return bundle(saying, place);
    default:
      return saying satisfies never;
  }
}

function bundle(saying: Bundle, place: Place): Made {
  const { reply, words, buttons } = saying;
  const { room, baseUrl } = place;
  const flex = reply.quotations.length > 0 ? answer(saying, baseUrl) : besideText(saying, place);
  if (flex.messages.length > 0 && flex.messages.length <= room) return flex;
  return { messages: texts(withAddresses(reply, baseUrl) || reply.lead, room, words.cut), left: buttons };
}

function answer({ reply, words, buttons }: Bundle, baseUrl: string | undefined): Made {
  const frame: Frame = { words, language: reply.language, baseUrl };
  const { footer, left } = buttonBar(buttons);
  const borne = answerBubbles(reply, frame, footer);
  const found = fitted((bytes) => [...borne, ...rowBubbles(reply, frame, bytes)]);
  return { messages: flexMessages(found, reply.text || reply.lead, words.cut), left };
}

/** The lead as a text, what was found under it as bubbles, buttons under the last of these. */
function besideText({ reply, words, buttons }: Bundle, { room, baseUrl }: Place): Made {
  const frame: Frame = { words, language: reply.language, baseUrl };
  const { footer, left } = buttonBar(buttons);
  const found = fitted((bytes) => {
    const bubbles = rowBubbles(reply, frame, bytes);
    return bubbles.map((one, at) => (footer && at === bubbles.length - 1 ? { ...one, footer } : one));
  });
  // Its list of cities is for those who do not see quick replies, such as on a computer.
  const lead = reply.outcome === "clarify" ? reply.text || reply.lead : reply.lead;
  if (found.length === 0) return { messages: texts(lead, room, words.cut), left: buttons };
  // Said in the text already, the lead is not said again to those who hear the bubbles.
  const alt = reply.text.startsWith(lead) ? reply.text.slice(lead.length) : reply.text;
  const beside = flexMessages(found, alt, words.cut);
  const lines = texts(lead, Math.max(1, room - beside.length), words.cut);
  return { messages: [...lines, ...beside], left };
}

const rowBubbles = (reply: BundleReply, frame: Frame, bytes: number): messagingApi.FlexBubble[] => [
  ...comparisonBubbles(reply.comparison, frame, bytes),
  ...furtherBubbles(reply, frame, bytes),
];

/** The largest bubbles that need no more messages than their number does, else the smallest. */
function fitted(bubbles: (bytes: number) => messagingApi.FlexBubble[]): messagingApi.FlexContainer[] {
  const [large, small] = BUBBLE_SIZES;
  const first = bubbles(large);
  const found = containers(first);
  return found.length <= Math.ceil(first.length / CAROUSEL_BUBBLES) ? found : containers(bubbles(small));
}

function flexMessages(
  found: readonly messagingApi.FlexContainer[],
  text: string,
  cut: string,
): messagingApi.FlexMessage[] {
  return found.map((contents, at) => {
    const heard = (at === 0 && clean(text)) || clean(spoken(contents)) || ELLIPSIS;
    return { type: "flex", altText: cutTo(heard, ALT_TEXT_UNITS, cut), contents };
  });
}

function texts(text: string, most: number, mark: string, sender?: string): messagingApi.TextMessage[] {
  const name = senderName(sender);
  const found = piecesAtMost(clean(text), { units: TEXT_UNITS, most, mark });
  return (found.length > 0 ? found : [ELLIPSIS]).map((piece) => ({
    type: "text",
    text: piece,
    ...(name !== "" && { sender: { name } }),
  }));
}

/** LINE refuses names with its own in them (messaging-api.yml, `Sender.name`): better no name than no message. */
function senderName(sender = ""): string {
  const name = beginning(clean(sender), SENDER_UNITS);
  return /line/iu.test(name.normalize("NFKC")) ? "" : name;
}

function withQuickReplies(messages: readonly messagingApi.Message[], buttons: readonly Button[]) {
  const last = messages.at(-1)!;
  const isFirst = ({ press }: Button, at: number) =>
    buttons.findIndex((other) => JSON.stringify(other.press) === JSON.stringify(press)) === at;
  const items = buttons
    .filter(isFirst)
    .slice(0, QUICK_REPLIES)
    .map((button): messagingApi.QuickReplyItem => ({ type: "action", action: action(button) }));
  return items.length === 0 ? [...messages] : [...messages.slice(0, -1), { ...last, quickReply: { items } }];
}
