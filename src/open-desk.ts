/**
 * Opens one desk: its channels, its conversations, its work, and what its page and its console are given.
 *
 * What only LINE or Slack need is loaded only where a desk has them, so that the page alone starts fast and small.
 */

import type { lineWebhook } from "../adapters/line/webhook.ts";
import { webChannel } from "../adapters/web/talk/channel.ts";
import { systemTokens } from "../adapters/world/tokens.ts";
import type { Assembly } from "./assemble.ts";
import type { Config } from "./config.ts";
import type { ConsoleProcess } from "./console/parts.ts";
import type { House } from "./conversation/turn.ts";
import { type DeskWork, deskWork } from "./delivery/desk-work.ts";
import { intake } from "./delivery/intake.ts";
import { type DeskSetting, slackPaths } from "./desks.ts";
import { noBoard } from "./handoff/board.ts";
import { casework } from "./handoff/casework.ts";
import { keptChanges, liveProfile } from "./handoff/changes.ts";
import { privatePage } from "./handoff/private-page.ts";
import { consoleDesk } from "./open-console.ts";
import type { OpenSlack } from "./open-slack.ts";
import type { Channel } from "./ports/channel.ts";
import type { ConsoleDesk } from "./ports/console/desk.ts";
import type { MediaFiles } from "./ports/media.ts";
import type { PrivateDesk } from "./ports/private.ts";
import type { Store } from "./ports/store.ts";
import type { Holidays } from "./ports/world.ts";
import { privateDesk } from "./private/desk.ts";
import { CHANNELS, type ChannelName, type DeskId, type ReceivedEvent } from "./records.ts";
import type { Surroundings } from "./serve.ts";
import type { StaffHouse } from "./staff/house.ts";
import { staffBoard } from "./staff/shown/board.ts";
import { type Talk, talk } from "./talk/talk.ts";

/** What the desks of a process have in common. */
export interface DeskParts {
  readonly config: Config;
  readonly settings: readonly DeskSetting[];
  readonly assembly: Assembly;
  readonly surroundings: Surroundings;
  readonly store: Store;
  readonly holidays: Holidays;
  readonly files: MediaFiles;
  readonly process: ConsoleProcess;
}

/** One desk that is open. */
export interface OpenDesk {
  readonly desk: DeskId;
  readonly work: DeskWork;
  /** Keeps what a channel delivered. */
  readonly receive: Receive;
  /** Undefined without Slack. */
  readonly slack: OpenSlack | undefined;
  readonly talk: Talk;
  readonly pages: PrivateDesk;
  readonly console: ConsoleDesk;
  /** What other processes may have changed, looked at now and then: see `ChangeCounter`. */
  changedTo(count: number): void;
  /** Somebody has an account with which cases are worked here, or nobody has. */
  staffed(isStaffed: boolean): void;
}

type Receive = (channel: ChannelName, events: readonly ReceivedEvent[], at: number) => Promise<void>;

