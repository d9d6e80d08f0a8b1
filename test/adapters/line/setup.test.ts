import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { messagingApi } from "@line/bot-sdk";
import express from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { richMenu } from "../../../adapters/line/rich-menu.ts";
import type { MessageForm } from "../../../adapters/line/setup/forms.ts";
import { type SetupParts, setup, setupClient } from "../../../adapters/line/setup.ts";
import { lineWebhook } from "../../../adapters/line/webhook.ts";
import { systemClock } from "../../../adapters/world/clock.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { DeskId } from "../../../src/records.ts";
import { richMenuWords } from "../../../src/reply/rich-menu.ts";
import { type LineServer, lineServer } from "../../fixtures/line-server.ts";
import { bundle, REPLY, WORDS } from "./messages.ts";

const HOOK = "https://desk.example.jp/line/webhook";
const FORMS: readonly MessageForm[] = [
  { name: "答え", sayings: [{ kind: "text", language: "ja", text: "お答えします。", quick: [] }] },
  { name: "相談の受付", sayings: [{ kind: "text", language: "ja", text: "受け付けました。", quick: [] }] },
];
const MENU = richMenu(richMenuWords);
const OK = { success: true, statusCode: 200, reason: "OK", detail: "200" };
type Tested = Omit<messagingApi.TestWebhookEndpointResponse, "timestamp">;

let line: LineServer;
beforeEach(async () => {
  line = await lineServer();
});
afterEach(async () => {
  await line.close();
  expect(line.breaches).toEqual([]);
});

interface Told extends Partial<SetupParts> {
  readonly token?: string;
  /** What LINE finds when it tries the webhook: a desk on this machine has no https to be tried. */
  readonly tested?: Tested;
}

/** Runs it against the server. @returns what was printed and whether something is to be mended */
async function ran({ token = line.token, tested = OK, ...parts }: Told = {}) {
  const printed: string[] = [];
  const client = setupClient({ accessToken: token, apiUrl: line.url, dataUrl: line.dataUrl });
  const triedAt: (string | undefined)[] = [];
  const api = Object.assign(Object.create(client.api) as typeof client.api, {
    testWebhookEndpoint: async (asked?: messagingApi.TestWebhookEndpointRequest) => {
      triedAt.push(asked?.endpoint);
      return { ...tested, timestamp: new Date(0) };
    },
  });
  const { isToMend } = await setup({
    client: { ...client, api },
    clock: systemClock,
    print: (text) => void printed.push(text),
    names: { token: "LINE_CHANNEL_ACCESS_TOKEN", secret: "LINE_CHANNEL_SECRET" },
    webhook: { baseUrl: "https://desk.example.jp", path: "/line/webhook" },
    forms: FORMS,
    menu: MENU,
    isCheckOnly: false,
    ...parts,
  });
  const marked = (mark: string) => printed.filter((text) => text.startsWith(`  ${mark} `)).map((text) => text.slice(4));
  return { isToMend, text: printed.join("\n"), good: marked("○"), mend: marked("×"), note: marked("・"), triedAt };
}

/** Clients of the account's owner, to see and to change what stands there. */
const owner = () => setupClient({ accessToken: line.token, apiUrl: line.url, dataUrl: line.dataUrl });
const shownMenu = async () => (await owner().api.getDefaultRichMenuId()).richMenuId;
const menus = async () => (await owner().api.getRichMenuList()).richmenus;
const writes = () =>
  line.calls.filter(({ endpoint }) => !endpoint.startsWith("GET ") && !endpoint.includes("/validate/"));

async function putMenu(name: string): Promise<string> {
  const { api, pictures } = owner();
  const { richMenuId } = await api.createRichMenu({ ...MENU.definition, name });
  await pictures.setRichMenuImage(richMenuId, new Blob([MENU.image], { type: "image/png" }));
  await api.setDefaultRichMenu(richMenuId);
  return richMenuId;
}

