import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseNumber, DeskId } from "../../../src/records.ts";
import { ASKED, DESK, type DeskFolder, deskFolder } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

describe("two desks", () => {
  const HINO = "hino" as DeskId;
  const secrets = { channelSecret: "env:NOT_SET", channelAccessToken: "env:NOT_SET_EITHER" };
  beforeEach(() => {
    const desks = [
      { id: "desk", name: "小平の窓口", line: secrets },
      { id: "hino", cases: "conversation", line: secrets },
    ];
    writeFileSync(join(desk.dataDir, "desks.json"), JSON.stringify({ desks }));
  });

  test("are both named where it is not said which is meant, whatever is asked", async () => {
    for (const words of [[], ["show", "1"], ["status"]]) {
      const { status, out, err } = await desk.cases(words);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(err).toContain("窓口が 2 つあります。どれか選んでください。\n  --desk desk  小平の窓口\n  --desk hino\n");
    }
  });

  test("know nothing of each other's cases, and none needs its secrets for that", async () => {
    await desk.caseOf("a");
    await desk.caseOf("b", { asked: "日野の質問" }, HINO);
    const { out } = await desk.cases(["show", "1", "--desk", "hino"]);
    expect(out).toContain("日野の質問");
    expect(out).not.toContain(ASKED);
    await desk.cases(["--desk", "hino", "take", "1"]);
    expect((await desk.within(({ cases }) => cases.get(1 as CaseNumber), HINO))?.state).toBe("with-person");
    expect((await desk.within(({ cases }) => cases.get(1 as CaseNumber), DESK))?.state).toBe("waiting");
  });

  test("may each have a Slack app of their own, whose secrets the terminal does not ask for", async () => {
    const slackOf = (name: string) => ({
      botToken: `env:${name}_TOKEN`,
      signingSecret: `env:${name}_SECRET`,
      channel: `C0${name}`,
    });
    const desks = [
      { id: "desk", line: secrets, slack: slackOf("KODAIRA") },
      { id: "hino", slack: slackOf("HINO") },
    ];
    writeFileSync(join(desk.dataDir, "desks.json"), JSON.stringify({ desks }));
    await desk.caseOf("a");
    expect(await desk.cases(["take", "1", "--desk", "desk"])).toMatchObject({ status: 0, err: "" });
    const rows = await desk.within(({ outbox }) => outbox.list(["waiting"], 9));
    expect(rows.map(({ channel }) => channel)).toContain("slack");
    expect((await desk.cases(["--desk", "hino"])).status).toBe(0);
  });

  test("are named as well where the one asked for is none of them", async () => {
    const { status, err } = await desk.cases(["--desk", "tama"]);
    expect(status).toBe(2);
    expect(err).toContain("窓口 tama はありません。\n  --desk desk");
  });
});

test("knowledge that cannot be read is told in a sentence", async () => {
  const { status, out, err } = await desk.cases([], { environment: { KNOWLEDGE_DIR: join(desk.dataDir, "none") } });
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toMatch(/^.*none cannot be read: .*\n$/u);
});

test("a file of desks is told to be wrong in a sentence, though secrets of one desk are set beside it", async () => {
  writeFileSync(join(desk.dataDir, "desks.json"), "{");
  const { status, err } = await desk.cases([], { environment: { LINE_CHANNEL_SECRET: "a" } });
  expect(status).toBe(1);
  expect(err).toContain("this is no JSON");
});

test("an empty data folder is refused, for it would be taken for a desk with nothing to do", async () => {
  const empty = join(desk.dataDir, "empty");
  mkdirSync(empty);
  const { status, out, err } = await desk.cases([], { environment: { DATA_DIR: empty } });
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toContain(empty);
  expect(existsSync(join(empty, "madoguchi.sqlite"))).toBe(false);
});
