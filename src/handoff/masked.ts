/**
 * Takes out of a text what tells who or where somebody is, before it is kept or shown to more people than needed.
 *
 * A sign stands where something was, so that a reader sees that it was there. Numbers are the whole difficulty: a talk
 * about a guideline is full of years, sections, sums and times, and one that is blotted out can no longer be improved.
 * So each rule asks for a form that only the personal thing has; what has no such form (names above all) is left.
 */

/** Read by staff only. */
const SIGNS = {
  email: "［メールアドレス］",
  card: "［カード番号］",
  myNumber: "［個人番号］",
  phone: "［電話番号］",
  postcode: "［郵便番号］",
  address: "［住所］",
} as const;

/**
 * Replaces telephone numbers, mail addresses, street addresses, postal codes, My Numbers and card numbers by signs.
 *
 * @param text - as typed; full-width and kanji figures are understood
 * @returns the text, all else letter for letter as it was
 */
export function masked(text: string): string {
  return RULES.reduce(applied, text);
}

interface Rule {
  readonly sign: string;
  /** Over the folded text. */
  readonly form: RegExp;
  /** What the form alone cannot tell; always true unless given. */
  readonly holds?: (found: string) => boolean;
}

function applied(text: string, { sign, form, holds = () => true }: Rule): string {
  let end = 0;
  let result = "";
  for (const { 0: found, index } of folded(text).matchAll(form)) {
    if (!holds(found)) continue;
    result += text.slice(end, index) + sign;
    end = index + found.length;
  }
  return result + text.slice(end);
}

/** Full-width letters, figures and every kind of hyphen made plain, each in its place: positions stay as they are. */
function folded(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ")
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/(?<=[\d〇一二三四五六七八九十])[ーｰ](?=[\d〇一二三四五六七八九十])/gu, "-");
}

/** What may stand between the parts of a telephone number. */
const GAP = "[-. ()]{1,2}";
/** After a figure: it counts something, so it is no part of an address or a code. */
const COUNTED =
  "(?! ?(?:[\\d.:,]|[年月日時分秒人名円件個回歳度割点倍%万千億目枚部冊台本]|か[所月国年]|[ヶヵケカ箇][所月国年]|世帯|団体|丁目|ページ|km|m|kg))";

/** Ten or eleven figures from 0 on, as Japan's area codes of two to five figures part them; and any number with `+`. */
const PHONE = new RegExp(
  [
    `\\+[1-9](?:[-. ()]{0,3}\\d){7,14}`,
    `\\(?0\\d{9,10}`,
    `\\(?(?:0\\d${GAP}\\d{4}|0\\d{2}${GAP}\\d{3,4}|0\\d{3}${GAP}\\d{2,3}|0\\d{4}${GAP}\\d{1,2})${GAP}\\d{4}`,
    `\\(?0\\d{3}${GAP}\\d{3}${GAP}\\d{3}`,
    `\\(?(?:0\\d${GAP}\\d{8}|0\\d{2}${GAP}\\d{7,8}|0\\d{3}${GAP}\\d{6,7}|0\\d{4}${GAP}\\d{5,6}|0\\d{5,6}${GAP}\\d{4})`,
  ]
    .map((form) => `(?<!\\d)${form}(?!\\d)`)
    .join("|"),
  "gu",
);
/** Without its area code it is known by the word before it. */
const LOCAL_PHONE = /(?<=(?:電話|でんわ|携帯|tel|fax|℡|☎)(?:番号)?[はがの:/.\s]{0,3})\d{2,4}-\d{4}(?![\d-])/giu;

