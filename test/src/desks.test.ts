import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { config } from "../../src/config.ts";
import { desks, ONLY_DESK } from "../../src/desks.ts";
import { DeskError } from "../../src/errors.ts";
import { openingHours } from "../../src/handoff/hours-text.ts";
import type { City } from "../../src/model.ts";

const folder = mkdtempSync(join(tmpdir(), "desks-"));
const FILE = join(folder, "desks.json");
afterEach(() => rmSync(FILE, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const CITIES = [{ id: "kodaira" }, { id: "hino" }] as unknown as readonly City[];
const LINE = { LINE_CHANNEL_SECRET: "secret-of-the-settings", LINE_CHANNEL_ACCESS_TOKEN: "token-of-the-settings" };
const SLACK = {
  SLACK_BOT_TOKEN: "xoxb-of-the-settings",
  SLACK_SIGNING_SECRET: "signing-of-the-settings",
  SLACK_CHANNEL: "C0123ABCD",
};
const VARIABLES = { SECRET_1: " secret-from-outside\n", TOKEN_1: "token-from-outside", BLANK: "  ", lower: "x" };

const desksOf = (settings: Record<string, string> = {}, variables: Record<string, string> = VARIABLES) =>
  desks(config({ ...(existsSync(FILE) && { DESKS_FILE: FILE }), ...settings }), CITIES, { variables });
function filed(content: unknown, settings: Record<string, string> = {}) {
  writeFileSync(FILE, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
  return desksOf(settings);
}

/** What is thrown, everything that an operator would read of it as one text. */
function fault(act: () => unknown): { code: string; message: string; everything: string } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    const { code, message, facts, cause } = error;
    return { code, message, everything: `${message} ${JSON.stringify(facts)} ${cause}` };
  }
  throw new Error("these were taken");
}

describe("without a file", () => {
  test("and without settings there is one desk, which waits for somebody who can answer", () => {
    expect(desksOf()).toMatchObject([
      {
        profile: { id: ONLY_DESK, privatePage: "never", caseWay: "conversation" },
        line: undefined,
        slack: undefined,
        awaitsStaff: true,
      },
    ]);
  });

  test("what is said of it counts without LINE too", () => {
    const [desk] = desksOf({ DESK_NAME: "協働センター", DESK_CITY: "hino", DESK_HOURS: "火-日 9:00-17:00" });
    expect(desk?.profile).toMatchObject({
      name: "協働センター",
      city: "hino",
      hours: openingHours("火-日 9:00-17:00"),
    });
  });

  test.each([
    ["LINE", LINE],
    ["Slack", SLACK],
    ["a word on cases", { CASES_IN_LINE: "conversation" }],
    ["the word that there are none", { CASES_IN_LINE: "none" }],
  ])("%s is enough to wait for nobody", (_, settings) => {
    expect(desksOf(settings)[0]?.awaitsStaff).toBe(false);
  });

  test("the sites of its widget may be named", () => {
    expect(desksOf({ WIDGET_ORIGINS: "https://a.example.jp" })[0]?.widgetOrigins).toEqual(["https://a.example.jp"]);
  });

  test("LINE's secret and token make one desk, of which nothing more need be said", () => {
    expect(desksOf(LINE)).toEqual([
      {
        profile: {
          ...{ id: ONLY_DESK, name: undefined, city: undefined, hours: undefined, caseWay: "conversation" },
          ...{ contact: undefined, privacyUrl: undefined, retentionDays: 90, questionRetentionDays: 400 },
          privatePage: "never",
        },
        line: { channelSecret: "secret-of-the-settings", accessToken: "token-of-the-settings" },
        ...{ awaitsStaff: false, widgetOrigins: [] },
      },
    ]);
  });

  test("Slack's token, secret and channel make one desk, with LINE or alone", () => {
    const slack = {
      ...{ botToken: "xoxb-of-the-settings", signingSecret: "signing-of-the-settings", channel: "C0123ABCD" },
      ...{ appToken: undefined, content: "full", sender: "centre", summaryMinutes: 17 * 60 },
    };
    expect(desksOf(SLACK)).toMatchObject([{ profile: { id: ONLY_DESK }, line: undefined, slack }]);
    expect(desksOf({ ...SLACK, ...LINE })).toMatchObject([{ line: { accessToken: "token-of-the-settings" }, slack }]);
  });

  test("how Slack shows things may be said", () => {
    const how = { SLACK_CONTENT: "notice", SLACK_SENDER: "staff", SLACK_SUMMARY_AT: "8:30", SLACK_APP_TOKEN: "xapp-1" };
    expect(desksOf({ ...SLACK, ...how })[0]?.slack).toMatchObject({
      ...{ content: "notice", sender: "staff", summaryMinutes: 8 * 60 + 30, appToken: "xapp-1" },
    });
  });

  test("how Slack shows things makes no Slack by itself", () => {
    const how = { SLACK_CONTENT: "notice", SLACK_SENDER: "staff", SLACK_SUMMARY_AT: "8:30" };
    expect(desksOf(how)).toMatchObject([{ slack: undefined, awaitsStaff: true }]);
  });

  test("every setting of a desk counts", () => {
    const [desk] = desksOf({
      ...LINE,
      DESK_CITY: "hino",
      DESK_NAME: "協働センター",
      DESK_HOURS: "火-日 9:00-17:00",
      DESK_CLOSED_DAYS: "08-13..08-15",
      DESK_CONTACT: "042-000-0000",
      CASES_IN_LINE: "contact",
      PRIVACY_URL: "https://city.example.jp/privacy",
      RETENTION_DAYS: "30",
      QUESTION_RETENTION_DAYS: "365",
    });
    expect(desk?.profile).toEqual({
      ...{
        id: "desk",
        name: "協働センター",
        city: "hino",
        privatePage: "never",
        caseWay: "contact",
        contact: "042-000-0000",
      },
      hours: openingHours("火-日 9:00-17:00", { closedDays: "08-13..08-15" }),
      ...{ privacyUrl: "https://city.example.jp/privacy", retentionDays: 30, questionRetentionDays: 365 },
      privatePage: "never",
    });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      "a token without its secret asks for the secret and says where it stands",
      { LINE_CHANNEL_ACCESS_TOKEN: "the-token" },
      /^LINE_CHANNEL_SECRET is not set: .*LINE Developers Console.*"Basic settings"/u,
    ],
    [
      "a secret without its token asks for the token and says where it stands",
      { LINE_CHANNEL_SECRET: "the-secret" },
      /^LINE_CHANNEL_ACCESS_TOKEN is not set: .*LINE Developers Console.*"Messaging API"/u,
    ],
    [
      "Slack's token alone asks for the others and says where they stand",
      { SLACK_BOT_TOKEN: "the-token" },
      /^SLACK_SIGNING_SECRET is not set: .*"Basic Information"; SLACK_CHANNEL is not set: .*\(C…\)/u,
    ],
    [
      "a channel without Slack's token asks for it beside LINE too",
      { ...LINE, SLACK_CHANNEL: "C0123ABCD", SLACK_SIGNING_SECRET: "the-secret" },
      /^SLACK_BOT_TOKEN is not set: .*"OAuth & Permissions"/u,
    ],
    [
      "a token of Socket Mode alone asks for all three",
      { SLACK_APP_TOKEN: "the-token" },
      /^SLACK_BOT_TOKEN .*SLACK_SIGNING_SECRET .*SLACK_CHANNEL /u,
    ],
    [
      "a city that is no folder is told with those that are",
      { ...LINE, DESK_CITY: "Kodaira" },
      /^DESK_CITY: Kodaira is no folder of knowledge\. There are: kodaira, hino/u,
    ],
    [
      "hours that cannot be read are told by setting and part",
      { ...LINE, DESK_HOURS: "月-金 9:00-17:00; 土 9-12" },
      /^DESK_HOURS: .*"土 9-12"/u,
    ],
    [
      "closed days that cannot be read are told by setting and part",
      { ...LINE, DESK_HOURS: "月-金 9:00-17:00", DESK_CLOSED_DAYS: "12-28, 13-40" },
      /^DESK_CLOSED_DAYS: .*"13-40"/u,
    ],
    [
      "closed days without hours would say nothing",
      { ...LINE, DESK_CLOSED_DAYS: "12-28" },
      /^DESK_CLOSED_DAYS is set without DESK_HOURS/u,
    ],
  ])("%s", (_, settings, expected) => {
    const { code, message, everything } = fault(() => desksOf(settings));
    expect(code).toBe("settings-invalid");
    expect(message).toMatch(expected);
    expect(message).toContain('See README, "Settings"');
    expect(everything).not.toMatch(/the-secret|the-token|of-the-settings/u);
  });
});

