/**
 * How the desk itself fares.
 */

import { sentAgain } from "../handoff/again.ts";
import { keptQuota } from "../handoff/quota.ts";
import { keptTrouble } from "../handoff/trouble.ts";
import type { ChannelState, CityKnowledge, ConsoleState, PutAside } from "../ports/console/state.ts";
import { MOST_PUT_ASIDE } from "../ports/console/state.ts";
import type { Records } from "../ports/store.ts";
import { CHANNELS, type OutboxId, type OutboxRow } from "../records.ts";
import type { ConsoleParts } from "./parts.ts";

/** Events that were given up, as many as are looked through. */
const MOST_DEAD = 1_000;
const MOST_ROWS = 10_000;

export function consoleState(parts: ConsoleParts): ConsoleState {
  const { desk, store, clock, process, written } = parts;
  const knowledge = knowledgeOf(parts);
  const letOut = (id: OutboxId, by: string) =>
    store.within(desk, (records) => sentAgain(records, id, { by: () => by, now: clock.now() }));
  return {
    async read() {
      const { files: _, ...program } = process;
      return store.within(desk, async (records) => {
        const channels = await channelStates(records, parts);
        const sum = (state: "held" | "dead") => channels.reduce((total, { outbox }) => total + outbox[state], 0);
        return {
          ...{ ...program, channels, knowledge, now: clock.now() },
          slackTrouble: await keptTrouble(records),
          quota: await keptQuota(records),
          inbox: await records.inbox.counts(),
          putAside: await putAside(records),
          ...{ held: sum("held"), deadRows: sum("dead") },
        };
      });
    },
    async again(by, typed) {
      const isOut = /^\d{1,15}$/u.test(typed) && (await letOut(Number(typed) as OutboxId, by.id));
      if (isOut) written();
      return isOut;
    },
    async everyHeldAgain(by) {
      const held = await store.within(desk, ({ outbox }) => outbox.list(["held"], MOST_ROWS));
      let count = 0;
      // Oldest first, so that messages arrive in their order.
      for (const { id } of held.toReversed()) if (await letOut(id, by.id)) count += 1;
      if (count > 0) written();
      return count;
    },
  };
}

async function channelStates({ inbox, outbox }: Records, { channels }: ConsoleParts): Promise<ChannelState[]> {
  const last = await inbox.lastReceived();
  const dead = Map.groupBy(await inbox.dead(MOST_DEAD), ({ channel }) => channel);
  const states: ChannelState[] = [];
  for (const name of CHANNELS) {
    const [latest, ...earlier] = dead.get(name) ?? [];
    states.push({
      name,
      isConfigured: channels.includes(name),
      lastReceivedAt: last[name],
      dead: latest === undefined ? 0 : earlier.length + 1,
      lastDeadAt: latest?.at,
      lastError: latest?.error,
      outbox: await outbox.counts(name),
    });
  }
  return states;
}

async function putAside({ outbox, cases }: Records): Promise<PutAside[]> {
  const rows: PutAside[] = [];
  for (const row of await outbox.list(["held", "dead"], MOST_PUT_ASIDE)) {
    const { id, channel, reason, createdAt, state } = row;
    if (state !== "held" && state !== "dead") continue;
    rows.push({ id, channel, reason, createdAt, state, number: await numberOf(cases, row) });
  }
  return rows;
}

/** What is for staff tells itself of which case it is. */
async function numberOf(cases: Records["cases"], { channel, sayings, conversation }: OutboxRow) {
  if (channel !== "slack") return (await cases.list({ conversation, limit: 1 }))[0]?.number;
  const [said] = sayings;
  return said?.kind === "post" && "number" in said.post ? said.post.number : undefined;
}

function knowledgeOf({ assembly, process }: ConsoleParts): CityKnowledge[] {
  const { corpus, notebook } = assembly;
  const files = Map.groupBy(process.files, ({ city }) => city);
  const ofCities = corpus.cities.map(({ id, names, guideline, contacts }): CityKnowledge => {
    const { issued, revised, latestMention } = guideline;
    return {
      cityName: names.ja,
      files: files.get(id) ?? [],
      notes: notebook.notes.filter(({ city }) => city === id).length,
      passages: corpus.passages.filter(({ city }) => city === id).length,
      issued: issued?.printed,
      revised: revised?.printed,
      latestMention: latestMention === null ? undefined : `${latestMention.printed}（${latestMention.of}）`,
      contactsAsOf: [...new Set(contacts.flatMap(({ asOf }) => asOf ?? []))],
    };
  });
  const nothing = { notes: 0, passages: 0, issued: undefined, revised: undefined, latestMention: undefined };
  return [...ofCities, { ...nothing, cityName: undefined, files: files.get(undefined) ?? [], contactsAsOf: [] }];
}
