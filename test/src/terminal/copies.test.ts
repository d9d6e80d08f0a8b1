import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mediaFiles } from "../../../adapters/store/media-files.ts";
import { ASKED, type DeskFolder, deskFolder } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

const elsewhere = (name: string) => {
  const folder = join(desk.dataDir, name);
  mkdirSync(folder);
  return { environment: { DATA_DIR: folder } };
};

test("a backup made while the desk runs is restored elsewhere with cases and files", async () => {
  const { conversation } = await desk.caseOf("a");
  const { id, type } = await mediaFiles(desk.dataDir).keep(new Uint8Array([1, 2]));
  await desk.within(({ media }) => media.add({ id, type, bytes: 2, name: "", conversation, at: desk.now }));
  const file = join(desk.dataDir, "copy");
  expect(await desk.run(["backup", "copy"])).toEqual({
    status: 0,
    out: expect.stringContaining(`記録を ${file} に、住民のファイル 1 件を ${file}.media に写しました`),
    err: "",
  });
  const other = elsewhere("other");
  expect(await desk.run(["restore", "copy"], other)).toEqual({
    status: 0,
    out: `${file} の記録を戻しました\n`,
    err: "",
  });
  expect((await desk.cases(["show", "1"], other)).out).toContain(ASKED);
  expect(existsSync(join(other.environment.DATA_DIR, "media", id))).toBe(true);
});

test("what was there before a restore is kept, and it is told where", async () => {
  await desk.run(["backup", "copy"]);
  const other = elsewhere("other");
  await desk.run(["restore", "copy"], other);
  const { status, out } = await desk.run(["restore", "copy"], other);
  expect(status).toBe(0);
  const kept = /これまでの記録は (.+) にあります/u.exec(out)?.[1];
  expect(existsSync(kept ?? "")).toBe(true);
});

test("nothing is restored under a desk that runs", async () => {
  await desk.run(["backup", "copy"]);
  const { status, out, err } = await desk.run(["restore", "copy"]);
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toContain("stop the desk first");
});

test("a backup that is there already is not overwritten", async () => {
  await desk.run(["backup", "copy"]);
  expect(await desk.run(["backup", "copy"])).toMatchObject({
    status: 1,
    out: "",
    err: expect.stringContaining("copy"),
  });
});

test.each(["backup", "restore"])(
  "%s of PostgreSQL tells the command without the password, and that nothing was done",
  async (name) => {
    const environment = { DATABASE_URL: "postgres://desk:secret@db.example:5432/madoguchi" };
    const { status, out, err } = await desk.run([name, "copy"], { environment });
    expect(status).toBe(1);
    expect(out).toContain(name === "backup" ? "pg_dump " : "pg_restore ");
    expect(out).toContain(join(desk.dataDir, "copy"));
    expect(out + err).not.toContain("secret");
    expect(err).toContain(join(desk.dataDir, "media"));
    expect(existsSync(join(desk.dataDir, "copy"))).toBe(false);
  },
);
