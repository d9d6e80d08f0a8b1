import { describe, expect, test } from "vitest";
import { config } from "../../src/config.ts";
import { DeskError } from "../../src/errors.ts";

const DEFAULTS = {
  host: "127.0.0.1",
  port: 3000,
  knowledgeDir: "knowledge",
  cacheDir: "node_modules/.cache/madoguchi",
  trustProxy: [],
  logLevel: "info",
  dataDir: "data",
  desksFile: undefined,
  desk: {
    ...{ caseWay: undefined, privatePage: "never", widgetOrigins: [], retentionDays: 90, questionRetentionDays: 400 },
    slack: { content: "full", sender: "centre", summaryAt: "17:00" },
  },
};

/** Every setting there is. */
const ALL = {
  HOST: "0.0.0.0",
  PORT: "0",
  KNOWLEDGE_DIR: "/srv/knowledge",
  CACHE_DIR: "/tmp/cache",
  TRUST_PROXY: " loopback, 10.0.0.0/8,",
  WIDGET_ORIGINS: "https://www.city.example.jp, https://NPO.example.jp:443",
  DESK_CONTACT: " 協働の係 042-000-0000 ",
  LOG_LEVEL: "silent",
  DATA_DIR: "/srv/data",
  DATABASE_URL: "postgres://desk:hidden@db/desk",
  DESKS_FILE: "/etc/desks.json",
  LINE_CHANNEL_SECRET: " the-secret\n",
  LINE_CHANNEL_ACCESS_TOKEN: "\tthe-token ",
  SLACK_BOT_TOKEN: " xoxb-the-token\n",
  SLACK_SIGNING_SECRET: "the-signing-secret ",
  SLACK_CHANNEL: " C0123ABCD ",
  SLACK_APP_TOKEN: " xapp-the-token",
  SLACK_CONTENT: "notice",
  SLACK_SENDER: "staff",
  SLACK_SUMMARY_AT: " 9:05 ",
  DESK_CITY: " kodaira ",
  DESK_NAME: " 協働センター ",
  DESK_HOURS: " 火-日 9:00-17:00 ",
  DESK_CLOSED_DAYS: " 08-13..08-15 ",
  HOLIDAYS_FILE: "/etc/holidays.txt",
  CASES_IN_LINE: "contact",
  PRIVATE_PAGE: "offer",
  PRIVACY_URL: "https://city.example.jp/privacy",
  RETENTION_DAYS: "30",
  QUESTION_RETENTION_DAYS: "365",
  BASE_URL: " https://desk.example.jp ",
};
const NAMES = Object.keys(ALL);

/** What is thrown for these settings. */
function fault(environment: Record<string, string>): DeskError {
  try {
    config(environment);
  } catch (error) {
    if (error instanceof DeskError) return error;
  }
  throw new Error("these settings were taken");
}

test("an empty environment is enough", () => expect(config({})).toEqual(DEFAULTS));
test("an empty or blank value of any setting counts as unset", () => {
  expect(config(Object.fromEntries(NAMES.map((name) => [name, ""])))).toEqual(DEFAULTS);
  expect(config(Object.fromEntries(NAMES.map((name) => [name, " \n"])))).toEqual(DEFAULTS);
});
test("what is no setting of ours is passed over", () => {
  expect(config({ PATH: "/bin", port: "1", UNSET: undefined })).toEqual(DEFAULTS);
});
test("what is set is taken, numbers as numbers and the ends trimmed of what people read", () => {
  expect(config(ALL)).toEqual({
    host: "0.0.0.0",
    port: 0,
    knowledgeDir: "/srv/knowledge",
    cacheDir: "/tmp/cache",
    trustProxy: ["loopback", "10.0.0.0/8"],
    contact: "協働の係 042-000-0000",
    logLevel: "silent",
    dataDir: "/srv/data",
    databaseUrl: "postgres://desk:hidden@db/desk",
    desksFile: "/etc/desks.json",
    holidaysFile: "/etc/holidays.txt",
    baseUrl: "https://desk.example.jp",
    desk: {
      lineSecret: "the-secret",
      lineAccessToken: "the-token",
      slack: {
        ...{ botToken: "xoxb-the-token", signingSecret: "the-signing-secret", channel: "C0123ABCD" },
        ...{ appToken: "xapp-the-token", content: "notice", sender: "staff", summaryAt: "9:05" },
      },
      city: "kodaira",
      name: "協働センター",
      hours: "火-日 9:00-17:00",
      closedDays: "08-13..08-15",
      caseWay: "contact",
      privatePage: "offer",
      widgetOrigins: ["https://www.city.example.jp", "https://npo.example.jp"],
      contact: "協働の係 042-000-0000",
      privacyUrl: "https://city.example.jp/privacy",
      retentionDays: 30,
      questionRetentionDays: 365,
    },
  });
});

