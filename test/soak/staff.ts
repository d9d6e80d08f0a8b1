/**
 * The people behind the desk, from a seed: they take cases, write notes, talk in threads, answer and close, each by what
 * the cards in Slack offer. While Slack is away nobody can.
 */

import { randomUUID } from "node:crypto";
import { systemClock } from "../../adapters/world/clock.ts";
import { asFields, asList, objects } from "../fixtures/slack-checks.ts";
import { blockAction, viewSubmission } from "../fixtures/slack-forms.ts";
import type { PersonName } from "../fixtures/slack-server/workspace.ts";
import type { SlackServer } from "../fixtures/slack-server.ts";
import type { Marks } from "./marks.ts";
import type { SlackPostman } from "./slack-postman.ts";
import { caseOf, inChannel, offered, type Shown } from "./slack-reading.ts";

/** `unknown`: sent off, and never acknowledged. */
export type Outcome = "done" | "refused" | "unknown";
export interface Written {
  readonly mark: string;
  readonly outcome: Outcome;
}

/** What staff did. */
export interface Deeds {
  /** By kind. */
  readonly counts: Record<string, number>;
  readonly answers: Written[];
  readonly notes: Written[];
  /** Marks of talk in threads. */
  readonly talk: string[];
  /** When each press was made that was acknowledged, by Slack's clock in milliseconds. */
  readonly presses: number[];
}

export interface StaffParts {
  readonly slack: SlackServer;
  readonly post: SlackPostman;
  readonly marks: Marks;
  readonly isAway: () => boolean;
  readonly isOver: () => boolean;
  /** Of one person, from 0 up to but not 1. */
  readonly chanceOf: (person: number) => () => number;
}

const PEOPLE: readonly PersonName[] = ["satou", "suzuki", "tanaka"];
/** Between two acts of one person; all in real milliseconds, for they wait for the machine. */
const PAUSE_MS = 200;
const WINDOW_MS = 1_000;
const LOOK_MS = 20;
const MOST_TRIES = 8;
/** A card is looked for again after that. */
const FRESH_MS = 500;

/** Works until it is over. */
export async function staffAtWork(parts: StaffParts): Promise<Deeds> {
  const deeds: Deeds = { counts: {}, answers: [], notes: [], talk: [], presses: [] };
  const cards = seen(parts.slack);
  await Promise.all(
    PEOPLE.map((name, i) => atWork({ ...parts, deeds, cards, name, chance: parts.chanceOf(i), own: new Set() })),
  );
  return deeds;
}

/** One of them. */
interface Worker extends StaffParts {
  readonly deeds: Deeds;
  /** Of the latest cases. */
  readonly cards: () => Promise<readonly Shown[]>;
  readonly name: PersonName;
  readonly chance: () => number;
  /** Cases that this person took. */
  readonly own: Set<number>;
}

async function atWork(worker: Worker): Promise<void> {
  const { chance, isAway, isOver } = worker;
  while (!isOver()) {
    await systemClock.wait(PAUSE_MS * (0.5 + chance()));
    if (isAway()) continue;
    const what = await acted(worker);
    if (what !== undefined) worker.deeds.counts[what] = (worker.deeds.counts[what] ?? 0) + 1;
  }
}

/** @returns the kind of what was done; undefined for nothing */
async function acted(worker: Worker): Promise<string | undefined> {
  const { chance, own } = worker;
  const cards = await worker.cards();
  const pick = (fits: (card: Shown) => boolean) => oneOf(cards.filter(fits), chance);
  const kind = chance();
  const waiting = pick((card) => offered(card, { act: "take" }) !== undefined);
  if (waiting !== undefined && kind < 0.35) return taken(worker, waiting);
  const mine = pick((card) => own.has(caseOf(card)!) && offered(card, { view: "reply" }) !== undefined);
  const any = pick(() => true);
  const answerable = mine ?? waiting;
  if (answerable !== undefined && kind < 0.65) return answered(worker, answerable);
  if (mine !== undefined && kind < 0.75) return closed(worker, mine);
  if (mine !== undefined && kind < 0.78) return released(worker, mine);
  if (any === undefined) return undefined;
  return kind < 0.88 ? noted(worker, any) : talked(worker, any);
}

const oneOf = <T>(list: readonly T[], chance: () => number): T | undefined => list[Math.floor(chance() * list.length)];

async function taken(worker: Worker, card: Shown): Promise<string> {
  worker.own.add(caseOf(card)!);
  await pressed(worker, card, { act: "take" });
  return "taken";
}

async function released(worker: Worker, card: Shown): Promise<string> {
  worker.own.delete(caseOf(card)!);
  await pressed(worker, card, { act: "release" });
  return "released";
}

async function talked({ slack, name, marks, deeds }: Worker, { ts }: Shown): Promise<string> {
  const mark = marks.internal();
  deeds.talk.push(mark);
  await slack.client(name).chat.postMessage({ channel: slack.channel, thread_ts: ts, text: `どう返しますか ${mark}` });
  return "talk";
}

