/**
 * What the people of a desk look after besides its cases: what was not sent, not worked, not answered, and who did what.
 */

import { sentAgain } from "../handoff/again.ts";
import { isOverdue, spoken } from "../handoff/case-view.ts";
import { type KeptTrouble, keptTrouble } from "../handoff/trouble.ts";
import { corpus } from "../knowledge/corpus.ts";
import type { OutboxCounts } from "../ports/store.ts";
import { type OutboxId, type OutboxRow, UNANSWERED } from "../records.ts";
import { troubleWords } from "../reply/undelivered.ts";
import type { Options, Status } from "./case-commands.ts";
import { oneLine, table, time } from "./layout.ts";
import { keptQuota, quotaWords } from "./quota.ts";
import type { Room } from "./room.ts";
import { shownWords } from "./slack-words.ts";
import { LANGUAGE_NAMES, OUTBOX_NAMES, QUESTION_NAMES, STATE_NAMES, whyUndelivered } from "./words.ts";

const LIMIT = 50;
const MOST_CASES = 10_000;
const MOST_ROWS = 10_000;
const OPEN_STATES = ["waiting", "with-person", "with-resident"] as const;

/** What was put aside and not sent, newest first. */
export async function outbox(at: Room, _: readonly string[], options: Options): Promise<Status> {
  const lines = await at.within(async ({ outbox: rows, cases }) => {
    const found: string[] = [];
    for (const row of await rows.list(["held", "dead"], limit(options))) {
      if (row.channel === "slack") {
        found.push(shownLine(row, at));
        continue;
      }
      const [on] = await cases.list({ conversation: row.conversation, limit: 1 });
      found.push(...rowLines(row, { number: on?.number, hasWords: at.profile.caseWay === "conversation" }));
    }
    return found;
  });
  at.print(lines.join("\n") || "送れていないものはありません");
  return 0;
}

/** What was to be shown to staff, who need not be told its words. */
const shownLine = ({ id, state, createdAt, sayings, ...why }: OutboxRow, { nameOf }: Room): string =>
  `${id}  ${OUTBOX_NAMES[state]}  ${time(createdAt)}  Slack  ${oneLine(shownWords(sayings, nameOf), 100)}  ${whyUndelivered(why)}`;

function rowLines(
  { id, state, createdAt, sayings, ...why }: OutboxRow,
  { number, hasWords }: { readonly number: number | undefined; readonly hasWords: boolean },
): string[] {
  const of = number === undefined ? "受付なし" : `受付番号 ${number}`;
  const words = hasWords ? oneLine(spoken(sayings), 100) : "";
  return [
    `${id}  ${OUTBOX_NAMES[state]}  ${time(createdAt)}  ${of}  ${whyUndelivered(why)}`,
    ...(words === "" ? [] : [`    ${words}`]),
  ];
}

export async function again(at: Room, [typed = ""]: readonly string[]): Promise<Status> {
  if (typed === "all") return everyHeldAgain(at);
  const id = Number(/^\d{1,15}$/u.exec(typed)?.[0] ?? Number.NaN) as OutboxId;
  const row = Number.isInteger(id) ? await at.within(({ outbox: rows }) => rows.get(id)) : undefined;
  const isOut = row !== undefined && (await letOut(at, id));
  if (isOut)
    at.print(
      row.channel === "slack"
        ? `${id} をもう一度 Slack に表示します`
        : row.channel === "web"
          ? `${id} をもう一度ページに表示します`
          : `${id} をもう一度送ります（push なので1通と数えます）`,
    );
  else at.warn(`${typed} は、保留や送れなかったものの中にありません。outbox で番号を確かめてください`);
  return isOut ? 0 : 1;
}

/** Those that only waited for something to change; what was given up is for people to look at one by one. */
async function everyHeldAgain(at: Room): Promise<Status> {
  const held = await at.within(({ outbox: rows }) => rows.list(["held"], MOST_ROWS));
  const sent = { line: 0, slack: 0, web: 0 };
  // Oldest first, so that messages arrive in their order.
  for (const { id, channel } of held.toReversed()) if (await letOut(at, id)) sent[channel] += 1;
  const told = [
    ...(sent.line === 0 ? [] : [`${sent.line} 件をもう一度送ります（push なので1件を1通と数えます）`]),
    ...(sent.web === 0 ? [] : [`${sent.web} 件をもう一度ページに表示します`]),
    ...(sent.slack === 0 ? [] : [`${sent.slack} 件をもう一度 Slack に表示します`]),
  ];
  at.print(told.join("\n") || "保留のものはありません");
  return 0;
}

