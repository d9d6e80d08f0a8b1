/**
 * What a button of the page does ↔ the value that its form sends back. Pure.
 *
 * A form may send any value at all, so whatever is not exactly what a button of ours would send is no press.
 */

import { type CityId, LANGUAGES } from "../../../src/model.ts";
import type { CaseNumber, MessageId, Press } from "../../../src/records.ts";
import { QUESTION_UNITS } from "../limits.ts";

const VERSION = "w1";
const GOALS = ["other-cities", "more", "person"] as const;
/** Case numbers count up from 1; nine digits are beyond any desk. */
const NUMBER = /^[1-9][0-9]{0,8}$/u;
const CITY = /^[a-z0-9-]{1,64}$/u;
const MESSAGE = /^[A-Za-z0-9-]{1,64}$/u;
const RATING = /^[1-3]$/u;

/** A press as the value of a button. */
export function encoded(press: Press): string {
  return [VERSION, press.act, ...fields(press)].join("/");
}

function fields(press: Press): readonly (string | number)[] {
  switch (press.act) {
    case "say":
      return [press.text];
    case "city":
      return [press.city];
    case "language":
      return [press.language];
    case "go-on":
      return [press.what, press.message];
    case "helpful":
      return [press.isHelpful ? "yes" : "no", press.message];
    case "withdraw":
    case "reopen":
    case "private-link":
    case "private-revoke":
      return [press.number];
    case "rate":
      return [press.number, press.rating];
    case "erase":
      return [press.isSure ? "sure" : "ask"];
    case "open-case":
    case "ask-desk":
    case "choose-city":
    case "choose-language":
      return [];
    default:
      return press satisfies never;
  }
}

/** The press that {@link encoded} made into this value; undefined for any other value. */
export function decoded(value: string): Press | undefined {
  const [version, act = "", ...rest] = value.split("/");
  if (version !== VERSION) return undefined;
  if (act === "say") return said(rest);
  const [first = "", second = "", ...tooMany] = rest;
  const press = tooMany.length > 0 ? undefined : read(act, first, second);
  return press !== undefined && encoded(press) === value ? press : undefined;
}

/** Words may hold the sign that parts the fields. */
function said(fields: readonly string[]): Press | undefined {
  const text = fields.join("/");
  return text.trim() === "" || text.length > QUESTION_UNITS ? undefined : { act: "say", text };
}

/** Fields that the act does not have are found by the caller, who encodes the press again. */
function read(act: string, first: string, second: string): Press | undefined {
  switch (act) {
    case "city":
      return CITY.test(first) ? { act, city: first as CityId } : undefined;
    case "language": {
      const language = LANGUAGES.find((known) => known === first);
      return language && { act, language };
    }
    case "go-on": {
      const what = GOALS.find((known) => known === first);
      return what && MESSAGE.test(second) ? { act, what, message: second as MessageId } : undefined;
    }
    case "helpful":
      return MESSAGE.test(second) ? { act, isHelpful: first === "yes", message: second as MessageId } : undefined;
    case "withdraw":
    case "reopen":
    case "private-link":
    case "private-revoke":
      return NUMBER.test(first) ? { act, number: Number(first) as CaseNumber } : undefined;
    case "rate": {
      const isRead = NUMBER.test(first) && RATING.test(second);
      return isRead ? { act, number: Number(first) as CaseNumber, rating: Number(second) } : undefined;
    }
    case "erase":
      return { act, isSure: first === "sure" };
    case "open-case":
    case "ask-desk":
    case "choose-city":
    case "choose-language":
      return { act };
    default:
      return undefined;
  }
}
