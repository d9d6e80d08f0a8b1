/**
 * What a button does ↔ the string that LINE gives back when it is pressed.
 *
 * A button stays in the talk for years, so the string begins with a version, and whatever cannot be read is no error but
 * a button that is no longer known. A rich menu or a tool of somebody else may send any string at all.
 */

import type { messagingApi } from "@line/bot-sdk";
import { type CityId, LANGUAGES } from "../../src/model.ts";
import type { Button, CaseNumber, MessageId, Press } from "../../src/records.ts";
import { DISPLAY_TEXT_UNITS, MESSAGE_ACTION_UNITS, POSTBACK_UNITS } from "./limits.ts";
import { beginning, clean, label } from "./text.ts";

const VERSION = "m1";
const GOALS = ["other-cities", "more", "person"] as const;
/** Case numbers count up from 1; ten digits are beyond any desk. */
const NUMBER = /^[1-9][0-9]{0,8}$/u;
const CITY = /^[a-z0-9-]{1,64}$/u;
const MESSAGE = /^[A-Za-z0-9-]{1,64}$/u;
const RATING = /^[1-3]$/u;

/** A press as data of a button: at most 300 code units; words to say are cut at the last grapheme that fits. */
export function encoded(press: Press): string {
  return beginning([VERSION, press.act, ...fields(press)].join("/"), POSTBACK_UNITS);
}

function fields(press: Press): readonly (string | number)[] {
  switch (press.act) {
    case "say":
      return [press.text.toWellFormed()];
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

/** The press that {@link encoded} made into this string; undefined for any other string. */
export function decoded(data: string): Press | undefined {
  if (data.length > POSTBACK_UNITS) return undefined;
  const [version, act = "", ...rest] = data.split("/");
  if (version !== VERSION) return undefined;
  // Words may hold the sign that parts the fields.
  if (act === "say") return rest.length === 0 ? undefined : { act, text: rest.join("/") };
  const [first = "", second = "", ...tooMany] = rest;
  const press = tooMany.length > 0 ? undefined : read(act, first, second);
  return press !== undefined && encoded(press) === data ? press : undefined;
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

/** What LINE is to do when the button is pressed: words are sent as the resident's message, anything else comes back. */
export function action(button: Button): messagingApi.MessageAction | messagingApi.PostbackAction {
  const { press } = button;
  const shown = label(button.label);
  const words = press.act === "say" ? clean(press.text) : "";
  if (words !== "" && words.length <= MESSAGE_ACTION_UNITS) return { type: "message", label: shown, text: words };
  const displayText = beginning(clean(button.label), DISPLAY_TEXT_UNITS) || shown;
  return { type: "postback", label: shown, data: encoded(press), displayText };
}
