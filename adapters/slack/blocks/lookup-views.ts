/**
 * Windows of those who look something up → Slack's views. Pure.
 */

import type { KnownBlock, ModalView } from "@slack/types";
import type { LookupWords } from "../../../src/ports/lookup-words.ts";
import type { Reading, StaffView } from "../../../src/ports/staff.ts";
import { TITLE_UNITS } from "../limits.ts";
import {
  actions,
  context,
  fits,
  fitted,
  headed,
  header,
  plainText,
  preformatted,
  quoteLines,
  sections,
  textLines,
  VIEW_ROOM,
} from "./blocks.ts";
import { askedBlocks, type FindingWords, findingButtons, findingGroups, inFull } from "./finding.ts";

/** What these windows show. */
export type LookupView = Extract<StaffView, { view: "section" | "wordings" | "finding" }>;

export function lookupView(view: LookupView, around: FindingWords): ModalView {
  const words = around.lookup;
  const blocks = blocksOf(view, around);
  return {
    type: "modal",
    title: plainText(words.titles[view.view], TITLE_UNITS),
    close: plainText(words.close, TITLE_UNITS),
    blocks: blocks.length > 0 ? blocks : sections(words.nothing),
  };
}

function blocksOf(view: LookupView, around: FindingWords): KnownBlock[] {
  const words = around.lookup;
  switch (view.view) {
    case "section":
      return readingBlocks(view.reading, around);
    case "wordings":
      return wordingBlocks(view, words);
    case "finding": {
      const { finding } = view;
      const buttons = actions(findingButtons(finding, words, "window"));
      const blocks = [...findingGroups(finding, around, "window").flat(), ...buttons];
      return fitted(blocks, words.cut, VIEW_ROOM);
    }
    default:
      return view satisfies never;
  }
}

/**
 * A stretch of a guideline, the passage that was quoted beside a bar; where a window cannot hold all of it, the part
 * around that passage.
 */
function readingBlocks({ passage, source, passages }: Reading, words: FindingWords): KnownBlock[] {
  const { lookup } = words;
  const groups = passages.map(({ sectionPath, lines, isAsked }, n) => {
    const heading = passages[n - 1]?.sectionPath === sectionPath ? [] : headed(sectionPath);
    return [...heading, ...(isAsked ? quoteLines(lines) : textLines(lines))];
  });
  const head = context([lookup.source(source)], inFull(passage, words));
  const cut = context([lookup.cut]);
  const all = groups.flat();
  if (fits([...head, ...all], VIEW_ROOM)) return [...head, ...all];
  const asked = Math.max(
    0,
    passages.findIndex(({ isAsked }) => isAsked),
  );
  const around = (from: number, to: number) => [
    ...head,
    ...(from > 0 ? cut : []),
    ...groups.slice(from, to).flat(),
    ...(to < groups.length ? cut : []),
  ];
  let [from, to] = [asked, asked + 1];
  for (let grew = true; grew; ) {
    grew = false;
    if (to < groups.length && fits(around(from, to + 1), VIEW_ROOM)) {
      to += 1;
      grew = true;
    }
    if (from > 0 && fits(around(from - 1, to), VIEW_ROOM)) {
      from -= 1;
      grew = true;
    }
  }
  return fitted(around(from, to), lookup.cut, VIEW_ROOM);
}

/** The answer in each language under the language's name, to be copied. */
function wordingBlocks({ asked, wordings }: Extract<LookupView, { view: "wordings" }>, words: LookupWords) {
  const blocks = wordings.flatMap(({ language, text }) => {
    const copied = preformatted(text);
    return copied.length === 0 ? [] : [header(words.languages[language]), ...copied];
  });
  return fitted([...askedBlocks(asked, words), ...blocks], words.cut, VIEW_ROOM);
}
