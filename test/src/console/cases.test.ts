import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { consoleCanned } from "../../../src/console/canned.ts";
import { consoleCases } from "../../../src/console/cases.ts";
import type { ConsoleCase } from "../../../src/ports/console/cases.ts";
import type { ConsolePerson } from "../../../src/ports/console/desk.ts";
import { peerOf } from "../../../src/ports/staff.ts";
import type { Store } from "../../../src/ports/store.ts";
import type { Case, Peer } from "../../../src/records.ts";
import type { StaffHouse } from "../../../src/staff/house.ts";
import { staffBoard } from "../../../src/staff/shown/board.ts";
import { type Cluster, cluster } from "../../fixtures/postgres.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";

const HARA: ConsolePerson = { id: "console:hara", name: "原", isMember: true, login: "hara", role: "counsellor" };
const MORI: ConsolePerson = { id: "console:mori", name: "森", isMember: true, login: "mori", role: "manager" };
const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "console-cases-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The console of a desk, and another on a store of its own where one is given, as of a second process. */
async function consoleOf(desk: ServedDesk, store: Store = desk.store) {
  const house: StaffHouse = {
    ...desk.house,
    holidays: { named: () => undefined, knownUntil: "2030-12-31" },
    settings: {
      ...{ content: "full", showsPrivate: true, senderName: "staff", summaryMinutes: 1020 },
      ...{ casesUrl: undefined, baseUrl: undefined },
    },
    topicName: (id) => id,
  };
  const { clock } = desk;
  const parts = { desk: DESK, store, house, clock, files: desk.media, written() {} };
  return { cases: consoleCases(parts), canned: consoleCanned(parts) };
}

type Console = Awaited<ReturnType<typeof consoleOf>>;

async function caseOf(desk: ServedDesk, peer: string): Promise<Case> {
  const person = desk.resident(`user:${peer}`);
  await person.writes("人と話したい");
  return person.latestCase();
}
const rowsForSlack = ({ within }: ServedDesk) =>
  within(async ({ outbox }) =>
    (await outbox.list(["waiting", "sent", "held", "dead"], 1_000)).filter(({ channel }) => channel === "slack"),
  );
const form = (of: object) =>
  ({ id: crypto.randomUUID(), quote: undefined, correcting: undefined, source: undefined, ...of }) as never;

test("a case shows the latest of what was said that a page has room for, and further back all the rest", async () => {
  const desk = await servedDesk();
  const { cases } = await consoleOf(desk);
  const { number } = await caseOf(desk, "U1");
  const resident = desk.resident("user:U1");
  const texts = Array.from({ length: 12 }, (_, n) => `${n} ${"あ".repeat(4_900)}`);
  for (const text of texts) await resident.writes(text);
  const parts: string[][] = [];
  for (let skip: number | undefined = 0; skip !== undefined; ) {
    const found: ConsoleCase = (await cases.read(number, skip))!;
    parts.unshift(found.entries.flatMap((entry) => (entry.kind === "message" ? [entry.message.text] : [])));
    skip = found.earlier;
  }
  expect(parts.length).toBeGreaterThan(1);
  expect(Math.max(...parts.map((said) => said.join("").length))).toBeLessThanOrEqual(40_000);
  expect(parts.at(-1)).toContain(texts.at(-1));
  const said = parts.flat();
  expect(said.filter((text) => texts.includes(text))).toEqual(texts);
});

describe("a desk without Slack", () => {
  test("collects nothing for Slack, whatever is done in its console", async () => {
    const desk = await servedDesk();
    const { cases } = await consoleOf(desk);
    const { number } = await caseOf(desk, "U1");
    await cases.press(HARA, { act: "take", number });
    await cases.reply(HARA, { number });
    await cases.submit(HARA, form({ form: "note", number, text: "メモ" }));
    await cases.submit(HARA, form({ form: "send", number, text: "お答えします" }));
    await cases.submit(HARA, form({ form: "close", number, reason: "solved" }));
    await cases.press(HARA, { act: "reopen", number });
    await desk.settle();
    expect(await rowsForSlack(desk)).toEqual([]);
    expect(
      await desk.within(({ conversations }) => conversations.byPeer("slack", peerOf.case(number))),
    ).toBeUndefined();
  });

  test.each([
    ["erased", async (desk: ServedDesk, on: Case) => void (await (await consoleOf(desk)).cases.erase(MORI, on.number))],
    [
      "kept no longer",
      async (desk: ServedDesk, on: Case) => {
        await desk.staff((work, records) => work.close(records, on.number, HARA.id, "solved"));
        await desk.passes(200 * DAY_MS);
      },
    ],
  ])("keeps no mark of what was done once the records are %s", async (_, ends) => {
    const desk = await servedDesk();
    const { cases } = await consoleOf(desk);
    const on = await caseOf(desk, "U1");
    const note = form({ form: "note", number: on.number, text: "メモ", id: "one" });
    await cases.submit(HARA, note);
    const mark = () => desk.within(({ posts }) => posts.get("form:note:one"));
    expect(await mark()).toMatchObject({ conversation: on.conversation });
    await ends(desk, on);
    expect(await desk.within(({ conversations }) => conversations.get(on.conversation))).toBeUndefined();
    expect(await mark()).toBeUndefined();
  });
});

