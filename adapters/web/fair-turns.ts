/**
 * Lets nobody's haste make others wait: what is sent faster than people can look at pages stands in line, and is let in
 * at that pace.
 *
 * A city hall is one address. So whoever is known, signed in to the console or in a conversation that has begun, has a
 * line of their own, and only those who are new share the line of their network. What is counted is what it costs the one
 * processor: a look for what is new next to nothing, a long conversation as much as several short pages. So even a machine
 * which sends as fast as it can leaves most of it to everybody else, and waits for itself alone. It might begin
 * conversation after conversation to have many lines. So while the processor has little room, all of a network share one
 * line, in which each is let in after the other, whoever has sent the most.
 */

import { createHash } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { network } from "./network.ts";

export interface FairTurnsOptions {
  /** The processor has little room. */
  readonly isBusy: () => boolean;
  /** Pages of {@link PAGE_BYTES} of one network, in the long run: a class that opens them at once. */
  readonly perSecond?: number;
  /** The same at once, after a while of less. */
  readonly burst?: number;
  /** That stand in line; what comes then is refused with 503. */
  readonly longest?: number;
  /** The same three of one who is known: open pages that look for what is new, and more clicks than anybody makes. */
  readonly own?: Pace;
}

type Pace = Readonly<Record<"perSecond" | "burst" | "longest", number>>;

interface Line {
  readonly pace: Pace;
  /** Pages that are let in at once, below 0 where the last cost more than there was; and when they were counted. */
  free: number;
  at: number;
  /** By whom they were sent, in the order of their turns. */
  readonly waiting: Map<string, (() => void)[]>;
  waits: number;
}

/** Lines that are remembered before those are forgotten that have been quiet; so many browsers are known. */
const MANY = 5_000;

/** Bytes that cost as much as a page does, for making them takes the time. */
const PAGE_BYTES = 20_000;
/** Of a page, what a request costs that is answered with nothing. */
const LEAST = 0.2;
/** In pages, what a question costs that is kept and answered. */
const QUESTION = 12;
/** Files that are ready cost next to nothing, and a first visit asks for many; but nobody has the processor for them alone. */
const FILE = 0.1;

const OWN: Pace = { perSecond: 20, burst: 30, longest: 60 };

/** Those whom nobody knows, within the line of their network. */
const NEW = "";

/** Among the locals of a response: remembers whose the cookies of its request are. */
const REMEMBER = "fairTurns";
const QUESTIONED = "fairTurnsQuestion";

export function fairTurns(options: FairTurnsOptions): RequestHandler {
  const { isBusy, perSecond = 200, burst = 100, longest = 500, own = OWN } = options;
  const ofNetwork: Pace = { perSecond, burst, longest };
  const lines = new Map<string, Line>();
  const known = new Map<string, string>();

  function lineOf(key: string, pace: Pace): Line {
    const old = lines.get(key);
    if (old !== undefined) return counted(old);
    if (lines.size >= MANY)
      for (const [other, line] of lines) if (counted(line).free === line.pace.burst) lines.delete(other);
    const line = { pace, free: pace.burst, at: performance.now(), waiting: new Map(), waits: 0 };
    lines.set(key, line);
    return line;
  }

  function remember(cookies: string, who: string): void {
    known.delete(cookies);
    const [oldest] = known.keys();
    if (known.size >= MANY && oldest !== undefined) known.delete(oldest);
    known.set(cookies, who);
  }

  return (request, response, pass) => {
    const cookies = cookiesOf(request);
    if (cookies !== undefined) response.locals[REMEMBER] = (who: string) => remember(cookies, who);
    const who = (cookies && known.get(cookies)) ?? NEW;
    const hasOwn = who !== NEW && !isBusy();
    const line = hasOwn ? lineOf(`of ${who}`, own) : lineOf(network(request.ip ?? ""), ofNetwork);
    const begin = () => {
      if (response.destroyed) return;
      // Before anybody knows what it costs it counts as a page.
      line.free -= 1;
      response.once("close", () => {
        counted(line).free += 1 - costOf(request, response);
      });
      pass();
    };
    if (line.waits === 0 && line.free >= 1) return begin();
    if (line.waits >= line.pace.longest) return void response.status(503).set("Retry-After", "5").end();
    stand(line, who, begin);
  };
}

/** From now on what comes with the same cookies counts for them alone. @param who - a session or conversation that there is */
export function knownAs({ res }: Request, who: string): void {
  const remember = res?.locals[REMEMBER] as ((who: string) => void) | undefined;
  remember?.(who);
}

/** What came with this request is worked on by itself, which costs more than the page that says so. */
export function costsQuestion({ res }: Request): void {
  if (res !== undefined) res.locals[QUESTIONED] = true;
}

function costOf({ path }: Request, response: Response): number {
  if (path.startsWith("/assets/")) return FILE;
  const bytes = Number(response.getHeader("content-length") ?? 0);
  return LEAST + bytes / PAGE_BYTES + (response.locals[QUESTIONED] === true ? QUESTION : 0);
}

/** A digest, for they are secrets and may be long; undefined where there is none. */
const cookiesOf = ({ headers: { cookie } }: Request): string | undefined =>
  cookie === undefined ? undefined : createHash("sha256").update(cookie).digest("base64url");

function counted(line: Line): Line {
  const now = performance.now();
  line.free = Math.min(line.pace.burst, line.free + ((now - line.at) * line.pace.perSecond) / 1000);
  line.at = now;
  return line;
}

function stand(line: Line, who: string, begin: () => void): void {
  const behind = line.waiting.get(who) ?? [];
  behind.push(begin);
  line.waiting.set(who, behind);
  line.waits += 1;
  if (line.waits === 1) later(line);
}

/** Lets those in whose turn it is, and looks again when it is that of the next. */
function later(line: Line): void {
  setTimeout(() => {
    counted(line);
    while (line.free >= 1 && line.waits > 0) next(line)();
    if (line.waits > 0) later(line);
  }, 1000 / line.pace.perSecond);
}

/** Takes the first of the one whose turn it is, who then goes behind all others. */
function next(line: Line): () => void {
  const [who, mine] = line.waiting.entries().next().value!;
  line.waiting.delete(who);
  line.waits -= 1;
  const first = mine.shift()!;
  if (mine.length > 0) line.waiting.set(who, mine);
  return first;
}
