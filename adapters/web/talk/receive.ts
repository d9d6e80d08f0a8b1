/**
 * A form of the page → what the resident did. Pure: any body, however odd, becomes an event or a plain fact about it.
 */

import { type City, type CityId, LANGUAGES, type Language } from "../../../src/model.ts";
import type { Press } from "../../../src/records.ts";
import { QUESTION_UNITS } from "../limits.ts";
import { field } from "../receive.ts";
import { decoded } from "./press.ts";
import { CITY_FIELD, FORM_FIELD, LANGUAGE_FIELD, PRESS_FIELD, TEXT_FIELD, TOKEN_FIELD } from "./view.ts";

/** What came in, as it is kept until it is worked: as JSON, with the id of the event. */
export type FormEvent =
  /** `null`: none is chosen any more; what is left out stays as it was. */
  | {
      readonly kind: "say";
      readonly text: string;
      readonly city?: CityId | null;
      readonly language?: Language | null;
    }
  | { readonly kind: "press"; readonly press: Press };

/** Neither words nor a button that can be. */
export interface NothingDone {
  readonly kind: "blank" | "unknown-button" | "too-long" | "unknown-city";
}

export interface TalkForm {
  /** Whose form it is; `""` for none. */
  readonly token: string;
  /** The form's own random id; undefined for none that can be. */
  readonly formId: string | undefined;
  /** What was typed, to stand in the field again where it is not taken. */
  readonly draft: string;
  /** What was typed where a button was pressed that asks something else; it stays in the field. */
  readonly left: string;
  readonly done: FormEvent | NothingDone;
}

const FORM_ID = /^[\w-]{16,64}$/u;

/** @param form - a parsed body; of repeated fields the first counts */
export function talkForm(form: unknown, cities: readonly City[]): TalkForm {
  const formId = field(form, FORM_FIELD) ?? "";
  const draft = field(form, TEXT_FIELD) ?? "";
  return {
    token: field(form, TOKEN_FIELD) ?? "",
    formId: FORM_ID.test(formId) ? formId : undefined,
    draft,
    left: field(form, PRESS_FIELD) === undefined ? "" : draft,
    done: done(form, draft, cities),
  };
}

function done(form: unknown, text: string, cities: readonly City[]): TalkForm["done"] {
  const value = field(form, PRESS_FIELD);
  if (value === undefined) return said(form, text, cities);
  const press = decoded(value);
  if (press === undefined) return { kind: "unknown-button" };
  // A question to try, beside the choices that count for it.
  const isBesideChoices = press.act === "say" && field(form, CITY_FIELD) !== undefined;
  return isBesideChoices ? said(form, press.text, cities) : { kind: "press", press };
}

function said(form: unknown, text: string, cities: readonly City[]): TalkForm["done"] {
  if (text.trim() === "") return { kind: "blank" };
  if (text.length > QUESTION_UNITS) return { kind: "too-long" };
  const ids = cities.map(({ id }) => id);
  const city = chosen(field(form, CITY_FIELD), ids);
  const language = chosen(field(form, LANGUAGE_FIELD), LANGUAGES);
  if (city === "unknown") return { kind: "unknown-city" };
  return {
    ...{ kind: "say", text },
    ...(city === undefined ? {} : { city }),
    ...(language === undefined || language === "unknown" ? {} : { language }),
  };
}

/** Undefined where nothing was told, `null` where none is chosen. */
function chosen<Id extends string>(value: string | undefined, known: readonly Id[]): Id | null | undefined | "unknown" {
  if (value === undefined) return undefined;
  return value === "" ? null : (known.find((id) => id === value) ?? "unknown");
}
