import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FORM_BYTES, QUESTION_UNITS } from "../../adapters/web/limits.ts";
import { BEGINNINGS_PER_MINUTE, FORMS_PER_MINUTE } from "../../adapters/web/talk/limits.ts";
import { encoded } from "../../adapters/web/talk/press.ts";
import { FORM_FIELD } from "../../adapters/web/talk/view.ts";
import type { CaseNumber, MessageId } from "../../src/records.ts";
import { pageWords } from "../../src/reply/page.ts";
import type { PageVisitor } from "../fixtures/page-visitor.ts";
import { type PageDesk, pageDesk } from "./page-desk.ts";

const { notices } = pageWords.ja;
const ASKED = "小平市の協働とは何ですか、<あかね>";

let desk: PageDesk;
let address = 0;
/** From an address of its own each, so that no limit of one is another's. */
const visitor = (options = {}) => {
  address += 1;
  return desk.visitor({ headers: { "X-Forwarded-For": `198.51.${address >> 8}.${address & 255}` }, ...options });
};
const kept = () =>
  desk.within(async ({ inbox }) => {
    const { answered, waiting, silent, dead } = await inbox.counts();
    return answered + waiting + dead + Object.values(silent).reduce((sum, count) => sum + count, 0);
  });

beforeAll(async () => {
  desk = await pageDesk({ CASES_IN_LINE: "none", TRUST_PROXY: "loopback" });
  await desk.start();
});
afterAll(() => desk.close());

