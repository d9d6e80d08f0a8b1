/** Small findings to be shown, and what a test reads in the blocks that show them. */

import type { CityId, ComparisonRow, PassageId, Quotation } from "../../../../src/model.ts";
import type { BundleReply, Finding, MessageId } from "../../../../src/records.ts";

export const ANSWER = "5b0e7a52-8f0c-4d4e-9d53-6f8a1c2b3d4e" as MessageId;

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

const REPLY: BundleReply = {
  outcome: "answer",
  matter: { city: "kodaira" as CityId, topic: undefined, reason: undefined },
  language: "ja",
  lead: "次のように書かれています。",
  quotations: [QUOTED],
  further: { title: "", quotations: [] },
  comparison: [],
  text: "次のように書かれています。",
};

export const found = (reply: Partial<BundleReply> = {}, more: Partial<Finding> = {}): Finding => ({
  kind: "finding",
  reply: { ...REPLY, ...reply },
  answer: ANSWER,
  asked: "",
  isPrivate: false,
  ...more,
});

export const row = (city: string, lead: string, quotations: readonly Quotation[] = []): ComparisonRow => ({
  city: city as CityId,
  cityName: `${city}市`,
  lead,
  isSilent: quotations.length === 0,
  quotations,
});

export const BASE = "https://desk.example.jp";

/** Where a passage stands in the full text. */
export const address = (id: PassageId): string => `${BASE}/texts/${id.replace(/-(\d+)$/u, "#p$1")}`;

type Fields = Readonly<Record<string, unknown>>;

/** Every object of a value, itself first, in order. */
export function objects(value: unknown): Fields[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : [value as Fields];
  return [...own, ...Object.values(value).flatMap(objects)];
}

/** Every button, in order, as `label → value`. */
export const buttons = (shown: unknown): [string, unknown][] =>
  objects(shown)
    .filter(({ type }) => type === "button")
    .map(({ text, value }) => [(text as { text: string }).text, JSON.parse(String(value))]);

export const labels = (shown: unknown): string[] => buttons(shown).map(([label]) => label);

/** The texts within parts of rich text of one type, each part joined. */
export const richTexts = (shown: unknown, type: string): string[] =>
  objects(shown)
    .filter((part) => part.type === type)
    .map(({ elements }) => (elements as { text: string }[]).map(({ text }) => text).join(""));

/** What is parsed, which is nothing but links of ours. */
export const parsed = (shown: unknown): string[] =>
  objects(shown)
    .filter(({ type }) => type === "mrkdwn")
    .map(({ text }) => String(text));

export const quotes = (shown: unknown): string[] => richTexts(shown, "rich_text_quote");
