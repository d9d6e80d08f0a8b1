/**
 * Checks Slack for the desks of the settings: `npm run slack:check -- [DESK]`.
 *
 * Exit status 0: nothing is to be mended; 1: something is; 2: the command or the settings cannot be read.
 */

import { parseArgs } from "node:util";
import { slackClient } from "../adapters/slack/channel.ts";
import { messageOf } from "../adapters/slack/render.ts";
import { setup } from "../adapters/slack/setup.ts";
import { systemClock } from "../adapters/world/clock.ts";
import { type Config, config } from "./config.ts";
import { type DeskSetting, desks, ONLY_DESK, slackPaths } from "./desks.ts";
import { DeskError } from "./errors.ts";
import { corpus } from "./knowledge/corpus.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import type { City } from "./model.ts";
import { slackWords } from "./open-slack.ts";
import type { CaseCard } from "./ports/staff.ts";
import type { CaseNumber, ConversationId } from "./records.ts";
import type { SlackSetting } from "./slack-setting.ts";

const USAGE = `npm run slack:check               Slackの設定を確かめ、試しのカードを出す
npm run slack:check -- DESK       desks.jsonの1つの窓口だけ`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const warn = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function wanted(args: string[]): string | undefined {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  if (positionals.length > 1) throw new DeskError("usage", USAGE);
  return positionals[0];
}

type WithSlack = DeskSetting & { readonly slack: SlackSetting };

/** @returns whether something must be mended */
async function run(desk: string | undefined, settings: Config): Promise<boolean> {
  const { cities } = corpus(loadKnowledge(settings.knowledgeDir).cities);
  const known = desks(settings, cities, { variables: process.env });
  let isToMend = false;
  for (const one of chosen(known, desk)) {
    if (known.length > 1) print(`■ ${one.profile.name ?? one.profile.id}（${one.profile.id}）`);
    const done = await checked(one, { settings, cities, path: slackPaths(one.profile.id, known)[0] ?? "" });
    isToMend ||= done.isToMend;
  }
  return isToMend;
}

function chosen(known: readonly DeskSetting[], desk: string | undefined): WithSlack[] {
  const found = known.filter((one): one is WithSlack => one.slack !== undefined);
  if (found.length === 0) {
    throw new DeskError(
      "settings-invalid",
      "Slackの設定がありません。SLACK_BOT_TOKEN（api.slack.com/apps の「OAuth & Permissions」の「Bot User OAuth Token」）、" +
        "SLACK_SIGNING_SECRET（「Basic Information」の「Signing Secret」）、" +
        "SLACK_CHANNEL（Slackでチャンネルの詳細を開くと、いちばん下にあるID）を設定してください。",
    );
  }
  if (desk === undefined) return found;
  const named = found.filter(({ profile }) => profile.id === desk);
  if (named.length > 0) return named;
  const ids = found.map(({ profile }) => profile.id).join("、");
  throw new DeskError("usage", `Slackのある窓口に${desk}はありません。あるのは：${ids}\n\n${USAGE}`);
}

interface Around {
  readonly settings: Config;
  readonly cities: readonly City[];
  readonly path: string;
}

function checked({ profile, slack }: WithSlack, { settings, cities, path }: Around) {
  const place = `${settings.desksFile ?? "desks.json"}の${profile.id}の`;
  const isOfFile = profile.id !== ONLY_DESK;
  const { botToken: token, signingSecret, channel, appToken } = slack;
  return setup({
    client: slackClient({ token, timeoutMs: 10_000 }),
    clock: systemClock,
    print,
    names: isOfFile
      ? { token: `${place}slack.botToken`, secret: `${place}slack.signingSecret`, appToken: `${place}slack.appToken` }
      : { token: "SLACK_BOT_TOKEN", secret: "SLACK_SIGNING_SECRET", appToken: "SLACK_APP_TOKEN" },
    ...{ token, signingSecret, channel, appToken },
    request: { baseUrl: settings.baseUrl, path },
    card: messageOf({ what: "card", card: sampleCard(systemClock.now()) }, slackWords(cities, settings.baseUrl)),
  });
}

/** A case that there is not, with everything that a card may say. */
function sampleCard(now: number): CaseCard {
  return {
    case: {
      ...{ number: 1 as CaseNumber, conversation: "" as ConversationId, channel: "line", state: "waiting" },
      ...{
        assignee: undefined,
        cause: "offered",
        priority: "normal",
        city: undefined,
        language: "ja",
        topic: undefined,
      },
      ...{ asked: "これは設定を確かめるための、試しのカードです。", open: [], openedAt: now, dueAt: now + 86_400_000 },
      ...{ remindAt: undefined, remindedAt: undefined, escalatedAt: undefined, firstAnsweredAt: undefined },
      ...{ withResidentAt: undefined, noticedAt: undefined, closedAt: undefined, closeReason: undefined },
      ...{ rating: undefined, ratingWord: "", wishesErasure: false, version: 1 },
    },
    ...{ isWordless: false, cityName: undefined, topicName: undefined, assigneeName: undefined },
    answered: { text: "ほんとうの相談ではありません。返事はいりません。", sources: [] },
    ...{ earlier: [], opening: { kind: "unknown" }, isOverdue: false, isStopped: false, url: undefined },
  };
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
