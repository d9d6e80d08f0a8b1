/**
 * Brings to the desks what Slack sends: events, again where they were not acknowledged, some of them twice or late; and
 * what staff press and send off.
 */

import { systemClock } from "../../adapters/world/clock.ts";
import { closed, served, whole } from "../fixtures/line-server/http.ts";
import { form } from "../fixtures/slack-forms.ts";
import type { DeskProcess } from "./processes.ts";

/** Between the tries of an event, by the clock of the soak. Source: Slack's reference, "Events API", retries. */
const TRIES_AFTER = [0, 60_000, 5 * 60_000];
/** For how long staff see that something is under way, in real time. */
const WAITED_MS = 2_000;

export interface SlackPostmanParts {
  readonly desks: readonly DeskProcess[];
  readonly secret: string;
  /** How much faster clocks run. */
  readonly rate: number;
  /** In real time. */
  readonly acknowledgedWithinMs: number;
  /** From 0 up to but not 1. */
  readonly chance: () => number;
}

export interface SlackPostman {
  /** Where events are to be sent. */
  readonly url: string;
  /** Posts a form once. @returns what was answered; undefined where it was not acknowledged */
  post(body: string): Promise<string | undefined>;
  /** Ids of events that were acknowledged at least once. */
  acknowledged(): readonly string[];
  done(): Promise<void>;
  close(): Promise<void>;
}

export async function slackPostman(parts: SlackPostmanParts): Promise<SlackPostman> {
  const { desks, secret, rate, acknowledgedWithinMs, chance } = parts;
  const acknowledged = new Set<string>();
  const under = new Set<Promise<void>>();
  const pause = (clockMs: number) => systemClock.wait(clockMs / rate);
  let turn = 0;

  async function posted(body: string, withinMs: number, tries = 0): Promise<string | undefined> {
    turn += 1;
    const retry = tries === 0 ? {} : { retry: { num: tries, reason: "http_timeout" } };
    const { headers } = form(body, { secret, ...retry });
    try {
      const signal = AbortSignal.timeout(withinMs);
      const address = desks[turn % desks.length]!.slackEvents;
      const answer = await fetch(address, { method: "POST", headers: { ...headers }, body, signal });
      const text = await answer.text();
      return answer.ok ? text : undefined;
    } catch {
      return undefined;
    }
  }

  async function brought(body: string): Promise<void> {
    const isTwice = chance() < 0.05;
    if (chance() < 0.05) await pause(chance() * 20_000);
    for (const [tries, afterMs] of TRIES_AFTER.entries()) {
      await pause(afterMs);
      if ((await posted(body, acknowledgedWithinMs, tries)) === undefined) continue;
      acknowledged.add((JSON.parse(body) as { event_id: string }).event_id);
      break;
    }
    if (isTwice) await posted(body, acknowledgedWithinMs, 1);
  }

  const { server, url } = await served(async (request, response) => {
    const body = (await whole(request)).toString();
    response.writeHead(200).end();
    const run = brought(body).finally(() => under.delete(run));
    under.add(run);
  });
  return {
    url,
    post: (body) => posted(body, WAITED_MS),
    acknowledged: () => [...acknowledged],
    async done() {
      while (under.size > 0) await Promise.all(under);
    },
    close: () => closed(server),
  };
}
