/**
 * What the head of a line says about its place: numbers, marks and list bullets, as Japanese public documents use them.
 *
 * A mark alone does not make a heading (「1. 公益性のある活動であること。」 is a list item): that is decided in
 * `outline.ts` from what stands around the line. Here only the mark is read.
 */

/** Ranks order the kinds of mark from the outermost inwards; a heading closes every open one of its rank or below. */
export interface Mark {
  readonly style: string;
  readonly rank: number;
  /** As printed, without the dot behind it. */
  readonly number: string;
  /** Length of mark and the white space behind it, in characters of the line's text. */
  readonly length: number;
  /** `bullet` is a mark that repeats, `number` one that counts, `bracket` encloses the whole line. */
  readonly kind: "number" | "bullet" | "bracket";
}

const DIGITS = "[0-9０-９]";
const COUNT = "[0-9０-９一二三四五六七八九十百]";
const NUMBERED_WORDS = "(?:基本)?(?:方針|目標|原則|施策|視点|戦略|柱)|別表|別紙|付録|参考資料|資料|様式";

/** Before a space, or right before a short title; 「第１章では」 and 「第２部会」 are words of a sentence. */
function chapter(unit: string): RegExp {
  const title = "(?![ぁ-ん会長局門分員署隊集約度])(?!.*(?:参照|第))[^\\s。、]{1,20}$";
  return new RegExp(`^(第${COUNT}+${unit})(?:[\\s　]+|$|(?=${title}))`, "u");
}

/** Tried in this order; the first that fits is the mark. `dot` is what may stand behind the number and is not cited. */
const STYLES: readonly { style: string; rank: number; pattern: RegExp; kind: Mark["kind"] }[] = [
  { style: "部", rank: 10, pattern: chapter("[部編]"), kind: "number" },
  { style: "章", rank: 11, pattern: chapter("章"), kind: "number" },
  { style: "節", rank: 12, pattern: chapter("[節款]"), kind: "number" },
  {
    style: "条",
    rank: 13,
    pattern: new RegExp(`^(第${COUNT}+[条項](?:の${COUNT}+)*)(?:[\\s　]+|(?=[(（][^)）]+[)）]$)|$)`, "u"),
    kind: "number",
  },
  {
    style: "方針",
    rank: 14,
    pattern: new RegExp(`^((?:${NUMBERED_WORDS})[\\s　]*${DIGITS}+)[\\s　.．:：]+`, "u"),
    kind: "number",
  },
  { style: "Ⅰ", rank: 15, pattern: /^([Ⅰ-Ⅻ])[\s　.．、]*/u, kind: "number" },
  { style: "第1", rank: 16, pattern: new RegExp(`^(第${COUNT}+)[\\s　]+(?=\\S)`, "u"), kind: "number" },
  { style: "一", rank: 17, pattern: /^([一二三四五六七八九十]{1,3})(?:[　\t]+|[.．][\s　]*)(?=\S)/u, kind: "number" },
  {
    style: "1-1-1",
    rank: 19,
    pattern: new RegExp(`^(${DIGITS}{1,2}(?:[-－.．]${DIGITS}{1,2}){2})[.．]?[\\s　]+`, "u"),
    kind: "number",
  },
  {
    style: "1-1",
    rank: 18,
    pattern: new RegExp(`^(${DIGITS}{1,2}[-－.．]${DIGITS}{1,2})[.．]?[\\s　]+`, "u"),
    kind: "number",
  },
  { style: "1.", rank: 17, pattern: new RegExp(`^(${DIGITS}{1,2})[.．、][\\s　]*(?=\\D)`, "u"), kind: "number" },
  { style: "1", rank: 17, pattern: new RegExp(`^(${DIGITS}{1,2})[\\s　]+(?=\\D)`, "u"), kind: "number" },
  { style: "(1)", rank: 20, pattern: new RegExp(`^([⑴-⒇]|[(（]${DIGITS}{1,2}[)）])[\\s　]*`, "u"), kind: "number" },
  { style: "1)", rank: 20, pattern: new RegExp(`^(${DIGITS}{1,2}[)）])[\\s　]*(?=\\D)`, "u"), kind: "number" },
  { style: "①", rank: 21, pattern: /^([①-⑳])[\s　]*/u, kind: "number" },
  {
    style: "ア",
    rank: 22,
    pattern: /^([アイウエオカキクケコサシスセソ])(?:[\s　]+|[.．、)）][\s　]*)/u,
    kind: "number",
  },
  { style: "(ア)", rank: 23, pattern: /^([(（][ア-ンa-zａ-ｚ一二三四五六七八九十][)）])[\s　]*/u, kind: "number" },
  { style: "【】", rank: 24, pattern: /^()(?=[【〔≪《][^】〕≫》]+[】〕≫》]$)/u, kind: "bracket" },
  { style: "Q", rank: 24, pattern: new RegExp(`^([QＱ]${DIGITS}{1,2})[.．:：\\s　]+(?=\\S)`, "u"), kind: "number" },
  { style: "A", rank: 25, pattern: new RegExp(`^([AＡ]${DIGITS}{1,2})[.．:：\\s　]+(?=\\S)`, "u"), kind: "number" },
  { style: "●", rank: 25, pattern: /^([○●◯◎◆◇■□▼▽★☆❏])[\s　]*/u, kind: "bullet" },
  { style: "・", rank: 26, pattern: /^([・•])[\s　]*/u, kind: "bullet" },
];

/**
 * Reads the mark at the head of a line.
 *
 * @param text - the line's text without markup, trimmed
 * @returns undefined for a line that begins with words
 */
export function mark(text: string): Mark | undefined {
  for (const { style, rank, pattern, kind } of STYLES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const number = found[1] ?? "";
    // Bullets of different shapes are different marks: ○ within ● is common.
    return { style: kind === "bullet" ? number : style, rank, number, length: found[0].length, kind };
  }
  return undefined;
}

const SENTENCE_END = /[。！？!?][」』）)]*$/u;
const PREFACE = /^(?:はじめに|前文|序文?|まえがき|おわりに|終わりに|結び|むすび|あとがき|附則|付則)$/u;
const PRINTED_DATE =
  /^(?:(?:明治|大正|昭和|平成|令和)[0-9０-９元]+|[0-9０-９]{4})年[^。]{0,12}(?:制定|策定|改定|改訂|発行|作成|公布|施行)?$/u;

/** 第１章 and its like head a section wherever they stand. */
export const isChapter = (mark: Mark | undefined): boolean => ["部", "章", "節"].includes(mark?.style ?? "");

/** The mark begins a count: 1, (1), 一, ア, a. */
export const isFirst = ({ number }: Mark): boolean => /^\(?[1一アa]\)?$/u.test(number.normalize("NFKC"));

/** The line closes a sentence. */
export const endsSentence = (text: string): boolean => SENTENCE_END.test(text);

/** A preface or closing: stands beside the numbered sections, never above them. */
export const isPreface = (title: string): boolean => PREFACE.test(title.replace(/\s/gu, ""));

/** A line that is a date and nothing else, such as 「平成30年12月 改定」. */
export const isDateLine = (text: string): boolean => PRINTED_DATE.test(text.replace(/[\s　]/gu, ""));

/** More brackets opened than closed: the line goes on. */
export function leavesBracketOpen(text: string): boolean {
  let open = 0;
  for (const c of text) open += "「『（(【〔".includes(c) ? 1 : "」』）)】〕".includes(c) ? -1 : 0;
  return open > 0;
}
