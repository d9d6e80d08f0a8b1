/**
 * A guideline → a page to read it on from its first line to its last, each section and passage with an anchor. Pure.
 *
 * What is the city's stands in Japanese, letter for letter, without readings; what is ours stands around it in the
 * reader's language.
 */

import type { Language } from "../../src/model.ts";
import { type FullText, type TextPassage, type TextSection, textPath } from "../../src/ports/texts.ts";
import type { TextsWords } from "../../src/ports/texts-words.ts";
import { document } from "./document.ts";
import { facts } from "./facts.ts";
import { addressIn, type Frame, htmlLanguage, startAddress } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { leading } from "./leading.ts";
import { quotedLines } from "./quotation.ts";
import { ruby, withoutReadings } from "./ruby.ts";

/** The whole document. */
export function textPage(frame: Frame, language: Language, { city, sections }: FullText): string {
  const { texts: words, siteName, cityName } = frame.words[language];
  const { title } = city.guideline;
  return document(frame, {
    language,
    title: `${title}｜${withoutReadings(siteName)}`,
    kind: "text",
    address: (other) => addressIn(other, textPath(city.id)),
    content: html`<header class="intro"><p class="city">${ruby(cityName(city.names))}</p>
<h1 lang="ja">${title}</h1>
${facts(city, words)}
<div class="prose">${words.text.notes.map((note) => html`<p>${ruby(note)}</p>\n`)}</div>
<p class="ways"><a class="button" href="${startAddress(language, city.id)}">${ruby(words.text.ask)}</a></p></header>
<nav class="contents" aria-labelledby="contents"><h2 id="contents">${ruby(words.text.contents)}</h2>
${contents(sections.filter((section) => heading(section) !== ""))}</nav>
<article class="full-text" lang="ja">
${sections.map((section) => sectionShown(section, words, language))}</article>`,
  });
}

/** A list of the outermost of these sections, each with a list of those under it. */
function contents(sections: readonly TextSection[]): Html | undefined {
  if (sections.length === 0) return undefined;
  const items: Html[] = [];
  for (let rest = sections; rest.length > 0; ) {
    const [first, ...others] = rest as readonly [TextSection, ...TextSection[]];
    const under = leading(others, ({ depth }) => depth > first.depth);
    items.push(
      html`<li><a href="#${first.anchor}" lang="ja"><span>${heading(first)}</span></a>${contents(under)}</li>\n`,
    );
    rest = others.slice(under.length);
  }
  return html`<ol role="list">${items}</ol>`;
}

function sectionShown(section: TextSection, words: TextsWords, language: Language): Html {
  const passages = section.passages.map((passage) => passageShown(passage, words, language));
  const shown = headingShown(section);
  return shown === undefined
    ? html`<div class="unheaded" id="${section.anchor}">${passages}</div>\n`
    : html`${shown}${passages}`;
}

/** The guideline's own title is the page's first heading, so its outermost headings are second ones. */
function headingShown(section: TextSection): Html | undefined {
  const words = heading(section);
  if (words === "") return undefined;
  const { anchor } = section;
  switch (section.depth) {
    case 0:
    case 1:
      return html`<h2 id="${anchor}">${words}</h2>\n`;
    case 2:
      return html`<h3 id="${anchor}">${words}</h3>\n`;
    case 3:
      return html`<h4 id="${anchor}">${words}</h4>\n`;
    case 4:
      return html`<h5 id="${anchor}">${words}</h5>\n`;
    default:
      return html`<h6 id="${anchor}" aria-level="${String(section.depth + 1)}">${words}</h6>\n`;
  }
}

const heading = ({ number, title, label }: TextSection): string =>
  [number, title, label].filter((part) => part !== "").join(" ");

function passageShown({ anchor, lines, figureMissing }: TextPassage, words: TextsWords, language: Language): Html {
  const remark = html`<p class="remark" lang="${htmlLanguage(language)}">${ruby(words.text.figureMissing)}</p>\n`;
  return html`<div class="passage" id="${anchor}"><div class="passage-lines">${quotedLines(lines)}</div>
${figureMissing ? remark : undefined}</div>
`;
}
