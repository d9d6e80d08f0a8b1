/**
 * Somebody with LINE on the phone: writes, presses what is offered, and reads what arrives.
 */

import { expect } from "vitest";
import type { Built, From, TextFacts } from "../fixtures/line-server/events.ts";
import type { Arrival } from "../fixtures/line-server/memory.ts";
import type { LineServer } from "../fixtures/line-server.ts";

export interface ResidentParts {
  readonly line: LineServer;
  readonly deliver: (...events: readonly Built[]) => Promise<void>;
}

export interface Resident {
  readonly id: string;
  /** @returns what arrived since the last look, as {@link Resident.reads} */
  writes(text: string, facts?: TextFacts): Promise<string>;
  /** Presses what bears this label in the latest message that has one. */
  presses(label: string): Promise<string>;
  sends(event: Built): Promise<string>;
  /** The words of what arrived since the last look, a message a paragraph; `""` for silence. */
  reads(): string;
  arrivals(): Arrival[];
  /** Labels of everything that can be pressed in the latest message. */
  offers(): string[];
}

interface Action {
  readonly type: string;
  readonly label: string;
  readonly data?: string;
  readonly text?: string;
}

/** @param from - a user's id; in a group the group's arrivals are read */
export function residentOf(id: string, { line, deliver }: ResidentParts, from: From = id): Resident {
  let looked = 0;
  const arrivals = () => line.arrivals(id);
  const reads = () => {
    const fresh = arrivals().slice(looked);
    looked += fresh.length;
    return fresh.map(({ message }) => wordsOf(message)).join("\n\n");
  };
  async function sends(event: Built): Promise<string> {
    await deliver(event);
    return reads();
  }
  return {
    ...{ id, sends, reads, arrivals },
    writes: (text, facts) => sends(line.events.text(from, text, facts)),
    presses(label) {
      const action = arrivals()
        .flatMap(({ message }) => actionsIn(message))
        .findLast((one) => one.label === label);
      if (action === undefined) return expect.unreachable(`「${label}」 is not offered`);
      const { data, text } = action;
      return sends(text === undefined ? line.events.postback(from, data ?? "") : line.events.text(from, text));
    },
    offers: () => actionsIn(arrivals().at(-1)?.message).map(({ label }) => label),
  };
}

/** What is read or heard of a message. */
function wordsOf(message: Arrival["message"]): string {
  if (message.type === "text" && "text" in message) return String(message.text);
  if (message.type === "flex" && "altText" in message) return String(message.altText);
  return expect.unreachable(`a message of type ${message.type}`);
}

/** Every action at any depth. */
function actionsIn(part: unknown): Action[] {
  if (typeof part !== "object" || part === null) return [];
  const inner = Object.entries(part).flatMap(([key, value]) => (key === "action" ? [] : actionsIn(value)));
  const own = "action" in part && !Array.isArray(part) ? [part.action as Action] : [];
  return [...own, ...inner];
}
