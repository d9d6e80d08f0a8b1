/**
 * Copies all that the desks keep to a file, and back. PostgreSQL does so by its own tools, which are named instead.
 */

import {
  backup as copied,
  postgresAfterRestoreCommand,
  postgresBackupCommand,
  postgresRestoreCommand,
  restore as putBack,
} from "../../adapters/store/backup.ts";
import { mediaFolder } from "../../adapters/store/media-files.ts";
import { config } from "../config.ts";
import type { Status } from "./case-commands.ts";
import type { Surroundings } from "./surroundings.ts";

/** @returns 1 where nothing was copied but a command was told: whoever calls this every night must not take it for done */
export async function backup(given: string, { environment, path, print, warn }: Surroundings): Promise<Status> {
  const { dataDir, databaseUrl } = config(environment);
  const file = path(given);
  if (databaseUrl !== undefined) {
    warn(
      `記録は PostgreSQL にあります。まだ何も写していません。次のコマンドで写し、${mediaFolder(dataDir)} も写してください`,
    );
    print(postgresBackupCommand(databaseUrl, file));
    return 1;
  }
  const { media } = await copied(dataDir, file);
  const files = media === 0 ? "" : `、住民のファイル ${media} 件を ${file}.media に`;
  print(`記録を ${file} に${files}写しました。個人の情報です。ほかの人が読めない所に置いてください`);
  return 0;
}

export async function restore(given: string, around: Surroundings): Promise<Status> {
  const { environment, path, print, warn, clock } = around;
  const { dataDir, databaseUrl } = config(environment);
  const file = path(given);
  if (databaseUrl !== undefined) {
    warn(
      `記録は PostgreSQL にあります。まだ何も戻していません。窓口を止めてから次の２つのコマンドを順に実行して戻し、${mediaFolder(dataDir)} も戻してください`,
    );
    print(postgresRestoreCommand(databaseUrl, file));
    print(postgresAfterRestoreCommand(databaseUrl, clock.now()));
    return 1;
  }
  const kept = await putBack(dataDir, file, clock.now());
  const before = kept === undefined ? "" : `。これまでの記録は ${kept} にあります`;
  print(`${file} の記録を戻しました${before}`);
  return 0;
}
