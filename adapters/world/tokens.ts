/**
 * Random tokens, and the hashes under which they are kept: who reads the store can open nothing by it.
 */

import { createHash, randomBytes } from "node:crypto";
import type { Tokens } from "../../src/ports/private.ts";

const LINK_BYTES = 16;
const BROWSER_BYTES = 32;

const random = (bytes: number) => () => randomBytes(bytes).toString("base64url");

export const systemTokens: Tokens = {
  forLink: random(LINK_BYTES),
  forBrowser: random(BROWSER_BYTES),
  hashed: (token) => createHash("sha256").update(token).digest("hex"),
};