const letOut = ({ within, clock, staff }: Room, id: OutboxId): Promise<boolean> =>
  within((records) => sentAgain(records, id, { by: staff, now: clock.now() }));

/** Events that could not be worked, newest first. */
export async function events(at: Room, _: readonly string[], options: Options): Promise<Status> {
  const dead = await at.within(({ inbox }) => inbox.dead(limit(options)));
  const rows = dead.map(({ at: when, channel, error, eventId }) => [time(when), channel, error, eventId]);
  at.print(table(rows).join("\n") || "処理できなかった受信はありません");
  return 0;
}

/** What the desk could not answer residents, or with `--staff` its own people; masked, newest first. */
export async function questions(at: Room, _: readonly string[], options: Options): Promise<Status> {
  const asker = options.staff ? "staff" : "resident";
  const kept = await at.within(({ questions: all }) => all.list({ asker, whys: UNANSWERED, limit: limit(options) }));
  const rows = kept.map(({ at: when, why, city, topic, language, text }) => [
    time(when),
    QUESTION_NAMES[why],
    at.cityName(city),
    at.topicName(topic),
    LANGUAGE_NAMES[language],
    oneLine(text, 200),
  ]);
  at.print(table(rows).join("\n") || "答えられなかった質問はありません");
  return 0;
}

/** Who did what, newest first. */
export async function audit(at: Room, _: readonly string[], options: Options): Promise<Status> {
  const entries = await at.within(({ audit: record }) => record.latest(limit(options)));
  const rows = entries.map(({ at: when, actor, act, subject }) => [
    time(when),
    oneLine(at.nameOf(actor), 40),
    act,
    subject,
  ]);
  at.print(table(rows).join("\n") || "記録はありません");
  return 0;
}

export async function status(at: Room): Promise<Status> {
  const { profile, clock, texts } = at;
  const { inbox, sent, shown, trouble, quota, open } = await at.within(async (records) => ({
    inbox: await records.inbox.counts(),
    sent: await records.outbox.counts("line"),
    shown: await records.outbox.counts("slack"),
    trouble: await keptTrouble(records),
    quota: await keptQuota(records),
    open: await records.cases.list({ states: OPEN_STATES, limit: MOST_CASES }),
  }));
  const silent = Object.values(inbox.silent).reduce((sum, count) => sum + count, 0);
  const states = OPEN_STATES.map((state) => `${STATE_NAMES[state]} ${open.filter((on) => on.state === state).length}`);
  const overdue = open.filter((on) => isOverdue(on, clock.now())).length;
  const rows = [
    ["窓口", profile.name === undefined ? profile.id : `${profile.id}（${profile.name}）`],
    ["受付", `${states.join("、")}、うち期限切れ ${overdue}`],
    ["受信", `待ち ${inbox.waiting}、回答 ${inbox.answered}、無応答 ${silent}、処理できず ${inbox.dead}`],
    ["送信", `待ち ${sent.waiting}、済み ${sent.sent}、保留 ${sent.held}、送れず ${sent.dead}`],
    ["送り方", `返信（無料） ${sent.replied}、push ${sent.pushed}、うち念のため ${sent.toBeSure}`],
    ["送信数", quotaWords(quota)],
    ...(at.hasSlack ? [["Slack", slackWords(shown, trouble)]] : []),
    ["文書", `${texts.length} 市、${corpus(texts).passages.length} 段落`],
  ];
  at.print(table(rows).join("\n"));
  return 0;
}

function slackWords({ waiting, held, dead }: OutboxCounts, trouble: KeptTrouble | undefined): string {
  const counts = `待ち ${waiting}、保留 ${held}、表示できず ${dead}`;
  return trouble === undefined ? counts : `${counts}。${troubleWords(trouble.code)}`;
}

function limit({ limit: given }: Options): number {
  return given === undefined ? LIMIT : Number(given);
}
