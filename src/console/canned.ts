/**
 * Texts that staff use again and again.
 */

import type { CannedDraft, CannedSaved, ConsoleCanned, ShownCanned } from "../ports/console/canned.ts";
import type { Records } from "../ports/store.ts";
import type { CannedText } from "../records.ts";
import { MOST_ANSWER_UNITS } from "../staff/acts/answering.ts";
import { visits } from "../staff/acts/room.ts";
import type { Visit } from "../staff/acts/views.ts";
import { staffName } from "../staff/shown/names.ts";
import type { ConsoleParts } from "./parts.ts";

/** UTF-16 code units. */
const MOST_TITLE_UNITS = 60;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export function consoleCanned({
  desk,
  store,
  house,
  clock,
}: Pick<ConsoleParts, "desk" | "store" | "house" | "clock">): ConsoleCanned {
  const visit = visits({ desk, store, house, clock });
  return {
    list: () =>
      store.within(desk, async (records) => {
        const shown: ShownCanned[] = [];
        for (const text of await records.canned.list()) shown.push(await named(records, text));
        return shown;
      }),
    get: (id) => store.within(desk, (records) => shownNow(records, id)),
    save: (by, draft) => visit(by, (here) => saved(here, draft)),
    remove: (by, id, version) => visit(by, (here) => removed(here, id, version)),
  };
}

async function named(records: Records, text: CannedText): Promise<ShownCanned> {
  return { ...text, authorName: await staffName(records, text.author) };
}

async function shownNow(records: Records, id: string): Promise<ShownCanned | undefined> {
  const text = await records.canned.get(id);
  return text && named(records, text);
}

async function saved({ records, house, by, now }: Visit, draft: CannedDraft): Promise<CannedSaved> {
  const title = plain(draft.title).replace(/\s+/gu, " ");
  const text = plain(draft.text);
  const fault = faultOf("title", title, MOST_TITLE_UNITS) ?? faultOf("text", text, MOST_ANSWER_UNITS);
  if (fault !== undefined) return fault;
  const id = ID.test(draft.id) ? draft.id : house.chance.uuid();
  const before = await records.canned.get(id);
  // The form came twice: the first time did it.
  if (before?.version === draft.version + 1 && before.author === by.id && isSame(before, { title, text })) {
    return { kind: "saved" };
  }
  const next = { id, title, text, author: by.id, changedAt: now, version: draft.version };
  if (!(await records.canned.save(next))) return { kind: "changed", now: await shownNow(records, id) };
  const act = before === undefined ? "canned-add" : "canned-change";
  const detail = `${before === undefined ? "" : `${detailOf(before)}\n→ `}${detailOf(next)}`;
  await records.audit.add({ at: now, actor: by.id, act, subject: `canned ${id}`, detail });
  return { kind: "saved" };
}

async function removed({ records, by, now }: Visit, id: string, version: number): Promise<CannedSaved> {
  const before = await shownNow(records, id);
  if (before === undefined) return { kind: "saved" };
  // Written once more as it was read, lest a change that is under way be removed unseen.
  if (!(await records.canned.save({ ...before, version }))) {
    return { kind: "changed", now: await shownNow(records, id) };
  }
  await records.canned.remove(id);
  const detail = detailOf(before);
  await records.audit.add({ at: now, actor: by.id, act: "canned-remove", subject: `canned ${id}`, detail });
  return { kind: "saved" };
}

/** PostgreSQL keeps no NUL; a form has line ends of its own. */
const plain = (typed: string): string => typed.toWellFormed().replaceAll("\0", "").replace(/\r\n?/gu, "\n").trim();

function faultOf(field: "title" | "text", typed: string, units: number): CannedSaved | undefined {
  if (!/[^\s\p{C}]/u.test(typed)) return { kind: "fault", field, fault: { kind: "empty" } };
  return typed.length > units ? { kind: "fault", field, fault: { kind: "too-long", units } } : undefined;
}

const isSame = (a: Pick<CannedText, "title" | "text">, b: Pick<CannedText, "title" | "text">): boolean =>
  a.title === b.title && a.text === b.text;

const detailOf = ({ title, text }: Pick<CannedText, "title" | "text">): string => `${title}：${text}`;
