/**
 * Whole conversations with the desk as it is delivered: what is said, which button is pressed, and what comes of it.
 */

import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../src/assemble.ts";
import { languageOf } from "../../src/dialogue/language.ts";
import { type CityId, LANGUAGES, type Language, type Question, type Reply } from "../../src/model.ts";
import { en } from "../../src/reply/en.ts";
import { ja } from "../../src/reply/ja.ts";
import { jaEasy } from "../../src/reply/ja-easy.ts";
import { CITIES } from "../fixtures/cities.ts";

const WORDS = { ja, "ja-easy": jaEasy, en };
const ALL = CITIES.map(({ city }) => city.id);
/** What the page sends along. */
const MOST_HISTORY = 6;

let here: Assembly;
beforeAll(async () => {
  here = await assemble({ knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn });
});

/** Somebody at the page: it remembers what was said and which city is chosen. */
function conversation({ city, ...chosen }: Partial<Pick<Question, "asker" | "language">> & { city?: string } = {}) {
  const history: string[] = [];
  let place = city as CityId | undefined;
  let last: Reply | undefined;
  const says = (text: string): Reply => {
    last = here.desk.reply({ ...chosen, text, city: place, history: history.slice(-MOST_HISTORY) });
    history.push(text);
    return last;
  };
  return {
    says,
    presses(label: string): Reply {
      const button = last?.actions.find((action) => action.label === label);
      if (button === undefined) throw new Error(`${label} is not offered`);
      place = button.city ?? place;
      return says(button.text);
    },
    /** Presses the first of the questions that are likely next. */
    goesOn(): Reply {
      const [question] = last?.related.questions ?? [];
      if (question === undefined) throw new Error("no question is offered");
      return says(question);
    },
  };
}
const citiesOf = ({ quotations, comparison }: Reply) =>
  comparison.length > 0 ? comparison.map(({ city }) => city) : [...new Set(quotations.map(({ city }) => city))];
const passagesOf = ({ quotations }: Reply) => quotations.map(({ passage }) => passage);

describe("a conversation", () => {
  test("of a resident who names no city, is asked back, wants more, and then all cities", () => {
    const { says, presses } = conversation();
    const greeting = says("こんにちは");
    expect(greeting).toMatchObject({ outcome: "chat", lead: ja.chat.greeting, privacy: ja.privacy });
    const back = says("自治会も市と協働できますか");
    expect(back).toMatchObject({ outcome: "clarify", lead: ja.clarify, privacy: "" });
    const answer = presses("小平市");
    expect([answer.outcome, citiesOf(answer)]).toEqual(["answer", ["kodaira"]]);
    expect(answer.lead).toContain("自治会");
    const more = presses(ja.actions.more.label);
    expect([more.outcome, passagesOf(more)]).toEqual(["answer", passagesOf(answer)]);
    const compared = presses(ja.actions.otherCities.label);
    expect([compared.outcome, citiesOf(compared)]).toEqual(["compare", ALL]);
    const own = compared.comparison.find(({ city }) => city === "kodaira");
    expect(own?.quotations.map(({ passage }) => passage)).toContain(passagesOf(answer)[0]);
    expect(says("ありがとうございました")).toMatchObject({ outcome: "chat", lead: ja.chat.thanks });
  });

  test("in やさしい日本語 by buttons alone, to a person in the end", () => {
    const { says, presses } = conversation({ city: "koganei", language: "ja-easy" });
    const { otherCities, more, person } = jaEasy.actions;
    expect(says("こんにちは。")).toMatchObject({ outcome: "chat", lead: jaEasy.chat.greeting });
    const answer = says("きょうどうって なんですか");
    expect([answer.outcome, answer.language, citiesOf(answer)]).toEqual(["answer", "ja-easy", ["koganei"]]);
    expect(passagesOf(presses(more.label))).toEqual(passagesOf(answer));
    expect(citiesOf(presses(otherCities.label))).toEqual(ALL);
    const handedOver = presses(person.label);
    expect(handedOver).toMatchObject({ outcome: "handoff", language: "ja-easy", quotations: [] });
    expect(handedOver.lead.startsWith(jaEasy.handoff["wish-person"])).toBe(true);
  });

  test("in English from one city to the next, and on by what is offered", () => {
    const { says, goesOn } = conversation();
    expect(says("Hello")).toMatchObject({ outcome: "chat", lead: en.chat.greeting, privacy: en.privacy });
    const first = says("What is collaboration in Kunitachi?");
    expect([first.outcome, citiesOf(first)]).toEqual(["answer", ["kunitachi"]]);
    const second = says("What about Hino?");
    expect([second.outcome, second.language, citiesOf(second)]).toEqual(["answer", "en", ["hino"]]);
    const third = goesOn();
    expect([third.outcome, third.language, citiesOf(third)]).toEqual(["answer", "en", ["hino"]]);
    const handedOver = says("Can I talk to a person?");
    expect(handedOver.outcome).toBe("handoff");
    expect(handedOver.lead).toContain("042-581-4112");
    expect(says("Thank you")).toMatchObject({ outcome: "chat", lead: en.chat.thanks });
  });

  test("of staff, from an answer to another, to the other cities, to what a person must decide", () => {
    const { says } = conversation({ city: "hino", asker: "staff" });
    const answer = says("協働事業の評価はどうすればよいですか");
    expect([answer.outcome, citiesOf(answer)]).toEqual(["answer", ["hino"]]);
    const other = says("ほかには？");
    expect(other.outcome).toBe("answer");
    expect(passagesOf(other)).not.toContain(passagesOf(answer)[0]);
    expect(citiesOf(says("他市と比べて"))).toEqual(ALL);
    const decided = says("先月出した申請書はどうなりましたか");
    expect(decided.outcome).toBe("handoff");
    expect(decided.lead.startsWith(ja.handoffForStaff)).toBe(true);
    const again = says("先月出した申請書はどうなりましたか");
    // Staff are not told to turn to staff.
    expect([again.outcome, again.lead]).toEqual(["handoff", decided.lead]);
  });

  test("that goes from bad to worse ends where help is", () => {
    const { says } = conversation({ city: "kokubunji" });
    const office = says("住民票の写しがほしい");
    expect(office.outcome).toBe("decline");
    expect(office.lead).toContain("住民票");
    expect(says("三鷹市ではどうですか").lead).toContain("ほかの市や町のことは");
    expect(says("役に立たないボットだな")).toMatchObject({ outcome: "chat", lead: ja.chat.insult });
    const complaint = says("窓口の人の態度が悪かった");
    expect(complaint.outcome).toBe("handoff");
    expect(complaint.lead.startsWith(ja.handoff.complaint)).toBe(true);
    const danger = says("もう死にたい");
    expect(danger).toMatchObject({ outcome: "handoff", quotations: [], related: { questions: [] } });
    expect(danger.lead.startsWith(ja.grave)).toBe(true);
    expect(says("ありがとう").outcome).toBe("chat");
  });

  test("that compares, then asks one city for what it has and for what it has not", () => {
    const { says } = conversation();
    expect(citiesOf(says("小平市と日野市の協働の原則を比べて")).sort()).toEqual(["hino", "kodaira"]);
    expect(citiesOf(says("5市の評価を比べて"))).toEqual(ALL);
    const number = says("国分寺市の担当の電話番号を教えて");
    expect([number.outcome, citiesOf(number)]).toEqual(["answer", ["kokubunji"]]);
    expect(number.text).toContain("042-325-0111");
    const address = says("その窓口の住所は？");
    expect(address).toMatchObject({ outcome: "decline", quotations: [] });
    expect(address.lead).toContain("書かれていません");
    const handedOver = says("職員と話したい");
    expect(handedOver.outcome).toBe("handoff");
    expect(handedOver.lead).toContain("042-325-0111");
  });
});

