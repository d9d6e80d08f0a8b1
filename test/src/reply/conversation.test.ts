/**
 * What the desk says in a conversation, each sentence said of several things, in all three languages.
 */

import { describe, expect, test } from "vitest";
import { easyJapaneseFaults } from "../../../src/knowledge/easy-japanese.ts";
import { LANGUAGES, type Language, type Opening } from "../../../src/model.ts";
import { type ConversationWords, conversationWords, type RecordsShown } from "../../../src/reply/conversation.ts";
import { CITIES } from "../../fixtures/cities.ts";

const LINK = "https://www.city.example.lg.jp/kurashi/madoguchi/privacy.html";
const CONTACT = "TEL";
const DESK = "あおぞら";
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  ja: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
  "ja-easy": ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

/** As seen on Saturday, 21 November 2026. */
const later = (day: string, weekday: number, daysAhead: number, fromMinutes: number) =>
  ({ kind: "opens", day, weekday, daysAhead, fromMinutes }) as const;
const THIS_WEEK = [
  later("2026-11-22", 0, 1, 545),
  later("2026-11-23", 1, 2, 540),
  later("2026-11-24", 2, 3, 540),
  later("2026-11-25", 3, 4, 550),
  later("2026-11-26", 4, 5, 790),
  later("2026-11-27", 5, 6, 540),
];
const AFTERWARDS = [
  later("2026-11-28", 6, 7, 540),
  later("2026-12-01", 2, 10, 540),
  later("2026-12-10", 4, 19, 570),
  later("2027-01-04", 1, 44, 540),
];
const NOW = [1020, 1035].map((untilMinutes) => ({ kind: "open", untilMinutes }) as const);
const LATER_TODAY = [later("2026-11-21", 6, 0, 780)];
const UNKNOWN: Opening = { kind: "unknown" };
const OPENINGS: readonly Opening[] = [...NOW, ...LATER_TODAY, ...THIS_WEEK, ...AFTERWARDS, UNKNOWN];

const NOTHING: RecordsShown = { cityName: undefined, since: "2026-01-31", messages: 0, files: 0, cases: 0, latest: [] };
const SOMETHING: RecordsShown = {
  cityName: "まち",
  since: "2025-04-07",
  messages: 132,
  files: 14,
  cases: 6,
  latest: [
    { day: "2026-11-03", isOwn: true, text: "これは なんですか。" },
    { day: "2026-11-20", isOwn: false, text: "ここに あります。" },
  ],
};

const cities = CITIES.map(({ city }) => city);
const NUMBERED = [1, 7, 14, 30].map((days) => ({ number: 12, days }));
const FIRST_CONTACTS = [DESK, undefined].flatMap((desk) =>
  [LINK, undefined].flatMap((url) => [1, 90, 365].map((days) => ({ desk, days, questionDays: 400, url }))),
);

/** What each function is called with; a function without an entry fails every test. */
const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
  cityName: cities,
  firstContact: FIRST_CONTACTS,
  cityChosen: cities,
  "unreadable.tooLarge": [1, 10],
  "cases.opened": OPENINGS.flatMap((opening) => [DESK, undefined].map((desk) => ({ desk, opening, number: 12 }))),
  "cases.openedByContact": OPENINGS.flatMap((opening) =>
    [CONTACT, undefined].map((contact) => ({ contact, opening, number: 12 })),
  ),
  "cases.waiting": OPENINGS.map((opening) => ({ opening, number: 12 })),
  "cases.closed": NUMBERED,
  "cases.notice": NUMBERED,
  "cases.autoClosed": NUMBERED,
  "notice.said": [{ text: "TEL", on: "2026-11-03", until: "2027-03-31" }],
  "records.shown": [NOTHING, SOMETHING],
};

type Said = readonly [path: string, text: string];

/** Every text in the words, each function called with all that it is given. */
function texts(words: unknown, path = ""): Said[] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") {
    const given = GIVEN[path];
    if (given === undefined) throw new Error(`${path} is called with nothing: give it something in GIVEN`);
    return given.map((about) => [path, words(about)] as const);
  }
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, path === "" ? key : `${path}.${key}`));
}

/** Names and labels, which are no sentences. */
const isName = ([path]: Said): boolean =>
  /^(?:ownName|cityName|person|notice\.sender)$|^buttons\.|^bundle\.(?:quotation|source|inFull)$/u.test(path);
