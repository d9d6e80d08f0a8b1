/**
 * What keeps staff from being shown anything in Slack, as the desk in work last found it.
 */

import type { Records } from "../ports/store.ts";

/** As `src/delivery/sender.ts` keeps it. */
export interface KeptTrouble {
  readonly code: string;
  readonly since: number;
  /** Posts that wait until it is mended. */
  readonly waiting: number;
}

/** @returns undefined where nothing is known to be wrong */
export async function keptTrouble({ settings, outbox }: Records): Promise<KeptTrouble | undefined> {
  const value = await settings.get(KEY);
  if (!isTrouble(value)) return undefined;
  const { waiting } = await outbox.counts("slack");
  return { code: value.code, since: value.since, waiting };
}

/** Whether the desk in work ever showed anything in Slack, or tried to. */
export const hasUsedSlack = async ({ settings }: Pick<Records, "settings">): Promise<boolean> =>
  (await settings.get(KEY)) !== undefined;

const KEY = "trouble.slack";

function isTrouble(value: unknown): value is Pick<KeptTrouble, "code" | "since"> {
  if (typeof value !== "object" || value === null) return false;
  const { code, since } = value as Readonly<Record<string, unknown>>;
  return typeof code === "string" && typeof since === "number";
}
