import { beforeEach, describe, expect, test } from "vitest";
import { CONTENT_DEADLINE_MS } from "../../../adapters/line/limits.ts";
import { MOST_ATTEMPTS, trace, WORK_LEASE_MS, type WorkerParts, workings } from "../../../src/delivery/worker.ts";
import { DeskError, type Facts } from "../../../src/errors.ts";
import type { Channel, Fetched, Incoming, StaffChannel } from "../../../src/ports/channel.ts";
import { type Person, peerOf, type StaffIncoming } from "../../../src/ports/staff.ts";
import type { CaseNumber, InboxEvent, OutboxRow, Peer } from "../../../src/records.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { DESK, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const PEER = "user:U1" as Peer;
const OTHER_PEER = "user:U2" as Peer;
const PHOTO: Fetched = { kind: "fetched", content: new Uint8Array([0xff, 0xd8, 0xff]) };
const BROKEN_UUID = {
  uuid(): string {
    throw new RangeError("no more of 個人の言葉");
  },
};

let served: ServedDesk;
let files: Set<string>;
/** What was tried: event id and attempt. */
let tried: string[];
let told: { level: string; message: string; facts: Facts }[];
let wakings: number;
let readAs: (event: InboxEvent) => Incoming;
let content: () => Promise<Fetched>;
let parts: WorkerParts;

beforeEach(async () => {
  served = await servedDesk();
  files = new Set();
  tried = [];
  told = [];
  wakings = 0;
  readAs = ({ raw }) => JSON.parse(raw) as Incoming;
  content = async () => PHOTO;
  const channel: Channel = {
    name: "line",
    of: "residents",
    tokenLife: { afterReceiptMs: 50_000, afterEventMs: 19 * 60_000 },
    incoming(event) {
      const whole = event as InboxEvent;
      tried.push(`${whole.eventId} ${whole.attempts}`);
      return readAs(whole);
    },
    send: async () => ({ kind: "sent" }),
    fetch: () => content(),
    quota: async () => undefined,
  };
  const tells = (level: string) => (facts: Facts, message: string) => void told.push({ level, message, facts });
  parts = {
    desk: DESK,
    store: served.store,
    channels: new Map([[channel.name, channel]]),
    house: served.house,
    staffHouse: undefined,
    clock: served.clock,
    chance: testChance(),
    log: { info: tells("info"), warn: tells("warn"), error: tells("error") },
    written: () => {
      wakings += 1;
    },
    files: {
      async keep() {
        const id = crypto.randomUUID();
        files.add(id);
        return { id, type: "image/jpeg" };
      },
      read: async () => undefined,
      remove: async (id) => void files.delete(id),
      areOf: async () => true,
      ids: async () => [...files],
    },
  };
});

async function arrives(eventId: string, incoming: Incoming, peer = PEER): Promise<void> {
  const { clock } = served;
  const event = {
    eventId,
    peer,
    raw: JSON.stringify(incoming),
    occurredAt: clock.now(),
    replyToken: `token-${eventId}`,
  };
  await served.within(({ inbox }) => inbox.receive("line", [event], clock.now(), () => crypto.randomUUID()));
}
const says = (eventId: string, words = "こんにちは", peer = PEER) =>
  arrives(eventId, { kind: "text", message: `m-${eventId}`, text: words, isMentioned: false }, peer);
const sendsPhoto = (eventId: string) =>
  arrives(eventId, {
    kind: "unreadable",
    message: `m-${eventId}`,
    what: "image",
    fileName: "",
    bytes: 3,
    isFetchable: true,
  });

/** Works all that is due. @returns how many events were taken up */
async function works(of = parts): Promise<number> {
  const due = await workings(of, "line", 8);
  await Promise.all(due.map((job) => job()));
  return due.length;
}
const outbox = (): Promise<readonly OutboxRow[]> =>
  served.within(({ outbox }) => outbox.list(["waiting", "sent", "held", "dead"], 99));
const causes = async () => (await outbox()).map(({ causeEvent }) => causeEvent);
const counts = () => served.within(({ inbox }) => inbox.counts());
const dead = async () =>
  (await served.within(({ inbox }) => inbox.dead(9))).map(({ eventId, error }) => `${eventId} ${error}`);
