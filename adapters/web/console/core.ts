/**
 * What every page of the console is looked at with: who is signed in, and what they are at a desk.
 */

import type { Request, Response } from "express";
import type { ConsoleDesk } from "../../../src/ports/console/desk.ts";
import type { RefusalKind } from "../../../src/ports/console/frame.ts";
import type { ConsoleDoor, SignedIn } from "../../../src/ports/console/sign-in.ts";
import type { DeskId, Role } from "../../../src/records.ts";
import { knownAs } from "../fair-turns.ts";
import { csrfOf } from "./csrf.ts";
import type { typed } from "./forms.ts";
import { type ConsoleFrame, OWN, refusalPage } from "./layout.ts";
import type { Visit } from "./route.ts";
import type { Cookies } from "./session-cookie.ts";

export interface Core {
  readonly desks: ReadonlyMap<DeskId, ConsoleDesk>;
  readonly door: ConsoleDoor;
  readonly frame: ConsoleFrame;
  readonly cookies: Cookies;
}

export interface Somebody extends SignedIn {
  readonly token: string;
}

/** What a page asks by itself does not keep anybody signed in. */
export async function signedIn({ door, cookies }: Core, request: Request): Promise<Somebody | undefined> {
  const token = cookies.read(request, "session");
  if (token === undefined) return undefined;
  const isActive = request.method === "POST" || request.get("HX-Request") === undefined;
  const found = await door.whose(token, isActive);
  if (found === undefined) return undefined;
  knownAs(request, `console ${csrfOf(token)}`);
  return { ...found, token };
}

export function visitOf({ desks }: Core, { account, token }: Somebody, named: string): Visit | undefined {
  const desk = desks.get(named as DeskId);
  const role = desk && roleAt(account, desk.id);
  if (desk === undefined || role === undefined) return undefined;
  const { login, name } = account;
  return {
    by: { id: `console:${login}`, login, name, role, isMember: role !== "viewer" },
    desk,
    csrf: csrfOf(token),
    base: baseOf(desk.id),
    change: desk.change(),
    others: [...desks.values()]
      .filter(({ id }) => id !== desk.id && roleAt(account, id) !== undefined)
      .map((other) => ({ name: other.name(), base: baseOf(other.id) })),
  };
}

export const baseOf = (desk: DeskId): string => `${OWN.start}/${desk}`;

export function roleAt({ roles }: SignedIn["account"], desk: DeskId): Role | undefined {
  return Object.hasOwn(roles, desk) ? roles[desk] : undefined;
}

export function refuse(
  { frame }: Core,
  response: Response,
  kind: RefusalKind,
  status: number,
  typedWords: ReturnType<typeof typed> = [],
): void {
  const page = refusalPage(frame, frame.words.frame.refusals[kind], typedWords);
  response.status(status).type("html").send(page);
}
