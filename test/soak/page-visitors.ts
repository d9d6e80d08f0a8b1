/**
 * Residents on the page: each sends forms until the desk takes them, some of them twice, whichever process answers.
 */

import { systemClock } from "../../adapters/world/clock.ts";
import { pageBrowser } from "../fixtures/page-browser.ts";
import type { DeskProcess } from "./processes.ts";

export interface PageVisitors {
  /** Words that the desk said it took, each told apart from all others. */
  readonly acknowledged: readonly string[];
  /** Forms that it refused for good, by status: none of these is at fault. */
  readonly refused: readonly string[];
}

export interface PageVisitorsParts {
  readonly desks: readonly Pick<DeskProcess, "origin">[];
  readonly visitors: number;
  /** From 0 up to but not 1, of each visitor by their place. */
  readonly chanceOf: (visitor: number) => () => number;
  readonly isOver: () => boolean;
}

const QUESTIONS = ["小平市の協働とは何ですか", "日野市の協働の原則は", "駐車場はどこですか", "こんにちは"];
/** Real time: between two questions of one visitor, and before what was not taken is sent again. */
const EVERY_MS = 3_500;
const AGAIN_MS = 400;
const TOO_MANY_MS = 3_000;

/** Resolves once nobody writes any more and all that was sent was taken. */
export async function pageVisitors({ desks, visitors, chanceOf, isOver }: PageVisitorsParts): Promise<PageVisitors> {
  const acknowledged: string[] = [];
  const refused: string[] = [];
  let turn = 0;
  const place = () => {
    turn += 1;
    return desks[turn % desks.length]!.origin;
  };

  async function visiting(visitor: number): Promise<void> {
    const chance = chanceOf(visitor);
    // Of an address of their own: so many who begin at once from one would have to wait.
    const browser = pageBrowser({ origin: place(), from: `127.0.1.${visitor + 1}` });
    await systemClock.wait(EVERY_MS * chance());
    for (let count = 0; !isOver(); count += 1) {
      const words = `${QUESTIONS[Math.floor(chance() * QUESTIONS.length)]!}（${visitor}の${count}）`;
      const body = browser.form((await untilTaken(() => browser.get("/"), 200)).text, words);
      const { status } = await untilTaken(() => browser.post("/", body, place()), 303);
      if (status === 303) acknowledged.push(words);
      else refused.push(`${status}: ${words}`);
      // Somebody is impatient, or a browser sends a form again that it was to show.
      if (chance() < 0.1) await browser.post("/", body, place()).catch(() => {});
      await systemClock.wait(EVERY_MS * (0.9 + chance()));
    }
    browser.end();
  }

  await Promise.all(Array.from({ length: visitors }, (_, visitor) => visiting(visitor)));
  return { acknowledged, refused };
}

/** Again while the desk is away, or asks to wait. */
async function untilTaken<Answer extends { readonly status: number }>(
  act: () => Promise<Answer>,
  status: number,
): Promise<Answer> {
  for (;;) {
    const answer = await act().catch(() => undefined);
    if (answer?.status === status) return answer;
    const isLater = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!isLater) return answer;
    await systemClock.wait(answer?.status === 429 ? TOO_MANY_MS : AGAIN_MS);
  }
}
