import { afterEach, beforeEach, expect, test } from "vitest";
import { USAGE } from "../../../src/terminal/run.ts";
import { type DeskFolder, deskFolder } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

test.each([
  [["cases", "shwo"], "shwo という操作はありません"],
  [["cases", "toString"], "toString という操作はありません"],
  [["cases", "show"], "show に必要な言葉が足りません"],
  [["cases", "show", "1", "2"], "show の後の言葉が多すぎます"],
  [["cases", "show", "x"], "受付番号がわかりません：x"],
  [["cases", "take", "0"], "受付番号がわかりません：0"],
  [["cases", "take", "1", "--yes"], "--yes は take には使えません"],
  [["cases", "audit", "--limit", "many"], "--limit は"],
  [["cases", "--nothing"], "--nothing"],
  [["cases", "close", "1", "erased"], "erased はありません"],
  [["cases", "hand-on", "1", " "], "相手の名前"],
  [["cases", "answer", "1", " "], "文が空です"],
  [["cases", "answer", "1", "\u200b"], "文が空です"],
  [["backup"], "ファイルを1つ"],
  [["restore", "a", "b"], "ファイルを1つ"],
  [["case"], "cases、backup、restore"],
  [[], "cases、backup、restore"],
])("%j is refused, with how it is done", async (args, why) => {
  const { status, out, err } = await desk.run(args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(why);
  expect(err).toContain(USAGE);
});
