import { globSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Assembly, assemble } from "../../src/assemble.ts";
import { desk } from "../../src/desk.ts";
import { DeskError } from "../../src/errors.ts";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import type { CityId, Reply } from "../../src/model.ts";
import { knowledgeWithSixthCity } from "../fixtures/sixth-city.ts";

const PLACES = { knowledgeDir: "knowledge", cacheDir: "node_modules/.cache/madoguchi", warn: console.warn };
let here: Assembly;
beforeAll(async () => {
  here = await assemble(PLACES);
});

const ask = (text: string, { city, history = [] }: { city?: string; history?: readonly string[] } = {}): Reply =>
  here.desk.reply({ text, city: city as CityId | undefined, history });
const quoted = (reply: Reply) => reply.quotations.map(({ lines }) => lines.map(({ text }) => text).join("\n"));
const expectVerbatim = ({ quotations }: Reply, { corpus } = here) => {
  for (const { passage, lines } of quotations) expect(corpus.isVerbatim(passage, lines)).toBe(true);
};

test("「どうやって事業を提案すればいいですか」 is answered in Kodaira with a way to propose", () => {
  const reply = ask("どうやって事業を提案すればいいですか", { city: "kodaira" });
  expect(reply.outcome).toBe("answer");
  expect(quoted(reply).slice(0, 3)).toContainEqual(expect.stringMatching(/事業の提案を公募|協働事業提案制度/u));
  expect(reply.quotations[0]!.source).toContain("平成30年12月改定");
});

describe("anything at all gets a reply whose quotations are verbatim", () => {
  const LONG = 5000;
  test.each([
    ["nothing", ""],
    ["white space", " \n\t　\u00a0\u2003"],
    ["5,000 hiragana", "あ".repeat(LONG)],
    ["5,000 letters", "a".repeat(LONG)],
    ["5,000 kanji", "上".repeat(LONG)],
    ["5,000 figures", "2018".repeat(LONG / 4)],
    ["5,000 stops", "、".repeat(LONG)],
    ["5,000 long vowel marks", "ー".repeat(LONG)],
    ["5,000 characters of a question", "協働とは何ですか。".repeat(556).slice(0, LONG)],
    ["5,000 characters that grow when normalised", "㌀ﷺ".repeat(LONG / 2)],
    ["emoji", "😀👨‍👩‍👧🇯🇵👍🏽"],
    ["control characters", "\u0000\u0007\u001b[31m\u202e\u200b\ufeff"],
    ["half surrogate pairs", "\udc00協働\ud83d"],
    ["HTML", "<script>alert(1)</script><b>協働</b>&amp;"],
    ["a pattern's signs", "()[]{}*+?.\\^$|/-"],
    ["words that every object inherits", "__proto__ constructor toString"],
    ["Russian", "Что такое сотрудничество?"],
    ["Arabic", "ما هو التعاون؟"],
    ["Thai", "การทำงานร่วมกันคืออะไร"],
    ["Korean", "협동이란 무엇입니까?"],
    ["Chinese", "什么是协作？市民团体"],
    ["100,000 characters of a question", "協働とは何ですか。".repeat(11_112).slice(0, 100_000)],
    ["100,000 letters", "x".repeat(100_000)],
    ["100,000 brackets", "(".repeat(100_000)],
    ["a city's name 33,333 times", "小平市".repeat(33_333)],
  ])("%s", (_, text) => {
    for (const options of [{}, { city: "kodaira" }, { history: ["協働とは", text] }]) {
      const reply = ask(text, options);
      expect(reply.text.startsWith(reply.lead)).toBe(true);
      expectVerbatim(reply);
    }
    expectVerbatim(ask("補助は？", { history: [text] }));
  });

  test.each(["", " \n\t　", "😀👍", "\u0000\u001b", "\ud83d", "？！"])("%j is asked for words", (text) => {
    expect(ask(text)).toMatchObject({ outcome: "decline", quotations: [] });
  });
  test.each([
    "Что такое сотрудничество?",
    "ما هو التعاون؟",
    "การทำงานร่วมกันคืออะไร",
    "협동이란 무엇입니까?",
    "x".repeat(5000),
  ])("%s is not answered", (text) => expect(ask(text).outcome).toBe("decline"));
});

describe("in a conversation", () => {
  test("a short question about something else is answered for itself", () => {
    const reply = ask("評価は？", { city: "koganei", history: ["活動拠点はありますか"] });
    expect(reply.quotations[0]!.source).toContain("評価システム");
  });
  test("a city named alone asks the question before about that city", () => {
    const reply = ask("国立市", { history: ["協働の主体って誰のこと？"] });
    expect(reply.outcome).toBe("answer");
    expect(reply.quotations[0]!.city).toBe("kunitachi");
  });
  test("「じゃあ国立は？」 asks the question before about Kunitachi", () => {
    const reply = ask("じゃあ国立は？", { history: ["協働の主体って誰のこと？"] });
    expect(reply.quotations[0]!.source).toContain("協働の主体");
    expect(new Set(reply.quotations.map(({ city }) => city))).toEqual(new Set(["kunitachi"]));
  });
  test("what was asked before is not changed by what is asked now", () => {
    const first = ask("協働とは", { city: "hino" });
    ask("公民館", { city: "kodaira" });
    expect(ask("協働とは", { city: "hino" })).toEqual(first);
  });
});

