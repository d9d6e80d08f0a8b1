/**
 * What keeps staff from being shown anything in Slack, for the people at the terminal.
 */

import type { KeptTrouble } from "../handoff/trouble.ts";
import { troubleWords } from "../reply/undelivered.ts";
import { time } from "./layout.ts";

export function troubleLines({ code, since, waiting }: KeptTrouble): string[] {
  return [
    `Slack に表示できていません（${time(since)} から）`,
    `  ${troubleWords(code)}`,
    `  表示を待っているもの ${waiting} 件。受付はなくなりません。ここでいつものように続けられます`,
  ];
}
