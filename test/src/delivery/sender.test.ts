import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SEND_DEADLINE_MS, TOKEN_LIFE } from "../../../adapters/line/limits.ts";
import { openStore } from "../../../adapters/store/open.ts";
import { SEND_LEASE_MS, sendings } from "../../../src/delivery/sender.ts";
import type { Facts } from "../../../src/errors.ts";
import { type Board, noBoard } from "../../../src/handoff/board.ts";
import type { Language } from "../../../src/model.ts";
import type { Call, Channel, Delivery, StaffChannel, Trouble } from "../../../src/ports/channel.ts";
import { peerOf } from "../../../src/ports/staff.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import type {
  CaseNumber,
  ChannelName,
  ConversationId,
  MessageId,
  OutboxId,
  OutboxRow,
  Peer,
  Posted,
  Saying,
} from "../../../src/records.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { conversationWith, DESK, event, OTHER_PEER, PEER, receive } from "../../adapters/store/sample.ts";
import { type TestClock, testChance, testClock } from "../../fixtures/test-clock.ts";

type Answer = Delivery | Promise<Delivery> | Error;

const HOUR_MS = 3_600_000;
const SENT: Delivery = { kind: "sent" };
const UNKNOWN: Delivery = { kind: "unknown", reason: "timeout" };
const REFUSED_TOKEN: Delivery = { kind: "token-refused" };
const RATE: Delivery = { kind: "not-now", reason: "rate" };
const NO_QUOTA: Delivery = { kind: "no-quota" };

let clock: TestClock;
let store: Store;
let conversation: ConversationId;
let calls: Call[];
/** What the channel answers next; `sent` where nothing is left. */
let answers: Answer[];
let settled: string[];
/** Messages of persons of whose fate the board was told. */
let fates: MessageId[];
let troubles: Map<ChannelName, string>;
let told: string[];
const log = {
  info: (facts: Facts, message: string) => void told.push(`${message} ${JSON.stringify(facts)}`),
  error: (facts: Facts, message: string) => void told.push(`${message} ${JSON.stringify(facts)}`),
};
const board: Board = {
  ...noBoard,
  delivered: async (_, message) => void fates.push(message),
};

const channel: Channel = {
  name: "line",
  of: "residents",
  tokenLife: TOKEN_LIFE,
  incoming: () => ({ kind: "standby" }),
  async send(call) {
    calls.push(call);
    const answer = answers.shift() ?? SENT;
    if (answer instanceof Error) throw answer;
    return answer;
  },
  fetch: async () => ({ kind: "gone" }),
  quota: async () => undefined,
};

beforeEach(async () => {
  clock = testClock("2026-11-20T10:00");
  store = await openStore({ dataDir: ":memory:", chance: testChance() });
  conversation = await conversationWith(store);
  calls = [];
  answers = [];
  settled = [];
  fates = [];
  troubles = new Map();
  told = [];
});
afterEach(() => store.close());

const within = <T>(act: (records: Records) => Promise<T>) => store.within(DESK, act);
const jobs = (
  channels: ReadonlyMap<ChannelName, Channel> = new Map([["line", channel]]),
  name: ChannelName = "line",
) => {
  const toldOf = (state: string, reason: string) => void settled.push(`${state} ${reason}`);
  const parts = { desk: DESK, store, channels, board, clock, chance: testChance(), log, troubles, settled: toldOf };
  return sendings(parts, name, 8);
};
/** Sends all that is due. @returns how many rows were taken up */
async function sends(): Promise<number> {
  const due = await jobs();
  await Promise.all(due.map((job) => job()));
  return due.length;
}
const get = (id: OutboxId): Promise<OutboxRow> => within(async ({ outbox }) => (await outbox.get(id))!);
const counts = () => within(({ outbox }) => outbox.counts());
const delivers = (eventId: string) => receive(store, [event(eventId, { occurredAt: clock.now() })], clock.now());

const said = (text: string, language: Language = "ja"): Saying => ({ kind: "text", language, text, quick: [] });
let keys = 0;

