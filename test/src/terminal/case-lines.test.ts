import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseNumber } from "../../../src/records.ts";
import { LEASE_MS, message, person, row } from "../../adapters/store/sample.ts";
import { ASKED, DAY_MS, type DeskFolder, deskFolder } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const CONTACT = { environment: { CASES_IN_LINE: "contact" } };
const SECRET_SIGN = "\u001b]0;steered\u0007";

describe("cases", () => {
  test("without any case says so", async () => {
    expect(await desk.cases([])).toEqual({ status: 0, out: "当てはまる受付はありません\n", err: "" });
  });

  test("lists the open ones, the urgent first and then the soonest due, each with all that one must know", async () => {
    await desk.caseOf("a");
    desk.now += DAY_MS;
    await desk.caseOf("b", { language: "en", topic: undefined, city: undefined });
    await desk.caseOf("c", { cause: "danger" });
    await desk.caseOf("d");
    await desk.cases(["close", "4"]);
    await desk.cases(["take", "2", "--as", "kimura"]);
    desk.now = Date.parse("2026-11-17T17:00:00+09:00");
    const { status, out, err } = await desk.cases([]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out.split("\n").map((line) => line.split(/ {2,}/u))).toEqual([
      ["番号", "状態", "期限", "担当", "市", "話題", "受付", "言語", "件数"],
      [
        "3 至急",
        "受付中",
        "2026-11-18 10:00",
        "-",
        "小平市",
        "財政的な支援",
        "2026-11-17 10:00（7時間前）",
        "日本語",
        "2",
      ],
      [
        "1",
        "受付中",
        "2026-11-17 10:00 期限切れ",
        "-",
        "小平市",
        "財政的な支援",
        "2026-11-16 10:00（1日前）",
        "日本語",
        "2",
      ],
      ["2", "担当中", "2026-11-18 10:00", "kimura", "-", "-", "2026-11-17 10:00（7時間前）", "英語", "2"],
      [""],
    ]);
  });

  test.each([
    [["--all"], ["1", "2", "3"]],
    [["list"], ["1", "2"]],
    [["--waiting"], ["2"]],
    [["--mine"], ["1"]],
    [["--mine", "--as", "kimura"], []],
  ])("%j lists of three cases, one taken and one closed, %j", async (words, numbers) => {
    for (const peer of ["a", "b", "c"]) await desk.caseOf(peer);
    await desk.cases(["take", "1"]);
    await desk.cases(["close", "3", "elsewhere"]);
    const { out } = await desk.cases([...words, "--json"]);
    const found: { number: number }[] = JSON.parse(out);
    expect(found.map(({ number }) => String(number)).sort()).toEqual(numbers);
  });

  test("as JSON are whole cases with their count of messages and whether they are overdue", async () => {
    await desk.caseOf("a");
    desk.now += 2 * DAY_MS;
    const [first] = JSON.parse((await desk.cases(["--json"])).out);
    expect(first).toMatchObject({ number: 1, asked: ASKED, state: "waiting", messages: 2, isOverdue: true });
  });
});

