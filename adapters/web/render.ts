/**
 * What the page shows → HTML. Pure, and complete without a script: the page is a document with one form.
 *
 * The form posts to `/#answer`, so that a browser and a screen reader continue at the answer instead of the header.
 * The conversation travels in hidden fields: the server keeps nothing of it.
 */

import type { City, Question, Quotation, Reply } from "../../src/model.ts";
import type { PageNotice, PageWords } from "../../src/ports.ts";
import { type Html, html } from "./html.ts";
import { BUTTON_CHARACTERS, ECHO_CHARACTERS, QUESTION_UNITS } from "./limits.ts";
import { quotation } from "./quotation.ts";
import { nextHistory } from "./receive.ts";

/** What is the same on every page; addresses are paths on this server. */
export interface Frame {
  readonly words: PageWords;
  readonly cities: readonly City[];
  readonly stylesheet: string;
  readonly icon: string;
}

/** `retry`: nothing was answered, and the question stands in the form again; `notice`: no form, only the way back. */
export type View =
  | { readonly kind: "start" }
  | {
      readonly kind: "reply";
      readonly question: Question;
      readonly reply: Reply;
      readonly notice?: PageNotice | undefined;
    }
  | { readonly kind: "retry"; readonly question: Question; readonly notice: PageNotice }
  | { readonly kind: "notice"; readonly notice: PageNotice };

/** The whole document. */
export function page(frame: Frame, view: View): string {
  const { words } = frame;
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title(view, words)}</title>
<link rel="icon" href="${frame.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesheet}">
</head>
<body>
<a class="skip" href="#main">${words.skipToMain}</a>
<header class="site-header">
<div class="bar"><a class="site-name" href="/"><img src="${frame.icon}" alt="" width="40" height="40"> ${words.siteName}</a>
<p>${words.tagline}</p></div>
</header>
<main id="main" class="${view.kind === "reply" ? view.reply.outcome : view.kind}-page">
${content(frame, view)}
</main>
<footer class="site-footer">
<div class="bar"><a href="/">${words.toStart}</a></div>
</footer>
</body>
</html>
`.toString();
}

function title(view: View, words: PageWords): string {
  switch (view.kind) {
    case "start":
      return words.siteName;
    case "reply": {
      const { question, reply } = view;
      const isBlank = question.text.trim() === "";
      const subject = isBlank ? words.answer.title[reply.outcome] : words.titleFor(short(question.text), reply.outcome);
      return `${subject}｜${words.siteName}`;
    }
    case "retry":
    case "notice":
      return `${view.notice.title}｜${words.siteName}`;
    default:
      return view satisfies never;
  }
}

function content(frame: Frame, view: View): Html {
  const { words } = frame;
  switch (view.kind) {
    case "start":
      return html`<section class="intro"><h1>${words.start.title}</h1><p>${words.start.text}</p></section>
<div class="desk">${form(frame, { history: [], examples: words.form.examples })}${about(words)}</div>`;
    case "reply":
      return replied(frame, view.question, view.reply, view.notice);
    case "retry":
      return html`<section class="intro" id="answer"><h1>${view.notice.title}</h1><p>${view.notice.text}</p></section>
<div class="desk">${form(frame, { ...view.question, examples: [] })}${about(words)}</div>`;
    case "notice":
      return html`<section class="intro"><h1>${view.notice.title}</h1><p>${view.notice.text}</p>
<p><a class="button" href="/">${words.toStart}</a></p></section>`;
    default:
      return view satisfies never;
  }
}

/** After an answer the form stands last. After a declined question it comes first, for asking again is what helps. */
function replied(frame: Frame, question: Question, reply: Reply, notice: PageNotice | undefined): Html {
  const { words } = frame;
  const isAnswer = reply.outcome === "answer";
  const [first, ...others] = reply.quotations;
  const further = (quotations: readonly Quotation[]) => furtherQuotations(words, reply.furtherTitle, quotations);
  const desk = form(frame, {
    title: words.form.title,
    text: isAnswer ? undefined : question.text,
    city: question.city,
    history: nextHistory(question),
    examples: isAnswer ? [] : words.form.examples,
  });
  return html`<section id="answer" class="answer" aria-labelledby="answer-title">
