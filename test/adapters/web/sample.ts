/**
 * Small values for the page's tests: two cities, a quotation and what is said with it, as the desk would give them.
 */

import type { TalkView } from "../../../adapters/web/talk/view.ts";
import type { City, CityId, ComparisonRow, PassageId, Quotation, Reply } from "../../../src/model.ts";
import type { Texts } from "../../../src/ports/texts.ts";
import type { MessageId, Peer, Saying, Shown } from "../../../src/records.ts";

export const cities = [city("kodaira", "小平市", "こだいらし", "Kodaira"), city("hino", "日野市", "ひのし", "Hino")];

export const quoted: Quotation = {
  passage: "kodaira-1" as PassageId,
  city: "kodaira" as CityId,
  cityName: "小平市",
  lines: [{ role: "text", text: "協働をすることができる。" }],
  source: "小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働",
  score: 1,
  dated: "平成30年12月の指針です（8年前）。今は変わっているかもしれません。",
  before: [],
  after: [],
  remarks: [],
};

export const answer: Reply = {
  outcome: "answer",
  matter: { city: undefined, topic: undefined, reason: undefined },
  language: "ja",
  lead: "次のように書かれています。",
  quotations: [quoted],
  further: { title: "", quotations: [] },
  comparison: [],
  related: { title: "続けて聞けること", questions: ["提案はだれができますか"] },
  actions: [{ label: "もっと詳しく", text: "もっと詳しく教えて", city: undefined }],
  privacy: "",
  text: "",
};

const bare: Reply = { ...answer, quotations: [], related: { title: "", questions: [] }, actions: [] };

export const decline: Reply = { ...bare, outcome: "decline", lead: "書かれていませんでした。" };

const row: ComparisonRow = {
  city: "kodaira" as CityId,
  cityName: "小平市",
  lead: "協働できます。",
  isSilent: false,
  quotations: [quoted],
};
const rows: readonly ComparisonRow[] = [
  row,
  { ...row, city: "hino" as CityId, cityName: "日野市", lead: "記載なし", isSilent: true, quotations: [] },
];
export const compare: Reply = { ...bare, outcome: "compare", lead: "市ごとに並べました。", comparison: rows };

const MESSAGE = "m1" as MessageId;

/** What the desk says with an answer, as it stands in the outbox. */
export function bundle({ actions, related, privacy, ...reply }: Reply): Saying {
  return {
    kind: "bundle",
    reply,
    words: { quotation: "引用", source: "出典", cut: "…" },
    buttons: [
      { label: "もっと詳しく", press: { act: "go-on", what: "more", message: MESSAGE } },
      { label: "役に立った", press: { act: "helpful", isHelpful: true, message: MESSAGE } },
    ],
    quick: related.questions.map((question) => ({ label: question, press: { act: "say", text: question } })),
  };
}

export const words = (text: string, rest: Partial<Extract<Saying, { kind: "text" }>> = {}): Saying => ({
  ...{ kind: "text", language: "ja", text, quick: [] },
  ...rest,
});

/** What stands on a page, told by what each wrote: a string for the resident, sayings for the desk. */
export function shown(...whats: readonly (string | readonly Saying[])[]): Shown[] {
  return whats.map((what, index) => ({
    seq: index + 1,
    peer: "web:1" as Peer,
    at: Date.parse("2026-11-20T10:00:00+09:00"),
    what:
      typeof what === "string"
        ? { by: "resident", event: `e${index}`, text: what }
        : { by: "desk", prefix: "", sayings: what },
  }));
}

/** A page as its browser sees it. */
export function talkView(entries: readonly Shown[], rest: Partial<TalkView> = {}): TalkView {
  return {
    ...{
      entries,
      last: entries.at(-1)?.seq ?? 0,
      isUnderWay: false,
      city: undefined,
      language: undefined,
      case: undefined,
    },
    ...{
      shown: "ja",
      base: "",
      deskName: undefined,
      place: "page",
      token: "signed.1",
      formId: "form-1",
      isSent: false,
      isOfButton: false,
      isAnew: false,
    },
    ...{ isCookieless: false, notices: [], keeping: { days: 90, questionDays: 400, url: undefined }, until: undefined },
    ...{ notice: undefined, draft: "" },
    ...rest,
  };
}

/** For what is not about the texts. */
export const noTexts: Texts = { cities, of: () => undefined, find: () => [] };

function city(id: string, ja: string, kana: string, en: string): City {
  return {
    id: id as CityId,
    names: { ja, kana, en, others: [], mistaken: [] },
    guideline: {
      title: `${ja}協働の指針`,
      kind: "指針",
      issuer: ja,
      issued: null,
      revised: null,
      latestMention: null,
      sha256: "",
      source: null,
    },
    contacts: [],
  };
}
