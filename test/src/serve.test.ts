import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { actionId, actionValue, type Pressed } from "../../adapters/slack/press.ts";
import { loneHold } from "../../adapters/store/lock.ts";
import { openStore } from "../../adapters/store/open.ts";
import { systemChance, systemClock } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import type { OutboxCounts } from "../../src/ports/store.ts";
import type { CaseNumber, DeskId } from "../../src/records.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { userId } from "../fixtures/line-server/events.ts";
import type { Fault } from "../fixtures/line-server/faults.ts";
import { type LineServer, lineServer } from "../fixtures/line-server.ts";
import { blockAction, event, form, posted as postedForm, slashCommand } from "../fixtures/slack-forms.ts";
import { type SlackServer, slackServer } from "../fixtures/slack-server.ts";

const RESIDENT = userId(1);
const REPLY = "POST /v2/bot/message/reply";

let folder: string;
let dataDir: string;
let line: LineServer;
/** What LINE does to a reply. */
let faultOfReply: () => Fault | undefined;
let slack: SlackServer | undefined;
let serving: Serving | undefined;
let told: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "serve-"));
  dataDir = join(folder, "data");
  faultOfReply = () => undefined;
  line = await lineServer({ faults: ({ endpoint }) => (endpoint === REPLY ? faultOfReply() : undefined) });
  serving = undefined;
  slack = undefined;
  told = [];
});
afterEach(async () => {
  await serving?.close();
  await line.close();
  await slack?.close();
  rmSync(folder, { recursive: true });
});

async function starts(settings: Record<string, string> = {}): Promise<Serving> {
  const file = join(folder, "desks.json");
  const given = { PORT: "0", DATA_DIR: dataDir, ...(existsSync(file) && { DESKS_FILE: file }), ...settings };
  const warns = (_: object, message: string) => void told.push(message);
  serving = await serve(config(given), {
    ...{ clock: systemClock, chance: systemChance, log: { info: () => {}, warn: warns, error: warns } },
    ...{ variables: {}, line: { apiUrl: line.url, dataUrl: line.dataUrl } },
    ...(slack && { slack: { apiUrl: slack.apiUrl } }),
  });
  return serving;
}
const withLine = () => ({ LINE_CHANNEL_SECRET: line.secret, LINE_CHANNEL_ACCESS_TOKEN: line.token });
const posted = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${serving!.origin}${path}`, { method: "POST", headers, body: '{"events":[]}' });
  await response.text();
  return response.status;
};

/** What a desk that is closed left in its store. */
async function left(desk = "desk" as DeskId): Promise<OutboxCounts> {
  const store = await openStore({ dataDir, chance: systemChance });
  try {
    return await store.within(desk, ({ outbox }) => outbox.counts());
  } finally {
    await store.close();
  }
}

describe("without settings of a desk", () => {
  test("there is one desk with its page, the texts and the console, and no webhook", async () => {
    const { origin, desks, close } = await starts();
    expect(desks).toEqual(["desk"]);
    for (const path of ["/", "/texts/kodaira", "/readyz", "/console/sign-in"]) {
      expect((await fetch(`${origin}${path}`)).status, path).toBe(200);
    }
    expect(await posted("/line/webhook")).toBe(404);
    expect(await posted("/slack/events")).toBe(404);
    await close();
    loneHold(dataDir)();
    expect(line.calls).toEqual([]);
  });

  test("nothing of LINE, Slack or PostgreSQL is loaded", () => {
    const script = `
      import { registerHooks } from "node:module";
      const seen = [];
      registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
      const { config } = await import("./src/config.ts");
      const { serve } = await import("./src/serve.ts");
      const { systemChance, systemClock } = await import("./adapters/world/clock.ts");
      const quiet = () => {};
      const log = { info: quiet, warn: quiet, error: quiet };
      const around = { clock: systemClock, chance: systemChance, log, variables: {} };
      await (await serve(config({ PORT: "0", DATA_DIR: ${JSON.stringify(dataDir)} }), around)).close();
      const needless = /node_modules\\/(@line|@slack|pg|openid-client)\\//;
      process.stdout.write(JSON.stringify(seen.filter((url) => needless.test(url)).slice(0, 5)));
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "[]", stderr: "" });
  });
});

