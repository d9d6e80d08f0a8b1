import { describe, expect, test } from "vitest";
import {
  type CityFindings,
  compared,
  decidedForAll,
  decidedForCity,
  handoff,
  type Judged,
  judged,
  shortAnswers,
  THRESHOLDS,
  talkOf,
} from "../../../src/dialogue/decide.ts";
import { type Shares, VERDICT_OF } from "../../../src/dialogue/judge.ts";
import { SIGNALS, type SignalName } from "../../../src/dialogue/signals.ts";
import type { ChatAct, CityId, Elsewhere, HandoffReason, Hit, Note, Passage } from "../../../src/model.ts";
import { type Rivals, SUBJECT_KINDS, type SubjectKind } from "../../../src/retrieval/subjects.ts";

const [HINO, KODAIRA, KOGANEI] = ["hino", "kodaira", "koganei"] as [CityId, CityId, CityId];
const LITTLE = 0.001;

const hit = (id: string, score = 5): Hit => ({
  passage: { id } as unknown as Passage,
  score,
  reasons: [],
  note: undefined,
});
const note = (part: Partial<Note> = {}): Note => ({
  city: KODAIRA,
  kind: "silent",
  topic: "money",
  questions: [],
  plain: { ja: "", "ja-easy": "", en: "" },
  evidence: [],
  passages: [],
  ...part,
});
const subject = <const Kind extends Note["kind"]>(kind: Kind, part: Partial<Note> = {}) => {
  const own = note({ ...part, kind });
  return { kind, city: own.city, note: own };
};
const MATTER: Elsewhere = {
  subject: "moon",
  names: { ja: "月", "ja-easy": "月（つき）", en: "the moon" },
  questions: [],
};
const matter = { kind: "elsewhere", city: undefined, elsewhere: MATTER } as const;
const said = (act: HandoffReason) => ({ kind: "handoff", city: undefined, act, questions: [] }) as const;
const chatted = (act: ChatAct) => ({ kind: "chat", city: undefined, act, questions: [] }) as const;

const verdict = (part: Partial<Shares>): Shares => ({ answer: 0, decline: 0, handoff: 0, chat: 0, ...part });
const signals = (part: Partial<Record<SignalName, number>> = {}) => SIGNALS.map((name) => part[name] ?? 0);
/** What one city has, with this share of an answer against a refusal. */
const found = (answer: number, part: Partial<CityFindings & Judged> = {}): CityFindings & Judged => ({
  city: KODAIRA,
  hasNotes: true,
  hits: [hit("kodaira-1")],
  rivals: {},
  signals: signals(),
  verdict: verdict({ answer, decline: 1 - answer }),
  ...part,
});