/** An answer to an event that comes in now. */
async function answered(eventId: string, sayings: readonly Saying[] = [said(`答え ${eventId}`)]): Promise<OutboxId> {
  await delivers(eventId);
  return within(async ({ inbox, outbox }) => {
    const work = (await inbox.take(clock.now(), 1_000))!;
    keys += 1;
    const row = {
      channel: "line",
      conversation,
      peer: PEER,
      sayings,
      cause: work.event,
      retryKey: `key-${keys}`,
    } as const;
    const id = await outbox.add(row, clock.now());
    await inbox.end(work.lease, work.event, { kind: "answered" }, clock.now());
    return id;
  });
}

/** What the desk says of its own accord. */
function announced(text: string, to: { conversation: ConversationId; peer: Peer } = { conversation, peer: PEER }) {
  keys += 1;
  const row = { channel: "line", ...to, sayings: [said(text)], cause: undefined, retryKey: `key-${keys}` } as const;
  return within(({ outbox }) => outbox.add(row, clock.now()));
}

const ways = () => calls.map(({ by }) => (by.kind === "reply" ? `reply ${by.token}` : "push"));
const texts = () => calls.flatMap(({ sayings }) => sayings.map((one) => (one.kind === "text" ? one.text : "")));

describe("an answer", () => {
  test("goes out once as the reply to its event, and its words are let go", async () => {
    const id = await answered("e");
    expect(await sends()).toBe(1);
    expect(calls).toEqual([
      { to: PEER, sayings: [said("答え e")], by: { kind: "reply", token: "token-e" }, prefix: "", row: id },
    ]);
    expect(await get(id)).toMatchObject({ state: "sent", reason: "reply", sentAt: clock.now(), sayings: [] });
    expect(await counts()).toMatchObject({ sent: 1, replied: 1, pushed: 0, toBeSure: 0 });
    expect(settled).toEqual(["sent reply"]);
    expect(await sends()).toBe(0);
  });

  test("whose token lapsed untried is pushed plainly and counted as a push", async () => {
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    await sends();
    expect(ways()).toEqual(["push"]);
    expect(calls[0]?.prefix).toBe("");
    expect(await counts()).toMatchObject({ sent: 1, replied: 0, pushed: 1, toBeSure: 0 });
  });

  test("of which nobody knows whether it arrived is looked into by the same token: refused, it had", async () => {
    const id = await answered("e");
    answers = [UNKNOWN, REFUSED_TOKEN];
    await sends();
    expect(await get(id)).toMatchObject({ state: "waiting", reason: "timeout", replyTries: 1 });
    expect(await sends()).toBe(0);
    clock.advance(1_000);
    await sends();
    expect(ways()).toEqual(["reply token-e", "reply token-e"]);
    expect(await get(id)).toMatchObject({ state: "sent", reason: "reply" });
    clock.advance(HOUR_MS);
    expect(await sends()).toBe(0);
    expect(await counts()).toMatchObject({ sent: 1, replied: 1, pushed: 0, toBeSure: 0 });
  });

  test("whose token is refused at the second try only when it may have lapsed is pushed to be sure", async () => {
    const id = await answered("e");
    const slow = Promise.withResolvers<Delivery>();
    answers = [UNKNOWN, slow.promise];
    await sends();
    clock.advance(TOKEN_LIFE.afterReceiptMs - 1);
    const under = sends();
    while (calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(SEND_DEADLINE_MS - 1);
    slow.resolve(REFUSED_TOKEN);
    await under;
    await sends();
    expect(ways()).toEqual(["reply token-e", "reply token-e", "push"]);
    expect(calls[2]?.prefix).toBe(conversationWords.ja.toBeSure);
    expect(await get(id)).toMatchObject({ state: "sent", isToBeSure: true });
  });

  test("whose token is refused at the first try is pushed plainly: nothing had arrived", async () => {
    await answered("e");
    answers = [REFUSED_TOKEN];
    await sends();
    await sends();
    expect(ways()).toEqual(["reply token-e", "push"]);
    expect(calls.map(({ prefix }) => prefix)).toEqual(["", ""]);
    expect(await counts()).toMatchObject({ sent: 1, replied: 0, pushed: 1, toBeSure: 0 });
  });

  test.each([
    ["ja", "（念のため、もう一度お送りします）"],
    ["ja-easy", conversationWords["ja-easy"].toBeSure],
    ["en", conversationWords.en.toBeSure],
  ] as const)("in %s that stays unknown twice is pushed to be sure, and says so", async (language, prefix) => {
    await answered("e", [said("answer", language), said("more", language)]);
    answers = [UNKNOWN, UNKNOWN];
    for (let i = 0; i < 3; i++) {
      await sends();
      clock.advance(4_000);
    }
    expect(ways()).toEqual(["reply token-e", "reply token-e", "push"]);
    expect(calls.map((call) => call.prefix)).toEqual(["", "", prefix]);
    expect(await counts()).toMatchObject({ sent: 1, replied: 0, pushed: 1, toBeSure: 1 });
  });

  test("in a bundle says in its own language that it may be a repetition", async () => {
    const bundle = { kind: "bundle", reply: { language: "en" } } as unknown as Saying;
    await answered("e", [bundle, said("続き")]);
    answers = [UNKNOWN];
    await sends();
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    await sends();
    expect(calls.at(-1)).toMatchObject({ by: { kind: "push" }, prefix: conversationWords.en.toBeSure });
  });

  test("that a rate limit turned away has not been tried, and is a reply to the end", async () => {
    await answered("e");
    answers = [RATE, RATE, RATE];
    for (let i = 0; i < 4; i++) {
      await sends();
      clock.advance(4_000);
    }
    expect(ways()).toEqual(Array.from({ length: 4 }, () => "reply token-e"));
    expect(await counts()).toMatchObject({ sent: 1, replied: 1, toBeSure: 0 });
  });

  test("that is refused for good is dead and tried no more", async () => {
    const id = await answered("e");
    answers = [{ kind: "refused", status: 413 }];
    await sends();
    expect(await get(id)).toMatchObject({ state: "dead", reason: "refused-413" });
    clock.advance(24 * HOUR_MS);
    expect(await sends()).toBe(0);
    expect(settled).toEqual(["dead refused-413"]);
  });
});

describe("a sender that is killed between claim and settlement", () => {
  test("leaves the row to the end of its lease, and then the same token is tried", async () => {
    const id = await answered("e");
    await jobs();
    clock.advance(SEND_LEASE_MS - 1);
    expect(await sends()).toBe(0);
    clock.advance(1);
    expect(await sends()).toBe(1);
    expect(ways()).toEqual(["reply token-e"]);
    expect(await get(id)).toMatchObject({ state: "sent", attempts: 2, replyTries: 2 });
  });

  test("twice leaves a row that is pushed to be sure", async () => {
    await answered("e");
    for (let i = 0; i < 2; i++) {
      await jobs();
      clock.advance(SEND_LEASE_MS);
    }
    await sends();
    expect(calls).toMatchObject([{ by: { kind: "push" }, prefix: conversationWords.ja.toBeSure }]);
  });

  test("before a push leaves a row that is pushed with the same key", async () => {
    const id = await announced("お知らせ");
    const { retryKey } = await get(id);
    await jobs();
    clock.advance(SEND_LEASE_MS);
    await sends();
    expect(calls.map(({ by, prefix }) => ({ by, prefix }))).toEqual([{ by: { kind: "push", retryKey }, prefix: "" }]);
  });
});

test.each<[string, Delivery]>([
  ["refused", { kind: "refused", status: 400 }],
  ["sent", SENT],
  ["unknown", UNKNOWN],
])("a first sender that comes back late with %s changes nothing", async (_, late) => {
  const id = await answered("e");
  const first = Promise.withResolvers<Delivery>();
  answers = [first.promise, { kind: "not-now", reason: "rate" }];
  const [slow] = await jobs();
  const under = slow!();
  clock.advance(SEND_LEASE_MS);
  await sends();
  const before = await get(id);
  expect(before).toMatchObject({ state: "waiting", reason: "rate", attempts: 2 });
  clock.advance(60_000);
  first.resolve(late);
  await under;
  expect(await get(id)).toEqual(before);
  expect(settled).toEqual(["waiting rate"]);
});

describe("a push", () => {
  test("is repeated with the same key and the same body, to be sure or not", async () => {
    await answered("e");
    const unknown = Array.from({ length: 5 }, () => UNKNOWN);
    answers = [UNKNOWN, UNKNOWN, ...unknown];
    for (let i = 0; i < 8; i++) {
      await sends();
      clock.advance(15 * 60_000);
    }
    const pushes = calls.filter(({ by }) => by.kind === "push");
    expect(pushes).toHaveLength(7);
    expect(new Set(pushes.map((call) => JSON.stringify(call))).size).toBe(1);
    expect(pushes[0]?.prefix).toBe(conversationWords.ja.toBeSure);
    expect(await counts()).toMatchObject({ sent: 1, toBeSure: 1 });
  });

  test("that the channel knows from an earlier try is sent", async () => {
    const id = await announced("お知らせ");
    answers = [UNKNOWN, { kind: "sent-before" }];
    await sends();
    clock.advance(2_000);
    await sends();
    expect(await get(id)).toMatchObject({ state: "sent", reason: "push" });
    expect(await counts()).toMatchObject({ pushed: 1, toBeSure: 0 });
  });

  test("is given up where it never was settled within 23 hours", async () => {
    const id = await announced("お知らせ");
    answers = Array.from({ length: 200 }, () => UNKNOWN);
    for (let hours = 0; hours < 24; hours += 0.5) {
      await sends();
      clock.advance(HOUR_MS / 2);
    }
    expect(await get(id)).toMatchObject({ state: "dead", reason: "too-old" });
    const made = (await get(id)).createdAt;
    expect((await get(id)).nextAt - made).toBeLessThan(24 * HOUR_MS);
  });
});

describe("an event that is delivered again", () => {
  test("renews the token of its answer, which goes out as a reply after all", async () => {
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs + 1);
    await delivers("e");
    await sends();
    expect(ways()).toEqual(["reply token-e"]);
  });

  test("before it was worked lends its answer the token from then on", async () => {
    await delivers("e");
    clock.advance(40_000);
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs - 1);
    await sends();
    expect(ways()).toEqual(["reply token-e"]);
  });

  test("brings no reply once a push may have arrived: that one is pushed on with its key", async () => {
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    answers = [UNKNOWN];
    await sends();
    await delivers("e");
    clock.advance(2_000);
    await sends();
    expect(ways()).toEqual(["push", "push"]);
    expect(calls[1]).toEqual({ ...calls[0], triedSince: calls[1]!.triedSince });
    expect(await counts()).toMatchObject({ replied: 0, pushed: 1 });
  });

  test("brings no reply either once a sender was killed at its push", async () => {
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    await jobs();
    clock.advance(SEND_LEASE_MS);
    await delivers("e");
    await sends();
    expect(ways()).toEqual(["push"]);
  });

  test("makes a reply of a push that the rate limit turned away", async () => {
    await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    answers = [RATE];
    await sends();
    await delivers("e");
    clock.advance(2_000);
    await sends();
    expect(ways()).toEqual(["push", "reply token-e"]);
    expect(await counts()).toMatchObject({ replied: 1, pushed: 0 });
  });

  test("lets out what is held for the monthly limit, as a free reply", async () => {
    const id = await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    answers = [NO_QUOTA];
    await sends();
    expect(await get(id)).toMatchObject({ state: "held", reason: "no-quota" });
    await delivers("e");
    await sends();
    expect(ways()).toEqual(["push", "reply token-e"]);
    expect(await counts()).toMatchObject({ sent: 1, replied: 1, held: 0 });
  });

  test("leaves held what may have arrived by a push before", async () => {
    const id = await answered("e");
    clock.advance(TOKEN_LIFE.afterReceiptMs);
    answers = [UNKNOWN, NO_QUOTA];
    await sends();
    clock.advance(2_000);
    await sends();
    await delivers("e");
    expect(await sends()).toBe(0);
    expect(await get(id)).toMatchObject({ state: "held", reason: "no-quota" });
  });
});

