/**
 * What a button does ↔ the text that a channel hands out with it and gets back when it is pressed.
 *
 * The text begins with the channel's own version, for buttons stay in talks for years. Anybody may send any text at all, so
 * whatever is not exactly what a button of ours would send is no press.
 */

import { type CityId, LANGUAGES } from "../model.ts";
import type { CaseNumber, MessageId, Press } from "../records.ts";

const GOALS = ["other-cities", "more", "person"] as const;
/** Case numbers count up from 1; nine digits are beyond any desk. */
const NUMBER = /^[1-9][0-9]{0,8}$/u;
const CITY = /^[a-z0-9-]{1,64}$/u;
const MESSAGE = /^[A-Za-z0-9-]{1,64}$/u;
const RATING = /^[1-3]$/u;

/** `m1/city/kodaira` */
export function pressText(version: string, press: Press): string {
  return [version, press.act, ...fields(press)].join("/");
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

/** The press of which {@link pressText} made this text; undefined for any other text. Words to say may be blank. */
export function pressOf(version: string, text: string): Press | undefined {
  const [begins, act = "", ...rest] = text.split("/");
  if (begins !== version) return undefined;
  // Words may hold the sign that parts the fields.
  if (act === "say") return rest.length === 0 ? undefined : { act, text: rest.join("/") };
  const [first = "", second = "", ...tooMany] = rest;
  const press = tooMany.length > 0 ? undefined : read(act, first, second);
  return press !== undefined && pressText(version, press) === text ? press : undefined;
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