describe("of one city", () => {
  test("an answer is given from its threshold on, and none below", () => {
    expect(decidedForCity(found(THRESHOLDS.answer + LITTLE))).toEqual({
      kind: "answer",
      cities: [KODAIRA],
      hits: [hit("kodaira-1")],
      isCityNamed: true,
    });
    expect(decidedForCity(found(THRESHOLDS.answer - LITTLE)).kind).toBe("decline");
  });
  test("talk does not weigh: only an answer stands against a refusal", () => {
    expect(decidedForCity(found(0, { verdict: verdict({ answer: 0.2, decline: 0.1, chat: 0.7 }) })).kind).toBe(
      "answer",
    );
  });
  test("nothing is answered without a passage", () =>
    expect(decidedForCity(found(1, { hits: [] })).kind).toBe("decline"));
  test("what a passage does not hold, a price or a date, must be all but sure", () => {
    const asked = (answer: number) => decidedForCity(found(answer, { signals: signals({ "thing missing": 1 }) })).kind;
    expect(asked(THRESHOLDS.answerWithoutThing + LITTLE)).toBe("answer");
    expect(asked(THRESHOLDS.answerWithoutThing - LITTLE)).toBe("decline");
  });
  test("what it holds need be no surer than anything else", () => {
    const held = found(THRESHOLDS.answer + LITTLE, { signals: signals({ "thing held": 1 }) });
    expect(decidedForCity(held).kind).toBe("answer");
  });
  test("the lines can be drawn elsewhere", () => {
    const lines = { ...THRESHOLDS, answer: 0.6, answerWithoutThing: 0.7 };
    const missing = { signals: signals({ "thing missing": 1 }) };
    const kinds = [0.59, 0.61].map((answer) => decidedForCity(found(answer), lines).kind);
    const kindsOfThing = [0.69, 0.71].map((answer) => decidedForCity(found(answer, missing), lines).kind);
    expect([kinds, kindsOfThing]).toEqual([
      ["decline", "answer"],
      ["decline", "answer"],
    ]);
  });

  describe("a refusal names", () => {
    const refused = (rivals: Rivals) =>
      decidedForCity(found(0, { rivals, hits: [hit("kodaira-1"), hit("kodaira-2")] }));
    const near = THRESHOLDS.named + LITTLE;
    const far = THRESHOLDS.named - LITTLE;
    const silent = subject("silent", { passages: [hit("kodaira-2").passage.id] });

    test("the gap that is like the question, with the passage that comes near", () => {
      expect(refused({ silent: { subject: silent, likeness: near } })).toEqual({
        kind: "decline",
        cities: [KODAIRA],
        reason: "known-gap",
        note: silent.note,
        hits: [hit("kodaira-2")],
      });
    });
    test("the matter of another office", () => {
      expect(refused({ elsewhere: { subject: matter, likeness: THRESHOLDS.namedElsewhere } })).toEqual({
        kind: "decline",
        cities: [KODAIRA],
        reason: "elsewhere",
        subject: MATTER,
        hits: [],
      });
    });
    test("the liker of both", () => {
      const both = (a: number, b: number) =>
        refused({ silent: { subject: silent, likeness: a }, elsewhere: { subject: matter, likeness: b } });
      expect(both(0.9, 0.8)).toMatchObject({ reason: "known-gap" });
      expect(both(0.8, 0.9)).toMatchObject({ reason: "elsewhere" });
    });
    test("neither where neither is like it", () => {
      const faint = { silent: { subject: silent, likeness: far }, elsewhere: { subject: matter, likeness: far } };
      expect(refused(faint)).toMatchObject({ reason: "not-written", hits: [] });
      expect(refused({})).toMatchObject({ reason: "not-written", hits: [] });
    });
  });
});

