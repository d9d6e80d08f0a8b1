/**
 * Lets nobody's haste make others wait: of one network one request is worked at a time, and the rest stand in line.
 *
 * Nothing is refused that a city hall's people could send together, and a line costs them little: a page takes a few
 * milliseconds of the one processor, and what is worked side by side only takes longer. Who sends as fast as a machine can
 * waits behind the own requests alone. What waits for an answer of the desk lets the next one in.
 */

import type { Request, RequestHandler, Response } from "express";
import { network } from "./network.ts";

export interface FairTurnsOptions {
  /** That stand in line; what comes then is refused with 503. */
  readonly longest?: number;
  /** So long a request keeps its turn at most, in milliseconds: one that waits for an answer or a slow reader stops nobody. */
  readonly keptMs?: number;
}

export function fairTurns({ longest = 500, keptMs = 100 }: FairTurnsOptions = {}): RequestHandler {
  /** Of each network of which one is worked, those that wait. */
  const lines = new Map<string, (() => void)[]>();

  function next(key: string): void {
    const first = lines.get(key)?.shift();
    if (first === undefined) lines.delete(key);
    else first();
  }

  return ({ ip = "" }: Request, response: Response, pass) => {
    const key = network(ip);
    const line = lines.get(key);
    const begin = () => {
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        // Behind what came from others meanwhile.
        setImmediate(next, key);
      };
      const timer = setTimeout(over, keptMs);
      response.once("finish", over).once("close", over);
      if (response.destroyed) over();
      else pass();
    };
    if (line === undefined) {
      lines.set(key, []);
      begin();
    } else if (line.length < longest) {
      line.push(begin);
    } else {
      response.status(503).set("Retry-After", "5").end();
    }
  };
}
