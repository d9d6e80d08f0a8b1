/**
 * Checks that a plain answer claims nothing that its evidence does not say.
 *
 * What can be checked by a program is checked: figures and years, names in brackets, names of schemes and places, and
 * whether something planned is told as existing.
 */

import { normalized, squeezed } from "../text/normalize.ts";

const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const ERA_YEAR = /(明治|大正|昭和|平成|令和)(元|\d{1,2})年/gu;
const RUBY = /（[ぁ-ゖー]+）/gu;
const NAMES = /「([^」]+)」|『([^』]+)』/gu;
const SCHEMES =
  /[\p{sc=Han}々ァ-ヶーa-z0-9]+(?:制度|センター|支援室|条例|委員会|審査会|協議会|連絡会|公募事業|基本計画|基本構想|ハンドブック|マニュアル)/gu;
const PLANNED = /(?:設け|設置し|つくり|作成し|構築し|検討し|努め|整備し|確立し|推進し)(?:ます|ていきます)|いきます/u;
const HEDGE =
  /書かれ|書いて|としてい|方針|予定|目指|めざ|検討|考え|努め|つとめ|していく|していき|つくる|作る|設ける|もうける|進める|いきます|します/u;

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

/** The evidence says what will be done, and the Japanese wording does not say that it is a plan. */
export function tellsPlanAsFact(ja: string, evidence: readonly string[]): boolean {
  return PLANNED.test(squeezed(evidence.join("\n"))) && !HEDGE.test(ja);
}