describe("desks.json", () => {
  test("says everything of a desk, and its secrets are looked up", () => {
    const found = filed({
      desks: [
        {
          ...{ id: "kodaira-1", name: " 小平の窓口 ", city: "kodaira", cases: "none", contact: "042-111-1111" },
          hours: { mon: "9:00-17:00", closedDays: ["08-13"], closedOnHolidays: false },
          ...{ privacyUrl: "https://kodaira.example.jp", retentionDays: 1, questionRetentionDays: 3650 },
          privatePage: "never",
          line: { channelSecret: "env:SECRET_1", channelAccessToken: "env:TOKEN_1" },
          slack: {
            ...{
              botToken: "env:TOKEN_1",
              signingSecret: "env:SECRET_1",
              channel: "C0KODAIRA",
              appToken: "env:TOKEN_1",
            },
            ...{ content: "notice", sender: "staff", summaryAt: "9:00" },
          },
          widgetOrigins: ["https://www.kodaira.example.jp"],
        },
      ],
    });
    expect(found).toEqual([
      {
        profile: {
          ...{
            id: "kodaira-1",
            name: "小平の窓口",
            city: "kodaira",
            privatePage: "never",
            caseWay: "none",
            contact: "042-111-1111",
          },
          hours: openingHours("mon 9:00-17:00", { closedDays: "08-13", closedOnHolidays: false }),
          ...{ privacyUrl: "https://kodaira.example.jp", retentionDays: 1, questionRetentionDays: 3650 },
          privatePage: "never",
        },
        line: { channelSecret: "secret-from-outside", accessToken: "token-from-outside" },
        slack: {
          ...{ botToken: "token-from-outside", signingSecret: "secret-from-outside", channel: "C0KODAIRA" },
          ...{ appToken: "token-from-outside", content: "notice", sender: "staff", summaryMinutes: 540 },
        },
        ...{ awaitsStaff: false, widgetOrigins: ["https://www.kodaira.example.jp"] },
      },
    ]);
  });

  test("may leave to the settings what is the same for every desk", () => {
    const settings = {
      DESK_CONTACT: "042-000-0000",
      CASES_IN_LINE: "contact",
      PRIVACY_URL: "https://city.example.jp/privacy",
      RETENTION_DAYS: "30",
      QUESTION_RETENTION_DAYS: "365",
      WIDGET_ORIGINS: "https://a.example.jp",
    };
    const found = filed({ desks: [{ id: "a" }, { id: "b", contact: "042-222-2222", retentionDays: 10 }] }, settings);
    const shared = {
      ...{ name: undefined, city: undefined, hours: undefined, privatePage: "never", caseWay: "contact" },
      ...{ privacyUrl: "https://city.example.jp/privacy", questionRetentionDays: 365, privatePage: "never" },
    };
    const none = { line: undefined, slack: undefined, awaitsStaff: false, widgetOrigins: ["https://a.example.jp"] };
    expect(found).toEqual([
      { profile: { ...shared, id: "a", contact: "042-000-0000", retentionDays: 30 }, ...none },
      { profile: { ...shared, id: "b", contact: "042-222-2222", retentionDays: 10 }, ...none },
    ]);
  });

  test("waits for somebody who can answer at each desk that has no channel and no word on cases", () => {
    const line = { channelSecret: "s", channelAccessToken: "t" };
    const found = filed({ desks: [{ id: "a" }, { id: "b", line }, { id: "c", cases: "none" }] });
    expect(found.map(({ awaitsStaff }) => awaitsStaff)).toEqual([true, false, false]);
  });

  test("may leave to the settings how Slack shows things", () => {
    const slack = { botToken: "b", signingSecret: "s", channel: "C0KODAIRA" };
    const how = { SLACK_CONTENT: "notice", SLACK_SENDER: "staff", SLACK_SUMMARY_AT: "8:30" };
    expect(filed({ desks: [{ id: "a", slack }] }, how)[0]?.slack).toEqual({
      ...{ ...slack, appToken: undefined, content: "notice", sender: "staff", summaryMinutes: 510 },
    });
  });

  test("takes a secret that is written out as it is", () => {
    const line = { channelSecret: " plain-secret ", channelAccessToken: "plain/token+=" };
    expect(filed({ desks: [{ id: "a", line }] })[0]?.line).toEqual({
      channelSecret: "plain-secret",
      accessToken: "plain/token+=",
    });
  });

  test.each(["a", "0", "kodaira-2", "a".repeat(40)])("takes the id %s", (id) => {
    expect(filed({ desks: [{ id }] })[0]?.profile.id).toBe(id);
  });
});

