/**
 * A desk's own Slack app: its secrets, the channel in which cases are shown, and how.
 *
 * Whether Slack takes them is for `npm run slack:check`; here is refused what cannot be meant.
 */

import { z } from "zod";
import { type SlackSettings, slackChannelId, timeOfDay } from "./config.ts";
import { DeskError } from "./errors.ts";
import type { DeskId } from "./records.ts";

export interface SlackSetting {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where cases are shown: an id. */
  readonly channel: string;
  /** Undefined where Slack's requests come over HTTP. */
  readonly appToken: string | undefined;
  readonly content: SlackSettings["content"];
  readonly sender: SlackSettings["sender"];
  /** Minutes of the day in Japan. */
  readonly summaryMinutes: number;
}

const secret = z.string().trim().min(1);
/** As `desks.json` has it. */
export const SLACK_OF_FILE = z.strictObject({
  botToken: secret,
  signingSecret: secret,
  channel: slackChannelId,
  appToken: secret.optional(),
  content: z.enum(["full", "notice"]).optional(),
  sender: z.enum(["staff", "centre"]).optional(),
  summaryAt: timeOfDay.optional(),
});

/** What each of Slack's settings is without the others, and where it stands. */
const WANTED = [
  ["SLACK_BOT_TOKEN", "botToken", 'at api.slack.com/apps, under "OAuth & Permissions" (xoxb-…)'],
  ["SLACK_SIGNING_SECRET", "signingSecret", 'at api.slack.com/apps, under "Basic Information"'],
  ["SLACK_CHANNEL", "channel", "in Slack, at the end of the channel's details (C…)"],
] as const;
const NAMED = [...WANTED, ["SLACK_APP_TOKEN", "appToken"]] as const;

/** The names of those settings of one desk's Slack that are set. */
export const slackSettingsGiven = (given: SlackSettings): string[] =>
  NAMED.filter(([, key]) => given[key] !== undefined).map(([name]) => name);

/**
 * Reads the settings of the one desk.
 *
 * @returns undefined where none is set
 * @throws DeskError `settings-invalid` naming each one that is missing, and where it stands
 */
export function slackOfSettings(given: SlackSettings): SlackSetting | undefined {
  const { botToken, signingSecret, channel, appToken, content, sender, summaryAt } = given;
  if (slackSettingsGiven(given).length === 0) return undefined;
  if (botToken === undefined || signingSecret === undefined || channel === undefined) {
    const missing = WANTED.filter(([, key]) => given[key] === undefined);
    throw invalid(missing.map(([name, , where]) => `${name} is not set: it stands ${where}`).join("; "));
  }
  const summaryMinutes = minutesOf(summaryAt);
  const setting = { botToken, signingSecret, channel, appToken, content, sender, summaryMinutes };
  refuseMistaken(setting, { botToken: "SLACK_BOT_TOKEN", appToken: "SLACK_APP_TOKEN" });
  return setting;
}

/**
 * Reads a desk of `desks.json`.
 *
 * @param read - a secret as the file has it, `env:` looked up
 * @param place - the file and the desk, for an error
 */
export function slackOfFile(
  own: z.infer<typeof SLACK_OF_FILE>,
  { shared, read, place }: { readonly shared: SlackSettings; readonly read: (value: string) => string; place: string },
): SlackSetting {
  const setting = {
    botToken: read(own.botToken),
    signingSecret: read(own.signingSecret),
    channel: own.channel,
    appToken: own.appToken === undefined ? undefined : read(own.appToken),
    content: own.content ?? shared.content,
    sender: own.sender ?? shared.sender,
    summaryMinutes: minutesOf(own.summaryAt ?? shared.summaryAt),
  };
  refuseMistaken(setting, { botToken: `${place}, slack.botToken`, appToken: `${place}, slack.appToken` });
  return setting;
}

/** Slack tells its tokens apart by how they begin; one in the place of another would be refused at every call. */
function refuseMistaken(
  { botToken, appToken = "xapp-" }: SlackSetting,
  places: { readonly botToken: string; readonly appToken: string },
): void {
  if (/^(?:xox(?!b-)|xapp-)/u.test(botToken)) {
    throw invalid(`${places.botToken} is a token of another kind: the bot's begins with xoxb-`);
  }
  if (appToken.startsWith("xox")) {
    throw invalid(`${places.appToken} is a token of another kind: the app's begins with xapp-`);
  }
}

interface OfDesk {
  readonly id: DeskId;
  readonly slack: SlackSetting | undefined;
}

/**
 * Refuses desks that would get in each other's way: Slack delivers all of an app to one address, so the second desk would
 * never hear of its own cases, and case numbers of two desks in one channel cannot be told apart.
 */
export function refuseSharedSlack(desks: readonly OfDesk[], file: string): void {
  const seen = new Map<string, DeskId>();
  const once = (value: string, id: DeskId, fault: (other: DeskId) => string) => {
    const other = seen.get(value);
    if (other !== undefined && other !== id) throw invalid(`${file}: ${fault(other)}`);
    seen.set(value, id);
  };
  for (const { id, slack } of desks) {
    if (slack === undefined) continue;
    const oneApp = (other: DeskId) =>
      `desks ${other} and ${id} have one Slack app; make one for each, in one workspace or several`;
    once(slack.botToken, id, oneApp);
    once(slack.signingSecret, id, oneApp);
    once(slack.channel, id, (other) => `desks ${other} and ${id} have one Slack channel; give each its own`);
  }
}

/** `17:00` → 1020. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const invalid = (message: string) => new DeskError("settings-invalid", `${message}. See README, "Settings"`);
