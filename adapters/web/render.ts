/**
 * What the page shows → HTML. Pure, and complete without a script: the page is a document with a form or two.
 *
 * The forms post to `/#answer`, so that a browser and a screen reader continue at the answer instead of the header.
 */

import type { City, Language, Question, Reply } from "../../src/model.ts";
import type { PageNotice, PageWords } from "../../src/ports/page.ts";
import { TEXTS_PATH } from "../../src/ports/texts.ts";
import { comparison } from "./comparison.ts";
import { document } from "./document.ts";
import { askForm, nextForm, short, shortened } from "./form.ts";
import { addressIn, FIRST_LANGUAGE, type Frame, startAddress } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { ECHO_CHARACTERS } from "./limits.ts";
import { prose } from "./prose.ts";
import { quotation } from "./quotation.ts";
import { nextHistory } from "./receive.ts";
import { ruby, withoutReadings } from "./ruby.ts";

/** A notice in whichever language the page has. */
export type Noticed = (words: PageWords) => PageNotice;

/** `retry`: nothing was answered, and the question stands in the form again; `notice`: no form, only the way back. */
export type View =
  | { readonly kind: "start"; readonly language: Language | undefined; readonly city?: City["id"] | undefined }
  | {
      readonly kind: "reply";
      readonly question: Question;
      readonly reply: Reply;
      readonly notice?: Noticed | undefined;
    }
  | { readonly kind: "retry"; readonly question: Question; readonly notice: Noticed }
  | { readonly kind: "notice"; readonly notice: Noticed };

/** The whole document. */
export function page(frame: Frame, view: View): string {
  const language = shownLanguage(view);
  const words = frame.words[language];
  return document(frame, {
    language,
    title: title(view, words),
    kind: view.kind === "reply" ? view.reply.outcome : view.kind,
    // On the page before a question alone: elsewhere a link would lose the conversation, and the form has the choice.
    address: view.kind === "start" ? (other) => startAddress(other, view.city) : undefined,
    content: content(frame, language, view),
  });
}

/** What the person set, else the language of the reply. */
function shownLanguage(view: View): Language {
  switch (view.kind) {
    case "start":
      return view.language ?? FIRST_LANGUAGE;
    case "reply":
      return view.question.language ?? view.reply.language;
    case "retry":
      return view.question.language ?? FIRST_LANGUAGE;
    case "notice":
      return FIRST_LANGUAGE;
    default:
      return view satisfies never;
  }
}

function title(view: View, words: PageWords): string {
  const site = withoutReadings(words.siteName);
  switch (view.kind) {
    case "start":
      return site;
    case "reply": {
      const { question, reply } = view;
      const isBlank = question.text.trim() === "";
      const blank = withoutReadings(words.answer.title[reply.outcome]);
      return `${isBlank ? blank : words.titleFor(short(question.text), reply.outcome)}｜${site}`;
    }
    case "retry":
    case "notice":
      return `${withoutReadings(view.notice(words).title)}｜${site}`;
    default:
      return view satisfies never;
  }
}

function content(frame: Frame, language: Language, view: View): Html {
  const words = frame.words[language];
  switch (view.kind) {
    case "start": {
      const { examples } = words.form;
      const filled = { city: view.city, language: view.language, history: [], isOpen: false, examples };
      return html`<section class="intro">${noticed(words.start)}</section>
<div class="desk">${askForm(frame, language, filled)}${about(words, language)}</div>`;
    }
    case "reply":
      return replied(frame, language, view);
    case "retry": {
      const { text, city, history, language: chosen } = view.question;
      const filled = { text, city, language: chosen, history, isOpen: false, examples: [] };
      return html`<section class="intro" id="answer">${noticed(view.notice(words))}</section>
<div class="desk">${askForm(frame, language, filled)}${about(words, language)}</div>`;
    }
    case "notice":
      return html`<section class="intro">${noticed(view.notice(words))}
<p><a class="button" href="${startAddress(language)}">${ruby(words.toStart)}</a></p></section>`;
    default:
      return view satisfies never;
  }
}