describe("where no city is known", () => {
  const of = (city: CityId, share: number, score: number, part: Partial<CityFindings & Judged> = {}) =>
    found(share, { city, hits: [hit(`${city}-1`, score)], ...part });
  const enough = THRESHOLDS.answerOfUnknownCity + LITTLE;
  const tooLittle = THRESHOLDS.answerOfUnknownCity - LITTLE;
  const behind = 10 * (1 - THRESHOLDS.ahead);
  /** All cities together, which agree that there is an answer unless told otherwise. */
  const overall = (answer = 1, rivals: Rivals = {}) => found(answer, { rivals });

  test("the one city that can answer does, and is told to be the asker's unnamed", () => {
    expect(decidedForAll([of(HINO, tooLittle, 9), of(KODAIRA, enough, 5)], overall())).toEqual({
      kind: "answer",
      cities: [KODAIRA],
      hits: [hit("kodaira-1", 5)],
      isCityNamed: false,
    });
  });
  test("the best of several answers only from far enough ahead", () => {
    const both = (score: number) => decidedForAll([of(HINO, enough, score), of(KODAIRA, enough, 10)], overall());
    expect(both(behind - LITTLE)).toMatchObject({ kind: "answer", cities: [KODAIRA] });
    expect(both(behind + LITTLE)).toMatchObject({ kind: "clarify", cities: [KODAIRA, HINO] });
  });
  test("only cities that can answer are asked back about, the best first", () => {
    const all = [of(HINO, enough, 9), of(KODAIRA, tooLittle, 99), of(KOGANEI, 1, 10)];
    expect(decidedForAll(all, overall())).toEqual({ kind: "clarify", cities: [KOGANEI, HINO] });
  });
  test("cities that would answer if they were named are asked back about, rather than none", () => {
    const near = [THRESHOLDS.near + LITTLE, THRESHOLDS.near - LITTLE] as const;
    const both = (a: number, b: number) => decidedForAll([of(HINO, a, 5), of(KODAIRA, b, 9)], overall());
    expect(both(near[0], near[0])).toEqual({ kind: "clarify", cities: [HINO, KODAIRA] });
    expect(both(near[0], near[1]).kind).toBe("decline");
    expect(both(near[0], enough)).toMatchObject({ kind: "answer", cities: [KODAIRA] });
  });
  test("a city without a passage cannot answer", () => {
    const bare = found(1, { hits: [] });
    expect(decidedForAll([of(HINO, 1, 5), bare], overall())).toMatchObject({ cities: [HINO] });
  });
  test("a city that lacks the price or the date asked for must be all but sure", () => {
    const lacking = { signals: signals({ "thing missing": 1 }) };
    const asked = (share: number) => decidedForAll([of(HINO, share, 5, lacking)], overall()).kind;
    expect(asked(THRESHOLDS.answerWithoutThing + LITTLE)).toBe("answer");
    expect(asked(THRESHOLDS.answerWithoutThing - LITTLE)).toBe("decline");
  });

  describe("and all cities together have no answer", () => {
    const doubted = THRESHOLDS.overall - LITTLE;
    test("one alone does not answer", () => {
      expect(decidedForAll([of(HINO, 1, 5)], overall(doubted))).toMatchObject({ kind: "decline", cities: [] });
      expect(decidedForAll([of(HINO, 1, 5)], overall(THRESHOLDS.overall + LITTLE)).kind).toBe("answer");
    });
    test("two may, for they bear each other out", () => {
      expect(decidedForAll([of(HINO, 1, 5), of(KODAIRA, 1, 50)], overall(doubted)).kind).toBe("answer");
      expect(decidedForAll([of(HINO, 1, 5), of(KODAIRA, 1, 5)], overall(doubted)).kind).toBe("clarify");
    });
    test("a city without notes does, for the whole knows nothing of it", () => {
      expect(decidedForAll([of(HINO, 1, 5, { hasNotes: false })], overall(doubted)).kind).toBe("answer");
    });
    test("talk does not weigh there either", () => {
      const chatty = { ...overall(), verdict: verdict({ answer: 0.02, decline: 0.08, chat: 0.9 }) };
      expect(decidedForAll([of(HINO, 1, 5)], chatty).kind).toBe("answer");
    });
  });

  test("a refusal names the matter of another office, but no city's gap", () => {
    const rivals: Rivals = {
      silent: { subject: subject("silent"), likeness: 0.9 },
      elsewhere: { subject: matter, likeness: 0.95 },
    };
    const refused = { kind: "decline", cities: [], hits: [] };
    expect(decidedForAll([of(HINO, 0, 5)], overall(0, rivals))).toEqual({
      ...refused,
      reason: "elsewhere",
      subject: MATTER,
    });
    const likerGap: Rivals = { ...rivals, elsewhere: { subject: matter, likeness: 0.8 } };
    expect(decidedForAll([of(HINO, 0, 5)], overall(0, likerGap))).toEqual({ ...refused, reason: "not-written" });
    expect(decidedForAll([], overall(0))).toEqual({ ...refused, reason: "not-written" });
  });
});

