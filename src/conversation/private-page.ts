/**
 * The way from LINE to the private page: it is offered, a link is given, links are revoked, and who goes on writing in LINE
 * is told now and then where the answers are. A link goes to the resident alone: no record of what the desk said holds it.
 */

import { REOPEN_MS } from "../handoff/timers.ts";
import type { Language } from "../model.ts";
import type { Button, Case, CaseNumber } from "../records.ts";
import { privateWords } from "../reply/private.ts";
import { type TextSaying, text } from "./sayings.ts";
import type { Step, Turn } from "./turn.ts";

/** So long nobody is told again where the page is. */
const REMINDED_MS = 86_400_000;

export const linkButton = (language: Language, number: CaseNumber): Button => ({
  label: privateWords[language].line.buttons.newLink,
  press: { act: "private-link", number },
});

export const offerButton = (language: Language, number: CaseNumber): Button => ({
  label: privateWords[language].line.buttons.offer,
  press: { act: "private-link", number },
});

const revokeButton = (language: Language, number: CaseNumber): Button => ({
  label: privateWords[language].line.buttons.revoke,
  press: { act: "private-revoke", number },
});

/** With a new link under it. */
export const withLink = (on: Pick<Case, "number">, said: TextSaying): TextSaying => ({
  ...said,
  linkTo: on.number,
  quick: [...said.quick, revokeButton(said.language, on.number)],
});

/** @param number - of whose page; undefined for the case that is open, or else was last */
export async function linkGiven(turn: Turn, number?: CaseNumber): Promise<Step> {
  const on = await caseWithPage(turn, number);
  if (on === undefined) return none(turn);
  const { link } = privateWords[turn.language].line;
  return { says: [withLink(on, text(turn.language, link))] };
}

export async function linksRevoked(turn: Turn, number?: CaseNumber): Promise<Step> {
  const { house, records, language } = turn;
  const on = await caseWithPage(turn, number);
  if (on === undefined) return none(turn);
  await house.casework.privatePage.revoke(records, on, "resident");
  return { says: [text(language, privateWords[language].line.revoked, [linkButton(language, on.number)])] };
}

const none = ({ language }: Turn): Step => ({ says: [text(language, privateWords[language].line.none)] });

/** What is left to say to a message that went to a person: nothing, or where the answers are. */
export async function passedOn(turn: Turn, on: Case, step: Step): Promise<Step> {
  const { house, records, language, now, state } = turn;
  const { toldOfPageAt: told } = state;
  if (told !== undefined && now - told < REMINDED_MS) return step;
  if (!(await house.casework.privatePage.holds(records, on))) return step;
  const { silence: _, ...rest } = step;
  return {
    ...rest,
    says: [text(language, privateWords[language].line.reminder, [linkButton(language, on.number)])],
    state: { ...(step.state ?? state), toldOfPageAt: now },
  };
}

/** A case of this person that has a page: after it was closed for as long as it can be opened again. */
async function caseWithPage(turn: Turn, number: CaseNumber | undefined): Promise<Case | undefined> {
  const { house, records, conversation, openCase, now, isGroup } = turn;
  if (isGroup) return undefined;
  const [latest] = await records.cases.list({ conversation: conversation.id, limit: 1 });
  const on = number === undefined ? (openCase ?? latest) : await records.cases.get(number);
  if (on === undefined || on.conversation !== conversation.id) return undefined;
  const isFresh = on.closedAt === undefined || now - on.closedAt <= REOPEN_MS;
  const { privatePage } = house.casework;
  return isFresh && (privatePage.isFor(on) || (await privatePage.holds(records, on))) ? on : undefined;
}
