import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConversationId, Peer } from "../../../src/records.ts";
import { conversationWith, posted, row } from "../../adapters/store/sample.ts";
import { DESK, type DeskFolder, deskFolder, MONDAY, SLACK } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const kept = (value: unknown) => desk.within(({ settings }) => settings.set("trouble.slack", value, "desk", MONDAY));
const shown = () =>
  desk.within(async ({ outbox }) => {
    const rows = await outbox.list(["waiting"], 99);
    return rows.filter(({ channel }) => channel === "slack").flatMap(({ sayings }) => sayings);
  });

describe("the list of cases", () => {
  test("has above it what keeps Slack from being shown anything, what to do and how much waits", async () => {
    await desk.caseOf("a");
    const room = await conversationWith(desk.store, "room:" as Peer, DESK);
    await desk.within(async ({ outbox }) => {
      for (let i = 0; i < 3; i++) await outbox.add(row(room, { channel: "slack" }), desk.now);
    });
    await kept({ code: "token_revoked", since: MONDAY });
    const { status, out, err } = await desk.cases([], SLACK);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out.split("\n").slice(0, 5)).toEqual([
      "Slack に表示できていません（2026-11-16 10:00 から）",
      expect.stringMatching(/^ {2}トークンが使えません。.*Bot User OAuth Token」.*（token_revoked）$/u),
      "  表示を待っているもの 3 件。受付はなくなりません。ここでいつものように続けられます",
      "",
      expect.stringMatching(/^番号 /u),
    ]);
  });

  test("says so without any case too, and beside what a program reads", async () => {
    await kept({ code: "is_archived", since: MONDAY });
    expect((await desk.cases([], SLACK)).out).toMatch(/^Slack に表示できていません.*当てはまる受付はありません\n$/su);
    const { out, err } = await desk.cases(["--json"], SLACK);
    expect(JSON.parse(out)).toEqual([]);
    expect(err).toContain("is_archived");
  });

  test.each([
    ["invalid_auth", "Bot User OAuth Token"],
    ["account_inactive", "Bot User OAuth Token"],
    ["is_archived", "アーカイブを解除するか"],
    ["channel_not_found", "/invite"],
    ["not_in_channel", "アプリを招待してください"],
    ["unreachable", "Slack につながりません"],
    ["missing_scope", "アプリを入れ直してください"],
    ["ekm_access_denied", "Slack に断られています（ekm_access_denied）"],
    ["constructor", "Slack に断られています（constructor）"],
  ])("says of %s what to do: %s", async (code, words) => {
    await kept({ code, since: MONDAY });
    expect((await desk.cases([], SLACK)).out).toContain(words);
  });

  test.each([[null], ["token_revoked"], [{ code: 1, since: 2 }]])("says nothing of %j", async (value) => {
    await kept(value);
    expect(await desk.cases([], SLACK)).toEqual({ status: 0, out: "当てはまる受付はありません\n", err: "" });
  });

  test("says nothing of it where the desk has no Slack any more", async () => {
    await kept({ code: "token_revoked", since: MONDAY });
    expect((await desk.cases([])).out).toBe("当てはまる受付はありません\n");
  });
});

describe("what is done to a case", () => {
  test("is shown in Slack where the desk has it, whoever has its secrets", async () => {
    await desk.caseOf("a");
    expect(await desk.cases(["take", "1"], SLACK)).toMatchObject({ status: 0, err: "" });
    expect(await shown()).toContainEqual({ kind: "post", post: { what: "card", number: 1 } });
  });

  test("is not shown there by a terminal that was not told of Slack, and that is said", async () => {
    await desk.caseOf("a");
    await kept(null);
    const { status, err } = await desk.cases(["take", "1"]);
    expect(status).toBe(0);
    expect(err).toContain("今の設定に Slack がありません");
    expect(await shown()).toEqual([]);
  });

  test("is not shown there, without a word, at a desk that never had Slack", async () => {
    await desk.caseOf("a");
    expect(await desk.cases(["take", "1"])).toMatchObject({ status: 0, err: "" });
    expect(await shown()).toEqual([]);
  });

  test("takes what stands in Slack away when the records are erased", async () => {
    const { conversation } = await desk.caseOf("a");
    await desk.within(({ posts }) => posts.save(posted("card:1", { conversation })));
    expect((await desk.cases(["erase", "1", "--yes"], SLACK)).status).toBe(0);
    const removals = (await shown()).flatMap((one) =>
      one.kind === "post" && one.post.what === "removal" ? one.post.keys : [],
    );
    expect(removals).toContain("card:1");
    expect(await desk.within(({ posts }) => posts.of(conversation as ConversationId))).toEqual([]);
  });
});
