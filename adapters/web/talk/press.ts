/**
 * What a button of the page does ↔ the value that its form sends back. Pure.
 */

import { pressOf, pressText } from "../../../src/ports/press.ts";
import type { Press } from "../../../src/records.ts";
import { QUESTION_UNITS } from "../limits.ts";

const VERSION = "w1";

/** A press as the value of a button. */
export const encoded = (press: Press): string => pressText(VERSION, press);

/** The press that {@link encoded} made into this value; undefined for any other value. */
export function decoded(value: string): Press | undefined {
  const press = pressOf(VERSION, value);
  if (press?.act !== "say") return press;
  return press.text.trim() === "" || press.text.length > QUESTION_UNITS ? undefined : press;
}
