/**
 * Opens Slack for a desk: what carries its words there, who its people are, and what they press and type.
 *
 * Slack's libraries are large, so this is loaded only where a desk has Slack.
 */

import { type SlackApp, slackApp } from "../adapters/slack/app.ts";
import { own } from "../adapters/slack/calls/own.ts";
import { slackChannel, slackClient } from "../adapters/slack/channel.ts";
import type { SlackWords } from "../adapters/slack/render.ts";
import type { City } from "./model.ts";
import type { StaffChannel } from "./ports/channel.ts";
import type { MediaFiles } from "./ports/media.ts";
import type { StaffRoom } from "./ports/staff.ts";
import type { Store } from "./ports/store.ts";
import type { DeskId } from "./records.ts";
import { caseWords } from "./reply/staff-cases.ts";
import { lookupWords } from "./reply/staff-lookup.ts";
import type { Surroundings } from "./serve.ts";
import type { SlackSetting } from "./slack-setting.ts";
import { staffRoom } from "./staff/acts/room.ts";
import type { StaffHouse } from "./staff/house.ts";
import { postReader } from "./staff/shown/content.ts";

export interface OpenSlackParts {
  readonly desk: DeskId;
  readonly setting: SlackSetting;
  /** At which the app's requests are taken. */
  readonly paths: readonly string[];
  readonly store: Store;
  readonly house: StaffHouse;
  readonly files: MediaFiles;
  readonly cities: readonly City[];
  /** How the desk is reached from outside. */
  readonly baseUrl: string | undefined;
  readonly surroundings: Surroundings;
  readonly receive: StaffRoom["receive"];
  /** Something may stand in the outbox. */
  readonly written: () => void;
}

export interface OpenSlack {
  readonly channel: StaffChannel;
  /** Undefined in Socket Mode. */
  readonly route: SlackApp["router"];
  /** Speaks to Slack from now on. */
  start(): void;
  close(): Promise<void>;
}

export function openSlack(parts: OpenSlackParts): OpenSlack {
  const { desk, setting, paths, store, house, files, cities, baseUrl, surroundings, receive, written } = parts;
  const { clock, log, slack } = surroundings;
  const client = slackClient({ token: setting.botToken, ...slack });
  const self = own({ client, clock, log, desk });
  const words = slackWords(cities, baseUrl);
  const channel = slackChannel({
    client,
    channel: setting.channel,
    read: postReader({ desk, store, house, files, clock }),
    posted: (key) => store.within(desk, ({ posts }) => posts.get(key)),
    words,
    clock,
    log,
    self: () => self.known().user,
  });
  const app = slackApp({
    desk,
    paths,
    signingSecret: setting.signingSecret,
    appToken: setting.appToken,
    client,
    self,
    room: staffRoom({ desk, store, house, files, clock, receive, written }),
    person: channel.person,
    words,
    clock,
    log,
  });
  // The token is refused before anything is to be shown.
  const watched: StaffChannel = { ...channel, trouble: () => channel.trouble() ?? self.trouble() };
  return { channel: watched, route: app.router, start: app.start, close: app.close };
}

/** Every word that staff read in Slack. */
export const slackWords = (cities: readonly City[], baseUrl: string | undefined): SlackWords => ({
  lookup: lookupWords,
  cases: caseWords,
  cityName: (id) => cities.find((city) => city.id === id)?.names.ja ?? id,
  baseUrl,
});