describe("an account that is new", () => {
  test("gets webhook and menu, and what it was before is told", async () => {
    const { isToMend, good, mend, triedAt } = await ran();
    expect(mend).toEqual([]);
    expect(isToMend).toBe(false);
    expect(good[0]).toBe("LINE公式アカウント「協働の窓口」（@123abcde）につながりました。");
    expect(good).toContain(`Webhook URLを${HOOK}にしました。これまでは何も設定されていませんでした。`);
    expect(good).toContain("リッチメニューを入れました。");
    expect(triedAt).toEqual([HOOK]);
    expect(await owner().api.getWebhookEndpoint()).toEqual({ endpoint: HOOK, active: true });
    const [menu, ...more] = await menus();
    expect(more).toEqual([]);
    expect(menu).toMatchObject(MENU.definition);
    expect(menu?.richMenuId).toBe(await shownMenu());
  });

  test("is left as it is by a run that only looks, and everything missing is told", async () => {
    const { isToMend, mend } = await ran({ isCheckOnly: true });
    expect(isToMend).toBe(true);
    expect(mend).toEqual([
      `Webhook URLが${HOOK}ではありません。いまは何も設定されていません。`,
      "リッチメニューがまだありません。",
    ]);
    expect(writes()).toEqual([]);
  });
});

test("a second run finds everything in place and writes nothing", async () => {
  await ran();
  const before = writes().length;
  const { isToMend, good } = await ran();
  expect(isToMend).toBe(false);
  expect(good).toContain(`Webhook URLは${HOOK}です。`);
  expect(good).toContain("リッチメニューは新しいものが出ています。");
  expect(writes()).toHaveLength(before);
});

test("no line holds the access token, and the last step names every setting that no program sees", async () => {
  const { text } = await ran();
  expect(text).not.toContain(line.token);
  for (const name of [
    "応答メッセージ：オフ",
    "あいさつメッセージ：オフ",
    "Webhook：オン",
    "チャット：オフ",
    "Webhookの再送：オン",
    "グループ・複数人トークへの参加を許可する：オフ",
    "チャネルアクセストークン（長期）：",
  ]) {
    expect(text).toContain(`□ ${name}`);
  }
});

describe("a token that LINE does not take", () => {
  test.each([
    ["is refused", "another-token", "LINEが、チャネルアクセストークンを認めませんでした（401）。"],
    [
      "cannot even be sent",
      "とくべつな鍵",
      "LINE_CHANNEL_ACCESS_TOKENに、使えない文字（全角文字や改行）が入っています。",
    ],
  ])("%s: it is told where to get one, and nothing else is tried", async (_, token, words) => {
    const { isToMend, mend, text } = await ran({ token });
    expect(isToMend).toBe(true);
    expect(mend).toHaveLength(1);
    expect(mend[0]).toContain(words);
    expect(text).toContain("「Messaging API設定」タブの「チャネルアクセストークン（長期）」");
    expect(text).not.toContain(token);
    expect(line.calls.map(({ endpoint }) => endpoint).filter((one) => one !== "GET /v2/bot/info")).toEqual([]);
    // Whoever holds a wrong token is a client's mistake to the server, and here it is the point.
    (line.breaches as string[]).length = 0;
  });
});

describe("a call that LINE does not answer properly", () => {
  test.each([
    ["a connection that is cut", { kind: "cut", isDone: false } as const, "LINEにつながりませんでした"],
    ["an error of LINE's own", { kind: "error", status: 500, isDone: false } as const, "LINEが断りました（500）"],
    ["a page of some proxy", { kind: "nonsense", isDone: false } as const, "LINEではないものが答えました"],
    ["too many calls", { kind: "rate" } as const, "LINEが断りました（429）"],
  ])("%s is told in plain words", async (_, fault, words) => {
    line.nextFault(fault, "GET /v2/bot/channel/webhook/endpoint");
    const { isToMend, mend, good } = await ran();
    expect(isToMend).toBe(true);
    expect(mend).toHaveLength(1);
    expect(mend[0]).toContain(`Webhook URLがわかりません。${words}`);
    expect(good).toContain("リッチメニューを入れました。");
  });

  test("silence ends at our own deadline", async () => {
    line.nextFault({ kind: "silence", isDone: false }, "GET /v2/bot/info");
    const atOnce: Clock = { now: () => 0, wait: async () => void (await line.came(1)) };
    const { mend } = await ran({ clock: atOnce });
    expect(mend).toEqual(["アカウントを開けません。LINEから時間内に返事がありませんでした。"]);
  });
});

