/**
 * One of each form of message that a desk sends in LINE, made by the desk itself, so that LINE can be asked about them.
 */

import type { Assembly } from "./assemble.ts";
import { bundle, cityButtons, languageButtons, offered, personButton, text } from "./conversation/sayings.ts";
import type { DeskProfile } from "./handoff/profile.ts";
import { LANGUAGES, type Language, type Opening, type Question } from "./model.ts";
import type { Button, CaseNumber, MessageId, Saying } from "./records.ts";
import { conversationWords } from "./reply/conversation.ts";

export interface LineForm {
  /** As an operator reads it. */
  readonly name: string;
  readonly sayings: readonly Saying[];
}

/** Any message and case: only their shape counts. */
const MESSAGE = "00000000-0000-4000-8000-000000000000" as MessageId;
const NUMBER = 1_234 as CaseNumber;
const OPENING: Opening = { kind: "opens", day: "2026-11-24", weekday: 2, daysAhead: 3, fromMinutes: 540 };

/** Questions that bring about each kind of reply wherever the guidelines say anything about it. */
const ABOUT = "協働とは何ですか";
const ELSEWHERE = "ごみの収集日はいつですか";
const PERSON_WRITES =
  "お問い合わせありがとうございます。\n資料はこちらです。https://www.example.jp/\nお待ちしています🙂";

export function lineForms({ desk, corpus }: Assembly, profile: DeskProfile): LineForm[] {
  const { cities } = corpus;
  const city = profile.city ?? cities[0]?.id;
  const replied = (asked: Partial<Question>): Saying[] => {
    const reply = desk.reply({ text: ABOUT, city, history: [], hasPerson: profile.caseWay !== "none", ...asked });
    const quick = cityButtons(offered(reply, cities), conversationWords[reply.language]);
    const isShort = reply.outcome === "clarify" || reply.outcome === "chat" || reply.outcome === "handoff";
    return isShort ? [text(reply.language, reply.lead, quick)] : [bundle(reply, { message: MESSAGE, isGroup: false })];
  };
  return LANGUAGES.flatMap((language): LineForm[] => {
    const words = conversationWords[language];
    const named = (name: string, sayings: readonly Saying[]): LineForm => ({
      name: `${name}（${words.ownName}）`,
      sayings,
    });
    const comparison = { text: words.goOn["other-cities"], history: [ABOUT], language };
    return [
      named("はじめのあいさつ", greeting(profile, language, cityButtons(cities, words))),
      named("答え", replied({ language })),
      named("市どうしの比較", replied(comparison)),
      named("市の選択", replied({ city: undefined, language })),
      named("答えられないとき", replied({ text: ELSEWHERE, language })),
      named("言語の選択", [text(language, words.chooseLanguage, languageButtons())]),
      named("相談の受付", [opened(profile, language)]),
      named("担当の人の返事", [personAnswer(language)]),
      named("相談の終わり", closing(language)),
    ];
  });
}

function greeting(
  { name, retentionDays, questionRetentionDays, privacyUrl }: DeskProfile,
  language: Language,
  quick: Button[],
): Saying[] {
  const words = conversationWords[language];
  return [
    text(
      language,
      words.firstContact({
        desk: name,
        days: retentionDays,
        questionDays: questionRetentionDays,
        url: privacyUrl,
      }),
    ),
    text(language, words.chooseCity, quick),
  ];
}

function opened({ name, caseWay, contact }: DeskProfile, language: Language): Saying {
  const { cases, buttons } = conversationWords[language];
  const withdraw: Button = { label: buttons.withdraw, press: { act: "withdraw", number: NUMBER } };
  const said =
    caseWay === "contact"
      ? cases.openedByContact({ contact, opening: OPENING, number: NUMBER })
      : cases.opened({ desk: name, opening: OPENING, number: NUMBER });
  return text(language, said, [withdraw]);
}

function personAnswer(language: Language): Saying {
  const { buttons, person } = conversationWords[language];
  const askDesk: Button = { label: buttons.askDesk, press: { act: "ask-desk" } };
  return { kind: "text", language, text: PERSON_WRITES, quick: [askDesk], sender: person };
}

function closing(language: Language): Saying[] {
  const words = conversationWords[language];
  const ratings = words.buttons.ratings.map(
    (label, at): Button => ({
      label,
      press: { act: "rate", number: NUMBER, rating: at + 1 },
    }),
  );
  const reopen: Button = { label: words.buttons.reopen, press: { act: "reopen", number: NUMBER } };
  return [
    text(language, words.cases.closed({ number: NUMBER, days: 14 })),
    text(language, words.cases.rate, [...ratings, reopen, personButton(words)]),
  ];
}