describe("talk", () => {
  const heard = (shares: Partial<Shares>, rivals: Rivals, isEnglish = false) =>
    talkOf({ ...found(0), rivals, verdict: verdict(shares) }, [KODAIRA], isEnglish);
  const thanks: Rivals = { chat: { subject: chatted("thanks"), likeness: 0.9 } };
  const complaint: Rivals = { handoff: { subject: said("complaint"), likeness: 0.9 } };

  test("is answered as the act that it is most like", () => {
    expect(heard({ chat: THRESHOLDS.talk + LITTLE }, thanks)).toEqual({ kind: "chat", act: "thanks" });
  });
  test("is handed over for the reason that it is most like", () => {
    expect(heard({ handoff: THRESHOLDS.talk + LITTLE }, complaint)).toEqual({
      kind: "handoff",
      reason: "complaint",
      cities: [KODAIRA],
      note: undefined,
      hits: [],
    });
  });
  test.each([
    ["danger", "danger"],
    ["distress", "distress"],
  ] as const)("is heard as %s before all else, unless something is liker", (act, least) => {
    const wish: Rivals = { handoff: { subject: said(act), likeness: THRESHOLDS[least] } };
    const liker: Rivals = { answer: { subject: subject("answer"), likeness: THRESHOLDS[least] + LITTLE } };
    expect(heard({ answer: 1 }, wish)).toMatchObject({ kind: "handoff", reason: act });
    expect(heard({ answer: 1 }, { ...wish, ...liker })).toBeUndefined();
    const faint: Rivals = { handoff: { subject: said(act), likeness: THRESHOLDS[least] - LITTLE } };
    expect(heard({ answer: 1 }, faint)).toBeUndefined();
  });
  test.each(["danger", "distress"] as const)("in English is heard as %s only in nearly the same words", (act) => {
    const cry = (likeness: number): Rivals => ({ handoff: { subject: said(act), likeness } });
    expect(heard({ handoff: 1 }, cry(THRESHOLDS.inNeedInEnglish), true)).toMatchObject({ reason: act });
    expect(heard({ handoff: 1 }, cry(THRESHOLDS.inNeedInEnglish - LITTLE), true)).toBeUndefined();
  });
  test("in English goes to a person beside a faint cry only where that is likest", () => {
    const faint: Rivals = { handoff: { subject: said("danger"), likeness: 0.4 } };
    const person = (likeness: number): Rivals => ({ person: { subject: subject("person"), likeness } });
    const answer: Rivals = { answer: { subject: subject("answer"), likeness: 0.4 } };
    expect(heard({ handoff: 1 }, { ...faint, ...answer, ...person(0.4 - LITTLE) }, true)).toBeUndefined();
    expect(heard({ handoff: 1 }, { ...faint, ...answer, ...person(0.4) }, true)).toMatchObject({ kind: "handoff" });
  });
  test("is none below its threshold", () => {
    const little = THRESHOLDS.talk - LITTLE;
    expect(heard({ chat: little }, thanks)).toBeUndefined();
    expect(heard({ handoff: little }, complaint)).toBeUndefined();
    expect(heard({ chat: little / 2, handoff: little / 2 }, { ...thanks, ...complaint })).toBeUndefined();
  });
  test("that is like no act is looked up", () => expect(heard({ chat: 0.9 }, {})).toBeUndefined());
  test.each<[string, Partial<Shares>, (likeness: number) => Rivals]>([
    ["chat", { chat: 0.9 }, (likeness) => ({ chat: { subject: chatted("thanks"), likeness } })],
    ["a wish", { handoff: 0.9 }, (likeness) => ({ handoff: { subject: said("complaint"), likeness } })],
    ["a matter for a person", { handoff: 0.9 }, (likeness) => ({ person: { subject: subject("person"), likeness } })],
  ])("is none below a likeness, however it sounds: %s", (_, shares, rivals) => {
    expect(heard(shares, rivals(THRESHOLDS.likeTalk))).toBeDefined();
    expect(heard(shares, rivals(THRESHOLDS.likeTalk - LITTLE))).toBeUndefined();
  });
});