describe("at its edges a setting is taken", () => {
  test.each<[string, string, unknown]>([
    ["PORT", "65535", { port: 65_535 }],
    ["TRUST_PROXY", "uniquelocal,linklocal", { trustProxy: ["uniquelocal", "linklocal"] }],
    ["TRUST_PROXY", "192.0.2.1, 2001:db8::/32, ::1", { trustProxy: ["192.0.2.1", "2001:db8::/32", "::1"] }],
    ["WIDGET_ORIGINS", "http://localhost:8080", { desk: { widgetOrigins: ["http://localhost:8080"] } }],
    ["DESK_CONTACT", "係".repeat(200), { contact: "係".repeat(200) }],
    ["DESK_NAME", "窓".repeat(60), { desk: { name: "窓".repeat(60) } }],
    ["RETENTION_DAYS", "1", { desk: { retentionDays: 1 } }],
    ["RETENTION_DAYS", "3650", { desk: { retentionDays: 3650 } }],
    ["QUESTION_RETENTION_DAYS", "1", { desk: { questionRetentionDays: 1 } }],
    ["QUESTION_RETENTION_DAYS", "3650", { desk: { questionRetentionDays: 3650 } }],
    ["CASES_IN_LINE", "none", { desk: { caseWay: "none" } }],
    ["CASES_IN_LINE", "conversation", { desk: { caseWay: "conversation" } }],
    ["SLACK_CHANNEL", "G0123ABCD", { desk: { slack: { channel: "G0123ABCD" } } }],
    ["SLACK_SUMMARY_AT", "00:00", { desk: { slack: { summaryAt: "00:00" } } }],
    ["SLACK_SUMMARY_AT", "23:59", { desk: { slack: { summaryAt: "23:59" } } }],
    ["DATABASE_URL", "postgresql:///desk", { databaseUrl: "postgresql:///desk" }],
    ["PRIVACY_URL", "http://localhost/p?q=1#r", { desk: { privacyUrl: "http://localhost/p?q=1#r" } }],
    ["BASE_URL", "https://desk.example.jp/", { baseUrl: "https://desk.example.jp" }],
    ["BASE_URL", "http://localhost:3000", { baseUrl: "http://localhost:3000" }],
    ["BASE_URL", "https://[::1]:8443", { baseUrl: "https://[::1]:8443" }],
  ])("%s=%s", (name, value, expected) => expect(config({ [name]: value })).toMatchObject(expected as object));
});