<h1 id="answer-title">${words.answer.title[reply.outcome]}</h1>
${echo(words, question)}
${notice && html`<div class="notice"><p><strong>${notice.title}</strong></p><p>${notice.text}</p></div>`}
<p class="lead-sentence">${reply.lead}</p>
${isAnswer && first ? html`${quotation(first, words.answer)}${further(others)}` : undefined}</section>
<div class="desk">${desk}${about(words)}</div>
${isAnswer ? undefined : further(reply.quotations)}`;
}

/** Without the chosen city: the question may name another, and which one answers stands over each quotation. */
function echo(words: PageWords, { text }: Question): Html | undefined {
  if (text.trim() === "") return undefined;
  return html`<div class="asked"><p class="asked-label">${words.answer.asked}</p>
<p class="asked-text" dir="auto">${shortened(text, ECHO_CHARACTERS)}</p></div>`;
}

function furtherQuotations(words: PageWords, title: string, quotations: readonly Quotation[]): Html | undefined {
  if (quotations.length === 0) return undefined;
  return html`<section class="further" aria-labelledby="further-title"><h2 id="further-title">${title}</h2>
${quotations.map((quoted) => quotation(quoted, words.answer))}</section>
`;
}

interface Filled {
  readonly title?: string;
  readonly text?: string | undefined;
  readonly city?: City["id"] | undefined;
  readonly history: readonly string[];
  readonly examples: readonly string[];
}

/** The field's first line end is one that HTML drops: without it, a question that begins with one would lose it. */
function form({ words: { form: words }, cities }: Frame, { title, text, city, history, examples }: Filled): Html {
  const radio = (value: string, label: string) =>
    html`<label class="choice"><input type="radio" name="city" value="${value}"${
      value === (city ?? "") ? html` checked` : undefined
    }> <span>${label}</span></label>\n`;
  return html`<form id="ask" class="ask" method="post" action="/#answer" accept-charset="utf-8">
${title && html`<h2>${title}</h2>`}
<fieldset><legend class="name">${words.city}</legend>
<div class="choices">${radio("", words.anyCity)}${cities.map(({ id, names }) => radio(id, names.ja))}</div></fieldset>
<div class="field"><label class="name" for="question">${words.question}</label>
<p id="question-hint" class="hint">${words.hint(QUESTION_UNITS)}<br>${words.privacy}</p>
<textarea id="question" name="question" rows="4" maxlength="${String(QUESTION_UNITS)}" dir="auto"
 aria-describedby="question-hint">
${text ?? ""}</textarea></div>
<button type="submit" class="button">${words.submit}</button>
${suggestions("history", words.historyTitle, history)}${suggestions("examples", words.examplesTitle, examples)}
${history.map((question) => html`<input type="hidden" name="history" value="${question}">\n`)}</form>
`;
}

/** Questions that can be asked by one press; a long one is shown short and asked whole. */
function suggestions(name: string, title: string, questions: readonly string[]): Html | undefined {
  if (questions.length === 0) return undefined;
  return html`<div class="suggestions" role="group" aria-labelledby="${name}"><p class="hint" id="${name}">${title}</p>
<ul role="list">${questions.map(
    (question) =>
      html`<li><button type="submit" class="suggestion" name="ask" value="${question}" dir="auto">${short(question)}</button></li>\n`,
  )}</ul></div>
`;
}

function about({ about: { title, lines } }: PageWords): Html {
  return html`<section class="about" aria-labelledby="about"><h2 id="about">${title}</h2>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

/** One line of a question, for titles and buttons. */
function short(question: string): string {
  return shortened(question.trim().replace(/\s+/gu, " "), BUTTON_CHARACTERS);
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
