import { afterEach, beforeEach, expect, test } from "vitest";
import { type DeskFolder, deskFolder } from "./desk-folder.ts";

let desk: DeskFolder;
beforeEach(async () => {
  desk = await deskFolder();
});
afterEach(() => desk.close());

test("what is set is shown, and taken back by unset", async () => {
  expect((await desk.cases(["settings"])).out).toContain("受付時間");
  const { status, out } = await desk.cases(["set", "hours", "火-日", "9:00-17:00"]);
  expect(status).toBe(0);
  expect(out).toContain("火-日 9:00-17:00");
  expect((await desk.cases(["unset", "hours"])).out).not.toContain("火-日");
});

test("hours that were set are those by which a case is due", async () => {
  const { number } = await desk.caseOf("user:U1");
  const due = async () => {
    await desk.cases(["close", "1"]);
    await desk.cases(["reopen", "1"]);
    return (await desk.within(({ cases }) => cases.get(number)))?.dueAt;
  };
  expect(await due()).toBeUndefined();
  await desk.cases(["set", "hours", "毎日 9:00-17:00"]);
  expect(await due()).toBeGreaterThan(desk.now);
});

test("what cannot be changed is told with what can", async () => {
  const { status, err } = await desk.cases(["set", "city", "hino"]);
  expect(status).toBe(2);
  expect(err).toContain("name、contact、hours、closed-days");
});

test("hours that cannot be read change nothing", async () => {
  const { status, err } = await desk.cases(["set", "hours", "9時から"]);
  expect(status).toBe(1);
  expect(err).toContain("9時から");
  expect((await desk.cases(["settings"])).out).not.toContain("9時から");
});

test("help is no mistake", async () => {
  const { status, out } = await desk.cases(["--help"]);
  expect(status).toBe(0);
  expect(out).toContain("npm run cases -- show 12");
});

test("what the desk says first, at night, and how a city is reached can be set too", async () => {
  for (const [key, value] of [
    ["greeting", "ようこそ、センターへ"],
    ["out-of-hours", "夜は守衛室へ"],
    ["contact-kodaira", "042-346-9508"],
  ] as const) {
    const { status, out } = await desk.cases(["set", key, value]);
    expect(status).toBe(0);
    expect(out).toContain(value);
  }
  expect((await desk.cases(["unset", "contact-kodaira"])).out).not.toContain("042-346-9508");
  expect((await desk.cases(["set", "contact-atlantis", "042"])).status).toBe(2);
});
