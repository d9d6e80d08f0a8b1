/**
 * What people read in Slack and can press there, off its blocks: as words, and as what a press would tell.
 */

import { expect } from "vitest";

/** A message as Slack hands it out. */
export interface Shown {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly text?: string;
  readonly blocks?: readonly unknown[];
  readonly files?: readonly { readonly id: string; readonly title?: string; readonly mimetype?: string }[];
}

/** A message, a window, or blocks alone. */
interface Readable {
  readonly blocks?: readonly unknown[];
  readonly text?: string;
}

/** What is read, a line each; the text that notifications show only where there are no blocks. */
export function wordsOf({ blocks = [], text = "" }: Readable): string {
  return blocks.length === 0 ? text : lines(blocks);
}

/** Of one line. */
const INLINE = ["rich_text_section", "rich_text_quote", "rich_text_preformatted"];

function read(part: unknown): string {
  if (Array.isArray(part)) return lines(part);
  if (typeof part !== "object" || part === null) return "";
  const { type, text, elements, user_id: user, range, ...rest } = part as Record<string, unknown>;
  if (typeof text === "string") return text;
  if (type === "user") return `<@${user}>`;
  if (type === "broadcast") return `<!${range}>`;
  if (INLINE.includes(String(type))) return (elements as unknown[]).map(read).join("");
  return lines([text, elements, ...Object.values(rest)].filter((inner) => typeof inner === "object"));
}

function lines(parts: readonly unknown[]): string {
  const said = parts.map(read).filter((line) => line !== "");
  return said.join("\n");
}

/** What can be pressed or filled in. */
export interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
}

/** Labels of everything that can be pressed, menus and all. */
export const offersOf = (blocks: readonly unknown[]): string[] =>
  elementsIn(blocks).flatMap(({ text, options = [] }) => [
    ...(text === undefined ? [] : [text.text]),
    ...options.map((one) => one.text.text),
  ]);

/** What Slack tells of a press on what bears this label. */
export function actionOf(label: string, blocks: readonly unknown[]): Record<string, unknown> {
  for (const { type, action_id, text, value, options = [] } of elementsIn(blocks)) {
    if (type === "button" && text?.text === label) return { type, action_id, value };
    const chosen = options.find((one) => one.text.text === label);
    if (chosen !== undefined) return { type, action_id, selected_option: chosen };
  }
  return expect.unreachable(`「${label}」 is not offered among ${offersOf(blocks).join("・")}`);
}

function elementsIn(part: unknown): Element[] {
  if (typeof part !== "object" || part === null) return [];
  const own = "action_id" in part && "type" in part ? [part as Element] : [];
  return [...own, ...Object.values(part).flatMap(elementsIn)];
}
