/**
 * Checks that a plain answer claims nothing that its evidence does not say.
 *
 * What can be checked by a program is checked: figures and years, names in brackets, names of schemes and places, and
 * whether something planned is told as existing.
 */

import type { Language } from "../model.ts";
import { normalized, squeezed } from "../text/normalize.ts";

const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const ERA_YEAR = /(明治|大正|昭和|平成|令和)(元|\d{1,2})年/gu;
const RUBY = /（[ぁ-ゖー]+）/gu;
const NAMES = /「([^」]+)」|『([^』]+)』/gu;
const SCHEMES =
  /[\p{sc=Han}々ァ-ヶーa-z0-9]+(?:制度|センター|支援室|条例|委員会|審査会|協議会|連絡会|公募事業|基本計画|基本構想|ハンドブック|マニュアル)/gu;
/** How a sentence ends that says what will be done; 「行います」 may as well say what is done every day. */
const PLANNED =
  /(?:[てで](?:いき|まいり)|設け|設置し|つくり|作り|作成し|構築し|創設し|検討し|努め|目指し|めざし|整備し|確立し|推進し|進め|図り|開催し|実施し)ます$/u;
/** Words by which a wording passes on what a text says, or tells that it is wished for. */
const HEDGES: Readonly<Record<"ja" | "en", RegExp>> = {
  ja: /書かれ|書いて|書き|記され|と(?:して|されて)い|ことにして|[てで]い(?:く|き)|たい|予定|つもり|方針|目指|めざ|検討|考え|努め|つとめ/u,
  en: /\b(?:will|would|shall|plan(?:s|ned)?|aim(?:s|ed)?|intend(?:s|ed)?|hopes?|seeks?|tr(?:y|ies)|wants?|considers?|meant|(?:is|are|be|was|were) to|to be|say(?:s|ing)?|stat(?:es|ed|ing)|according to|calls? for|sets? out)\b/iu,
};

/**
 * The claims of a wording that its evidence does not hold.
 *
 * @param text - a plain answer in Japanese, やさしい日本語 or English
 * @param evidence - stretches of the guideline
 */
export function unfoundedClaims(text: string, evidence: readonly string[]): string[] {
  const said = squeezed(evidence.join("\n"));
  const years = [...said.matchAll(ERA_YEAR)].map(([, era, year]) =>
    String(ERAS[era!]! + (year === "元" ? 1 : Number(year))),
  );
  const figures = new Set([...(said.match(/\d+/gu) ?? []), ...years]);
  const claim = squeezed(text.replace(RUBY, ""));
  const spaced = normalized(text.replace(RUBY, ""));
  const wrongFigures = (spaced.match(/\d+/gu) ?? []).filter((figure) => !figures.has(figure));
  const names = [...claim.matchAll(NAMES)].map((m) => m[1] ?? m[2]!).filter((name) => !said.includes(name));
  const schemes = (claim.replace(NAMES, "").match(SCHEMES) ?? []).filter((name) => !said.includes(name));
  return [
    ...wrongFigures.map((figure) => `the figure ${figure} is not in the evidence`),
    ...names.map((name) => `the name 「${name}」 is not in the evidence`),
    ...schemes.map((name) => `the name ${name} is not in the evidence`),
  ];
}

/**
 * All that the evidence says is what will be done, and the wording does not tell that it is a plan.
 *
 * Evidence that also says what is there makes any wording pass: a sentence of it may be the one that is retold.
 */
export function tellsPlanAsFact(text: string, language: Language, evidence: readonly string[]): boolean {
  const sentences = evidence.flatMap((stretch) => squeezed(stretch).split(/[。！]/u)).filter((one) => one !== "");
  const isAllPlan = sentences.length > 0 && sentences.every((sentence) => PLANNED.test(sentence));
  if (!isAllPlan) return false;
  return language === "en" ? !HEDGES.en.test(text) : !HEDGES.ja.test(squeezed(text.replace(RUBY, "")));
}
