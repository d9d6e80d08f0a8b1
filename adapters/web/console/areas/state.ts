/**
 * How the desk itself fares → pages of the console.
 */

import type { Request, Response } from "express";
import type {
  ChannelState,
  CityKnowledge,
  DeskState,
  PutAside,
  StateWords,
} from "../../../../src/ports/console/state.ts";
import { type Html, html } from "../../html.ts";
import { asked, field } from "../forms.ts";
import { type ConsoleFrame, consolePage, csrfField } from "../layout.ts";
import { CASE_WORKERS, type ConsoleRoute, EVERYBODY, type Visit } from "../route.ts";

/** In place of the number of a row: all that is held. */
const ALL = "held";

export function stateRoutes(frame: ConsoleFrame): readonly ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/state",
      may: EVERYBODY,
      async handle(visit, request, response) {
        const sent = /^\d{1,6}$/u.exec(asked(request, "again"))?.[0];
        const done = sent === undefined ? undefined : frame.words.state.putAside.done(Number(sent));
        response.send(page(frame, visit, await visit.desk.state.read(), { done }));
      },
    },
    {
      method: "post",
      path: "/state/again",
      may: CASE_WORKERS,
      handle: (visit, request, response) => again(frame, visit, request, response),
    },
  ];
}

async function again(frame: ConsoleFrame, visit: Visit, request: Request, response: Response): Promise<void> {
  const { state } = visit.desk;
  const row = field(request, "row");
  const count = row === ALL ? await state.everyHeldAgain(visit.by) : Number(await state.again(visit.by, row));
  if (row === ALL || count > 0) {
    response.redirect(303, `${visit.base}/state?again=${String(count)}#put-aside`);
    return;
  }
  const fault = frame.words.state.putAside.notThere;
  response.status(409).send(page(frame, visit, await state.read(), { fault }));
}

interface Said {
  readonly done?: string | undefined;
  readonly fault?: string;
}

function page(frame: ConsoleFrame, visit: Visit, state: DeskState, { done, fault }: Said): string {
  const words = frame.words.state;
  const content = html`<p class="hint">${words.intro}</p>
${done === undefined ? undefined : html`<p class="done" role="status">${done}</p>`}
${fault === undefined ? undefined : html`<p class="notice" role="alert">${fault}</p>`}
${program(words, state)}
${channels(words, state)}
${quota(words, state)}
${inbox(words, state)}
${putAside(words, visit, state)}
${knowledge(words, state)}`;
  return consolePage(frame, visit, { title: words.title, area: "state", content });
}

function section(id: string, title: string, content: Html): Html {
  return html`<section class="stack" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`;
}

const facts = (pairs: readonly (readonly [string, string])[]): Html =>
  html`<dl class="facts">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;

function scrolled(name: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${name}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

function program({ program: words, time }: StateWords, { version, startedAt, store, now }: DeskState): Html {
  return section(
    "program",
    words.title,
    facts([
      [words.version, version],
      [words.since, time(startedAt)],
      [words.store, words.stores[store]],
      [words.now, time(now)],
    ]),
  );
}

function channels(words: StateWords, { channels: all, slackTrouble }: DeskState): Html {
  const { channel, channels: names, time } = words;
  const row = ({ name, isConfigured, lastReceivedAt, dead, lastDeadAt, lastError, outbox }: ChannelState) => {
    const lastAt = lastDeadAt === undefined ? undefined : time(lastDeadAt);
    const cells = [
      isConfigured ? channel.configured : channel.notConfigured,
      lastReceivedAt === undefined ? channel.never : time(lastReceivedAt),
      channel.dead({ count: dead, lastAt, error: lastError }),
      ...[outbox.waiting, outbox.sent, outbox.held, outbox.dead].map(String),
    ];
    return html`<tr><th scope="row">${names[name]}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
  };
  const { name, isConfigured, lastReceived, dead, waiting, sent, held, dropped } = channel.columns;
  const trouble = slackTrouble && {
    words: channel.troubleCode(slackTrouble.code),
    since: time(slackTrouble.since),
    waiting: slackTrouble.waiting,
  };
  return section(
    "channels",
    channel.title,
    html`${trouble === undefined ? undefined : html`<p class="notice">${channel.trouble(trouble)}</p>\n`}${scrolled(
      words.table(channel.title),
      [name, isConfigured, lastReceived, dead, waiting, sent, held, dropped],
      all.map(row),
    )}`,
  );
}

