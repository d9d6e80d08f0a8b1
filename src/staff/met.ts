/**
 * Remembers the people behind the desk as they are met.
 */

import type { Person } from "../ports/staff.ts";
import type { Records } from "../ports/store.ts";
import type { Staff } from "../records.ts";

/** Keeps the name as it is now, and the city that was chosen. */
export async function met(records: Records, by: Person, now: number): Promise<Staff> {
  const before = await records.staff.get(by.id);
  const staff = { id: by.id, name: by.name, city: before?.city, seenAt: now };
  await records.staff.save(staff);
  return staff;
}