const conversationOf = (peer = PEER) =>
  served.within(async ({ conversations }) => (await conversations.byPeer("line", peer))!);

async function opensCase() {
  await says("before");
  await works();
  const conversation = await conversationOf();
  tried = [];
  return served.within((records) =>
    served.casework.begin(records, {
      ...{ conversation, cause: "wish-person", city: undefined, language: "ja", topic: undefined },
      ...{ asked: "人と話したい", open: [], message: undefined },
    }),
  );
}
const mediaIds = () => served.within(({ media }) => media.ids());

test("an event is worked once: its answer stands in the outbox and the sender is woken", async () => {
  await says("e");
  expect(await works()).toBe(1);
  expect(await causes()).toEqual(["e"]);
  expect(wakings).toBe(1);
  expect(await counts()).toMatchObject({ answered: 1, waiting: 0, dead: 0 });
  expect(await works()).toBe(0);
  expect(told).toEqual([]);
});

test("a worker tells whether more of the conversation waits, and wakes the sender", async () => {
  await says("first");
  served.clock.advance(1);
  await arrives("second", { kind: "standby" });
  const next = async () => (await workings(parts, "line", 1))[0]!();
  expect([await next(), wakings]).toEqual([true, 1]);
  expect([await next(), wakings]).toEqual([false, 2]);
});

test("a lease is longer than LINE may take to hand a file out", () => {
  expect(WORK_LEASE_MS).toBeGreaterThan(CONTENT_DEADLINE_MS);
});

describe("a worker that dies between taking an event and ending it", () => {
  test("has done nothing: the event is taken again when its lease runs out, and answered once", async () => {
    await says("e");
    await workings(parts, "line", 1);
    served.clock.advance(WORK_LEASE_MS - 1);
    expect(await works()).toBe(0);
    served.clock.advance(1);
    expect(await works()).toBe(1);
    expect(tried).toEqual(["e 2"]);
    expect(await causes()).toEqual(["e"]);
  });

  test("each time makes the event dead after five, who did it is told, and the next one goes on", async () => {
    await says("e");
    await says("next");
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      expect(await workings(parts, "line", 1)).toHaveLength(1);
      served.clock.advance(WORK_LEASE_MS);
    }
    expect(await works()).toBe(1);
    expect(tried).toEqual([]);
    expect(await dead()).toEqual(["e worker-lost"]);
    const [apology] = await outbox();
    expect(apology).toMatchObject({
      causeEvent: "e",
      sayings: [{ text: `${conversationWords.ja.apology}\n${conversationWords.ja.orPerson}` }],
    });
    expect(told).toEqual([
      {
        level: "error",
        message: "an event was given up; who did it was told",
        facts: { desk: DESK, channel: "line", error: "worker-lost" },
      },
    ]);
    expect(wakings).toBe(1);
    await works();
    expect(tried).toEqual(["next 1"]);
    expect(await counts()).toMatchObject({ answered: 1, dead: 1, waiting: 0 });
  });
});

describe("a worker that lost its lease", () => {
  test("writes nothing and removes the file that it fetched", async () => {
    await opensCase();
    await sendsPhoto("e");
    const slow = Promise.withResolvers<Fetched>();
    content = () => slow.promise;
    const [first] = await workings(parts, "line", 1);
    const under = first!();
    served.clock.advance(WORK_LEASE_MS);
    content = async () => PHOTO;
    await works();
    expect(tried).toEqual(["e 1", "e 2"]);
    const before = [await outbox(), await mediaIds(), await counts()];
    expect(before[1]).toHaveLength(1);
    slow.resolve(PHOTO);
    await under;
    expect([await outbox(), await mediaIds(), await counts()]).toEqual(before);
    expect([...files]).toEqual(await mediaIds());
    expect(told).toEqual([]);
  });

  test("and then fails neither postpones nor buries what another holds", async () => {
    await says("e");
    const [first] = await workings(parts, "line", 1);
    served.clock.advance(WORK_LEASE_MS);
    const [second] = await workings(parts, "line", 1);
    readAs = () => {
      throw new TypeError("broken");
    };
    await first!();
    readAs = ({ raw }) => JSON.parse(raw) as Incoming;
    await second!();
    expect(await counts()).toMatchObject({ answered: 1, waiting: 0, dead: 0 });
    expect(await causes()).toEqual(["e"]);
  });

  test("buries nothing that another works by now", async () => {
    await says("e");
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await workings(parts, "line", 1);
      served.clock.advance(WORK_LEASE_MS);
    }
    const [late] = await workings(parts, "line", 1);
    served.clock.advance(WORK_LEASE_MS);
    await works();
    const before = [await outbox(), await counts(), [...told]];
    await late!();
    expect([await outbox(), await counts(), told]).toEqual(before);
  });
});

