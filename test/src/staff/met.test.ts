import { expect, test } from "vitest";
import type { CityId } from "../../../src/model.ts";
import { met } from "../../../src/staff/met.ts";
import { HARA, lookupDesk } from "./look-up/lookup-desk.ts";

test("who is met is known by the name of now, and keeps the city that was chosen", async () => {
  const { within } = await lookupDesk();
  await within((records) => met(records, HARA, 1));
  expect(await within(({ staff }) => staff.get(HARA.id))).toEqual({
    id: HARA.id,
    name: "原",
    city: undefined,
    seenAt: 1,
  });
  const city = "hino" as CityId;
  await within(({ staff }) => staff.save({ id: HARA.id, name: "原", city, seenAt: 1 }));
  const known = { id: HARA.id, name: "原田", city, seenAt: 2 };
  expect(await within((records) => met(records, { ...HARA, name: "原田" }, 2))).toEqual(known);
  expect(await within(({ staff }) => staff.get(HARA.id))).toEqual(known);
});