describe("a setting out of range is refused by name", () => {
  test.each([
    ["PORT", "http"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "1"],
    ["TRUST_PROXY", "loopback, 2"],
    ["TRUST_PROXY", "10.0.0.0/33"],
    ["TRUST_PROXY", "10.0.0"],
    ["TRUST_PROXY", "256.0.0.1"],
    ["TRUST_PROXY", "2001:db8::/129"],
    ["TRUST_PROXY", "proxy.example.jp"],
    ["WIDGET_ORIGINS", "https://www.city.example.jp/page"],
    ["WIDGET_ORIGINS", "www.city.example.jp"],
    ["WIDGET_ORIGINS", "https://a.example.jp; script-src *"],
    ["WIDGET_ORIGINS", "https://*.example.jp"],
    ["WIDGET_ORIGINS", "'self'"],
    ["LOG_LEVEL", "loud"],
    ["LOG_LEVEL", "INFO"],
    ["DESK_CONTACT", "係".repeat(201)],
    ["DESK_NAME", "窓".repeat(61)],
    ["DATABASE_URL", "mysql://desk@db/desk"],
    ["DATABASE_URL", "desk.sqlite"],
    ["CASES_IN_LINE", "yes"],
    ["SLACK_CHANNEL", "madoguchi"],
    ["SLACK_CHANNEL", "#madoguchi"],
    ["SLACK_CHANNEL", "D0123ABCD"],
    ["SLACK_CONTENT", "all"],
    ["SLACK_SENDER", "me"],
    ["SLACK_SUMMARY_AT", "24:00"],
    ["SLACK_SUMMARY_AT", "17"],
    ["SLACK_SUMMARY_AT", "5pm"],
    ["PRIVACY_URL", "city.example.jp/privacy"],
    ["PRIVACY_URL", "javascript:alert(1)"],
    ["RETENTION_DAYS", "0"],
    ["RETENTION_DAYS", "3651"],
    ["RETENTION_DAYS", "1.5"],
    ["RETENTION_DAYS", "90 days"],
    ["QUESTION_RETENTION_DAYS", "0"],
    ["QUESTION_RETENTION_DAYS", "3651"],
    ["BASE_URL", "desk.example.jp"],
    ["BASE_URL", "https://desk:abc"],
    ["BASE_URL", "ftp://desk.example.jp"],
    ["BASE_URL", "https://desk.example.jp/line"],
    ["BASE_URL", "https://desk.example.jp?a=b"],
    ["BASE_URL", "https://desk.example.jp#a"],
    ["BASE_URL", "https://user@desk.example.jp"],
    ["BASE_URL", "https://"],
  ])("%s=%j", (name, value) => {
    const { code, message } = fault({ [name]: value });
    expect(code).toBe("settings-invalid");
    expect(message).toContain(`${name}: `);
  });
});

test("every fault is told at once, and where to read on", () => {
  const { message } = fault({ PORT: "http", TRUST_PROXY: "yes", LOG_LEVEL: "loud", HOST: "127.0.0.1" });
  expect(message).toMatch(/PORT: .*; TRUST_PROXY: .*; LOG_LEVEL: .*See README, "Settings"/u);
  expect(message).not.toContain("HOST");
});

test("no fault tells a value, which may be a password", () => {
  const broken = {
    ...ALL,
    DATABASE_URL: "mysql://desk:hidden@db",
    PORT: "hidden",
    CASES_IN_LINE: "hidden",
    BASE_URL: "hidden",
  };
  const error = fault(broken);
  expect(`${error.message} ${JSON.stringify(error.facts)} ${error.cause}`).not.toMatch(
    /hidden|the-secret|the-signing-secret|the-token/u,
  );
});

test("whoever tells how many proxies there are is told to name them", () => {
  expect(fault({ TRUST_PROXY: "1" }).message).toMatch(/TRUST_PROXY: must say which proxies there are, not how many/u);
});

describe("an identity provider", () => {
  const OIDC = {
    BASE_URL: "https://desk.example.jp",
    OIDC_ISSUER: "https://login.example.jp",
    OIDC_CLIENT_ID: "desk",
    OIDC_CLIENT_SECRET: "a-secret-of-oidc",
  };

  test("is told in three settings beside the address of the desk", () => {
    const [issuer, clientId, clientSecret, baseUrl] = [
      OIDC.OIDC_ISSUER,
      OIDC.OIDC_CLIENT_ID,
      OIDC.OIDC_CLIENT_SECRET,
      OIDC.BASE_URL,
    ];
    expect(config(OIDC).oidc).toEqual({ issuer, clientId, clientSecret, baseUrl });
    expect(config({ BASE_URL: OIDC.BASE_URL }).oidc).toBeUndefined();
  });

  test.each(Object.keys(OIDC))("without %s is refused by the name of what is missing", (missing) => {
    const { message } = fault({ ...OIDC, [missing]: "" });
    expect(message).toMatch(new RegExp(`^${missing}: not set`, "u"));
    expect(message).not.toContain("a-secret-of-oidc");
  });

  test("is asked over https, but on this machine", () => {
    expect(fault({ ...OIDC, OIDC_ISSUER: "http://login.example.jp" }).message).toContain("OIDC_ISSUER: ");
    expect(fault({ ...OIDC, OIDC_ISSUER: "http://localhost.example.jp" }).message).toContain("OIDC_ISSUER: ");
    expect(config({ ...OIDC, OIDC_ISSUER: "http://localhost:4000" }).oidc?.issuer).toBe("http://localhost:4000");
  });
});
