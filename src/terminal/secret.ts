/**
 * Asks for what must not be seen: typed at a terminal without being shown, or read from a pipe, a line each.
 */

import { text } from "node:stream/consumers";
import type { ReadStream } from "node:tty";

const [INTERRUPT, END] = ["\u0003", "\u0004"];
const ERASE = /[\u007f\b]/u;
const ENTER = /[\r\n]/u;

/** @param show - where the question is written, and what is typed is not */
export function secrets(input: ReadStream, show: (text: string) => void): (question: string) => Promise<string> {
  let piped: Promise<string[]> | undefined;
  return async (question) => {
    if (input.isTTY) return typed(input, show, question);
    piped ??= text(input).then((all) => all.split(/\r?\n/u));
    return (await piped).shift() ?? "";
  };
}

function typed(input: ReadStream, show: (text: string) => void, question: string): Promise<string> {
  show(question);
  input.setRawMode(true);
  input.setEncoding("utf8");
  return new Promise((resolve) => {
    let line = "";
    const end = (settle: () => void) => {
      input.setRawMode(false);
      input.pause();
      input.off("data", read);
      show("\n");
      settle();
    };
    const read = (chunk: string) => {
      for (const letter of chunk) {
        if (letter === INTERRUPT) return end(() => process.kill(process.pid, "SIGINT"));
        if (letter === END || ENTER.test(letter)) return end(() => resolve(line));
        line = ERASE.test(letter) ? [...line].slice(0, -1).join("") : line + letter;
      }
    };
    input.on("data", read);
    input.resume();
  });
}
