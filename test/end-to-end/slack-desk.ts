/**
 * The desk as it is started with LINE and Slack, its residents on the one side and its staff on the other.
 *
 * LINE and Slack are played by `test/fixtures/`. What staff see is asked of Slack with their own tokens, and what they
 * press is signed by the clock of the machine, for by that one Slack's requests are measured.
 */

import type { Serving } from "../../src/serve.ts";
import { slackFaults } from "../fixtures/slack-limits.ts";
import type { SlackCall } from "../fixtures/slack-server/proxy.ts";
import type { PersonName } from "../fixtures/slack-server/workspace.ts";
import { type SlackServer, slackServer } from "../fixtures/slack-server.ts";
import { type LineDesk, type LineDeskOptions, lineDesk } from "./line-desk.ts";
import { EVENTS, type Staff, staffOf } from "./staff.ts";

export interface SlackDesk {
  readonly desk: LineDesk;
  readonly slack: SlackServer;
  staff(name: PersonName): Staff;
  /** Starts the desk, again if it was stopped, or one more, and has Slack's events sent to it, too. */
  start(): Promise<Serving>;
  /** See {@link LineDesk.wrongs}; besides, what of Slack's stands in the log, and calls that Slack would refuse as a mistake. */
  wrongs(): string[];
  close(): Promise<void>;
}

/**
 * @param options - as of a desk with LINE alone; `at` is to be past, for what stands in Slack bears the machine's time,
 * and the desk looks back to find what may have arrived
 */
export async function slackDesk({ settings = {}, ...options }: LineDeskOptions): Promise<SlackDesk> {
  const slack = await slackServer();
  const { apiUrl, settled, botToken, signingSecret, channel, users } = slack;
  const ofSlack = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_CHANNEL: channel };
  const desk = await lineDesk({
    ...options,
    settings: { ...ofSlack, ...settings },
    slack: { apiUrl, settled, deliveries: slack.deliveries },
  });
  const secrets = [botToken, signingSecret, ...Object.values(users)];
  return {
    ...{ desk, slack },
    staff: (name) => staffOf(name, { desk, slack }),
    async start() {
      const serving = await desk.start();
      slack.subscribe(`${serving.origin}${EVENTS}`);
      return serving;
    },
    wrongs: () => [
      ...desk.wrongs(),
      ...desk.log.filter((line) => secrets.some((secret) => line.includes(secret))),
      ...slack.calls().flatMap(breaches),
    ],
    async close() {
      await desk.close();
      await slack.close();
    },
  };
}

/** Refusals by which Slack says that a call is wrong in itself. */
const MISTAKES: readonly string[] = ["invalid_arguments", "invalid_blocks", "invalid_view", "missing_scope", "no_text"];

function breaches({ method, fields, outcome }: SlackCall): string[] {
  const { text, blocks, view } = fields;
  const shown = [
    ...(blocks === undefined ? [] : [{ text, blocks: JSON.parse(blocks) as unknown }]),
    ...(view === undefined ? [] : [JSON.parse(view) as unknown]),
  ];
  const faults = [...(MISTAKES.includes(outcome) ? [outcome] : []), ...shown.flatMap(slackFaults)];
  return faults.map((fault) => `${method}: ${fault}`);
}
