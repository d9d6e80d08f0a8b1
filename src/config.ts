/**
 * The settings, read once from the environment, every fault told at once.
 */

import { z } from "zod";
import { DeskError } from "./errors.ts";

const port = z.coerce.number().int().min(0).max(65535);

const CHANNEL_ID = "must be the id of a channel, such as C0123ABCD: it stands at the end of the channel's details";
/** As Slack's address of a channel ends, not its name. */
export const slackChannelId = z
  .string(CHANNEL_ID)
  .trim()
  .regex(/^[CG][A-Z0-9]{2,30}$/u, CHANNEL_ID);
/** In Japan. */
export const timeOfDay = z
  .string()
  .trim()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/u, "must be a time of day such as 17:00");

/** Parts of a setting that are parted by commas. */
const listed = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const NAMED_NETWORKS = ["loopback", "linklocal", "uniquelocal"];
const proxies = z.string().transform((text, { addIssue }) => {
  const named = listed(text);
  const message = faultOfProxies(named);
  if (message !== undefined) addIssue({ code: "custom", message });
  return named;
});

/** Express takes a number too, and then believes whoever comes by another way. */
function faultOfProxies(named: readonly string[]): string | undefined {
  const isNumber = named.length === 1 && /^\d+$/u.test(named[0]!);
  if (isNumber)
    return "must say which proxies there are, not how many: loopback, or an address, or a range like 10.0.0.0/8";
  const isKnown = named.every((proxy) => NAMED_NETWORKS.includes(proxy) || isNetwork(proxy));
  return isKnown
    ? undefined
    : "must be addresses, ranges like 10.0.0.0/8, or loopback, linklocal, uniquelocal, with commas";
}

