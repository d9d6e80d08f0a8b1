/**
 * Opens the desks of the settings: one store, and for each desk its channels, its conversations and its work.
 *
 * Residents write in LINE and staff work in Slack; a desk may have both or either.
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
import { noBoard } from "./handoff/board.ts";
import { casework } from "./handoff/casework.ts";
import { keptChanges, liveProfile } from "./handoff/changes.ts";
import type { OpenSlack } from "./open-slack.ts";
import type { Channel } from "./ports/channel.ts";
import type { MediaFiles } from "./ports/media.ts";
import type { Store } from "./ports/store.ts";
import type { Holidays } from "./ports/world.ts";
import { CHANNELS, type ChannelName, type DeskId, NO_DESK, type ReceivedEvent } from "./records.ts";
import type { Surroundings } from "./serve.ts";
import type { SlackSetting } from "./slack-setting.ts";
import type { StaffHouse } from "./staff/house.ts";
import { staffBoard } from "./staff/shown/board.ts";

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
  /** What keeps the people of a desk from being shown anything, a line for each such desk. */
  troubles(): readonly string[];
  /** Takes up nothing more, lets what is under way end, and closes the store. */
  close(): Promise<void>;
}

/** One desk that is open. */
interface OpenDesk {
  readonly desk: DeskId;
  readonly work: DeskWork;
  /** Keeps what a channel delivered. */
  readonly receive: (channel: ChannelName, events: readonly ReceivedEvent[], at: number) => Promise<void>;
  /** Undefined without Slack. */
  readonly slack: OpenSlack | undefined;
}

/** @throws DeskError for a store or a calendar that cannot be used */
export async function openDesks({ config, settings, assembly, surroundings }: OpenDesksParts): Promise<OpenDesks> {
  const { clock, chance, log } = surroundings;
  const { dataDir, databaseUrl, holidaysFile } = config;
  const holidays = japaneseHolidays({ file: holidaysFile });
  const store = await openStore({ dataDir, databaseUrl, chance, warn: (message) => log.warn({}, message) });
  await tellOfOthers(store, settings, log);
  const common = { config, settings, assembly, surroundings, store, holidays, files: mediaFiles(dataDir) };
  const open: OpenDesk[] = [];
  try {
    for (const setting of settings) open.push(await openDesk(setting, common));
  } catch (cause) {
    await Promise.all(open.map(({ work }) => work.stop()));
    await store.close();
    throw cause;
  }
  const byId = new Map(open.map((one) => [one.desk, one]));
  const webhook = lineWebhook({
    secretOf: secretOf(settings),
    receive: (desk, events, at) => byId.get(desk)!.receive("line", events, at),
    clock,
    log,
  });
  const slacks = open.flatMap(({ slack }) => slack ?? []);
  for (const slack of slacks) slack.start();
  return {
    routes: [webhook, ...slacks.flatMap(({ route }) => route ?? [])],
    isWell: () => open.every(({ work }) => work.isWell()),
    troubles: () => open.flatMap(troubleLine),
    async close() {
      // What staff asked for may still be written, so their side is closed before the work and the store.
      await Promise.all(slacks.map((slack) => slack.close()));
      await Promise.all(open.map(({ work }) => work.stop()));
      await store.close();
    },
  };
}

interface Common extends OpenDesksParts {
  readonly store: Store;
  readonly holidays: Holidays;
  readonly files: MediaFiles;
}

