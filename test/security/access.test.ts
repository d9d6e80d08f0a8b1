/**
 * Every route of the console as it stands, asked for by everybody who may not: with the real ids of another desk, with no
 * role that may, with no form of ours. Afterwards every row of that desk is what it was.
 */

import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mediaFiles } from "../../adapters/store/media-files.ts";
import { databaseFile } from "../../adapters/store/open.ts";
import { framedAreas } from "../../adapters/web/console/areas.ts";
import type { ConsoleRoute } from "../../adapters/web/console/route.ts";
import { type CaseNumber, type MessageId, ROLES } from "../../src/records.ts";
import { consoleWords } from "../../src/reply/console/console.ts";
import type { Browser } from "../fixtures/signed-in.ts";
import { type AttackedDesk, attackedDesk, NORTH, SOUTH } from "./attacked-desk.ts";

const { areas } = framedAreas({
  words: consoleWords,
  stylesheet: "/s.css",
  fonts: "/f.css",
  script: "/s.js",
  icon: "/i.svg",
});
const ROUTES = areas.flatMap(([, routes]) => routes);
const POSTS = ROUTES.filter(({ method }) => method === "post");
/** Stands in everything that the north keeps. */
const SECRET = "北の窓口だけの秘密";
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

interface Ids {
  readonly canned: string;
  readonly notice: string;
  readonly file: string;
  readonly message: MessageId;
  readonly question: MessageId;
  readonly form: string;
}

let desk: AttackedDesk;
let ids: Ids;
let people: Record<"viewer" | "counsellor" | "manager" | "southerner", Browser>;
beforeAll(async () => {
  desk = await attackedDesk();
  const [viewer, counsellor, manager, southerner] = await Promise.all(
    [...ROLES, "southerner"].map((login) => desk.as(login)),
  );
  people = { viewer: viewer!, counsellor: counsellor!, manager: manager!, southerner: southerner! };
  await desk.looked();
  for (const home of [NORTH, SOUTH]) {
    const one = await desk.resident({ path: `/desks/${home}` });
    if (home === NORTH) await one.says(`${SECRET}とは何ですか`);
    await one.says("職員と話したい");
  }
  const [form, base] = [crypto.randomUUID(), `/console/${NORTH}`];
  const { location } = await manager!.post(`${base}/notices`, {
    ...{ words: SECRET, text: SECRET, city: "", from: "2026-01-01", until: "2099-01-01" },
  });
  await manager!.post(`${base}/canned`, { id: crypto.randomUUID(), version: "0", title: SECRET, text: SECRET });
  await manager!.post(`${base}/cases/1/take`);
  await manager!.post(`${base}/cases/1/note`, { text: SECRET });
  await manager!.post(`${base}/cases/1/reply`, { form, do: "send", text: SECRET });
  const kept = await mediaFiles(desk.dataDir).keep(Buffer.from(SECRET));
  ids = await desk.within(async ({ cases, canned, media, messages, questions }) => {
    const { conversation } = (await cases.get(1 as CaseNumber))!;
    await media.add({ ...kept, conversation, bytes: 20, name: SECRET, at: 1 });
    const answer = (await messages.latest(conversation, 50)).find(({ author }) => author === "person")!;
    return {
      ...{ canned: (await canned.list())[0]!.id, file: kept.id, message: answer.id, form },
      notice: new URL(location!, desk.origin).pathname.split("/").at(-1)!,
      question: (await questions.list({ limit: 1 }))[0]?.id ?? ("" as MessageId),
    };
  });
  await desk.looked();
});
afterAll(() => desk.close());

const idOf = ({ path }: ConsoleRoute) =>
  path.startsWith("/canned") ? ids.canned : path.startsWith("/notices") ? ids.notice : ids.file;
const addressOf = (route: ConsoleRoute, home: string, id = idOf(route)) =>
  `/console/${home}${route.path.replace(":number", "1").replace(":id", id)}`;
/** What would do most, if it were let in. */
const fields = (): Record<string, string> => ({
  ...{
    do: "send",
    text: "乗っ取り",
    title: "乗っ取り",
    words: "乗っ取り",
    value: "乗っ取り",
    key: "name",
    act: "save",
    q: SECRET,
  },
  ...{
    sure: "1",
    version: "1",
    login: "viewer",
    role: "manager",
    name: "x",
    way: "password",
    reason: "answered",
    row: "1",
  },
  ...{ to: "console:manager", at: "2099-01-01T10:00", city: "", from: "2026-01-01", until: "2099-01-01" },
  ...{ id: ids.canned, canned: ids.canned, question: ids.question, correcting: ids.message, form: crypto.randomUUID() },
});

/** All rows of the north, and all accounts, as they lie on the disk. */
function rows(): string {
  const db = new DatabaseSync(databaseFile(desk.dataDir), { readOnly: true });
  try {
    const tables = db.prepare("select name from sqlite_schema where type = 'table' order by name").all();
    const all = tables.map(({ name }) => {
      const of = db.prepare(`select * from "${name}"`).all();
      return [
        name,
        of
          .filter((row) => name === "accounts" || row.desk === NORTH)
          .map((row) => JSON.stringify(row))
          .sort(),
      ];
    });
    return JSON.stringify(all, undefined, 1);
  } finally {
    db.close();
  }
}

