/**
 * Opens the desks of the settings on one store, and keeps up with what other processes change.
 *
 * There is always a desk. Residents write on its page and in LINE, staff work in the console and in Slack; of the last
 * three a desk may have any.
 */

import { japaneseHolidays } from "../adapters/holidays/holidays.ts";
import type { HttpServerParts } from "../adapters/http/server.ts";
import { mediaFiles } from "../adapters/store/media-files.ts";
import { openStore } from "../adapters/store/open.ts";
import { programVersion } from "../adapters/world/program.ts";
import type { Config } from "./config.ts";
import type { ConsoleProcess } from "./console/parts.ts";
import { rounds } from "./delivery/rounds.ts";
import { storeUpkeep } from "./delivery/store-upkeep.ts";
import type { DeskSetting } from "./desks.ts";
import { knowledgeFiles } from "./knowledge/load.ts";
import { type DeskParts, lineRoute, type OpenDesk, openDesk } from "./open-desk.ts";
import type { ConsoleDesk } from "./ports/console/desk.ts";
import type { PrivateDesk } from "./ports/private.ts";
import type { Store } from "./ports/store.ts";
import type { SigningKeys, TalkDesk } from "./ports/talk.ts";
import { type DeskId, NO_DESK } from "./records.ts";
import type { Surroundings } from "./serve.ts";
import { signingKeys } from "./talk/keys.ts";

export type OpenDesksParts = Pick<DeskParts, "config" | "settings" | "assembly" | "surroundings">;

export interface OpenDesks {
  readonly store: Store;
  /** At which channels deliver. */
  readonly routes: HttpServerParts["routes"];
  /** In the order of the settings; at least one. */
  readonly talks: readonly TalkDesk[];
  readonly pages: readonly PrivateDesk[];
  readonly consoles: readonly ConsoleDesk[];
  readonly keys: SigningKeys;
  /** False while the store is away. */
  isWell(): boolean;
  /** What keeps the people of a desk from being shown anything, a line for each such desk. */
  troubles(): readonly string[];
  /** Takes up nothing more, lets what is under way end, and closes the store. */
  close(): Promise<void>;
}

/** What the console tells of the program and of what it was started with. */
function processOf({ knowledgeDir, databaseUrl }: Config, startedAt: number): ConsoleProcess {
  const store = databaseUrl === undefined ? "sqlite" : "postgres";
  return { version: programVersion(), startedAt, store, files: knowledgeFiles(knowledgeDir) };
}

/** How often it is looked for what another process changed. */
const LOOK_EVERY_MS = 1_000;

/** @throws DeskError for a store or a calendar that cannot be used */
export async function openDesks(given: OpenDesksParts): Promise<OpenDesks> {
  const { config, settings, surroundings } = given;
  const { clock, chance, log } = surroundings;
  const { dataDir, databaseUrl, holidaysFile } = config;
  const holidays = japaneseHolidays({ file: holidaysFile });
  const store = await openStore({ dataDir, databaseUrl, chance, warn: (message) => log.warn({}, message) });
  const open: OpenDesk[] = [];
  try {
    await tellOfOthers(store, settings, log);
    const process = processOf(config, clock.now());
    const parts = { ...given, store, holidays, files: mediaFiles(dataDir), process };
    for (const setting of settings) open.push(await openDesk(setting, parts));
    const seen = await kept(open, { store, clock, chance });
    const watch = rounds(() => seen.look().then(() => []), { clock, idleMs: LOOK_EVERY_MS, most: 1, failed: () => {} });
    const byId = new Map(open.map((one) => [one.desk, one]));
    const receive = (desk: DeskId, ...events: Parameters<Tail<OpenDesk["receive"]>>) =>
      byId.get(desk)!.receive("line", ...events);
    const webhook = await lineRoute(settings, { receive, clock, log });
    const slacks = open.flatMap(({ slack }) => slack ?? []);
    for (const slack of slacks) slack.start();
    const upkeep = storeUpkeep({ store, files: parts.files, clock, chance, log });
    return {
      store,
      routes: [...(webhook === undefined ? [] : [webhook]), ...slacks.flatMap(({ route }) => route ?? [])],
      talks: open.map(({ talk }) => talk),
      pages: open.map(({ pages }) => pages),
      consoles: open.map(({ console }) => console),
      keys: seen,
      isWell: () => open.every(({ work }) => work.isWell()),
      troubles: () => open.flatMap(troubleLine),
      async close() {
        const looking = [watch.stop(), upkeep.stop()];
        // What staff asked for may still be written, so their side is closed before the work and the store.
        await Promise.all(slacks.map((slack) => slack.close()));
        await Promise.all([...looking, ...open.map(({ work }) => work.stop())]);
        await store.close();
      },
    };
  } catch (cause) {
    await Promise.all(open.map(({ work }) => work.stop()));
    await store.close();
    throw cause;
  }
}

type Tail<Receive> = Receive extends (channel: never, ...rest: infer Rest) => infer End
  ? (...rest: Rest) => End
  : never;

/** What is kept for all processes alike, as it was when it was last looked at. */
async function kept(
  open: readonly OpenDesk[],
  parts: { readonly store: Store } & Pick<Surroundings, "clock" | "chance">,
): Promise<SigningKeys & { look(): Promise<void> }> {
  const { store } = parts;
  let keys = await signingKeys(parts);
  let accountsAt = -1;
  async function look(): Promise<void> {
    keys = await signingKeys(parts);
    for (const one of open) one.changedTo(await store.within(one.desk, ({ changes }) => changes.current()));
    await store.within(NO_DESK, async ({ changes, accounts }) => {
      const count = await changes.current();
      if (count === accountsAt) return;
      const all = (await accounts.list()).filter(({ isDisabled }) => !isDisabled);
      const works = (desk: DeskId) => all.some(({ roles }) => ["counsellor", "manager"].includes(roles[desk] ?? ""));
      for (const one of open) one.staffed(works(one.desk));
      accountsAt = count;
    });
  }
  await look();
  return { keys: () => keys, look };
}

function troubleLine({ desk, slack }: OpenDesk): readonly string[] {
  const trouble = slack?.channel.trouble();
  return trouble === undefined ? [] : [`slack ${desk}: ${trouble.code} since ${new Date(trouble.since).toISOString()}`];
}

/** A desk that was taken out of the settings keeps its records, of which nobody takes care any more. */
async function tellOfOthers(store: Store, settings: readonly DeskSetting[], log: Surroundings["log"]): Promise<void> {
  const named = new Set([NO_DESK, ...settings.map(({ profile }) => profile.id)]);
  for (const desk of await store.desks()) {
    if (named.has(desk)) continue;
    log.warn(
      { desk },
      "a desk that the settings do not name has records: nothing of it is answered, sent or removed when its time is " +
        "over; name it again, without line and slack if it is closed, until its records have run out",
    );
  }
}
