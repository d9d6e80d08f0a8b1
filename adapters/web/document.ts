/**
 * The document around whatever a page of the site shows: head, way past the header, header and footer.
 */

import { LANGUAGES, type Language } from "../../src/model.ts";
import { TEXTS_PATH } from "../../src/ports/texts.ts";
import { addressIn, type Frame, htmlLanguage, startAddress } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { ruby, withoutReadings } from "./ruby.ts";

export interface Shown {
  readonly language: Language;
  /** Without readings. */
  readonly title: string;
  /** For the stylesheet. */
  readonly kind: string;
  /** Of this page in another language; undefined where it is to be had in this one alone. */
  readonly address: ((language: Language) => string) | undefined;
  readonly content: Html;
  /** With the script that makes it live; it is complete without. */
  readonly isLive?: boolean;
  /** It stands on another site, where it has neither header nor footer, and leads out of its frame. */
  readonly isFramed?: boolean;
}

export function document(frame: Frame, shown: Shown): string {
  const { language, title, kind, content, isLive = false, isFramed = false } = shown;
  return html`<!doctype html>
<html lang="${htmlLanguage(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${isFramed ? OUT_OF_FRAME : undefined}<link rel="icon" href="${frame.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesheet}">
<link rel="stylesheet" href="${frame.fonts}">
${isLive ? live(frame) : undefined}</head>
<body class="${language}${isFramed ? " framed" : ""}">
${isFramed ? undefined : header(frame, shown)}<main id="main" class="${kind}-page">
${content}
</main>
${isFramed ? undefined : footer(frame, language)}</body>
</html>
`.toString();
}

/** Pages but this one refuse to be shown in a frame; forms name their own target. */
const OUT_OF_FRAME = html`<base target="_blank">\n`;

/** Without anything of htmx's own that the content policy refuses, and without its history: pages are real. */
const live = ({ script }: Frame): Html => html`<meta name="htmx-config" content='${HTMX}'>
<script src="${script}" defer></script>
`;
const HTMX = JSON.stringify({ includeIndicatorCSS: false, history: false, defaultTimeout: 30_000 });

function header(frame: Frame, { language, address }: Shown): Html {
  const words = frame.words[language];
  return html`<a class="skip" href="#main">${ruby(words.skipToMain)}</a>
<header class="site-header">
<div class="bar"><a class="site-name" href="${startAddress(language)}"><img src="${frame.icon}" alt="" width="40" height="40"> <span>${ruby(words.siteName)}</span></a>
<p>${ruby(words.tagline)}</p>${address && languageLinks(frame, language, address)}</div>
</header>
`;
}

function footer({ words }: Frame, language: Language): Html {
  const { toStart, texts } = words[language];
  return html`<footer class="site-footer">
<div class="bar"><a href="${startAddress(language)}"><span>${ruby(toStart)}</span></a>
<a href="${addressIn(language, TEXTS_PATH)}"><span>${ruby(texts.title)}</span></a></div>
</footer>
`;
}

function languageLinks({ words }: Frame, shown: Language, address: (language: Language) => string): Html {
  const others = LANGUAGES.filter((language) => language !== shown);
  const link = (language: Language) => {
    const code = htmlLanguage(language);
    return html`<li><a href="${address(language)}" lang="${code}" hreflang="${code}"><span>${ruby(words[language].ownName)}</span></a></li>\n`;
  };
  return html`<nav aria-label="${withoutReadings(words[shown].languageLinks)}"><ul class="languages" role="list">${others.map(link)}</ul></nav>`;
}