async function openDesk({ profile: first, line, slack: setting }: DeskSetting, common: Common): Promise<OpenDesk> {
  const { config, settings, assembly, surroundings, store, holidays, files } = common;
  const { clock, chance, log } = surroundings;
  const { profile, update } = liveProfile(first);
  const desk = profile.id;
  update(await store.within(desk, keptChanges));
  const board = setting === undefined ? noBoard : staffBoard({ clock, chance });
  const inner = { desk: assembly.desk, cities: assembly.cities, profile, board, chance };
  const house: House = { ...inner, casework: casework({ profile, holidays, clock, chance, board }) };
  const staffHouse = setting && staffHouseOf(house, { setting, holidays, assembly, baseUrl: config.baseUrl });
  // Set before anything can arrive: the routes are served only once every desk is open.
  let [arrived, written] = [() => {}, () => {}];
  const receive = receiver({ desk, store, chance, arrived: () => arrived() });
  const slack =
    staffHouse &&
    (await import("./open-slack.ts")).openSlack({
      ...{ desk, setting: setting!, paths: slackPaths(desk, settings), store, house: staffHouse, files, surroundings },
      cities: assembly.corpus.cities,
      baseUrl: config.baseUrl,
      receive: (events, at) => receive("slack", events, at),
      written: () => written(),
    });
  const channels: Channel[] = [
    ...(line === undefined ? [] : [lineChannelOf(line.accessToken, config.baseUrl, surroundings)]),
    ...(slack === undefined ? [] : [slack.channel]),
  ];
  const work = deskWork({ desk, store, channels, house, staffHouse, files, clock, chance, log, update });
  ({ arrived, written } = work);
  return { desk, work, receive, slack };
}

interface Staffed {
  readonly setting: SlackSetting;
  readonly holidays: Holidays;
  readonly assembly: Assembly;
  readonly baseUrl: string | undefined;
}

function staffHouseOf(house: House, { setting, holidays, assembly, baseUrl }: Staffed): StaffHouse {
  const { content, sender: senderName, summaryMinutes } = setting;
  const { topics } = assembly.notebook;
  return {
    ...house,
    holidays,
    settings: { content, senderName, summaryMinutes, casesUrl: undefined, baseUrl },
    topicName: (id) => (Object.hasOwn(topics, id) ? topics[id]?.ja : undefined),
  };
}

interface ReceiverParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly chance: Surroundings["chance"];
  readonly arrived: () => void;
}

/** Each channel has its own transactions, so that a burst of one holds up none of the other. */
function receiver({ desk, store, chance, arrived }: ReceiverParts): OpenDesk["receive"] {
  const takes = new Map(
    CHANNELS.map((channel) => {
      const keep = (arrivals: readonly Arrival[]) => {
        const events = arrivals.map(({ event }) => event);
        // Of the earliest, lest any token be thought to live longer than it does.
        const at = Math.min(...arrivals.map((arrival) => arrival.at));
        return store.within(desk, ({ inbox }) => inbox.receive(channel, events, at, chance.uuid));
      };
      return [channel, intake<Arrival>((arrivals) => keep(arrivals).then(arrived))];
    }),
  );
  return (channel, events, at) => takes.get(channel)!(events.map((event) => ({ event, at })));
}

interface Arrival {
  readonly event: ReceivedEvent;
  readonly at: number;
}

/** Where there is one desk with Slack, its address needs no name. */
export function slackPaths(desk: DeskId, settings: readonly DeskSetting[]): readonly string[] {
  const isOnly = settings.filter(({ slack }) => slack !== undefined).length === 1;
  return [...(isOnly ? [SLACK_PATH] : []), `${SLACK_PATH}/${desk}`];
}

const SLACK_PATH = "/slack/events";

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

/** Where there is one desk, its webhook needs no name. */
function secretOf(settings: readonly DeskSetting[]) {
  const known = new Map<string, { desk: DeskId; secret: string }>();
  for (const { profile, line } of settings) {
    if (line !== undefined) known.set(profile.id, { desk: profile.id, secret: line.channelSecret });
  }
  const only = known.size === 1 ? [...known.keys()][0] : undefined;
  return (named: string | undefined) => known.get(named ?? only ?? "");
}

function lineChannelOf(accessToken: string, baseUrl: string | undefined, { clock, log, line }: Surroundings): Channel {
  return lineChannel({ clients: lineClients({ accessToken, ...line }), clock, log, baseUrl });
}