test("a file of desks that is named and is not there is refused, for its desks would be missing silently", () => {
  expect(() => desksOf({ DESKS_FILE: join(folder, "dekss.json") })).toThrow(/DESKS_FILE: .*dekss\.json is not there/u);
});

describe("desks.json is refused", () => {
  const line = { channelSecret: "hidden-secret", channelAccessToken: "hidden-token" };
  const one = (of: object) => ({ desks: [{ id: "a", line, ...of }] });

  test.each<[string, unknown, RegExp]>([
    ["without desks", {}, /desks\.json: desks: /u],
    ["with an empty list", { desks: [] }, /desks\.json: desks: /u],
    ["as a list", [one({})], /desks\.json: the file: /u],
    ["with an unknown key", { ...one({}), desk: 1 }, /the file: .*"desk"/u],
    ["with an unknown key of a desk", one({ hour: "x" }), /desks\.0: .*"hour"/u],
    [
      "with an unknown key of its LINE account",
      one({ line: { ...line, token: "hidden" } }),
      /desks\.0\.line: .*"token"/u,
    ],
    ["without the id of a desk", { desks: [{ line }] }, /desks\.0\.id: /u],
    ["with an id of other letters", one({ id: "Kodaira" }), /desks\.0\.id: must be small letters/u],
    ["with an id that begins with a hyphen", one({ id: "-a" }), /desks\.0\.id: /u],
    ["with an id that is too long", one({ id: "a".repeat(41) }), /desks\.0\.id: /u],
    ["with an id that would leave its address", one({ id: "../a" }), /desks\.0\.id: /u],
    ["with a blank name", one({ name: " " }), /desks\.0\.name: /u],
    ["with a name that is too long", one({ name: "窓".repeat(61) }), /desks\.0\.name: /u],
    ["with a contact that is too long", one({ contact: "係".repeat(201) }), /desks\.0\.contact: /u],
    ["with an unknown way of cases", one({ cases: "yes" }), /desks\.0\.cases: /u],
    ["with a privacy notice that is no address", one({ privacyUrl: "javascript:alert(1)" }), /desks\.0\.privacyUrl: /u],
    ["with days as text", one({ retentionDays: "90" }), /desks\.0\.retentionDays: /u],
    ["with too many days", one({ questionRetentionDays: 3651 }), /desks\.0\.questionRetentionDays: /u],
    ["without a secret", one({ line: { channelAccessToken: "hidden-token" } }), /desks\.0\.line\.channelSecret: /u],
    [
      "with a blank token",
      one({ line: { ...line, channelAccessToken: " " } }),
      /desks\.0\.line\.channelAccessToken: /u,
    ],
    [
      "with a secret that is no text",
      one({ line: { ...line, channelSecret: 4711 } }),
      /desks\.0\.line\.channelSecret: /u,
    ],
    [
      "with an unknown city",
      one({ city: "mitaka" }),
      /desk a, city: mitaka is no folder of knowledge\. There are: kodaira, hino/u,
    ],
    ["with hours that cannot be read", one({ hours: "月 9-17" }), /desk a, hours: .*"月 9-17"/u],
    ["with hours that are no hours", one({ hours: 9 }), /desk a, hours: .*neither text nor an object/u],
    ["with two desks of one id", { desks: [{ id: "a", line }, { id: "b" }, { id: "a" }] }, /there are two desks a/u],
    [
      "with a secret that is not in the environment",
      one({ line: { ...line, channelSecret: "env:NONE" } }),
      /desk a: NONE is not set/u,
    ],
    [
      "with an unknown key of its Slack app",
      one({ slack: { botToken: "hidden", signingSecret: "hidden", channel: "C0KODAIRA", token: "hidden" } }),
      /slack: .*"token"/u,
    ],
    [
      "without the channel of its Slack app",
      one({ slack: { botToken: "hidden", signingSecret: "hidden" } }),
      /slack\.channel: must be the id of a channel, .+ at the end of the channel's details/u,
    ],
    [
      "with the name of a channel for its id",
      one({ slack: { botToken: "hidden", signingSecret: "hidden", channel: "madoguchi" } }),
      /slack\.channel: must be the id of a channel/u,
    ],
    [
      "with one Slack app for two desks, of which one would hear nothing",
      {
        desks: [
          { id: "a", slack: { botToken: "hidden-1", signingSecret: "hidden", channel: "C0KODAIRA" } },
          { id: "b", slack: { botToken: "hidden-2", signingSecret: "hidden", channel: "C0HINO" } },
        ],
      },
      /desks a and b have one Slack app/u,
    ],
    [
      "with one channel for two desks, whose case numbers could not be told apart",
      {
        desks: [
          { id: "a", slack: { botToken: "hidden-1", signingSecret: "hidden-1", channel: "C0KODAIRA" } },
          { id: "b", slack: { botToken: "hidden-2", signingSecret: "hidden-2", channel: "C0KODAIRA" } },
        ],
      },
      /desks a and b have one Slack channel/u,
    ],
    [
      "with a token of another kind for the bot's",
      one({ slack: { botToken: "xoxp-hidden", signingSecret: "hidden", channel: "C0KODAIRA" } }),
      /desk \S+, slack\.botToken is a token of another kind/u,
    ],
    [
      "with the bot's token for the app's",
      one({
        slack: { botToken: "xoxb-hidden", signingSecret: "hidden", channel: "C0KODAIRA", appToken: "xoxb-hidden" },
      }),
      /slack\.appToken is a token of another kind/u,
    ],
    [
      "with a secret that is blank there",
      one({ line: { ...line, channelAccessToken: "env:BLANK" } }),
      /desk a: BLANK is not set/u,
    ],
    ["with no name behind env:", one({ line: { ...line, channelSecret: "env: SECRET_1" } }), /desk a: behind env: /u],
    [
      "with a secret behind env:",
      one({ line: { ...line, channelSecret: "env:hidden0123456789" } }),
      /desk a: behind env: /u,
    ],
  ])("%s", (_, content, expected) => {
    const { code, message, everything } = fault(() => filed(content));
    expect(code).toBe("settings-invalid");
    expect(message).toMatch(expected);
    expect(message).toContain(FILE);
    expect(everything).not.toMatch(/hidden|4711|from-outside/u);
  });

  const WHOLE = JSON.stringify(one({ name: "協働センター" }), undefined, 2);

  test.each<[string, string, number]>([
    ["empty", "", 1],
    ["cut off", WHOLE.slice(0, WHOLE.indexOf("hidden-token") + 6), 7],
    ["cut off after a line", WHOLE.slice(0, WHOLE.indexOf('"channelAccessToken"')).trimEnd(), 6],
    ["cut off behind a colon", WHOLE.slice(0, WHOLE.indexOf(' "hidden-secret"')), 6],
    ["cut off with empty lines behind it", `${WHOLE.slice(0, WHOLE.indexOf(' "hidden-secret"'))}\n\n\n`, 6],
    ["cut off after a comma with empty lines behind it", `${WHOLE.slice(0, WHOLE.indexOf(",") + 1)}\n\n\n`, 4],
    ["with a comma too few", WHOLE.replace('hidden-secret",', 'hidden-secret"'), 7],
    ["with a comma too many", WHOLE.replace('hidden-token"', 'hidden-token",'), 8],
    ["with a word out of place", WHOLE.replace('"hidden-token"', "hidden-token"), 7],
    ["with single quotes", WHOLE.replaceAll('"', "'"), 2],
    ["with a comment", WHOLE.replace('"name"', '// hidden\n"name"'), 9],
    ["with more behind it", `${WHOLE}\n}`, 13],
  ])("%s is no JSON, told with the line and without its words", (_, text, line) => {
    const { code, message, everything } = fault(() => filed(text));
    expect(code).toBe("settings-invalid");
    expect(message.startsWith(`${FILE}:${line}: `)).toBe(true);
    expect(everything).not.toMatch(/hidden|channel|協働/u);
  });

  test("where it cannot be read, with what to do", () => {
    mkdirSync(FILE);
    const { code, message } = fault(() => desksOf());
    expect(code).toBe("settings-invalid");
    expect(message).toBe(`${FILE} cannot be read: let the desk's user read it`);
  });

  test("beside SLACK_CHANNEL, which would be passed over", () => {
    const { message } = fault(() => filed({ desks: [{ id: "a" }] }, { SLACK_CHANNEL: "C0KODAIRA" }));
    expect(message).toContain("remove SLACK_CHANNEL: ");
  });

  test.each([
    "LINE_CHANNEL_SECRET",
    "LINE_CHANNEL_ACCESS_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "DESK_CITY",
    "DESK_NAME",
    "DESK_HOURS",
    "DESK_CLOSED_DAYS",
  ])("beside %s, which would be passed over", (name) => {
    const { code, message, everything } = fault(() => filed({ desks: [{ id: "a" }] }, { [name]: "hidden" }));
    expect(code).toBe("settings-invalid");
    expect(message).toContain(`${FILE} says which desks there are, so remove ${name}: `);
    expect(everything).not.toContain("hidden");
  });

  test("beside several such settings, naming each", () => {
    const { message } = fault(() => filed({ desks: [{ id: "a" }] }, { ...LINE, DESK_CITY: "kodaira" }));
    expect(message).toContain("remove LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN, DESK_CITY: ");
  });
});

