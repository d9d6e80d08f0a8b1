/**
 * Words by which a line is known again wherever it turns up.
 */

/** Among staff alone: a note, talk in a thread. */
const INTERNAL = "naibu";
/** A person's answer to a resident. */
const ANSWER = "kaito";

/** The next word of each kind, never the same twice. */
export interface Marks {
  internal(): string;
  answer(): string;
}

export function marks(): Marks {
  let count = 0;
  const next = (kind: string) => {
    count += 1;
    return `${kind}-${count}`;
  };
  return { internal: () => next(INTERNAL), answer: () => next(ANSWER) };
}

/** Marks in a text, and the button by which a case is withdrawn; joined by spaces. */
export const marked = (text: string): string =>
  [...text.matchAll(/(?:naibu|kaito)-\d+|m1\/withdraw\/\d+/gu)].map(([found]) => found).join(" ");

export const isInternal = (mark: string): boolean => mark.startsWith(`${INTERNAL}-`);