async function noted(worker: Worker, card: Shown): Promise<string> {
  const view = await windowOf(worker, card, "note");
  if (view === undefined) return "no window";
  const mark = worker.marks.internal();
  const answer = await sentOff(worker, view, `電話で確かめた ${mark}`);
  worker.deeds.notes.push({ mark, outcome: outcomeOf(answer) });
  return "note";
}

async function answered(worker: Worker, card: Shown): Promise<string> {
  const view = await windowOf(worker, card, "reply");
  if (view === undefined) return "no window";
  const mark = worker.marks.answer();
  const written = await sentOff(worker, view, `お待たせしました。${mark} です。`);
  const preview = written?.response_action === "push" ? written.view : undefined;
  // Nothing is sent before it was seen.
  const sent = preview && (await sentOff(worker, { ...preview, view_id: `V${randomUUID()}` }));
  const outcome = preview === undefined ? "refused" : outcomeOf(sent);
  worker.deeds.answers.push({ mark, outcome });
  if (outcome === "done") worker.own.add(caseOf(card)!);
  return "answer";
}

async function closed(worker: Worker, card: Shown): Promise<string> {
  const view = await windowOf(worker, card, "close");
  if (view === undefined) return "no window";
  await sentOff(worker, view);
  return "closed";
}

const outcomeOf = (answer: Answer | undefined): Outcome =>
  answer === undefined ? "unknown" : answer.response_action === "clear" ? "done" : "refused";

/** A window as it stands open. */
interface Window {
  readonly view_id: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly object[];
}
interface Answer {
  readonly response_action?: string;
  readonly view?: Omit<Window, "view_id">;
}

/** @returns undefined where none opened that is for this, or not in time */
async function windowOf(worker: Worker, card: Shown, view: string): Promise<Window | undefined> {
  const { slack, name } = worker;
  const before = new Set(slack.views(name).map(({ view_id }) => view_id));
  await pressed(worker, card, { view });
  const isFor = ({ view_id, callback_id, private_metadata }: Window) =>
    !before.has(view_id) &&
    callback_id === `desk.form.${view}` &&
    JSON.parse(private_metadata.split("\n")[0]!).number === caseOf(card);
  for (let waitedMs = 0; waitedMs < WINDOW_MS; waitedMs += LOOK_MS) {
    const found = slack.views(name).find(isFor);
    if (found !== undefined) return found;
    await systemClock.wait(LOOK_MS);
  }
  return undefined;
}

let lastPress = 0;

async function pressed({ slack, post, name, deeds }: Worker, card: Shown, wanted: { act?: string; view?: string }) {
  const action = offered(card, wanted);
  if (action === undefined) return;
  // Slack's own are to the microsecond, so no two are alike.
  lastPress = Math.max(lastPress + 1, systemClock.now());
  const at = lastPress;
  const body = blockAction({
    user: slack.users[name],
    action: { ...action, action_ts: (at / 1000).toFixed(6) },
    triggerId: await slack.triggerId(name),
    channel: slack.channel,
    message: { ts: card.ts },
  });
  const answer = await post.post(body);
  if (answer !== undefined && wanted.act !== undefined) deeds.presses.push(at);
}

/** Sends a window off, impatiently and again until it is acknowledged. @returns undefined where it never is */
async function sentOff(worker: Worker, window: Window, text?: string): Promise<Answer | undefined> {
  const { slack, post, name, chance } = worker;
  const { view_id: id, callback_id, private_metadata } = window;
  const view = { id, callback_id, private_metadata };
  const values = filledIn(window, text);
  const body = viewSubmission({ user: slack.users[name], view, values, triggerId: await slack.triggerId(name) });
  const isTwice = chance() < 0.2;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const answers = await Promise.all([post.post(body), ...(isTwice ? [post.post(body)] : [])]);
    const [answer] = answers.filter((one) => one !== undefined).toSorted(byLength);
    if (answer !== undefined) return (answer === "" ? {} : JSON.parse(answer)) as Answer;
    await systemClock.wait(100 * tries);
  }
  return undefined;
}

/** Of two answers to the same, what was done tells more than that it cannot be done twice; and it is the shorter. */
const byLength = (a: string, b: string) => a.length - b.length;

function filledIn({ blocks }: Window, text: string | undefined): Record<string, Record<string, object>> {
  const inputs = objects(blocks).filter(({ type }) => type === "input");
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => {
      const { type, action_id, initial_option, initial_options, options } = asFields(element) ?? {};
      const filled = {
        type,
        ...(type === "plain_text_input" && { value: text ?? "" }),
        ...(type === "static_select" && { selected_option: initial_option ?? asList(options)[0] }),
        ...(type === "checkboxes" && { selected_options: initial_options ?? [] }),
      };
      return [String(block_id), { [String(action_id)]: filled }];
    }),
  );
}

/** The latest cards, asked for now and then only. */
function seen(slack: SlackServer): Worker["cards"] {
  let known: readonly Shown[] = [];
  let at = 0;
  return async () => {
    if (systemClock.now() - at < FRESH_MS) return known;
    at = systemClock.now();
    known = (await inChannel(slack, 1)).filter((shown) => caseOf(shown) !== undefined);
    return known;
  };
}
