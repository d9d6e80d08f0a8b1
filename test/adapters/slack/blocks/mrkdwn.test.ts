import { expect, test } from "vitest";
import { escaped, plain, withEntities } from "../../../../adapters/slack/blocks/mrkdwn.ts";
import { randomNumbers } from "../../../fixtures/random-numbers.ts";
import { awkwardText } from "../../line/awkward-text.ts";

const HOSTILE = [
  "<!channel> <@U0123> <#C0123|窓口> <https://example.jp|市役所>",
  "*太字* _斜体_ ~取消~ `code` ```block``` ＊太＊ ＿斜＿ ｀code｀",
  "> 引用\n>>> もっと\n＞全角\n 市 > 町",
  ":smile: 10:30:00 :pray::skin-tone-2:",
  "&lt;!here&gt; &amp; &amp;amp;",
  "<0> <c0> &lt;1&gt;",
  "\u202e逆さ\u202c \u200b \ufeff",
  "𠮷👨‍👩‍👧‍👦か\u3099",
];

test.each(HOSTILE)("「%s」 comes back as it was", (text) => expect(plain(escaped(text))).toBe(text));

test("whatever people type comes back as it was", () => {
  const random = randomNumbers(7);
  const signs = ["*", "_", "~", "`", "<", ">", "&", ":", "|", "!", "@", "\n", "＞", "amp;", "<!here>", "smile", "<0>"];
  for (let n = 0; n < 3_000; n += 1) {
    const parts = Array.from({ length: 12 }, () =>
      random() < 0.6 ? signs[Math.floor(random() * signs.length)] : awkwardText(random, 4),
    );
    const text = parts.join("");
    expect(plain(escaped(text))).toBe(text);
  }
});

test("escaped, no sign of markup is left outside the detour by a date", () => {
  for (const text of HOSTILE) {
    const parsed = escaped(text).replace(/<!date\^0\^\{_\}\|[*_~`＊＿｀＞:]>/gu, " ");
    expect(parsed).not.toMatch(/[<>*_~`＊＿｀]|^＞|^&gt;|:[^\s:]+:/mu);
  }
});

test("in a notification nothing can ping or link", () => {
  expect(withEntities("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
});

test.each([
  ["a mention reads as a name", "<@U0123|tanaka>さん", "@tanakaさん"],
  ["a channel reads as its name", "<#C0123|窓口> で", "#窓口 で"],
  ["a channel without a name is left out", "<#C0123>で", "で"],
  ["a call to all reads as a word and pings nobody", "<!here> <!channel>", "@here @channel"],
  ["a group reads as its name", "<!subteam^S012|@kyodo>へ", "@kyodoへ"],
  [
    "a link is written out",
    "<https://example.jp/a?b=1&amp;c=2|申請書>です",
    "申請書（https://example.jp/a?b=1&c=2）です",
  ],
  ["a bare link is its address", "<https://example.jp/>", "https://example.jp/"],
  ["a link that Slack made of a word stays that word's address", "<http://example.jp|example.jp>", "http://example.jp"],
  ["an address of mail is itself", "<mailto:a@example.jp|a@example.jp>", "a@example.jp"],
  ["a telephone number is as it was written", "<tel:0423460000|042-346-0000>", "042-346-0000"],
  ["a date is its fallback", "<!date^1392734382^{date}|2014年2月18日>", "2014年2月18日"],
  ["entities are signs", "A &amp; B &lt;3&gt;", "A & B <3>"],
  ["bold, slanted and struck words lose their marks", "*大事*な _こと_ と ~取消~", "大事な こと と 取消"],
  ["so do marks within marks and around a link", "*_大事_* *<https://example.jp|市>*", "大事 市（https://example.jp）"],
  ["signs that mark nothing stay", "2*3*4 snake_case_name ~10 * 20 *", "2*3*4 snake_case_name ~10 * 20 *"],
  ["code loses its marks and keeps its signs", "`a_b_c *x*` と\n```\n*そのまま*\n```", "a_b_c *x* と\n*そのまま*"],
  ["a quoted line loses its mark", "&gt; 引用\nつづき", "引用\nつづき"],
  ["lists stay lines", "• 一つ\n• 二つ\n1. 三つ", "• 一つ\n• 二つ\n1. 三つ"],
  ["an emoji is shown, whatever its skin", ":pray: :+1::skin-tone-3:", "🙏 👍"],
  [
    "one that nobody knows stays as it is",
    ":kodaira_logo: :constructor: 10:30:00",
    ":kodaira_logo: :constructor: 10:30:00",
  ],
])("%s", (_, text, expected) => expect(plain(text)).toBe(expected));

test("a mention without a name reads as whoever is known by it, else not at all", () => {
  const nameOf = (id: string) => (id === "U1" ? "田中" : undefined);
  expect(plain("<@U1>と<@U2>が", nameOf)).toBe("@田中とが");
});
