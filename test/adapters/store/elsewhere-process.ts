/**
 * One process of `elsewhere.ts`: tells that it is ready, waits for the word to go, does its job and tells the result.
 */

import { once } from "node:events";
import { restore } from "../../../adapters/store/backup.ts";
import { openStore } from "../../../adapters/store/open.ts";
import type { DeskError } from "../../../src/errors.ts";
import type { Store } from "../../../src/ports/store.ts";
import { NO_DESK } from "../../../src/records.ts";
import type { Job, Place } from "./elsewhere.ts";
import { DESK, event, LEASE_MS, receive, take } from "./sample.ts";
import { typed } from "./sample-web.ts";

const { place, job } = JSON.parse(process.argv[2]!) as { place: Place; job: Job };
const open = () => openStore({ ...place, chance: { uuid: () => crypto.randomUUID() } });
const tell = (told: unknown) => process.send?.({ told });

const early = job.kind === "start" || job.kind === "restore" ? undefined : await open();
const go = once(process, "message");
tell("ready");
await go;
if (job.kind === "restore") {
  tell(await restored(job.file));
} else {
  const store = early ?? (await open());
  const result = await done(store, job);
  await store.close();
  tell(result);
}
process.disconnect?.();

function restored(file: string): Promise<string> {
  return restore(place.dataDir, file, 0).then(
    () => "restored",
    (error: DeskError) => error.code,
  );
}

async function done(store: Store, job: Exclude<Job, { kind: "restore" }>): Promise<unknown> {
  switch (job.kind) {
    case "start":
      return store.within(DESK, ({ inbox }) => inbox.counts());
    case "receive":
      return receive(
        store,
        job.eventIds.map((id) => event(id)),
      );
    case "work":
      return worked(store);
    case "send":
      return sent(store);
    case "save":
      return store.within(DESK, async ({ cases }) => (await cases.save(job.read)) !== undefined);
    case "ensure":
      return store.within(DESK, async ({ conversations }) => {
        const { id } = await conversations.ensure("slack", job.peer, 1, () => crypto.randomUUID());
        return id;
      });
    case "bind":
      return store.within(DESK, ({ links }) => links.bind(job.hash, job.browser, 1));
    case "notice":
      return store.within(DESK, ({ notices }) => notices.save(job.read));
    case "show":
      return store.within(DESK, ({ timeline }) => timeline.add(job.peer, job.key, typed(job.key), 1));
    case "fail":
      return failed(store, job.key, job.times);
    default:
      return job satisfies never;
  }
}

async function failed(store: Store, key: string, times: number): Promise<number[]> {
  const counts: number[] = [];
  for (let i = 0; i < times; i++) {
    counts.push(await store.within(NO_DESK, ({ failures }) => failures.add(key, 1, 0)));
  }
  return counts;
}

async function worked(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const work = await take(store);
    if (work === undefined) return ids;
    ids.push(work.event.eventId);
    await store.within(DESK, async ({ inbox }) => {
      if (!(await inbox.holds(work.lease))) throw new Error("A lease was lost that nobody could have taken");
      await inbox.end(work.lease, work.event, { kind: "answered" }, 100);
    });
  }
}

async function sent(store: Store): Promise<number[]> {
  const ids: number[] = [];
  for (;;) {
    const rows = await store.within(DESK, ({ outbox }) => outbox.claim(100, LEASE_MS, 3));
    if (rows.length === 0) return ids;
    for (const row of rows) {
      ids.push(row.id);
      await store.within(DESK, ({ outbox }) => outbox.settle(row, { state: "sent", sentAt: 100, reason: "" }));
    }
  }
}
