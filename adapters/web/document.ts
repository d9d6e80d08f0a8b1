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
}

export function document(frame: Frame, { language, title, kind, address, content }: Shown): string {
  const words = frame.words[language];
  const start = startAddress(language);
  return html`<!doctype html>
<html lang="${htmlLanguage(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${frame.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesheet}">
</head>
<body class="${language}">
<a class="skip" href="#main">${ruby(words.skipToMain)}</a>
<header class="site-header">
<div class="bar"><a class="site-name" href="${start}"><img src="${frame.icon}" alt="" width="40" height="40"> <span>${ruby(words.siteName)}</span></a>
<p>${ruby(words.tagline)}</p>${address && languageLinks(frame, language, address)}</div>
</header>
<main id="main" class="${kind}-page">
${content}
</main>
<footer class="site-footer">
<div class="bar"><a href="${start}"><span>${ruby(words.toStart)}</span></a>
<a href="${addressIn(language, TEXTS_PATH)}"><span>${ruby(words.texts.title)}</span></a></div>
</footer>
</body>
</html>
`.toString();
}

function languageLinks({ words }: Frame, shown: Language, address: (language: Language) => string): Html {
  const others = LANGUAGES.filter((language) => language !== shown);
  const link = (language: Language) => {
    const code = htmlLanguage(language);
    return html`<li><a href="${address(language)}" lang="${code}" hreflang="${code}"><span>${ruby(words[language].ownName)}</span></a></li>\n`;
  };
  return html`<nav aria-label="${withoutReadings(words[shown].languageLinks)}"><ul class="languages" role="list">${others.map(link)}</ul></nav>`;
}