test("it explains a reply by the hits behind it", () => {
  const question = { text: "事業の提案", city: "kodaira" as CityId, history: [] };
  const { quotations } = here.desk.reply(question);
  expect(here.desk.explain(question).map(({ passage }) => passage.id)).toEqual(quotations.map((q) => q.passage));
  for (const { reasons } of here.desk.explain(question)) expect(reasons.length).toBeGreaterThan(0);
});

describe("a reply that would quote other words than the guideline's is refused", () => {
  test.each<[string, Partial<Corpus>]>([
    ["a word more", { lines: (p) => [...here.corpus.lines(p), { role: "text", text: "ただし、市長が認めるとき。" }] }],
    ["a word less", { lines: (p) => here.corpus.lines(p).map((line) => ({ ...line, text: line.text.slice(1) })) }],
    ["a variant letter", { lines: (p) => here.corpus.lines(p).map((l) => ({ ...l, text: l.text.normalize("NFD") })) }],
    ["another passage", { lines: () => here.corpus.lines(here.corpus.passages[0]!) }],
    ["nothing at all", { lines: () => [] }],
  ])("%s", (_, tampered) => {
    const doubtful = desk({ ...here.corpus, ...tampered }, here.search);
    const reply = () => doubtful.reply({ text: "公民館はボランティアを支援しますか", city: undefined, history: [] });
    expect(reply).toThrow(DeskError);
    expect(reply).toThrow(expect.objectContaining({ code: "not-verbatim" }));
  });
});

describe("with the folder of a sixth city", () => {
  let six: Assembly;
  beforeAll(async () => {
    six = await assemble({ ...PLACES, knowledgeDir: knowledgeWithSixthCity() });
  });
  const askSix = (text: string, city?: string) =>
    six.desk.reply({ text, city: city as CityId | undefined, history: [] });

  test("the desk answers from it, word for word, and names it in Japanese", () => {
    const reply = askSix("小川守り助成金はいくらですか");
    expect(reply.outcome).toBe("answer");
    expect(reply.quotations[0]).toMatchObject({ city: "wakabano", cityName: "若葉野市" });
    expect(quoted(reply)[0]).toContain("額は一年度につき三万円までとし");
    expectVerbatim(reply, six);
  });
  test.each(["若葉野市の雪かき隊", "若葉野の雪かき隊は？"])("%s is asked of it alone", (text) => {
    const reply = askSix(text);
    expect(new Set(reply.quotations.map(({ cityName }) => cityName))).toEqual(new Set(["若葉野市"]));
  });
  test("it can be chosen, and the other cities answer as before", () => {
    expect(askSix("申請するもの", "wakabano").quotations[0]!.city).toBe("wakabano");
    expect(askSix("どうやって事業を提案すればいいですか", "kodaira").quotations[0]!.city).toBe("kodaira");
  });
  test("no code mentions it", () => {
    const paths = globSync(["src/**/*.ts", "adapters/**/*.ts"]);
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => /wakabano|若葉野/iu.test(readFileSync(path, "utf8")))).toEqual([]);
  });
});

test.each([
  ["三鷹市の市民活動の補助金を教えて", "ほかの市や町のことは"],
  ["府中市のガイドラインは？", "国立市、小金井市、国分寺市、小平市、日野市"],
])("%s is declined by naming the cities that are here", (text, words) => {
  const reply = here.desk.reply({ text, city: undefined, history: [] });
  expect(reply).toMatchObject({ outcome: "decline", quotations: [] });
  expect(reply.lead).toContain(words);
});
test("two cities that are named are both quoted", () => {
  const { quotations } = here.desk.reply({ text: "日野市と小平市の補助", city: undefined, history: [] });
  expect(new Set(quotations.slice(0, 2).map(({ city }) => city))).toEqual(new Set(["hino", "kodaira"]));
});
test("a follow-up without a word of its own asks the question before about the city that it names", () => {
  const history = ["小平市の職員の研修はどうなっていますか"];
  const reply = here.desk.reply({ text: "日野市ではどうですか", city: undefined, history });
  const direct = here.desk.reply({ text: "日野市の職員の研修はどうなっていますか", city: undefined, history: [] });
  expect(reply.quotations.map((q) => q.passage)).toEqual(direct.quotations.map((q) => q.passage));
});
test("no history makes a question slow to read, however it repeats itself", () => {
  const history = ["では".repeat(2_500)];
  expect(here.desk.reply({ text: `${"とは".repeat(2_499)}x`, city: undefined, history }).outcome).toBeDefined();
});
