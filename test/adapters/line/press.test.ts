import { expect, test } from "vitest";
import { action, decoded, encoded } from "../../../adapters/line/press.ts";
import { type CityId, LANGUAGES } from "../../../src/model.ts";
import type { CaseNumber, MessageId, Press } from "../../../src/records.ts";
import { randomNumbers } from "../../fixtures/random-numbers.ts";
import { awkwardText } from "./awkward-text.ts";

const message = "5b0e7a52-8f0c-4d4e-9d53-6f8a1c2b3d4e" as MessageId;
const number = 12 as CaseNumber;

const PRESSES: readonly Press[] = [
  { act: "say", text: "補助金はありますか / いくらですか" },
  { act: "say", text: "" },
  { act: "city", city: "kodaira" as CityId },
  ...LANGUAGES.map((language): Press => ({ act: "language", language })),
  { act: "go-on", what: "other-cities", message },
  { act: "go-on", what: "more", message },
  { act: "go-on", what: "person", message },
  { act: "helpful", isHelpful: true, message },
  { act: "helpful", isHelpful: false, message },
  { act: "open-case" },
  { act: "withdraw", number },
  { act: "reopen", number },
  { act: "private-link", number },
  { act: "private-revoke", number },
  { act: "rate", number, rating: 3 },
  { act: "ask-desk" },
  { act: "erase", isSure: true },
  { act: "erase", isSure: false },
  { act: "choose-city" },
  { act: "choose-language" },
];

test.each(PRESSES)("$act comes back as it was", (press) => {
  expect(decoded(encoded(press))).toEqual(press);
});

test("no two presses share their data", () => {
  expect(new Set(PRESSES.map(encoded)).size).toBe(PRESSES.length);
});

test("whatever words are said, their data fits, and the words or their beginning come back", () => {
  const random = randomNumbers(2);
  for (let round = 0; round < 300; round++) {
    const text = awkwardText(random, 120).toWellFormed();
    const data = encoded({ act: "say", text });
    expect(data.length).toBeLessThanOrEqual(300);
    const press = decoded(data);
    expect(press?.act === "say" && text.startsWith(press.text) && (text.length > 280 || press.text === text)).toBe(
      true,
    );
  }
});

test.each([
  "",
  "m1",
  "m1/",
  "m1/say",
  "m0/open-case",
  "m2/open-case",
  "M1/open-case",
  "m1/open-case/",
  "m1/open-case/1",
  "m1/constructor",
  "m1/__proto__/x",
  "m1/city/",
  "m1/city/Kodaira",
  "m1/city/../etc",
  "m1/city/小平",
  "m1/city/kodaira/x",
  "m1/language/fr",
  "m1/language/toString",
  "m1/go-on/less/1",
  "m1/go-on/more/",
  "m1/go-on/more/a b",
  "m1/go-on/more/a/b",
  `m1/go-on/more/${"a".repeat(65)}`,
  "m1/helpful/maybe/1",
  "m1/withdraw/0",
  "m1/withdraw/-1",
  "m1/withdraw/01",
  "m1/withdraw/1e3",
  "m1/withdraw/99999999999999999999",
  "m1/rate/1/0",
  "m1/rate/1/4",
  "m1/rate/1",
  "m1/erase",
  "m1/erase/perhaps",
  `m1/say/${"x".repeat(300)}`,
  "action=buy&item=7",
  '{"act":"open-case"}',
])("%s is no button of ours", (data) => {
  expect(decoded(data)).toBeUndefined();
});

test("any string is read without an error, and what is read would be written so", () => {
  const random = randomNumbers(3);
  for (let round = 0; round < 300; round++) {
    const start = encoded(PRESSES[Math.floor(random() * PRESSES.length)]!);
    const at = Math.floor(random() * start.length);
    const data = `${start.slice(0, at)}${awkwardText(random, 4)}${start.slice(at + Math.floor(random() * 3))}`;
    const press = decoded(data);
    if (press !== undefined) expect(encoded(press)).toBe(data.toWellFormed());
  }
});

test("words are sent as the resident's own message", () => {
  expect(action({ label: "補助金", press: { act: "say", text: "補助金はありますか" } })).toEqual({
    type: "message",
    label: "補助金",
    text: "補助金はありますか",
  });
});

test.each([
  ["words too long for a message come back as data", { act: "say", text: "あ".repeat(301) }],
  ["words of nothing come back as data", { act: "say", text: " " }],
  ["anything else comes back as data", { act: "open-case" }],
] as const)("%s, and the whole label appears as said", (_, press) => {
  const label = "職員に つないで もらえますか と 聞いて みる";
  const made = action({ label, press });
  expect(made).toMatchObject({ type: "postback", displayText: label, data: encoded(press) });
  expect(made.label).toMatch(/…$/u);
});