describe("a row that is held", () => {
  test("stays so until it is let out again, and is then pushed", async () => {
    const id = await announced("お知らせ");
    answers = [NO_QUOTA];
    await sends();
    clock.advance(20 * 24 * HOUR_MS);
    expect(await sends()).toBe(0);
    expect(await within(({ outbox }) => outbox.again(id, clock.now()))).toBe(true);
    expect(await sends()).toBe(1);
    expect(await get(id)).toMatchObject({ state: "sent", reason: "push" });
  });

  test("does not hold up those behind it", async () => {
    await announced("一つ目");
    await announced("二つ目");
    answers = [NO_QUOTA];
    await sends();
    await sends();
    expect(texts()).toEqual(["一つ目", "二つ目"]);
    expect(await counts()).toMatchObject({ held: 1, sent: 1 });
  });
});

test("a row of a channel that the desk does not have is held with that reason", async () => {
  const id = await announced("お知らせ");
  expect(await jobs(new Map())).toEqual([]);
  expect(await get(id)).toMatchObject({ state: "held", reason: "no-channel" });
});

describe("within a conversation", () => {
  test("messages go out in order, one at a time", async () => {
    for (const text of ["一", "二", "三"]) await announced(text);
    const first = Promise.withResolvers<Delivery>();
    answers = [first.promise];
    const [slow, ...others] = await jobs();
    expect(others).toEqual([]);
    const under = slow!();
    expect(await sends()).toBe(0);
    first.resolve(SENT);
    await under;
    await sends();
    await sends();
    expect(texts()).toEqual(["一", "二", "三"]);
  });

  test("a slow message holds up no other conversation", async () => {
    const other = { conversation: await conversationWith(store, OTHER_PEER), peer: OTHER_PEER };
    await announced("一");
    await announced("二", other);
    const due = await jobs();
    expect(due).toHaveLength(2);
    answers = [new Promise<Delivery>(() => {})];
    void due[0]!();
    await due[1]!();
    expect(await counts()).toMatchObject({ waiting: 1, sent: 1 });
  });

  test("no more are taken up than there is room for", async () => {
    const other = { conversation: await conversationWith(store, OTHER_PEER), peer: OTHER_PEER };
    await announced("一");
    await announced("二", other);
    const channels = new Map([[channel.name, channel]]);
    const parts = { desk: DESK, store, channels, board, clock, chance: testChance(), log, troubles };
    expect(await sendings(parts, "line", 1)).toHaveLength(1);
    expect(await sendings(parts, "line", 1)).toHaveLength(1);
    expect(await sendings(parts, "line", 1)).toHaveLength(0);
  });
});

