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
  /** The stylesheet of the font alone. */
  readonly fonts: string;
  readonly script: string;
  readonly icon: string;
}

/** Where nobody set a language and nothing was asked. */
export const FIRST_LANGUAGE: Language = "ja";

/** The start page in a language. @param city - chosen there; undefined for none */
export function startAddress(language: Language, city?: City["id"]): string {
  return addressIn(language, city === undefined ? "/" : `/?city=${city}`);
}

/** An address of this site in a language. @param address - a path with or without query and fragment, and no language */
export function addressIn(language: Language, address: string): string {
  if (language === FIRST_LANGUAGE) return address;
  const { pathname, search, hash } = new URL(address, "http://site");
  return `${pathname}${search}${search === "" ? "?" : "&"}language=${language}${hash}`;
}

/** A language as browsers and screen readers know it: やさしい日本語 is Japanese. */
export function htmlLanguage(language: Language): "ja" | "en" {
  return language === "en" ? "en" : "ja";
}
