/**
 * Counts talks and what the desk said in them, for the figures.
 */

import { counted } from "../handoff/facts.ts";
import type { CityId, Reply } from "../model.ts";
import type { Incoming } from "../ports/channel.ts";
import type { FactKind } from "../records.ts";
import type { Step, Turn } from "./turn.ts";

/** Whoever writes after so long begins a conversation anew: nobody answers any more what was said before. */
export const PAUSE_MS = 86_400_000;

/** Somebody spoke to the desk: what is said among others of a group, or was taken back unread, is not for it. */
export function isSpoken({ kind }: Incoming, { silence }: Step): boolean {
  const isOwnAct = kind === "text" || kind === "press" || kind === "unreadable";
  return isOwnAct && silence !== "not-mentioned" && silence !== "unsent";
}

/** Counts a conversation where one begins with this step. A group's counts as one person's does. */
export async function beginningCounted(turn: Turn, step: Step): Promise<void> {
  const { records, conversation, state, language, now } = turn;
  if (state.spokeAt !== undefined && now < state.spokeAt + PAUSE_MS) return;
  const said = step.says.find(({ kind }) => kind === "bundle") ?? step.says[0];
  const [about, spoken] =
    said?.kind === "bundle" ? [said.reply.matter.city, said.reply.language] : [undefined, said?.language ?? language];
  const city = about ?? step.city ?? cityOf(turn);
  await counted(records, "conversation", { channel: conversation.channel, city, language: spoken, at: now });
}

/** @param city - for which it was asked; undefined for that of the conversation */
export async function answerCounted(turn: Turn, reply: Reply, city: CityId | undefined): Promise<void> {
  const what = WHAT[reply.outcome];
  if (what === undefined) return;
  const { records, conversation, now } = turn;
  await counted(records, reply.matter.reason === "nothing-typed" ? "talk" : what, {
    channel: conversation.channel,
    city: reply.matter.city ?? city ?? cityOf(turn),
    language: reply.language,
    at: now,
  });
}

/** What a person is needed for counts when a case begins. */
const WHAT: Readonly<Record<Reply["outcome"], FactKind | undefined>> = {
  answer: "answered",
  compare: "answered",
  clarify: "asked-back",
  decline: "declined",
  chat: "talk",
  handoff: undefined,
};

export const cityOf = ({ conversation, house }: Pick<Turn, "conversation" | "house">): CityId | undefined =>
  conversation.city ?? house.profile.city;
