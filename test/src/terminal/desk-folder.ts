/**
 * A desk's data folder on the disk with its store open, as while the desk runs, and the terminal beside it.
 */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { japaneseHolidays } from "../../../adapters/holidays/holidays.ts";
import { openStore } from "../../../adapters/store/open.ts";
import { systemChance } from "../../../adapters/world/clock.ts";
import { noBoard } from "../../../src/handoff/board.ts";
import { type Beginning, casework } from "../../../src/handoff/casework.ts";
import { openingHours } from "../../../src/handoff/hours-text.ts";
import type { DeskProfile } from "../../../src/handoff/profile.ts";
import type { CityId } from "../../../src/model.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import type { Case, ConversationId, DeskId, Peer } from "../../../src/records.ts";
import { run } from "../../../src/terminal/run.ts";
import { conversationWith, message } from "../../adapters/store/sample.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A Monday. */
export const MONDAY = Date.parse("2026-11-16T10:00:00+09:00");
const KODAIRA = "kodaira" as CityId;
export const DESK = "desk" as DeskId;
export const ASKED = "補助金の締切を延ばしてもらえますか";

/** A desk whose people work in Slack as well; a terminal needs no more of its settings. */
export const SLACK = { environment: { SLACK_CHANNEL: "C0123456789" } };

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface Circumstances {
  readonly environment?: Readonly<Record<string, string>>;
  /** Piped in. */
  readonly input?: string;
  /** Who is logged in; `""` for a system that does not know. */
  readonly user?: string;
}

export interface DeskFolder {
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly store: Store;
  /** As told to the terminal. */
  now: number;
  cases(words: readonly string[], how?: Circumstances): Promise<Ran>;
  run(args: readonly string[], how?: Circumstances): Promise<Ran>;
  within<T>(act: (records: Records) => Promise<T>, desk?: DeskId): Promise<T>;
  /** A person of this name asked, the desk answered, and a case began. */
  caseOf(peer: string, beginning?: Partial<Beginning>, desk?: DeskId): Promise<Case>;
  close(): Promise<void>;
}

/** @param databaseUrl - of an empty PostgreSQL database; undefined for a file */
export async function deskFolder(databaseUrl?: string): Promise<DeskFolder> {
  const dataDir = mkdtempSync(join(tmpdir(), "terminal-"));
  const store = await openStore({ dataDir, databaseUrl, chance: systemChance });
  const environment = {
    DATA_DIR: dataDir,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
  const file = join(dataDir, "desks.json");
  const folder: DeskFolder = {
    dataDir,
    environment,
    store,
    now: MONDAY,
    cases: (words, how) => folder.run(["cases", ...words], how),
    async run(args, { environment: more = {}, input = "", user = "hara" } = {}) {
      const said = { out: "", err: "" };
      const status = await run(args, {
        environment: { ...environment, ...(existsSync(file) && { DESKS_FILE: file }), ...more },
        clock: { now: () => folder.now },
        chance: systemChance,
        user: () => user || undefined,
        input: async () => input,
        secret: async () => input,
        isTyped: () => false,
        path: (given) => join(dataDir, given),
        print: (text) => {
          said.out += `${text}\n`;
        },
        warn: (text) => {
          said.err += `${text}\n`;
        },
      });
      return { status, ...said };
    },
    within: (act, desk = DESK) => store.within(desk, act),
    caseOf: (peer, beginning, desk = DESK) => begun(folder, { peer: `user:${peer}` as Peer, desk, ...beginning }),
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
  return folder;
}

type Begun = Partial<Beginning> & { readonly peer: Peer; readonly desk: DeskId };

async function begun({ store, now }: DeskFolder, { peer, desk, ...beginning }: Begun): Promise<Case> {
  const id = await conversationWith(store, peer, desk);
  const asked = message(`asked-${id}`, id, { text: beginning.asked ?? ASKED, city: KODAIRA, at: now - 2_000 });
  const work = casework({
    profile: profileOf(desk),
    holidays: japaneseHolidays(),
    clock: { now: () => now },
    chance: systemChance,
    board: noBoard,
  });
  return store.within(desk, async (records) => {
    await records.messages.add(asked);
    await records.messages.add(answerTo(id, now - 1_000));
    const conversation = (await records.conversations.get(id))!;
    const wanted = { cause: "own-case", city: KODAIRA, language: "ja", topic: "money" } as const;
    return work.begin(records, {
      ...wanted,
      conversation,
      message: asked.id,
      asked: asked.text,
      open: [],
      ...beginning,
    });
  });
}

const answerTo = (conversation: ConversationId, at: number) =>
  message(`answer-${conversation}`, conversation, {
    author: "desk",
    text: "個別の締切については担当の人がお答えします。",
    outcome: "handoff",
    city: KODAIRA,
    sections: [{ passage: "kodaira-12" as never, source: "小平市協働の推進に関する指針（平成30年12月改定）3 (2) ①" }],
    at,
  });

const profileOf = (id: DeskId): DeskProfile => ({
  id,
  name: undefined,
  city: undefined,
  hours: openingHours("月-金 9:00-17:00"),
  caseWay: "conversation",
  contact: undefined,
  privacyUrl: undefined,
  retentionDays: 90,
  questionRetentionDays: 365,
});
