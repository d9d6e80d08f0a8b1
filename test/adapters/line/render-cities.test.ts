/**
 * Holds LINE's limits against everything that the cities' texts can make the desk say: each note's first question and
 * each topic compared, in every language, with the buttons and words of a real conversation, and with every source
 * leading to the full text, which makes the messages as long as they get.
 */

import type { messagingApi } from "@line/bot-sdk";
import { beforeAll, describe, expect, test } from "vitest";
import { withAddresses } from "../../../adapters/line/full-text.ts";
import { jsonBytes } from "../../../adapters/line/limits.ts";
import { rendered } from "../../../adapters/line/render.ts";
import { type Assembly, assemble } from "../../../src/assemble.ts";
import { bundle } from "../../../src/conversation/sayings.ts";
import { type CityId, LANGUAGES, type Language, type Quotation, type Reply } from "../../../src/model.ts";
import type { MessageId } from "../../../src/records.ts";
import { CITIES, KNOWLEDGE } from "../../fixtures/cities.ts";
import { lineSchema, needLineSchema } from "../../fixtures/line-schema.ts";
import { breaches, bubbles, flexTexts, objects } from "./messages.ts";

const PLACES = { knowledgeDir: KNOWLEDGE, cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
const MESSAGE = "5b0e7a52-8f0c-4d4e-9d53-6f8a1c2b3d4e" as MessageId;
const REMINDER = "先ほどと同じお返事が届いているかもしれません。";
const BASE = "https://desk.example.jp";
const unblank = (text: string) => text.replace(/\s/gu, "");

let here: Assembly;
beforeAll(async () => {
  here = await assemble({ ...PLACES, year: () => 2026 });
});

interface Case {
  readonly question: string;
  readonly reply: Reply;
  readonly messages: messagingApi.Message[];
}

function asked(question: string, city: CityId | undefined, language: Language): Case {
  const reply = here.desk.reply({ text: question, city, history: [], language });
  return { question, reply, messages: rendered([bundle(reply, { message: MESSAGE, isGroup: false })], REMINDER, BASE) };
}

const firstQuestions = (city: CityId, language: Language) =>
  here.notebook.notes.filter((note) => note.city === city).map(({ questions }) => asked(questions[0]!, city, language));

const comparisons = (language: Language) => {
  const questions = here.notebook.notes.map(({ topic, questions: [first = ""] }) => ({ topic, first }));
  const perTopic = [...new Map(questions.map((one) => [one.topic, one.first])).values()];
  return perTopic
    .map((question) => asked(`5市を比べて。${question}`, undefined, language))
    .filter(({ reply }) => reply.outcome === "compare");
};

const wrong = (cases: readonly Case[]) =>
  cases.map(({ question, messages }) => [question, ...breaches(messages)]).filter(({ length }) => length > 1);

/** Quotations with a line of which the messages show less than the whole. */
const notWhole = (quotations: readonly Quotation[], messages: readonly messagingApi.Message[]) => {
  const shown = unblank(flexTexts(messages).join(""));
  return quotations.filter(({ lines }) => !shown.includes(unblank(lines.map(({ text }) => text).join(""))));
};

const address = ({ passage }: Quotation, language: Language) =>
  `${BASE}/texts/${passage.replace(/-(\d+)$/u, `${language === "ja" ? "" : `?language=${language}`}#p$1`)}`;

/** Quotations whose place in the full text the messages do not open, and sources that lead nowhere in plain text. */
const notLinked = ({ reply, messages }: Case, shown: readonly Quotation[]) => {
  const own = (one: Quotation) => address(one, reply.language);
  const opened = objects(messages).flatMap(({ type, uri }) => (type === "uri" ? [String(uri)] : []));
  const lines = withAddresses(reply, BASE).split("\n");
  const told = [...reply.quotations, ...reply.comparison.flatMap((row) => row.quotations), ...reply.further.quotations];
  return [
    ...shown.filter((one) => !opened.includes(own(one))),
    ...told.filter((one) => !lines.some((line, n) => line === own(one) && lines[n - 1]?.endsWith(one.source))),
  ].map(({ passage }) => passage);
};

const CITY_BY_LANGUAGE = CITIES.flatMap(({ city, name }) =>
  LANGUAGES.map((language) => ({ id: city.id, name, language })),
);

describe.each(CITY_BY_LANGUAGE)("the answers of $name in $language", ({ id, language }) => {
  let cases: Case[];
  beforeAll(() => {
    cases = firstQuestions(id, language);
  });

  test("keep every limit of LINE's", () => {
    expect(cases.filter(({ reply }) => reply.outcome === "answer").length).toBeGreaterThan(50);
    expect(wrong(cases)).toEqual([]);
  });

  test("take at most a text and one Flex message each", () => {
    expect(cases.filter(({ messages }) => messages.length > 2).map(({ question }) => question)).toEqual([]);
  });

  test("show whole what they rest on, and so what came near", () => {
    const cut = cases.flatMap(({ reply, messages }) => {
      const { quotations, further } = reply;
      return notWhole([...quotations, ...further.quotations], messages).map(({ passage }) => passage);
    });
    expect(cut).toEqual([]);
  });

  test("lead from each source to its passage in the full text", () => {
    const all = cases.flatMap((one) => notLinked(one, [...one.reply.quotations, ...one.reply.further.quotations]));
    expect(all).toEqual([]);
  });

  test("are valid by LINE's own description", (context) => {
    needLineSchema(context);
    const schema = lineSchema("messaging-api");
    const faulty = cases.filter(
      ({ messages }) => schema.faults("PushMessageRequest", { to: "U", messages }).length > 0,
    );
    expect(faulty.map(({ question }) => question)).toEqual([]);
  });
});

describe.each(LANGUAGES)("the comparisons of all topics in %s", (language) => {
  let cases: Case[];
  beforeAll(() => {
    cases = comparisons(language);
  });

  test("keep every limit of LINE's, with a bubble a city in one carousel", () => {
    expect(cases.length).toBeGreaterThan(20);
    expect(wrong(cases)).toEqual([]);
    for (const { reply, messages } of cases) {
      expect(messages.map(({ type }) => type)).toEqual(["text", "flex"]);
      expect(bubbles(messages).map(({ header }) => flexTexts(header)[0])).toEqual(
        reply.comparison.map(({ cityName }) => cityName),
      );
    }
  });

  test("show each city's best quotation whole", () => {
    const cut = cases.flatMap(({ reply, messages }) =>
      notWhole(
        reply.comparison.flatMap(({ quotations }) => quotations.slice(0, 1)),
        messages,
      ).map(({ passage }) => passage),
    );
    expect(cut).toEqual([]);
  });

  test("lead from each city's best quotation to its passage in the full text", () => {
    const best = ({ reply }: Case) => reply.comparison.flatMap(({ quotations }) => quotations.slice(0, 1));
    expect(cases.flatMap((one) => notLinked(one, best(one)))).toEqual([]);
  });

  test("are valid by LINE's own description", (context) => {
    needLineSchema(context);
    const schema = lineSchema("messaging-api");
    const faulty = cases.filter(
      ({ messages }) => schema.faults("PushMessageRequest", { to: "U", messages }).length > 0,
    );
    expect(faulty.map(({ question }) => question)).toEqual([]);
  });
});

test("the longest bubbles stay far from LINE's limit, so that a longer guideline fits too", () => {
  const all = CITIES.flatMap(({ city }) => firstQuestions(city.id, "ja-easy"));
  const longest = Math.max(...all.flatMap(({ messages }) => bubbles(messages).map(jsonBytes)));
  expect(longest).toBeGreaterThan(2_000);
  expect(longest).toBeLessThan(15_000);
});