describe("who is handed over", () => {
  const reasonOf = (rivals: Rivals) => handoff(rivals, []).reason;
  const like = (act: HandoffReason, likeness: number): Rivals => ({ handoff: { subject: said(act), likeness } });
  const person = (likeness: number) => ({ person: { subject: subject("person"), likeness } });

  test("is told first where help is from a likeness to danger on", () => {
    expect(reasonOf(like("danger", THRESHOLDS.danger))).toBe("danger");
    expect(reasonOf(like("danger", THRESHOLDS.danger - LITTLE))).toBe("distress");
  });
  test("in what is only a little like danger, is told so unless a matter is likelier", () => {
    const faint = like("danger", THRESHOLDS.danger - LITTLE);
    expect(reasonOf({ ...faint, ...person(THRESHOLDS.named - LITTLE) })).toBe("distress");
    expect(reasonOf({ ...faint, ...person(THRESHOLDS.named) })).toBe("decision");
  });
  test("in danger is not told of a matter", () => {
    expect(handoff({ ...like("danger", 0.5), ...person(0.9) }, [])).toMatchObject({
      reason: "danger",
      note: undefined,
    });
  });
  test("over a matter that a note names gets the note from a likeness on", () => {
    const named = handoff({ ...like("complaint", 0.2), ...person(THRESHOLDS.named) }, [HINO]);
    expect(named).toMatchObject({ reason: "decision", cities: [HINO], note: { kind: "person" } });
    const unnamed = handoff({ ...like("complaint", 0.2), ...person(THRESHOLDS.named - LITTLE) }, [HINO]);
    expect(unnamed).toMatchObject({ reason: "complaint", note: undefined });
  });
  test("keeps the likelier reason", () => {
    expect(reasonOf({ ...like("urgent", 0.9), ...person(0.5) })).toBe("urgent");
  });
  test("wishes for a person where nothing else is known", () => expect(reasonOf({})).toBe("wish-person"));
});

describe("who asks in the very words of one subject", () => {
  const SUBJECTS: { readonly [Kind in SubjectKind]: NonNullable<Rivals[Kind]>["subject"] } = {
    answer: subject("answer"),
    silent: subject("silent"),
    person: subject("person"),
    elsewhere: matter,
    chat: chatted("thanks"),
    handoff: said("complaint"),
  };
  const like = (kind: SubjectKind, likeness: number) =>
    ({ [kind]: { subject: SUBJECTS[kind], likeness } }) as unknown as Rivals;
  const row = (name: SignalName) => SIGNALS.map((other) => (name === other ? 1 : 0));
  const zero = SIGNALS.map(() => 0);
  /** They would hand over whatever comes. */
  const weights = { answer: zero, decline: zero, handoff: row("bias"), chat: zero };
  const sharesOf = (rivals: Rivals, hasNotes = true) =>
    judged({ ...found(0), hasNotes, rivals, signals: signals({ bias: 9 }) }, weights);
  const { sameWords, sameWordsAhead } = THRESHOLDS;

  test.each(SUBJECT_KINDS)("means that subject, whatever was learned: %s", (kind) => {
    const meant = verdict({ [VERDICT_OF[kind]]: 1 });
    expect(sharesOf(like(kind, sameWords))).toEqual(meant);
    expect(sharesOf(like(kind, sameWords), false)).toEqual(meant);
  });
  test("does not where the passage lacks the price or the date that is asked for", () => {
    const lacking = { ...found(0), rivals: like("answer", 1), signals: signals({ bias: 9, "thing missing": 1 }) };
    expect(judged(lacking, weights).answer).toBeLessThan(0.01);
  });
  test("does so from a likeness on", () => {
    expect(sharesOf(like("answer", sameWords - LITTLE)).answer).toBeLessThan(0.01);
  });
  test("does so only where no other subject is nearly as like, of the same verdict or not", () => {
    for (const [best, next] of [
      ["answer", "silent"],
      ["chat", "handoff"],
      ["silent", "elsewhere"],
    ] as const) {
      const both = (behind: number) => sharesOf({ ...like(best, 0.9), ...like(next, 0.9 - behind) })[VERDICT_OF[best]];
      expect(both(sameWordsAhead + LITTLE)).toBe(1);
      expect(both(sameWordsAhead - LITTLE)).toBeLessThan(0.01);
    }
  });
});