function quota({ quota: words, time }: StateWords, { quota: known, channels: all }: DeskState): Html | undefined {
  if (known === undefined && !all.some(({ name, isConfigured }) => name === "line" && isConfigured)) return undefined;
  const told =
    known === undefined ? words.unknown : words.told({ used: known.used, limit: known.limit, at: time(known.at) });
  const isUsedUp = known !== undefined && known.limit !== null && known.used >= known.limit;
  return section(
    "quota",
    words.title,
    html`<p>${told}</p>${isUsedUp ? html`<p class="notice">${words.usedUp}</p>` : undefined}`,
  );
}

function inbox({ inbox: words }: StateWords, { inbox: { waiting, answered, silent, dead } }: DeskState): Html {
  const quiet = Object.values(silent).reduce((sum, count) => sum + count, 0);
  const pairs = [
    [words.waiting, waiting],
    [words.answered, answered],
    [words.silent, quiet],
    [words.dead, dead],
  ] as const;
  return section("inbox", words.title, facts(pairs.map(([name, count]) => [name, String(count)] as const)));
}

function putAside(words: StateWords, visit: Visit, { putAside: rows, held, deadRows }: DeskState): Html {
  const { putAside: own, channels: names, time } = words;
  if (rows.length === 0) return section("put-aside", own.title, html`<p class="empty">${own.none}</p>`);
  const mayAct = CASE_WORKERS.includes(visit.by.role);
  const button = (value: string, label: string, said: string) =>
    html`<form method="post" action="${visit.base}/state/again">${csrfField(visit)}<button type="submit" class="quiet" name="row" value="${value}" aria-label="${said}">${label}</button></form>`;
  const row = ({
    id,
    channel,
    state,
    reason,
    createdAt,
    number,
  }: PutAside) => html`<tr><th scope="row">${String(id)}</th>
<td>${names[channel]}</td><td>${own.states[state]}</td><td>${own.reason({ channel, reason })}</td><td>${time(createdAt)}</td>
<td>${number === undefined ? own.noCase : html`<a class="case-link" href="${visit.base}/cases/${String(number)}">${String(number)}</a>`}</td>
${mayAct ? html`<td>${button(String(id), own.again, own.againLabel(id))}</td>` : undefined}</tr>
`;
  const { id, channel, state, reason, createdAt, number, again: act } = own.columns;
  const heads = [id, channel, state, reason, createdAt, number, ...(mayAct ? [act] : [])];
  const all = held + deadRows;
  return section(
    "put-aside",
    own.title,
    html`<p>${own.counts({ held, dead: deadRows })}${rows.length < all ? own.more(rows.length) : undefined}</p>
${mayAct && held > 0 ? html`${button(ALL, own.everyHeld, own.everyHeld)}<p class="hint">${own.cost}</p>` : undefined}
${scrolled(words.table(own.title), heads, rows.map(row))}`,
  );
}

function knowledge({ knowledge: words, table }: StateWords, { knowledge: all }: DeskState): Html {
  const { name, bytes, sha256 } = words.columns;
  const city = ({ cityName, files, ...about }: CityKnowledge) => {
    const title = cityName ?? words.shared;
    const rows = files.map(
      (file) =>
        html`<tr><th scope="row">${file.name}</th><td>${words.bytes(file.bytes)}</td><td><code>${file.sha256}</code></td></tr>\n`,
    );
    return html`<h3>${title}</h3>
${cityName === undefined ? undefined : facts(aboutCity(words, about))}
${scrolled(table(title), [name, bytes, sha256], rows)}`;
  };
  return section("knowledge", words.title, html`<p class="hint">${words.intro}</p>\n${all.map(city)}`);
}

function aboutCity(
  words: StateWords["knowledge"],
  { passages, notes, issued, revised, latestMention, contactsAsOf }: Omit<CityKnowledge, "cityName" | "files">,
): readonly (readonly [string, string])[] {
  const isDated = issued !== undefined || revised !== undefined;
  return [
    [words.passages, String(passages)],
    [words.notes, String(notes)],
    [words.issued, issued ?? words.unknown],
    ...(revised === undefined ? [] : [[words.revised, revised] as const]),
    ...(isDated || latestMention === undefined ? [] : [[words.latestMention, latestMention] as const]),
    [words.contactsAsOf, contactsAsOf.length === 0 ? words.unknown : contactsAsOf.join("、")],
  ];
}