describe("the webhook", () => {
  test("of another desk is replaced, and the former address is told", async () => {
    await owner().api.setWebhookEndpoint({ endpoint: "https://old.example.jp/callback" });
    const { good } = await ran();
    expect(good).toContain(`Webhook URLを${HOOK}にしました。これまではhttps://old.example.jp/callbackでした。`);
    expect((await owner().api.getWebhookEndpoint()).endpoint).toBe(HOOK);
  });

  test("of one of several desks has the desk in its address", async () => {
    await ran({ webhook: { baseUrl: "https://desk.example.jp/", path: "/line/webhook/kodaira" } });
    expect((await owner().api.getWebhookEndpoint()).endpoint).toBe(`${HOOK}/kodaira`);
  });

  test("stays as it is where BASE_URL is not https", async () => {
    const { mend } = await ran({ webhook: { baseUrl: "http://desk.example.jp", path: "/line/webhook" } });
    expect(mend[0]).toContain("BASE_URLがhttps://で始まっていません（http://desk.example.jp）");
    expect(writes().filter(({ endpoint }) => endpoint.includes("webhook"))).toEqual([]);
  });

  const WITHOUT = { webhook: { baseUrl: undefined, path: "/line/webhook" } };
  test("that is missing is asked for where nobody told BASE_URL", async () => {
    const { mend, text } = await ran(WITHOUT);
    expect(mend).toEqual(["Webhook URLがありません。いまは何も設定されていません。"]);
    expect(text).toContain("BASE_URLに、");
  });

  test("that may be ours is tried where nobody told BASE_URL", async () => {
    await owner().api.setWebhookEndpoint({ endpoint: HOOK });
    const { isToMend, note, triedAt } = await ran(WITHOUT);
    expect(isToMend).toBe(false);
    expect(note[0]).toContain(`Webhook URLは${HOOK}です。BASE_URLがないため`);
    expect(triedAt).toEqual([HOOK]);
  });

  test("that is of something else is a fault where nobody told BASE_URL", async () => {
    await owner().api.setWebhookEndpoint({ endpoint: "https://old.example.jp/callback" });
    const { mend, triedAt } = await ran(WITHOUT);
    expect(mend[0]).toContain("この窓口の/line/webhookで終わっていません。いまはhttps://old.example.jp/callbackです。");
    expect(triedAt).toEqual([]);
  });

  test("that is switched off at LINE is a fault", async () => {
    const client = owner();
    const api = Object.assign(Object.create(client.api) as typeof client.api, {
      getWebhookEndpoint: async () => ({ endpoint: HOOK, active: false }),
      testWebhookEndpoint: async () => ({ ...OK, timestamp: new Date(0) }),
    });
    const { mend, text } = await ran({ client: { ...client, api } });
    expect(mend).toEqual(["Webhookの利用がオフです。市民のことばが、この窓口に届きません。"]);
    expect(text).toContain("「Webhookの利用」をオンにしてください");
  });

  const FAILED = "ERROR_STATUS_CODE";
  test.each<[string, Tested, string, string]>([
    [
      "a wrong secret",
      { statusCode: 401, reason: FAILED, detail: "401" },
      "署名が合いませんでした（401）",
      "LINE_CHANNEL_SECRETに設定し",
    ],
    [
      "a wrong place",
      { statusCode: 404, reason: FAILED, detail: "404" },
      "その場所に窓口がありません（404）",
      "BASE_URLが",
    ],
    [
      "a redirection",
      { statusCode: 301, reason: FAILED, detail: "301" },
      "ほかの場所へ案内されました（301）",
      "案内された先",
    ],
    ["a firewall", { statusCode: 403, reason: FAILED, detail: "403" }, "返事が403でした", "ファイアウォール"],
    ["a method refused", { statusCode: 405, reason: FAILED, detail: "405" }, "返事が405でした", "POST"],
    ["a proxy without a desk", { statusCode: 502, reason: FAILED, detail: "502" }, "返事が502でした", "動いているか"],
    [
      "a time-out",
      { statusCode: 0, reason: "REQUEST_TIMEOUT", detail: "request timed out" },
      "2秒以内に返事がありませんでした",
      "動いているか",
    ],
    [
      "a bad certificate",
      { statusCode: 0, reason: "COULD_NOT_CONNECT", detail: "TLS handshake failure" },
      "安全な通信（TLS）",
      "証明書",
    ],
    [
      "a closed port",
      { statusCode: 0, reason: "could_not_connect", detail: "Connection failed" },
      "サーバーにつながりませんでした",
      "DNS",
    ],
    [
      "what LINE cannot tell",
      { statusCode: -1, reason: "UNCLASSIFIED", detail: "" },
      "理由はLINEにもわかりません",
      "もう一度",
    ],
  ])("that LINE does not reach for %s is explained", async (_, tested, words, todo) => {
    const { isToMend, mend, text } = await ran({ tested: { ...tested, success: false } });
    expect(isToMend).toBe(true);
    expect(mend).toHaveLength(1);
    expect(mend[0]).toContain(`LINEからこの窓口に届きませんでした。${words}`);
    expect(mend[0]).toContain(`（LINEのことば：${`${tested.reason} ${tested.detail}`.trim()}）`);
    expect(text.slice(text.indexOf(words))).toContain(todo);
  });
});