test("what is done in the console shows in Slack by itself, and without the mark of the form", async () => {
  const desk = await servedDesk({ board: staffBoard });
  const { cases } = await consoleOf(desk);
  const on = await caseOf(desk, "U1");
  const before = (await rowsForSlack(desk)).length;
  await cases.submit(HARA, form({ form: "note", number: on.number, text: "メモ", id: "one" }));
  const fresh = (await rowsForSlack(desk)).slice(0, -before || undefined).reverse();
  expect(fresh.flatMap(({ sayings }) => sayings)).toEqual([
    { kind: "post", post: { what: "card", number: on.number } },
    { kind: "post", post: { what: "event", number: on.number, index: 1 } },
  ]);
  await cases.erase(MORI, on.number);
  expect(await desk.within(({ posts }) => posts.get("form:note:one"))).toBeUndefined();
});

test("a name in the console is as it was when somebody last did something", async () => {
  const desk = await servedDesk();
  const { cases } = await consoleOf(desk);
  const { number } = await caseOf(desk, "U1");
  await cases.press(HARA, { act: "take", number });
  expect(await cases.press(MORI, { act: "take", number })).toEqual({
    view: "refusal",
    say: { kind: "taken", number, staff: HARA.id },
    staffName: "原",
  });
  expect((await cases.read(number, 0))?.card.assigneeName).toBe("原");
});

describe("an answer to a page of the desk", () => {
  test("costs nothing and arrives on the page", async () => {
    const desk = await servedDesk();
    const { cases } = await consoleOf(desk);
    const on = await desk.within(async (records) => {
      const conversation = await records.conversations.ensure("web", "user:W1" as Peer, desk.clock.now(), () =>
        crypto.randomUUID(),
      );
      const words = { asked: "質問", open: [], message: undefined };
      return desk.casework.begin(records, {
        ...words,
        conversation,
        cause: "wish-person",
        city: undefined,
        language: "ja",
        topic: undefined,
      });
    });
    const view = await cases.reply(HARA, { number: on.number });
    expect(view).toMatchObject({ view: "reply", cost: { isOnPage: true, isLimited: false, left: undefined } });
  });
});

describe.each(["memory", "PostgreSQL"])("two people at once, on two connections to %s", (engine) => {
  let database: Cluster | undefined;
  let stores: readonly [Store, Store];
  let desk: ServedDesk;
  let both: readonly [Console, Console];
  beforeAll(async () => {
    stores = await opened();
    desk = await servedDesk({ store: stores[0] });
    both = [await consoleOf(desk), await consoleOf(desk, stores[1])];
  });
  async function opened(): Promise<readonly [Store, Store]> {
    const chance = { uuid: () => crypto.randomUUID(), share: () => 0.5 };
    if (engine === "memory") {
      const store = await openStore({ dataDir: ":memory:", chance });
      return [store, store];
    }
    database = await cluster();
    const place = { dataDir: folder, databaseUrl: await database.database("console"), chance };
    return [await openStore(place), await openStore(place)];
  }
  afterAll(async () => {
    for (const store of new Set(stores)) await store.close();
    await database?.stop();
  });

  test("one claim wins, and the other is told who has it", async () => {
    for (let i = 0; i < 10; i += 1) {
      const { number } = await caseOf(desk, `claim-${i}`);
      const told = await Promise.all([
        both[0].cases.press(HARA, { act: "take", number }),
        both[1].cases.press(MORI, { act: "take", number }),
      ]);
      const on = (await desk.within(({ cases }) => cases.get(number)))!;
      const isHaras = on.assignee === HARA.id;
      const [won, lost] = isHaras ? told : [told[1], told[0]];
      expect(won).toBeUndefined();
      const staff = isHaras ? HARA : MORI;
      expect(lost).toEqual({ view: "refusal", say: { kind: "taken", number, staff: staff.id }, staffName: staff.name });
      const acts = await desk.within(({ audit }) => audit.latest(1_000));
      expect(acts.filter(({ act, subject }) => act === "case-take" && subject === `case ${number}`)).toHaveLength(1);
    }
  });

  test("of two who answer a case that waits, one is read by the resident", async () => {
    for (let i = 0; i < 5; i += 1) {
      const { number, conversation } = await caseOf(desk, `answer-${i}`);
      const done = await Promise.all([
        both[0].cases.submit(HARA, form({ form: "send", number, text: "原です" })),
        both[1].cases.submit(MORI, form({ form: "send", number, text: "森です" })),
      ]);
      expect(done.map(({ kind }) => kind).toSorted()).toEqual(["done", "show"]);
      const said = await desk.within(({ messages }) => messages.latest(conversation, 100));
      expect(said.filter(({ author }) => author === "person")).toHaveLength(1);
    }
  });

  test("a form that comes twice at once is taken once", async () => {
    const { number } = await caseOf(desk, "twice");
    for (let i = 0; i < 10; i += 1) {
      const twice = form({ form: "note", number, text: `メモ${i}` });
      await Promise.all(both.map(({ cases }) => cases.submit(HARA, twice)));
    }
    const events = await desk.within(({ cases }) => cases.events(number));
    expect(events.filter(({ move }) => move === "note")).toHaveLength(10);
  });

  test("of two who change the same text one wins, and who removes one that was changed is told", async () => {
    for (let i = 0; i < 5; i += 1) {
      const id = crypto.randomUUID();
      await both[0].canned.save(HARA, { id, title: `題${i}`, text: "はじめ", version: 0 });
      const saved = await Promise.all([
        both[0].canned.save(HARA, { id, title: `題${i}`, text: "原", version: 1 }),
        both[1].canned.save(MORI, { id, title: `題${i}`, text: "森", version: 1 }),
      ]);
      expect(saved.map(({ kind }) => kind).toSorted()).toEqual(["changed", "saved"]);
      expect(await both[0].canned.remove(HARA, id, 1)).toMatchObject({ kind: "changed", now: { version: 2 } });
      expect(await both[0].canned.get(id)).toMatchObject({ version: 2 });
    }
  });
});