describe("a comparison", () => {
  const of = (city: CityId, answer: number, part: Partial<CityFindings & Judged> = {}) =>
    found(answer, { city, hits: [hit(`${city}-1`)], ...part });
  const enough = THRESHOLDS.compared;
  const tooLittle = THRESHOLDS.compared - LITTLE;
  const onMoney = (city: CityId) => ({ answer: { subject: subject("answer", { city }), likeness: 0.8 } });
  const silence = note({ city: HINO, silentThroughout: true });

  test("shows what was found from a threshold on, in the order of the cities", () => {
    expect(compared([of(HINO, tooLittle), of(KODAIRA, enough)], [])).toEqual({
      kind: "compare",
      rows: [
        { city: HINO, hits: [], silent: undefined },
        { city: KODAIRA, hits: [hit("kodaira-1")], silent: undefined },
      ],
    });
  });
  const rowOfHino = (answer: number, notes: readonly Note[]) => {
    const outcome = compared([of(HINO, answer), of(KODAIRA, 1, { rivals: onMoney(KODAIRA) })], notes);
    return outcome.kind === "compare" ? outcome.rows[0] : undefined;
  };
  test("says 記載なし where a reader of the whole text noted so on the compared point and nothing is found", () => {
    expect(rowOfHino(tooLittle, [silence])).toEqual({ city: HINO, hits: [], silent: silence });
  });
  test("says it where what is found is of another point, and not where it is of that one", () => {
    const rowFor = (topic: string) => {
      const hits = [{ ...hit("hino-1"), note: note({ city: HINO, kind: "answer", topic }) }];
      const outcome = compared([of(HINO, 1, { hits }), of(KODAIRA, 1, { rivals: onMoney(KODAIRA) })], [silence]);
      return outcome.kind === "compare" ? outcome.rows[0] : undefined;
    };
    expect(rowFor("place")).toEqual({ city: HINO, hits: [], silent: silence });
    expect(rowFor(silence.topic)).toMatchObject({ hits: [{ passage: { id: "hino-1" } }], silent: undefined });
  });
  test("of a matter of another office is declined by its name", () => {
    const like = (likeness: number) => ({ elsewhere: { subject: matter, likeness } });
    const both = (likeness: number) =>
      compared([of(HINO, 1, { rivals: like(likeness) }), of(KODAIRA, 1, { rivals: onMoney(KODAIRA) })], []);
    expect(both(0.9)).toEqual({
      kind: "decline",
      cities: [HINO, KODAIRA],
      hits: [],
      reason: "elsewhere",
      subject: MATTER,
    });
    expect(both(0.7).kind).toBe("compare");
  });
  test.each<[string, number, Note]>([
    ["on another point", tooLittle, { ...silence, topic: "place" }],
    ["of another city", tooLittle, { ...silence, city: KOGANEI }],
    ["for a gap that is not of the whole text", tooLittle, { ...silence, silentThroughout: undefined }],
  ])("says it not %s", (_, answer, noted) => expect(rowOfHino(answer, [noted])?.silent).toBeUndefined());

  test("is of the point that the cities' notes are likest on together", () => {
    const onPlace = { silent: { subject: subject("silent", { city: KOGANEI, topic: "place" }), likeness: 0.7 } };
    const rows = [of(HINO, 0), of(KODAIRA, 1, { rivals: onMoney(KODAIRA) }), of(KOGANEI, 1, { rivals: onPlace })];
    expect(compared(rows, [silence])).toMatchObject({ rows: [{ silent: silence }, {}, {}] });
    const more = {
      ...onPlace,
      answer: { subject: subject("answer", { city: KOGANEI, topic: "place" }), likeness: 0.7 },
    };
    const others = [rows[0]!, rows[1]!, of(KOGANEI, 1, { rivals: more })];
    expect(compared(others, [silence])).toMatchObject({ rows: [{ silent: undefined }, {}, {}] });
  });
  test("with nothing to show is declined", () => {
    expect(compared([of(HINO, 0), of(KODAIRA, 0)], [])).toEqual({
      kind: "decline",
      cities: [HINO, KODAIRA],
      hits: [],
      reason: "not-written",
    });
  });
});

