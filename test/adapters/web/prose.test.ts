import { expect, test } from "vitest";
import { prose } from "../../../adapters/web/prose.ts";

test.each([
  ["nothing is nothing", "", ""],
  ["a line is a paragraph", "一。\n二。", "<p>一。</p><p>二。</p>"],
  ["blank lines are none", "一。\n\n　\n二。", "<p>一。</p><p>二。</p>"],
  [
    "neighbouring items are one list, with the page's marks",
    "電話。\n・一\n・二\n以上。\n・三",
    '<p>電話。</p><ul class="list"><li>一</li><li>二</li></ul><p>以上。</p><ul class="list"><li>三</li></ul>',
  ],
  ["a mark inside a line is text", "一・二", "<p>一・二</p>"],
  [
    "readings are set and markup is text",
    "市（し）<b>",
    "<p><ruby>市<rp>（</rp><rt>し</rt><rp>）</rp></ruby>&lt;b&gt;</p>",
  ],
])("%s", (_, text, expected) => expect(prose(text).join("")).toBe(expected));
