/**
 * What thousands of residents write, from a seed: mostly questions, now and then something else. Some of them ask for a
 * person, write on in their case, take lines back and withdraw.
 */

import type { Built, LineEvents } from "../fixtures/line-server/events.ts";
import { userId } from "../fixtures/line-server/events.ts";

/** What must become of an event; `either`: who has the case decides whether the desk answers. */
export type Expected = "answered" | "silent" | "dead" | "either";

export interface Sent {
  readonly event: Built;
  readonly expected: Expected;
}

export interface ResidentsParts {
  readonly events: LineEvents;
  /** From 0 up to but not 1. */
  readonly chance: () => number;
  /** Who never ask for a person, and who do. */
  readonly residents: number;
  readonly seekers: number;
  /** The data of the button by which somebody may withdraw their case, as it arrived last. */
  readonly withdrawal: (user: string) => string | undefined;
  /** The picture of this message can be had from LINE. */
  readonly pictured: (message: string) => void;
}

const QUESTIONS = [
  "小平市の協働とは何ですか",
  "国立市ではどんな団体と協働できますか",
  "日野市の協働の原則は",
  "小金井市で事業を提案したい",
  "国分寺市の評価の方法は",
  "町内会でも協働できる？",
  "how do I propose a project in Kodaira",
  "しみんかつどう って なに？",
  "こんにちは",
  "ありがとう",
  "ほかの市と比べて",
  "もっと詳しく",
  "駐車場はどこですか",
];
const WISHES = ["人と話したい", "担当者につないでください", "I want to talk to a person"];
const SEEKERS_SHARE = 0.2;

/** One after the other. */
export function residents(parts: ResidentsParts): () => Sent {
  const { events, chance, residents, seekers } = parts;
  const people = Array.from({ length: seekers }, (_, i) => seeker(parts, userId(residents + 1 + i)));
  return () => {
    if (chance() < SEEKERS_SHARE) return people[Math.floor(chance() * seekers)]!();
    const user = userId(1 + Math.floor(chance() * residents));
    const kind = chance();
    if (kind < 0.03) return { event: events.sticker(user), expected: "answered" };
    if (kind < 0.05) return { event: events.image(user), expected: "answered" };
    if (kind < 0.07) return { event: events.unsend(user, "499999999999999999"), expected: "silent" };
    if (kind < 0.08) return { event: events.novel(user, "somethingNew"), expected: "silent" };
    if (kind < 0.085) return { event: poison(events.text(user, "読めない")), expected: "dead" };
    if (kind < 0.1) return { event: events.postback(user, "foreign"), expected: "answered" };
    return { event: events.text(user, oneOf(QUESTIONS, chance)), expected: "answered" };
  };
}

/** Somebody who wants a person before anything else. */
function seeker({ events, chance, withdrawal, pictured }: ResidentsParts, user: string): () => Sent {
  let hasAsked = false;
  let lines = 0;
  const sent: string[] = [];
  const said = (event: Built): Sent => {
    sent.push(messageOf(event));
    return { event, expected: "either" };
  };
  const wish = () => {
    hasAsked = true;
    return said(events.text(user, oneOf(WISHES, chance)));
  };
  return () => {
    const kind = chance();
    if (!hasAsked) return wish();
    if (kind < 0.15) {
      const event = events.image(user);
      pictured(messageOf(event));
      return said(event);
    }
    if (kind < 0.2) return said(events.sticker(user));
    // Also what was taken back before.
    if (kind < 0.35) return { event: events.unsend(user, oneOf(sent, chance)), expected: "silent" };
    if (kind < 0.4) return wish();
    const data = withdrawal(user);
    if (kind < 0.48 && data !== undefined) {
      hasAsked = false;
      return { event: events.postback(user, data), expected: "either" };
    }
    lines += 1;
    return said(events.text(user, `会場の件、続きがあります（${lines}）`));
  };
}

const oneOf = <T>(list: readonly T[], chance: () => number): T => list[Math.floor(chance() * list.length)]!;
const messageOf = (event: Built): string => (event as { readonly message?: { readonly id: string } }).message?.id ?? "";

/** A message event without its message: no version of the desk can read it. */
function poison(event: Built): Built {
  return { ...event, message: { type: "text" } } as unknown as Built;
}
