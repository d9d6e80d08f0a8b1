/**
 * Talks to Slack: shows staff what happens, changes it in place, takes it away, and knows who they are.
 *
 * Slack has no key that makes a second try harmless, so each message carries a mark, and a try that follows one of which
 * nobody knows what became looks for it first. See `standing.ts` for what stands under a key and `talk.ts` for a try.
 */

import { DeskError } from "../../src/errors.ts";
import { LATE, within } from "../../src/ports/calls.ts";
import type { Call, Delivery, StaffChannel } from "../../src/ports/channel.ts";
import { placeOf } from "../../src/ports/staff.ts";
import type { Clock } from "../../src/ports/world.ts";
import {
  type CaseNumber,
  type Finding,
  isForStaff,
  type Peer,
  type Place,
  type Post,
  type Posted,
  type StaffSaying,
} from "../../src/records.ts";
import type { SlackMessage } from "./blocks/blocks.ts";
import { findingMessages } from "./blocks/finding.ts";
import { asking } from "./calls/asking.ts";
import type { SlackClient } from "./calls/client.ts";
import { troubles } from "./calls/delivery.ts";
import { lookBack } from "./calls/look-back.ts";
import { pacer } from "./calls/pace.ts";
import { people } from "./calls/people.ts";
import { post, takeAway } from "./calls/posting.ts";
import { publish, whisper } from "./calls/private.ts";
import { type Standing, type StandingParts, standing, type Thread } from "./calls/standing.ts";
import { Ended, SEND_MS, type Talk, talk } from "./calls/talk.ts";
import { incoming } from "./receive.ts";
import { homeView, whisperMessages } from "./render.ts";

export { type SlackClient, slackClient } from "./calls/client.ts";

export interface SlackChannelParts extends Omit<StandingParts, "clock" | "self"> {
  readonly client: SlackClient;
  readonly clock: Clock;
  /** As whom the desk speaks in Slack; undefined while nobody knows. */
  readonly self?: (() => string | undefined) | undefined;
}

export function slackChannel(parts: SlackChannelParts): StaffChannel {
  const { client, channel, clock, log, self = () => undefined } = parts;
  const ask = asking(clock, log);
  const inTheWay = troubles(clock);
  const common = { client, channel, ask, troubles: inTheWay, clock };
  const talking = { ...common, pacer: pacer(clock) };
  const gone = removals();
  return {
    name: "slack",
    of: "staff",
    tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
    incoming,
    person: people(common),
    trouble: inTheWay.now,
    async send(call) {
      const sent = await within(clock, SEND_MS, async (signal): Promise<Delivery> => {
        const tried = talk(talking, call.triedSince, signal);
        try {
          return await shown({ ...parts, self, talk: tried, stands: standing({ ...parts, self }, tried), gone }, call);
        } catch (error) {
          if (error instanceof Ended) return error.delivery;
          throw error;
        }
      });
      return sent === LATE ? { kind: "unknown", reason: "timeout" } : sent;
    },
  };
}

interface Try extends SlackChannelParts {
  readonly self: () => string | undefined;
  readonly talk: Talk;
  readonly stands: Standing;
  readonly gone: Removals;
}
type Sent = Extract<Delivery, { kind: "sent" }>;

/** @throws Ended */
async function shown(trying: Try, { to, sayings, by }: Call): Promise<Sent> {
  const posted: Posted[] = [];
  const removed: string[] = [];
  const key = by.kind === "push" ? by.retryKey : by.token;
  for (const [n, saying] of sayings.entries()) {
    // A channel of staff is handed nothing for residents: it would not know how to show it.
    if (!isForStaff(saying))
      throw new DeskError("channel-refused", "What is for residents was about to be sent to staff");
    const done = await one(trying, saying, { to, key: `${key}:${n}` });
    posted.push(...(done.posted ?? []));
    removed.push(...(done.removed ?? []));
  }
  return { kind: "sent", posted, removed };
}

interface Where {
  readonly to: Peer;
  /** The same for every try. */
  readonly key: string;
}

const SENT: Sent = { kind: "sent" };

async function one(trying: Try, saying: StaffSaying, where: Where): Promise<Sent> {
  if (saying.kind === "finding") return found(trying, saying, where);
  const { post: shown } = saying;
  switch (shown.what) {
    case "home":
      return home(trying, shown);
    case "whisper":
      return told(trying, shown);
    case "removal":
      return removal(trying, shown.keys, where.key);
    default:
      return { kind: "sent", posted: await trying.stands.show(shown) };
  }
}

async function home({ talk, read, words }: Try, shown: Extract<Post, { what: "home" }>): Promise<Sent> {
  const content = await read(shown);
  if (content?.what === "home") await publish(talk, shown.staff, homeView(content.home, words));
  return SENT;
}

async function told({ talk, read, words, log }: Try, shown: Extract<Post, { what: "whisper" }>): Promise<Sent> {
  if (talk.triedSince !== undefined) return SENT;
  const content = await read(shown);
  if (content?.what !== "whisper") return SENT;
  const { staff, place } = shown;
  const messages = whisperMessages(content.say, content.staffName, words);
  return toldOnce(() => whisper(talk, log, { staff, place, messages }));
}

