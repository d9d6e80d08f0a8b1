/**
 * What thousands of residents write: mostly questions, now and then something else, from a seed.
 */

import type { Built, LineEvents } from "../fixtures/line-server/events.ts";
import { userId } from "../fixtures/line-server/events.ts";

/** What must become of an event. */
export type Expected = "answered" | "silent" | "dead";

export interface Sent {
  readonly event: Built;
  readonly expected: Expected;
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

/** @param chance - from 0 up to but not 1 */
export function oneOf(residents: number, events: LineEvents, chance: () => number): Sent {
  const user = userId(1 + Math.floor(chance() * residents));
  const kind = chance();
  if (kind < 0.03) return { event: events.sticker(user), expected: "answered" };
  if (kind < 0.05) return { event: events.image(user), expected: "answered" };
  if (kind < 0.07) return { event: events.unsend(user, "499999999999999999"), expected: "silent" };
  if (kind < 0.08) return { event: events.novel(user, "somethingNew"), expected: "silent" };
  if (kind < 0.085) return { event: poison(events.text(user, "読めない")), expected: "dead" };
  if (kind < 0.1) return { event: events.postback(user, "foreign"), expected: "answered" };
  return { event: events.text(user, QUESTIONS[Math.floor(chance() * QUESTIONS.length)]!), expected: "answered" };
}

/** A message event without its message: no version of the desk can read it. */
function poison(event: Built): Built {
  return { ...event, message: { type: "text" } } as unknown as Built;
}
