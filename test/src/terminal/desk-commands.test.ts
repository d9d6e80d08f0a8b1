import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseNumber, MessageId, Peer, Post } from "../../../src/records.ts";
import { conversationWith, event, LEASE_MS, person, row } from "../../adapters/store/sample.ts";
import { DAY_MS, DESK, type DeskFolder, deskFolder, MONDAY, SLACK } from "./desk-folder.ts";

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
      const [claimed] = await outbox.claim(desk.now, LEASE_MS, 1, "line");
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

  describe("of Slack", () => {
    /** Held one after another, each in a thread of its own. */
    async function heldPosts(posts: readonly Post[], reason: string): Promise<string[]> {
      const ids: string[] = [];
      for (const [i, post] of posts.entries()) {
        const conversation = await conversationWith(desk.store, `case:${i}` as Peer, DESK);
        ids.push(
          await desk.within(async ({ outbox }) => {
            const of = { channel: "slack", sayings: [{ kind: "post", post }] } as const;
            const id = await outbox.add(row(conversation, of), desk.now);
            const [claimed] = await outbox.claim(desk.now, LEASE_MS, 1);
            await outbox.settle(claimed!, { state: "held", reason });
            return String(id);
          }),
        );
      }
      return ids;
    }
    const number = 12 as CaseNumber;
    const message = "m" as MessageId;
    const card: Post = { what: "card", number };

    test("names what was to be shown and never its words, newest first", async () => {
      await desk.within(({ staff }) => staff.save(person("slack:U01", "佐藤")));
      const posts: Post[] = [
        card,
        { what: "message", number, message },
        { what: "event", number, index: 1 },
        { what: "recall", number, message, isDeleted: true, at: 1 },
        { what: "digest", day: "2026-11-16" },
        { what: "summary", day: "2026-11-16" },
        { what: "home", staff: "slack:U01", isMember: true },
        { what: "whisper", staff: "slack:U02", place: undefined, say: { kind: "help" } },
        { what: "removal", keys: ["card:12", "message:m"] },
      ];
      await heldPosts(posts, "too-old");
      const { out } = await desk.cases(["outbox"]);
      const lines = out.trim().split("\n").reverse();
      expect(lines.map((line) => line.split(/ {2,}/u).slice(1))).toEqual(
        [
          "受付番号 12 のカード",
          "受付番号 12 のやりとり",
          "受付番号 12 の経過",
          "受付番号 12 の、送った文が変わったという知らせ",
          "2026-11-16 の待っている受付",
          "2026-11-16 のまとめ",
          "佐藤 さんのホーム",
          "slack:U02 さんだけへの知らせ",
          "Slack からの削除 2 件",
        ].map((what) => [
          "保留",
          "2026-11-16 10:00",
          "Slack",
          what,
          "2週間表示できなかったので、止めました。again で送れます",
        ]),
      );
    });

    test.each([
      ["shut-out:token_revoked", "トークンが使えません。Slack のアプリの設定"],
      ["shut-out:constructor", "Slack に断られています（constructor）"],
      ["refused-400", "Slack に断られました（400）"],
      ["no-channel", "この窓口に Slack が設定されていません"],
      ["something-new", "something-new"],
    ])("tells of %s in the words of Slack", async (reason, words) => {
      await heldPosts([card], reason);
      expect((await desk.cases(["outbox"])).out).toContain(`カード  ${words}`);
    });

    test("goes out again without a cost, one by one or all that is held", async () => {
      const [first] = await heldPosts([card, { what: "event", number, index: 1 }], "too-old");
      expect((await desk.cases(["again", first!])).out).toBe(`${first} をもう一度 Slack に表示します\n`);
      await held("no-quota");
      expect((await desk.cases(["again", "all"])).out).toBe(
        "1 件をもう一度送ります（push なので1件を1通と数えます）\n1 件をもう一度 Slack に表示します\n",
      );
      expect((await desk.cases(["again", "all"])).out).toBe("保留のものはありません\n");
    });
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
    ...({ language: "ja", why: "declined", asker: "resident", topic: "money", at } as const),
  });
  await desk.within(async ({ questions }) => {
    for (const [i, id] of ["一", "二", "三"].entries()) await questions.keep(kept(id, MONDAY + i * DAY_MS));
    await questions.keep({ ...kept("四", MONDAY + 3 * DAY_MS), asker: "staff" });
  });
  const lines = (await desk.cases(["questions", "--limit", "2"])).out.trim().split("\n");
  expect(lines).toEqual([
    "2026-11-18 10:00  答えられず  -  財政的な支援  日本語  三 ［電話番号］",
    "2026-11-17 10:00  答えられず  -  財政的な支援  日本語  二 ［電話番号］",
  ]);
  expect((await desk.cases(["questions", "--staff"])).out).toBe(
    "2026-11-19 10:00  答えられず  -  財政的な支援  日本語  四 ［電話番号］\n",
  );
  expect(await desk.cases(["audit", "--staff"])).toMatchObject({ status: 2, out: "" });
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

test("status counts what waits for Slack apart, and says what is wrong there", async () => {
  const conversation = await conversationWith(desk.store, "room:" as Peer, DESK);
  await desk.within(async ({ outbox, settings }) => {
    await outbox.add(row(conversation, { channel: "slack" }), desk.now);
    await settings.set("trouble.slack", { code: "is_archived", since: MONDAY }, "desk", MONDAY);
  });
  const { out } = await desk.cases(["status"], SLACK);
  expect(out).toContain("送信    待ち 0、");
  expect(out).toMatch(/\nSlack {3}待ち 1、保留 0、表示できず 0。窓口のチャンネルが使えません。.*（is_archived）\n/u);
  expect((await desk.cases(["status"])).out).not.toContain("Slack");
});

test("the audit names people as a channel of theirs made them known", async () => {
  await desk.within(async ({ staff, audit }) => {
    await staff.save(person("slack:U01", "佐藤\u001b[2J"));
    for (const actor of ["slack:U01", "slack:U02", "hara"])
      await audit.add({ at: MONDAY, actor, act: "case-take", subject: "case 1" });
  });
  const { out } = await desk.cases(["audit"]);
  expect(out.split("\n").map((line) => line.split(/ {2,}/u)[1])).toEqual(["hara", "slack:U02", "佐藤[2J", undefined]);
});
