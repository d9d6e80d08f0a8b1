import { afterEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../../../../src/ports/channel.ts";
import { type SignedIn, type SignedInOptions, signedIn } from "../../../../fixtures/signed-in.ts";

const SECRET = "私の秘密の相談です";

let here: SignedIn;
afterEach(() => here.close());

async function open(options: SignedInOptions = {}) {
  here = await signedIn(options);
  return here;
}
/** A resident to whom nothing can be sent, for the month's messages are used up. */
async function held() {
  let delivery: Delivery = { kind: "no-quota" };
  const signed = await open({ delivery: () => delivery });
  const person = signed.desk.resident();
  await person.writes(SECRET);
  await person.writes("人と話したい");
  return {
    ...signed,
    person,
    mended: () => {
      delivery = { kind: "sent" };
    },
    counts: () => signed.desk.within(({ outbox }) => outbox.counts("line")),
  };
}
const withoutTags = (text: string) => text.replace(/<[^>]*>/gu, " ").replace(/\s+/gu, " ");

describe("the page", () => {
  test("tells the program, the channels and the knowledge", async () => {
    const { desk, as, base } = await open({ at: "2026-11-20T10:00" });
    await desk.resident().writes("こんにちは");
    const { status, text } = await (await as("viewer")).get(`${base}/state`);
    expect(status).toBe(200);
    const words = withoutTags(text);
    expect(words).toContain("版 0.0.1");
    expect(words).toContain("SQLite");
    expect(words).toMatch(/LINE あり 2026年11月20日（金）10:00 なし 0 1 0 0/u);
    expect(words).toMatch(/Slack あり まだない/u);
    expect(words).toContain("送れていないものはありません");
    const { cities } = desk.house.desk;
    for (const { names, guideline } of cities) {
      expect(words).toContain(names.ja);
      expect(words).toContain(guideline.sha256);
    }
    expect(words).toContain("topics.json");
    expect(words).toContain("平成30年12月");
  });

  test("tells an event that could not be worked, without what it was", async () => {
    const { desk, as, base } = await open({
      incoming: () => {
        throw new TypeError(SECRET);
      },
    });
    await desk.resident().writes(SECRET);
    for (let i = 0; i < 20; i++) {
      desk.clock.advance(86_400_000);
      await desk.settle();
    }
    const { text } = await (await as("viewer")).get(`${base}/state`);
    expect(withoutTags(text)).toMatch(/1件（最後は2026年[^）]+）[^）]*TypeError）/u);
    expect(text).not.toContain(SECRET);
  });

  test("tells what keeps Slack from being shown anything", async () => {
    const { desk, as, base } = await open();
    const trouble = { code: "is_archived", since: desk.clock.now() };
    await desk.within(({ settings }) => settings.set("trouble.slack", trouble, "desk", desk.clock.now()));
    const { text } = await (await as("viewer")).get(`${base}/state`);
    expect(text).toContain("アーカイブを解除");
  });

  test("tells the month's messages, and that they are used up", async () => {
    const { desk, as, base } = await open();
    const quota = { limit: 200, used: 200, at: desk.clock.now() };
    await desk.within(({ settings }) => settings.set("quota.line", quota, "desk", desk.clock.now()));
    const { text } = await (await as("viewer")).get(`${base}/state`);
    expect(text).toContain("今月200通。上限は200通です");
    expect(text).toContain("使い切りました");
  });
});

describe("what was not sent", () => {
  test("is told with its reason and its case, and no word of a resident or to a resident", async () => {
    const { as, base, person } = await held();
    const { number } = await person.latestCase();
    const { text } = await (await as("viewer")).get(`${base}/state`);
    expect(text).toContain("今月送れる数を使い切りました");
    expect(text).toContain(`${base}/cases/${number}`);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("user:U");
    expect(text).not.toContain("もう一度送る</button>");
  });

  test("is sent again, one by one or all that is held, and stands in the audit trail", async () => {
    const { desk, as, base, mended, counts } = await held();
    const browser = await as("counsellor");
    const before = await counts();
    expect(before.held).toBeGreaterThan(1);
    mended();
    const { text } = await browser.get(`${base}/state`);
    const [, row = ""] = /name="row" value="(\d+)"/u.exec(text) ?? [];
    const one = await browser.post(`${base}/state/again`, { row });
    expect([one.status, one.location]).toEqual([303, `${base}/state?again=1#put-aside`]);
    await desk.settle();
    expect(await counts()).toMatchObject({ held: before.held - 1 });
    await browser.post(`${base}/state/again`, { row: "held" });
    await desk.settle();
    expect(await counts()).toMatchObject({ held: 0, waiting: 0 });
    const trail = await desk.within(({ audit }) => audit.latest(50));
    const again = trail.filter(({ act }) => act === "outbox-again");
    expect(again).toHaveLength(before.held);
    expect(again.every(({ actor }) => actor === "console:counsellor")).toBe(true);
    expect(again.map(({ subject }) => subject)).toContain(`outbox ${row}`);
  });

  test.each(["0", "999999", "", "held ", "1 or 1=1", "９"])("is not sent again under the number %j", async (row) => {
    const { as, base, counts } = await held();
    const browser = await as("manager");
    await browser.get(`${base}/state`);
    const before = await counts();
    const { status, text } = await browser.post(`${base}/state/again`, { row });
    expect([status, await counts()]).toEqual([409, before]);
    expect(text).toContain("もうありません");
  });

  test("is not sent again by who only reads", async () => {
    const { as, base, counts } = await held();
    const browser = await as("viewer");
    await browser.get(`${base}/state`);
    const before = await counts();
    expect((await browser.post(`${base}/state/again`, { row: "held" })).status).toBe(403);
    expect(await counts()).toEqual(before);
  });
});
