/**
 * The words of the menu under a talk in LINE.
 *
 * Everybody sees the same menu before anybody has chosen a language, so each field is drawn in all three: the Japanese
 * large, its readings above the kanji, English under it. What a field says in the resident's name is Japanese that the
 * desk understands; the answer comes in the language that the resident chose.
 */

export const MENU_FIELDS = ["ask", "city", "about", "propose", "person", "language"] as const;
export type MenuField = (typeof MENU_FIELDS)[number];

export interface MenuFieldWords {
  /** Read aloud in place of the picture; at most 20 characters. */
  readonly label: string;
  /** Drawn large, with readings behind kanji: 市（し）. */
  readonly drawn: string;
  /** Drawn under it. */
  readonly english: string;
  /** What it says or asks in the resident's name; undefined for a field that only opens something. */
  readonly says?: string;
}

export interface RichMenuWords {
  /** On the bar that opens and closes the menu; at most 14 characters. */
  readonly bar: string;
  readonly fields: Readonly<Record<MenuField, MenuFieldWords>>;
}

export const richMenuWords: RichMenuWords = {
  bar: "メニュー Menu",
  fields: {
    ask: { label: "質問する", drawn: "質問（しつもん）する", english: "Ask a question" },
    city: { label: "市をえらぶ", drawn: "市（し）をえらぶ", english: "Choose a city" },
    about: {
      label: "協働とは",
      drawn: "協働（きょうどう）とは",
      english: "Collaboration?",
      says: "協働とは何ですか",
    },
    propose: {
      label: "提案したい",
      drawn: "提案（ていあん）したい",
      english: "Make a proposal",
      says: "事業を提案したい",
    },
    person: { label: "人に相談", drawn: "人（ひと）に相談（そうだん）", english: "Talk to a person" },
    language: { label: "やさしい日本語・English", drawn: "やさしい日本語（にほんご）", english: "English" },
  },
};