/** Where the desk was not invited it can show nothing: who wanted it to is told what to do. */
async function notInvited({ talk, words, log }: Try, staff: string): Promise<Sent> {
  const messages = whisperMessages({ kind: "not-invited" }, undefined, words);
  return toldOnce(() => whisper(talk, log, { staff, place: undefined, messages }));
}

/** Nobody can look whether it was seen, and to be told twice is worse than not at all. */
async function toldOnce(tell: () => Promise<void>): Promise<Sent> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof Ended) || error.delivery.kind !== "unknown") throw error;
  }
  return SENT;
}

async function found(trying: Try, finding: Finding, { to, key }: Where): Promise<Sent> {
  const messages = findingMessages(finding, trying.words);
  const { talk, log } = trying;
  if (to.startsWith("user:")) {
    if (talk.triedSince !== undefined) return SENT;
    return toldOnce(() => whisper(talk, log, { staff: to.slice("user:".length), place: undefined, messages }));
  }
  const { place, conversation, posted } = await placed(trying, to);
  let parts: Awaited<ReturnType<typeof inParts>> = [];
  try {
    if (place !== undefined) parts = await inParts(trying, place, { key, messages });
  } catch (error) {
    if (!(error instanceof Ended) || error.delivery.kind !== "refused" || finding.sharedBy === undefined) throw error;
    return notInvited(trying, finding.sharedBy);
  }
  // What stands in the thread of a case goes with it; elsewhere nothing of a finding is taken away.
  const stand = conversation === undefined ? [] : parts.map((part) => ({ ...part, conversation }));
  return { kind: "sent", posted: [...posted, ...stand] };
}

/** Where a peer is, with what had to be posted for it. */
async function placed(
  { channel, stands }: Try,
  to: Peer,
): Promise<{ readonly place: Place | undefined } & Pick<Thread, "conversation" | "posted">> {
  if (!to.startsWith("case:")) {
    return { place: placeOf(to) ?? { channel, thread: undefined }, conversation: undefined, posted: [] };
  }
  const under = await stands.thread(Number(to.slice("case:".length)) as CaseNumber);
  return under ?? { place: undefined, conversation: undefined, posted: [] };
}

/**
 * Several messages that are one: each has its own mark, so that a try goes on where the last one ended.
 *
 * @returns where each of them stands
 */
async function inParts(
  { talk, log, self, channel, clock }: Try,
  place: Place,
  { key, messages }: { readonly key: string; readonly messages: readonly SlackMessage[] },
): Promise<Omit<Posted, "conversation">[]> {
  const since = talk.triedSince;
  const isOfDesk = place.channel === channel;
  const before = since === undefined ? undefined : await lookBack(talk, { ...place, since, self: self(), isOfDesk });
  const parts: Omit<Posted, "conversation">[] = [];
  for (const [n, message] of messages.entries()) {
    const mark = { key: `${key}:${n}`, digest: "", at: clock.now() };
    const id = before?.message(mark.key)?.message ?? (await post(talk, log, { message, place, isOfDesk, mark }));
    if (id === undefined) throw new Ended({ kind: "refused", status: 400 });
    const at = { channel: place.channel, message: id, file: undefined, at: mark.at };
    parts.push({ ...at, key: `finding:${mark.key}`, digest: mark.digest });
  }
  return parts;
}

/** What was taken away at earlier tries of the same row, as long as it is not done. */
interface Removals {
  of(key: string): Set<string>;
  done(key: string): void;
}

/** A row that names much takes several tries. */
const MOST_ROWS = 1_000;

function removals(): Removals {
  const rows = new Map<string, Set<string>>();
  return {
    of(key) {
      const known = rows.get(key) ?? new Set();
      if (rows.size >= MOST_ROWS) rows.clear();
      rows.set(key, known);
      return known;
    },
    done: (key) => void rows.delete(key),
  };
}

/** Marks what staff did: their messages are theirs, and only that it is known of ends. */
const OF_STAFF = /^(?:source|form):/u;

async function removal(trying: Try, keys: readonly string[], row: string): Promise<Sent> {
  const { posted, gone } = trying;
  const away = gone.of(row);
  let refused: Ended | undefined;
  for (const key of keys.filter((key) => !away.has(key))) {
    const stands = await posted(key);
    const refusal = stands === undefined || OF_STAFF.test(key) ? undefined : await takenAway(trying, stands);
    refused ??= refusal;
    if (refusal === undefined) away.add(key);
  }
  if (refused !== undefined) throw refused;
  gone.done(row);
  return { kind: "sent", removed: keys };
}

/** @returns that Slack does not let go of it, for then what remains is to go all the same. @throws Ended for all else */
async function takenAway({ talk }: Try, stands: Posted): Promise<Ended | undefined> {
  try {
    await takeAway(talk, stands, stands.file);
    return undefined;
  } catch (error) {
    if (error instanceof Ended && error.delivery.kind === "refused") return error;
    throw error;
  }
}
