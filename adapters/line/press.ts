/**
 * What a button does ↔ the string that LINE gives back when it is pressed.
 *
 * A button stays in the talk for years, so the string begins with a version, and whatever cannot be read is no error but
 * a button that is no longer known. A rich menu or a tool of somebody else may send any string at all.
 */

import type { messagingApi } from "@line/bot-sdk";
import { pressOf, pressText } from "../../src/ports/press.ts";
import type { Button, Press } from "../../src/records.ts";
import { DISPLAY_TEXT_UNITS, MESSAGE_ACTION_UNITS, POSTBACK_UNITS } from "./limits.ts";
import { beginning, clean, label } from "./text.ts";

const VERSION = "m1";

/** A press as data of a button: at most 300 code units; words to say are cut at the last grapheme that fits. */
export function encoded(press: Press): string {
  const sound = press.act === "say" ? { ...press, text: press.text.toWellFormed() } : press;
  return beginning(pressText(VERSION, sound), POSTBACK_UNITS);
}

/** The press that {@link encoded} made into this string; undefined for any other string. */
export const decoded = (data: string): Press | undefined =>
  data.length > POSTBACK_UNITS ? undefined : pressOf(VERSION, data);

/** What LINE is to do when the button is pressed: words are sent as the resident's message, anything else comes back. */
export function action(button: Button): messagingApi.MessageAction | messagingApi.PostbackAction {
  const { press } = button;
  const shown = label(button.label);
  const words = press.act === "say" ? clean(press.text) : "";
  if (words !== "" && words.length <= MESSAGE_ACTION_UNITS) return { type: "message", label: shown, text: words };
  const displayText = beginning(clean(button.label), DISPLAY_TEXT_UNITS) || shown;
  return { type: "postback", label: shown, data: encoded(press), displayText };
}