describe("the short answers of cities", () => {
  const of = (city: CityId, answer: number, topic?: string) => {
    const noted = {
      ...hit(`${city}-1`),
      note: topic === undefined ? undefined : note({ city, kind: "answer", topic }),
    };
    return found(answer, { city, hits: [noted, hit(`${city}-2`)], rivals: {} });
  };
  const cities = (rows: readonly { readonly city: CityId }[]) => rows.map(({ city }) => city);

  test("are the best passage of each", () => {
    expect(shortAnswers([of(HINO, 1)], [], [])).toMatchObject([{ hits: [{ passage: { id: "hino-1" } }] }]);
    expect(shortAnswers([of(HINO, 1)], [], [])[0]?.hits).toHaveLength(1);
  });
  test("begin with cities that answer for sure, in their order, and end with those that say nothing", () => {
    const rows = shortAnswers([of(KOGANEI, 0), of(HINO, 1), of(KODAIRA, 1)], [], [KODAIRA]);
    expect(cities(rows)).toEqual([KODAIRA, HINO, KOGANEI]);
    expect(rows[2]?.hits).toEqual([]);
  });
  test("stand together where they are on the same point", () => {
    const found = [of(HINO, 1, "money"), of(KODAIRA, 1, "place"), of(KOGANEI, 1, "money")];
    expect(cities(shortAnswers(found, [], [HINO, KODAIRA, KOGANEI]))).toEqual([HINO, KOGANEI, KODAIRA]);
  });
  test("never say 記載なし of a city that answers for sure", () => {
    const silence = note({ city: HINO, silentThroughout: true });
    const rivals = { answer: { subject: subject("answer", { city: KODAIRA }), likeness: 0.8 } };
    const rows = [of(HINO, 0, "place"), { ...of(KODAIRA, 1, "money"), rivals }];
    expect(shortAnswers(rows, [silence], []).find(({ city }) => city === HINO)?.silent).toBe(silence);
    expect(shortAnswers(rows, [silence], [HINO])[0]).toMatchObject({ city: HINO, silent: undefined });
  });
});

describe("a city without notes", () => {
  const shared = (part: Partial<Record<SignalName, number>>, hits = [hit("kodaira-1")]) =>
    judged({ ...found(0), hasNotes: false, hits, signals: signals(part) }, undefined);
  const known = { "in text": THRESHOLDS.inTextWithoutNotes };

  test("answers where its text holds enough of the words", () => {
    expect(shared(known)).toEqual(verdict({ answer: 1 }));
    expect(shared({ "in text": THRESHOLDS.inTextWithoutNotes - LITTLE })).toEqual(verdict({ decline: 1 }));
  });
  test("answers nothing without a passage, and no matter of another office", () => {
    expect(shared(known, [])).toEqual(verdict({ decline: 1 }));
    expect(shared({ ...known, "like elsewhere": THRESHOLDS.named })).toEqual(verdict({ decline: 1 }));
    expect(shared({ ...known, "like elsewhere": THRESHOLDS.named - LITTLE })).toEqual(verdict({ answer: 1 }));
  });
  test("is judged so even where weights were learned, and a city with notes is not", () => {
    const row = SIGNALS.map((name) => (name === "bias" ? 1 : 0));
    const zero = SIGNALS.map(() => 0);
    const weights = { answer: zero, decline: zero, handoff: row, chat: zero };
    const noted = { ...found(0), signals: signals({ ...known, bias: 1 }) };
    expect(judged({ ...noted, hasNotes: false }, weights)).toEqual(verdict({ answer: 1 }));
    expect(judged(noted, weights).handoff).toBeGreaterThan(judged(noted, weights).answer);
  });
});
