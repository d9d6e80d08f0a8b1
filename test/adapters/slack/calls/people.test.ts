import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { slackClient } from "../../../../adapters/slack/channel.ts";
import { type SlackServer, slackServer } from "../../../fixtures/slack-server.ts";
import { type TestClock, testClock } from "../../../fixtures/test-clock.ts";
import { type ChannelRoom, channelRoom } from "../channel-room.ts";

const MINUTE = 60_000;
let slack: SlackServer;
let clock: TestClock;
let room: ChannelRoom;

beforeAll(async () => {
  slack = await slackServer();
});
beforeEach(() => {
  clock = testClock("2026-11-24T10:00");
  room = channelRoom(slack, { clock });
});
afterEach(() => slack.heal());
afterAll(() => slack.close());

const person = (name: keyof SlackServer["users"]) => room.channel.person(`slack:${slack.users[name]}`);
const calls = (method: string) => slack.calls(method).length;

test("somebody is known by the name that Slack shows, and as a member of the desk's channel or not", async () => {
  expect(await person("satou")).toEqual({ id: `slack:${slack.users.satou}`, name: "佐藤", isMember: true });
  expect(await person("yamamoto")).toMatchObject({ name: "山本", isMember: false });
});

test("a program, somebody who left and somebody unknown are no members", async () => {
  expect(await room.channel.person(`slack:${slack.botUserId}`)).toMatchObject({ isMember: false });
  expect(await room.channel.person("slack:U404")).toEqual({ id: "slack:U404", name: "U404", isMember: false });
  slack.deactivate("tanaka");
  expect(await person("tanaka")).toMatchObject({ name: "田中", isMember: false });
});

test("a name counts for an hour, membership for a minute", async () => {
  const [names, lists] = [calls("users.info"), calls("conversations.members")];
  await Promise.all([person("satou"), person("satou"), person("suzuki")]);
  expect([calls("users.info") - names, calls("conversations.members") - lists]).toEqual([2, 1]);
  clock.advance(MINUTE - 1);
  await person("satou");
  expect(calls("conversations.members") - lists).toBe(1);
  clock.advance(1);
  await person("satou");
  expect([calls("users.info") - names, calls("conversations.members") - lists]).toEqual([2, 2]);
  clock.advance(60 * MINUTE);
  await person("satou");
  expect(calls("users.info") - names).toBe(3);
});

test("while Slack does not tell, what it said last counts for ten minutes more", async () => {
  await person("satou");
  await slack.fail({ kind: "down" });
  clock.advance(11 * MINUTE - 1);
  expect(await person("satou")).toMatchObject({ isMember: true });
  clock.advance(1);
  await expect(person("satou")).rejects.toMatchObject({ code: "channel-refused" });
  await slack.heal();
  expect(await person("satou")).toMatchObject({ isMember: true });
});

test("nobody is a member by a failure", async () => {
  await slack.fail({ kind: "refused", error: "channel_not_found", method: "conversations.members" });
  await expect(person("satou")).rejects.toMatchObject({ code: "channel-refused" });
  expect(room.channel.trouble()).toMatchObject({ code: "channel_not_found" });
});

test("a channel of many is read page by page", async () => {
  const real = slackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const pages = [
    { members: ["U1", "U2"], next: "p2" },
    { members: [slack.users.yamamoto], next: "" },
  ];
  const asked: (string | undefined)[] = [];
  const members = async ({ cursor }: { cursor?: string } = {}) => {
    asked.push(cursor);
    const page = pages[cursor === undefined ? 0 : 1]!;
    return { ok: true, members: page.members, response_metadata: { next_cursor: page.next } };
  };
  const { chat, files, users, views, conversations } = real;
  const { history, replies } = conversations;
  const client = { chat, files, users, views, conversations: { history, replies, members } };
  room = channelRoom(slack, { clock, client });
  expect(await person("yamamoto")).toMatchObject({ isMember: true });
  expect(asked).toEqual([undefined, "p2"]);
});