describe("people of Slack", () => {
  beforeEach(async () => {
    await desk.within(async ({ staff }) => {
      await staff.save(person("slack:U01", "佐藤"));
      await staff.save(person("slack:U02", "鈴木"));
    });
    await desk.caseOf("a");
  });

  test("are named wherever a case tells of them", async () => {
    await desk.cases(["take", "1", "--as", "slack:U01"]);
    await desk.cases(["hand-on", "1", "slack:U02", "--as", "slack:U01"]);
    await desk.cases(["answer", "1", "延ばせません", "--as", "slack:U02"]);
    await desk.cases(["note", "1", "済み", "--as", "slack:U09"]);
    const { out } = await desk.cases(["show", "1"]);
    for (const line of [
      "受付番号 1 お返事待ち（担当 鈴木）",
      "2026-11-16 10:00 職員 鈴木",
      "2026-11-16 10:00 佐藤 担当した",
      "2026-11-16 10:00 佐藤 引き継いだ 鈴木",
      "2026-11-16 10:00 鈴木 返事をした",
      "2026-11-16 10:00 slack:U09 メモ 済み",
    ]) {
      expect(out.split("\n").map((one) => one.replace(/ +/gu, " ").trim())).toContain(line);
    }
    expect(out).not.toMatch(/slack:U0[12]/u);
    expect((await desk.cases([])).out).toMatch(/ {2}鈴木 {2}/u);
    expect(JSON.parse((await desk.cases(["--json"])).out)).toMatchObject([{ assignee: "slack:U02" }]);
  });

  test("are known at the terminal by their names", async () => {
    expect((await desk.cases(["take", "1", "--as", "佐藤"])).out).toBe("受付番号 1 を 佐藤 さんが担当します\n");
    const assignee = () => desk.within(async ({ cases }) => (await cases.get(1 as CaseNumber))?.assignee);
    expect(await assignee()).toBe("slack:U01");
    expect(JSON.parse((await desk.cases(["--mine", "--json", "--as", "佐藤"])).out)).toHaveLength(1);
    expect((await desk.cases(["take", "1", "--as", "鈴木"])).err).toContain("佐藤 さんが担当しています");
    const handedOn = await desk.cases(["hand-on", "1", "鈴木", "--as", "佐藤"]);
    expect(handedOn.out).toBe("受付番号 1 を 鈴木 さんに引き継ぎました\n");
    expect(await assignee()).toBe("slack:U02");
    expect((await desk.cases(["hand-on", "1", "鈴木"])).err).toContain("その人（鈴木）がもう担当しています");
  });

  test("see until when an answer was promised", async () => {
    const at = Date.parse("2026-11-18T15:00:00+09:00");
    const actor = { kind: "staff", name: "slack:U01" } as const;
    const line = { number: 1 as CaseNumber, at: desk.now, actor, move: "set-due", message: undefined } as const;
    await desk.within(({ cases }) => cases.addEvent({ ...line, text: String(at) }));
    expect((await desk.cases(["show", "1"])).out).toMatch(/佐藤 +期限を変えた +2026-11-18 15:00\n/u);
  });
});

