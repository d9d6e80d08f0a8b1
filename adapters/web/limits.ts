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

/** Earlier questions that travel in the form: enough for "what about the other city?", few enough to look through. */
export const HISTORY_QUESTIONS = 6;

/**
 * Questions that one address may ask in a minute. A person who reads answers asks fewer than ten; a library or
 * a city hall sends several people through one address, and a script would send hundreds.
 */
export const QUESTIONS_PER_MINUTE = 30;

/** A Japanese character is one unit and three bytes, and each byte takes three when percent-encoded. */
const BYTES_PER_UNIT = 9;

/** Bytes of a form: the field, a question to ask again and the history, all full, and 4 kB for names and choices. */
export const FORM_BYTES = QUESTION_UNITS * BYTES_PER_UNIT * (HISTORY_QUESTIONS + 2) + 4_096;

/** Fields of a form; ours has eleven at most, and whatever a browser's extension adds has room. */
export const FORM_FIELDS = 32;

/** Characters (code points) of a question in a title or on a button: about two lines on a phone. */
export const BUTTON_CHARACTERS = 48;

/** Characters (code points) of the question shown over its answer: the answer stays in sight below a pasted letter. */
export const ECHO_CHARACTERS = 240;
