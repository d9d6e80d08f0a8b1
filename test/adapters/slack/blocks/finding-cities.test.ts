/**
 * Holds Slack's limits against what the cities' texts make the desk say to staff: each note's first question, and each
 * topic compared, with every source leading to the full text, which makes the messages as long as they get.
 */

import { beforeAll, describe, expect, test } from "vitest";
import type { SlackMessage } from "../../../../adapters/slack/blocks/blocks.ts";
import { findingMessages } from "../../../../adapters/slack/blocks/finding.ts";
import { type Assembly, assemble } from "../../../../src/assemble.ts";
import type { CityId, Quotation, Reply } from "../../../../src/model.ts";
import { lookupWords } from "../../../../src/reply/staff-lookup.ts";
import { CITIES, KNOWLEDGE } from "../../../fixtures/cities.ts";
import { slackFaults, slackTexts } from "../../../fixtures/slack-limits.ts";
import { ANSWER, address, BASE, parsed, quotes } from "./findings.ts";

const PLACES = { knowledgeDir: KNOWLEDGE, cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };

let here: Assembly;
beforeAll(async () => {
  here = await assemble({ ...PLACES, year: () => 2026 });
});

interface Asked {
  readonly question: string;
  readonly reply: Reply;
  readonly messages: SlackMessage[];
}

function asked(question: string, city: CityId | undefined): Asked {
  const reply = here.desk.reply({ text: question, city, history: [], asker: "staff" });
  const finding = { kind: "finding", reply, answer: ANSWER, asked: question, isPrivate: true } as const;
  return { question, reply, messages: findingMessages(finding, { lookup: lookupWords, baseUrl: BASE }) };
}

/** One for each topic, as the first city that has it would be asked. */
const topicQuestions = () =>
  [...Map.groupBy(here.notebook.notes, ({ topic }) => topic).values()].map(([note]) => note!.questions[0]!);

const wrong = (all: readonly Asked[]) =>
  all.map(({ question, messages }) => [question, ...messages.flatMap(slackFaults)]).filter(({ length }) => length > 1);

const verbatim = ({ lines }: Quotation) => lines.map(({ text }) => text).join("\n");

/** Quotations that do not stand in a quote block of their own, letter for letter, with their source and a link under it. */
const notVerbatim = (quotations: readonly Quotation[], messages: readonly SlackMessage[]) => {
  const quoted = quotes(messages);
  const links = parsed(messages);
  const sources = slackTexts(messages).filter((text) => text.startsWith("出典："));
  return quotations.filter(
    (one) =>
      !links.includes(`<${address(one.passage)}|${lookupWords.inFull}>`) ||
      !quoted.includes(verbatim(one)) ||
      !sources.some((text) => text.startsWith(`出典：${one.source}\n${one.dated}`)),
  );
};

describe.each(CITIES.map(({ city, name }) => ({ id: city.id, name })))("the answers of $name", ({ id }) => {
  let all: Asked[];
  beforeAll(() => {
    all = here.notebook.notes.filter(({ city }) => city === id).map(({ questions }) => asked(questions[0]!, id));
  });

  test("keep every limit of Slack's, in one message each", () => {
    expect(all.filter(({ reply }) => reply.outcome === "answer").length).toBeGreaterThan(50);
    expect(wrong(all)).toEqual([]);
    expect(all.filter(({ messages }) => messages.length > 1).map(({ question }) => question)).toEqual([]);
  });

  test("show each quotation letter for letter with its source and age", () => {
    const lost = all.flatMap(({ reply, messages }) =>
      notVerbatim([...reply.quotations, ...reply.further.quotations], messages).map(({ passage }) => passage),
    );
    expect(lost).toEqual([]);
  });
});

describe("the comparisons of all topics", () => {
  let all: Asked[];
  beforeAll(() => {
    all = topicQuestions()
      .map((question) => asked(`5市を比べて。${question}`, undefined))
      .filter(({ reply }) => reply.outcome === "compare");
  });

  test("keep every limit of Slack's, with each city named", () => {
    expect(all.length).toBeGreaterThan(20);
    expect(wrong(all)).toEqual([]);
    for (const { reply, messages } of all) {
      const texts = slackTexts(messages);
      expect(reply.comparison.filter(({ cityName }) => !texts.includes(cityName))).toEqual([]);
    }
  });

  test("show each city's best quotation letter for letter", () => {
    const lost = all.flatMap(({ reply, messages }) =>
      notVerbatim(
        reply.comparison.flatMap(({ quotations }) => quotations.slice(0, 1)),
        messages,
      ).map(({ passage }) => passage),
    );
    expect(lost).toEqual([]);
  });
});

test("a question back tells every city's short answer once, with a button to keep it, within Slack's limits", () => {
  const back = topicQuestions()
    .map((question) => asked(question, undefined))
    .filter(({ reply }) => reply.outcome === "clarify");
  expect(back.length).toBeGreaterThan(5);
  expect(wrong(back)).toEqual([]);
  for (const { reply, messages } of back) {
    const texts = slackTexts(messages.map(({ blocks }) => blocks));
    const kept = texts.filter((text) => text.endsWith("で調べる"));
    expect(kept.sort()).toEqual(CITIES.map(({ name }) => `${name}で調べる`).sort());
    const leads = [...new Set(reply.comparison.map(({ lead }) => lead))];
    expect(leads.filter((lead) => texts.filter((text) => text === lead).length !== 1)).toEqual([]);
  }
});
