/**
 * One desk, opened for a command: its records, its rules, and the names that its people use.
 *
 * Whoever works a desk needs none of its secrets, so none is asked for. What not every command needs is loaded only
 * where it is asked for, since people wait at a terminal.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mediaFiles, mediaFolder } from "../../adapters/store/media-files.ts";
import { databaseFile, openStore } from "../../adapters/store/open.ts";
import { type Config, config, type SlackSettings } from "../config.ts";
import { type DeskSetting, desks } from "../desks.ts";
import { DeskError } from "../errors.ts";
import { type Board, noBoard } from "../handoff/board.ts";
import type { Casework } from "../handoff/casework.ts";
import { keptChanges, withChanges } from "../handoff/changes.ts";
import type { PrivatePage } from "../handoff/private-page.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import { hasUsedSlack } from "../handoff/trouble.ts";
import { type CityText, loadKnowledge } from "../knowledge/load.ts";
import { readTopics } from "../knowledge/notes.ts";
import type { City, CityId } from "../model.ts";
import type { MediaFiles } from "../ports/media.ts";
import type { Records, Store } from "../ports/store.ts";
import { type StaffNames, staffNames } from "./staff-names.ts";
import type { Surroundings } from "./surroundings.ts";

export interface Room
  extends Pick<Surroundings, "clock" | "input" | "path" | "print" | "warn">,
    Pick<StaffNames, "nameOf" | "idOf"> {
  readonly profile: DeskProfile;
  /** The people of the desk work in Slack as well. */
  readonly hasSlack: boolean;
  /** Who works: the id of one of the staff, or a name as it was typed. @throws DeskError `usage` where nobody is named */
  staff(): string;
  readonly texts: readonly CityText[];
  /** In one transaction. */
  within<T>(act: (records: Records) => Promise<T>): Promise<T>;
  casework(): Promise<Casework>;
  readonly files: MediaFiles;
  /** Where a file of a resident lies. */
  placeOf(file: string): string;
  /** `-` for none. */
  cityName(id: CityId | undefined): string;
  topicName(id: string | undefined): string;
  close(): Promise<void>;
}

export interface Entry {
  /** As named by `--desk`. */
  readonly desk: string | undefined;
  /** As named by `--as`. */
  readonly staff: string | undefined;
}

/** @throws DeskError for settings, knowledge or a store that cannot be used, and `usage` where it is not clear which desk is meant */
export async function room(entry: Entry, around: Surroundings): Promise<Room> {
  const { environment, clock, chance } = around;
  const settings = config(environment);
  const { dataDir, databaseUrl, knowledgeDir, holidaysFile } = settings;
  const texts = loadKnowledge(knowledgeDir).cities;
  const cities = texts.map(({ city }) => city);
  const { profile: first, slack } = chosen(desksOf(settings, cities), entry.desk);
  const store = await opened({ dataDir, databaseUrl }, around);
  const { changes, known, usedSlack } = await store.within(first.id, async (records) => ({
    changes: await keptChanges(records),
    known: await records.staff.list(),
    usedSlack: await hasUsedSlack(records),
  }));
  const profile = withChanges(first, changes);
  const names = staffNames(known);
  const hasSlack = slack !== undefined;
  let topics: ReturnType<typeof readTopics> | undefined;
  return {
    ...around,
    ...names,
    profile,
    hasSlack,
    texts,
    staff() {
      const name = entry.staff?.trim() || environment.DESK_STAFF?.trim() || around.user();
      if (name !== undefined) return names.idOf(name);
      throw new DeskError("usage", "だれがするのかわかりません。--as NAME か DESK_STAFF で名前を書いてください");
    },
    within: (act) => store.within(profile.id, act),
    async casework() {
      if (usedSlack && !hasSlack) around.warn(NOT_IN_SLACK);
      const [{ casework }, { japaneseHolidays }, board] = await Promise.all([
        import("../handoff/casework.ts"),
        import("../../adapters/holidays/holidays.ts"),
        hasSlack ? boardInSlack(around) : noBoard,
      ]);
      const holidays = japaneseHolidays({ file: holidaysFile });
      return casework({
        profile,
        holidays,
        clock,
        chance,
        board,
        privatePage: await pageOf(profile, settings.baseUrl, clock),
      });
    },
    files: mediaFiles(dataDir),
    placeOf: (file) => join(mediaFolder(dataDir), file),
    cityName: (id) => cities.find((city) => city.id === id)?.names.ja ?? id ?? "-",
    topicName(id) {
      topics ??= topicsIn(knowledgeDir);
      return id === undefined ? "-" : (topics[id]?.ja ?? id);
    },
    close: () => store.close(),
  };
}

