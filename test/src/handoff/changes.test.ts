import { beforeEach, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import { changed, contactKey, keptChanges, liveProfile, withChanges } from "../../../src/handoff/changes.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import type { DeskProfile } from "../../../src/handoff/profile.ts";
import type { CityId } from "../../../src/model.ts";
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

test("who changed what, and when, stands in the audit trail with what was and what is", async () => {
  await change("contact", "042-111-1111");
  await change("contact", "042-222-2222");
  await change("contact", "042-222-2222");
  await change("contact", undefined);
  expect(await store.within(DESK, ({ audit }) => audit.latest(5))).toEqual([
    { at: 7, actor: "hara", act: "reset", subject: "contact", detail: "「042-222-2222」 → はじめの値" },
    { at: 7, actor: "hara", act: "set", subject: "contact", detail: "「042-111-1111」 → 「042-222-2222」" },
    { at: 7, actor: "hara", act: "set", subject: "contact", detail: "はじめの値 → 「042-111-1111」" },
  ]);
});

test("hours that are changed leave what was said of holidays and closed days as it was", async () => {
  const hours = openingHours("月-金 9:00-17:00", { closedDays: "08-13", closedOnHolidays: false });
  await change("hours", "火-日 10:00-18:00");
  expect(withChanges({ ...FIRST, hours }, await kept()).hours).toEqual({
    ...hours,
    week: openingHours("火-日 10:00-18:00").week,
  });
});

test("closed days alone count with the first hours", async () => {
  await change("closedDays", "2026-12-28");
  expect(withChanges(FIRST, await kept()).hours).toEqual(
    openingHours("月-金 9:00-17:00", { closedDays: "2026-12-28" }),
  );
  expect(withChanges({ ...FIRST, hours: undefined }, await kept()).hours).toBeUndefined();
  await expect(change("closedDays", "来週")).rejects.toMatchObject({ code: "settings-invalid" });
});

test("the contact of a city is kept with its day, beside those of others, and taken back", async () => {
  await change(contactKey("kodaira" as CityId), "042-346-9508");
  await change(contactKey("hino" as CityId), "042-581-6144");
  const { cityContacts } = withChanges(FIRST, await kept());
  expect(cityContacts).toEqual({
    kodaira: { text: "042-346-9508", asOf: "1970-01-01" },
    hino: { text: "042-581-6144", asOf: "1970-01-01" },
  });
  await change(contactKey("kodaira" as CityId), undefined);
  expect(Object.keys((await kept()).cityContacts ?? {})).toEqual(["hino"]);
});

test("what is not as it should be is passed over", async () => {
  await store.within(DESK, ({ settings }) =>
    settings.set("profile", { name: 5, greeting: "ようこそ", cityContacts: { kodaira: "042" }, else: {} }, "x", 1),
  );
  expect(await kept()).toEqual({ greeting: "ようこそ" });
});

test("whoever holds the profile sees the change and the way back", () => {
  const { profile, update } = liveProfile(FIRST);
  update({ name: "新しい名前", greeting: "ようこそ" });
  expect(profile).toEqual({ ...FIRST, name: "新しい名前", greeting: "ようこそ" });
  update({});
  expect(profile).toEqual(FIRST);
});
