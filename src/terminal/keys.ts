/**
 * Changes what the page signs cookies and forms with, such as when somebody may have read the store.
 */

import { config } from "../config.ts";
import { DeskError } from "../errors.ts";
import { keysRotated } from "../talk/keys.ts";
import type { Status } from "./case-commands.ts";
import { opened } from "./room.ts";
import type { Surroundings } from "./surroundings.ts";

export async function keys(words: readonly string[], around: Surroundings): Promise<Status> {
  if (words.length !== 1 || words[0] !== "rotate") throw new DeskError("usage", "keys の後に rotate と書いてください");
  const { environment, clock, chance, print } = around;
  const staff = environment.DESK_STAFF?.trim() || around.user();
  if (staff === undefined)
    throw new DeskError("usage", "だれがするのかわかりません。DESK_STAFF で名前を書いてください");
  const store = await opened(config(environment), around);
  try {
    await keysRotated({ store, clock, chance }, staff);
  } finally {
    await store.close();
  }
  print(
    "署名の鍵を替えました。動いている窓口にも数秒で伝わります。一つ前の鍵で署名したものは、まだ使えます。すぐに無効にするには、もう一度実行してください",
  );
  return 0;
}
