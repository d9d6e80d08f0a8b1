import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebAPIPlatformError } from "@slack/web-api";
import { afterEach, expect, test, vi } from "vitest";
import manifest from "../../../adapters/slack/manifest.json" with { type: "json" };
import { type SetupParts, setup } from "../../../adapters/slack/setup.ts";
import { testClock } from "../../fixtures/test-clock.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const TOKEN = "xoxb-1-secret";
const SCOPES = manifest.oauth_config.scopes.bot;

const client = {
  auth: { test: vi.fn() },
  conversations: { info: vi.fn() },
  blocks: { validate: vi.fn() },
  chat: { postMessage: vi.fn() },
};
const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error, response_metadata: {} } as never);

let server: Server | undefined;
afterEach(
  () => new Promise<void>((resolve) => (server === undefined ? resolve() : void server.close(() => resolve()))),
);

/** A desk that answers Slack's trial with this. @returns its origin */
async function answering(status: number, text: (challenge: string) => string = String): Promise<string> {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const time = String(request.headers["x-slack-request-timestamp"]);
    const expected = `v0=${createHmac("sha256", SECRET).update(`v0:${time}:${body}`).digest("hex")}`;
    const isSigned = request.headers["x-slack-signature"] === expected && request.url === "/slack/events";
    response.writeHead(isSigned ? status : 418).end(text(JSON.parse(body).challenge));
  });
  await new Promise<void>((resolve) => void server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What the check prints of a set-up in which only this is otherwise, as one text. */
async function checked(over: Partial<SetupParts> = {}, baseUrl?: string) {
  const printed: string[] = [];
  const done = await setup({
    ...{ client, clock: testClock("2026-11-22T10:00"), print: (line) => void printed.push(line), token: TOKEN },
    ...{ signingSecret: SECRET, channel: "C0DESK", appToken: undefined },
    names: { token: "SLACK_BOT_TOKEN", secret: "SLACK_SIGNING_SECRET", appToken: "SLACK_APP_TOKEN" },
    request: {
      baseUrl: baseUrl ?? (await answering(200, (challenge) => `{"challenge":"${challenge}"}`)),
      path: "/slack/events",
    },
    card: {
      text: "試し",
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: "試し" } },
        { type: "actions", elements: [] },
      ],
    },
    ...over,
  });
  const text = printed.join("\n");
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain(SECRET);
  return { ...done, text };
}

function well(): void {
  client.auth.test.mockResolvedValue({ team: "小平市", user: "madoguchi", response_metadata: { scopes: SCOPES } });
  client.conversations.info.mockResolvedValue({ channel: { name: "窓口", is_member: true, is_archived: false } });
  client.blocks.validate.mockResolvedValue({ ok: true });
  client.chat.postMessage.mockReset().mockResolvedValue({ ok: true });
}

test("where all is well nothing is to be mended, and a card without buttons stands in the channel", async () => {
  well();
  const { isToMend, text } = await checked();
  expect(text).not.toContain("×");
  expect(isToMend).toBe(false);
  expect(text).toContain("「小平市」の「madoguchi」として開けました");
  expect(client.blocks.validate).toHaveBeenCalledWith({
    blocks: expect.arrayContaining([{ type: "actions", elements: [] }]),
  });
  const [posted] = client.chat.postMessage.mock.calls[0]!;
  expect(posted).toEqual({ channel: "C0DESK", text: "試し", blocks: [expect.objectContaining({ type: "section" })] });
});

test.each<[string, () => void, Partial<SetupParts>, RegExp]>([
  ["a token of another kind", () => {}, { token: "xoxp-1" }, /× SLACK_BOT_TOKENの形が違います/u],
  [
    "a token that Slack does not know",
    () => client.auth.test.mockRejectedValue(refusal("invalid_auth")),
    {},
    /invalid_auth[\s\S]*Bot User OAuth Token/u,
  ],
  [
    "a token that was taken back",
    () => client.auth.test.mockRejectedValue(refusal("token_revoked")),
    {},
    /token_revoked[\s\S]*入れ直して/u,
  ],
  [
    "scopes that are missing",
    () =>
      client.auth.test.mockResolvedValue({
        response_metadata: { scopes: SCOPES.filter((one) => one !== "files:write") },
      }),
    {},
    /× 権限（スコープ）が足りません：files:write\n/u,
  ],
  ["a secret of another kind", () => {}, { signingSecret: "xoxb-wrong" }, /× SLACK_SIGNING_SECRETの形が違います/u],
  ["an app token of another kind", () => {}, { appToken: "xoxb-2" }, /× SLACK_APP_TOKENの形が違います/u],
  [
    "a channel that is not seen",
    () => client.conversations.info.mockRejectedValue(refusal("channel_not_found")),
    {},
    /channel_not_found[\s\S]*C…/u,
  ],
  [
    "a channel without the app",
    () => client.conversations.info.mockResolvedValue({ channel: { is_member: false } }),
    {},
    /× アプリがいません[\s\S]*\/invite/u,
  ],
  [
    "a channel that was archived",
    () => client.conversations.info.mockResolvedValue({ channel: { is_archived: true } }),
    {},
    /× アーカイブされています/u,
  ],
  [
    "a card that breaks Slack's rules",
    () => client.blocks.validate.mockRejectedValue(refusal("invalid_blocks")),
    {},
    /× カードの形が合いません/u,
  ],
  [
    "a card that cannot be posted",
    () => client.chat.postMessage.mockRejectedValue(refusal("restricted_action")),
    {},
    /× 試しのカードを出せません[\s\S]*restricted_action/u,
  ],
])("%s is told with what to do", async (_, spoil, over, expected) => {
  well();
  spoil();
  const { isToMend, text } = await checked(over);
  expect(text).toMatch(expected);
  expect(isToMend).toBe(true);
});

test.each<[string, () => Promise<string>, RegExp]>([
  ["refuses the signature", () => answering(401), /（401）[\s\S]*起動し直した/u],
  ["knows no such address", () => answering(404), /（404）[\s\S]*BASE_URL/u],
  ["answers something else", () => answering(200, () => "<html>"), /（200）/u],
  ["is not there", async () => "http://127.0.0.1:9", /つながりません/u],
])("a desk that %s is told with what to do", async (_, made, expected) => {
  well();
  const { isToMend, text } = await checked({}, await made());
  expect(text).toMatch(expected);
  expect(isToMend).toBe(true);
});

test("without the desk's address nobody can tell whether Slack gets there", async () => {
  well();
  const { isToMend, text } = await checked({ request: { baseUrl: undefined, path: "/slack/events/hino" } });
  expect(text).toMatch(/BASE_URLがない[\s\S]*\/slack\/events\/hino/u);
  expect(isToMend).toBe(true);
});

test("in Socket Mode no address is needed", async () => {
  well();
  const { isToMend, text } = await checked({ appToken: "xapp-1", request: { baseUrl: undefined, path: "" } });
  expect(text).toContain("Socket Mode");
  expect(isToMend).toBe(false);
});

test("what Slack does not tell is said, and is no fault", async () => {
  well();
  client.auth.test.mockResolvedValue({});
  client.blocks.validate.mockRejectedValue(refusal("unknown_method"));
  const { isToMend, text } = await checked();
  expect(text.match(/・/gu)?.length).toBeGreaterThanOrEqual(2);
  expect(isToMend).toBe(false);
});