describe("a desk with LINE", () => {
  test("is served beside the page, and refuses what LINE did not sign", async () => {
    const { origin, desks } = await starts(withLine());
    expect(desks).toEqual(["desk"]);
    expect((await fetch(origin)).status).toBe(200);
    expect(await posted("/line/webhook")).toBe(401);
    expect(await posted("/line/webhook", { "X-Line-Signature": "c2lnbmF0dXJl" })).toBe(401);
    expect(await posted("/line/webhook/desk")).toBe(401);
    expect(await posted("/line/webhook/other")).toBe(404);
  });

  test("answers what is asked there, by the free reply", async () => {
    const replied = Promise.withResolvers<void>();
    faultOfReply = () => {
      replied.resolve();
      return undefined;
    };
    const { origin, close } = await starts(withLine());
    expect(await line.deliver(`${origin}/line/webhook`, [line.events.text(RESIDENT, "小平市の協働とは何ですか")])).toBe(
      200,
    );
    await replied.promise;
    await close();
    expect(line.arrived(RESIDENT).length).toBeGreaterThan(0);
    expect(await left()).toMatchObject({ sent: 1, replied: 1, waiting: 0 });
    expect(line.breaches).toEqual([]);
    expect(told).toEqual([]);
  });

  test("that is closed lets the call under way end, and keeps what came of it", async () => {
    const replying = Promise.withResolvers<void>();
    faultOfReply = () => {
      replying.resolve();
      return { kind: "late", ms: 300 };
    };
    const { origin, close } = await starts(withLine());
    await line.deliver(`${origin}/line/webhook`, [line.events.text(RESIDENT, "こんにちは")]);
    await replying.promise;
    await close();
    expect(line.arrivals(RESIDENT).length).toBeGreaterThan(0);
    expect(await left()).toMatchObject({ sent: 1, waiting: 0, held: 0, dead: 0 });
    await expect(fetch(origin)).rejects.toThrow();
  });

  test("that is closed loses nothing that it had not begun", async () => {
    const { origin, close } = await starts(withLine());
    const closed = close();
    const status = await line.deliver(`${origin}/line/webhook`, [line.events.text(RESIDENT, "こんにちは")]);
    await closed;
    const { sent, waiting } = await left();
    const store = await openStore({ dataDir, chance: systemChance });
    const inbox = await store.within("desk" as DeskId, (records) => records.inbox.counts());
    await store.close();
    // Refused, LINE delivers it again; taken, it is in the store.
    expect(sent + waiting + inbox.waiting).toBe(status === 200 ? 1 : 0);
  });

  test("may be closed twice, as by two signals", async () => {
    const { close } = await starts(withLine());
    await Promise.all([close(), close()]);
    await close();
    loneHold(dataDir)();
  });
});

describe("nothing is served, and nothing is left open,", () => {
  test("where a setting is wrong: not even a folder is made", async () => {
    await expect(starts({ ...withLine(), DESK_CITY: "mitaka" })).rejects.toMatchObject({ code: "settings-invalid" });
    await expect(starts({ LINE_CHANNEL_SECRET: "x" })).rejects.toMatchObject({ code: "settings-invalid" });
    expect(existsSync(dataDir)).toBe(false);
  });

  test("where the address is in use: the store is let go", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(starts({ ...withLine(), PORT: String(port) })).rejects.toMatchObject({ code: "settings-invalid" });
    loneHold(dataDir)();
    await new Promise((resolve) => other.close(resolve));
  });
});

