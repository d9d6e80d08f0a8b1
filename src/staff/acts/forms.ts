/**
 * A window was sent off: what was written in it is looked at, shown as the resident will read it, or done.
 */

import type { Acted } from "../../handoff/casework.ts";
import { formKey, sourceKey } from "../../ports/post-keys.ts";
import type { Fault, Person, StaffView, Submission, Submitted } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Case, MessageId } from "../../records.ts";
import { met } from "../met.ts";
import { asRead, costOf, MOST_ANSWER_UNITS, quotationOf, senderName, spokenWords, subjectOf } from "./answering.ts";
import { answerOf, objectionTo, refusal, type Visit } from "./views.ts";

export interface Taken {
  readonly submitted: Submitted;
  /** See {@link Acted.filesGone}. */
  readonly filesGone: readonly string[];
}

/** The move that each window is for. */
export const MOVES = {
  reply: "answer",
  send: "answer",
  note: "note",
  close: "close",
  "hand-on": "hand-on",
  due: "set-due",
} as const;

type Answering = Extract<Submission, { readonly form: "reply" | "send" }>;
/** What keeps a window from being taken, or what was done. */
type Done = Submitted | Pick<Acted, "filesGone">;

/**
 * Takes a window, once.
 *
 * @throws DeskError as casework does: then nothing may be kept
 */
export async function taken(visit: Visit, submission: Submission): Promise<Taken> {
  const { records, now } = visit;
  const key = formKey(submission.form, submission.id);
  // Of two that come at once, the second is looked at when the first is through.
  const before = await records.cases.get(submission.number);
  if (before !== undefined) await records.conversations.lock(before.conversation);
  if ((await records.posts.get(key)) !== undefined) return { submitted: { kind: "done" }, filesGone: [] };
  const on = await records.cases.get(submission.number);
  const say = await objectionTo(visit, on, MOVES[submission.form]);
  if (say !== undefined) return { submitted: shownRefusal(say), filesGone: [] };
  const done = await doneBy(visit, on!, submission);
  if ("kind" in done) return { submitted: done, filesGone: [] };
  await marked(records, on!, { key, at: now });
  return { submitted: { kind: "done" }, filesGone: done.filesGone };
}

/** Gone with the person's records, as all that is shown of them: see the board. Where they went just now, none is left behind. */
async function marked(
  { cases, conversations, posts }: Records,
  { number, conversation }: Case,
  mark: { readonly key: string; readonly at: number },
): Promise<void> {
  if ((await cases.get(number)) === undefined) return;
  const to = await conversations.get(conversation);
  await posts.save({ ...mark, conversation: to?.id, channel: "", message: "", file: undefined, digest: "" });
}

const shownRefusal = (say: Parameters<typeof refusal>[0]): Submitted => ({ kind: "show", view: refusal(say) });
const fault = (field: "text" | "to" | "at", what: Fault): Submitted => ({ kind: "fault", field, fault: what });

async function doneBy(visit: Visit, on: Case, submission: Submission): Promise<Done> {
  const { house, records, by } = visit;
  const { casework } = house;
  switch (submission.form) {
    case "reply":
    case "send":
      return answered(visit, on, submission);
    case "note": {
      const text = written(submission.text);
      if (typeof text !== "string") return text;
      return casework.byStaff(records, on.number, by.id, { kind: "note", text });
    }
    case "close":
      return casework.close(records, on.number, by.id, submission.reason);
    case "hand-on":
      return handedOn(visit, on, submission.to);
    case "due":
      if (!(submission.at > visit.now)) return fault("at", { kind: "in-the-past" });
      return casework.setDue(records, on.number, by.id, submission.at);
    default:
      return submission satisfies never;
  }
}

/** PostgreSQL keeps no NUL, and LINE takes no message without a letter to be seen. */
function written(typed: string): string | Submitted {
  const text = typed.toWellFormed().replaceAll("\0", "").trim();
  if (!/[^\s\p{C}]/u.test(text)) return fault("text", { kind: "empty" });
  return text.length > MOST_ANSWER_UNITS ? fault("text", { kind: "too-long", units: MOST_ANSWER_UNITS }) : text;
}

async function answered(visit: Visit, on: Case, submission: Answering): Promise<Done> {
  const { house, records } = visit;
  const text = written(submission.text);
  if (typeof text !== "string") return text;
  const quotation = quotationOf(house, submission.quote);
  const correcting = (await answerOf(records, on, submission.correcting))?.id;
  const answer = { text, quotation, correcting };
  const { source } = submission;
  if (submission.form === "reply") return { kind: "show", view: await preview(visit, on, { ...answer, source }) };
  return sent(visit, on, { ...answer, source });
}

type Answer = Parameters<typeof asRead>[1] & Pick<Answering, "source">;

async function preview({ house, records, by }: Visit, found: Case, answer: Answer): Promise<StaffView> {
  const subject = await subjectOf(records, found);
  const { on } = subject;
  return {
    view: "preview",
    number: on.number,
    language: on.language,
    sender: senderName(house, by, on),
    ...answer,
    isQuoted: answer.quotation !== undefined,
    cost: await costOf(house, records, subject),
    asRead: asRead(on, answer),
  };
}

/** Whoever answers a case that waits has it from then on. */
async function sent({ house, records, by, now }: Visit, found: Case, answer: Answer): Promise<Acted> {
  const { casework } = house;
  const { number, conversation } = found;
  if (found.state === "waiting") await casework.byStaff(records, number, by.id, { kind: "take" });
  const { on } = await subjectOf(records, found);
  const isPrivate = (await answerOf(records, found, answer.correcting))?.isPrivate;
  const options = { quotation: answer.quotation, name: senderName(house, by, on), isPrivate };
  const acted = await casework.answer(records, number, by.id, spokenWords(on, answer), options);
  const { source } = answer;
  // So that a later change of that message is known to come too late.
  if (source !== undefined) {
    const stands = { key: sourceKey(acted.message as MessageId), conversation, file: undefined, digest: "", at: now };
    await records.posts.save({ ...stands, ...source });
  }
  return acted;
}

async function handedOn({ house, records, by, now }: Visit, on: Case, to: Person): Promise<Done> {
  if (!to.isMember) return fault("to", { kind: "not-member" });
  if (to.id === on.assignee) return fault("to", { kind: "has-it-already" });
  await met(records, to, now);
  return house.casework.byStaff(records, on.number, by.id, { kind: "hand-on", to: to.id });
}