export function noticed({ title, text }: PageNotice): Html {
  return html`<h1>${ruby(title)}</h1>${prose(text)}`;
}

export function boxed({ title, text }: PageNotice): Html {
  return html`<div class="notice prose"><p><strong>${ruby(title)}</strong></p>${prose(text)}</div>\n`;
}

/** How a page is laid out for each outcome. */
const LAYOUT: Readonly<Record<Reply["outcome"], Layout>> = {
  answer: { isFound: true, keepsText: false, hasExamples: false },
  compare: { isFound: true, keepsText: false, hasExamples: false },
  clarify: { isFound: false, keepsText: true, hasExamples: false },
  handoff: { isFound: false, keepsText: false, hasExamples: false },
  decline: { isFound: false, keepsText: true, hasExamples: true },
  chat: { isFound: false, keepsText: false, hasExamples: true },
};

interface Layout {
  /** The form stands last; else it stands before what only comes near, and the lead, which may be urgent, before all. */
  readonly isFound: boolean;
  /** What was asked stands in the field again, to be put otherwise. */
  readonly keepsText: boolean;
  readonly hasExamples: boolean;
}

function replied(frame: Frame, language: Language, { question, reply, notice }: View & { kind: "reply" }): Html {
  const words = frame.words[language];
  const { isFound, keepsText, hasExamples } = LAYOUT[reply.outcome];
  const conversation = {
    city: question.city,
    language: question.language,
    history: nextHistory(question),
    isOpen: reply.outcome === "clarify",
  };
  const desk = askForm(frame, language, {
    ...conversation,
    title: words.form.title,
    text: keepsText ? question.text : undefined,
    examples: hasExamples ? words.form.examples : [],
  });
  const asked = html`${echo(words, question)}${notice && boxed(notice(words))}`;
  const lead = html`<div class="lead prose">${prose(reply.lead)}</div>\n`;
  const privacy = reply.privacy === "" ? undefined : html`<div class="privacy prose">${prose(reply.privacy)}</div>\n`;
  return html`<section id="answer" class="answer" aria-labelledby="answer-title">
<h1 id="answer-title">${ruby(words.answer.title[reply.outcome])}</h1>
${isFound ? [asked, lead] : [lead, asked]}${reply.quotations.map((quoted) => quotation(quoted, words, language))}${comparison(reply.comparison, words, language)}
${nextForm(words, reply, conversation)}${privacy}${isFound ? further(words, language, reply) : undefined}</section>
<div class="desk">${desk}${about(words, language)}</div>
${isFound ? undefined : further(words, language, reply)}`;
}

/** Without the chosen city: the question may name another, and which one answers stands over each quotation. */
function echo(words: PageWords, { text }: Question): Html | undefined {
  if (text.trim() === "") return undefined;
  return html`<div class="asked"><p class="asked-label"><span>${ruby(words.answer.asked)}</span></p>
<p class="asked-text" dir="auto">${shortened(text, ECHO_CHARACTERS)}</p></div>\n`;
}

function further(words: PageWords, language: Language, { further: { title, quotations } }: Reply): Html | undefined {
  if (quotations.length === 0) return undefined;
  return html`<section class="further" aria-labelledby="further-title"><h2 id="further-title">${ruby(title)}</h2>
${quotations.map((quoted) => quotation(quoted, words, language))}</section>
`;
}

/** With the way to the texts themselves, from which the desk answers. */
function about({ about: { title, lines }, texts }: PageWords, language: Language): Html {
  return html`<section class="about" aria-labelledby="about"><h2 id="about">${ruby(title)}</h2>
<ul>${lines.map((line) => html`<li>${ruby(line)}</li>`)}</ul>
<p><a class="to-texts" href="${addressIn(language, TEXTS_PATH)}"><span>${ruby(texts.guidelines)}</span></a></p></section>`;
}
