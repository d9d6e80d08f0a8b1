import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mediaFiles } from "../../../adapters/store/media-files.ts";
import type { CaseNumber } from "../../../src/records.ts";
import { type DeskFolder, deskFolder, HOUR_MS, MONDAY } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const caseOf = (number: number) => desk.within(({ cases }) => cases.get(number as CaseNumber));
const waiting = () => desk.within(({ outbox }) => outbox.list(["waiting"], 10));
const CONTACT = { environment: { CASES_IN_LINE: "contact" } };

describe("a case", () => {
  test("is worked from beginning to end, and each act is in its record and in the audit", async () => {
    await desk.caseOf("a");
    const done = async (...words: string[]) => {
      desk.now += HOUR_MS;
      const { status, out, err } = await desk.cases(words);
      expect({ status, err }).toEqual({ status: 0, err: "" });
      return out;
    };
    expect(await done("take", "1")).toBe("受付番号 1 を hara さんが担当します\n");
    expect(await done("release", "1")).toContain("「受付中」に戻しました");
    expect(await done("take", "#1", "--as", "kimura")).toContain("kimura さんが担当します");
    expect(await done("hand-on", "１", "佐藤", "花子")).toBe("受付番号 1 を 佐藤 花子 さんに引き継ぎました\n");
    expect(await done("hand-on", "1", "hara")).toContain("hara さんに引き継ぎました");
    expect(await done("note", "1", "市民課に確認中")).toContain("住民には見えません");
    expect(await done("answer", "1", "締切は", "延ばせません")).toBe(
      "受付番号 1 への返事を記録しました。送信待ちです（push なので1通と数えます。今月の送信数はまだわかりません）\n",
    );
    expect(await caseOf(1)).toMatchObject({ state: "with-resident", assignee: "hara", firstAnsweredAt: desk.now });
    expect(await done("close", "1")).toContain("終了しました（解決）。送信待ちです");
    expect(await done("reopen", "1")).toContain("再開しました。hara さんが担当します。送信待ちです");
    expect(await done("close", "1", "nuisance")).toBe(
      "受付番号 1 を終了しました（迷惑行為）。住民には何も送りません\n",
    );
    const sayings = (await waiting()).toReversed().flatMap((one) => one.sayings);
    expect(sayings.map((saying) => saying.kind === "text" && saying.text.split("\n")[0])).toEqual([
      "締切は 延ばせません",
      "ご相談（1番）を終わりました。14日以内なら、もう一度開けます。",
      "ご相談をもう一度開きました。続きを書いてください。",
    ]);
    const acts = (await done("audit"))
      .trim()
      .split("\n")
      .map((line) => line.split(/ {2,}/u).slice(1).join(" "));
    expect(acts.reverse()).toEqual([
      "hara case-take case 1",
      "hara case-release case 1",
      "kimura case-take case 1",
      "hara case-hand-on case 1",
      "hara case-hand-on case 1",
      "hara case-note case 1",
      "hara case-answer case 1",
      "hara case-close case 1",
      "hara case-reopen case 1",
      "hara case-close case 1",
    ]);
  });

  test("is answered with what is piped in where the text is -", async () => {
    await desk.caseOf("a");
    await desk.cases(["take", "1"]);
    await desk.cases(["answer", "1", "-"], { input: "一行目\n二\0行目\n" });
    expect((await waiting())[0]?.sayings).toMatchObject([{ text: "一行目\n二行目" }]);
  });

  test("is answered with a warning where the resident cannot answer back", async () => {
    await desk.caseOf("a");
    await desk.cases(["take", "1"], CONTACT);
    expect((await desk.cases(["answer", "1", "はい"], CONTACT)).err).toContain("受付に届きません");
    expect((await desk.cases(["answer", "1", "はい"])).err).not.toContain("受付に届きません");
  });

  test("is answered with the month's quota in sight, and a warning once it is used up", async () => {
    await desk.caseOf("a");
    await desk.cases(["take", "1"]);
    const quota = (used: number, limit: number | null) =>
      desk.within(({ settings }) => settings.set("quota.line", { limit, used, at: MONDAY }, "desk", MONDAY));
    await quota(12, 200);
    const { out, err } = await desk.cases(["answer", "1", "はい"]);
    expect({ out, err }).toEqual({
      out: expect.stringContaining("今月 12 通、上限 200 通（2026-11-16 10:00 現在）"),
      err: "",
    });
    await quota(200, 200);
    expect((await desk.cases(["answer", "1", "はい"])).err).toContain("使い切っています");
    await quota(200, null);
    expect(await desk.cases(["answer", "1", "はい"])).toMatchObject({
      out: expect.stringContaining("上限なし"),
      err: "",
    });
  });

  test("of a resident who blocked the desk keeps the answer and warns that it does not arrive", async () => {
    const { conversation } = await desk.caseOf("a");
    await desk.within(async ({ conversations }) => {
      await conversations.save({ ...(await conversations.get(conversation))!, isStopped: true });
    });
    await desk.cases(["take", "1"]);
    const { status, out, err } = await desk.cases(["answer", "1", "はい"]);
    expect({ status, out }).toEqual({ status: 0, out: "受付番号 1 への返事を記録しました\n" });
    expect(err).toContain("ブロックしています");
    expect(await waiting()).toEqual([]);
    expect((await desk.cases(["show", "1"])).out).toContain("返事は届きません");
  });

  test("belongs to whom --as names, else to DESK_STAFF, else to who is logged in", async () => {
    for (const peer of ["a", "b", "c"]) await desk.caseOf(peer);
    const environment = { DESK_STAFF: "kimura" };
    await desk.cases(["take", "1", "--as", "sato"], { environment });
    await desk.cases(["take", "2"], { environment });
    await desk.cases(["take", "3"]);
    const assignees = [];
    for (const number of [1, 2, 3]) assignees.push((await caseOf(number))?.assignee);
    expect(assignees).toEqual(["sato", "kimura", "hara"]);
  });

  test("is taken by nobody where nobody is named, and may be looked at all the same", async () => {
    await desk.caseOf("a");
    expect(await desk.cases(["take", "1"], { user: "" })).toMatchObject({
      status: 2,
      err: expect.stringContaining("--as NAME"),
    });
    expect((await desk.cases(["show", "1"], { user: "" })).status).toBe(0);
  });
});