export async function openDesk(setting: DeskSetting, parts: DeskParts): Promise<OpenDesk> {
  const { config, settings, assembly, surroundings, store, holidays, files } = parts;
  const { clock, chance } = surroundings;
  const { profile, update } = liveProfile(setting.profile);
  const desk = profile.id;
  update(await store.within(desk, keptChanges));
  const board = setting.slack === undefined ? noBoard : staffBoard({ clock, chance });
  const { desk: answers, cities, tokenizer } = assembly;
  const inner = { desk: answers, cities, tokenizer, profile, board, chance };
  const { baseUrl } = config;
  const ofCases = privatePage({ profile, baseUrl, tokens: systemTokens, clock });
  const works = casework({ profile, holidays, clock, chance, board, privatePage: ofCases });
  const house: House = { ...inner, casework: works };
  const staffHouse = staffHouseOf(house, setting, parts);
  // Set before anything can arrive: the routes are served only once every desk is open.
  let [arrived, written] = [() => {}, () => {}];
  let count = 0;
  const receive = receiver({ desk, store, chance, arrived: () => arrived() });
  const page = talk({
    ...{ profile, store, casework: house.casework, clock, chance, widgetOrigins: setting.widgetOrigins },
    base: baseOf(desk, settings),
    gathered: (keep) => intake((arrivals) => keep(arrivals).then(() => arrived())),
  });
  const slack =
    setting.slack &&
    (await import("./open-slack.ts")).openSlack({
      ...{ desk, setting: setting.slack, paths: slackPaths(desk, settings), store, house: staffHouse, files },
      ...{ surroundings, cities: assembly.corpus.cities, baseUrl: config.baseUrl },
      receive: (events, at) => receive("slack", events, at),
      written: () => written(),
    });
  const channels: Channel[] = [
    webChannel({ desk, store, clock }),
    ...(setting.line === undefined
      ? []
      : [await lineChannelOf(setting.line.accessToken, config.baseUrl, surroundings)]),
    ...(slack === undefined ? [] : [slack.channel]),
  ];
  const work = deskWork({
    ...{ desk, store, channels, house, files, clock, chance, log: surroundings.log, update },
    staffHouse: slack && staffHouse,
    stirred: page.stirred,
  });
  ({ arrived, written } = work);
  const console = consoleDesk({
    ...{ desk, store, assembly, files, clock, chance, process: parts.process },
    channels: channels.map(({ name }) => name),
    house: { ...staffHouse, settings: { ...staffHouse.settings, content: "full", showsPrivate: true } },
    written: () => written(),
    change: () => count,
  });
  return {
    ...{ desk, work, receive, slack, talk: page, console },
    pages: privateDesk({ desk, store, house, files, clock, written: () => written() }),
    changedTo(now) {
      count = now;
    },
    staffed(isStaffed) {
      const isNobody = setting.awaitsStaff && !isStaffed;
      Object.assign(profile, { caseWay: isNobody ? "none" : setting.profile.caseWay });
    },
  };
}

/** As staff see the desk in Slack. */
function staffHouseOf(house: House, { slack, profile }: DeskSetting, { config, holidays, assembly }: DeskParts) {
  const { content, sender, summaryMinutes } = slack ?? { ...config.desk.slack, summaryMinutes: 0 };
  const { topics } = assembly.notebook;
  const { baseUrl } = config;
  const casesUrl = baseUrl && `${baseUrl}/console/${profile.id}/cases`;
  const staffHouse: StaffHouse = {
    ...house,
    holidays,
    settings: { content, senderName: sender, summaryMinutes, casesUrl, baseUrl },
    topicName: (id) => (Object.hasOwn(topics, id) ? topics[id]?.ja : undefined),
  };
  return staffHouse;
}

interface ReceiverParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly chance: Surroundings["chance"];
  readonly arrived: () => void;
}

/** Each channel has its own transactions, so that a burst of one holds up none of the other. */
function receiver({ desk, store, chance, arrived }: ReceiverParts): Receive {
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

/** Where there is one desk, its page needs no name. */
const baseOf = (desk: DeskId, settings: readonly DeskSetting[]): string =>
  settings.length === 1 ? "" : `/desks/${desk}`;

/** The route at which LINE delivers for every desk that has it; undefined where none has. */
export async function lineRoute(
  settings: readonly DeskSetting[],
  { receive, clock, log }: Omit<Parameters<typeof lineWebhook>[0], "secretOf">,
): Promise<ReturnType<typeof lineWebhook> | undefined> {
  if (settings.every(({ line }) => line === undefined)) return undefined;
  const webhook = await import("../adapters/line/webhook.ts");
  return webhook.lineWebhook({ secretOf: secretOf(settings), receive, clock, log });
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

async function lineChannelOf(token: string, baseUrl: string | undefined, { clock, log, line }: Surroundings) {
  const { lineChannel, lineClients } = await import("../adapters/line/channel.ts");
  return lineChannel({ clients: lineClients({ accessToken: token, ...line }), clock, log, baseUrl });
}