describe("a private page", () => {
  const WITH = { ...LINE, PRIVATE_PAGE: "offer" };

  test.each([
    ["https://desk.example.jp", "offer"],
    ["http://localhost:3000", "always"],
    ["http://127.0.0.1:3000", "offer"],
  ])("is had at %s", (BASE_URL, way) => {
    const [only] = desksOf({ ...WITH, BASE_URL, PRIVATE_PAGE: way });
    expect(only?.profile.privatePage).toBe(way);
  });

  test("without an address of the desk is refused, and the message names BASE_URL", () => {
    const { code, message } = fault(() => desksOf(WITH));
    expect(code).toBe("settings-invalid");
    expect(message).toContain("BASE_URL is not set");
  });

  test("is refused at an address that is read on the way", () => {
    expect(fault(() => desksOf({ ...WITH, BASE_URL: "http://desk.example.jp" })).message).toContain("https://");
  });

  test("is each desk's own in a file, and that of the settings where a desk says nothing", () => {
    const line = { channelSecret: "secret", channelAccessToken: "token" };
    const found = filed(
      {
        desks: [
          { id: "a", line, privatePage: "always" },
          { id: "b", line },
          { id: "c", privatePage: "never" },
        ],
      },
      { PRIVATE_PAGE: "offer", BASE_URL: "https://desk.example.jp" },
    );
    expect(found.map(({ profile }) => profile.privatePage)).toEqual(["always", "offer", "never"]);
  });
});