describe("erase", () => {
  test("tells what would go and does nothing unless it is told twice", async () => {
    await desk.caseOf("a");
    const { status, out, err } = await desk.cases(["erase", "1"]);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toContain("受付 1、やりとり 2 件、ファイル 0 件");
    expect(err).toContain("erase 1 --yes");
    expect((await caseOf(1))?.state).toBe("waiting");
  });

  test("closes the case and deletes every record and file of the person, and says who did it", async () => {
    const { conversation } = await desk.caseOf("a");
    const { id, type } = await mediaFiles(desk.dataDir).keep(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]));
    await desk.within(({ media }) => media.add({ id, type, bytes: 4, name: "", conversation, at: desk.now }));
    expect(existsSync(join(desk.dataDir, "media", id))).toBe(true);
    const { status, out } = await desk.cases(["erase", "1", "--yes"]);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining("記録をすべて消しました（受付 1）") });
    expect(await caseOf(1)).toBeUndefined();
    expect(await desk.within(({ conversations }) => conversations.get(conversation))).toBeUndefined();
    expect(existsSync(join(desk.dataDir, "media", id))).toBe(false);
    expect((await desk.cases(["audit"])).out).toMatch(/hara {2}case-erase +case 1$/mu);
  });

  test("takes a closed case too, with the open one of the same person", async () => {
    const { conversation } = await desk.caseOf("a");
    await desk.cases(["close", "1"]);
    await desk.within(async ({ cases }) => {
      const { number: _, version: __, ...old } = (await cases.get(1 as CaseNumber))!;
      await cases.open({ ...old, state: "waiting" });
    });
    expect((await desk.cases(["erase", "1", "--yes"])).out).toContain("受付 1、2");
    expect(await desk.within(({ cases }) => cases.list({ conversation, limit: 5 }))).toEqual([]);
  });
});

