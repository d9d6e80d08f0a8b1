/**
 * What happened and what to do now → a box on a page, or a page of its own.
 */

import type { PageNotice } from "../../src/ports/page.ts";
import { document } from "./document.ts";
import { FIRST_LANGUAGE, type Frame, startAddress } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { prose } from "./prose.ts";
import { ruby, withoutReadings } from "./ruby.ts";

/** As the beginning of a page. */
export function noticed({ title, text }: PageNotice): Html {
  return html`<h1>${ruby(title)}</h1>${prose(text)}`;
}

export function boxed({ title, text }: PageNotice): Html {
  return html`<div class="notice prose"><p><strong>${ruby(title)}</strong></p>${prose(text)}</div>\n`;
}

/** A whole document in Japanese with the way to the start, for who is anywhere. */
export function noticePage(frame: Frame, notice: PageNotice): string {
  const words = frame.words[FIRST_LANGUAGE];
  return document(frame, {
    language: FIRST_LANGUAGE,
    title: `${withoutReadings(notice.title)}｜${withoutReadings(words.siteName)}`,
    kind: "notice",
    address: undefined,
    content: html`<section class="intro">${noticed(notice)}
<p><a class="button" href="${startAddress(FIRST_LANGUAGE)}">${ruby(words.toStart)}</a></p></section>`,
  });
}
