/**
 * Holds what stands in Slack, and what people said through it, against what lies in the database, without any code of
 * the desk.
 */

import type { CaseRow, EventRow, Kept, KeptCases, MessageRow, OutboxRow } from "./kept.ts";
import { isInternal, marked } from "./marks.ts";
import { caseOf, keyOf, offered, type Shown } from "./slack-reading.ts";
import type { Deeds, Written } from "./staff.ts";

export interface SlackVerdict {
  /** Cards and lines that must stand and do not, or stand elsewhere. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** What must not stand: of no case, taken back, unknown to the desk. */
  readonly strange: readonly string[];
  /** Cards that do not show how the case stands. */
  readonly stale: readonly string[];
  /** Internal lines that LINE took. */
  readonly leaked: readonly string[];
  /** Answers of people that did not arrive once, and acts of theirs that were lost. */
  readonly unheard: readonly string[];
  /** Acknowledged and not ended with a reason. */
  readonly unended: readonly string[];
  readonly cards: number;
  readonly lines: number;
  readonly files: number;
  /**
   * After many tries the desk leaves a photo out, so that what comes after it need not wait; counted, and no fault: it
   * counts from when the words stood there, and the ids by which Slack tells that show the machine's time here.
   */
  readonly filesLeftOut: number;
  readonly internalLines: number;
  /** Answers of people that arrived. */
  readonly arrived: number;
  /** Rows that were not sent, by state and reason. */
  readonly unsent: readonly string[];
}

export interface SlackEvidence {
  readonly kept: Kept;
  readonly keptCases: KeptCases;
  readonly shown: readonly Shown[];
  readonly deeds: Deeds;
  /** Ids of Slack's events that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Calls in which LINE took each mark: whom they went to. */
  readonly inLine: ReadonlyMap<string, readonly string[]>;
}

export function slackVerdict(evidence: SlackEvidence): SlackVerdict {
  const { kept, keptCases, shown, deeds, inLine } = evidence;
  const standing = Map.groupBy(
    shown.filter((one) => keyOf(one) !== undefined),
    (one) => keyOf(one)!,
  );
  const answers = deeds.answers.map((written) => answerFaults(written, evidence));
  const files = shown.flatMap((one) => one.files ?? []);
  const internal = [...deeds.talk, ...deeds.notes.map(({ mark }) => mark)];
  const inSlack = marksIn(shown);
  return {
    missing: [...missingLines(keptCases, standing), ...missingPosts(evidence, standing)],
    doubled: [
      ...[...standing].filter(([, all]) => all.length > 1).map(([key, all]) => `${key} stands ${all.length} times`),
      ...repeated(files.map(({ name }) => name)).map((name) => `the file ${name} stands more than once`),
    ],
    strange: strangeLines(evidence, standing),
    stale: keptCases.cases.flatMap((one) => staleCard(one, standing)),
    leaked: [...inLine.keys()].filter(isInternal).map((mark) => `${mark} reached LINE`),
    unheard: [...answers.flatMap(({ faults }) => faults), ...deeds.notes.flatMap((note) => noteFaults(note, inSlack))],
    unended: unended(evidence),
    cards: shown.filter((one) => caseOf(one) !== undefined).length,
    lines: [...standing.keys()].filter((key) => !key.startsWith("card:")).length,
    files: files.length,
    filesLeftOut: leftOut(keptCases),
    internalLines: internal.filter((mark) => inSlack.has(mark)).length,
    arrived: answers.filter(({ hasArrived }) => hasArrived).length,
    unsent: kept.outbox.filter(isUnsent).map(({ state, reason }) => `${state} (${reason})`),
  };
}

type Standing = ReadonlyMap<string, readonly Shown[]>;

const isUnsent = ({ channel, state }: OutboxRow) => channel === "slack" && state !== "sent";

/** Every case has its card, and under it everything of its record that still says something. */
function missingLines({ cases, events, messages }: KeptCases, standing: Standing): string[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const byCase = Map.groupBy(events, ({ number }) => number);
  return cases.flatMap(({ number }) => {
    const card = standing.get(`card:${number}`)?.[0];
    if (card === undefined) return [`case ${number} has no card`];
    const keys = (byCase.get(number) ?? []).flatMap((event, index) => lineKey(event, index, byId));
    return keys
      .filter((key) => standing.get(key)?.[0]?.thread_ts !== card.ts)
      .map((key) => `case ${number}: no ${key}`);
  });
}

/** Lines that stand without their photo. */
function leftOut({ messages, posts }: KeptCases): number {
  const pictured = new Set(messages.filter((one) => one.media !== null && !isGone(one)).map(({ id }) => id));
  return posts.filter(({ key, file }) => file === null && pictured.has(key.replace(/^message:/u, ""))).length;
}

/** Of which the card itself tells. */
const ON_CARD = ["open"];

function lineKey(
  { number, move, message }: EventRow,
  index: number,
  messages: ReadonlyMap<string, MessageRow>,
): string[] {
  if (ON_CARD.includes(move)) return [];
  if (message === null || !["resident-writes", "answer"].includes(move)) return [`event:${number}:${index}`];
  const said = messages.get(message);
  return said === undefined || isGone(said) ? [] : [`message:${message}`];
}

