import { expect, test } from "vitest";
import { escaped, html } from "../../../adapters/web/html.ts";

test.each([
  ["markup becomes text", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ["both quotes are escaped", `"a" onclick='b'`, "&quot;a&quot; onclick=&#39;b&#39;"],
  ["an ampersand is escaped once", "A&B &amp; C", "A&amp;B &amp;amp; C"],
  ["a lone high surrogate is replaced", "協\uD83D働", "協\uFFFD働"],
  ["a lone low surrogate is replaced", "\uDE00協働", "\uFFFD協働"],
  ["a whole pair stays", "😀𠮷", "😀𠮷"],
  ["a family of emoji stays together", "👨‍👩‍👧", "👨‍👩‍👧"],
  ["null and the other control characters are replaced", "a\u0000b\u0008c\u001Bd\u007Fe\u0085f", "a�b�c�d�e�f"],
  ["tabs and line ends stay, line ends as one kind", "a\tb\r\nc\rd\ne", "a\tb\nc\nd\ne"],
  ["marks that turn the text round are replaced", "\u202Eevil\u2066", "�evil�"],
  ["other scripts stay", "한국어 العربية ภาษาไทย é", "한국어 العربية ภาษาไทย é"],
  ["full-width look-alikes are no markup and stay", "＜ｓｃｒｉｐｔ＞", "＜ｓｃｒｉｐｔ＞"],
])("%s", (_, text, expected) => expect(escaped(text)).toBe(expected));

test("whatever is written, no character with a meaning in HTML is left over and the text is well-formed", () => {
  let seed = 7;
  const unit = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % 3 === 0 ? seed % 0x80 : seed % 0x1_0000;
  };
  for (let round = 0; round < 500; round++) {
    const text = String.fromCharCode(...Array.from({ length: 40 }, unit));
    const safe = escaped(text);
    expect(safe.isWellFormed()).toBe(true);
    expect(safe.replace(/&(?:amp|lt|gt|quot|#39);/gu, "")).not.toMatch(/[<>"'&]|(?![\t\n])\p{Cc}/u);
  }
});

test("a template escapes text in content and in attributes, and leaves markup of its own alone", () => {
  const text = `"><b>`;
  expect(html`<p title="${text}">${text}${html`<i>${text}</i>`}</p>`.toString()).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&quot;&gt;&lt;b&gt;<i>&quot;&gt;&lt;b&gt;</i></p>',
  );
});

test("a template joins lists without commas and leaves out what is undefined", () => {
  expect(html`<ul>${["a", "b"].map((item) => html`<li>${item}</li>`)}${undefined}</ul>`.toString()).toBe(
    "<ul><li>a</li><li>b</li></ul>",
  );
});

test("an object that only looks like markup is no markup", () => {
  const disguised = { toString: () => "<b>" } as unknown as string;
  expect(() => html`${disguised}`.toString()).toThrow(TypeError);
});
