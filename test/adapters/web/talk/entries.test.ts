import { expect, test } from "vitest";
import type { Frame } from "../../../../adapters/web/frame.ts";
import { talkEntries } from "../../../../adapters/web/talk/entries.ts";
import type { TalkView } from "../../../../adapters/web/talk/view.ts";
import { pageWords } from "../../../../src/reply/page.ts";
import { answer, bundle, cities, shown, talkView, words } from "../sample.ts";

const frame: Frame = { words: pageWords, cities, stylesheet: "/s", fonts: "/f", script: "/h", icon: "/i" };
/** What is put where, by the id of the element. */
function pieces(view: TalkView): Map<string, string> {
  const all = talkEntries(frame, view).matchAll(
    /<hx-partial hx-target="#([\w-]+)" hx-swap="[^"]*">(.*?)<\/hx-partial>/gsu,
  );
  return new Map([...all].map(([, id, content]) => [id!, content!]));
}
const [, ...fresh] = shown("前", "協働とは", [bundle(answer)]);

test("what is new goes to the end of the log, and what is then shown is said back", () => {
  const view = talkView(fresh);
  expect([
    ...pieces(view)
      .get("log")!
      .matchAll(/<article class="turn/gu),
  ]).toHaveLength(2);
  expect(pieces(view).get("seen")).toContain('name="after" value="3"');
});

test("the answer to a form empties the field, renews what each form sends, and shows what came", () => {
  const view = talkView(fresh, { isSent: true, formId: "form-2" });
  const put = pieces(view);
  expect(put.get("ask-field")).toMatch(/<textarea[^>]*>\n<\/textarea>/u);
  expect(put.get("ask-hidden")).toContain('value="form-2"');
  expect(put.get("press-hidden")).toContain('value="form-2"');
  expect(talkEntries(frame, view)).toContain('hx-target="#log" hx-swap="beforeend show:top showTarget:#e3"');
});

test("what arrives by itself moves nothing and touches no field", () => {
  const view = talkView(shown("前", [words("お返事です。", { sender: "山田" })]).slice(1));
  expect([...pieces(view).keys()].sort()).toEqual(["log", "seen", "state"]);
  expect(talkEntries(frame, view)).toContain('hx-target="#log" hx-swap="beforeend">');
});

test("what was not taken stays in the field, and the reason stands beside it", () => {
  const notice: TalkView["notice"] = ({ notices }) => notices.tooMany(9);
  const put = pieces(talkView([], { last: 3, isSent: true, notice, draft: "書きかけ" }));
  expect(put.get("told")).toContain(pageWords.ja.notices.tooMany(9).text);
  expect(put.has("ask-field")).toBe(false);
  expect(put.has("log")).toBe(false);
});

test("the reason is gone with the next that is taken", () => {
  expect(pieces(talkView(fresh, { isSent: true })).get("told")).toBe("");
});

test("a city that the desk took note of is the one that is chosen in the form", () => {
  const put = pieces(talkView(fresh, { city: cities[0]!.id }));
  expect(put.get("ask-choices")).toContain('value="kodaira" checked');
});

test("a form of a button leaves the field as it is, taken or not", () => {
  expect(pieces(talkView(fresh, { isSent: true, isOfButton: true })).has("ask-field")).toBe(false);
  const notice: TalkView["notice"] = ({ notices }) => notices.unknownButton;
  expect(pieces(talkView([], { last: 3, isSent: true, isOfButton: true, notice })).has("ask-field")).toBe(false);
});

test("where what the browser shows is gone, what stands now takes its place, even nothing", () => {
  const erased = shown([words("消しました。")]);
  expect(talkEntries(frame, talkView(erased, { isAnew: true }))).toContain('hx-target="#log" hx-swap="innerHTML">');
  expect(pieces(talkView([], { isAnew: true })).get("log")).toBe("");
});
