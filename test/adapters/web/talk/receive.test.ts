import { describe, expect, test } from "vitest";
import { QUESTION_UNITS } from "../../../../adapters/web/limits.ts";
import { incoming } from "../../../../adapters/web/talk/channel.ts";
import { encoded } from "../../../../adapters/web/talk/press.ts";
import { talkForm } from "../../../../adapters/web/talk/receive.ts";
import { FORM_FIELD } from "../../../../adapters/web/talk/view.ts";
import { cities } from "../sample.ts";

const done = (form: unknown) => talkForm(form, cities).done;
const EXAMPLE = encoded({ act: "say", text: "協働とは何ですか" });

describe("a form", () => {
  test.each<[string, unknown, unknown]>([
    ["with words says them as they were typed", { text: " 協働\r\nとは " }, { kind: "say", text: " 協働\nとは " }],
    ["with words chooses a city", { text: "一", city: "hino" }, { kind: "say", text: "一", city: "hino" }],
    [
      "may choose none any more",
      { text: "一", city: "", language: "" },
      { kind: "say", text: "一", city: null, language: null },
    ],
    ["chooses a language", { text: "一", language: "en" }, { kind: "say", text: "一", language: "en" }],
    ["passes over a language that there is not", { text: "一", language: "fr" }, { kind: "say", text: "一" }],
    ["with a city that there is not is told so", { text: "一", city: "edo" }, { kind: "unknown-city" }],
    ["without anything is blank", {}, { kind: "blank" }],
    ["with blanks is blank", { text: " \n　" }, { kind: "blank" }],
    [
      "with the longest words is taken",
      { text: "協".repeat(QUESTION_UNITS) },
      { kind: "say", text: "協".repeat(QUESTION_UNITS) },
    ],
    ["with longer ones is too long", { text: "協".repeat(QUESTION_UNITS + 1) }, { kind: "too-long" }],
    [
      "with a button does what it is for",
      { press: "w1/open-case", text: "書きかけ" },
      { kind: "press", press: { act: "open-case" } },
    ],
    ["with a button of nobody is told so", { press: "w1/open-case/x" }, { kind: "unknown-button" }],
    [
      "with a question to try asks it",
      { press: EXAMPLE },
      { kind: "press", press: { act: "say", text: "協働とは何ですか" } },
    ],
    [
      "with a question to try beside the choices asks it of the city that is chosen",
      { press: EXAMPLE, city: "hino", language: "", text: "" },
      { kind: "say", text: "協働とは何ですか", city: "hino", language: null },
    ],
    ["that is none is blank", "text=x", { kind: "blank" }],
  ])("%s", (_, form, expected) => expect(done(form)).toEqual(expected));

  test.each(["", "short", "a b c d e f g h i j", "x".repeat(65), "<script>aaaaaaaaaa"])("has no id in %j", (form) => {
    expect(talkForm({ [FORM_FIELD]: form }, cities).formId).toBeUndefined();
  });

  test("has the id that its page gave it", () => {
    expect(talkForm({ [FORM_FIELD]: "BXp8g5czu3CC7Vt73ySonQ" }, cities).formId).toBe("BXp8g5czu3CC7Vt73ySonQ");
  });

  test("keeps what was typed to stand in the field again", () => {
    expect(talkForm({ press: "w1/nothing", text: "書きかけ" }, cities).draft).toBe("書きかけ");
  });
});

describe("what was kept of a form is read again", () => {
  const read = (event: object) => incoming({ raw: JSON.stringify({ id: "e1", ...event }) });

  test.each<[string, object, unknown]>([
    [
      "as words under the event's id",
      { kind: "say", text: "一" },
      { kind: "text", message: "e1", text: "一", isMentioned: true, chosen: {} },
    ],
    [
      "with what was chosen, and what no longer is",
      { kind: "say", text: "一", city: null, language: "en" },
      { kind: "text", message: "e1", text: "一", isMentioned: true, chosen: { city: undefined, language: "en" } },
    ],
    [
      "as the button that was pressed",
      { kind: "press", press: { act: "open-case" } },
      { kind: "press", press: { act: "open-case" } },
    ],
  ])("%s", (_, event, expected) => expect(read(event)).toStrictEqual(expected));

  test("and what is of no kind is an error that does not quote it", () => {
    expect(() => read({ kind: "秘密" })).toThrow(/^An event of the page is of no kind that there is$/u);
  });
});

test("what was typed beside a button that was pressed is left, and what was asked is not", () => {
  expect(talkForm({ press: EXAMPLE, text: "書きかけ" }, cities).left).toBe("書きかけ");
  expect(talkForm({ text: "質問" }, cities).left).toBe("");
});