describe("a desk that serves its webhook on this machine", () => {
  const close: (() => void)[] = [];
  afterEach(() => {
    for (const end of close.splice(0)) end();
  });

  /** @returns the address of its webhook */
  async function serving(secret: string): Promise<string> {
    const log = { warn: () => {}, error: () => {} };
    const secretOf = () => ({ desk: "desk" as DeskId, secret });
    const hook = lineWebhook({ secretOf, receive: async () => {}, clock: systemClock, log });
    const server = createServer(express().use(hook));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    close.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/line/webhook`;
  }

  // The server of these tests goes to plain http as well, where LINE would not.
  const WITHOUT = { webhook: { baseUrl: undefined, path: "/line/webhook" } };

  test("is reached by the empty delivery of LINE's test", async () => {
    await owner().api.setWebhookEndpoint({ endpoint: await serving(line.secret) });
    const { mend, good } = await ran({ ...WITHOUT, client: owner() });
    expect(mend).toEqual([]);
    expect(good).toContain("LINEからこの窓口に届きました。");
  });

  test("with another channel secret is told which setting is wrong", async () => {
    await owner().api.setWebhookEndpoint({ endpoint: await serving("another-secret") });
    const { mend, text } = await ran({ ...WITHOUT, client: owner() });
    expect(mend).toEqual([expect.stringContaining("署名が合いませんでした（401）")]);
    expect(text).toContain("「チャネルシークレット」を、そのままLINE_CHANNEL_SECRETに設定し");
  });
});

describe("the forms", () => {
  test("are each held against reply and push, and reach nobody", async () => {
    const { good } = await ran();
    expect(good).toContain("この窓口が送る2種類の形を、LINEはどれも受け取ります。");
    const checked = line.calls.filter(({ endpoint }) => endpoint.includes("/validate/"));
    expect(checked.map(({ endpoint }) => endpoint.split("/").at(-1))).toEqual(["reply", "push", "reply", "push"]);
    expect(line.peers()).toEqual([]);
  });

  test("lead to the full text, as they will when they are sent", async () => {
    const sayings = [bundle(REPLY, { words: { ...WORDS, inFull: "全文で読む" } })];
    await ran({ forms: [{ name: "答え", sayings }] });
    const checked = line.calls.filter(({ endpoint }) => endpoint.includes("/validate/"));
    expect(checked).toHaveLength(2);
    for (const { body } of checked) expect(body).toContain('"https://desk.example.jp/texts/kodaira#p1"');
  });

  test("that LINE does not take are named, with what LINE says", async () => {
    const body = JSON.stringify({
      message: "The request body has 1 error(s)",
      details: [{ message: "May not be empty", property: "messages[0].text" }],
    });
    line.nextFault({ kind: "words", status: 400, body }, "POST /v2/bot/message/validate/push");
    const { isToMend, mend } = await ran();
    expect(isToMend).toBe(true);
    expect(mend).toEqual([
      "「答え」の形を、LINEがあとからの返事として受け取りません。The request body has 1 error(s)（messages[0].text: May not be empty）",
    ]);
  });

  test.each([
    ["a line that is down", { kind: "cut", isDone: false } as const, "LINEにつながりませんでした"],
    ["an error of LINE's own", { kind: "error", status: 500, isDone: false } as const, "LINEが断りました（500）"],
  ])("are not blamed for %s", async (_, fault, words) => {
    line.nextFault(fault, "POST /v2/bot/message/validate/reply");
    const { mend } = await ran();
    expect(mend).toEqual([expect.stringContaining(`メッセージの形を確かめられません。${words}`)]);
  });
});

describe("the menu", () => {
  test("of an older version is replaced, and gone once the new one is shown", async () => {
    const old = await putMenu("madoguchi 0123456789ab");
    const { good } = await ran();
    expect(good).toContain("この窓口の古いリッチメニュー1つを消しました。");
    expect((await menus()).map(({ name }) => name)).toEqual([MENU.definition.name]);
    expect(await shownMenu()).not.toBe(old);
    const order = line.calls.map(({ endpoint }) => endpoint);
    expect(order.lastIndexOf("POST /v2/bot/user/all/richmenu/{richMenuId}")).toBeLessThan(
      order.indexOf("DELETE /v2/bot/richmenu/{richMenuId}"),
    );
  });

  test("of somebody else stays on the account and is named", async () => {
    const theirs = await putMenu("夏のお知らせ");
    const { note } = await ran();
    expect(note).toEqual([
      `ほかのリッチメニュー「夏のお知らせ」（${theirs}）には手をつけません。これまで出ていたのは、これです。`,
    ]);
    expect((await menus()).map(({ name }) => name).sort()).toEqual([MENU.definition.name, "夏のお知らせ"].sort());
  });

  test("of an older version is only told of by a run that only looks", async () => {
    const old = await putMenu("madoguchi 0123456789ab");
    const { mend } = await ran({ isCheckOnly: true });
    expect(mend).toContain("リッチメニューが古いままです。");
    expect(await shownMenu()).toBe(old);
  });

  test("is not put up while LINE does not tell which one is shown", async () => {
    line.nextFault({ kind: "error", status: 500, isDone: false }, "GET /v2/bot/user/all/richmenu");
    const { mend } = await ran();
    expect(mend).toEqual([expect.stringContaining("いまのリッチメニューがわかりません。LINEが断りました（500）")]);
    expect(await menus()).toEqual([]);
  });

  test("that was left without a picture is made anew", async () => {
    const { richMenuId } = await owner().api.createRichMenu(MENU.definition);
    const { isToMend } = await ran();
    expect(isToMend).toBe(false);
    expect((await menus()).map((one) => one.richMenuId)).toEqual([await shownMenu()]);
    expect(await shownMenu()).not.toBe(richMenuId);
  });

  test("whose picture LINE refuses is taken back, and the old one is still shown", async () => {
    const old = await putMenu("madoguchi 0123456789ab");
    const body = JSON.stringify({ message: "The image is too large" });
    line.nextFault({ kind: "words", status: 413, body }, "POST /v2/bot/richmenu/{richMenuId}/content");
    const { mend } = await ran();
    expect(mend).toEqual([
      "リッチメニューの画像を送れません。LINEが断りました（413）。 LINEのことば：The image is too large",
    ]);
    expect((await menus()).map((one) => one.richMenuId)).toEqual([old]);
    expect(await shownMenu()).toBe(old);
  });

  test("that was made the default although the answer was lost is found by the next run", async () => {
    const old = await putMenu("madoguchi 0123456789ab");
    line.nextFault({ kind: "cut", isDone: true }, "POST /v2/bot/user/all/richmenu/{richMenuId}");
    const first = await ran();
    expect(first.mend).toEqual([expect.stringContaining("リッチメニューを出せません")]);
    expect(await shownMenu()).not.toBe(old);
    const second = await ran();
    expect(second.good).toContain("リッチメニューは新しいものが出ています。");
    expect(second.good).toContain("この窓口の古いリッチメニュー1つを消しました。");
    expect((await menus()).map((one) => one.richMenuId)).toEqual([await shownMenu()]);
  });
});

describe("the messages of the month", () => {
  test.each<[string, number | undefined, number, "good" | "note" | "mend", string]>([
    ["with plenty left", 5_000, 12, "good", "5000通のうち12通使いました（日本の「ライトプラン」の通数）。"],
    ["with few left", 200, 160, "note", "残りがわずかです。"],
    ["with none left", 200, 200, "mend", "担当の人の返事を送れません。"],
    ["without a limit", undefined, 7, "good", "7通使いました。上限は決められていません。"],
  ])("are told %s", async (_, limit, used, mark, words) => {
    line.setQuota(limit, used);
    const found = await ran();
    expect(found[mark].at(-1)).toContain(words);
    expect(found.isToMend).toBe(mark === "mend");
  });
});

test("a chat that is on is told of plainly, and is nothing that must be mended", async () => {
  const client = owner();
  const info = await client.api.getBotInfo();
  const api = Object.assign(Object.create(client.api) as typeof client.api, {
    getBotInfo: async () => ({ ...info, chatMode: "chat" as const }),
    testWebhookEndpoint: async () => ({ ...OK, timestamp: new Date(0) }),
  });
  const { isToMend, note } = await ran({ client: { ...client, api } });
  expect(note[0]).toMatch(/^チャットがオンです。/u);
  expect(isToMend).toBe(false);
});
