import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageId } from "../../../src/records.ts";
import { event, LEASE_MS, row } from "../../adapters/store/sample.ts";
import { DAY_MS, type DeskFolder, deskFolder, MONDAY } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const CONTACT = { environment: { CASES_IN_LINE: "contact" } };

describe("the outbox", () => {
  async function held(reason: string): Promise<string> {
    const { conversation } = await desk.caseOf("a");
    return desk.within(async ({ outbox }) => {
      const id = await outbox.add(row(conversation), desk.now);
      const [claimed] = await outbox.claim(desk.now, LEASE_MS, 1);
      await outbox.settle(claimed!, { state: reason === "no-quota" ? "held" : "dead", reason });
      return String(id);
    });
  }

  test("shows what is held or given up, why, and to which case it belongs", async () => {
    const id = await held("refused-400");
    const { out } = await desk.cases(["outbox"]);
    expect(out).toBe(
      `${id}  送れず  2026-11-16 10:00  受付番号 1  LINE が内容か相手を受け付けません（400）\n    こんにちは\n`,
    );
    expect((await desk.cases(["outbox"], CONTACT)).out).not.toContain("こんにちは");
  });

  test("sends one again, once, and the audit says so", async () => {
    const id = await held("no-quota");
    expect(await desk.cases(["again", id])).toMatchObject({ status: 0, err: "" });
    expect((await desk.within(({ outbox }) => outbox.list(["waiting"], 10))).map((one) => String(one.id))).toEqual([
      id,
    ]);
    expect((await desk.cases(["audit"])).out).toContain(`hara  outbox-again  outbox ${id}`);
    expect(await desk.cases(["again", id])).toMatchObject({ status: 1, out: "", err: expect.stringContaining(id) });
    expect((await desk.cases(["outbox"])).out).toBe("送れていないものはありません\n");
  });

  test.each(["x", "1.5", "-0", "99999999999999999999"])("does not send %s again", async (id) => {
    expect((await desk.cases(["again", "--", id])).status).toBe(1);
  });
});

test("events are those that could not be worked, with their error", async () => {
  await desk.within(async ({ inbox }) => {
    await inbox.receive("line", [event("poison")], desk.now, () => crypto.randomUUID());
    const work = (await inbox.take(desk.now, LEASE_MS))!;
    await inbox.end(work.lease, work.event, { kind: "dead", error: "TypeError" }, desk.now);
  });
  expect((await desk.cases(["events"])).out).toBe("2026-11-16 10:00  line  TypeError  poison\n");
  expect((await desk.cases(["events", "--desk", "desk", "--limit", "1"])).status).toBe(0);
});

test("questions are those that the desk could not answer, newest first and no more than asked for", async () => {
  const kept = (id: string, at: number) => ({
    ...{ id: id as MessageId, conversation: undefined, text: `${id} ［電話番号］`, city: undefined },
    ...({ language: "ja", why: "declined", topic: "money", at } as const),
  });
  await desk.within(async ({ questions }) => {
    for (const [i, id] of ["一", "二", "三"].entries()) await questions.keep(kept(id, MONDAY + i * DAY_MS));
  });
  const lines = (await desk.cases(["questions", "--limit", "2"])).out.trim().split("\n");
  expect(lines).toEqual([
    "2026-11-18 10:00  答えられず  -  財政的な支援  日本語  三 ［電話番号］",
    "2026-11-17 10:00  答えられず  -  財政的な支援  日本語  二 ［電話番号］",
  ]);
});

test.each(["events", "questions", "audit", "outbox"])("%s without anything says so", async (command) => {
  const { status, out } = await desk.cases([command]);
  expect(status).toBe(0);
  expect(out).toMatch(/ありません\n$/u);
});

test("status counts what waits, what was sent and how, and what is overdue", async () => {
  await desk.caseOf("a");
  await desk.caseOf("b");
  await desk.cases(["take", "1"]);
  await desk.cases(["answer", "1", "はい"]);
  await desk.within(async ({ outbox, settings }) => {
    const [claimed] = await outbox.claim(desk.now, LEASE_MS, 1);
    await outbox.settle(claimed!, { state: "sent", reason: "push", sentAt: desk.now });
    await outbox.add(row(claimed!.conversation), desk.now);
    await settings.set("quota.line", { limit: 200, used: 7, at: MONDAY }, "desk", MONDAY);
  });
  desk.now += 2 * DAY_MS;
  const { status, out } = await desk.cases(["status"], { environment: { DESK_NAME: "協働の窓口" } });
  expect(status).toBe(0);
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => line.split(/ {2,}/u)),
  ).toEqual([
    ["窓口", "desk（協働の窓口）"],
    ["受付", "受付中 1、担当中 0、お返事待ち 1、うち期限切れ 1"],
    ["受信", "待ち 0、回答 2、無応答 0、処理できず 0"],
    ["送信", "待ち 1、済み 1、保留 0、送れず 0"],
    ["送り方", "返信（無料） 0、push 1、うち念のため 0"],
    ["送信数", "今月 7 通、上限 200 通（2026-11-16 10:00 現在）"],
    ["文書", expect.stringMatching(/^5 市、\d+ 段落$/u)],
  ]);
});
