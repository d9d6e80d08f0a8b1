/**
 * The outcome of a soak as a table, and what was wrong below it.
 */

import type { PageVerdict } from "./page-verdict.ts";
import type { SlackVerdict } from "./slack-verdict.ts";
import type { Verdict } from "./verdict.ts";

export interface Outcome {
  readonly engine: string;
  readonly line: Verdict;
  readonly slack: SlackVerdict;
  readonly page: PageVerdict;
  /** Forms of the page that were taken. */
  readonly pageForms: number;
  readonly acknowledged: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly answersPerSecond: number;
  readonly kills: number;
  /** Processes that ended by themselves. */
  readonly crashes: number;
  /** What LINE would refuse as a mistake. */
  readonly breaches: readonly string[];
  /** Slack's events that were acknowledged. */
  readonly slackEvents: number;
  /** Calls to Slack, and those that it failed. */
  readonly slackCalls: number;
  readonly slackFailures: number;
  /** What staff did, by kind. */
  readonly deeds: Readonly<Record<string, number>>;
}

/** Each is a fault. */
export function faultsOf({ line, slack, page, breaches, crashes }: Outcome): readonly string[] {
  const { lost, doubled, wrong } = line;
  const { missing, strange, stale, leaked, unheard, unended, unsent } = slack;
  return [
    ...[...lost, ...doubled, ...wrong, ...breaches],
    ...[...missing, ...slack.doubled, ...strange, ...stale, ...leaked, ...unheard, ...unended],
    ...[...page.lost, ...page.doubled, ...page.strange].map((fault) => `on the page: ${fault}`),
    ...unsent.map((how) => `to Slack: ${how}`),
    ...(crashes > 0 ? [`${crashes} processes ended by themselves`] : []),
  ];
}

const MOST_FAULTS = 40;

export function printed(outcome: Outcome): string {
  const { line, slack, page, breaches } = outcome;
  const acts = Object.values(outcome.deeds).reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, string | number])[] = [
    ["events acknowledged", outcome.acknowledged],
    ["kills / crashes of its own", `${outcome.kills} / ${outcome.crashes}`],
    ["answered", line.answered],
    ["silent", list(line.silent)],
    ["dead", list(line.dead)],
    ["lost", line.lost.length],
    ["doubled", line.doubled.length],
    ["ended otherwise than they should", line.wrong.length],
    ["sent by reply / by push", `${line.replied} / ${line.pushed}`],
    ["pushed to be sure (of which the first had arrived)", `${line.pushedToBeSure} (${line.arrivedTwice})`],
    ["answers not delivered", list(line.undelivered)],
    ["acknowledgement p50 / p99", `${outcome.ackP50Ms.toFixed(1)} / ${outcome.ackP99Ms.toFixed(1)} ms`],
    ["answers a second", outcome.answersPerSecond.toFixed(1)],
    ["calls that LINE would refuse", breaches.length],
    ["forms of the page acknowledged / entries on pages", `${outcome.pageForms} / ${page.shown}`],
    ["lost / doubled / strange on pages", `${page.lost.length} / ${page.doubled.length} / ${page.strange.length}`],
    ["calls to Slack (of which it failed)", `${outcome.slackCalls} (${outcome.slackFailures})`],
    ["cards / lines in threads", `${slack.cards} / ${slack.lines}`],
    ["photos in threads / left out", `${slack.files} / ${slack.filesLeftOut}`],
    ["missing in Slack", slack.missing.length],
    ["doubled in Slack", slack.doubled.length],
    ["in Slack and should not be", slack.strange.length],
    ["cards that show another state", slack.stale.length],
    ["not sent to Slack", slack.unsent.length],
    ["events of Slack acknowledged (of which not ended)", `${outcome.slackEvents} (${slack.unended.length})`],
    ["acts of staff", `${acts}: ${list(outcome.deeds)}`],
    ["answers by people that arrived (and other than once)", `${slack.arrived} (${slack.unheard.length})`],
    ["internal lines in Slack / in LINE", `${slack.internalLines} / ${slack.leaked.length}`],
  ];
  const table = rows.map(([what, value]) => `| ${what} | ${value} |`);
  const faults = faultsOf(outcome)
    .slice(0, MOST_FAULTS)
    .map((fault) => `- ${fault}`);
  return [`| ${outcome.engine} | |`, "| --- | --- |", ...table, ...faults].join("\n");
}

const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(", ") || "none";