const N = "(?:\\d{1,5}|[〇一二三四五六七八九十百千]{1,6})";
/** Names of towns and cities before the figures. */
const PLACE = "[\\p{sc=Han}ヶケヵ]{0,16}";
/** `一番地域に` is no 番地. */
const LOT = "番地(?!(?![〇一二三四五六七八九十])\\p{sc=Han})";
/** Further figures, `-2-3`, `番3号`, `番地の2`. */
const FURTHER = ` ?(?:${LOT}[の-]?|番|[-の]) ?${N}`;
const HOUSE = `(?:${LOT}|番(?!目)|号室?)?${COUNTED}`;
/** A building with its flat, `コーポ小平201号室`, `さくら荘 3号`, `メゾン本町 A-203`. */
const FLAT = "[A-Za-z]?-?\\d{1,4}(?:号室|号棟|号|室)?(?:-\\d{1,4})?";
const BUILDING = `(?: ?[\\p{sc=Han}\\p{sc=Hira}ヶ・A-Za-z]{0,10}(?:[ァ-ヺー]{2,20}[\\p{sc=Han}ァ-ヺー・]{0,8}|荘|寮|団地|住宅)(?: ?${FLAT}(?:号室|号|室|F|階)?(?![\\d年月日時人名円件回]))?| ?${FLAT}(?<=室))?`;
/** Words before `1-2-3` that number a text, not a house. */
const NO_PLACE = "(?<![図表章節項条号目針策標式料例第別注年月日版回度画編題問案業働組点的令和平成昭大正])";

const ADDRESSES: readonly string[] = [
  `${PLACE}${N}丁目の? ?${N}(?:${FURTHER}){0,3}${HOUSE}`,
  `${PLACE}[町村] ?${N}(?:${FURTHER}){1,3}${HOUSE}`,
  `${PLACE}${N}${LOT}(?:[の-]?${N})?号?`,
  `${PLACE}${N}番 ?${N}号(?!線)`,
  `[\\p{sc=Han}ヶケヵ]{1,16}${NO_PLACE}\\d{1,2}-\\d{1,4}-\\d{1,4}(?:-\\d{1,4})?(?!-)${COUNTED}`,
  `${PLACE}[市区郡][\\p{sc=Han}ヶケヵ]{1,5}${NO_PLACE}\\d{2,5}-\\d{1,5}(?!-)${COUNTED}`,
];

/** In this order: a longer number first, so that no part of it is taken for something shorter. */
const RULES: readonly Rule[] = [
  { sign: SIGNS.email, form: /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/giu },
  { sign: SIGNS.card, form: /(?<![\d-])\d{4}(?:[- ]\d{4}){3}[- ]\d{1,3}(?!\d)/gu, holds: isCard },
  { sign: SIGNS.card, form: /(?<![\d-])\d{4}(?:[- ]\d{4}){3}(?!\d)/gu, holds: isCard },
  { sign: SIGNS.card, form: /(?<![\d-])\d{4}[- ]\d{6}[- ]\d{4,5}(?!\d)/gu, holds: isCard },
  { sign: SIGNS.card, form: /(?<!\d)\d{13,19}(?!\d)/gu, holds: isCard },
  {
    sign: SIGNS.myNumber,
    form: /(?<!\d[- ]?|\+)(?:\d{12}|\d{4}-\d{4}-\d{4}|\d{4} \d{4} \d{4})(?!-?\d| \d{4})/gu,
    holds: (found) => !areYears(found),
  },
  { sign: SIGNS.phone, form: PHONE },
  { sign: SIGNS.phone, form: LOCAL_PHONE },
  { sign: SIGNS.postcode, form: /〒 ?\d{3}[- ]?\d{4}(?!\d)/gu },
  { sign: SIGNS.postcode, form: new RegExp(`(?<![\\d.-])\\d{3}-\\d{4}(?!-)${COUNTED}`, "gu") },
  ...ADDRESSES.map((form) => ({ sign: SIGNS.address, form: new RegExp(`${form}${BUILDING}`, "gu") })),
  { sign: SIGNS.address, form: /[\p{sc=Han}]{0,8}[ァ-ヺー]{2,20}[\p{sc=Han}ァ-ヺー・]{0,8} ?[A-Za-z]?-?\d{1,4}号室/gu },
];

/** The check figure is right (Luhn). Source: ISO/IEC 7812-1, annex B. */
function isCard(found: string): boolean {
  const figures = [...found.replace(/\D/gu, "")].reverse().map(Number);
  const sum = figures.reduce((total, figure, i) => total + (i % 2 === 0 ? figure : crossSum(figure * 2)), 0);
  return sum % 10 === 0 && sum > 0 && !areYears(found);
}

const crossSum = (twice: number) => (twice > 9 ? twice - 9 : twice);

/** `2024-2025-2026` lists years. */
const areYears = (found: string) =>
  /[- ]/u.test(found) && found.split(/[- ]/u).every((group) => /^(?:19|20)\d\d$/u.test(group));