/** Said in the person's name, in words that the desk understands rather than in its own. */
const isAsked = ([path]: Said): boolean => path.startsWith("goOn.");
/** Lines that are no sentence of the desk: a list, a link, a contact. */
const isProse = (line: string): boolean => !/^[・•]|^https:|^連絡先：|^TEL$/u.test(line);
const all = (language: Language): Said[] => texts(conversationWords[language]);
const names = (language: Language): Said[] => all(language).filter(isName);
const prose = (language: Language): Said[] =>
  all(language)
    .filter((said) => !isName(said) && !isAsked(said))
    .flatMap(([path, text]) =>
      text
        .split("\n")
        .filter(isProse)
        .map((line) => [path, line] as const),
    );
const sentences = (language: Language): Said[] =>
  prose(language).flatMap(([path, line]) =>
    line
      .split(/(?<=[。？])(?![」）])|(?<=[.?])\s+/u)
      .filter((sentence) => sentence !== "")
      .map((sentence) => [path, sentence] as const),
  );
const labels = ({ buttons, person }: ConversationWords): string[] => [...Object.values(buttons).flat(), person];

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
const PAIRS: Readonly<Record<string, string>> = { "）": "（", "」": "「", "』": "『", ")": "(", "”": "“" };
/** What is open when the text ends, or the first bracket that closes nothing. */
function unbalanced(text: string): string {
  const open: string[] = [];
  for (const sign of text) {
    if (Object.values(PAIRS).includes(sign)) open.push(sign);
    else if (sign in PAIRS && open.pop() !== PAIRS[sign]) return sign;
  }
  return open.join("");
}

