/**
 * Readings behind kanji, as やさしい日本語 is written here, 市（し）, → ruby above the kanji.
 *
 * It is for the desk's own words alone: a quotation and what a resident typed are shown letter for letter. Where markup
 * cannot stand, in a title or a button's value, {@link withoutReadings} leaves the brackets out.
 */

import { type Html, html, type Part } from "./html.ts";

/** A run of kanji, the ヶ of 三ヶ月 with it, and hiragana in full-width brackets: anything else in brackets is text. */
const READ = /([\p{sc=Han}ヵヶ]+)（([ぁ-ゖー]+)）/gu;

/** The text with its readings as ruby; a browser without ruby shows the brackets again. */
export function ruby(text: string): Html {
  const parts: Part[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: kanji, 2: reading } of text.matchAll(READ)) {
    parts.push(text.slice(end, index), html`<ruby>${kanji}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>`);
    end = index + whole.length;
  }
  return html`${parts}${text.slice(end)}`;
}

export function withoutReadings(text: string): string {
  return text.replace(READ, "$1");
}
