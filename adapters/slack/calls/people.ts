/**
 * Who somebody in Slack is, and whether they belong to the desk's own channel.
 *
 * Somebody waits for it, so what Slack said lately counts again; and while Slack does not tell, for ten minutes more.
 */

import { DeskError } from "../../../src/errors.ts";
import type { Person } from "../../../src/ports/staff.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Answer, Asking } from "./asking.ts";
import type { SlackClient } from "./client.ts";
import type { Asked, Troubles } from "./delivery.ts";
import { slackId } from "./private.ts";

/** For each page: whoever presses a button is to be answered within three seconds. */
export const PERSON_MS = 2_000;
const NAME_FRESH_MS = 3_600_000;
const MEMBERS_FRESH_MS = 60_000;
/** Beyond its time, where Slack does not tell. */
const STALE_MS = 10 * 60_000;
const NAME_UNITS = 40;
const PAGE = 200;
const MOST_PAGES = 50;

export interface PeopleParts {
  readonly client: SlackClient;
  /** The desk's own. */
  readonly channel: string;
  readonly ask: Asking;
  readonly troubles: Troubles;
  readonly clock: Clock;
}

interface Known {
  readonly name: string;
  /** A person of this workspace who is still there. */
  readonly isPerson: boolean;
}

/** @throws DeskError `channel-refused` where Slack does not tell and has not lately */
export function people({ client, channel, ask, troubles, clock }: PeopleParts): (id: string) => Promise<Person> {
  const names = remembered<Known>(clock, NAME_FRESH_MS);
  const members = remembered<ReadonlySet<string>>(clock, MEMBERS_FRESH_MS);

  async function asked<T>(method: string, call: () => Promise<T>): Promise<Answer<T>> {
    const answer = await ask(method, PERSON_MS, call);
    const what: Asked = { method, isOfDesk: true };
    if (answer.kind === "answer") troubles.answered(what);
    else if (answer.kind === "refusal") troubles.refused(answer.error, what);
    return answer;
  }

  async function known(user: string): Promise<Known> {
    const answer = await asked("users.info", () => client.users.info({ user }));
    if (answer.kind === "refusal" && STRANGERS.includes(answer.error)) return { name: user, isPerson: false };
    if (answer.kind !== "answer") throw untold("users.info", answer.kind);
    const { user: found = {} } = answer.body;
    const { display_name, real_name } = found.profile ?? {};
    const name = [display_name, real_name, found.real_name, found.name, user].find((one) => one?.trim())!.trim();
    return { name: [...name].slice(0, NAME_UNITS).join(""), isPerson: !found.is_bot && !found.deleted };
  }

  async function listed(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const from = { channel, limit: PAGE, ...(cursor !== undefined && { cursor }) };
      const answer = await asked("conversations.members", () => client.conversations.members(from));
      if (answer.kind !== "answer") throw untold("conversations.members", answer.kind);
      for (const member of answer.body.members ?? []) found.add(member);
      cursor = answer.body.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return found;
  }

  return async (id) => {
    const user = slackId(id);
    const [{ name, isPerson }, inside] = await Promise.all([names(user, () => known(user)), members(channel, listed)]);
    return { id, name, isMember: isPerson && inside.has(user) };
  };
}

/** Source: Slack's reference, errors of users.info. */
const STRANGERS = ["user_not_found", "user_not_visible"];

const untold = (method: string, kind: string) =>
  new DeskError("channel-refused", "Slack did not tell who somebody is", { facts: { method, kind } });

/** Asks once for all who want to know, and again when the answer is no longer fresh. */
function remembered<T>({ now }: Pick<Clock, "now">, freshMs: number) {
  const kept = new Map<string, { readonly value: T; readonly at: number }>();
  const underWay = new Map<string, Promise<T>>();
  return async (key: string, ask: () => Promise<T>): Promise<T> => {
    const before = kept.get(key);
    if (before !== undefined && now() - before.at < freshMs) return before.value;
    const asked = underWay.get(key) ?? ask();
    underWay.set(key, asked);
    try {
      const value = await asked;
      kept.set(key, { value, at: now() });
      return value;
    } catch (error) {
      if (before !== undefined && now() - before.at < freshMs + STALE_MS) return before.value;
      throw error;
    } finally {
      underWay.delete(key);
    }
  };
}
