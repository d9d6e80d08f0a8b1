/**
 * How a decision came about, in words: its measures and where words were found.
 */

import type { QuestionsWords } from "../../ports/console/questions.ts";

/** What a subject of each kind is, see `src/retrieval/subjects.ts`. */
const SUBJECTS: Readonly<Record<string, string>> = {
  answer: "文書に答えのある質問",
  silent: "文書に書かれていないとわかっている質問",
  person: "人が答えるべき質問",
  elsewhere: "ほかの窓口の用件",
  chat: "あいさつなど",
  handoff: "人への相談",
};

const VERDICTS: Readonly<Record<string, string>> = {
  answer: "回答する",
  decline: "回答できないと伝える",
  handoff: "人に引き継ぐ",
  chat: "あいさつなどとして返す",
};

const MEASURES: Readonly<Record<string, string>> = {
  bias: "いつも1",
  ahead: "答えのある質問が、ほかの種類よりどれだけ近いか（−1から1）",
  words: "いちばん合う段落の、言葉による点（40点までを1とする）",
  "in text": "質問の言葉のうち、その市の文書にあるもの",
  "in city": "質問の言葉のうち、その市の文書か、想定した質問にあるもの",
  "in passage": "質問の言葉のうち、いちばん合う段落か、その想定した質問にあるもの",
  abroad: "質問の言葉のうち、ほかの市の文書だけにあるもの",
  stranger: "決め手になる言葉が、ほかの市の文書だけにある",
  "thing missing": "金額・日付・数などを聞かれていて、段落にそれがない",
  "thing held": "金額・日付・数などを聞かれていて、段落にそれがある",
};

const FIELDS: Readonly<Record<string, string>> = {
  words: "本文と見出しの言葉",
  heading: "見出し",
  readings: "読み",
  bigrams: "2文字の並び",
  questions: "想定した質問の言葉",
  expected: "想定した質問",
};

const known = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? names[name]! : name;

export const explained: QuestionsWords["explained"] = {
  title: "なぜこうなったか",
  intro: "順位と判断のもとになった値です。窓口を直すときや、答えを疑うときに使います。",
  lookedFor: "調べた言葉",
  shares: "判断",
  sharesIntro: "どうするのがよいかの割合です。合わせて1になります。",
  signals: "判断に使った値",
  signalsIntro: "1に近いほど強く、0に近いほど弱いことを表します。「〜らしさ」は0が最も強く、下がるほど弱くなります。",
  measure: "値の名前",
  value: "値",
  signal(name) {
    const [, kind = "", of = ""] = /^(share of|like|sounds) (.+)$/u.exec(name) ?? [];
    if (kind === "share of") return known(VERDICTS, of);
    if (kind === "like") return `「${known(SUBJECTS, of)}」との近さ`;
    if (kind === "sounds") return `「${known(SUBJECTS, of)}」らしさ`;
    return known(MEASURES, name);
  },
  hits: "見つかった段落",
  noHits: "合う段落はありませんでした。",
  hit: ({ rank, source, score }) => `${rank}位（${score}点）${source}`,
  reasons: { field: "見つかった所", term: "言葉", from: "書かれた言葉", weight: "重み", points: "点" },
  reasonsOf: (rank) => `${rank}位の段落の点の内訳`,
  field: (name) => known(FIELDS, name),
  fromContext: "（前の質問から）",
};