describe("two workers on one store", () => {
  test("never have one conversation at once, and take its events in order", async () => {
    await says("first");
    served.clock.advance(1);
    await says("second");
    const [mine] = await workings(parts, "line", 8);
    expect(await workings(parts, "line", 8)).toEqual([]);
    await mine!();
    const [theirs, ...more] = await workings(parts, "line", 8);
    expect(more).toEqual([]);
    expect(await workings(parts, "line", 8)).toEqual([]);
    await theirs!();
    expect(tried).toEqual(["first 1", "second 1"]);
    expect((await causes()).toReversed()).toEqual(["first", "second"]);
  });

  test("have different conversations side by side, and a slow one holds up no other", async () => {
    await opensCase();
    await sendsPhoto("slow");
    served.clock.advance(1);
    await says("quick", "こんにちは", OTHER_PEER);
    const slow = Promise.withResolvers<Fetched>();
    content = () => slow.promise;
    const [mine] = await workings(parts, "line", 1);
    const [theirs] = await workings(parts, "line", 1);
    const under = mine!();
    await theirs!();
    expect(tried).toEqual(["slow 1", "quick 1"]);
    expect(await causes()).toContain("quick");
    slow.resolve(PHOTO);
    await under;
    expect(await counts()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test("take up no more than they have room for", async () => {
    for (const n of [1, 2, 3]) await says(`e${n}`, "こんにちは", `user:U${n}` as Peer);
    expect(await workings(parts, "line", 2)).toHaveLength(2);
    expect(await workings(parts, "line", 2)).toHaveLength(1);
  });
});

describe("an event that fails", () => {
  const fails = (error: unknown) => {
    readAs = () => {
      throw error;
    };
  };

  test("is tried five times with growing pauses within 30 seconds, then put aside with its error", async () => {
    fails(new TypeError("個人の言葉"));
    await says("e");
    const start = served.clock.now();
    const pauses: number[] = [];
    while ((await counts()).waiting > 0) {
      await works();
      const due = await served.within(({ inbox }) => inbox.nextDue());
      if (due === undefined) break;
      pauses.push(due - served.clock.now());
      served.clock.advance(due - served.clock.now());
    }
    expect(tried).toEqual([1, 2, 3, 4, 5].map((attempt) => `e ${attempt}`));
    expect(pauses).toEqual([750, 1_500, 3_000, 6_000]);
    expect(served.clock.now() - start).toBeLessThan(30_000);
    expect(await dead()).toEqual(["e TypeError"]);
    expect(told.map(({ level }) => level)).toEqual(["warn", "warn", "warn", "warn", "warn", "error"]);
    expect(JSON.stringify(told)).not.toContain("個人の言葉");
  });

  test("leaves no answer behind but one apology, with a person where there is one", async () => {
    fails(new TypeError("broken"));
    await says("e");
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await works();
      served.clock.advance(8_000);
    }
    const rows = await outbox();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sayings).toMatchObject([
      {
        kind: "text",
        text: `${conversationWords.ja.apology}\n${conversationWords.ja.orPerson}`,
        quick: [{ press: { act: "open-case" } }],
      },
    ]);
  });

  test("stays first in its conversation meanwhile, and holds up no other", async () => {
    readAs = ({ eventId, raw }) => {
      if (eventId === "e") throw new TypeError("broken");
      return JSON.parse(raw) as Incoming;
    };
    await says("e");
    await says("behind");
    await says("elsewhere", "こんにちは", OTHER_PEER);
    expect(await works()).toBe(2);
    expect(await works()).toBe(0);
    expect(tried.toSorted()).toEqual(["e 1", "elsewhere 1"]);
  });

  test("with an error of ours is put aside with its code", async () => {
    fails(new DeskError("not-verbatim", "no"));
    await says("e");
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await works();
      served.clock.advance(8_000);
    }
    expect(await dead()).toEqual(["e not-verbatim"]);
  });

  test("and whose apology fails too is put aside all the same, so that those behind it go on", async () => {
    await says("e");
    await says("behind");
    const broken = { ...parts, house: { ...parts.house, chance: BROKEN_UUID } };
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await works(broken);
      served.clock.advance(8_000);
    }
    expect(await dead()).toEqual(["e RangeError"]);
    expect(told.at(-1)).toMatchObject({
      level: "error",
      message: "an event was given up; who did it could not be told",
      facts: { desk: DESK, channel: "line", error: "RangeError" },
    });
    expect(JSON.stringify(told)).not.toContain("個人の言葉");
    await works();
    expect(await causes()).toEqual(["behind"]);
  });

  test("of a channel that the desk does not have is put aside as well", async () => {
    await says("e");
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await works({ ...parts, channels: new Map() });
      served.clock.advance(8_000);
    }
    expect(await dead()).toEqual(["e TypeError"]);
  });
});

