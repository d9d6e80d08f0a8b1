/**
 * Photos and files of residents, as files under `DATA_DIR/media` that only the desk's user may read.
 *
 * Nothing of a file's name comes from outside: it is a random id, and an id that is none finds nothing.
 */

import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MediaFiles } from "../../src/ports/media.ts";
import { typeOf } from "./signatures.ts";

export const mediaFolder = (dataDir: string): string => join(dataDir, "media");

/** Names the store whose records the files belong to. */
const MARKER = "store";
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export function mediaFiles(dataDir: string): MediaFiles {
  const folder = mediaFolder(dataDir);
  return {
    async keep(content) {
      const id = crypto.randomUUID();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(join(folder, id), "wx", 0o600);
      try {
        await file.writeFile(content);
        // A record is committed after this and must never name a file that a power failure took.
        await file.sync();
      } finally {
        await file.close();
      }
      return { id, type: typeOf(content) };
    },
    read: async (id) => (ID.test(id) ? present(readFile(join(folder, id))) : undefined),
    async remove(id) {
      if (ID.test(id)) await rm(join(folder, id), { force: true });
    },
    async areOf(store) {
      const marker = `${folder}.${MARKER}`;
      const known = await present(readFile(marker, "utf8"));
      if (known !== undefined) return known === store;
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(marker, store, { flag: "wx", mode: 0o600 }).catch(unlessThere);
      return (await readFile(marker, "utf8")) === store;
    },
    async ids(before) {
      const names = ((await present(readdir(folder))) ?? []).filter((name) => ID.test(name)).sort();
      const ages = await Promise.all(names.map((name) => present(stat(join(folder, name)))));
      return names.filter((_, i) => (ages[i]?.mtimeMs ?? before) < before);
    },
  };
}

/** Another process may have been faster. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function present<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
