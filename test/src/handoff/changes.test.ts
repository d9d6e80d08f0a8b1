import { beforeEach, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { changed, keptChanges, liveProfile, withChanges } from "../../../src/handoff/changes.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import type { DeskProfile } from "../../../src/handoff/profile.ts";
import type { Store } from "../../../src/ports/store.ts";
import type { DeskId } from "../../../src/records.ts";

const DESK = "kodaira" as DeskId;
const FIRST: DeskProfile = {
  ...{ id: DESK, name: "小平の窓口", city: undefined, hours: openingHours("月-金 9:00-17:00"), caseWay: "contact" },
  ...{ contact: "042-000-0000", privacyUrl: undefined, retentionDays: 90, questionRetentionDays: 400 },
};

let store: Store;
beforeEach(async () => {
  store = await openStore({ dataDir: ":memory:", chance: { uuid: () => crypto.randomUUID() } });
});
const change = (key: Parameters<typeof changed>[1]["key"], value: string | undefined) =>
  store.within(DESK, (records) => changed(records, { key, value, staff: "hara", now: 7 }));
const kept = (desk = DESK) => store.within(desk, keptChanges);

test("nothing is changed at first", async () => {
  expect(withChanges(FIRST, await kept())).toEqual(FIRST);
});

test("what staff change goes before the first value, and stays until they go back to it", async () => {
  await change("contact", " 042-111-1111 ");
  await change("hours", "火-日 10:00-18:00");
  expect(withChanges(FIRST, await kept())).toEqual({
    ...FIRST,
    contact: "042-111-1111",
    hours: openingHours("火-日 10:00-18:00"),
  });
  await change("contact", undefined);
  expect(withChanges(FIRST, await kept()).contact).toBe("042-000-0000");
});

test("closed days count with the hours that were changed", async () => {
  await change("hours", "火-日 10:00-18:00");
  await change("closedDays", "2026-12-28");
  const hours = openingHours("火-日 10:00-18:00", { closedDays: "2026-12-28" });
  expect(withChanges(FIRST, await kept()).hours).toEqual(hours);
});

test("another desk knows nothing of it", async () => {
  await change("name", "新しい名前");
  expect(await kept("hino" as DeskId)).toEqual({});
});

test("hours that cannot be read are refused with the part that is wrong, and nothing is changed", async () => {
  await change("hours", "月 9:00-12:00");
  await expect(change("hours", "月 9時から")).rejects.toMatchObject({ code: "settings-invalid" });
  expect(await kept()).toEqual({ hours: "月 9:00-12:00" });
});

test("nothing blank and nothing endless is taken", async () => {
  await expect(change("name", "  ")).rejects.toMatchObject({ code: "settings-invalid" });
  await expect(change("name", "あ".repeat(401))).rejects.toMatchObject({ code: "settings-invalid" });
});

test("who changed what, and when, stands in the audit trail without the value", async () => {
  await change("contact", "042-111-1111");
  await change("contact", undefined);
  expect(await store.within(DESK, ({ audit }) => audit.latest(5))).toEqual([
    { at: 7, actor: "hara", act: "reset", subject: "contact" },
    { at: 7, actor: "hara", act: "set", subject: "contact" },
  ]);
});

test("whoever holds the profile sees the change and the way back", () => {
  const { profile, update } = liveProfile(FIRST);
  update({ name: "新しい名前" });
  expect(profile).toEqual({ ...FIRST, name: "新しい名前" });
  update({});
  expect(profile).toEqual(FIRST);
});
