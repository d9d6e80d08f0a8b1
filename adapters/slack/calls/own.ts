/**
 * Who the desk is in Slack, asked in the background until Slack has told: no start waits for it.
 */

import type { Trouble } from "../../../src/ports/channel.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { Own } from "../requests/author.ts";
import { FILL_MS } from "../requests/limits.ts";
import type { SlackLog } from "../requests/receiver.ts";
import { asking, type Failure } from "./asking.ts";

export interface OwnClient {
  readonly auth: {
    test(): Promise<{ readonly user_id?: string | undefined; readonly bot_id?: string | undefined }>;
  };
}

export interface OwnParts {
  readonly client: OwnClient;
  readonly clock: Clock;
  readonly log: SlackLog;
  readonly desk: string;
}

/** From one try to the next: doubled each time, up to the last. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Who the desk is in Slack. */
export interface Self {
  /** As far as it is known. */
  known(): Own;
  /** Slack refuses the token itself; undefined while it does not, or nobody knows. */
  trouble(): Trouble | undefined;
  /** Resolves once Slack has told, or nobody wants to know any more. */
  asked(): Promise<void>;
  stop(): void;
}

export function own({ client, clock, log, desk }: OwnParts): Self {
  const end = new AbortController();
  const ask = asking(clock, log);
  let known: Own = { user: undefined, bot: undefined };
  let trouble: Trouble | undefined;

  /** @returns why Slack did not tell; undefined once it has */
  async function untold(): Promise<Failure | undefined> {
    const told = await ask("auth.test", FILL_MS, () => client.auth.test());
    if (told.kind !== "answer") return told;
    if (told.body.user_id === undefined) return { kind: "server", status: undefined };
    known = { user: told.body.user_id, bot: told.body.bot_id };
    return undefined;
  }

  function note(why: Failure, isFirst: boolean): void {
    if (why.kind !== "refusal") {
      if (isFirst) log.warn({ desk }, "Slack did not tell who the desk is there; it is asked again until it does");
    } else if (trouble?.code !== why.error) {
      trouble = { code: why.error, since: clock.now() };
      log.error({ desk, code: why.error }, "Slack refuses the desk's token: npm run slack:check tells what to do");
    }
  }

  return {
    known: () => known,
    trouble: () => trouble,
    async asked() {
      for (let pauseMs = FIRST_PAUSE_MS; !end.signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        const why = await untold();
        if (why === undefined) break;
        note(why, pauseMs === FIRST_PAUSE_MS);
        await clock.wait(pauseMs, end.signal);
      }
      trouble = undefined;
    },
    stop: () => end.abort(),
  };
}
