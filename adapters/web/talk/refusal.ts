/**
 * Why a form was not taken: what its sender reads, and the status that says it to a program.
 */

import type { City } from "../../../src/model.ts";
import type { PageNotice, PageWords } from "../../../src/ports/page.ts";
import { QUESTION_UNITS } from "../limits.ts";

export type Refusal =
  /** The form is none of this server for this browser. */
  | { readonly kind: "stale" }
  | { readonly kind: "blank" | "unknown-button" | "too-long" | "unknown-city" }
  | { readonly kind: "too-many"; readonly seconds: number };

export function refusalStatus({ kind }: Refusal): number {
  if (kind === "too-many") return 429;
  return kind === "stale" ? 403 : 400;
}

/** In the language of the page. */
export function refusalNotice(refusal: Refusal, cities: readonly City[]): (words: PageWords) => PageNotice {
  return ({ notices, cityName }) => {
    switch (refusal.kind) {
      case "stale":
        return notices.staleForm;
      case "blank":
        return notices.blank;
      case "unknown-button":
        return notices.unknownButton;
      case "too-long":
        return notices.tooLong(QUESTION_UNITS);
      case "unknown-city":
        return notices.unknownCity(cities.map(({ names }) => cityName(names)));
      case "too-many":
        return notices.tooMany(refusal.seconds);
      default:
        return refusal satisfies never;
    }
  };
}
