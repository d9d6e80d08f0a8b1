import { expect, test } from "vitest";
import {
  cookieValues,
  eventIdOf,
  freshId,
  type Purpose,
  setCookie,
  signed,
  verified,
} from "../../../../adapters/web/talk/cookie.ts";
import type { DeskId } from "../../../../src/records.ts";
import { testKeys } from "../talk-sample.ts";

const COOKIE: Purpose = { what: "cookie", desk: "desk" as DeskId, place: "page" };

test("an id has 128 bits, and no two are alike", () => {
  const ids = Array.from({ length: 1_000 }, freshId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(Buffer.from(id, "base64url")).toHaveLength(16);
});

test("what was signed is verified by the newest key, and by the one before as no longer current", () => {
  const keys = testKeys("one");
  const id = freshId();
  const text = signed(id, COOKIE, keys);
  expect(verified(text, COOKIE, keys)).toEqual({ id, isCurrent: true });
  keys.now = ["two", "one"];
  expect(verified(text, COOKIE, keys)).toEqual({ id, isCurrent: false });
  keys.now = ["three", "two"];
  expect(verified(text, COOKIE, keys)).toBeUndefined();
});

test.each<[string, Purpose]>([
  ["a form", { ...COOKIE, what: "form" }],
  ["another desk", { ...COOKIE, desk: "other" as DeskId }],
  ["the widget", { ...COOKIE, place: "widget" }],
])("what was signed for a cookie is not good for %s", (_, purpose) => {
  const keys = testKeys("one");
  expect(verified(signed(freshId(), COOKIE, keys), purpose, keys)).toBeUndefined();
});

test("whatever is changed of it, it is no longer what was signed", () => {
  const keys = testKeys("one");
  const text = signed(freshId(), COOKIE, keys);
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === "A" ? "B" : "A";
    // The last of 43 letters has two bits that carry nothing.
    if (i === text.length - 1) continue;
    expect(verified(`${text.slice(0, i)}${other}${text.slice(i + 1)}`, COOKIE, keys)).toBeUndefined();
  }
  for (const odd of ["", ".", `${text}.`, `${text}A`, ` ${text}`, "é".repeat(66), "A".repeat(100_000)]) {
    expect(verified(odd, COOKIE, keys)).toBeUndefined();
  }
});

test("all values of a cookie are found, whatever stands between", () => {
  const header = "a=1; madoguchi=x.y;madoguchi-widget=z; b; madoguchi=w=v; =";
  expect(cookieValues(header, "madoguchi")).toEqual(["x.y", "w=v"]);
  expect(cookieValues(undefined, "madoguchi")).toEqual([]);
});

test("a page's cookie goes to this site alone, over TLS where there is, and a frame's to the frame", () => {
  const options = { name: "madoguchi", path: "/", maxAgeSeconds: 60, isSecure: false };
  expect(setCookie("v", { ...options, place: "page" })).toBe("madoguchi=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
  expect(setCookie("v", { ...options, place: "page", isSecure: true })).toMatch(/SameSite=Lax; Secure$/u);
  expect(setCookie("v", { ...options, place: "widget" })).toMatch(/HttpOnly; Secure; SameSite=None; Partitioned$/u);
});

test("a form means one event however often it is sent, and another for other words or somebody else", () => {
  const id = eventIdOf("a", "form", "words");
  expect(eventIdOf("a", "form", "words")).toBe(id);
  for (const other of [eventIdOf("b", "form", "words"), eventIdOf("a", "f", "words"), eventIdOf("a", "form", "word")]) {
    expect(other).not.toBe(id);
  }
  expect(eventIdOf("a", "b,c", "d")).not.toBe(eventIdOf("a,b", "c", "d"));
});
