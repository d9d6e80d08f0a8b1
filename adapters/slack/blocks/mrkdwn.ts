/**
 * Slack's markup: away from words of others before Slack reads them, and away from Slack's words before others do.
 *
 * Slack has no escape for its signs but a detour: a date that is none shows its fallback, and that letter for letter.
 * (Zero-width spaces do the opposite and make a sign work in the middle of a word.) As the detour is long, words of others
 * stand in plain or rich text wherever there is a choice, which Slack does not parse at all.
 */

import { EMOJI } from "./emoji.ts";

/** What marks text up, full-width signs too; the first colon of what would become an emoji. */
const SIGNS = /[*_~`＊＿｀]|:(?=[^\s:]+:)/gu;
/** Would make a quotation of its line. */
const QUOTING = /^(?=&gt;)/gmu;
/** Invisible, and enough that the sign behind it does not begin the line. */
const SOFT_HYPHEN = "\u00ad";

/** Text for a place that parses markup, shown letter for letter: no ping, no link, no markup. */
export function escaped(text: string): string {
  return withEntities(text)
    .replace(SIGNS, (sign) => `<!date^0^{_}|${sign}>`)
    .replace(/^＞/gmu, "<!date^0^{_}|＞>")
    .replace(QUOTING, SOFT_HYPHEN);
}

/** Text for a place that is not laid out, such as a notification: no ping and no link. */
export const withEntities = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Slack writes these three signs as entities wherever it hands over what somebody typed. */
export const decoded = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const TAG = /<([^<>]*)>/gu;
const CODE = /```\n?(.+?)\n?```|`([^`\n]+)`/gsu;
/** What was put aside: `<3>` a tag, `<c3>` code. */
const ASIDE = /<(\d+)>/u;
const CODE_ASIDE = /<c(\d+)>/gu;
/** A pair around something within a line, with no Latin letter or digit outside: `2*3*4` and `snake_case_name` stay. */
const PAIRS = ["*", "_", "~"].map((sign) => {
  const outside = `[A-Za-z0-9${sign}]`;
  const inside = `(?![\\s${sign}])[^\\n${sign}]*[^\\s${sign}]`;
  return new RegExp(`(?<!${outside})[${sign}](${inside})[${sign}](?!${outside})`, "gu");
});

/**
 * Text as Slack gives it → what people who never saw Slack can read: mentions as names, links written out, no marks.
 *
 * @param nameOf - of a person who is mentioned, by Slack's id; a mention of somebody unknown is left out
 */
export function plain(text: string, nameOf: (id: string) => string | undefined = () => undefined): string {
  const tags: string[] = [];
  const codes: string[] = [];
  const tagless = text.replace(TAG, (_, inside: string) => `<${tags.push(said(inside, nameOf)) - 1}>`);
  const codeless = tagless.replace(CODE, (_, block?: string, inline?: string) => {
    return `<c${codes.push(block ?? inline ?? "") - 1}>`;
  });
  return withEmoji(withoutMarks(codeless))
    .replace(CODE_ASIDE, (_, n: string) => codes[Number(n)]!)
    .split(ASIDE)
    .map((part, n) => (n % 2 === 0 ? decoded(part) : tags[Number(part)]!))
    .join("");
}

function withoutMarks(text: string): string {
  // Twice, for marks within marks.
  const unpaired = [...PAIRS, ...PAIRS].reduce((rest, pair) => rest.replace(pair, "$1"), text);
  return unpaired.replace(/^&gt;(?:&gt;&gt;)? ?/gmu, "").replace(/^\u00ad(?=&gt;)/gmu, "");
}

/** Emoji that Slack gave by their names, as they are; one of which we know no name stays. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/gu, (code, name: string) => EMOJI.get(name) ?? code);

/** What stands between `<` and `>`, as words. */
function said(inside: string, nameOf: (id: string) => string | undefined): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : decoded(inside.slice(bar + 1));
  const id = target.slice(1);
  switch (target[0]) {
    case "@":
      return at(label ?? nameOf(id));
    case "#":
      return label === undefined || label === "" ? "" : `#${label}`;
    case "!":
      return label ?? (/^!(?:here|channel|everyone)$/u.test(target) ? `@${id}` : "");
    default:
      return link(decoded(target), label);
  }
}

const at = (name: string | undefined): string =>
  name === undefined || name === "" ? "" : name.startsWith("@") ? name : `@${name}`;

/** 「案内（https://…）」; the address alone where the label only repeats it, the label alone for mail and telephone. */
function link(target: string, label: string | undefined): string {
  const address = target.replace(/^(?:mailto|tel):/u, "");
  if (label === undefined || label === "") return address;
  if (address !== target) return label;
  return address.replace(/^https?:\/\//u, "") === label || address === label ? address : `${label}（${address}）`;
}
