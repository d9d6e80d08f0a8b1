/**
 * A photo that a resident sends.
 */

import type { LineDesk } from "./line-desk.ts";
import type { Resident } from "./resident.ts";

const PHOTO_ID = "700000000000000001";
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, "会場の写真")]);

/** @returns what the resident reads then */
export async function photoSent({ line }: LineDesk, resident: Resident): Promise<string> {
  line.setContent(PHOTO_ID, { bytes: PHOTO, type: "image/jpeg" });
  return resident.sends(line.events.image(resident.id, { message: PHOTO_ID }));
}
