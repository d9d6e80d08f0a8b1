/**
 * What is new in a conversation → the pieces that htmx puts into the page: at the end of the log, and in place of what
 * changed with it. What was erased must not stay on a page that is open: then all that stands takes the place of the log.
 *
 * What the resident is writing is never touched but by the answer to the form that brought it. Who sent something is shown
 * what came of it; who reads or writes while something arrives stays where they are.
 */

import type { Shown } from "../../../src/records.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { choicesOf, field, folded, hidden, IDS, seen, told } from "./asking.ts";
import { latestOf, state } from "./page.ts";
import { turn, turnId } from "./turns.ts";
import type { TalkView } from "./view.ts";

/** @param view - `entries` are those that the browser does not show yet */
export function talkEntries(frame: Frame, view: TalkView): string {
  const { entries, shown, isSent, isOfButton, isAnew, notice } = view;
  const words = frame.words[shown];
  const turns = entries.map((entry) => turn(frame, shown, entry));
  const log = isAnew || turns.length > 0 ? partial(IDS.log, html`${turns}`, where(view)) : undefined;
  return html`${log}${partial(IDS.seen, seen(view))}
${partial(IDS.state, state(view, words))}${isSent ? partial(IDS.told, html`${told(view, words)}`) : undefined}
${isSent && notice === undefined && !isOfButton ? partial(IDS.field, field(view)) : undefined}${
  isSent ? html`${partial(IDS.askHidden, hidden(view))}${partial(IDS.pressHidden, hidden(view))}` : undefined
}${mayHaveChosen(entries) ? partial(IDS.choices, folded(frame, view, choicesOf(frame, view))) : undefined}`.toString();
}

/** Takes the place of what an element holds, unless told otherwise. */
const partial = (id: string, content: Html, swap = "innerHTML"): Html =>
  html`<hx-partial hx-target="#${id}" hx-swap="${swap}">${content}</hx-partial>`;

function where({ entries, isSent, isAnew }: TalkView): string {
  const latest = isSent ? latestOf(entries) : undefined;
  const swap = isAnew ? "innerHTML" : "beforeend";
  return latest === undefined ? swap : `${swap} show:top showTarget:#${turnId(latest)}`;
}

/** City and language change by what the desk says, never by a person's answer. */
const mayHaveChosen = (entries: readonly Shown[]): boolean =>
  entries.some(
    ({ what }) =>
      what.by === "desk" && what.sayings.some((saying) => saying.kind === "bundle" || saying.sender === undefined),
  );
