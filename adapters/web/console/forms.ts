/**
 * Forms of the console → what stands in their fields.
 */

import express, { type Request, type RequestHandler } from "express";

/** Bytes of a form: five long texts of 5,000 characters, nine bytes each when percent-encoded, and the rest. */
const FORM_BYTES = 5 * 5_000 * 9 + 16_384;
/** Fields of a form: a week of opening hours has the most, some forty. */
const FORM_FIELDS = 200;

const parsed = express.urlencoded({
  extended: false,
  limit: FORM_BYTES,
  parameterLimit: FORM_FIELDS,
  verify: refuseBadEncoding,
});

/** Refuses what is no form with an error that has a status. */
export const consoleForm: RequestHandler[] = [
  parsed,
  (request, _response, next) => next(request.body === undefined ? refusal("the body is no form") : undefined),
];

/** What was typed into a field, as {@link keepable}; of several of one name the first, and `""` where there is none. */
export function field(request: Request, name: string): string {
  return fields(request, name)[0] ?? "";
}

/** All of one name, as of boxes that were ticked. */
function fields({ body }: Request, name: string): readonly string[] {
  const form = body as Record<string, unknown>;
  const value = Object.hasOwn(form, name) ? form[name] : undefined;
  return [value].flat().flatMap((one) => (typeof one === "string" ? keepable(one) : []));
}

/** One value of the address, such as of a filter; `""` where there is none. */
export function asked({ query }: Request, name: string): string {
  const value = query[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? keepable(first) : "";
}

/** Without NUL, which PostgreSQL neither keeps nor looks for; half a surrogate pair becomes U+FFFD. */
const keepable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** All text that a form brought, by name: what is shown again where it was not taken. */
export function typed(request: Request): readonly (readonly [name: string, text: string])[] {
  const names = Object.keys((request.body ?? {}) as object);
  return names.flatMap((name) => fields(request, name).map((text) => [name, text] as const));
}

/** The parser would take a broken percent-encoding for the text itself. */
function refuseBadEncoding(_request: unknown, _response: unknown, body: Buffer): void {
  try {
    decodeURIComponent(body.toString("latin1"));
  } catch {
    throw refusal("the form's percent-encoding is broken");
  }
}

const refusal = (message: string) => Object.assign(new Error(message), { status: 400 });
