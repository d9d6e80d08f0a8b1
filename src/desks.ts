/**
 * Which desks there are: those of `desks.json`, or the one that the settings describe.
 *
 * A desk is a city's or a centre's own: its LINE account, its hours, its records. The file gives secrets and first
 * values; what staff change later is kept in the store. What would be passed over is refused: whoever wrote it believes
 * that it counts.
 */

import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Config, type DeskSettings, widgetOrigin } from "./config.ts";
import { DeskError } from "./errors.ts";
import type { OpeningHours } from "./handoff/hours.ts";
import { openingHours, openingHoursFrom } from "./handoff/hours-text.ts";
import { CASE_WAYS, type DeskProfile, PRIVATE_PAGES } from "./handoff/profile.ts";
import type { City, CityId } from "./model.ts";
import type { DeskId } from "./records.ts";
import {
  refuseSharedSlack,
  SLACK_OF_FILE,
  type SlackSetting,
  slackOfFile,
  slackOfSettings,
  slackSettingsGiven,
} from "./slack-setting.ts";

export interface LineSecrets {
  readonly channelSecret: string;
  readonly accessToken: string;
}

export interface DeskSetting {
  readonly profile: DeskProfile;
  /** Undefined for a desk without LINE. */
  readonly line: LineSecrets | undefined;
  /** Undefined for a desk whose staff do not work in Slack. */
  readonly slack: SlackSetting | undefined;
  /** Nobody can answer until somebody has an account of the console: without channels, and without a word on cases. */
  readonly awaitsStaff: boolean;
  /** Sites on which its page may stand as a widget. */
  readonly widgetOrigins: readonly string[];
}

/** The desk of those who name none. */
export const ONLY_DESK = "desk" as DeskId;

/** Where there is one desk with Slack, its address needs no name. */
export function slackPaths(desk: DeskId, settings: readonly DeskSetting[]): readonly string[] {
  const isOnly = settings.filter(({ slack }) => slack !== undefined).length === 1;
  return [...(isOnly ? [SLACK_PATH] : []), `${SLACK_PATH}/${desk}`];
}

const SLACK_PATH = "/slack/events";

const secret = z.string().trim().min(1);
const DESK = z.strictObject({
  /** Stands in the address of its webhook and before each of its records: never to be changed. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, "must be small letters, digits and hyphens, at most 40"),
  name: z.string().trim().min(1).max(60).optional(),
  city: z.string().optional(),
  hours: z.unknown().optional(),
  cases: z.enum(CASE_WAYS).optional(),
  privatePage: z.enum(PRIVATE_PAGES).optional(),
  contact: z.string().trim().min(1).max(200).optional(),
  privacyUrl: z.url({ protocol: /^https?$/u }).optional(),
  retentionDays: z.number().int().min(1).max(3650).optional(),
  questionRetentionDays: z.number().int().min(1).max(3650).optional(),
  line: z.strictObject({ channelSecret: secret, channelAccessToken: secret }).optional(),
  slack: SLACK_OF_FILE.optional(),
  widgetOrigins: z.array(widgetOrigin).optional(),
});
const FILE = z.strictObject({ desks: z.array(DESK).min(1) });

export interface Environment {
  /** Such as `process.env`: a secret of the file written `env:NAME` is looked up there. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * @param cities - that have a folder of knowledge
 * @returns at least one: where nothing is configured, a desk with the page and the console alone
 * @throws DeskError `settings-invalid` naming the file or setting, the desk and what is wrong
 */
export function desks(config: Config, cities: readonly City[], environment: Environment): DeskSetting[] {
  const found = desksIn(config, cities, environment);
  for (const { profile, line } of found) {
    if (line !== undefined && profile.privatePage !== "never") refuseUnsafe(config.baseUrl);
  }
  return found;
}

/** A link to a private page leads through BASE_URL, and what is written there must not be read on the way. */
function refuseUnsafe(baseUrl: string | undefined): void {
  const needs = "a private page (PRIVATE_PAGE, privatePage)";
  if (baseUrl === undefined) {
    throw invalid(`BASE_URL is not set: ${needs} needs the address at which residents reach the desk`);
  }
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname)) return;
  throw invalid(`BASE_URL must begin with https:// for ${needs}`);
}