describe("a photo", () => {
  test("that comes into an open case is kept, with a record that names the file", async () => {
    await opensCase();
    await sendsPhoto("e");
    await works();
    expect(files.size).toBe(1);
    expect(await mediaIds()).toEqual([...files]);
  });

  test("is not even fetched where no case is open", async () => {
    let fetches = 0;
    content = async () => {
      fetches += 1;
      return PHOTO;
    };
    await sendsPhoto("e");
    await works();
    expect([fetches, files.size]).toEqual([0, 0]);
  });

  test("whose event fails leaves no file behind, however often it is tried", async () => {
    await opensCase();
    await sendsPhoto("e");
    let fetches = 0;
    content = async () => {
      fetches += 1;
      return PHOTO;
    };
    const broken = { ...parts, house: { ...parts.house, chance: BROKEN_UUID } };
    for (let i = 0; i < MOST_ATTEMPTS; i++) {
      await works(broken);
      served.clock.advance(8_000);
    }
    expect(fetches).toBe(MOST_ATTEMPTS);
    expect(files.size).toBe(0);
    expect(await mediaIds()).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "whose case is closed while it is fetched",
      () => served.within((records) => served.casework.close(records, 1 as CaseNumber, "aoki", "solved")),
    ],
    [
      "that is unsent while it is fetched",
      async () => {
        const { id } = await conversationOf();
        await served.within(({ messages }) => messages.unsend(id, "m-e", served.clock.now()));
      },
    ],
  ])("%s leaves no file behind", async (_, meanwhile) => {
    await opensCase();
    await sendsPhoto("e");
    let kept = 0;
    content = async () => {
      await meanwhile();
      kept += 1;
      return PHOTO;
    };
    await works();
    expect(kept).toBe(1);
    expect(files.size).toBe(0);
    expect(await mediaIds()).toEqual([]);
  });
});

test("an event of a kind that nobody knows is passed over and told by its name", async () => {
  await arrives("e", { kind: "unknown", name: "coupon" });
  await works();
  expect(await outbox()).toEqual([]);
  expect(await counts()).toMatchObject({ silent: { "unknown-kind": 1 } });
  expect(told).toEqual([
    {
      level: "info",
      message: "an event of unknown kind was passed over",
      facts: { desk: DESK, kind: "coupon" },
    },
  ]);
});

describe("the trace of an error", () => {
  test("names its class, its code and places in the code, and no word of its message", () => {
    const error = new DeskError("lease-lost", "somebody's words\n    at home (in bed:1:2)\nmore of them");
    const facts = trace(error);
    expect(facts).toMatchObject({ error: "DeskError", code: "lease-lost" });
    expect(facts.at).toMatch(/worker\.test\.ts:\d+:\d+/u);
    expect(JSON.stringify(facts)).not.toMatch(/somebody|in bed|more of them/u);
  });

  test.each<[unknown, string]>([
    ["個人の言葉", "string"],
    [undefined, "undefined"],
  ])("that is no error (%s) is its type alone", (thrown, type) => expect(trace(thrown)).toEqual({ error: type }));
});

