/**
 * Sets up LINE for the desks of the settings: `npm run line:setup -- [DESK] [--check]`.
 *
 * Exit status 0: nothing is to be mended; 1: something is; 2: the command or the settings cannot be read.
 */

import { parseArgs } from "node:util";
import { richMenu } from "../adapters/line/rich-menu.ts";
import { setup, setupClient } from "../adapters/line/setup.ts";
import { systemClock } from "../adapters/world/clock.ts";
import { type Assembly, assemble } from "./assemble.ts";
import { type Config, config } from "./config.ts";
import { type DeskSetting, desks, type LineSecrets, ONLY_DESK } from "./desks.ts";
import { DeskError } from "./errors.ts";
import { lineForms } from "./line-forms.ts";
import { richMenuWords } from "./reply/rich-menu.ts";

const USAGE = `npm run line:setup                 LINEを設定し、確かめる
npm run line:setup -- --check      確かめるだけで、何も変えない
npm run line:setup -- DESK         desks.jsonの1つの窓口だけ`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const warn = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

interface Wanted {
  readonly desk: string | undefined;
  readonly isCheckOnly: boolean;
}

function wanted(args: string[]): Wanted {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { check: { type: "boolean", default: false } },
  });
  if (positionals.length > 1) throw new DeskError("usage", USAGE);
  return { desk: positionals[0], isCheckOnly: values.check };
}

/** @returns whether something must be mended */
async function run({ desk, isCheckOnly }: Wanted, settings: Config): Promise<boolean> {
  const assembly = await assemble({ ...settings, year: () => new Date(systemClock.now()).getFullYear(), warn });
  const known = desks(settings, assembly.corpus.cities, { variables: process.env });
  let isToMend = false;
  for (const one of chosen(known, desk)) {
    const path = known.length === 1 ? "/line/webhook" : `/line/webhook/${one.profile.id}`;
    if (known.length > 1) print(`■ ${one.profile.name ?? one.profile.id}（${one.profile.id}）`);
    const done = await setUp(one, { assembly, settings, path, isCheckOnly });
    isToMend ||= done.isToMend;
  }
  return isToMend;
}

type WithLine = DeskSetting & { readonly line: LineSecrets };

function chosen(known: readonly DeskSetting[], desk: string | undefined): WithLine[] {
  const found = known.filter((one): one is WithLine => one.line !== undefined);
  if (found.length === 0) {
    throw new DeskError(
      "settings-invalid",
      "LINEの設定がありません。LINE_CHANNEL_SECRET（LINE Developersコンソールの「チャネル基本設定」タブの「チャネルシークレット」）と" +
        "LINE_CHANNEL_ACCESS_TOKEN（同じく「Messaging API設定」タブの「チャネルアクセストークン（長期）」）を設定してください。",
    );
  }
  if (desk === undefined) return found;
  const named = found.filter(({ profile }) => profile.id === desk);
  if (named.length > 0) return named;
  const ids = found.map(({ profile }) => profile.id).join("、");
  throw new DeskError("usage", `LINEのある窓口に${desk}はありません。あるのは：${ids}\n\n${USAGE}`);
}

interface Surroundings {
  readonly assembly: Assembly;
  readonly settings: Config;
  readonly path: string;
  readonly isCheckOnly: boolean;
}

function setUp({ profile, line }: WithLine, { assembly, settings, path, isCheckOnly }: Surroundings) {
  const place = `${settings.desksFile ?? "desks.json"}の${profile.id}の`;
  const isOfFile = profile.id !== ONLY_DESK;
  return setup({
    client: setupClient(line),
    clock: systemClock,
    print,
    names: isOfFile
      ? { token: `${place}line.channelAccessToken`, secret: `${place}line.channelSecret` }
      : { token: "LINE_CHANNEL_ACCESS_TOKEN", secret: "LINE_CHANNEL_SECRET" },
    webhook: { baseUrl: settings.baseUrl, path },
    forms: lineForms(assembly, profile),
    menu: richMenu(richMenuWords),
    isCheckOnly,
  });
}

try {
  const isToMend = await run(wanted(process.argv.slice(2)), config(process.env));
  process.exitCode = isToMend ? 1 : 0;
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const isOurs = error instanceof DeskError || isUsage;
  warn(isOurs ? error.message : String(error instanceof Error ? error.stack : error));
  if (isUsage) warn(`\n${USAGE}`);
  process.exitCode = 2;
}