describe("a desk with Slack", () => {
  const withSlack = (at: SlackServer) => ({
    ...{ SLACK_BOT_TOKEN: at.botToken, SLACK_SIGNING_SECRET: at.signingSecret, SLACK_CHANNEL: at.channel },
  });
  const mention = (at: SlackServer) =>
    event({
      event: {
        ...{ type: "app_mention", user: at.users.satou, channel: at.channel, ts: "1795251601.000100" },
        text: `<@${at.botUserId}> 小平市の協働とは何ですか`,
      },
    });
  const sent = (at: SlackServer, body: string, path = "/slack/events") =>
    postedForm(`${serving!.origin}${path}`, form(body, { secret: at.signingSecret }));

  test("is served without LINE, and refuses what Slack did not sign", async () => {
    slack = await slackServer();
    const { origin, desks } = await starts(withSlack(slack));
    expect(desks).toEqual(["desk"]);
    expect((await fetch(origin)).status).toBe(200);
    expect(await posted("/slack/events")).toBe(401);
    expect(await posted("/slack/events/desk")).toBe(401);
    expect(await posted("/slack/events/other")).toBe(404);
    expect(await posted("/line/webhook")).toBe(404);
  });

  test("answers a mention in its thread, and a command at once", async () => {
    slack = await slackServer();
    await starts(withSlack(slack));
    expect((await sent(slack, mention(slack))).status).toBe(200);
    await vi.waitFor(() => expect(slack!.calls("chat.postMessage").length).toBeGreaterThan(0), { timeout: 10_000 });
    expect(slack.calls("chat.postMessage")[0]?.fields).toMatchObject({
      channel: slack.channel,
      thread_ts: "1795251601.000100",
    });
    const asks = { user: slack.users.satou, channel: slack.channel, triggerId: "1" };
    const answer = await sent(slack, slashCommand({ ...asks, text: "小平市の協働とは何ですか" }));
    expect(JSON.parse(answer.text)).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringContaining("協働"),
    });
  });

  test("and LINE shows there the case that began in LINE, and a press on it opens its window", async () => {
    slack = await slackServer();
    const { origin } = await starts({ ...withLine(), ...withSlack(slack) });
    await line.deliver(`${origin}/line/webhook`, [line.events.text(RESIDENT, "担当者と話したいです")]);
    await vi.waitFor(() => expect(slack!.calls("chat.postMessage").length).toBeGreaterThan(0), { timeout: 10_000 });
    const { messages = [] } = await slack.client("satou").conversations.history({ channel: slack.channel });
    const card = messages.find(({ blocks }) => JSON.stringify(blocks ?? "").includes("担当者と話したいです"));
    expect(card).toBeDefined();
    const pressed: Pressed = { view: "note", number: 1 as CaseNumber };
    const press = blockAction({
      ...{ user: slack.users.satou, triggerId: await slack.triggerId("satou"), channel: slack.channel },
      message: { ts: card!.ts!, text: "" },
      action: { type: "button", action_id: actionId(pressed), value: actionValue(pressed) },
    });
    expect((await sent(slack, press)).status).toBe(200);
    const shown = () => slack!.views("satou").map(({ callback_id }) => callback_id);
    await vi.waitFor(() => expect(shown()).toContain("desk.form.note"), { timeout: 10_000 });
  });

  test("starts and takes what comes though Slack is away, and is ready with the trouble told", async () => {
    slack = await slackServer();
    await slack.fail({ kind: "refused", error: "token_revoked" });
    const { origin } = await starts(withSlack(slack));
    expect(await (await fetch(`${origin}/readyz`)).text()).toBe("ready");
    expect((await sent(slack, mention(slack))).status).toBe(200);
    const ready = async () => {
      const response = await fetch(`${origin}/readyz`);
      return `${response.status} ${await response.text()}`;
    };
    await vi.waitFor(async () => expect(await ready()).toMatch(/^200 ready\nslack desk: token_revoked since \d{4}-/u), {
      timeout: 10_000,
    });
  });

  test("beside another is served at an address of its own alone", async () => {
    slack = await slackServer();
    const { botToken, signingSecret, channel } = slack;
    const other = { botToken: "xoxb-other", signingSecret: "another", channel: "C0OTHER" };
    const desks = [{ id: "a", slack: { botToken, signingSecret, channel } }, { id: "b", slack: other }, { id: "c" }];
    writeFileSync(join(folder, "desks.json"), JSON.stringify({ desks }));
    await starts();
    const status = async (path: string) => (await sent(slack!, mention(slack!), path)).status;
    expect(await status("/slack/events/a")).toBe(200);
    expect(await status("/slack/events/b")).toBe(401);
    expect(await status("/slack/events/c")).toBe(404);
    expect(await status("/slack/events")).toBe(404);
  });
});

test("several desks are each served at an address of their own", async () => {
  const account = { channelSecret: line.secret, channelAccessToken: line.token };
  const desks = [{ id: "a", line: account }, { id: "b", line: { ...account, channelSecret: "another" } }, { id: "c" }];
  writeFileSync(join(folder, "desks.json"), JSON.stringify({ desks }));
  const { origin, desks: served } = await starts();
  expect(served).toEqual(["a", "b", "c"]);
  const asked = () => [line.events.text(RESIDENT, "こんにちは")];
  expect(await line.deliver(`${origin}/line/webhook/a`, asked())).toBe(200);
  expect(await line.deliver(`${origin}/line/webhook/b`, asked())).toBe(401);
  expect(await line.deliver(`${origin}/line/webhook/c`, asked())).toBe(404);
  expect(await line.deliver(`${origin}/line/webhook`, asked())).toBe(404);
});

test("a desk that was taken out of the settings is told of as long as it has records", async () => {
  await starts(withLine());
  await line.deliver(`${serving!.origin}/line/webhook`, [line.events.text(RESIDENT, "こんにちは")]);
  await serving!.close();
  const desks = [{ id: "another", line: { channelSecret: line.secret, channelAccessToken: line.token } }];
  writeFileSync(join(folder, "desks.json"), JSON.stringify({ desks }));
  await starts();
  const others = () => told.filter((message) => message.includes("the settings do not name"));
  expect(others()).toHaveLength(1);
  await serving!.close();
  told = [];
  writeFileSync(join(folder, "desks.json"), JSON.stringify({ desks: [...desks, { id: "desk" }] }));
  await starts();
  expect(others()).toEqual([]);
});
