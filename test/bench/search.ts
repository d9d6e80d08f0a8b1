/**
 * Measures the search over transcripts: 100,000 messages of cases in either engine, looked through as staff look through
 * them, beside what the engines offer by themselves: reading every text (`like`) and SQLite's own index of trigrams.
 */

import { assemble } from "../../src/assemble.ts";
import { percentile } from "../../src/eval/metrics.ts";
import type { Store } from "../../src/ports/store.ts";
import type { MessageId } from "../../src/records.ts";
import { wantedIn } from "../../src/staff/search/query.ts";
import { searched, takenUp } from "../../src/staff/search/search.ts";
import { messageTokens } from "../../src/staff/search/tokens.ts";
import type { Tokenizer } from "../../src/text/tokenize.ts";
import { DESK, type Opened, postgres, sqlite, trigrams } from "./search-engines.ts";
import { talk } from "./talk.ts";

export interface Measured {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
}

const MESSAGES = 100_000;
const SHOWN = 50;
const ROUNDS = 5;
const MOST_MEDIAN_MS = 30;
const MOST_MS = 200;
/** Messages that are taken up in one transaction, and those of all whose words are cut in the measured time. */
const BATCH = 25;
const CUT = 2_000;
const CACHE = "node_modules/.cache/madoguchi";

const LONG =
  "補助金の申し込みについて、先日お電話した者ですが、必要な書類と締切をもう一度教えていただけますでしょうか。".repeat(
    20,
  );

/** What staff type, of each kind a few. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  "a common word": ["市民", "活動", "協働", "補助金"],
  "two common words": ["市民 協働", "団体 支援", "公民館 補助金"],
  "common words that seldom meet": ["御手洗 紙芝居", "営業日 盆踊り", "里山 拡声器 締切"],
  "common words that never meet": ["市民 盆踊り 拡声器 将棋盤", "営業日 星を見る会 通帳"],
  "a rare word": ["髙橋凛", "342-0042", "A-12345", "info4321"],
  "a word that is nowhere": ["量子", "協働 量子", "xyzzy", "じゅげむ"],
  "kana for kanji": ["きょうどう", "ほじょきん しめきり", "ごみぶくろ", "ぼんおどり"],
  "okurigana and forms of kanji": ["申込", "高橋", "渡辺節子", "申し込んだ"],
  "a phrase": ["「市民活動」", "「補助金の締切」", "「行政との協働」", "「駅前広場に忘れて」"],
  "one character": ["車", "市", "鍵", "ん", "a"],
  "20 words": [
    "協働 市民 団体 行政 活動 支援 公民館 清掃 補助金 締切 電話 受付 番号 写真 報告書 担当 営業日 連絡 申し込み 集会所",
    "です ます した から こと もの いる ある する なる ない よう ため など まで より ので ても には では",
  ],
  "1,000 characters": [LONG.slice(0, 1_000), LONG.slice(0, 1_000).replace(/[、。]/gu, " ")],
};

/** @param count - of messages, fewer only to see whether it runs at all */
export async function searching(progress: (text: string) => void, count = MESSAGES): Promise<Measured[]> {
  const { corpus, tokenizer } = await assemble({ knowledgeDir: "knowledge", cacheDir: CACHE, warn: progress });
  progress(`making up ${count} messages and cutting them …`);
  const said = talk(corpus, count);
  const characters = said.reduce((sum, { text }) => sum + text.length, 0);
  const given: Given = { tokenizer, progress, tokens: cutter(tokenizer) };
  const rows: Measured[] = [];
  const typed = Object.values(QUERIES).flat();
  for (const [engine, open] of Object.entries({ SQLite: sqlite, PostgreSQL: postgres })) {
    const opened = await open(said);
    try {
      rows.push(...(await measured(engine, opened, count, given)));
      progress(`${engine}: the same by like …`);
      const taken = await times(typed, (words) => opened.like(words, SHOWN));
      rows.push({
        what: `${engine}, every text read by \`like\`: median / slowest query`,
        value: shown(taken),
        limit: "–",
      });
    } finally {
      await opened.close();
    }
  }
  progress("the same by trigrams …");
  const { find, close } = trigrams(said);
  const taken = await times(typed, (words) => find(words, SHOWN));
  close();
  rows.push({ what: "SQLite, FTS5 with trigrams: median / slowest query", value: shown(taken), limit: "–" });
  const mean = (characters / count).toFixed(0);
  return [{ what: "messages looked through", value: `${many(count)} of ${mean} characters`, limit: "–" }, ...rows];
}

