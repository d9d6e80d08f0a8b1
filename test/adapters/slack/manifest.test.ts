import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SHORTCUTS } from "../../../adapters/slack/requests/interactions.ts";
import { manifestFaults, needManifestSchema } from "../../fixtures/slack-manifest-schema.ts";

const SLACK = join(import.meta.dirname, "../../../adapters/slack");
const manifest = JSON.parse(readFileSync(join(SLACK, "manifest.json"), "utf8"));
const scopes: string[] = manifest.oauth_config.scopes.bot;

/**
 * What each method asks for, of public and private channels and direct talks.
 * Source: docs.slack.dev/reference/methods, heading "Scopes".
 */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  "auth.test": [],
  "blocks.validate": [],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.members": ["channels:read", "groups:read"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.delete": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.push": [],
  "views.update": [],
};
/** What each event asks for. Source: docs.slack.dev/reference/events, "Required scopes". */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
};

const COMMENT = /\/\*.*?\*\/|(?<!["':])\/\/[^\n]*/gsu;
const code = globSync("**/*.ts", { cwd: SLACK })
  .map((file) => readFileSync(join(SLACK, file), "utf8").replace(COMMENT, ""))
  .join("\n");
/** A call through a client, such as `client.chat.postMessage(` or `api.views.open`. */
const CALL =
  /\.\s*(auth|blocks|chat|conversations|files|users|views|reactions|pins|team|bots|usergroups)\s*\.\s*(\w+)/gu;
const called = [...new Set([...code.matchAll(CALL)].map(([, family, method]) => `${family}.${method}`))].sort();

test("it is as Slack describes a manifest", (here) => {
  needManifestSchema(here);
  expect(manifestFaults(manifest)).toEqual([]);
});

test("the description finds a fault where there is one", (here) => {
  needManifestSchema(here);
  const { name: _, ...nameless } = manifest.display_information;
  expect(manifestFaults({ ...manifest, display_information: nameless })).not.toEqual([]);
});

test("each method that is called is one whose scopes are known here", () => {
  expect(called.length).toBeGreaterThan(5);
  expect(called.filter((method) => !(method in METHODS))).toEqual([]);
});

test("it asks for the scopes of what is called, of the events and of the command, and for no other", () => {
  const needed = [...called.flatMap((method) => METHODS[method] ?? []), ...Object.values(EVENTS).flat(), "commands"];
  expect([...scopes].sort()).toEqual([...new Set(needed)].sort());
});

test("it wants the events that are read, and no other", () => {
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(Object.keys(EVENTS).sort());
  const read = readFileSync(join(SLACK, "receive.ts"), "utf8");
  for (const event of Object.keys(EVENTS)) expect(read).toContain(`case "${event.split(".")[0]}":`);
});

test("its shortcuts are those that are answered", () => {
  const names = manifest.features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id);
  expect(names.sort()).toEqual(Object.values(SHORTCUTS).sort());
});

test("each address in it is the one that README says to change", () => {
  const addresses = [...JSON.stringify(manifest).matchAll(/https:[^"]*/gu)].map(String);
  expect(addresses).toEqual(Array(3).fill("https://desk.example.jp/slack/events"));
});

test("its names fit on Slack's screens, which the description does not count", () => {
  // Source: docs.slack.dev/reference/app-manifest
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  for (const { name, description } of manifest.features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});
