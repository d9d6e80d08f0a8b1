/**
 * What sending costs: the month's quota of LINE as the desk last read it.
 */

import type { Records } from "../ports/store.ts";

/** As `src/delivery/housekeeping.ts` keeps it. */
export interface KeptQuota {
  /** Null without a limit. */
  readonly limit: number | null;
  readonly used: number;
  readonly at: number;
}

/** @returns undefined where the desk has not read it yet */
export async function keptQuota({ settings }: Pick<Records, "settings">): Promise<KeptQuota | undefined> {
  const value = await settings.get("quota.line");
  return isQuota(value) ? value : undefined;
}

/** Messages that may still be pushed this month, at least 0; undefined without a limit. */
export const quotaLeft = ({ limit, used }: KeptQuota): number | undefined =>
  limit === null ? undefined : Math.max(0, limit - used);

function isQuota(value: unknown): value is KeptQuota {
  if (typeof value !== "object" || value === null) return false;
  const { limit, used, at } = value as Readonly<Record<string, unknown>>;
  return (limit === null || typeof limit === "number") && typeof used === "number" && typeof at === "number";
}
