/**
 * Who the desk is in Slack, asked in the background until Slack has told: no start waits for it.
 */

import type { Clock } from "../../src/ports/world.ts";
import type { Own } from "./author.ts";
import { LATE, within } from "./deadline.ts";
import type { SlackLog } from "./receiver.ts";
import { FILL_MS } from "./request-limits.ts";

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
  /** Resolves once Slack has told, or nobody wants to know any more. */
  asked(): Promise<void>;
  stop(): void;
}

export function own({ client, clock, log, desk }: OwnParts): Self {
  const end = new AbortController();
  let known: Own = { user: undefined, bot: undefined };

  async function tell(): Promise<boolean> {
    try {
      const told = await within(clock, FILL_MS, () => client.auth.test());
      if (told === LATE || told.user_id === undefined) return false;
      known = { user: told.user_id, bot: told.bot_id };
      return true;
    } catch {
      return false;
    }
  }

  return {
    known: () => known,
    async asked() {
      for (let pauseMs = FIRST_PAUSE_MS; !end.signal.aborted && !(await tell()); ) {
        if (pauseMs === FIRST_PAUSE_MS) {
          log.warn({ desk }, "Slack did not tell who the desk is there; it is asked again until it does");
        }
        await clock.wait(pauseMs, end.signal);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    },
    stop: () => end.abort(),
  };
}
