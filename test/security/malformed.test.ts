/**
 * What no browser of ours would send: on either store it is refused in plain words, and nothing fails.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { framedAreas } from "../../adapters/web/console/areas.ts";
import type { ConsoleRoute } from "../../adapters/web/console/route.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import { type Cluster, cluster } from "../fixtures/postgres.ts";
import type { Browser } from "../fixtures/signed-in.ts";
import { type AttackedDesk, attackedDesk, NORTH } from "./attacked-desk.ts";

const { areas } = framedAreas({
  words: consoleWords,
  stylesheet: "/s.css",
  fonts: "/f.css",
  script: "/s.js",
  icon: "/i.svg",
});
const ROUTES = areas.flatMap(([, routes]) => routes);
const BASE = `/console/${NORTH}`;
const addressOf = ({ path }: ConsoleRoute, id: string) =>
  `${BASE}${path.replace(/:(\w+)/gu, (_, name: string) => (name === "number" ? "1" : id))}`;

/** Fields that any form of the console has, and more that none has. */
const FIELDS = [
  ...["login", "name", "role", "way", "key", "value", "act", "title", "text", "words", "city", "from", "until"],
  ...["version", "id", "q", "question", "language", "row", "reason", "at", "to", "quote", "correcting", "canned", "do"],
  ...["form", "sure", "__proto__", "constructor", "toString", "hasOwnProperty"],
];
const HOSTILE = [
  "\0",
  "a\0b",
  "\ud800",
  "\u202e",
  "'; drop table cases; --",
  "%",
  "_",
  "..",
  "9".repeat(400),
  "-1",
  "1e9",
  "NaN",
  "𝟙",
];

let postgres: Cluster;
const desks: Record<string, AttackedDesk> = {};
beforeAll(async () => {
  postgres = await cluster();
  desks.SQLite = await attackedDesk();
  desks.PostgreSQL = await attackedDesk({ DATABASE_URL: await postgres.database("attacked") });
});
afterAll(async () => {
  await Promise.all(Object.values(desks).map((desk) => desk.close()));
  await postgres?.stop();
});

describe.each(["SQLite", "PostgreSQL"])("on %s", (name) => {
  let desk: AttackedDesk;
  let manager: Browser;
  beforeAll(async () => {
    desk = desks[name]!;
    const one = await desk.resident();
    await one.says("こんにちは");
    await desk.looked();
    await one.says("職員と話したい");
    manager = await desk.as("manager");
    expect((await manager.get(`${BASE}/cases/1`)).status).toBe(200);
  });

  test.each(
    ROUTES.filter(({ path }) => path.includes(":")).map((route) => [`${route.method} ${route.path}`, route] as const),
  )("%s answers whatever id stands in its address", async (_, route) => {
    for (const id of [
      "%00",
      "a%00b",
      "%ff",
      "%ED%A0%80",
      "..%2f..%2f",
      "%2e%2e",
      "%0d%0aX-A:b",
      "__proto__",
      "x".repeat(3_000),
    ]) {
      const { status } = await manager[route.method](addressOf(route, id));
      expect([id, status < 500]).toEqual([id, true]);
    }
  });

  test.each(ROUTES.filter(({ method }) => method === "post").map((route) => [route.path, route] as const))(
    "post %s answers whatever stands in its fields",
    async (_, route) => {
      for (const value of HOSTILE) {
        const { status } = await manager.post(
          addressOf(route, "1"),
          Object.fromEntries(FIELDS.map((field) => [field, value])),
        );
        expect([value, status < 500]).toEqual([value, true]);
      }
    },
  );

  test.each(
    ROUTES.filter(({ method, path }) => method === "get" && !path.includes("revoke")).map(
      (route) => [route.path, route] as const,
    ),
  )("get %s answers whatever stands behind its address", async (_, route) => {
    const names = [
      ...FIELDS,
      "outcome",
      "topic",
      "asker",
      "page",
      "list",
      "channel",
      "weeks",
      "actor",
      "correct",
      "again",
      "saved",
      "told",
      "done",
      "all",
    ];
    for (const value of HOSTILE) {
      const query = new URLSearchParams(
        names.flatMap((field) => [
          [field, value],
          [field, "2"],
        ]),
      );
      const { status } = await manager.get(`${addressOf(route, "1")}?${query}`);
      expect([value, status < 500]).toEqual([value, true]);
    }
  });
});
