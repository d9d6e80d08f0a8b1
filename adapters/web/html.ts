/**
 * HTML that cannot be broken by what people write.
 *
 * Only the literal parts of an `html` template are markup; every value put into one is text and is escaped,
 * in element content and in quoted attributes alike. Forgetting to escape is therefore not possible, only
 * forgetting the quotes around an attribute: this project always writes them.
 */

/** Markup that is safe to send; made by {@link html} alone. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text (escaped), markup, a list of both, or nothing. */
export type Part = string | Html | undefined | readonly Part[];

/** Puts a template together, escaping every part that is not {@link Html} already. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, i) => literal + markup(parts[i])).join(""));
}

/**
 * Makes any string harmless in HTML: as element content, in a `<title>` or `<textarea>`, in a quoted attribute.
 *
 * Lone surrogates, control characters and the marks that turn the writing direction of what follows become U+FFFD;
 * tabs and line ends stay, line ends as `\n`. All else is shown as it was written.
 */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, "\n")
    .replace(UNSHOWABLE, "\uFFFD")
    .replace(/[&<>"']/gu, (character) => ENTITIES[character]!);
}

/** Cc but tab and line feed; the embeddings, overrides and isolates of bidirectional text. */
const UNSHOWABLE = /(?![\t\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function markup(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escaped(part);
  if (part instanceof Html) return part.toString();
  return part.map(markup).join("");
}