interface Given {
  readonly tokenizer: Tokenizer;
  readonly progress: (text: string) => void;
  readonly tokens: (text: string) => readonly string[];
}

/** Cuts each text once for both engines, each token kept once. */
function cutter(tokenizer: Tokenizer): (text: string) => readonly string[] {
  const cut = new Map<string, readonly string[]>();
  const known = new Map<string, string>();
  const same = (token: string) => {
    const one = known.get(token);
    if (one === undefined) known.set(token, token);
    return one ?? token;
  };
  return (text) => {
    const tokens = cut.get(text) ?? messageTokens(text, tokenizer).map(same);
    cut.set(text, tokens);
    return tokens;
  };
}

async function measured(engine: string, opened: Opened, count: number, given: Given): Promise<Measured[]> {
  const { store, bytes } = opened;
  const { tokenizer, progress } = given;
  const before = await bytes();
  progress(`${engine}: taking ${count} messages up …`);
  const begun = performance.now();
  for (let taken = 0; taken < Math.min(CUT, count); taken += BATCH) await takenUp(store, DESK, tokenizer);
  const perMessage = (performance.now() - begun) / Math.min(CUT, count);
  const holds = await takenUpAs(store, given.tokens);
  const size = (await bytes()) - before;
  await opened.settled();
  const all: number[] = [];
  const rows: Measured[] = [];
  const limit = `≤ ${MOST_MEDIAN_MS} ms / ≤ ${MOST_MS} ms`;
  for (const [kind, queries] of Object.entries(QUERIES)) {
    const found = new Map<string, number>();
    const look = (query: string) =>
      store.within(DESK, async (records) => {
        const hits = await searched(records, wantedIn(query), tokenizer, { limit: SHOWN, withoutResidents: false });
        found.set(query, hits.length);
      });
    const taken = await timesOf(queries, look);
    progress(`${engine}: ${kind}: ${shown(taken)}; found ${[...found.values()].join(", ")}`);
    all.push(...taken);
    rows.push({ what: `${engine}, ${kind}`, value: shown(taken), limit: `slowest ≤ ${MOST_MS} ms` });
  }
  return [
    { what: `${engine}, a search: median / slowest query`, value: shown(all), limit },
    ...rows,
    { what: `${engine}, taking up a message, cut into tokens`, value: ms(perMessage), limit: "–" },
    {
      what: `${engine}, keeping the tokens of ${BATCH} messages: median / p99`,
      value: `${ms(percentile(holds, 0.5))} / ${ms(percentile(holds, 0.99))}`,
      limit: "–",
    },
    { what: `${engine}, the index`, value: `${many(Math.round(size / count))} bytes a message`, limit: "≤ 1,500" },
  ];
}

/** @returns how long the transactions were, in milliseconds */
async function takenUpAs(store: Store, tokens: Given["tokens"]): Promise<number[]> {
  const holds: number[] = [];
  for (;;) {
    const due = await store.within(DESK, ({ transcripts }) => transcripts.due(BATCH));
    if (due.length === 0) return holds;
    const cut = due.map(({ id, text }: { id: MessageId; text: string }) => ({ id, text, tokens: tokens(text) }));
    const start = performance.now();
    await store.within(DESK, ({ transcripts }) => transcripts.index(cut));
    holds.push(performance.now() - start);
  }
}

/** Each query as two stretches that a text must hold. */
const times = (queries: readonly string[], run: (words: readonly [string, string]) => unknown): Promise<number[]> =>
  timesOf(queries, (query) => {
    const [first = "", second = first] = wantedIn(query).map(({ text }) => `%${text}%`);
    return run([first, second]);
  });

/** @returns of each query the median */
async function timesOf(queries: readonly string[], run: (query: string) => unknown): Promise<number[]> {
  const medians: number[] = [];
  for (const query of queries) {
    const taken: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const start = performance.now();
      await run(query);
      // What runs for the first time is read from the disk first.
      if (round > 0) taken.push(performance.now() - start);
    }
    medians.push(percentile(taken, 0.5));
  }
  return medians;
}

const many = (count: number) => count.toLocaleString("en");
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const shown = (taken: readonly number[]) => `${ms(percentile(taken, 0.5))} / ${ms(Math.max(...taken))}`;