describe.each(LANGUAGES)("in %s, buttons pressed one after another", (language) => {
  const { otherCities, more, person } = WORDS[language].actions;
  const QUESTION: Readonly<Record<Language, string>> = {
    ja: "自治会も協働できますか",
    "ja-easy": "じちかいも きょうどう できますか",
    en: "Can a neighbourhood association collaborate with the city?",
  };
  test.each([
    ["more of it, and more again", [more, more], "answer"],
    ["more of it, then the other cities", [more, otherCities], "compare"],
    ["more of it, then a person", [more, person], "handoff"],
    ["the other cities, then a person", [otherCities, person], "handoff"],
  ] as const)("%s", (_, buttons, outcome) => {
    const { says, presses } = conversation({ city: "kodaira", language });
    const answer = says(QUESTION[language]);
    expect(answer.outcome).toBe("answer");
    const reply = buttons.map(({ label }) => presses(label)).at(-1)!;
    expect([reply.outcome, reply.language]).toEqual([outcome, language]);
    const shown = [...reply.quotations, ...reply.comparison.flatMap(({ quotations }) => quotations)];
    if (outcome !== "handoff") expect(shown.map(({ passage }) => passage)).toContain(passagesOf(answer)[0]);
  });
  test("a person, after a refusal", () => {
    const { says, presses } = conversation({ city: "kodaira", language });
    const MATTER = { ja: "住民票の写しがほしい", "ja-easy": "じゅうみんひょうが ほしいです", en: "I need a passport" };
    expect(says(MATTER[language]).outcome).toBe("decline");
    expect(presses(person.label).lead.startsWith(WORDS[language].handoff["wish-person"])).toBe(true);
  });
});

describe("each question that is offered as likely next gets an answer of the same city", () => {
  const ANSWERS_OF_EACH = 4;
  const sampled = <T>(list: readonly T[], count: number) =>
    Array.from({ length: count }, (_, i) => list[Math.floor(((i + 0.5) * list.length) / count)]!);
  const rows = ALL.flatMap((city) => LANGUAGES.map((language) => [city, language] as const));

  test.each(rows)("%s, in %s", (city, language) => {
    const expected = here.notebook.notes
      .filter((note) => note.city === city && note.kind === "answer")
      .flatMap(({ questions }) => questions.find((text) => languageOf(text) === language) ?? []);
    const answers = sampled(expected, 2 * ANSWERS_OF_EACH)
      .map((text) => ({ text, reply: conversation({ city, language }).says(text) }))
      .filter(({ reply }) => reply.outcome === "answer")
      .slice(0, ANSWERS_OF_EACH);
    expect(answers).toHaveLength(ANSWERS_OF_EACH);
    const unanswered = answers.flatMap(({ text, reply }) => {
      expect(reply.related.questions.length).toBeGreaterThan(0);
      return reply.related.questions.filter((question) => {
        const { says } = conversation({ city, language });
        says(text);
        const next = says(question);
        return next.outcome !== "answer" || citiesOf(next).join() !== city;
      });
    });
    expect(unanswered).toEqual([]);
  });
});