describe("an event of staff", () => {
  const STAFF = "slack:U0HARA";
  const place = { channel: "C1", thread: "170.1" };
  const written = () =>
    served.within(async ({ outbox }) => (await outbox.list(["waiting"], 9)).flatMap(({ sayings }) => sayings));
  let asked: number;
  let person: () => Promise<Person>;

  beforeEach(() => {
    asked = 0;
    person = async () => ({ id: STAFF, name: "原", isMember: true });
    const slack: StaffChannel = {
      name: "slack",
      of: "staff",
      tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
      incoming: ({ raw }) => JSON.parse(raw) as StaffIncoming,
      send: async () => ({ kind: "sent" }),
      person() {
        asked += 1;
        return person();
      },
      trouble: () => undefined,
    };
    const { desk, profile, casework, board, cities } = served.house;
    const settings = {
      content: "full",
      senderName: "centre",
      summaryMinutes: 0,
      casesUrl: undefined,
      baseUrl: undefined,
    } as const;
    const holidays = { named: () => undefined, knownUntil: "2030-12-31" };
    const staffHouse = { desk, cities, profile, casework, board, holidays, settings, chance: testChance() };
    parts = {
      ...parts,
      channels: new Map([...parts.channels, ["slack", slack]]),
      staffHouse: { ...staffHouse, topicName: () => undefined },
    };
  });

  async function happens(eventId: string, incoming: StaffIncoming): Promise<void> {
    const now = served.clock.now();
    const raw = JSON.stringify(incoming);
    const event = { eventId, peer: peerOf.place(place), raw, occurredAt: now, replyToken: undefined };
    await served.within(({ inbox }) => inbox.receive("slack", [event], now, () => crypto.randomUUID()));
  }
  const asks = (eventId: string): Promise<void> =>
    happens(eventId, {
      ...{ kind: "said", by: STAFF, place, message: "170.1", text: "小平市の協働とは" },
      ...{ isMention: true, callsOthers: false, isDirect: false },
    });
  async function worksStaff(): Promise<number> {
    const due = await workings(parts, "slack", 8);
    await Promise.all(due.map((job) => job()));
    return due.length;
  }

  test("is worked with who did it, and its answer stands in the outbox", async () => {
    await asks("e");
    expect(await worksStaff()).toBe(1);
    expect(await written()).toMatchObject([{ kind: "finding", reply: { outcome: "answer" } }]);
    expect(await served.within(({ staff }) => staff.get(STAFF))).toMatchObject({ name: "原" });
  });

  test("a rule is looked up even while the channel does not tell who asks", async () => {
    await served.within(({ staff }) => staff.save({ id: STAFF, name: "原", city: undefined, seenAt: 0 }));
    person = () => Promise.reject(new DeskError("channel-refused", "not now"));
    await asks("e");
    await worksStaff();
    expect(await written()).toHaveLength(1);
    expect(await served.within(({ staff }) => staff.get(STAFF))).toMatchObject({ name: "原" });
  });

  test("an act waits until the channel tells, and whoever waits in vain is told in private", async () => {
    person = () => Promise.reject(new DeskError("channel-refused", "not now"));
    const press = { act: "take", number: 1 as CaseNumber } as const;
    await happens("e", { kind: "pressed", by: STAFF, press, at: { place, aside: place, isPrivate: false } });
    for (let i = 0; i < MOST_ATTEMPTS; i += 1) {
      await worksStaff();
      served.clock.advance(10_000);
    }
    expect(asked).toBe(MOST_ATTEMPTS);
    expect(await dead()).toEqual(["e channel-refused"]);
    expect(await written()).toMatchObject([{ post: { what: "whisper", staff: STAFF, say: { kind: "failed" } } }]);
  });

  test("residents are worked apart from it", async () => {
    await asks("staff");
    await says("resident");
    expect(await works()).toBe(1);
    expect(await causes()).toEqual(["resident"]);
    expect(await worksStaff()).toBe(1);
  });
});
