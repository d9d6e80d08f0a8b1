import { describe, expect, test } from "vitest";
import { QUESTION_UNITS } from "../../../../adapters/web/limits.ts";
import { decoded, encoded } from "../../../../adapters/web/talk/press.ts";
import type { CityId } from "../../../../src/model.ts";
import type { CaseNumber, MessageId, Press } from "../../../../src/records.ts";

const message = "3f2b8c1e-0000-4000-8000-000000000001" as MessageId;
const number = 12 as CaseNumber;

const PRESSES: readonly Press[] = [
  { act: "say", text: "協働とは何ですか" },
  { act: "say", text: "一/二\n三 <b>" },
  { act: "city", city: "kodaira" as CityId },
  { act: "language", language: "ja-easy" },
  { act: "go-on", what: "other-cities", message },
  { act: "go-on", what: "more", message },
  { act: "go-on", what: "person", message },
  { act: "helpful", isHelpful: true, message },
  { act: "helpful", isHelpful: false, message },
  { act: "open-case" },
  { act: "withdraw", number },
  { act: "reopen", number },
  { act: "rate", number, rating: 3 },
  { act: "ask-desk" },
  { act: "erase", isSure: true },
  { act: "erase", isSure: false },
  { act: "choose-city" },
  { act: "choose-language" },
];

test.each(PRESSES.map((press) => [encoded(press), press] as const))("%s is what its button does", (value, press) => {
  expect(decoded(value)).toEqual(press);
});

describe("what no button of ours sends is no press:", () => {
  test.each([
    ["nothing", ""],
    ["another version", "m1/open-case"],
    ["an act that there is not", "w1/delete"],
    ["a property of every object", "w1/constructor"],
    ["a field too many", "w1/open-case/now"],
    ["a field too few", "w1/rate/12"],
    ["a rating that there is not", "w1/rate/12/4"],
    ["a number with a sign", "w1/withdraw/-1"],
    ["a number that begins with zero", "w1/withdraw/012"],
    ["a number beyond all", "w1/withdraw/9999999999"],
    ["an answer between yes and no", `w1/helpful/maybe/${message}`],
    ["a message with a quotation mark", 'w1/helpful/yes/"'],
    ["a city that climbs", "w1/city/.."],
    ["a language that there is not", "w1/language/fr"],
    ["words that are none", "w1/say/ \n"],
    ["words that are too long", `w1/say/${"長".repeat(QUESTION_UNITS + 1)}`],
  ])("%s", (_, value) => expect(decoded(value)).toBeUndefined());
});
