/**
 * What the desk shows to its people → Slack's messages, windows and pages. Pure, and within every limit of Slack's.
 */

import type { HomeView, ModalView } from "@slack/types";
import type { Fault, Home, PostContent, StaffView } from "../../src/ports/staff.ts";
import type { Whisper } from "../../src/records.ts";
import { fallback, type SlackMessage, sections } from "./blocks/blocks.ts";
import { cardMessage } from "./blocks/card.ts";
import { closeView, dueView, handOnView, noteView, noticeView, previewView, replyView } from "./blocks/case-views.ts";
import { digestMessage, summaryMessage } from "./blocks/digest.ts";
import { findingMessages } from "./blocks/finding.ts";
import { homePage } from "./blocks/home.ts";
import { lookupView } from "./blocks/lookup-views.ts";
import type { SlackWords } from "./blocks/parts.ts";
import { recordView } from "./blocks/record.ts";
import { eventMessage, recallMessage, threadMessage } from "./blocks/thread.ts";

export type { SlackWords } from "./blocks/parts.ts";

/** What stands in a channel; a whisper is one message only where it is no finding: see {@link whisperMessages}. */
export function messageOf(content: Exclude<PostContent, { what: "home" }>, words: SlackWords): SlackMessage {
  const { cases, baseUrl } = words;
  switch (content.what) {
    case "card":
      return cardMessage(content.card, cases, baseUrl);
    case "message":
      return threadMessage(content, cases, baseUrl);
    case "event":
      return eventMessage(content, cases);
    case "recall":
      return recallMessage(content, cases);
    case "digest":
      return digestMessage(content, cases);
    case "summary":
      return summaryMessage(content.summary, cases);
    case "whisper":
      return whisperMessages(content.say, content.staffName, words)[0]!;
    default:
      return content satisfies never;
  }
}

export const homeView = (home: Home, { cases }: SlackWords): HomeView => homePage(home, cases);

/** A preview is to be put on the window in which the answer was written, for closing it leads back there. */
export function modalOf(view: StaffView, words: SlackWords): ModalView {
  const { cases, baseUrl } = words;
  switch (view.view) {
    case "reply":
      return replyView(view, cases);
    case "preview":
      return previewView(view, cases);
    case "note":
      return noteView(view, cases);
    case "close":
      return closeView(view, cases);
    case "hand-on":
      return handOnView(view, cases);
    case "due":
      return dueView(view, cases);
    case "record":
      return recordView(view, cases, baseUrl);
    case "section":
    case "wordings":
    case "finding":
      return lookupView(view, words);
    case "refusal":
      return refusalView(view, words);
    default:
      return view satisfies never;
  }
}

/** Opened at once, for what opens a window lapses within seconds; filled when what it shows is known. */
export const loadingModal = ({ cases }: SlackWords): ModalView => noticeView("loading", cases.windows.loading, cases);

function refusalView({ say, staffName }: Extract<StaffView, { view: "refusal" }>, words: SlackWords): ModalView {
  if (say.kind === "finding") return lookupView({ view: "finding", finding: say }, words);
  return noticeView("refusal", whispered(say, staffName, words), words.cases);
}

/** @returns at least one; several for a long finding */
export function whisperMessages(say: Whisper, staffName: string | undefined, words: SlackWords): SlackMessage[] {
  if (say.kind === "finding") return findingMessages(say, words);
  const text = whispered(say, staffName, words);
  return [{ text: fallback(text), blocks: sections(text) }];
}

function whispered(
  say: Exclude<Whisper, { kind: "finding" }>,
  staffName: string | undefined,
  { lookup, cases, cityName }: SlackWords,
): string {
  switch (say.kind) {
    case "help":
      return lookup.help.join("\n");
    case "home-city":
      return lookup.homeCity(say.city && cityName(say.city));
    case "unknown-city":
      return lookup.unknownCity(say.cities.map(cityName));
    default:
      return cases.whisper(say, staffName);
  }
}

export const faultWords = (fault: Fault, { cases }: SlackWords): string => cases.fault(fault);
