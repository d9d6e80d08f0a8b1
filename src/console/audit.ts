/**
 * Who did what at a desk. The trail is only ever added to; here it is read, filtered and named.
 */

import { dayOf, startOf } from "../handoff/hours.ts";
import type { AuditFilter, AuditLine, AuditRead, ConsoleAudit } from "../ports/console/audit.ts";
import type { Records } from "../ports/store.ts";
import { auditWords } from "../reply/console/audit.ts";
import { staffName } from "../staff/shown/names.ts";
import type { ConsoleParts } from "./parts.ts";
import { isDay } from "./weeks.ts";

/** Entries that a page looks through: some weeks of a busy desk. A file has them all. */
const LOOKED_BACK = 5_000;
const ALL = Number.MAX_SAFE_INTEGER;

export function consoleAudit({ desk, store, clock }: Pick<ConsoleParts, "desk" | "store" | "clock">): ConsoleAudit {
  const read = (filter: AuditFilter, limit: number, lookedBack = LOOKED_BACK) =>
    isRead(filter)
      ? store.within(desk, (records) => found(records, filter, { limit, lookedBack }))
      : Promise.resolve("no-day" as const);
  return {
    read: (filter, limit) => read(filter, limit),
    async taken(filter, by) {
      const all = await read(filter, ALL, ALL);
      if (all === "no-day") return all;
      const entry = { at: clock.now(), actor: by.id, act: "audit-export", subject: "" };
      await store.within(desk, ({ audit }) => audit.add(entry));
      return all;
    },
  };
}

const isRead = ({ from, until }: AuditFilter): boolean => [from, until].every((day) => day === "" || isDay(day));

interface Reach {
  readonly limit: number;
  readonly lookedBack: number;
}

async function found(
  records: Records,
  { actor, act, from, until }: AuditFilter,
  { limit, lookedBack }: Reach,
): Promise<AuditRead> {
  const all = await records.audit.latest(lookedBack, from === "" ? 0 : startOf(from));
  const fits = all.filter(
    (entry) =>
      (actor === "" || entry.actor === actor) &&
      (act === "" || entry.act === act) &&
      (until === "" || dayOf(entry.at) <= until),
  );
  const names = await namesIn(records, all);
  const lines = fits.slice(0, limit).map(
    (entry): AuditLine => ({
      ...entry,
      who: names.get(entry.actor) ?? entry.actor,
      what: whatOf(entry.subject, names),
    }),
  );
  const actors = [...new Set(all.map((entry) => entry.actor))].map((id) => ({ id, name: names.get(id) ?? id }));
  return {
    lines,
    isMore: fits.length > limit || all.length === lookedBack,
    actors: actors.sort((a, b) => (a.name < b.name ? -1 : 1)),
    acts: [...new Set(all.map((entry) => entry.act))].sort(),
  };
}

/** Of everybody who acted or was acted on. */
async function namesIn(records: Records, all: readonly { readonly actor: string; readonly subject: string }[]) {
  const ids = new Set(all.flatMap(({ actor, subject }) => (subject.includes(":") ? [actor, subject] : [actor])));
  const { others } = auditWords;
  const named = [...ids].map(async (id) => {
    const name = Object.hasOwn(others, id) ? others[id]! : await staffName(records, id);
    return [id, name] as const;
  });
  return new Map(await Promise.all(named));
}

/** `case 12` → 「受付 12」; one of the staff by name; an id that tells a reader nothing is left out. */
function whatOf(subject: string, names: ReadonlyMap<string, string>): string {
  const [kind = "", ...rest] = subject.split(" ");
  const { things } = auditWords;
  if (!Object.hasOwn(things, kind)) return names.get(subject) ?? subject;
  const id = rest.join(" ");
  return id.length > 20 ? things[kind]! : `${things[kind]} ${id}`;
}
