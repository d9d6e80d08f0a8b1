/**
 * What was said in a case and done to it → HTML. Pure.
 *
 * Links to files carry the number of the case and the file's random id, never the name that a sender gave it.
 */

import type { CaseEntry, ConsoleCase } from "../../../../src/ports/console/cases.ts";
import type { ConsoleWords } from "../../../../src/ports/console/words.ts";
import { passagePath } from "../../../../src/ports/texts.ts";
import type { CaseMove, CitedSection, Media, Message } from "../../../../src/records.ts";
import { type Html, html } from "../../html.ts";
import type { Visit } from "../route.ts";
import { isInline } from "./case-media.ts";

/** Told by the message that they brought. */
const TOLD_BY_MESSAGE: readonly CaseMove[] = ["answer", "resident-writes"];

export interface EntriesParts {
  readonly words: ConsoleWords;
  readonly visit: Visit;
  readonly found: ConsoleCase;
  /** Answers may be corrected. */
  readonly isCorrectable: boolean;
}

/** Whoever listens hears of what is added, and of nothing else. */
export function conversation(parts: EntriesParts): Html {
  const { words, visit, found } = parts;
  const { page } = words.cases;
  const { entries, earlier, skipped, card } = found;
  const address = `${visit.base}/cases/${String(card.case.number)}`;
  const shown = entries.filter((entry) => entry.kind === "message" || !isTold(entry, entries));
  return html`<section class="stack"><h2>${page.conversation}</h2>
${earlier === undefined ? undefined : html`<p><a href="${address}?skip=${String(earlier)}">${page.earlier}</a></p>`}
${card.isWordless ? html`<p class="hint">${words.case.card.wordless}</p>` : undefined}
<div role="log" aria-live="polite" aria-label="${page.log}">
<ol class="entries" role="list">${shown.map((entry) => (entry.kind === "message" ? messageItem(entry, parts) : eventItem(entry, parts)))}</ol>
</div>
${shown.length === 0 ? html`<p>${page.nothing}</p>` : undefined}
${skipped === 0 ? undefined : html`<p><a href="${address}">${page.later}</a></p>`}</section>`;
}

type MessageEntry = Extract<CaseEntry, { kind: "message" }>;
type EventEntry = Extract<CaseEntry, { kind: "event" }>;

const isTold = ({ event: { move, message } }: EventEntry, entries: readonly CaseEntry[]): boolean =>
  TOLD_BY_MESSAGE.includes(move) && entries.some((entry) => entry.kind === "message" && entry.message.id === message);

function messageItem(entry: MessageEntry, parts: EntriesParts): Html {
  const { words, found } = parts;
  const { message, staffName, fate } = entry;
  const { page, outcomes } = words.cases;
  const badges = [
    ...(message.outcome === undefined ? [] : [outcomes[message.outcome]]),
    ...(message.isPrivate ? [page.isPrivate] : []),
  ];
  return html`<li id="m-${message.id}" class="entry by-${message.author}">
<p class="entry-head"><b>${authorOf(message, staffName, words)}</b> ${moment(message.at, words)}${badges.map((badge) => html` <span class="badge">${badge}</span>`)}</p>
${said(message, found.card.isWordless, words)}${fileOf(entry.file, parts)}${sources(message.sections, words)}${
  fate === undefined ? undefined : html`<p class="hint">${words.case.thread.fate(fate)}</p>\n`
}${correctionOf(message, parts)}</li>
`;
}

function authorOf({ author, staff }: Message, staffName: string | undefined, { case: words }: ConsoleWords): string {
  return author === "person" ? words.thread.answer(staffName ?? staff ?? words.names.somebody) : words.names[author];
}

function said({ text, isUnsent, media, author }: Message, isWordless: boolean, { cases: { page } }: ConsoleWords) {
  if (isUnsent) return html`<p class="hint">${page.unsent}</p>\n`;
  if (text !== "") return html`<p class="as-written" dir="auto">${text}</p>\n`;
  return media !== undefined || (isWordless && author === "resident")
    ? undefined
    : html`<p class="hint">${page.noText}</p>\n`;
}

function fileOf(file: Media | undefined, { words, visit, found }: EntriesParts): Html | undefined {
  if (file === undefined) return undefined;
  const { page } = words.cases;
  const address = `${visit.base}/cases/${found.card.case.number}/media/${file.id}`;
  const name = html`${page.file(file.type, file.bytes)}${file.name === "" ? undefined : html` <bdi>${file.name}</bdi>`}`;
  if (!isInline(file.type)) return html`<p><a href="${address}" download>${name} ${page.save}</a></p>\n`;
  return html`<p><a class="photo" href="${address}"><img src="${address}" alt="${page.photo}" loading="lazy"></a> ${name}</p>\n`;
}

export function sources(sections: readonly CitedSection[], { cases: { page } }: ConsoleWords): Html | undefined {
  if (sections.length === 0) return undefined;
  const item = ({ passage, source }: CitedSection) => html`<li><a href="${passagePath(passage)}">${source}</a></li>`;
  return html`<div class="sources"><p>${page.sources}</p><ul>${sections.map(item)}</ul></div>\n`;
}

function correctionOf({ id, author, staff }: Message, { words, visit, found, isCorrectable }: EntriesParts) {
  if (!isCorrectable || author !== "person" || staff !== visit.by.id) return undefined;
  const address = `${visit.base}/cases/${found.card.case.number}?correct=${encodeURIComponent(id)}#reply`;
  return html`<p><a href="${address}">${words.case.buttons.correct}</a></p>\n`;
}

function eventItem({ event, actorName, toName }: EventEntry, { words, found }: EntriesParts): Html {
  const { names, thread } = words.case;
  const { actor, move, text } = event;
  const by = actor.kind === "staff" ? (actorName ?? names.somebody) : names[actor.kind];
  const told = thread.event({ event, on: found.card.case, by, to: toName ?? names.somebody });
  const spoken = move === "note" ? text : move === "rate" && text === "" ? found.card.case.ratingWord : "";
  return html`<li class="entry event${move === "note" ? " note" : ""}">
<p class="entry-head">${moment(event.at, words)} ${told}</p>
${spoken === "" ? undefined : html`<p class="as-written" dir="auto">${spoken}</p>\n`}</li>
`;
}

export const moment = (at: number, { case: { time } }: ConsoleWords): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${time(at)}</time>`;