describe("nothing is taken, and the words stand in the field again,", () => {
  let before: number;
  beforeAll(async () => {
    before = await kept();
  });
  afterEach(async () => expect(await kept()).toBe(before));

  const fieldOf = ({ html }: PageVisitor) => /<textarea[^>]*>\n?(.*?)<\/textarea>/su.exec(html)?.[1];
  const escaped = ASKED.replace("<", "&lt;").replace(">", "&gt;");

  test.each([
    ["without a token", () => ({ talk: "" })],
    ["with a token that nobody signed", () => ({ talk: `${"A".repeat(22)}.${"B".repeat(43)}` })],
    ["with a token of which the end is missing", ({ talk = "" }) => ({ talk: talk.slice(0, -1) })],
    ["with a token whose id is another", ({ talk = "" }) => ({ talk: `${"A".repeat(22)}${talk.slice(22)}` })],
    ["with a token of odd letters", () => ({ talk: "…".repeat(30) })],
  ])("of a form %s", async (_, change) => {
    const one = await visitor();
    const { status } = await one.posts({ ...one.hidden(), text: ASKED, ...change(one.hidden()) });
    expect(status).toBe(403);
    expect(one.words()).toContain(notices.staleForm.title);
    expect(fieldOf(one)).toBe(escaped);
  });

  test("of a form that another browser was given", async () => {
    const [one, other] = [await visitor(), await visitor()];
    expect((await one.posts({ ...other.hidden(), text: ASKED })).status).toBe(403);
    expect(fieldOf(one)).toBe(escaped);
  });

  test.each(["cross-site", "same-site"])("of a form that a browser calls %s", async (site) => {
    const one = await visitor();
    const { status } = await one.posts({ ...one.hidden(), text: ASKED }, { "Sec-Fetch-Site": site });
    expect(status).toBe(403);
    expect(fieldOf(one)).toBe(escaped);
  });

  test.each([
    ["nobody signed", () => `madoguchi=${"A".repeat(22)}.${"B".repeat(43)}`],
    ["is the form's own token", ({ talk = "" }: Record<string, string>) => `madoguchi=${talk}`],
    ["is blank", () => "madoguchi="],
  ])("of a form with a cookie that %s, and the browser is given a new one", async (_, forged) => {
    const one = await visitor();
    one.cookie = forged(one.hidden());
    expect((await one.posts({ ...one.hidden(), text: ASKED })).status).toBe(403);
    expect(one.cookie).not.toBe(forged(one.hidden()));
    expect(fieldOf(one)).toBe(escaped);
  });

  test.each([
    ["nothing was typed", { text: " \n" }, notices.blank.title],
    ["neither words nor a button came", {}, notices.blank.title],
    ["it is too long", { text: "長".repeat(QUESTION_UNITS + 1) }, notices.tooLong(QUESTION_UNITS).title],
    ["the city is none that there is", { text: "協働", city: "mitaka" }, notices.unknownCity([]).title],
    ["the button is none that can be", { press: "w1/erase/now" }, notices.unknownButton.title],
    ["the button stands nowhere in this talk", { press: "w1/erase/sure" }, notices.unknownButton.title],
    [
      "the button is another conversation's",
      { press: encoded({ act: "helpful", isHelpful: true, message: "m-1" as MessageId }) },
      notices.unknownButton.title,
    ],
    [
      "the case is another's",
      { press: encoded({ act: "rate", number: 1 as CaseNumber, rating: 3 }) },
      notices.unknownButton.title,
    ],
  ])("where %s", async (_, fields, title) => {
    const one = await visitor();
    const { status } = await one.posts({ ...one.hidden(), ...fields });
    expect(status).toBe(400);
    expect(one.words()).toContain(title);
    expect(fieldOf(one)).toBe("text" in fields ? fields.text : "");
  });

  test.each([
    ["is no form", "{}", { "Content-Type": "application/json" }, 400],
    ["has a broken percent-encoding", "text=%E5%8D", {}, 400],
    ["is larger than any form of ours", `text=${"a".repeat(FORM_BYTES)}`, {}, 413],
    ["has too many fields", "a=1&".repeat(40), {}, 413],
  ])("of a body that %s, in a page of plain words", async (_, body, headers, status) => {
    const response = await fetch((await desk.start()).origin, {
      ...{ method: "POST", body },
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain("<h1>");
  });
});

test("what a resident types is shown letter for letter, and never as markup", async () => {
  const one = await visitor();
  await one.says('<script>alert(1)</script><img src=x onerror="alert(1)">');
  expect(one.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
});

describe("in a browser that keeps no cookie", () => {
  test("the conversation lives in the page, which says so, and no cookie is set with its answers", async () => {
    const one = await visitor({ isCookieless: true });
    const first = one.hidden();
    const { status, headers } = await one.posts({ ...first, text: "小平市の協働とは何ですか" });
    expect(status).toBe(200);
    expect(headers.getSetCookie()).toEqual([]);
    expect(one.words()).toContain("小平市協働の推進に関する指針");
    expect(one.words()).toContain(pageWords.ja.talk.cookieless.title);
    expect(one.hidden().talk).toBe(first.talk);
    await one.says("日野市では？");
    expect(one.words()).toContain("小平市の協働とは何ですか");
    expect(one.html.match(/<article class="turn resident/gu)).toHaveLength(2);
  });

  test("what is new is asked for by a form, never by an address that names the conversation", async () => {
    const one = await visitor({ isCookieless: true });
    await one.says("小平市の協働とは何ですか");
    const { talk = "" } = one.hidden();
    const look = (fields: Record<string, string>, headers = {}) =>
      fetch(`${origins.at(-1)}/new`, { method: "POST", body: new URLSearchParams(fields), headers });
    const origins = [(await desk.start()).origin];
    const live = await look({ talk, after: "0", state: "" }, { "HX-Request": "true" });
    expect(live.status).toBe(200);
    expect(await live.text()).toContain("小平市協働の推進に関する指針");
    const whole = await look({ talk });
    expect(await whole.text()).toContain("<html");
    expect((await look({ talk: `${talk}x` })).status).toBe(403);
    expect(one.html).not.toMatch(new RegExp(`(?:href|action)="[^"]*${talk.slice(0, 22)}`, "u"));
  });
});

test("a form by htmx is answered with what is new, and refused beside the words that are typed", async () => {
  const one = await visitor();
  await one.says("小平市の協働とは何ですか");
  const fields = { ...one.hidden(), after: "0" };
  const taken = await one.posts({ ...fields, text: "日野市では？" }, { "HX-Request": "true" });
  expect(taken.status).toBe(200);
  expect(taken.html).toContain("日野市では？");
  expect(taken.html).not.toContain("<html");
  const refused = await one.posts({ ...fields, text: "" }, { "HX-Request": "true" });
  expect(refused.html).toContain(notices.blank.title);
  const other = await one.posts(
    { ...fields, [FORM_FIELD]: "another-form-of-ours", text: "What is kyodo?", language: "en" },
    { "HX-Request": "true" },
  );
  expect(other.headers.get("HX-Refresh")).toBe("true");
});

describe("limits", () => {
  test("a conversation may send so many forms in a minute, and then waits with its words kept", async () => {
    const one = await visitor();
    for (let i = 0; i < FORMS_PER_MINUTE; i++) {
      expect((await one.posts({ ...one.hidden(), text: `こんにちは${i}` })).status).toBe(303);
    }
    const { status, headers } = await one.posts({ ...one.hidden(), text: "まだあります" });
    expect(status).toBe(429);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(one.html).toContain("まだあります</textarea>");
    expect((await (await visitor()).posts({ text: "" })).status).toBe(403);
  });

  test("an address may begin so many conversations in a minute, while those that have begun go on", async () => {
    const headers = { "X-Forwarded-For": "203.0.113.7" };
    const begun = await desk.visitor({ headers });
    await begun.says("こんにちは");
    for (let i = 1; i < BEGINNINGS_PER_MINUTE; i++) {
      const one = await desk.visitor({ headers });
      expect((await one.posts({ ...one.hidden(), text: "こんにちは" })).status).toBe(303);
    }
    const late = await desk.visitor({ headers });
    expect((await late.posts({ ...late.hidden(), text: ASKED })).status).toBe(429);
    await begun.opens();
    expect((await begun.posts({ ...begun.hidden(), text: "まだ続きます" })).status).toBe(303);
    const elsewhere = await visitor();
    expect((await elsewhere.posts({ ...elsewhere.hidden(), text: "こんにちは" })).status).toBe(303);
  });
});