describe("file", () => {
  const content = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]);
  async function withFile(): Promise<string> {
    const { conversation } = await desk.caseOf("a");
    const { id, type } = await mediaFiles(desk.dataDir).keep(content);
    await desk.within(({ media }) => media.add({ id, type, bytes: 5, name: "壁.jpg", conversation, at: desk.now }));
    return id;
  }

  test("writes a file where a person can open it, for that person only, and the audit says so", async () => {
    const id = await withFile();
    const { status, out, err } = await desk.cases(["file", id, "wall.jpg"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("wall.jpg に書きました（image/jpeg）");
    const written = join(desk.dataDir, "wall.jpg");
    expect([...readFileSync(written)]).toEqual([...content]);
    expect(statSync(written).mode & 0o777).toBe(0o600);
    expect((await desk.cases(["audit"])).out).toContain(`hara  file-written-out  file ${id}`);
  });

  test("overwrites nothing, and writes nothing where it cannot", async () => {
    const id = await withFile();
    writeFileSync(join(desk.dataDir, "wall.jpg"), "mine");
    expect(await desk.cases(["file", id, "wall.jpg"])).toMatchObject({
      status: 1,
      err: expect.stringContaining("もうあります"),
    });
    expect(readFileSync(join(desk.dataDir, "wall.jpg"), "utf8")).toBe("mine");
    expect(await desk.cases(["file", id, "no/such/folder"])).toMatchObject({
      status: 1,
      err: expect.stringContaining("書けません"),
    });
  });

  test("knows none of another desk, none that is gone, and none where words are not shown", async () => {
    const id = await withFile();
    const missing = { status: 1, err: expect.stringContaining("ありません") };
    expect(await desk.cases(["file", id, "a"], CONTACT)).toMatchObject(missing);
    expect(await desk.cases(["file", "../madoguchi.sqlite", "a"])).toMatchObject(missing);
    await mediaFiles(desk.dataDir).remove(id);
    expect(await desk.cases(["file", id, "a"])).toMatchObject(missing);
  });
});

describe("refused is", () => {
  test.each([["show"], ["take"], ["release"], ["close"], ["reopen"], ["erase"]])(
    "%s of a case that is not there",
    async (command) => {
      expect(await desk.cases([command, "12"])).toEqual({
        status: 1,
        out: "",
        err: "この窓口に受付番号 12 はありません\n",
      });
    },
  );

  test.each([["hand-on"], ["answer"], ["note"]])("%s of a case that is not there", async (command) => {
    expect((await desk.cases([command, "12", "x"])).err).toBe("この窓口に受付番号 12 はありません\n");
  });

  test("a move that the case does not allow, with what to do instead, and nothing is changed", async () => {
    await desk.caseOf("a");
    const before = await caseOf(1);
    const { status, out, err } = await desk.cases(["answer", "1", "はい"]);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toBe("受付番号 1 は返事ができません。今は「受付中」です。先に take 1 で担当してください\n");
    expect(await caseOf(1)).toEqual(before);
    expect(await desk.within(({ messages }) => messages.latest(before!.conversation, 9))).toHaveLength(2);
    expect(await waiting()).toEqual([]);
  });

  test("an answer that does not fit into five messages", async () => {
    const { status, err } = await desk.cases(["answer", "1", "-"], { input: "あ".repeat(20_001) });
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining("長すぎます（20001文字）") });
  });

  test("an answer to somebody else's case", async () => {
    await desk.caseOf("a");
    await desk.cases(["take", "1", "--as", "kimura"]);
    const { status, err } = await desk.cases(["answer", "1", "はい"]);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining("担当は kimura さんです") });
  });
});
