/**
 * What every page of the site has in common.
 */

import type { City, Language } from "../../src/model.ts";
import type { PageWords } from "../../src/ports/page.ts";

/** Addresses are paths on this server. */
export interface Frame {
  readonly words: Readonly<Record<Language, PageWords>>;
  readonly cities: readonly City[];
  readonly stylesheet: string;
  readonly icon: string;
}

/** Where nobody set a language and nothing was asked. */
export const FIRST_LANGUAGE: Language = "ja";

/** The start page in a language. */
export function startAddress(language: Language): string {
  return language === FIRST_LANGUAGE ? "/" : `/?language=${language}`;
}

/** A language as browsers and screen readers know it: やさしい日本語 is Japanese. */
export function htmlLanguage(language: Language): "ja" | "en" {
  return language === "en" ? "en" : "ja";
}