test("a sender tells whether more of the conversation waits", async () => {
  await announced("一");
  await announced("二");
  const next = async () => (await jobs())[0]!();
  expect([await next(), await next()]).toEqual([true, false]);
});

test("a claim outlives LINE's own deadline, and a crash leaves time to try the token once more", () => {
  expect(SEND_LEASE_MS).toBeGreaterThan(SEND_DEADLINE_MS);
  expect(2 * SEND_LEASE_MS).toBeLessThan(TOKEN_LIFE.afterReceiptMs);
});

test("what waits for a conversation that stopped is dropped, and what is under way settles nothing", async () => {
  const first = await announced("一");
  const second = await announced("二");
  const [slow] = await jobs();
  await within(({ outbox }) => outbox.drop(conversation, "stopped"));
  await slow!();
  for (const id of [first, second]) expect(await get(id)).toMatchObject({ state: "dead", reason: "stopped" });
  clock.advance(HOUR_MS);
  expect(await sends()).toBe(0);
  expect(texts()).toEqual(["一"]);
  expect(settled).toEqual([]);
});

test("a channel that breaks counts as unknown: the row waits longer and longer and the fault is told", async () => {
  const id = await announced("お知らせ");
  const fault = new TypeError("broken");
  answers = [fault, fault];
  await expect(sends()).rejects.toThrow(fault);
  expect(await get(id)).toMatchObject({ state: "waiting", reason: "failed", nextAt: clock.now() + 1_500 });
  clock.advance(1_500);
  await expect(sends()).rejects.toThrow(fault);
  expect(await get(id)).toMatchObject({ state: "waiting", reason: "failed", nextAt: clock.now() + 3_000 });
  clock.advance(3_000);
  await sends();
  expect(await get(id)).toMatchObject({ state: "sent" });
});