function desksIn({ desksFile, desk }: Config, cities: readonly City[], { variables }: Environment): DeskSetting[] {
  const file = desksFile ?? USUAL_FILE;
  const text = fileText(file);
  if (text !== undefined) {
    refuseUnused(desk, file);
    return fromFile(text, { file, desk, cities, variables });
  }
  if (desksFile !== undefined) throw invalid(`DESKS_FILE: ${desksFile} is not there`);
  return [fromSettings(desk, cities)];
}

const USUAL_FILE = "desks.json";

function fileText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new DeskError("settings-invalid", `${file} cannot be read: let the desk's user read it`, { cause });
  }
}

/** Settings that only a desk without a file has. */
const OF_ONE_DESK = [
  ["LINE_CHANNEL_SECRET", "lineSecret"],
  ["LINE_CHANNEL_ACCESS_TOKEN", "lineAccessToken"],
  ["DESK_CITY", "city"],
  ["DESK_NAME", "name"],
  ["DESK_HOURS", "hours"],
  ["DESK_CLOSED_DAYS", "closedDays"],
] as const satisfies readonly (readonly [string, keyof DeskSettings])[];

function refuseUnused(desk: DeskSettings, file: string): void {
  const ofDesk = OF_ONE_DESK.filter(([, key]) => desk[key] !== undefined).map(([name]) => name);
  const unused = [...ofDesk, ...slackSettingsGiven(desk.slack)];
  if (unused.length === 0) return;
  throw invalid(`${file} says which desks there are, so remove ${unused.join(", ")}: write that of each desk into it`);
}

function fromSettings(desk: DeskSettings, cities: readonly City[]): DeskSetting {
  const line = lineOfSettings(desk);
  const slack = slackOfSettings(desk.slack);
  const city = known(desk.city, cities, "DESK_CITY");
  return {
    profile: {
      ...shared(desk),
      id: ONLY_DESK,
      name: desk.name ?? nameOf(city, cities),
      city,
      hours: hoursOfSettings(desk),
    },
    line,
    slack,
    awaitsStaff: desk.caseWay === undefined && line === undefined && slack === undefined,
    widgetOrigins: desk.widgetOrigins,
  };
}

function lineOfSettings({ lineSecret, lineAccessToken }: DeskSettings): LineSecrets | undefined {
  if (lineSecret === undefined && lineAccessToken === undefined) return undefined;
  if (lineSecret !== undefined && lineAccessToken !== undefined) {
    return { channelSecret: lineSecret, accessToken: lineAccessToken };
  }
  const [missing, where] =
    lineSecret === undefined
      ? ["LINE_CHANNEL_SECRET", "Basic settings"]
      : ["LINE_CHANNEL_ACCESS_TOKEN", "Messaging API"];
  throw invalid(`${missing} is not set: it stands in the LINE Developers Console, in the channel's tab "${where}"`);
}

function hoursOfSettings({ hours, closedDays }: DeskSettings): OpeningHours | undefined {
  if (hours === undefined) {
    if (closedDays === undefined) return undefined;
    throw invalid("DESK_CLOSED_DAYS is set without DESK_HOURS: set both or neither");
  }
  const week = hoursOf(() => openingHours(hours), "DESK_HOURS");
  return closedDays === undefined ? week : hoursOf(() => openingHours(hours, { closedDays }), "DESK_CLOSED_DAYS");
}

/** What the settings say for every desk that does not say it itself. */
const shared = ({ caseWay, privatePage, contact, privacyUrl, retentionDays, questionRetentionDays }: DeskSettings) => ({
  caseWay: caseWay ?? ("conversation" as const),
  privatePage,
  contact,
  privacyUrl,
  retentionDays,
  questionRetentionDays,
});

interface Given {
  readonly file: string;
  readonly desk: DeskSettings;
  readonly cities: readonly City[];
  readonly variables: Environment["variables"];
}

