import { expect, test } from "vitest";
import { staffNames } from "../../../src/terminal/staff-names.ts";
import { person } from "../../adapters/store/sample.ts";

const { nameOf, idOf } = staffNames([
  person("slack:U01", "佐藤 花"),
  person("slack:U02", "鈴木"),
  person("slack:U03", "鈴木"),
  person("slack:U04", "\u0007"),
]);

test.each([
  ["slack:U01", "佐藤 花"],
  ["slack:U02", "鈴木（slack:U02）"],
  ["slack:U04", "slack:U04"],
  ["slack:U09", "slack:U09"],
  ["hara", "hara"],
])("%s is called %s", (id, name) => expect(nameOf(id)).toBe(name));

test.each([
  ["佐藤 花", "slack:U01"],
  [" 佐藤　花 ", "slack:U01"],
  ["slack:U03", "slack:U03"],
  ["佐藤", "佐藤"],
  ["hara", "hara"],
])("by %j is meant %s", (name, id) => expect(idOf(name)).toBe(id));

test("who is meant by a name that several have is asked for", () => {
  expect(() => idOf("鈴木")).toThrow("鈴木 という人が何人もいます。slack:U02、slack:U03 のどれかで書いてください");
});
