import { beforeAll, describe, expect, test } from "vitest";
import { graphemes } from "../../../adapters/line/limits.ts";
import { decoded } from "../../../adapters/line/press.ts";
import { FIELDS, isOurMenu, MENU_HEIGHT, MENU_WIDTH, richMenu } from "../../../adapters/line/rich-menu.ts";
import type { Press } from "../../../src/records.ts";
import { MENU_FIELDS, richMenuWords } from "../../../src/reply/rich-menu.ts";
import { lineSchema, needLineSchema } from "../../fixtures/line-schema.ts";

const { definition, image } = richMenu(richMenuWords);
const areas = definition.areas ?? [];
const actions = areas.map(({ action }) => action as { label: string; data: string; displayText: string });

test("LINE's own description accepts it", (context) => {
  needLineSchema(context);
  expect(lineSchema("messaging-api").faults("RichMenuRequest", definition)).toEqual([]);
});

test("the words have the very fields of the menu, in its order", () => expect(MENU_FIELDS).toEqual(FIELDS));

const PRESSES: readonly (readonly [string, Press])[] = [
  ["質問する", { act: "ask-desk" }],
  ["市をえらぶ", { act: "choose-city" }],
  ["協働とは", { act: "say", text: "協働とは何ですか" }],
  ["提案したい", { act: "say", text: "事業を提案したい" }],
  ["人に相談", { act: "open-case" }],
  ["やさしい日本語・English", { act: "choose-language" }],
];
test.each(PRESSES)("「%s」 comes back as the press that the desk knows", (label, press) => {
  const found = actions.find((action) => action.label === label);
  expect(found && decoded(found.data)).toEqual(press);
});

test("there is no field besides", () =>
  expect(actions.map(({ label }) => label)).toEqual(PRESSES.map(([label]) => label)));

test("a field that says something shows the very words as the resident's", () => {
  const said = actions.flatMap(({ data, displayText }) => {
    const press = decoded(data);
    return press?.act === "say" ? [[press.text, displayText]] : [];
  });
  expect(said).toHaveLength(2);
  for (const [words, shown] of said) expect(shown).toBe(words);
});

test("only the field for asking opens the keyboard", () => {
  const opening = areas.map(({ action }) => (action as { inputOption?: string }).inputOption);
  expect(opening).toEqual(["openKeyboard", undefined, undefined, undefined, undefined, undefined]);
});

test("what is read aloud and what stands on the bar keep LINE's limits", () => {
  expect(graphemes(definition.chatBarText ?? "").length).toBeLessThanOrEqual(14);
  for (const { label } of actions) expect(graphemes(label).length).toBeLessThanOrEqual(20);
});

test("the fields cover the picture and share no pixel", () => {
  const boxes = areas.map(({ bounds }) => bounds as { x: number; y: number; width: number; height: number });
  for (const { x, y, width, height } of boxes) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(MENU_WIDTH);
    expect(y + height).toBeLessThanOrEqual(MENU_HEIGHT);
  }
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x;
      const apartY = one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect(apartX || apartY).toBe(true);
    }
  }
  const covered = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
  expect(covered).toBe(MENU_WIDTH * MENU_HEIGHT);
});

describe("the picture", () => {
  const bytes = Buffer.from(image);

  test("is a whole PNG of the size that the definition names", () => {
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect(bytes.subarray(12, 16).toString("latin1")).toBe("IHDR");
    expect({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }).toEqual(definition.size);
    expect(bytes.subarray(-8, -4).toString("latin1")).toBe("IEND");
  });

  test("keeps LINE's limits of width, ratio and bytes", () => {
    const { width = 0, height = 1 } = definition.size ?? {};
    expect(width).toBeGreaterThanOrEqual(800);
    expect(width).toBeLessThanOrEqual(2_500);
    expect(height).toBeGreaterThanOrEqual(250);
    expect(width / height).toBeGreaterThanOrEqual(1.45);
    expect(bytes.length).toBeLessThan(1_000_000);
  });
});

describe("the name", () => {
  let other: string;
  beforeAll(() => {
    other = richMenu(richMenuWords, new Uint8Array([...image, 0])).definition.name;
  });

  test("is the same for the same menu", () => expect(richMenu(richMenuWords).definition.name).toBe(definition.name));
  test("is another with another picture", () => expect(other).not.toBe(definition.name));
  test("is another with another word", () => {
    expect(richMenu({ ...richMenuWords, bar: "もくじ" }).definition.name).not.toBe(definition.name);
  });
  test("is known as ours in any version, and no other is", () => {
    expect([definition.name, other, "夏のお知らせ", "madoguchi", undefined].map(isOurMenu)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