/** An address of IPv4 or IPv6, with or without the length of its prefix. */
function isNetwork(text: string): boolean {
  const [, address = "", prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/u.exec(text) ?? [];
  const isIpv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/u.test(address);
  const isIpv6 = /^[\da-f:.]*:[\da-f:.]*$/iu.test(address) && URL.canParse(`http://[${address}]`);
  return (isIpv4 || isIpv6) && Number(prefix ?? 0) <= (isIpv4 ? 32 : 128);
}

const ORIGIN = "must be the origin of a site without a path, such as https://www.city.example.jp";
/** Of a site that may hold the widget: what stands in `frame-ancestors`. */
export const widgetOrigin = z
  .string()
  .trim()
  .regex(/^https?:\/\/[a-z\d.-]+(?::\d{1,5})?$/iu, ORIGIN)
  .refine((url) => URL.canParse(url), ORIGIN)
  .transform((url) => new URL(url).origin);
const widgetOrigins = z.string().transform((text, { addIssue }) =>
  listed(text).map((site) => {
    const { data, error } = widgetOrigin.safeParse(site);
    if (error !== undefined) addIssue({ code: "custom", message: ORIGIN });
    return data ?? site;
  }),
);

const SETTINGS = z.object({
  /** Address to listen on; only this machine unless set. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** 0 takes any free port and prints it. */
  PORT: port.default(3000),
  KNOWLEDGE_DIR: z.string().min(1).default("knowledge"),
  /** The inflated dictionary, about 65 MB; safe to delete. */
  CACHE_DIR: z.string().min(1).default("node_modules/.cache/madoguchi"),
  /** Proxies in front of the desk whose word on the visitor's address is believed: `loopback, 10.0.0.0/8`. */
  TRUST_PROXY: proxies.optional(),
  /** How residents reach the people behind the desk, such as 「協働の係 042-000-0000（平日9時〜17時）」; shown as it is. */
  DESK_CONTACT: z.string().trim().min(1).max(200).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Conversations, cases, photos: what must not be lost. */
  DATA_DIR: z.string().min(1).default("data"),
  /** `postgres://…`: a PostgreSQL database in place of the file in DATA_DIR. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//u, "must begin with postgres://")
    .optional(),
  /** Several desks, or more than these settings can say of one; see README, "Several desks". */
  DESKS_FILE: z.string().min(1).optional(),
  /** One desk with a LINE official account: both from the LINE Developers Console. */
  LINE_CHANNEL_SECRET: z.string().trim().min(1).optional(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().trim().min(1).optional(),
  /** A Slack app for the desk's staff: the first three make it; see README, "Slack, step by step". */
  SLACK_BOT_TOKEN: z.string().trim().min(1).optional(),
  SLACK_SIGNING_SECRET: z.string().trim().min(1).optional(),
  SLACK_CHANNEL: slackChannelId.optional(),
  /** Over a connection that the desk opens itself, in place of requests from outside (Socket Mode). */
  SLACK_APP_TOKEN: z.string().trim().min(1).optional(),
  SLACK_CONTENT: z.enum(["full", "notice"]).default("full"),
  SLACK_SENDER: z.enum(["staff", "centre"]).default("centre"),
  SLACK_SUMMARY_AT: timeOfDay.default("17:00"),
  /** The folder of the city whose questions are meant where nobody names one. */
  DESK_CITY: z.string().trim().min(1).optional(),
  /** As residents read it. */
  DESK_NAME: z.string().trim().min(1).max(60).optional(),
  /** 「火-日 9:00-17:00」; see README, "Opening hours". */
  DESK_HOURS: z.string().trim().min(1).optional(),
  /** Besides national holidays and the turn of the year: `2026-12-28, 08-13..08-15`. */
  DESK_CLOSED_DAYS: z.string().trim().min(1).optional(),
  /** A file of further holidays, one a line: `2027-01-04 仕事始め休館`. */
  HOLIDAYS_FILE: z.string().min(1).optional(),
  CASES_IN_LINE: z.enum(["conversation", "contact", "none"]).optional(),
  /** Sites on which the page may stand as a widget: `https://www.city.example.jp, https://npo.example.jp`. */
  WIDGET_ORIGINS: widgetOrigins.optional(),
  /** Where a case that began in LINE goes on: on its private page, there once the resident wants it, or in LINE. */
  PRIVATE_PAGE: z.enum(["always", "offer", "never"]).default("never"),
  /** Where the privacy notice can be read in full. */
  PRIVACY_URL: z.url({ protocol: /^https?$/u }).optional(),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
  QUESTION_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(400),
  /** Where the desk is reached from outside, without a path: `https://desk.example.jp`. */
  BASE_URL: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/?#@]+\/?$/iu, "must be like https://desk.example.jp, without a path")
    .refine((url) => URL.canParse(url), "is no address: look at its host and port")
    .transform((url) => url.replace(/\/$/u, ""))
    .optional(),
  /** Where people sign in to the console besides by password: all three or none, with BASE_URL. */
  OIDC_ISSUER: z
    .url()
    .refine(
      (url) => /^https:|^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/u.test(url),
      "must begin with https://",
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().trim().min(1).optional(),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly knowledgeDir: string;
  readonly cacheDir: string;
  /** Addresses, ranges and words as express knows them; `[]` believes nobody. */
  readonly trustProxy: readonly string[];
  /** Undefined for the contact that the guideline prints. */
  readonly contact: string | undefined;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly dataDir: string;
  /** Holds a password: never for a log. */
  readonly databaseUrl: string | undefined;
  /** Undefined for `desks.json`, if there is one. */
  readonly desksFile: string | undefined;
  readonly holidaysFile: string | undefined;
  readonly baseUrl: string | undefined;
  /** Undefined where people sign in by password alone. */
  readonly oidc: OidcSettings | undefined;
  /**
   * Of the one desk that these settings describe; the last five, and how Slack shows things, count for desks of a file
   * too that do not say it.
   */
  readonly desk: DeskSettings;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Never for a log. */
  readonly clientSecret: string;
  /** {@link Config.baseUrl}, to which people come back. */
  readonly baseUrl: string;
}

export interface DeskSettings {
  readonly lineSecret: string | undefined;
  readonly lineAccessToken: string | undefined;
  readonly slack: SlackSettings;
  readonly city: string | undefined;
  readonly name: string | undefined;
  readonly hours: string | undefined;
  readonly closedDays: string | undefined;
  /** Undefined for `conversation`, once there is somebody who can answer. */
  readonly caseWay: "conversation" | "contact" | "none" | undefined;
  readonly privatePage: "always" | "offer" | "never";
  readonly widgetOrigins: readonly string[];
  readonly contact: string | undefined;
  readonly privacyUrl: string | undefined;
  readonly retentionDays: number;
  readonly questionRetentionDays: number;
}

export interface SlackSettings {
  readonly botToken: string | undefined;
  readonly signingSecret: string | undefined;
  readonly channel: string | undefined;
  readonly appToken: string | undefined;
  readonly content: "full" | "notice";
  readonly sender: "staff" | "centre";
  /** `17:00`, in Japan. */
  readonly summaryAt: string;
}

/**
 * @param environment - such as `process.env`; an empty or blank value counts as unset
 * @throws DeskError `settings-invalid` naming each setting that is wrong
 */
export function config(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = SETTINGS.safeParse(set);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new DeskError("settings-invalid", `${faults.join("; ")}. See README, "Settings"`);
  }
  const given = result.data;
  return {
    host: given.HOST,
    port: given.PORT,
    knowledgeDir: given.KNOWLEDGE_DIR,
    cacheDir: given.CACHE_DIR,
    trustProxy: given.TRUST_PROXY ?? [],
    contact: given.DESK_CONTACT,
    logLevel: given.LOG_LEVEL,
    dataDir: given.DATA_DIR,
    databaseUrl: given.DATABASE_URL,
    desksFile: given.DESKS_FILE,
    holidaysFile: given.HOLIDAYS_FILE,
    baseUrl: given.BASE_URL,
    oidc: oidc(given),
    desk: {
      lineSecret: given.LINE_CHANNEL_SECRET,
      lineAccessToken: given.LINE_CHANNEL_ACCESS_TOKEN,
      slack: {
        botToken: given.SLACK_BOT_TOKEN,
        signingSecret: given.SLACK_SIGNING_SECRET,
        channel: given.SLACK_CHANNEL,
        appToken: given.SLACK_APP_TOKEN,
        content: given.SLACK_CONTENT,
        sender: given.SLACK_SENDER,
        summaryAt: given.SLACK_SUMMARY_AT,
      },
      city: given.DESK_CITY,
      name: given.DESK_NAME,
      hours: given.DESK_HOURS,
      closedDays: given.DESK_CLOSED_DAYS,
      caseWay: given.CASES_IN_LINE,
      privatePage: given.PRIVATE_PAGE,
      widgetOrigins: given.WIDGET_ORIGINS ?? [],
      contact: given.DESK_CONTACT,
      privacyUrl: given.PRIVACY_URL,
      retentionDays: given.RETENTION_DAYS,
      questionRetentionDays: given.QUESTION_RETENTION_DAYS,
    },
  };
}

/** @throws DeskError `settings-invalid` naming what is missing beside the others */
function oidc(given: z.infer<typeof SETTINGS>): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, BASE_URL: baseUrl } = given;
  const ofProvider = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret };
  if (Object.values(ofProvider).every((value) => value === undefined)) return undefined;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined && baseUrl !== undefined) {
    return { issuer, clientId, clientSecret, baseUrl };
  }
  const missing = Object.entries({ ...ofProvider, BASE_URL: baseUrl }).filter(([, value]) => value === undefined);
  const names = missing.map(([name]) => name).join(", ");
  throw new DeskError(
    "settings-invalid",
    `${names}: not set, though to sign in at an identity provider takes all of them. See README, "Settings"`,
  );
}
