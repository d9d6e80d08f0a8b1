/**
 * Checks a wording in やさしい日本語 by the rules that a program can check.
 *
 * Figures: about 24 characters a sentence and never over 30, names not counted (University of Tokyo's digest); up to 13
 * kanji a sentence and a reading behind every kanji (Hirosaki University); です・ます; no double negation; three or more
 * things as a list; spaces between phrases.
 */

const LONGEST_SENTENCE = 30;
const MOST_KANJI = 13;
/** Characters without white space or a stop: a phrase is shorter, a name in brackets may be longer. */
const LONGEST_PHRASE = 16;
const KANJI = /[\p{sc=Han}々]/gu;
const RUBY = /（[ぁ-ゖー]+）/gu;
const NAMES = /「[^」]*」|『[^』]*』/gu;
const KANJI_WITHOUT_RUBY = /[\p{sc=Han}々]+(?!（|[\p{sc=Han}々])/u;
const ENDING = /(?:です|ます|ません|ました|でした|でしょう|ください|ですか|ますか)$/u;
const DOUBLE_NEGATION = /ない(?:わけ|こと|もの)(?:では|は|も)(?:ない|ありません)|なく(?:は|も)(?:ない|ありません)/u;
const HUMBLE = /いただ|ございます|いたします|おります|くださいませ|申し上げ|存じ/u;
const STIFF = /(?:善処|鋭意|所要の)/u;
const ENUMERATION = /[^、。\n]+や[^、。\n]+や|(?:[^、。\n]{1,14}、){3,}/u;

/**
 * The faults of a wording, in its order; `[]` for one that keeps every rule.
 *
 * @param text - ruby in full-width brackets behind the kanji: 市（し）の 人（ひと）; a list has a line per item, led by ・
 * @param options.isName - a name or heading, which is no sentence
 */
export function easyJapaneseFaults(text: string, { isName = false }: { readonly isName?: boolean } = {}): string[] {
  if (isName) return itemFaults(text);
  return text.split("\n").flatMap((line) => (line.startsWith("・") ? itemFaults(line.slice(1)) : proseFaults(line)));
}

function proseFaults(line: string): string[] {
  const sentences = line.split(/(?<=。)\s*/u).filter((sentence) => sentence.trim() !== "");
  return sentences.flatMap((sentence) => {
    const faults = itemFaults(sentence);
    const bare = plain(sentence).replace(/。$/u, "");
    if (bare.replace(NAMES, "").length > LONGEST_SENTENCE)
      faults.push(`「${sentence}」 is over ${LONGEST_SENTENCE} characters`);
    if (!ENDING.test(bare)) faults.push(`「${sentence}」 does not end in です, ます or ください`);
    if (DOUBLE_NEGATION.test(bare)) faults.push(`「${sentence}」 denies twice`);
    if (ENUMERATION.test(bare.replace(NAMES, "「」")))
      faults.push(`「${sentence}」 names three things or more: make it a list with ・`);
    return faults;
  });
}

function itemFaults(text: string): string[] {
  const faults: string[] = [];
  const kanji = text.replace(NAMES, "").match(KANJI)?.length ?? 0;
  if (kanji > MOST_KANJI) faults.push(`「${text}」 has ${kanji} kanji, more than ${MOST_KANJI}`);
  const unread = KANJI_WITHOUT_RUBY.exec(text);
  if (unread !== null) faults.push(`「${unread[0]}」 has no reading behind it: 市（し）`);
  if (HUMBLE.test(text) || STIFF.test(text)) faults.push(`「${text}」 holds honorific or stiff words`);
  const phrases = text
    .replace(RUBY, "")
    .replace(NAMES, "")
    .split(/[\s。、・：？！]+/u);
  const long = phrases.find((phrase) => phrase.length > LONGEST_PHRASE);
  if (long !== undefined) faults.push(`「${long}」 wants spaces between its phrases`);
  return faults;
}

/** Without readings and the spaces between phrases, which are no characters of the sentence. */
const plain = (text: string): string => text.replace(RUBY, "").replace(/\s/gu, "");