function fromFile(text: string, { file, desk, cities, variables }: Given): DeskSetting[] {
  const result = FILE.safeParse(parsed(text, file));
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join(".") || "the file"}: ${message}`);
    throw invalid(`${file}: ${faults.join("; ")}`);
  }
  const found = result.data.desks.map((one): DeskSetting => {
    const place = `${file}, desk ${one.id}`;
    const read = (value: string) => fromEnvironment(value, variables, place);
    const base = shared(desk);
    return {
      profile: {
        id: one.id as DeskId,
        name: one.name ?? nameOf(known(one.city, cities, `${place}, city`), cities),
        city: known(one.city, cities, `${place}, city`),
        hours: one.hours === undefined ? undefined : hoursOf(() => openingHoursFrom(one.hours), `${place}, hours`),
        caseWay: one.cases ?? base.caseWay,
        privatePage: one.privatePage ?? base.privatePage,
        contact: one.contact ?? base.contact,
        privacyUrl: one.privacyUrl ?? base.privacyUrl,
        retentionDays: one.retentionDays ?? base.retentionDays,
        questionRetentionDays: one.questionRetentionDays ?? base.questionRetentionDays,
      },
      line: one.line && { channelSecret: read(one.line.channelSecret), accessToken: read(one.line.channelAccessToken) },
      slack: one.slack && slackOfFile(one.slack, { shared: desk.slack, read, place }),
      awaitsStaff: [one.cases ?? desk.caseWay, one.line, one.slack].every((given) => given === undefined),
      widgetOrigins: one.widgetOrigins ?? desk.widgetOrigins,
    };
  });
  const twice = found.find(({ profile }, i) => found.findIndex((other) => other.profile.id === profile.id) < i);
  if (twice !== undefined) throw invalid(`${file}: there are two desks ${twice.profile.id}`);
  refuseSharedSlack(
    found.map(({ profile, slack }) => ({ id: profile.id, slack })),
    file,
  );
  return found;
}

/** The parser's message would quote the file, secrets and all. */
function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const line = text.slice(0, faultAt(text.trimEnd(), String(cause))).split("\n").length;
    throw invalid(`${file}:${line}: look for a missing or needless comma, quote or bracket here, for this is no JSON`);
  }
}

/** V8 tells the position, or quotes ten characters on either side of it, or nothing where the text ends too early. */
function faultAt(text: string, message: string): number {
  const position = / at position (\d+)/u.exec(message)?.[1];
  const [, dots, around] = /(\.\.\.)?"(.{1,20})"(?:\.\.\.)? is not valid JSON$/su.exec(message) ?? [];
  if (around !== undefined) return text.indexOf(around) + (dots === undefined ? 0 : 10);
  return Math.min(text.length, Number(position ?? text.length));
}

function hoursOf(read: () => OpeningHours, place: string): OpeningHours {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof DeskError)) throw cause;
    throw invalid(`${place}: ${cause.message}`);
  }
}

/** In capitals, so that a secret which somebody wrote behind `env:` by mistake is never taken for a name and told. */
const VARIABLE = /^env:([A-Z_][A-Z0-9_]*)$/u;

function fromEnvironment(value: string, variables: Environment["variables"], place: string): string {
  if (!value.startsWith("env:")) return value;
  const name = VARIABLE.exec(value)?.[1];
  if (name === undefined) throw invalid(`${place}: behind env: wants the name of a variable, such as env:LINE_SECRET`);
  const found = variables[name]?.trim();
  if (found === undefined || found === "") throw invalid(`${place}: ${name} is not set in the environment`);
  return found;
}

function known(name: string | undefined, cities: readonly City[], place: string): CityId | undefined {
  if (name === undefined) return undefined;
  const city = cities.find(({ id }) => id === name);
  if (city !== undefined) return city.id;
  throw invalid(`${place}: ${name} is no folder of knowledge. There are: ${cities.map(({ id }) => id).join(", ")}`);
}

/** Who runs a desk must be told: without a name of its own it is called after its city. */
function nameOf(id: CityId | undefined, cities: readonly City[]): string | undefined {
  const city = cities.find((one) => one.id === id);
  return city && `${city.names.ja}の協働の窓口`;
}

const invalid = (message: string) => new DeskError("settings-invalid", `${message}. See README, "Settings"`);
