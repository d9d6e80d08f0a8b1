/**
 * People who come and leave, and messages that are taken back or changed.
 */

import { DeskError } from "../errors.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import { LANGUAGES } from "../model.ts";
import type { Case, Message } from "../records.ts";
import { conversationWords } from "../reply/conversation.ts";
import { stillOpen } from "./handing-over.ts";
import { cityButtons, languageButtons, text } from "./sayings.ts";
import { type RecentQuestion, withoutMessage } from "./state.ts";
import { type Step, silent, type Turn } from "./turn.ts";

/** What people of the desk say first and the first words of the desk itself, in these languages. */
export function firstContact(profile: DeskProfile, languages: readonly Turn["language"][]): string {
  const { greeting } = profile;
  return [...(greeting === undefined ? [] : [greeting]), ...languages.map((each) => ownWords(profile, each))].join(
    "\n\n",
  );
}

function ownWords(profile: DeskProfile, language: Turn["language"]): string {
  const { name, retentionDays: days, questionRetentionDays: questionDays, privacyUrl: url } = profile;
  return conversationWords[language].firstContact({ desk: name, days, questionDays, url });
}

/** Nobody knows yet which language is read: the first words come in all of them. */
export function followed(turn: Turn): Step {
  const { house, state, words, language, openCase } = turn;
  const { profile, desk } = house;
  const welcome = firstContact(profile, LANGUAGES);
  const choices = [...cityButtons(desk.cities, words), ...languageButtons()];
  // A desk of one city has no need to ask for it; another can be chosen all the same.
  const own = desk.cities.find(({ id }) => id === profile.city);
  const invitation = own === undefined ? words.chooseCity : words.cityChosen(own);
  return {
    says: [
      text(language, welcome),
      // Who comes back should know that the case goes on.
      ...(openCase === undefined ? [] : [stillOpen(turn, openCase, words)]),
      text(language, invitation, choices),
    ],
    state: { ...state, isWelcomed: true },
    isStopped: false,
  };
}

/** Nothing can be delivered until the person comes back; whoever has the case should know. */
export async function unfollowed({ house, records, conversation, openCase }: Turn): Promise<Step> {
  await records.outbox.drop(conversation.id, "stopped");
  if (openCase !== undefined) await house.casework.byResident(records, openCase, { kind: "resident-left" });
  return silent("stopped", { isStopped: true });
}

export function joined({ language, words, state }: Turn): Step {
  return { says: [text(language, words.group.greeting)], state: { ...state, isWelcomed: true }, isStopped: false };
}

/** A group that put the desk out leaves nothing behind. */
export async function left({ house, records, conversation }: Turn): Promise<Step> {
  await house.board.gone(records, conversation.id);
  const filesGone = await records.conversations.erase(conversation.id);
  return silent("left", { isErased: true, filesGone });
}

/** The words and every copy of them go, also where the message has not come yet. */
export async function unsent(turn: Turn, message: string): Promise<Step> {
  const { house, records, conversation, state, now } = turn;
  const before = await records.messages.byChannelId(conversation.id, message);
  await records.messages.unsend(conversation.id, message, now);
  const after = withoutMessage(state, message);
  if (before === undefined) return silent("unsend", { state: after });
  await records.questions.forget(before.id);
  if (before.media !== undefined) await records.media.remove(before.media);
  await reworded(turn, before.text, "");
  await house.board.reworded(records, before.id, "unsent");
  return silent("unsend", { state: after, filesGone: before.media === undefined ? [] : [before.media] });
}

/** The cases that may hold the words of a message. */
const CASES = 100;

/** Puts other words wherever a case repeats those of a message; `""` takes them out. */
async function reworded({ house, records, conversation }: Turn, before: string, after: string): Promise<void> {
  if (before === "") return;
  const now = (words: string) => (words === before ? after : words);
  for (const on of await records.cases.list({ conversation: conversation.id, limit: CASES })) {
    const { asked, open, ratingWord } = on;
    if (![asked, ratingWord, ...open].includes(before)) continue;
    const isLeft = (words: string) => words !== "";
    const changed = { ...on, asked: now(asked), ratingWord: now(ratingWord), open: open.map(now).filter(isLeft) };
    const saved = await records.cases.save(changed);
    if (saved === undefined) throw changedMeanwhile(on);
    await house.board.changed(records, saved);
  }
}

/** The event is taken up again: words that were taken back must not stay for it. */
const changedMeanwhile = ({ number }: Case): DeskError =>
  new DeskError("case-changed", `Case ${number} was changed by somebody else: look at it again`, { facts: { number } });

/** Kept as it reads now; what was answered stays answered. */
export async function edited(turn: Turn, message: string, words: string): Promise<Step> {
  const { house, records, conversation, state } = turn;
  const before: Message | undefined = await records.messages.byChannelId(conversation.id, message);
  if (before !== undefined && !before.isUnsent) {
    await records.messages.edit(before.id, words);
    await reworded(turn, before.text, words);
    await house.board.reworded(records, before.id, "edited");
  }
  const now = (question: RecentQuestion) => (question.message === message ? { ...question, text: words } : question);
  return silent("edited", { state: { ...state, recent: state.recent.map(now), open: state.open && now(state.open) } });
}
