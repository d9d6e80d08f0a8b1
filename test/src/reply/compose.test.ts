import { describe, expect, test } from "vitest";
import { corpus } from "../../../src/knowledge/corpus.ts";
import { dateLabel } from "../../../src/knowledge/dates.ts";
import {
  CHAT_ACTS,
  type City,
  type CityId,
  type ComparedCity,
  type Elsewhere,
  type Gap,
  HANDOFF_REASONS,
  type Hit,
  LANGUAGES,
  type Language,
  type Note,
  type Outcome,
  type Passage,
  type Reply,
} from "../../../src/model.ts";
import { compose, type Shelf, type Situation } from "../../../src/reply/compose.ts";
import { en } from "../../../src/reply/en.ts";
import { ja } from "../../../src/reply/ja.ts";
import { jaEasy } from "../../../src/reply/ja-easy.ts";
import { CITIES } from "../../fixtures/cities.ts";

const WORDS = { ja, "ja-easy": jaEasy, en };
const known = corpus(CITIES);
const [HINO, KODAIRA, KOGANEI, KOKUBUNJI] = ["hino", "kodaira", "koganei", "kokubunji"] as [
  CityId,
  CityId,
  CityId,
  CityId,
];
const cityOf = (id: CityId): City => known.city(id)!;
const passagesOf = (id: CityId) => known.passages.filter(({ city }) => city === id);
const holding = (words: string): Passage => known.passages.find(({ text }) => text.includes(words))!;

const SITUATION: Situation = {
  language: "ja",
  isStaff: false,
  asked: "補助はいくら",
  isFirst: false,
  isAskedAgain: false,
  contact: undefined,
  year: undefined,
  related: [],
};
const composed = (outcome: Outcome, situation: Partial<Situation> = {}, shelf: Shelf = known): Reply =>
  compose(outcome, shelf, { ...SITUATION, ...situation });

const PLAIN = {
  ja: "補助の額は書かれています。",
  "ja-easy": "お金（かね）の ことが あります。",
  en: "The amount is given.",
};
const noted = (part: Partial<Note> = {}): Note => ({
  city: KODAIRA,
  kind: "answer",
  topic: "money",
  questions: [],
  plain: PLAIN,
  evidence: [],
  passages: [],
  ...part,
});
const hit = (passage: Passage, note?: Note): Hit => ({ passage, score: 7.5, reasons: [], note });
type Answer = Extract<Outcome, { kind: "answer" }>;
const answering = (hits: readonly Hit[], isCityNamed = true): Answer => ({
  kind: "answer",
  cities: [hits[0]!.passage.city],
  hits,
  isCityNamed,
});
const answered = (...passages: readonly Passage[]) => composed(answering(passages.map((passage) => hit(passage))));
const shown = (quotations: Reply["quotations"]) => quotations.map(({ passage }) => passage);

const SCHEME = holding("いきいき協働事業提案制度 （");
const OTHERS = passagesOf(HINO).slice(0, 4);
const letters = (text: string) => text.replace(/<[^>]*>|\*\*/gu, "").replace(/\s+/gu, "");

