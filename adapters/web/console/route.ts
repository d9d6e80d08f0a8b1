/**
 * What a page or an act of the console is: its address, who may ask for it, and how it answers.
 *
 * Signing in, the desk, the role and the form's own token are looked at before `handle` is called, for every route alike.
 */

import type { Request, Response } from "express";
import type { ConsoleDesk, ConsolePerson } from "../../../src/ports/console/desk.ts";
import type { Role } from "../../../src/records.ts";

export interface ConsoleRoute {
  /** A `post` is refused without the token of {@link Visit.csrf}. */
  readonly method: "get" | "post";
  /**
   * Behind `/console/<desk>`, as express writes it: `/cases/:number`. The first `get` of an area, where it has no part
   * that varies, is where the menu leads.
   */
  readonly path: string;
  readonly may: readonly Role[];
  /** Throwing is answered with an error page; an express `Error` with a `status` from 400 to 499 with that one. */
  handle(visit: Visit, request: Request, response: Response): Promise<void> | void;
}

/** Somebody who is signed in and may do this asks it of a desk. */
export interface Visit {
  readonly by: ConsolePerson;
  readonly desk: ConsoleDesk;
  /** Goes into each form as {@link CSRF_FIELD}. */
  readonly csrf: string;
  /** `/console/<desk>`: behind it stands the path of a route. */
  readonly base: string;
  /** The change number of the desk before anything was read for this page, see `liveRegion`. */
  readonly change: number;
  /** The other desks at which they have a role. */
  readonly others: readonly { readonly name: string; readonly base: string }[];
}

export const CSRF_FIELD = "csrf";

export const EVERYBODY: readonly Role[] = ["viewer", "counsellor", "manager"];
export const CASE_WORKERS: readonly Role[] = ["counsellor", "manager"];
export const MANAGERS: readonly Role[] = ["manager"];

/** What there is not: answered with a page that says so. */
export function notFound(): Error {
  return Object.assign(new Error("there is no such thing at this desk"), { status: 404 });
}