test("whoever wrote an answer is told what became of it, once it is settled", async () => {
  const message = "answer-1" as MessageId;
  const row = { channel: "line", conversation, peer: PEER, sayings: [said("職員の返事")], cause: undefined } as const;
  await within(({ outbox }) => outbox.add({ ...row, retryKey: "key-answer", message }, clock.now()));
  answers = [RATE, NO_QUOTA];
  await sends();
  expect(fates).toEqual([]);
  clock.advance(60_000);
  await sends();
  expect(fates).toEqual([message]);
});

describe("a channel of staff", () => {
  const NUMBER = 12 as CaseNumber;
  const posted: Posted = {
    ...{ key: "card:12", conversation: undefined, channel: "C1", message: "170.1", file: undefined },
    ...{ digest: "d", at: 0 },
  };
  let trouble: Trouble | undefined;
  const slack: StaffChannel = {
    name: "slack",
    of: "staff",
    tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
    incoming: () => ({ kind: "silent", why: "own" }),
    send: (call) => channel.send(call),
    person: async (id) => ({ id, name: id, isMember: true }),
    trouble: () => trouble,
  };
  const both = new Map<ChannelName, Channel>([
    ["line", channel],
    ["slack", slack],
  ]);
  const shows = async (number = NUMBER): Promise<OutboxId> => {
    keys += 1;
    const retryKey = `key-${keys}`;
    return within(async ({ conversations, outbox }) => {
      const peer = peerOf.case(number);
      const { id } = await conversations.ensure("slack", peer, clock.now(), () => crypto.randomUUID());
      const sayings = [{ kind: "post", post: { what: "card", number } }] as const;
      return outbox.add({ channel: "slack", conversation: id, peer, sayings, cause: undefined, retryKey }, clock.now());
    });
  };
  const sendsTo = async (name: ChannelName) => {
    const due = await jobs(both, name);
    await Promise.all(due.map((job) => job()));
  };
  const kept = () => within(({ settings }) => settings.get("trouble.slack"));

  beforeEach(() => {
    trouble = undefined;
  });

  test("what stands there is known from then on, and what was taken away is not", async () => {
    answers = [
      { kind: "sent", posted: [posted] },
      { kind: "sent", removed: [posted.key] },
    ];
    await shows();
    await sendsTo("slack");
    expect(await within(({ posts }) => posts.get(posted.key))).toEqual(posted);
    await shows();
    await sendsTo("slack");
    expect(await within(({ posts }) => posts.get(posted.key))).toBeUndefined();
  });

  test("what stands there for certain is known, also where the rest of the row did not come through", async () => {
    answers = [{ kind: "unknown", reason: "server", posted: [posted] }];
    const row = await shows();
    await sendsTo("slack");
    expect(await within(({ posts }) => posts.get(posted.key))).toEqual(posted);
    expect(await get(row)).toMatchObject({ state: "waiting", reason: "server" });
  });

  test("is told since when an earlier try may have arrived, and only where one may", async () => {
    answers = [RATE, UNKNOWN, SENT];
    const firstAt = clock.now();
    await shows();
    for (let i = 0; i < 3; i += 1) {
      await sendsTo("slack");
      clock.advance(120_000);
    }
    expect(calls.map(({ triedSince }) => triedSince)).toEqual([undefined, undefined, firstAt]);
  });

  test("after a crash under way the try before may have arrived", async () => {
    answers = [RATE];
    const firstAt = clock.now();
    await shows();
    await sendsTo("slack");
    clock.advance(120_000);
    await jobs(both, "slack");
    clock.advance(SEND_LEASE_MS);
    await sendsTo("slack");
    expect(calls.map(({ triedSince }) => triedSince)).toEqual([undefined, firstAt]);
  });

  test("what shuts it out is kept for others to see, and once it is gone all that waited is tried at once", async () => {
    const since = clock.now();
    trouble = { code: "token_revoked", since };
    answers = [
      { kind: "shut-out", code: "token_revoked" },
      { kind: "shut-out", code: "token_revoked" },
    ];
    const [first, second] = [await shows(), await shows(13 as CaseNumber)];
    await sendsTo("slack");
    expect(await kept()).toEqual({ code: "token_revoked", since });
    expect(await get(first)).toMatchObject({ state: "waiting", reason: "shut-out:token_revoked" });
    trouble = undefined;
    const third = await shows(14 as CaseNumber);
    await sendsTo("slack");
    expect(await kept()).toBeNull();
    await sendsTo("slack");
    for (const id of [first, second, third]) expect(await get(id)).toMatchObject({ state: "sent" });
    expect(told).toEqual([expect.stringContaining("token_revoked"), expect.stringContaining("shown again")]);
  });

  test("what was told to come later keeps to that, whatever arrives meanwhile", async () => {
    const later = { kind: "not-now", reason: "rate", afterMs: 30_000 } as const;
    const unheard = { kind: "unknown", reason: "limited", afterMs: 40_000 } as const;
    answers = [SENT, later, unheard, SENT];
    const rows = [await shows(), await shows(13 as CaseNumber), await shows(14 as CaseNumber)];
    await sendsTo("slack");
    const at = clock.now();
    clock.advance(1_000);
    rows.push(await shows(15 as CaseNumber));
    await sendsTo("slack");
    await sendsTo("slack");
    expect(calls).toHaveLength(4);
    const waiting = { state: "waiting", attempts: 1 };
    expect(await get(rows[1]!)).toMatchObject({ ...waiting, reason: "rate", nextAt: at + 30_000 });
    expect(await get(rows[2]!)).toMatchObject({ ...waiting, reason: "limited", nextAt: at + 40_000 });
  });

  test("what could not be written of a trouble is written with the next that is sent", async () => {
    const since = clock.now();
    trouble = { code: "token_revoked", since };
    answers = [{ kind: "shut-out", code: "token_revoked" }];
    await shows();
    await sendsTo("slack");
    trouble = undefined;
    await shows(13 as CaseNumber);
    await shows(14 as CaseNumber);
    const [first, second] = await jobs(both, "slack");
    const real = store.within;
    store.within = async (desk, act) => {
      store.within = real;
      await real(desk, async (records) => {
        await act(records);
        throw new Error("the disk is full");
      });
      throw new Error("not reached");
    };
    await expect(first!()).rejects.toThrow("the disk is full");
    expect(await kept()).toEqual({ code: "token_revoked", since });
    await second!();
    expect(await kept()).toBeNull();
  });

  test("what cannot be made into a message for long is put aside, and what comes behind it goes on", async () => {
    const poison = await shows();
    const behind = await shows();
    for (let i = 0; i < 40 && (await get(poison)).state === "waiting"; i += 1) {
      answers = [new TypeError("cannot be rendered")];
      for (const job of await jobs(both, "slack")) await job().catch(() => {});
      clock.advance(60_000);
    }
    expect(clock.now() - (await get(poison)).createdAt).toBeLessThan(3_600_000);
    expect(await get(poison)).toMatchObject({ state: "held", reason: "stuck" });
    answers = [];
    await sendsTo("slack");
    expect(await get(behind)).toMatchObject({ state: "sent" });
  });

  test("rows of other channels are left to their own sender", async () => {
    await shows();
    await announced("住民へ");
    await sendsTo("line");
    expect(texts()).toEqual(["住民へ"]);
    await sendsTo("slack");
    expect(calls).toHaveLength(2);
  });
});