describe("show", () => {
  test("tells all of a case: question, talk with sections, files, what is open, other cases, record", async () => {
    const first = await desk.caseOf("a");
    await desk.cases(["close", "1"]);
    desk.now += DAY_MS;
    const { id } = (await desk.within(({ conversations }) => conversations.get(first.conversation)))!;
    await desk.within(async ({ media, messages }) => {
      const file = { id: "0f8fad5b-d9cb-469f-a165-70867728950e", type: "image/jpeg", bytes: 2_400_000, name: "壁.jpg" };
      await media.add({ ...file, conversation: id, at: desk.now });
      await messages.add(message("photo", id, { text: "壁.jpg", media: file.id, at: desk.now }));
      await messages.add(message("gone", id, { text: "", isUnsent: true, at: desk.now }));
    });
    await desk.caseOf("a2");
    const { out: other } = await desk.cases(["show", "2"]);
    expect(other).not.toContain("壁.jpg");
    await desk.cases(["reopen", "1"], { environment: { DESK_HOURS: "月-金 9:00-17:00" } });
    await desk.cases(["note", "1", "市民課に聞いた"]);
    const { status, out, err } = await desk.cases(["show", "1"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    for (const line of [
      "受付番号 1  担当中（担当 hara）",
      "  市        小平市",
      "  話題      財政的な支援",
      "  言語      日本語",
      "  きっかけ  個別の事情",
      "  受付      2026-11-16 10:00（1日前）",
      "  期限      2026-11-18 10:00",
      "■ はじめの質問",
      `  ${ASKED}`,
      "  2026-11-16 09:59  住民",
      "  2026-11-16 09:59  窓口（自動・人への引き継ぎ）",
      "    根拠：小平市協働の推進に関する指針（平成30年12月改定）3 (2) ①",
      "    ファイル：0f8fad5b-d9cb-469f-a165-70867728950e",
      "    ［送信取り消し］",
      `  0f8fad5b-d9cb-469f-a165-70867728950e  image/jpeg  2.3 MB  ${join(desk.dataDir, "media")}/0f8fad5b-d9cb-469f-a165-70867728950e  壁.jpg`,
      "  2026-11-16 10:00  住民  受付      個別の事情",
      "  2026-11-16 10:00  hara  終了した  解決",
      "  2026-11-17 10:00  hara  再開した",
      "  2026-11-17 10:00  hara  メモ      市民課に聞いた",
    ]) {
      expect(out.split("\n")).toContain(line);
    }
  });

  test("names what stayed open, the other cases of the person, and what has not reached them and why", async () => {
    const { conversation } = await desk.caseOf("a", { open: ["締切はいつですか", "延ばせますか"] });
    await desk.cases(["close", "1", "nuisance"]);
    const kept = (await desk.within(({ conversations }) => conversations.get(conversation)))!;
    await desk.within(async ({ cases, outbox }) => {
      const { number: _, version: __, ...old } = (await cases.get(1 as CaseNumber))!;
      await cases.open({ ...old, state: "waiting", closedAt: undefined, closeReason: undefined });
      await outbox.add(row(kept.id, { peer: kept.peer }), desk.now);
      const [claimed] = await outbox.claim(desk.now, LEASE_MS, 1);
      await outbox.settle(claimed!, { state: "held", reason: "no-quota" });
    });
    const { out } = await desk.cases(["show", "2"]);
    expect(out).toContain("■ 答えられていないこと\n  ・締切はいつですか\n  ・延ばせますか\n");
    expect(out).toContain("■ この人のほかの受付\n  1  終了  迷惑行為  2026-11-16 10:00  個別の事情\n");
    expect(out).toMatch(
      /■ 届いていないもの\n {2}\d+ {2}保留 {2}2026-11-16 10:00 {2}今月送れる数を使い切りました.*\n {4}こんにちは\n/u,
    );
  });

  test("lets nothing that somebody wrote steer the terminal", async () => {
    await desk.caseOf("a", { asked: `${SECRET_SIGN}\u202e締切は？\r消えた` });
    const { out } = await desk.cases(["show", "1"]);
    expect(out).toContain("  ]0;steered締切は？\n  消えた\n");
    expect(out).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    const { out: asJson } = await desk.cases(["show", "1", "--json"]);
    expect(asJson).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(JSON.parse(asJson).case.asked).toBe(`${SECRET_SIGN}\u202e締切は？\r消えた`);
  });

  test("keeps the words of residents to itself where people answer by their own ways", async () => {
    const { conversation } = await desk.caseOf("a", { open: [ASKED] });
    await desk.within(async ({ media, messages, cases }) => {
      const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
      await media.add({ id, type: "image/jpeg", bytes: 1, name: "壁.jpg", conversation, at: desk.now });
      await messages.add(message("photo", conversation, { text: "壁.jpg", media: id, at: desk.now }));
      await cases.save({ ...(await cases.get(1 as CaseNumber))!, ratingWord: "ありがとう" });
    });
    for (const words of [["show", "1"], ["show", "1", "--json"], ["list", "--json"], []]) {
      const { status, out } = await desk.cases(words, CONTACT);
      expect(status).toBe(0);
      expect(out).not.toMatch(/補助金|延ばして|ありがとう|壁|0f8fad5b/u);
    }
    const { out } = await desk.cases(["show", "1"], CONTACT);
    expect(out).toContain("住民の言葉は表示しません");
    expect(out).toContain("個別の締切については担当の人がお答えします。");
  });

  test("as JSON gives the same, without the person's id on the channel", async () => {
    await desk.caseOf("a");
    await desk.cases(["take", "1"]);
    await desk.cases(["answer", "1", "延ばせません"]);
    const { out } = await desk.cases(["show", "1", "--json"]);
    expect(out).not.toContain("user:");
    const view = JSON.parse(out);
    expect(Object.keys(view)).toEqual([
      ...["case", "isWordless", "isStopped", "messages", "files", "others", "events", "undelivered"],
    ]);
    expect(view.undelivered).toEqual([expect.objectContaining({ state: "waiting", text: "延ばせません" })]);
  });
});