/** Each part stands in the text behind the one before it. */
function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `${JSON.stringify(part)} in ${JSON.stringify(text.slice(from))}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

describe.each(CITIES)("of $name, whatever the passage", ({ city, file }) => {
  const passages = known.passages.filter((passage) => passage.city === city.id);

  test("each quoted line is made of spans of the file and of nothing else", () => {
    for (const passage of passages) {
      const spans = passage.pieces.map(({ start, end }) => file.slice(start, end));
      const [quoted] = answered(passage).quotations;
      expect(letters(quoted!.lines.map(({ text }) => text).join(""))).toBe(letters(spans.join("")));
      expect(known.isVerbatim(passage.id, quoted!.lines)).toBe(true);
    }
  });
  test("each quoted line stands in the file as one stretch, white space and markup aside", () => {
    const whole = letters(file);
    for (const { text } of passages.flatMap((passage) => answered(passage).quotations.flatMap((q) => q.lines)))
      expect(whole).toContain(letters(text));
  });
  test("what stands before and after it is quoted as well, and none beyond the text's ends", () => {
    for (const [i, passage] of passages.entries()) {
      const [quoted] = answered(passage).quotations;
      const neighbour = (at: number) => (passages[at] === undefined ? [] : known.lines(passages[at]));
      expect(quoted!.before).toEqual(neighbour(i - 1));
      expect(quoted!.after).toEqual(neighbour(i + 1));
    }
  });
  test("its source names the title and the date", () => {
    for (const passage of passages) {
      const [quoted] = answered(passage).quotations;
      expect(quoted!.source.startsWith(`${city.guideline.title}（${dateLabel(city.guideline)}）`)).toBe(true);
      expect(quoted).toMatchObject({ passage: passage.id, city: city.id, cityName: city.names.ja, score: 7.5 });
    }
  });
  test.each(LANGUAGES)("the quotation is the same in every language: %s", (language) => {
    for (const passage of passages) {
      const [own] = answered(passage).quotations;
      const [said] = composed(answering([hit(passage)]), { language }).quotations;
      expect({ ...said, cityName: "", dated: "", remarks: [] }).toEqual({
        ...own,
        cityName: "",
        dated: "",
        remarks: [],
      });
      expect(said!.remarks).toHaveLength(own!.remarks.length);
    }
  });
  test("the plain text holds the lead, every line, the source, the date and every remark, in this order", () => {
    for (const passage of passages) {
      const { text, lead, quotations } = answered(passage);
      expect(text.startsWith(`${lead}\n\n`)).toBe(true);
      const [{ lines, source, dated, remarks }] = quotations as [Reply["quotations"][0]];
      expectInOrder(text, [lead, ...lines.map((line) => line.text), `出典：${source}`, dated, ...remarks]);
      expect(text).toContain(dateLabel(city.guideline));
    }
  });
});

describe.each(LANGUAGES)("an answer in %s", (language) => {
  const words = WORDS[language];
  const note = noted({ passages: [SCHEME.id, OTHERS[2]!.id] });
  const said = (outcome: Outcome, situation: Partial<Situation> = {}) => composed(outcome, { language, ...situation });

  test("leads with the plain words of its note", () => {
    expect(said(answering([hit(SCHEME, note)]))).toMatchObject({ outcome: "answer", language, lead: PLAIN[language] });
  });
  test("leads with a neutral sentence where no note stands on the passage", () => {
    expect(said(answering([hit(SCHEME)])).lead).toBe(words.neutral(cityOf(KODAIRA)));
  });
  test("says which city answers where none was asked", () => {
    expect(said(answering([hit(SCHEME, note)], false)).lead).toBe(
      `${words.ofCity(cityOf(KODAIRA))}\n${PLAIN[language]}`,
    );
    expect(said(answering([hit(SCHEME)], false)).lead).toContain(words.cityName(cityOf(KODAIRA)));
  });
  test("sets what bears the note out apart from what may be meant too", () => {
    const hits = [hit(SCHEME, note), ...OTHERS.map((passage) => hit(passage))];
    const { quotations, further } = said(answering(hits));
    expect(shown(quotations)).toEqual([SCHEME.id, OTHERS[2]!.id]);
    expect(further.title).toBe(words.further);
    expect(shown(further.quotations)).toEqual([OTHERS[0]!.id, OTHERS[1]!.id, OTHERS[3]!.id]);
  });
  test("quotes all that bears the note out, found or not", () => {
    const { quotations, further } = said(answering([hit(SCHEME, note)]));
    expect(shown(quotations)).toEqual([SCHEME.id, OTHERS[2]!.id]);
    expect(further.quotations).toEqual([]);
  });
  test("of one quotation has nothing further, and no title for it", () => {
    const { text, further } = said(answering([hit(SCHEME, note)]));
    expect(further).toEqual({ title: "", quotations: [] });
    expect(text).not.toContain(words.further);
  });
  test("names the city of each quotation in that language", () => {
    const { quotations, further } = said(answering([hit(SCHEME), hit(OTHERS[0]!)]));
    const names = [...quotations, ...further.quotations].map(({ cityName }) => cityName);
    expect(names).toEqual([words.cityName(cityOf(KODAIRA)), words.cityName(cityOf(HINO))]);
  });
  test("offers the other cities, more of it, and a person", () => {
    const { otherCities, more, person } = words.actions;
    expect(said(answering([hit(SCHEME)])).actions).toEqual(
      [otherCities, more, person].map((action) => ({ ...action, city: undefined })),
    );
  });
  test("offers the questions that are likely next, under a title", () => {
    const related = ["評価とは何ですか", "提案とは何ですか"];
    const { text, related: offered } = said(answering([hit(SCHEME)]), { related });
    expect(offered).toEqual({ title: words.related, questions: related });
    expectInOrder(text, [words.related, ...related.map((question) => `・${question}`)]);
    expect(said(answering([hit(SCHEME)])).related).toEqual({ title: "", questions: [] });
  });
});

test("the source stands behind a colon of the language", () => {
  const saidIn = (language: Language) => composed(answering([hit(SCHEME)]), { language }).text;
  expect(saidIn("ja")).toContain(`\n出典：${SCHEME.citation}\n`);
  expect(saidIn("ja-easy")).toContain(`\n${jaEasy.source}：${SCHEME.citation}\n`);
  expect(saidIn("en")).toContain(`\nSource: ${SCHEME.citation}\n`);
});

describe("an answer without a note", () => {
  test("keeps the best passage for its quotation and the order of the others", () => {
    const { quotations, further } = answered(OTHERS[2]!, SCHEME, OTHERS[0]!);
    expect(shown(quotations)).toEqual([OTHERS[2]!.id]);
    expect(shown(further.quotations)).toEqual([SCHEME.id, OTHERS[0]!.id]);
  });
  test("leads with the title of the guideline that its quotation is from", () => {
    expect(answered(SCHEME, ...OTHERS).lead).toContain("「小平市協働の推進に関する指針」");
  });
  test("shows column heads apart from what stands under them", () => {
    expect(answered(SCHEME).text).toContain("｜【事業名（内容）】\n｜いきいき協働事業提案制度");
  });
});

describe("a figure that the texts do not hold", () => {
  test.each(LANGUAGES)("is remarked under the quotation that speaks of it: %s", (language) => {
    const figures = known.passages.filter((passage) => passage.figureMissing);
    expect(figures.length).toBeGreaterThan(0);
    for (const passage of figures) {
      const { text, quotations } = composed(answering([hit(passage)]), { language });
      const [{ remarks, dated }] = quotations as [Reply["quotations"][0]];
      expect(remarks[0]).toBe(WORDS[language].figureMissing);
      expect(text).toContain(`${passage.citation}\n${dated}\n${WORDS[language].figureMissing}`);
    }
  });
  test("is not remarked elsewhere", () => {
    expect(answered(SCHEME).quotations[0]!.remarks).toEqual([]);
    expect(answered(SCHEME).text).not.toContain(ja.figureMissing);
  });
});

test.each(LANGUAGES)("a text that is no 指針 is called by what it is, and no other is: %s", (language) => {
  const remarksOf = (id: CityId) =>
    composed(answering([hit(passagesOf(id)[0]!)]), { language }).quotations.flatMap(({ remarks }) => remarks);
  expect(remarksOf(KOKUBUNJI)).toContain(WORDS[language].notTheGuideline("重点的な取組 2004・2005"));
  for (const id of [HINO, KODAIRA, KOGANEI])
    expect(remarksOf(id)).not.toContain(WORDS[language].notTheGuideline(cityOf(id).guideline.kind));
});

describe("how old a text is", () => {
  const datedOf = (city: CityId, situation: Partial<Situation>) =>
    composed(answering([hit(passagesOf(city)[0]!)]), situation).quotations[0]!.dated;
  test.each<[string, CityId, Partial<Situation>, string]>([
    ["its date alone where nobody knows today's", HINO, {}, "平成19年3月の指針です。"],
    ["its date and its age", HINO, { year: 2026 }, "平成19年3月の指針です（19年前）。"],
    ["the date of the last revision", KODAIRA, { year: 2026 }, "平成30年12月の指針です（8年前）。"],
    ["no age in the year itself", HINO, { year: 2007 }, "平成19年3月の指針です。"],
    ["no age before it, by a clock that is wrong", HINO, { year: 1970 }, "平成19年3月の指針です。"],
    ["the youngest date in it where it prints none", KOGANEI, { year: 2026 }, "発行日の記載がありません（中の新しい"],
    ["what the text calls itself", KOKUBUNJI, {}, "この重点的な取組 2004・2005には、発行日の記載がありません"],
    ["in やさしい日本語", HINO, { language: "ja-easy", year: 2026 }, "2007年（ねん）3月（がつ）の 文書"],
    ["its age in やさしい日本語", HINO, { language: "ja-easy", year: 2026 }, "（19年前（ねんまえ））"],
    ["no date in やさしい日本語", KOGANEI, { language: "ja-easy" }, "いつ できたか 書（か）いて ありません。2007年"],
    ["a year alone in やさしい日本語", KOKUBUNJI, { language: "ja-easy" }, "2005年（ねん）ごろの"],
    ["in English", HINO, { language: "en", year: 2026 }, "The text is of March 2007 (19 years ago)."],
    ["one year in English", HINO, { language: "en", year: 2008 }, "The text is of March 2007 (a year ago)."],
    ["no age in English", HINO, { language: "en" }, "The text is of March 2007. "],
    ["no date in English", KOGANEI, { language: "en" }, "no date of issue; the latest date in it is September 2007."],
    ["a year alone in English", KOKUBUNJI, { language: "en" }, "the latest date in it is 2005."],
  ])("is told as %s", (_, city, situation, expected) => expect(datedOf(city, situation)).toContain(expected));

  test.each(LANGUAGES)("and that it may have changed, in every quotation: %s", (language) => {
    const [changed] = { ja: ["今は変わって"], "ja-easy": ["今（いま）は ちがう"], en: ["may have changed"] }[language];
    for (const { city } of CITIES) {
      for (const year of [undefined, 2026]) expect(datedOf(city.id, { language, year })).toContain(changed);
    }
  });
  test.each(LANGUAGES)("is told of a text that prints no date at all: %s", (language) => {
    const bare = { ...cityOf(HINO).guideline, issued: null };
    const shelf: Shelf = { ...known, city: (id) => ({ ...cityOf(id), guideline: bare }) };
    const { dated } = composed(answering([hit(OTHERS[0]!)]), { language, year: 2026 }, shelf).quotations[0]!;
    expect(dated).toBe(WORDS[language].undated({ ...cityOf(HINO), guideline: bare }));
    expect(dated).not.toMatch(/\d|null|undefined/u);
  });
});

describe.each(LANGUAGES)("a comparison in %s", (language) => {
  const words = WORDS[language];
  const ROWS: readonly ComparedCity[] = [
    { city: KODAIRA, hits: [hit(SCHEME, noted())], silent: undefined },
    { city: HINO, hits: OTHERS.slice(0, 2).map((passage) => hit(passage)), silent: undefined },
    { city: KOGANEI, hits: [], silent: noted({ city: KOGANEI, kind: "silent" }) },
    { city: KOKUBUNJI, hits: [], silent: undefined },
  ];
  const reply = composed({ kind: "compare", rows: ROWS }, { language });

  test("has a row per city in the order given, each with its own quotations", () => {
    expect(reply).toMatchObject({ outcome: "compare", lead: words.compared, quotations: [] });
    expect(reply.comparison.map(({ city, cityName }) => [city, cityName])).toEqual(
      ROWS.map(({ city }) => [city, words.cityName(cityOf(city))]),
    );
    expect(reply.comparison.map(({ quotations }) => shown(quotations))).toEqual(
      ROWS.map(({ hits }) => hits.map(({ passage }) => passage.id)),
    );
  });
  test("says in a row what the note says, that it stands there, 記載なし, or that nothing was found", () => {
    expect(reply.comparison.map(({ lead, isSilent }) => [lead, isSilent])).toEqual([
      [PLAIN[language], false],
      [words.neutral(cityOf(HINO)), false],
      [words.silent, true],
      [words.notFound, false],
    ]);
  });
  test("offers a person", () => expect(reply.actions).toEqual([{ ...words.actions.person, city: undefined }]));
  test("is told in plain text row by row", () => {
    const parts = reply.comparison.flatMap(({ cityName, lead, quotations }) => [
      `■ ${cityName}\n${lead}`,
      ...quotations.flatMap(({ lines, source, dated }) => [...lines.map((line) => line.text), source, dated]),
    ]);
    expectInOrder(reply.text, [reply.lead, ...parts]);
  });
});

describe.each(LANGUAGES)("a question back in %s", (language) => {
  const words = WORDS[language];
  const cities = [KODAIRA, HINO];
  test("has a button per city that asks the same of it", () => {
    const { outcome, lead, actions, quotations, text } = composed({ kind: "clarify", cities }, { language });
    expect({ outcome, lead, quotations }).toEqual({ outcome: "clarify", lead: words.clarify, quotations: [] });
    expect(actions).toEqual(
      cities.map((city) => ({ label: words.cityName(cityOf(city)), text: SITUATION.asked, city })),
    );
    expectInOrder(text, [lead, ...actions.map(({ label }) => `・${label}`)]);
  });
  test("shows staff what each city says, silence too, with a button for each", () => {
    const silent = noted({ kind: "silent", city: HINO });
    const rows = [
      { city: KODAIRA, hits: [hit(SCHEME, noted())], silent: undefined },
      { city: HINO, hits: [], silent },
      { city: KOGANEI, hits: [], silent: undefined },
    ];
    const { outcome, lead, comparison, actions } = composed({ kind: "clarify", cities, rows }, { language });
    expect({ outcome, lead }).toEqual({ outcome: "clarify", lead: words.clarifyForStaff });
    expect(comparison.map((row) => [row.city, row.lead, row.isSilent, shown(row.quotations)])).toEqual([
      [KODAIRA, PLAIN[language], false, [SCHEME.id]],
      [HINO, words.silent, true, []],
      [KOGANEI, words.notFound, false, []],
    ]);
    expect(actions.map(({ city }) => city)).toEqual([KODAIRA, HINO, KOGANEI]);
  });
});

describe.each(LANGUAGES)("a hand-off in %s", (language) => {
  const words = WORDS[language];
  type Handoff = Extract<Outcome, { kind: "handoff" }>;
  const handedOver = (part: Partial<Handoff> = {}, situation: Partial<Situation> = {}) =>
    composed(
      { kind: "handoff", reason: "complaint", cities: [], note: undefined, hits: [], ...part },
      { language, ...situation },
    );

  const OTHERS_THAN_NEED = HANDOFF_REASONS.filter((reason) => reason !== "danger" && reason !== "distress");
  test.each(OTHERS_THAN_NEED)("begins with words of its own: %s", (reason) => {
    const { outcome, lead, actions } = handedOver({ reason });
    expect(outcome).toBe("handoff");
    expect(lead).toBe(`${words.handoff[reason]}\n${words.contact.none(undefined)}`);
    expect(actions).toEqual([]);
  });
  test("in distress begins with where help is, and has words of its own behind", () => {
    expect(handedOver({ reason: "distress" }).lead).toBe(
      [words.grave, words.handoff.distress, words.contact.none(undefined)].join("\n"),
    );
  });
  test("names no contact where a person takes over in this very talk, unless the desk has one of its own", () => {
    expect(handedOver({ reason: "decision" }, { hasPerson: true }).lead).toBe(words.handoff.decision);
    expect(handedOver({ reason: "danger" }, { hasPerson: true }).lead).toBe(words.grave);
    const contact = "TEL 042-000-1111";
    const own = handedOver({ reason: "danger" }, { hasPerson: true, contact });
    expect(own.lead).toBe(`${words.grave}\n${words.contact.ofDesk(contact)}`);
  });
  test("begins with the note's words where a note names the matter", () => {
    expect(handedOver({ note: noted({ kind: "person" }) }).lead.split("\n")[0]).toBe(PLAIN[language]);
  });
  test("is told to staff in other words, whatever the matter", () => {
    for (const part of [{}, { note: noted({ kind: "person" }) }]) {
      expect(handedOver(part, { isStaff: true }).lead.split("\n")[0]).toBe(words.handoffForStaff);
    }
  });
  test("shows what the text says on the matter, as what comes nearest", () => {
    const { quotations, further, text } = handedOver({ hits: [hit(SCHEME)] });
    expect(quotations).toEqual([]);
    expect(further.title).toBe(words.nearest);
    expect(shown(further.quotations)).toEqual([SCHEME.id]);
    expectInOrder(text, [words.nearest, SCHEME.citation]);
  });

  describe("in danger", () => {
    const note = noted({ kind: "person" });
    const helped = (isStaff: boolean) =>
      handedOver({ reason: "danger", note, hits: [hit(SCHEME)], cities: [HINO] }, { isStaff });
    test.each([false, true])("begins with where help is, to staff as well: %s", (isStaff) => {
      const [first = "", ...others] = helped(isStaff).lead.split(words.grave);
      expect([first, others.length]).toEqual(["", 1]);
      for (const number of ["119", "110", "0120-279-338"]) expect(helped(isStaff).lead).toContain(number);
    });
    test("goes on with the desk's own contact, and with no number that a text printed long ago", () => {
      expect(helped(false).lead).toBe(`${words.grave}\n${words.contact.none(undefined)}`);
      const own = handedOver({ reason: "danger", cities: [HINO] }, { contact: "TEL 042-000-1111" });
      expect(own.lead).toBe(`${words.grave}\n${words.contact.ofDesk("TEL 042-000-1111")}`);
    });
    test("quotes nothing and names no matter", () => {
      const { quotations, further, comparison, lead, actions } = helped(false);
      expect({ quotations, further, comparison, actions }).toEqual({
        quotations: [],
        further: { title: "", quotations: [] },
        comparison: [],
        actions: [],
      });
      expect(lead).not.toContain(PLAIN[language]);
    });
  });

  describe("tells to turn to", () => {
    const WHERE = "市民協働課 042-000-1111";
    const lastOf = (cities: readonly CityId[], contact?: string) =>
      handedOver({ cities }, { contact }).lead.slice(words.handoff.complaint.length + 1);
    test("the desk's own contact, whatever the city", () => {
      for (const cities of [[], [HINO], [KODAIRA], [HINO, KODAIRA]]) {
        expect(lastOf(cities, WHERE)).toBe(words.contact.ofDesk(WHERE));
      }
    });
    test("else the contact that the guideline prints, with its date", () => {
      const { printed, asOf } = cityOf(HINO).contacts[0]!;
      expect(asOf).toBe("平成19年3月");
      expect(lastOf([HINO])).toBe(words.contact.ofGuideline(printed, cityOf(HINO), asOf));
      for (const line of printed) expect(lastOf([HINO])).toContain(line);
      expect(lastOf([HINO])).toMatch(/平成19年3月|2007年（ねん）3月|March 2007/u);
    });
    test("and what staff entered of the city beside it, never instead, with the day on which they did", () => {
      const { printed, asOf } = cityOf(HINO).contacts[0]!;
      const current = { text: "042-581-6144", asOf: "2026-11-20" };
      const told = (cities: readonly CityId[], contact?: string) =>
        handedOver({ cities }, { contact, currentContacts: { [HINO]: current } }).lead.slice(
          words.handoff.complaint.length + 1,
        );
      const beside = words.contact.current(current, cityOf(HINO));
      expect(told([HINO])).toBe(`${words.contact.ofGuideline(printed, cityOf(HINO), asOf)}\n${beside}`);
      expect(told([HINO], WHERE)).toBe(`${words.contact.ofDesk(WHERE)}\n${beside}`);
      expect(beside).toMatch(/2026年11月20日|2026年（ねん）11月（がつ）20日（はつか）|20 November 2026/u);
      for (const cities of [[], [KODAIRA], [HINO, KODAIRA]]) expect(told(cities)).not.toContain(current.text);
    });
    test("and what staff entered where the text itself is asked how the city is reached, or shows how it was", () => {
      const current = { text: "042-581-6144", asOf: "2026-11-20" };
      const given = { language, currentContacts: { [HINO]: current } };
      const beside = words.contact.current(current, cityOf(HINO));
      const note = noted({ topic: "contact" });
      const imprint = holding("TEL 042-581-4112");
      const gap = { kind: "decline", reason: "known-gap", note, cities: [HINO] } as const;
      expect(composed({ ...gap, hits: [] }, given).lead).toBe(`${PLAIN[language]}\n${beside}`);
      expect(composed({ ...gap, note: noted({}), hits: [hit(imprint)] }, given).lead).toContain(beside);
      const answer = composed(answering([hit(imprint, note)]), given);
      expect(answer.lead).toBe(`${PLAIN[language]}\n${beside}`);
      expect(answer.quotations[0]!.lines.map(({ text }) => text)).toEqual(
        composed(answering([hit(imprint, note)]), { language }).quotations[0]!.lines.map(({ text }) => text),
      );
      expect(answer.text).toContain(beside);
      const rows = [{ city: HINO, hits: [], silent: note }];
      expect(composed({ kind: "compare", rows }, given).comparison[0]!.lead).toBe(`${words.silent}\n${beside}`);
    });
    test("and says nothing of it where something else is asked, nor beside words on danger", () => {
      const currentContacts = { [HINO]: { text: "042-581-6144", asOf: "2026-11-20" } };
      const other = composed(answering([hit(OTHERS[0]!, noted({ topic: "place" }))]), { language, currentContacts });
      expect(other.text).not.toContain("042-581-6144");
      expect(handedOver({ reason: "danger", cities: [HINO] }, { currentContacts }).lead).not.toContain("042-581-6144");
    });
    test("and without a date where none stands there", () => {
      const { printed, asOf } = cityOf(KOKUBUNJI).contacts[0]!;
      expect(asOf).toBeNull();
      expect(lastOf([KOKUBUNJI])).toContain(printed[1]);
      expect(lastOf([KOKUBUNJI])).not.toMatch(/null|undefined/u);
    });
    test("else city hall, where the guideline prints none", () => {
      expect(cityOf(KODAIRA).contacts).toEqual([]);
      expect(lastOf([KODAIRA])).toBe(words.contact.none(cityOf(KODAIRA)));
    });
    test("else city hall, where no city or more than one is meant", () => {
      for (const cities of [[], [HINO, KODAIRA]]) expect(lastOf(cities)).toBe(words.contact.none(undefined));
    });
  });
});

test("each reason to hand over has words of its own", () => {
  for (const language of LANGUAGES) {
    const { handoff, grave } = WORDS[language];
    const said = HANDOFF_REASONS.map((reason) => (reason === "danger" ? grave : handoff[reason]));
    expect(new Set(said).size).toBe(HANDOFF_REASONS.length);
  }
});

describe.each(LANGUAGES)("a refusal in %s", (language) => {
  const words = WORDS[language];
  const declined = (gap: Gap, cities: readonly CityId[] = [], hits: readonly Hit[] = []) =>
    composed({ kind: "decline", cities, hits, ...gap }, { language });
  const GAP = noted({ kind: "silent" });
  const MOON: Elsewhere = {
    subject: "moon",
    names: { ja: "月", "ja-easy": "月（つき）", en: "the moon" },
    questions: [],
  };
  const MISSING: readonly Gap[] = [
    { reason: "known-gap", note: GAP },
    { reason: "elsewhere", subject: MOON },
    { reason: "not-written" },
  ];

  test("of a known gap says what the note says", () => {
    expect(declined({ reason: "known-gap", note: GAP }, [KODAIRA]).lead).toBe(PLAIN[language]);
  });
  test("of a known gap names the city where more than one is meant", () => {
    expect(declined({ reason: "known-gap", note: GAP }, [KODAIRA, HINO]).lead).toBe(
      `${words.ofCity(cityOf(KODAIRA))}\n${PLAIN[language]}`,
    );
  });
  test("shows what came near as such, not as the answer", () => {
    const { text, lead, quotations, further } = declined({ reason: "known-gap", note: GAP }, [KODAIRA], [hit(SCHEME)]);
    expect(quotations).toEqual([]);
    expect(further.title).toBe(words.nearest);
    expect(words.nearest).not.toBe(words.further);
    expectInOrder(text, [lead, words.nearest, SCHEME.citation]);
  });
  test("of a matter of another office names the matter", () => {
    const { lead } = declined({ reason: "elsewhere", subject: MOON });
    expect(lead).toBe(words.decline.elsewhere(MOON.names[language]));
    expect(lead).toContain(MOON.names[language]);
  });
  test("of a grave matter begins with where help is", () => {
    const { lead } = declined({ reason: "elsewhere", subject: { ...MOON, isGrave: true } });
    expect(lead).toBe(`${words.grave}\n${words.decline.elsewhere(MOON.names[language])}`);
  });
  test("of another town names the cities that are here, and offers nobody", () => {
    const { lead, actions } = declined({ reason: "other-town" });
    for (const { city } of CITIES) expect(lead).toContain(language === "en" ? city.names.en : city.names.ja);
    expect(actions).toEqual([]);
  });
  test("of an empty question asks for one, and holds nothing else", () => {
    const reply = declined({ reason: "nothing-typed" });
    expect(reply).toMatchObject({ lead: words.decline.nothingTyped, quotations: [], actions: [] });
    expect(reply.text).toBe(words.decline.nothingTyped);
  });
  test("of what is not written says where it was looked for", () => {
    const { lead } = declined({ reason: "not-written" }, [KODAIRA, HINO]);
    expect(lead).toBe(words.decline.notWritten([cityOf(KODAIRA), cityOf(HINO)]));
    expect(declined({ reason: "not-written" }).lead).toBe(words.decline.notWritten([]));
    if (language === "ja") {
      expect(lead).toContain("小平市協働の推進に関する指針");
      expect(lead).toContain("市民活動団体（NPO）と市との協働のための指針");
    }
  });
  test.each(MISSING)("offers a person: $reason", (gap) => {
    const reply = declined(gap, [KODAIRA]);
    expect(reply).toMatchObject({ outcome: "decline", language });
    expect(reply.actions).toEqual([{ ...words.actions.person, city: undefined }]);
  });
});

describe.each(LANGUAGES)("talk in %s", (language) => {
  test.each(CHAT_ACTS)("is answered in kind, and with nothing else: %s", (act) => {
    const lead = WORDS[language].chat[act];
    expect(composed({ kind: "chat", act }, { language })).toEqual({
      outcome: "chat",
      matter: { city: undefined, topic: undefined, reason: undefined },
      language,
      lead,
      quotations: [],
      further: { title: "", quotations: [] },
      comparison: [],
      related: { title: "", questions: [] },
      actions: [],
      privacy: "",
      text: lead,
    });
  });
});

describe("whatever was decided", () => {
  const OUTCOMES: readonly Outcome[] = [
    answering([hit(SCHEME, noted({ passages: [SCHEME.id] })), ...OTHERS.map((passage) => hit(passage))]),
    { kind: "compare", rows: [{ city: HINO, hits: OTHERS.map((passage) => hit(passage)), silent: undefined }] },
    { kind: "clarify", cities: [KODAIRA, HINO] },
    { kind: "handoff", reason: "decision", cities: [HINO], note: undefined, hits: [hit(OTHERS[0]!)] },
    { kind: "handoff", reason: "danger", cities: [HINO], note: undefined, hits: [] },
    { kind: "decline", reason: "not-written", cities: [], hits: [hit(OTHERS[1]!)] },
    { kind: "chat", act: "thanks" },
    { kind: "chat", act: "correction" },
  ];
  const each = (situation: Partial<Situation> = {}) =>
    LANGUAGES.flatMap((language: Language) =>
      OUTCOMES.map((outcome) => ({ outcome, reply: composed(outcome, { ...situation, language }), language })),
    );

  test("who runs the desk is told with the first message of a conversation alone", () => {
    for (const { reply } of each()) expect(reply.privacy).toBe("");
    for (const { reply, language } of each({ isFirst: true })) expect(reply.privacy).toBe(WORDS[language].privacy);
  });
  test("who says the same again is told of a person, but after thanks and where a city is to be chosen", () => {
    for (const [i, { reply, outcome, language }] of each({ isAskedAgain: true }).entries()) {
      const { lead } = each()[i]!.reply;
      const isTalk = outcome.kind === "chat" && outcome.act === "thanks";
      const isTold = !isTalk && outcome.kind !== "clarify";
      expect(reply.lead).toBe(isTold ? `${lead}\n${WORDS[language].askedAgain}` : lead);
    }
  });
  test("staff who say the same again are told of nobody else", () => {
    for (const [i, { reply }] of each({ isAskedAgain: true, isStaff: true }).entries())
      expect(reply.lead).toBe(each({ isStaff: true })[i]!.reply.lead);
  });
  test("the plain text holds all that is shown, in the order in which it is shown", () => {
    for (const { reply } of each({ related: ["評価とは何ですか"], year: 2026 })) {
      const quoted = ({ lines, source, dated, remarks }: Reply["quotations"][0]) => [
        ...lines.map((line) => line.text),
        source,
        dated,
        ...remarks,
      ];
      expectInOrder(reply.text, [
        reply.lead,
        ...reply.quotations.flatMap(quoted),
        ...reply.comparison.flatMap((row) => [row.cityName, row.lead, ...row.quotations.flatMap(quoted)]),
        ...(reply.further.title === "" ? [] : [reply.further.title]),
        ...reply.further.quotations.flatMap(quoted),
        reply.related.title,
        ...reply.related.questions,
        ...reply.actions.filter(({ city }) => city !== undefined).map(({ label }) => label),
      ]);
      expect(reply.text).not.toMatch(/\n{3}|undefined|null/u);
    }
  });
});
