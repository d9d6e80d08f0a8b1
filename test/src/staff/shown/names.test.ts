import { expect, test } from "vitest";
import { nameOf, staffName } from "../../../../src/staff/shown/names.ts";
import { HARA, MORI, staffedDesk } from "../staffed-desk.ts";

test("who is known goes by the name, anybody else by the id without its channel", async () => {
  const { within } = await staffedDesk();
  await within(({ staff }) => staff.save({ id: HARA, name: "原", city: undefined, seenAt: 1 }));
  const names = await within((records) => Promise.all([HARA, MORI, "hara"].map((id) => staffName(records, id))));
  expect(names).toEqual(["原", "U0MORI", "hara"]);
  expect(await within((records) => nameOf(records, undefined))).toBeUndefined();
});
