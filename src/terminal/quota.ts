/**
 * What sending costs: the month's quota of LINE as the desk last read it.
 */

import type { Records } from "../ports/store.ts";
import { time } from "./layout.ts";

/** As `src/delivery/housekeeping.ts` keeps it. */
export interface KeptQuota {
  /** Null without a limit. */
  readonly limit: number | null;
  readonly used: number;
  readonly at: number;
}

/** @returns undefined where the desk has not read it yet */
export async function keptQuota({ settings }: Records): Promise<KeptQuota | undefined> {
  const value = await settings.get("quota.line");
  return isQuota(value) ? value : undefined;
}

export function quotaWords(quota: KeptQuota | undefined): string {
  if (quota === undefined) return "今月の送信数はまだわかりません";
  const limit = quota.limit === null ? "上限なし" : `上限 ${quota.limit} 通`;
  return `今月 ${quota.used} 通、${limit}（${time(quota.at)} 現在）`;
}

export const isUsedUp = (quota: KeptQuota | undefined): boolean =>
  quota !== undefined && quota.limit !== null && quota.used >= quota.limit;

function isQuota(value: unknown): value is KeptQuota {
  if (typeof value !== "object" || value === null) return false;
  const { limit, used, at } = value as Readonly<Record<string, unknown>>;
  return (limit === null || typeof limit === "number") && typeof used === "number" && typeof at === "number";
}
