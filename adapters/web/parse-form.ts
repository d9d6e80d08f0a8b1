/**
 * Reads the form in a request's body, or says with an HTTP status why it cannot be read: 400 for what is no form, 413 for
 * one that is too large.
 */

import express, { type RequestHandler } from "express";
import { FORM_BYTES, FORM_FIELDS } from "./limits.ts";

/** Leaves the fields in `request.body`: repeated ones as arrays. */
export const parseForm: readonly RequestHandler[] = [
  express.urlencoded({
    extended: false,
    limit: FORM_BYTES,
    parameterLimit: FORM_FIELDS,
    verify: refuseBadEncoding,
  }),
  (request, _response, next) => next(request.body === undefined ? badRequest("the body is no form") : undefined),
];

/** The parser would take a broken percent-encoding for the text itself, and the desk would answer a garbled question. */
function refuseBadEncoding(_request: unknown, _response: unknown, body: Buffer): void {
  try {
    decodeURIComponent(body.toString("latin1"));
  } catch {
    throw badRequest("the form's percent-encoding is broken");
  }
}

function badRequest(message: string): Error {
  return Object.assign(new Error(message), { status: 400 });
}
