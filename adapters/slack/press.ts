/**
 * Buttons: what a press does ↔ the action that Slack carries for it. Pure.
 *
 * `action_id` must differ within a block and tells people who read a log what was pressed; what counts is the value.
 */

import type { CityId, PassageId } from "../../src/model.ts";
import type { StaffPress, ViewRequest } from "../../src/ports/staff.ts";
import { type CaseNumber, CLOSE_REASONS, type CloseReason, type MessageId } from "../../src/records.ts";

/** What a button carries: it acts, or opens a window. */
export type Pressed = StaffPress | Exclude<ViewRequest, { view: "send" | "finding" }>;

/** `desk.take`, `desk.view.reply`; `n` tells apart what would be the same within one block. */
export function actionId(pressed: Pressed, n = 0): string {
  const name = "act" in pressed ? pressed.act : `view.${pressed.view}`;
  return n === 0 ? `desk.${name}` : `desk.${name}.${n}`;
}

/** At most 150 characters, as an overflow menu takes them. */
export const actionValue = (pressed: Pressed): string => JSON.stringify(pressed);

/** @returns undefined for a value that is not ours or no longer known */
export function pressedBy(value: unknown): Pressed | undefined {
  const read = parsed(value);
  if (read === undefined) return undefined;
  return "act" in read ? actOf(read) : viewOf(read);
}

type Fields = Readonly<Record<string, unknown>>;

function actOf(read: Fields): StaffPress | undefined {
  const { act } = read;
  const number = numberIn(read);
  const message = idIn<MessageId>(read.message);
  const answer = idIn<MessageId>(read.answer);
  const city = idIn<CityId>(read.city);
  switch (act) {
    case "take":
    case "release":
    case "reopen":
      return number && { act, number };
    case "again":
      return number && message && { act, number, message };
    case "compare":
    case "share":
      return answer && { act, answer };
    case "keep-city":
      return answer && city && { act, answer, city };
    case "helpful":
      return answer && typeof read.isHelpful === "boolean" ? { act, answer, isHelpful: read.isHelpful } : undefined;
    case "home-city":
      return { act, city };
    default:
      return undefined;
  }
}

function viewOf(read: Fields): Exclude<Pressed, StaffPress> | undefined {
  const { view } = read;
  const number = numberIn(read);
  switch (view) {
    case "reply":
      return number && { view, number, correcting: idIn<MessageId>(read.correcting) };
    case "note":
    case "hand-on":
    case "due":
    case "record":
      return number && { view, number };
    case "close":
      return number && { view, number, reason: reasonIn(read.reason) };
    case "section": {
      const passage = idIn<PassageId>(read.passage);
      return passage && { view, passage };
    }
    case "wordings": {
      const answer = idIn<MessageId>(read.answer);
      return answer && { view, answer };
    }
    case "asked-again": {
      const answer = idIn<MessageId>(read.answer);
      return answer && { view, answer, city: idIn<CityId>(read.city) };
    }
    default:
      return undefined;
  }
}

const numberIn = ({ number }: Fields): CaseNumber | undefined =>
  Number.isInteger(number) && (number as number) > 0 ? (number as CaseNumber) : undefined;

const idIn = <T extends string>(value: unknown): T | undefined =>
  typeof value === "string" && value !== "" ? (value as T) : undefined;

const reasonIn = (value: unknown): CloseReason | undefined => CLOSE_REASONS.find((known) => known === value);

function parsed(value: unknown): Fields | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === "object" && read !== null ? (read as Fields) : undefined;
  } catch {
    return undefined;
  }
}