const NOT_IN_SLACK =
  "この窓口は Slack を使っていましたが、今の設定に Slack がありません。ここですることは Slack に表示されません。Slack に出ているものを消すこともできません";

/** What is answered here goes to the private page as well, where the case has one. */
async function pageOf(
  profile: DeskProfile,
  baseUrl: string | undefined,
  clock: Surroundings["clock"],
): Promise<PrivatePage> {
  const [{ privatePage }, { systemTokens }] = await Promise.all([
    import("../handoff/private-page.ts"),
    import("../../adapters/world/tokens.ts"),
  ]);
  return privatePage({ profile, baseUrl, tokens: systemTokens, clock });
}

async function boardInSlack({ clock, chance }: Surroundings): Promise<Board> {
  const { staffBoard } = await import("../staff/shown/board.ts");
  return staffBoard({ clock, chance });
}

/** In place of each secret, also of those that a file of desks names: desks that share one are refused, so each differs. */
const NO_SECRET = "-";
const NO_SECRETS = new Proxy<Record<string, string>>({}, { get: (_, name) => `${NO_SECRET}${String(name)}` });

/** Those of the file, else the one that the settings describe. */
function desksOf(settings: Config, cities: readonly City[]): DeskSetting[] {
  const secrets = { slack: withoutSecrets(settings.desk.slack), lineSecret: undefined, lineAccessToken: undefined };
  return desks({ ...settings, desk: { ...settings.desk, ...secrets } }, cities, { variables: NO_SECRETS });
}

/** One of Slack's settings says that there is Slack. */
function withoutSecrets(slack: SlackSettings): SlackSettings {
  const { botToken, signingSecret, channel, appToken } = slack;
  const isSet = [botToken, signingSecret, channel, appToken].some((value) => value !== undefined);
  return isSet ? { ...slack, botToken: NO_SECRET, signingSecret: NO_SECRET, channel: channel ?? NO_SECRET } : slack;
}

function chosen(found: readonly DeskSetting[], named: string | undefined): DeskSetting {
  const ids = found.map(({ profile }) => profile.id as string);
  const one = named === undefined ? found[0] : found.find(({ profile }) => profile.id === named);
  if (one !== undefined && (named !== undefined || found.length === 1)) return one;
  const names = found.map(({ profile: { id, name } }) => `  --desk ${id}${name === undefined ? "" : `  ${name}`}`);
  const first =
    named === undefined ? `窓口が ${ids.length} つあります。どれか選んでください。` : `窓口 ${named} はありません。`;
  throw new DeskError("usage", `${first}\n${names.join("\n")}`);
}

/** A mistaken folder would be taken for a desk that has nothing to do. */
export async function opened(
  { dataDir, databaseUrl }: Pick<Config, "dataDir" | "databaseUrl">,
  { chance, warn }: Surroundings,
): Promise<Store> {
  if (databaseUrl === undefined && !existsSync(databaseFile(dataDir))) {
    const message = `DATA_DIR=${dataDir} に窓口の記録がありません。窓口と同じ設定・同じフォルダーで実行してください`;
    throw new DeskError("store-unusable", message, { facts: { dataDir } });
  }
  return openStore({ dataDir, databaseUrl, chance, warn });
}

function topicsIn(knowledgeDir: string): ReturnType<typeof readTopics> {
  const path = join(knowledgeDir, "topics.json");
  return existsSync(path) ? readTopics(path, readFileSync(path, "utf8").replace(/^\uFEFF/u, "")) : {};
}
