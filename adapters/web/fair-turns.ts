/**
 * Lets nobody's haste make others wait: what comes from one network faster than its people can look at pages stands in
 * line, and is let in at that pace.
 *
 * Nothing is refused that a city hall's people could send together. A page takes a few milliseconds of the one processor,
 * so that even a machine which sends as fast as it can leaves most of it to everybody else, and waits for itself alone.
 */

import type { Request, RequestHandler } from "express";
import { network } from "./network.ts";

export interface FairTurnsOptions {
  /** Of one network, in the long run: two hundred open pages look for what is new at this pace, each every two seconds. */
  readonly perSecond?: number;
  /** At once, after a while of less. */
  readonly burst?: number;
  /** That stand in line; what comes then is refused with 503. */
  readonly longest?: number;
}

interface Line {
  /** Requests that are let in at once, and when they were counted. */
  free: number;
  at: number;
  readonly waiting: (() => void)[];
}

/** Networks that are remembered before those are forgotten that have been quiet. */
const MANY = 1_000;

/** Files that are ready cost next to nothing, and a first visit asks for many; but nobody has the processor for them alone. */
const SHARE_OF_FILE = 0.1;

export function fairTurns({ perSecond = 100, burst = 150, longest = 500 }: FairTurnsOptions = {}): RequestHandler {
  const lines = new Map<string, Line>();

  function counted(line: Line): Line {
    const now = performance.now();
    line.free = Math.min(burst, line.free + ((now - line.at) * perSecond) / 1000);
    line.at = now;
    return line;
  }

  function lineOf(key: string): Line {
    const known = lines.get(key);
    if (known !== undefined) return counted(known);
    if (lines.size >= MANY) for (const [other, line] of lines) if (counted(line).free === burst) lines.delete(other);
    const line = { free: burst, at: performance.now(), waiting: [] };
    lines.set(key, line);
    return line;
  }

  /** Lets those in whose turn it is, and looks again when it is that of the next. */
  function later(line: Line): void {
    setTimeout(() => {
      counted(line);
      while (line.free >= 1 && line.waiting.length > 0) line.waiting.shift()!();
      if (line.waiting.length > 0) later(line);
    }, 1000 / perSecond);
  }

  return ({ ip = "", path }: Request, response, pass) => {
    const share = path.startsWith("/assets/") ? SHARE_OF_FILE : 1;
    const line = lineOf(network(ip));
    const begin = () => {
      if (response.destroyed) return;
      line.free -= share;
      pass();
    };
    if (line.waiting.length === 0 && line.free >= 1) return begin();
    if (line.waiting.length >= longest) return void response.status(503).set("Retry-After", "5").end();
    line.waiting.push(begin);
    if (line.waiting.length === 1) later(line);
  };
}
