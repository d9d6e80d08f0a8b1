/**
 * Opens the desks of the settings: one store, and for each desk its channels, its conversations and its work.
 */

import { japaneseHolidays } from "../adapters/holidays/holidays.ts";
import type { HttpServerParts } from "../adapters/http/server.ts";
import { lineChannel, lineClients } from "../adapters/line/channel.ts";
import { lineWebhook } from "../adapters/line/webhook.ts";
import { mediaFiles } from "../adapters/store/media-files.ts";
import { openStore } from "../adapters/store/open.ts";
import type { Assembly } from "./assemble.ts";
import type { Config } from "./config.ts";
import type { House } from "./conversation/turn.ts";
import { type DeskWork, deskWork } from "./delivery/desk-work.ts";
import { intake } from "./delivery/intake.ts";
import type { DeskSetting } from "./desks.ts";
import { casework } from "./handoff/casework.ts";
import { keptChanges, liveProfile } from "./handoff/changes.ts";
import type { Channel } from "./ports/channel.ts";
import type { Store } from "./ports/store.ts";
import { type DeskId, NO_DESK, type ReceivedEvent } from "./records.ts";
import type { Surroundings } from "./serve.ts";

export interface OpenDesksParts {
  readonly config: Config;
  readonly settings: readonly DeskSetting[];
  readonly assembly: Assembly;
  readonly surroundings: Surroundings;
}

export interface OpenDesks {
  readonly routes: HttpServerParts["routes"];
  /** False while the store is away. */
  isWell(): boolean;
  /** Takes up nothing more, lets what is under way end, and closes the store. */
  close(): Promise<void>;
}

interface Arrival {
  readonly event: ReceivedEvent;
  readonly at: number;
}

/** @throws DeskError for a store or a calendar that cannot be used */
export async function openDesks({ config, settings, assembly, surroundings }: OpenDesksParts): Promise<OpenDesks> {
  const { clock, chance, log } = surroundings;
  const { dataDir, databaseUrl, holidaysFile } = config;
  const holidays = japaneseHolidays({ file: holidaysFile });
  const store = await openStore({ dataDir, databaseUrl, chance, warn: (message) => log.warn({}, message) });
  await tellOfOthers(store, settings, log);
  const files = mediaFiles(dataDir);
  const works = new Map<DeskId, DeskWork>();
  for (const { profile: first, line } of settings) {
    const { profile, update } = liveProfile(first);
    update(await store.within(profile.id, keptChanges));
    const channels = line === undefined ? [] : [lineChannelOf(line.accessToken, surroundings)];
    const house: House = {
      desk: assembly.desk,
      cities: assembly.cities,
      profile,
      casework: casework({ profile, holidays, clock, chance }),
      chance,
    };
    works.set(profile.id, deskWork({ desk: profile.id, store, channels, house, files, clock, chance, log, update }));
  }
  const takes = new Map(
    [...works].map(([desk, work]) => {
      const keep = (arrivals: readonly Arrival[]) => {
        const events = arrivals.map(({ event }) => event);
        // Of the earliest, lest any token be thought to live longer than it does.
        const at = Math.min(...arrivals.map((arrival) => arrival.at));
        return store.within(desk, ({ inbox }) => inbox.receive("line", events, at, chance.uuid));
      };
      return [desk, intake<Arrival>((arrivals) => keep(arrivals).then(work.arrived))];
    }),
  );
  const webhook = lineWebhook({
    secretOf: secretOf(settings),
    receive: (desk, events, at) => takes.get(desk)!(events.map((event) => ({ event, at }))),
    clock,
    log,
  });
  return {
    routes: [webhook],
    isWell: () => [...works.values()].every((work) => work.isWell()),
    async close() {
      await Promise.all([...works.values()].map((work) => work.stop()));
      await store.close();
    },
  };
}

/** A desk that was taken out of the settings keeps its records, of which nobody takes care any more. */
async function tellOfOthers(store: Store, settings: readonly DeskSetting[], log: Surroundings["log"]): Promise<void> {
  const named = new Set([NO_DESK, ...settings.map(({ profile }) => profile.id)]);
  for (const desk of await store.desks()) {
    if (named.has(desk)) continue;
    log.warn(
      { desk },
      "a desk that the settings do not name has records: nothing of it is answered, sent or removed when its time is " +
        "over; name it again, without line if it is closed, until its records have run out",
    );
  }
}

/** Where there is one desk, its webhook needs no name. */
function secretOf(settings: readonly DeskSetting[]) {
  const known = new Map<string, { desk: DeskId; secret: string }>();
  for (const { profile, line } of settings) {
    if (line !== undefined) known.set(profile.id, { desk: profile.id, secret: line.channelSecret });
  }
  const only = known.size === 1 ? [...known.keys()][0] : undefined;
  return (named: string | undefined) => known.get(named ?? only ?? "");
}

function lineChannelOf(accessToken: string, { clock, log, line }: Surroundings): Channel {
  return lineChannel({ clients: lineClients({ accessToken, ...line }), clock, log });
}