describe.each(LANGUAGES)("in %s", (language) => {
  const words = conversationWords[language];
  const { cases } = words;

  test("every word is there, in the places where Japanese has it", () => {
    const said = all(language);
    expect(said.map(([path]) => path)).toEqual(all("ja").map(([path]) => path));
    expect(said.filter(([, text]) => text.trim() === "" || /undefined|null|NaN|\[object/u.test(text))).toEqual([]);
  });
  test("a label has at most 20 characters as a reader counts them", () => {
    expect(labels(words).filter((label) => [...graphemes.segment(label)].length > 20)).toEqual([]);
  });
  test("no two buttons are called the same", () => {
    const buttons = Object.values(words.buttons).flat();
    expect(new Set(buttons).size).toBe(buttons.length);
  });
  test("every bracket is closed, and none is of a typewriter's", () => {
    const straight = language === "en" ? /["<>{}[\]]/u : /["'<>{}[\]()]/u;
    expect(all(language).filter(([, text]) => unbalanced(text) !== "" || straight.test(text))).toEqual([]);
  });
  test("no answer is promised by a time", () => {
    expect(all(language).filter(([, text]) => /すぐ|まもなく|早急|至急|soon|shortly|right away/iu.test(text))).toEqual(
      [],
    );
  });
  test("what may have arrived already says that it comes again", () => {
    const { toBeSure } = words;
    expect(toBeSure).toContain({ ja: "もう一度", "ja-easy": "もう一度", en: "once more" }[language]);
  });

  describe("the first contact", () => {
    const PARTS: Readonly<Record<Language, readonly (readonly [part: string, words: string])[]>> = {
      ja: [
        ["that a machine answers", "機械が"],
        ["that it takes them from the city's text", "市の文書から"],
        ["that no person wrote it", "職員の回答ではありません"],
        ["what it keeps", "書かれたことや送られたものは"],
        ["why it keeps it", "お答えと引き継ぎ、改善のために保存し"],
        ["how long it keeps it", "最後のやりとりから90日で消します"],
        ["how to erase it", "「わたしの記録を消して」と書いて"],
      ],
      "ja-easy": [
        ["that a machine answers", "機械（きかい）が"],
        ["that it takes them from the city's text", "市（し）の 文書（ぶんしょ）を 見（み）て"],
        ["that no person wrote it", "人（ひと）が 書（か）いた 答（こた）えでは ありません"],
        ["what it keeps", "書（か）いた ことや 送（おく）った ものを のこします"],
        ["why it keeps it", "答（こた）える ためと、人（ひと）に 伝（つた）える ため"],
        ["how long it keeps it", "最後（さいご）の 話（はなし）から 90日（にち）で 消（け）します"],
        ["how to erase it", "「わたしの 記録（きろく）を 消（け）して」と 書（か）いて"],
      ],
      en: [
        ["that a machine answers", "A machine"],
        ["that it takes them from the city's text", "from the city's documents"],
        ["that no person wrote it", "A machine, not staff"],
        ["what it keeps", "What you write or send is kept"],
        ["why it keeps it", "to answer you, pass it on to staff and improve"],
        ["how long it keeps it", "deleted 90 days after your last message"],
        ["how to erase it", "write “Delete my records”"],
      ],
    };

    test.each(PARTS[language])("says %s", (_, part) => {
      expect(words.firstContact({ desk: DESK, days: 90, questionDays: 400, url: LINK })).toContain(part);
      expect(words.firstContact({ desk: undefined, days: 90, questionDays: 400, url: undefined })).toContain(part);
    });
    test("begins with who runs it, or with what it is for where it has no name", () => {
      const [named] = words.firstContact({ desk: DESK, days: 90, questionDays: 400, url: LINK }).split(/[。.]/u);
      const [nameless] = words
        .firstContact({ desk: undefined, days: 90, questionDays: 400, url: LINK })
        .split(/[。.]/u);
      expect(named).toContain(DESK);
      expect(nameless).toMatch(/協働|活動（かつどう）|collaboration/u);
    });
    test("ends with its link alone in a line, and speaks of no page where there is none", () => {
      expect(words.firstContact({ desk: DESK, days: 90, questionDays: 400, url: LINK })).toMatch(
        new RegExp(`\n${LINK}$`, "u"),
      );
      expect(words.firstContact({ desk: DESK, days: 90, questionDays: 400, url: undefined })).not.toMatch(
        /くわし|ページ|https|read more/u,
      );
    });
    test("has at most 450 characters, long names and links and all", () => {
      const desk = "あおぞら市民活動・ボランティアセンターひろば";
      const long = FIRST_CONTACTS.map((about) => words.firstContact({ ...about, desk: about.desk && desk }));
      expect(long.filter((text) => text.length > 450)).toEqual([]);
    });
  });

  test("the words that erase stand under the records as they do in the first contact", () => {
    const erasing = /「[^」]*」|“[^”]*”/u;
    const [first] = erasing.exec(words.firstContact({ desk: undefined, days: 90, questionDays: 400, url: undefined }))!;
    const [shown] = erasing.exec(words.records.shown(NOTHING))!;
    expect(shown).toBe(first);
  });

  describe("when people answer", () => {
    const told = (opening: Opening): readonly string[] => [
      cases.opened({ desk: DESK, opening, number: 12 }),
      cases.openedByContact({ contact: CONTACT, opening, number: 12 }),
      cases.waiting({ opening, number: 12 }),
    ];
    const clock = (minutes: number): RegExp => {
      const [hour, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (language === "en") return new RegExp(`(?<!\\d)${hour}:${String(rest).padStart(2, "0")}(?!\\d)`, "u");
      return new RegExp(`(?<!\\d)${hour}時(?:（じ）)?${rest === 0 ? "(?!\\d)" : `${rest}分`}`, "u");
    };
    const date = (day: string): RegExp => {
      const [, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
      const name = new Date(`${day}T00:00:00Z`).toLocaleString("en", { month: "long", timeZone: "UTC" });
      return language === "en"
        ? new RegExp(`(?<!\\d)${dayOfMonth} ${name}`, "u")
        : new RegExp(`(?<!\\d)${month}月(?:（がつ）)?${dayOfMonth}日`, "u");
    };
    const anyDate = /\d月|\d+ (?:January|November|December)/u;
    const anyDay = new RegExp(`${WEEKDAYS[language].join("|")}|今日|today`, "u");

    test.each([
      ...NOW.map((opening) => ({ opening, minutes: opening.untilMinutes })),
      ...LATER_TODAY.map((opening) => ({ opening, minutes: opening.fromMinutes })),
    ])("today is told as today, to the minute: $minutes", ({ opening, minutes }) => {
      for (const text of told(opening)) {
        expect(text).toMatch(/今日|today/u);
        expect(text).toMatch(clock(minutes));
        expect(text).not.toMatch(anyDate);
      }
    });
    test.each(THIS_WEEK)("a day of the coming six is told by its weekday: $day", (opening) => {
      for (const text of told(opening)) {
        expect(text.match(new RegExp(anyDay, "gu"))).toEqual([WEEKDAYS[language][opening.weekday]]);
        expect(text).toMatch(clock(opening.fromMinutes));
        expect(text).not.toMatch(anyDate);
      }
    });
    test.each(AFTERWARDS)("a day further off is told by its date: $day", (opening) => {
      for (const text of told(opening)) {
        expect(text).toMatch(date(opening.day));
        expect(text).toMatch(clock(opening.fromMinutes));
        expect(text).not.toMatch(/今日|today/u);
      }
    });
    test("where nobody knows, the resident is asked to check, and no day or hour is told", () => {
      for (const text of told(UNKNOWN)) {
        expect(text).toMatch(/開館日をご確認ください|日（ひ）を たしかめて ください|check the opening days/u);
        expect(text).not.toMatch(anyDay);
        expect(text.replace("12", "")).not.toMatch(/\d/u);
      }
    });
    test("no two openings are told alike", () => {
      const said = OPENINGS.map((opening) => cases.waiting({ opening, number: 12 }));
      expect(new Set(said).size).toBe(OPENINGS.length);
    });
  });

  describe("a case", () => {
    test("is told with its number", () => {
      const of = { opening: UNKNOWN, number: 12 };
      const told = [
        cases.opened({ ...of, desk: undefined }),
        cases.openedByContact({ ...of, contact: undefined }),
        cases.waiting(of),
        ...NUMBERED.flatMap((about) => [cases.closed(about), cases.notice(about), cases.autoClosed(about)]),
      ];
      expect(told.filter((text) => !/(?<!\d)12(?!\d)/u.test(text))).toEqual([]);
    });
    test.each(NUMBERED)("is told with the days that are left: $days", (about) => {
      for (const text of [cases.closed(about), cases.notice(about), cases.autoClosed(about)])
        expect(text).toMatch(new RegExp(`(?<!\\d)${about.days}(?:日| days?\\b)`, "u"));
    });
    test("names who answers, or how to reach them, where that is set", () => {
      for (const opening of OPENINGS) {
        expect(cases.opened({ desk: DESK, opening, number: 12 })).toContain(DESK);
        expect(cases.openedByContact({ contact: CONTACT, opening, number: 12 })).toContain(CONTACT);
      }
    });
    test("names city hall where no contact is set", () => {
      const text = cases.openedByContact({ contact: undefined, opening: UNKNOWN, number: 12 });
      expect(text).toMatch(/市役所|city hall/u);
      expect(text).not.toMatch(/連絡先|つぎの ところ|contact/u);
    });
    test("asks for no address, telephone number or マイナンバー", () => {
      for (const opening of OPENINGS) {
        for (const text of [
          cases.opened({ desk: undefined, opening, number: 12 }),
          cases.openedByContact({ contact: undefined, opening, number: 12 }),
        ]) {
          expect(text).toMatch(/書（?か?）?かないで|do not write/u);
          expect(text).toMatch(/住所|your address/u);
          expect(text).toMatch(/電話番号|telephone number/u);
          expect(text).toMatch(/マイナンバー|My Number/u);
        }
      }
    });
  });

  test("how large a file may be is told", () => {
    expect(words.unreadable.tooLarge(10)).toMatch(/(?<!\d)10 ?MB/u);
  });
  test("the records are told with every number, day and message", () => {
    const text = words.records.shown(SOMETHING);
    for (const number of [132, 14, 6, 2025, 7, 20, 3])
      expect(text).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`, "u"));
    for (const part of ["まち", "これは なんですか。", "ここに あります。"]) expect(text).toContain(part);
    expect(text.indexOf("これは")).toBeLessThan(text.indexOf("ここに"));
  });
});

describe("やさしい日本語", () => {
  /** What people say to each other has no です of its own. */
  const SET_PHRASES = /^(?:こんにちは。|ありがとうございます。)/u;
  const { "ja-easy": jaEasy } = conversationWords;

  test("keeps the rules in every sentence and every list", () => {
    const faults = all("ja-easy")
      .filter((said) => !isName(said) && !isAsked(said))
      .flatMap(([path, text]) =>
        easyJapaneseFaults(
          text
            .replace(SET_PHRASES, "")
            .replace(/^TEL\n/mu, "")
            .replace(LINK, ""),
        ).map((fault) => `${path}: ${fault}`),
      );
    expect(faults).toEqual([]);
  });
  test("keeps them in names and labels", () => {
    const faults = names("ja-easy").flatMap(([, text]) => easyJapaneseFaults(text, { isName: true }));
    expect(faults).toEqual([]);
  });
  test("has no passive, and no お or ご before a word", () => {
    const stiff = prose("ja-easy").filter(([, text]) =>
      /(?:[かさたなまらわが]|（[ぁ-ゖ]+）[かさたなまらわが])れ(?:て|た|ます|ません|る)|ご(?:相談|質問|確認|覧)|お(?:答|待|送|返)/u.test(
        text,
      ),
    );
    expect(stiff).toEqual([]);
  });
  test.each([
    ["2026-11-01", "11月（がつ）1日（ついたち）"],
    ["2026-02-08", "2月（がつ）8日（ようか）"],
    ["2026-12-14", "12月（がつ）14日（じゅうよっか）"],
    ["2026-03-20", "3月（がつ）20日（はつか）"],
    ["2026-11-24", "11月（がつ）24日（にじゅうよっか）"],
    ["2026-11-30", "11月（がつ）30日（にち）"],
  ])("reads %s as people say it", (since, read) => {
    expect(jaEasy.records.shown({ ...NOTHING, since })).toContain(`2026年（ねん）${read}`);
  });
  test.each([
    [545, "9時（じ）5分（ふん）"],
    [550, "9時（じ）10分（ぷん）"],
    [555, "9時（じ）15分（ふん）"],
    [570, "9時（じ）30分（ぷん）"],
    [582, "9時（じ）42分（ふん）"],
    [587, "9時（じ）47分（ふん）"],
    [599, "9時（じ）59分（ふん）"],
    [1020, "17時（じ）まで"],
  ])("reads the minute %i of the day as people say it", (untilMinutes, read) => {
    expect(jaEasy.cases.waiting({ opening: { kind: "open", untilMinutes }, number: 1 })).toContain(read);
  });
  test("reads a single day as a stretch, not as the first of a month", () => {
    expect(jaEasy.cases.closed({ number: 1, days: 1 })).toContain("1日（いちにち）");
    expect(jaEasy.cases.closed({ number: 1, days: 7 })).toContain("7日（なのか）");
  });
});

describe("Japanese", () => {
  test("ends every sentence politely", () => {
    const ending = /(?:です|ます|ません|ました|でした|ください)か?[。）]*$/u;
    const plain = sentences("ja").filter(([, text]) => text !== "こんにちは。" && !ending.test(text));
    expect(plain).toEqual([]);
  });
  test("ends every line with a stop or a bracket", () => {
    expect(prose("ja").filter(([, text]) => !/[。）]$/u.test(text))).toEqual([]);
  });
  test("has no sentence of more than 60 characters", () => {
    expect(sentences("ja").filter(([, text]) => text.length > 60)).toEqual([]);
  });
});

describe("English", () => {
  const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

  test("has no Japanese letters but in names and in what a resident wrote", () => {
    const own = all("en").filter(([path]) => path !== "records.shown");
    expect(own.filter(([, text]) => JAPANESE.test(text.replaceAll(DESK, "")))).toEqual([]);
    expect(conversationWords.en.records.shown(NOTHING)).not.toMatch(JAPANESE);
  });
  test("has no sentence of more than 24 words", () => {
    expect(sentences("en").filter(([, text]) => text.split(/\s+/u).length > 24)).toEqual([]);
  });
  test("begins every sentence with a capital and ends it with a stop", () => {
    expect(sentences("en").filter(([, text]) => !/^\(?[A-Z].*[.?:]\)?$/su.test(text))).toEqual([]);
  });
  test("counts one day as one", () => {
    const { closed } = conversationWords.en.cases;
    expect([closed({ number: 1, days: 1 }), closed({ number: 1, days: 2 })].join()).toMatch(/1 day\b.*2 days\b/su);
  });
});
