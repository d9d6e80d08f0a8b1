/**
 * The Japanese words of the resident's page: labels, hints and notices around a reply.
 *
 * They stand here, beside the other wordings, so that one person can read them all in one sitting and judge
 * their tone: polite, short, plain. What the desk says of a guideline is not here but in the reply itself.
 */

import type { PageWords } from "../ports/page.ts";
import { ja as talk } from "./talk-ja.ts";
import { ja as texts } from "./texts-ja.ts";

const number = new Intl.NumberFormat("ja-JP");

export const ja: PageWords = {
  ownName: "日本語",
  cityName: (names) => names.ja,
  siteName: "協働の窓口",
  tagline: "市の指針の文をそえて、お答えします",
  skipToMain: "本文へ進む",
  toStart: "はじめのページへ戻る",
  languageLinks: "ほかの言葉",
  start: {
    title: "協働について、おたずねください",
    text: "市民と市が力を合わせてまちづくりを進める「協働」について、市の指針からお答えします。\n当てはまる文をさがし、書かれているとおりに引用してそえます。",
  },
  form: {
    title: "続けて質問する",
    city: "どの市の指針を調べますか",
    anyCity: "選ばない（質問から判断します）",
    question: "質問",
    hint: (units) => `知りたいことを、ふだんの言葉で書いてください（${number.format(units)}文字まで）。`,
    privacy: "お名前・ご住所・電話番号などの個人情報は書かないでください。",
    language: "お答えの言葉",
    anyLanguage: "自動（質問と同じ）",
    submit: "質問する",
    examplesTitle: "質問の例（押すとそのまま質問できます）",
    examples: ["協働とは何ですか", "どうやって事業を提案すればいいですか", "協働で大切にすることは何ですか"],
  },
  answer: {
    quotation: "市の文書からの引用（原文のまま）",
    source: "出典",
    surroundings: "前後の文を読む",
    before: "この前の文",
    after: "この後の文",
    actions: "続けてできること",
  },
  comparison: {
    caption: "市ごとに書かれていること",
    city: "市",
    lead: "書かれていること",
    quotation: "引用",
    more: "ほかの引用を読む",
  },
  about: {
    title: "この窓口について",
    lines: [
      "回答は、機械が市の指針から文をさがし、引用をそえて出しています。職員による回答ではありません。",
      "人がお答えしたものには、その人の名前をそえます。",
    ],
  },
  notices: {
    unknownCity: (cityNames) => ({
      title: "市をもう一度選んでください",
      text: `選ばれた市の指針は、この窓口にはありません。お調べできるのは、${cityNames.join("、")}の指針です。`,
    }),
    tooLong: (units) => ({
      title: "書かれた文が長すぎます",
      text: `一度に送れるのは${number.format(units)}文字までです。下に残っている文を、短くするか、いくつかに分けて送ってください。`,
    }),
    blank: {
      title: "何も書かれていません",
      text: "知りたいことを書いてから、もう一度押してください。",
    },
    unknownButton: {
      title: "そのボタンは、今は使えません",
      text: "お手数ですが、したいことを言葉で書いてください。",
    },
    staleForm: {
      title: "もう一度押してください",
      text: "この画面が古くなっていたか、ほかの画面から送られたため、まだ受け取っていません。書いた文は下に残っています。",
    },
    tooMany: (seconds) => ({
      title: "少し時間をおいてください",
      text: `短い時間にたくさんの質問をいただきました。おそれいりますが、${number.format(seconds)}秒ほど待ってから、もう一度「質問する」を押してください。書いた文は下に残っています。`,
    }),
    malformed: {
      title: "送られた内容を読み取れませんでした",
      text: "お手数ですが、はじめのページに戻って、もう一度お試しください。",
    },
    notFound: {
      title: "ページが見つかりません",
      text: "アドレスが変わったか、まちがっているようです。はじめのページから質問できます。",
    },
    tooLarge: {
      title: "送られた文が長すぎます",
      text: "はじめのページに戻り、短くしてから、もう一度お試しください。",
    },
    failed: {
      title: "申し訳ありません。うまくお答えできませんでした",
      text: "窓口の側に問題が起きました。少し時間をおいて、もう一度お試しください。",
    },
  },
  texts,
  talk,
};