describe.each(POSTS.map((route) => [route.path, route] as const))("post %s changes nothing of the desk", (_, route) => {
  test.each(ROLES.filter((role) => !route.may.includes(role)))("for a %s, who may not", async (role) => {
    const before = rows();
    expect((await people[role].post(addressOf(route, NORTH), fields())).status).toBe(403);
    expect(rows()).toBe(before);
  });

  test("for a manager of another desk, neither there nor at their own by its ids", async () => {
    const before = rows();
    // What was typed comes back to who typed it.
    const typed = { ...fields(), q: "秘密" };
    const there = await people.southerner.post(addressOf(route, NORTH), typed);
    expect([there.status, there.text.includes(SECRET)]).toEqual([404, false]);
    const own = await people.southerner.post(addressOf(route, SOUTH), typed);
    expect(own.text).not.toContain(SECRET);
    expect(rows()).toBe(before);
  });

  test("for a stranger, and for a form that another site sends by a manager's browser", async () => {
    const before = rows();
    expect((await desk.stranger().postRaw(addressOf(route, NORTH), fields())).status).toBe(401);
    const tokens = [
      "",
      "x",
      /name="csrf" value="([^"]+)"/u.exec((await people.southerner.get("/console/-/account")).text)![1]!,
    ];
    for (const csrf of tokens) {
      const headers = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
      expect((await people.manager.postRaw(addressOf(route, NORTH), { ...fields(), csrf }, headers)).status).toBe(403);
    }
    expect(rows()).toBe(before);
  });
});

test.each(ROUTES.filter(({ method }) => method === "get").map((route) => [route.path, route] as const))(
  "get %s shows nothing of the desk to a stranger or a manager of another, and no id of it is known at theirs",
  async (_, route) => {
    const seen = [
      await people.southerner.get(addressOf(route, NORTH)),
      await people.southerner.get(addressOf(route, SOUTH)),
      await desk.stranger().get(addressOf(route, NORTH)),
    ];
    expect(seen.map(({ text }) => text.includes(SECRET))).toEqual([false, false, false]);
    expect([seen[0]!.status, seen[2]!.status]).toEqual([404, 303]);
    if (route.path.includes(":id")) {
      const none = await people.southerner.get(addressOf(route, SOUTH, UNKNOWN));
      expect([seen[1]!.status, none.status]).toEqual([404, 404]);
    }
  },
);

test("what was looked for is there: its own people see the secret, and a form of theirs changes rows", async () => {
  for (const path of ["/cases/1", `/notices/${ids.notice}`, "/canned"])
    expect((await people.viewer.get(`/console/${NORTH}${path}`)).text).toContain(SECRET);
  expect((await people.viewer.get(`/console/${NORTH}/cases/1/media/${ids.file}`)).status).toBe(200);
  const before = rows();
  await people.counsellor.post(`/console/${NORTH}/cases/1/note`, { text: "次の人へ" });
  expect(rows()).not.toBe(before);
});

test("a file, an answer or a row in the outbox of one case is none of another case of the same desk", async () => {
  const other = await desk.resident();
  await other.says("職員と話したい");
  const base = `/console/${NORTH}/cases/2`;
  expect((await people.manager.get(base)).status).toBe(200);
  expect((await people.manager.get(`${base}/media/${ids.file}`)).status).toBe(404);
  expect((await people.manager.get(`${base}?correct=${ids.message}`)).text).not.toContain('name="correcting"');
  await people.manager.post(`${base}/take`);
  const { text } = await people.manager.post(`${base}/reply`, { do: "preview", text: "訂正", correcting: ids.message });
  expect(text).not.toContain(`value="${ids.message}"`);
});

test("a form that is sent again, by a double press or whoever took it down, is taken once", async () => {
  const base = `/console/${NORTH}/cases/1`;
  const form = crypto.randomUUID();
  const answers = () =>
    desk.within(async ({ cases, messages }) => {
      const { conversation } = (await cases.get(1 as CaseNumber))!;
      return (await messages.latest(conversation, 100)).filter(({ text }) => text.includes("一度だけ")).length;
    });
  const { text } = await people.manager.get(base);
  const csrf = /name="csrf" value="([^"]+)"/u.exec(text)![1]!;
  await Promise.all(
    [1, 2, 3].map(() => people.manager.postRaw(`${base}/reply`, { csrf, form, do: "send", text: "一度だけ" })),
  );
  expect(await answers()).toBe(1);
});

test("who loses a role is refused at the next press, with a form that was good before", async () => {
  await desk.account({ login: "leaver", roles: { [NORTH]: "counsellor" } as never });
  const one = await desk.as("leaver");
  await one.get(`/console/${NORTH}/cases/1`);
  await desk.account({ login: "leaver", roles: { [NORTH]: "viewer" } as never });
  expect((await one.post(`/console/${NORTH}/cases/1/note`, { text: "まだ書けるか" })).status).toBe(403);
  await desk.account({ login: "leaver", roles: { [SOUTH]: "manager" } as never });
  expect((await one.post(`/console/${NORTH}/cases/1/note`, { text: "まだ書けるか" })).status).toBe(404);
  await desk.account({ login: "leaver", roles: { [NORTH]: "manager" } as never, isDisabled: true });
  expect((await one.post(`/console/${NORTH}/cases/1/note`, { text: "まだ書けるか" })).status).toBe(401);
});
