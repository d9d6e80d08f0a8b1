/** Texts that break what cuts texts, the same at every run. */

import { randomNumbers } from "../../fixtures/random-numbers.ts";

const BITS = [
  "市民協働。",
  "文です！",
  "\n",
  "\n\n",
  " ",
  "　",
  "👨‍👩‍👧‍👦",
  "𠮷",
  "か\u3099",
  "\ud83d",
  "\ude00",
  "🇯🇵",
  "a\u0301\u0302",
  "word. ",
  '"\\',
  "市（し）",
  "\u0000",
  "\u200d",
  "・",
  "",
];

/** A text of up to `bits` random bits, often empty. */
export function awkwardText(random: () => number, bits: number): string {
  const count = Math.floor(random() ** 2 * bits);
  return Array.from({ length: count }, () => BITS[Math.floor(random() * BITS.length)]).join("");
}

/** `count` awkward texts. */
export function awkwardTexts(seed: number, count: number, bits: number): string[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => awkwardText(random, bits));
}
