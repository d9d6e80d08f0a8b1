/**
 * Search over what was said in cases.
 */

import type { Span } from "../model.ts";
import type { ConsoleSearch, SearchHit, Stretch } from "../ports/console/search.ts";
import type { Records } from "../ports/store.ts";
import type { Case, ConversationId } from "../records.ts";
import type { Found } from "../staff/search/found.ts";
import { wantedIn } from "../staff/search/query.ts";
import { type Hit, searched } from "../staff/search/search.ts";
import { nameOf } from "../staff/shown/names.ts";
import type { ConsoleParts } from "./parts.ts";

/** UTF-16 code units of what is looked for. */
const LONGEST = 200;
const SHOWN = 50;
/** Of one conversation, among which the one is told that was open when something was said. */
const CASES = 100;
/** UTF-16 code units of an excerpt, and of those before what was found. */
const EXCERPT = 200;
const BEFORE = 60;

export function consoleSearch({ desk, store, house, assembly }: ConsoleParts): ConsoleSearch {
  const withoutResidents = () => house.profile.caseWay === "contact";
  return {
    withoutResidents,
    async search(typed) {
      const wanted = wantedIn(typed.slice(0, LONGEST).toWellFormed());
      if (wanted.length === 0) return undefined;
      return store.within(desk, async (records) => {
        const options = { limit: SHOWN + 1, withoutResidents: withoutResidents() };
        const hits = await searched(records, wanted, assembly.tokenizer, options);
        const shown: SearchHit[] = [];
        const known = new Map<ConversationId, readonly Case[]>();
        for (const hit of hits.slice(0, SHOWN)) shown.push(...(await shownHit(records, hit, known)));
        return { hits: shown, isMore: hits.length > SHOWN };
      });
    },
  };
}

async function shownHit(
  records: Records,
  { message, found }: Hit,
  known: Map<ConversationId, readonly Case[]>,
): Promise<SearchHit[]> {
  const { conversation, at, author, staff, isPrivate } = message;
  const cases = known.get(conversation) ?? (await records.cases.list({ conversation, limit: CASES }));
  known.set(conversation, cases);
  // What was said before the first case belongs to it.
  const on = cases.find(({ openedAt }) => openedAt <= at) ?? cases.at(-1);
  if (on === undefined) return [];
  const name = await nameOf(records, staff);
  return [{ number: on.number, at, author, name, isPrivate, excerpt: excerptOf(found) }];
}

/** Around the first of what was found. */
function excerptOf({ text, spans }: Found): Stretch[] {
  const first = spans[0]?.start ?? 0;
  const start = first <= BEFORE ? 0 : first - BEFORE;
  const end = Math.min(text.length, start + EXCERPT);
  const stretches: Stretch[] = [];
  const add = (from: number, to: number, isFound: boolean) => {
    if (to > from) stretches.push({ text: text.slice(from, to).toWellFormed(), isFound });
  };
  let at = start;
  for (const span of spans.filter((one: Span) => one.start < end)) {
    add(at, span.start, false);
    add(span.start, Math.min(span.end, end), true);
    at = Math.min(span.end, end);
  }
  add(at, end, false);
  const dots = (isCut: boolean): Stretch[] => (isCut ? [{ text: "…", isFound: false }] : []);
  return [...dots(start > 0), ...stretches, ...dots(end < text.length)];
}
