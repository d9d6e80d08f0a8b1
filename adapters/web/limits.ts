/**
 * The numbers of the resident's page, each with its reason.
 */

/** UTF-16 code units of one question: about three full pages, more than any question and less than a document. */
export const QUESTION_UNITS = 5_000;

/**
 * UTF-16 code units of a search, at most {@link QUESTION_UNITS}: it travels in an address, where a Japanese character takes
 * nine bytes, and Node takes 16 kB of address and headers together.
 */
export const SEARCH_UNITS = 1_000;

/** Passages that a search shows: about as much as anybody looks through, and 30 kB at most. */
export const FOUND_PASSAGES = 20;

/** A Japanese character is one unit and three bytes, and each byte takes three when percent-encoded. */
const BYTES_PER_UNIT = 9;

/** Bytes of a form: twice the longest question, so that a longer one comes back to be shortened, and 4 kB for all else. */
export const FORM_BYTES = QUESTION_UNITS * BYTES_PER_UNIT * 2 + 4_096;

/** Fields of a form; ours has eleven at most, and whatever a browser's extension adds has room. */
export const FORM_FIELDS = 32;

/** Characters (code points) of a search in a title: about two lines on a phone. */
export const TITLE_CHARACTERS = 48;

/**
 * Characters of the HTML of a conversation that a page shows at once; Japanese has three bytes in each, but most of it is
 * markup. With stylesheet and script, a page then has less than 200 kB.
 */
export const TALK_CHARACTERS = 60_000;
