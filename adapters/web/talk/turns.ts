/**
 * What stands on the page of a conversation → HTML: who speaks, what was written, and what can be pressed.
 *
 * What the desk says stands in its own language with readings as markup; what a resident or one of the staff wrote is shown
 * letter for letter. A notice of the centre has a look of its own, for it is no quotation.
 */

import type { Language } from "../../../src/model.ts";
import type { PageWords } from "../../../src/ports/page.ts";
import type { BundleReply, Button, Saying, Shown } from "../../../src/records.ts";
import { comparison } from "../comparison.ts";
import { suggestions } from "../form.ts";
import { type Frame, htmlLanguage } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { linked, prose } from "../prose.ts";
import { quotation } from "../quotation.ts";
import { ruby, withoutReadings } from "../ruby.ts";
import { encoded } from "./press.ts";
import { PRESS_FIELD } from "./view.ts";

/** The form that every button of an answer belongs to. */
export const PRESS_FORM = "press-form";

type TextSaying = Extract<Saying, { kind: "text" }>;
type Bundle = Extract<Saying, { kind: "bundle" }>;

/** The id of the element that an entry begins with. */
export const turnId = ({ seq }: Shown): string => `e${seq}`;

/** One entry as an article for each who speaks in it. @param shown - the language of the page */
export function turn(frame: Frame, shown: Language, entry: Shown): Html {
  const { what, at } = entry;
  const { talk } = frame.words[shown];
  const id = turnId(entry);
  if (what.by === "resident") {
    return article({ id, look: "resident", by: ruby(talk.you), at }, talk, [
      html`<p class="said" dir="auto">${what.text}</p>\n`,
    ]);
  }
  return html`${spoken(what.sayings).map((part, index) => {
    const by = byWhom(part[0], talk);
    const before = index === 0 && what.prefix !== "" ? prose(what.prefix) : [];
    const place = { ...by, id: index === 0 ? id : `${id}-${index}`, at };
    return article(place, talk, [...before, ...part.map((saying, i) => said(frame, saying, `${place.id}-s${i}`))]);
  })}`;
}

type Talk = PageWords["talk"];
interface Speaker {
  /** For the stylesheet. */
  readonly look: "resident" | "desk" | "person" | "centre";
  readonly by: Html;
}
interface Place extends Speaker {
  readonly id: string;
  readonly at: number;
}

function article({ id, look, by, at }: Place, talk: Talk, content: readonly Html[]): Html {
  return html`<article class="turn ${look}" id="${id}" aria-labelledby="${id}-by">
<div class="by"><h2 id="${id}-by">${by}</h2> <time datetime="${new Date(at).toISOString()}">${talk.time(at)}</time></div>
${content}</article>
`;
}

type Spoken = readonly [Saying, ...Saying[]];

/** The sayings, parted wherever somebody else speaks. */
function spoken(sayings: readonly Saying[]): Spoken[] {
  const parts: [Saying, ...Saying[]][] = [];
  for (const saying of sayings) {
    const last = parts.at(-1);
    if (last !== undefined && speakerOf(last[0]) === speakerOf(saying)) last.push(saying);
    else parts.push([saying]);
  }
  return parts;
}

/** Neither mark is something that a name could be. */
const speakerOf = (saying: Saying): string => (isNotice(saying) ? "\u0001" : (senderOf(saying) ?? "\u0000"));
const isNotice = (saying: Saying): boolean => saying.kind === "text" && saying.isNotice === true;
const senderOf = (saying: Saying): string | undefined => (saying.kind === "text" ? saying.sender : undefined);

function byWhom(saying: Saying, talk: Talk): Speaker {
  if (isNotice(saying)) return { look: "centre", by: ruby(talk.fromCentre) };
  const sender = senderOf(saying);
  return sender === undefined
    ? { look: "desk", by: ruby(talk.desk) }
    : { look: "person", by: ruby(talk.person(sender)) };
}

/** @param id - its own on the page */
function said(frame: Frame, saying: Saying, id: string): Html {
  const { language } = saying.kind === "text" ? saying : saying.reply;
  const words = frame.words[language];
  const content = saying.kind === "text" ? textOf(saying) : answered(saying, words);
  const buttons = saying.kind === "text" ? [] : saying.buttons;
  return html`<div class="saying ${language}" lang="${htmlLanguage(language)}">
${content}${pressed(words, [...buttons, ...saying.quick], id)}</div>
`;
}

function textOf({ text, sender, isNotice }: TextSaying): Html {
  if (sender !== undefined || isNotice === true) return html`<p class="said" dir="auto">${linked(text)}</p>\n`;
  return html`<div class="lead prose">${prose(text)}</div>\n`;
}

function answered({ reply }: Bundle, words: PageWords): Html {
  const { lead, quotations, language } = reply;
  return html`<div class="lead prose ${reply.outcome}">${prose(lead)}</div>
${quotations.map((quoted) => quotation(quoted, words, language))}${comparison(reply.comparison, words, language)}${further(reply, words)}`;
}

/** Folded away: what comes near would bury what answers. */
function further({ further: { title, quotations }, language }: BundleReply, words: PageWords): Html | undefined {
  if (quotations.length === 0) return undefined;
  return html`<details class="further"><summary><span>${ruby(title)}</span></summary>
${quotations.map((quoted) => quotation(quoted, words, language))}</details>
`;
}

/** What can be done, then what can be asked. */
function pressed({ answer, talk }: PageWords, buttons: readonly Button[], id: string): Html | undefined {
  const [questions, acts] = [buttons.filter(isQuestion), buttons.filter((button) => !isQuestion(button))];
  if (buttons.length === 0) return undefined;
  const list = html`<ul class="actions" role="list" aria-label="${withoutReadings(answer.actions)}">${acts.map(
    (button) => html`<li>${pressable(button, button.press.act === "helpful" ? "action rating" : "action")}</li>\n`,
  )}</ul>
`;
  return html`${acts.length > 0 ? list : undefined}${suggestions(
    `${id}-related`,
    talk.related,
    questions.map((button) => pressable(button, "suggestion")),
  )}`;
}

const isQuestion = ({ press }: Button): boolean => press.act === "say";

function pressable({ label, press }: Button, look: string): Html {
  return html`<button type="submit" class="${look}" form="${PRESS_FORM}" name="${PRESS_FIELD}" value="${encoded(press)}" dir="auto">${ruby(label)}</button>`;
}