const isGone = ({ is_unsent, text, media }: MessageRow) => is_unsent === 1 || (text === "" && media === null);

/** What the desk believes to stand stands there. */
function missingPosts({ keptCases, shown }: SlackEvidence, standing: Standing): string[] {
  const files = new Set(shown.flatMap((one) => one.files ?? []).map(({ id }) => id));
  return keptCases.posts
    .filter(({ message }) => message !== "")
    .flatMap(({ key, message, file }) => [
      ...(standing.get(key)?.some(({ ts }) => ts === message) ? [] : [`${key} does not stand where the desk has it`]),
      ...(file === null || files.has(file) ? [] : [`the file of ${key} does not stand`]),
    ]);
}

function strangeLines({ keptCases, shown }: SlackEvidence, standing: Standing): string[] {
  const numbers = new Set(keptCases.cases.map(({ number }) => number));
  const known = new Set(keptCases.posts.map(({ key }) => key));
  const files = new Set(keptCases.posts.flatMap(({ file }) => file ?? []));
  const gone = new Set(keptCases.messages.filter(isGone).map(({ id }) => `message:${id}`));
  const strange = [...standing.keys()].flatMap((key) => {
    const number = /^(?:card|event):(\d+)/u.exec(key)?.[1];
    if (number !== undefined && !numbers.has(Number(number))) return [`${key} is of no case`];
    const isKnown = known.has(key);
    if (gone.has(key)) return [`${key} was taken back and stands, ${isKnown ? "as" : "and not as"} the desk has it`];
    return isKnown ? [] : [`${key} stands and the desk does not know of it`];
  });
  const stray = shown.flatMap((one) => one.files ?? []).filter(({ id }) => !files.has(id));
  return [...strange, ...stray.map(({ name }) => `the file ${name} stands and the desk does not know of it`)];
}

function staleCard({ number, state }: CaseRow, standing: Standing): string[] {
  const card = standing.get(`card:${number}`)?.[0];
  if (card === undefined) return [];
  const [isWaiting, isOpen] = [{ act: "take" }, { view: "reply" }].map((wish) => offered(card, wish) !== undefined);
  const isRight = isWaiting === (state === "waiting") && isOpen === (state !== "closed");
  return isRight ? [] : [`card:${number} does not offer what fits ${state}`];
}

interface Heard {
  readonly faults: readonly string[];
  readonly hasArrived: boolean;
}

/** Acknowledged: once in LINE, with whom the case is, unless it is told as held back or given up. Refused: never. */
function answerFaults({ mark, outcome }: Written, { kept, keptCases, inLine }: SlackEvidence): Heard {
  const calls = inLine.get(mark) ?? [];
  const rows = keptCases.messages.filter(({ author, text }) => author === "person" && hasMark(text, mark));
  const row = rows.length === 1 ? kept.outbox.find(({ message }) => message === rows[0]!.id) : undefined;
  const heard = (...faults: string[]): Heard => ({ faults, hasArrived: calls.length > 0 });
  if (rows.length > 1) return heard(`${mark}: kept ${rows.length} times`);
  if (rows.length === 0) {
    const isRight = outcome !== "done" && calls.length === 0;
    return isRight ? heard() : heard(`${mark}: ${outcome}, and not kept; arrived ${calls.length} times`);
  }
  if (outcome === "refused") return heard(`${mark}: refused, and kept`);
  if (row?.state === "held" || row?.state === "dead")
    return calls.length > 1 ? heard(`${mark}: ${row.state}, arrived ${calls.length} times`) : heard();
  if (calls.length !== 1) return heard(`${mark}: ${row?.state} (${row?.reason}), arrived ${calls.length} times`);
  return `user:${calls[0]}` === rows[0]!.peer ? heard() : heard(`${mark}: arrived at somebody else`);
}

const hasMark = (text: string, mark: string) => marked(text).split(" ").includes(mark);

function noteFaults({ mark, outcome }: Written, inSlack: ReadonlyMap<string, number>): string[] {
  const times = inSlack.get(mark) ?? 0;
  const isRight = outcome === "done" ? times === 1 : outcome === "refused" ? times === 0 : times <= 1;
  return isRight ? [] : [`${mark}: a note, ${outcome}, stands ${times} times`];
}

/** In how many messages each mark stands. */
function marksIn(shown: readonly Shown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of shown) {
    const found = new Set(marked(JSON.stringify(one)).split(" "));
    for (const mark of found) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}

function unended({ kept, acknowledged, deeds }: SlackEvidence): string[] {
  const rows = kept.inbox.filter(({ channel }) => channel === "slack");
  const ids = new Set(rows.map(({ event_id }) => event_id));
  const moments = new Set(rows.map(({ occurred_at }) => occurred_at));
  return [
    ...acknowledged.filter((id) => !ids.has(id)).map((id) => `${id}: not in the inbox`),
    ...deeds.presses.filter((at) => !moments.has(at)).map((at) => `a press at ${at}: not in the inbox`),
    ...rows
      .filter(({ state, reason }) => state === "waiting" || (state !== "answered" && reason === ""))
      .map(({ event_id, state, reason }) => `${event_id}: ${state} (${reason})`),
  ];
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];
