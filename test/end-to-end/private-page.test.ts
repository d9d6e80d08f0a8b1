import { afterEach, describe, expect, test } from "vitest";
import { MESSAGE_UNITS } from "../../adapters/web/private/limits.ts";
import type { CaseNumber } from "../../src/records.ts";
import { conversationWords } from "../../src/reply/conversation.ts";
import { privateWords } from "../../src/reply/private.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { type LineDesk, lineDesk } from "./line-desk.ts";
import { arrived, latestLink, PAGE, privateBrowser, SITE } from "./private-browser.ts";
import type { Resident } from "./resident.ts";

const { line, page } = privateWords.ja;
const { ja } = conversationWords;
const NUMBER = 1 as CaseNumber;
const HOUR_MS = 3_600_000;
const MORNING = "2026-11-20T10:00";
const SECRET = "夫に知られたくない借金のことです";
const ANSWER = "ひみつはまもります。水曜にお電話ください";

let desk: LineDesk;
afterEach(async () => {
  expect(desk.wrongs()).toEqual([]);
  await desk.close();
});

/** A case that began in LINE at a desk with private pages. */
async function begun(way: "always" | "offer" | "never"): Promise<Resident> {
  desk = await lineDesk({ at: MORNING, settings: { PRIVATE_PAGE: way, BASE_URL: SITE } });
  await desk.start();
  const resident = desk.resident(userId(1));
  await resident.writes("職員と話したい");
  return resident;
}

async function cases(...words: readonly string[]): Promise<string> {
  const { status, out, err } = await desk.cases(...words);
  expect([status, err]).toEqual([0, ""]);
  return out;
}

describe("always: from the first word on", () => {
  test("the resident is given a link with the words about the case, and the consultation goes on on the page alone", async () => {
    const resident = await begun("always");
    expect(resident.reads()).toBe("");
    const opened = arrived(resident);
    expect(opened).toContain("ほかの人に見られないページでお答えします。");
    const browser = privateBrowser(desk);
    const empty = await browser.open(latestLink(resident));
    expect(empty.status).toBe(200);
    expect(empty.html).toContain(page.caseTitle(NUMBER));
    expect(empty.html).toContain(page.empty);

    expect((await browser.send(PAGE, { text: SECRET })).status).toBe(303);
    expect((await browser.page()).html).toContain(SECRET);
    await cases("take", "1");
    await cases("answer", "1", ANSWER);
    expect(resident.reads()).toBe(`${line.answered}\n${SITE}${latestLink(resident)}`);
    expect((await browser.page()).html).toContain(ANSWER);
    expect(arrived(resident)).not.toContain(SECRET);
    expect(arrived(resident)).not.toContain(ANSWER);
    expect(await desk.count("select count(*) as n from outbox where sayings like '%借金%'")).toBe(0);
  });

  test("the terminal tells that something was written there, and none of it", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    await browser.open(latestLink(resident));
    await browser.send(PAGE, { text: SECRET });
    const shown = await cases("show", "1");
    expect(shown).not.toContain(SECRET);
    expect(shown).toContain("［住民だけが読めるページに書かれました");
  });

  test("「わたしの記録」 in LINE leaves it out, counts it and says where it is", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    await browser.open(latestLink(resident));
    await browser.send(PAGE, { text: SECRET });
    await resident.writes("わたしの記録を見せて");
    expect(arrived(resident)).toContain(line.records(1));
    expect(arrived(resident)).not.toContain(SECRET);
  });

  test("no file, no record of the talk and no line of the log holds a link, so that nobody but the resident opens it", async () => {
    const resident = await begun("always");
    const first = latestLink(resident).slice(PAGE.length + 1);
    await cases("take", "1");
    await cases("answer", "1", ANSWER);
    expect(latestLink(resident)).not.toContain(first);
    expect(await cases("show", "1")).not.toContain("/private/");
    await privateBrowser(desk).get(`${PAGE}/${first}`);
    expect(desk.filesWith(first)).toEqual([]);
    expect(desk.log.join("\n")).not.toContain(first);
  });

  test("the word that there is an answer is sent with a link that is good from then on, however long it was held", async () => {
    const resident = await begun("always");
    await cases("take", "1");
    desk.line.setQuota(200, 200);
    await cases("answer", "1", ANSWER);
    expect(arrived(resident)).not.toContain(line.answered);
    await desk.passes(60 * HOUR_MS);
    desk.line.setQuota(500);
    await cases("again", "all");
    expect(resident.reads()).toContain(line.answered);
    expect((await privateBrowser(desk).open(latestLink(resident))).html).toContain(ANSWER);
  });

  test("who goes on writing in LINE is heard there and told once a day where the answers are", async () => {
    const resident = await begun("always");
    await cases("take", "1");
    expect(await resident.writes("もう一つ聞きたいです")).toBe(line.reminder);
    expect(await resident.writes("追加です")).toBe("");
    await desk.passes(25 * HOUR_MS);
    expect(await resident.writes("まだですか")).toBe(line.reminder);
    expect(await cases("show", "1")).toContain("追加です");
    await resident.presses(line.buttons.newLink);
    const browser = privateBrowser(desk);
    expect((await browser.open(latestLink(resident))).html).toContain(page.caseTitle(NUMBER));
  });
});

describe("offer: once the resident wants it", () => {
  test("people answer in LINE until a browser has opened the link, and on the page from then on", async () => {
    const resident = await begun("offer");
    expect(resident.offers()).toContain(line.buttons.offer);
    expect(arrived(resident)).not.toContain(SITE);
    await cases("take", "1");
    await cases("answer", "1", "はじめのお返事です");
    expect(resident.reads()).toContain("はじめのお返事です");
    const link = await resident.writes(line.buttons.offer);
    expect(link).toContain(line.link);
    await cases("answer", "1", "二つ目のお返事です");
    expect(resident.reads()).toContain("二つ目のお返事です");

    const browser = privateBrowser(desk);
    await browser.open(latestLink(resident));
    await cases("answer", "1", ANSWER);
    expect(resident.reads()).toContain(line.answered);
    expect(arrived(resident)).not.toContain(ANSWER);
    expect((await browser.page()).html).toContain(ANSWER);
    expect((await browser.page()).html).not.toContain("はじめのお返事です");
  });

  test("the button under the words about the case brings the link", async () => {
    const resident = await begun("offer");
    expect(await resident.presses(line.buttons.offer)).toContain(line.link);
    expect(latestLink(resident)).toMatch(/^\/private\/[\w-]{22}$/u);
  });
});

describe("never", () => {
  test("nothing of a private page is offered, and who asks for a link asks a question like any other", async () => {
    const resident = await begun("never");
    expect(arrived(resident)).not.toContain(line.offered);
    await resident.writes("新しいリンク");
    expect(arrived(resident)).not.toContain(SITE);
    expect(arrived(resident)).not.toContain(line.none);
  });
});

describe("a link", () => {
  test("shows nothing but a button to whoever looks ahead, and is still good afterwards", async () => {
    const resident = await begun("always");
    const link = latestLink(resident);
    for (const method of ["HEAD", "GET", "GET"]) {
      const looked = await fetch(`${desk.origin}${link}`, { method });
      expect(looked.status).toBe(200);
      expect(await looked.text()).not.toContain(page.caseTitle(NUMBER));
    }
    expect((await privateBrowser(desk).open(link)).html).toContain(page.caseTitle(NUMBER));
  });

  test("is opened by one browser: a second one is told to ask in LINE for a new link, which it gets", async () => {
    const resident = await begun("always");
    const link = latestLink(resident);
    await privateBrowser(desk).open(link);
    const second = privateBrowser(desk);
    const refused = await second.get(link);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain(page.notices.elsewhere.title);
    await resident.writes("新しいリンクをください");
    expect((await second.open(latestLink(resident))).html).toContain(page.caseTitle(NUMBER));
  });

  test("opens once although its button is pressed twice", async () => {
    const resident = await begun("always");
    const link = latestLink(resident);
    const browser = privateBrowser(desk);
    await browser.get(link);
    const door = new Map(browser.cookies);
    const [first, again] = [await browser.send(link), privateBrowser(desk)];
    for (const [name, value] of door) (again.cookies as Map<string, string>).set(name, value);
    await again.get(link);
    expect(first.status).toBe(303);
    expect((await browser.page()).status).toBe(200);
  });

  test("leads a browser that is in to its page without being spent", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    await browser.open(latestLink(resident));
    await resident.writes("新しいリンク");
    const next = latestLink(resident);
    const led = await browser.get(next);
    expect([led.status, led.headers.get("location")]).toEqual([303, PAGE]);
    expect((await privateBrowser(desk).open(next)).html).toContain(page.caseTitle(NUMBER));
  });

  test("is good for 48 hours, and the browser that opened it for longer", async () => {
    const resident = await begun("always");
    const early = latestLink(resident);
    const browser = privateBrowser(desk);
    await browser.open(early);
    await resident.writes("新しいリンク");
    const late = latestLink(resident);
    await desk.passes(48 * HOUR_MS + 1);
    const refused = await privateBrowser(desk).get(late);
    expect(refused.status).toBe(404);
    expect((await browser.page()).status).toBe(200);
  });

  test("looks the same whether it never was, is too old, or was revoked", async () => {
    const resident = await begun("always");
    const revoked = latestLink(resident);
    expect(await resident.presses(line.buttons.revoke)).toBe(line.revoked);
    const [a, b] = [
      await privateBrowser(desk).get(revoked),
      await privateBrowser(desk).get(`${PAGE}/${"A".repeat(22)}`),
    ];
    await resident.writes("新しいリンク");
    const old = latestLink(resident);
    await desk.passes(49 * HOUR_MS);
    const c = await privateBrowser(desk).get(old);
    const short = await privateBrowser(desk).get(`${PAGE}/x`);
    expect([a.status, b.status, c.status, short.status]).toEqual([404, 404, 404, 404]);
    expect([b.html, c.html, short.html]).toEqual([a.html, a.html, a.html]);
    expect(a.html).toContain("LINEのトークで「新しいリンク」と書く");
  });

  test("that is revoked puts every browser out, also one that opened it more than 48 hours ago", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    await browser.open(latestLink(resident));
    await desk.passes(50 * HOUR_MS);
    await resident.writes("リンクを使えなくして");
    expect((await browser.page()).status).toBe(404);
    expect((await browser.get(`${PAGE}/new?after=`)).headers.get("hx-refresh")).toBe("true");
  });

  test("cannot be guessed at for long from one place", async () => {
    const resident = await begun("always");
    const guess = (i: number) => fetch(`${desk.origin}${PAGE}/${String(i).padStart(22, "0")}`);
    const statuses: number[] = [];
    for (let i = 0; i < 62; i++) statuses.push((await guess(i)).status);
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([404]));
    expect(statuses.at(-1)).toBe(429);
    expect(resident.id).not.toBe("");
  });
});

describe("the page", () => {
  async function inside() {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    const got = await browser.open(latestLink(resident));
    return { resident, browser, got };
  }

  test("is kept by no browser and no search, tells no other site where it is, and stands in no frame", async () => {
    const { resident, got } = await inside();
    await resident.writes("新しいリンク");
    for (const { headers } of [got, await privateBrowser(desk).get(latestLink(resident))]) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });

  test("is held by a cookie that no script and no other site can use, of which the store knows a hash", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    await browser.get(latestLink(resident));
    const { headers } = await browser.send(latestLink(resident));
    const [set = ""] = headers.getSetCookie();
    expect(set).toMatch(/^__Host-madoguchi_private=[\w-]{43};/u);
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/;"]) expect(set).toContain(part);
    expect(desk.filesWith(browser.cookies.get("__Host-madoguchi_private")!)).toEqual([]);
  });

  test("is not let in by a cookie that an attacker set before", async () => {
    const resident = await begun("always");
    const browser = privateBrowser(desk);
    (browser.cookies as Map<string, string>).set("__Host-madoguchi_private", "A".repeat(43));
    await browser.open(latestLink(resident));
    expect(browser.cookies.get("__Host-madoguchi_private")).not.toBe("A".repeat(43));
    const attacker = privateBrowser(desk);
    (attacker.cookies as Map<string, string>).set("__Host-madoguchi_private", "A".repeat(43));
    expect((await attacker.page()).status).toBe(404);
  });

  test("takes nothing from a form that was not made for this browser, and keeps what was typed", async () => {
    const { browser } = await inside();
    for (const csrf of ["", "A".repeat(43)]) {
      const refused = await browser.send(PAGE, { csrf, text: SECRET });
      expect(refused.status).toBe(403);
      expect(refused.html).toContain(`\n${SECRET}</textarea>`);
    }
    for (const path of [`${PAGE}/leave`, `${PAGE}/erase`])
      expect((await browser.post(path, { csrf: "A".repeat(43) })).status).toBe(403);
    const { html } = await browser.page();
    expect(html).toContain(page.empty);
  });

  test("opens no link for a form of another site", async () => {
    const resident = await begun("always");
    const link = latestLink(resident);
    const refused = await privateBrowser(desk).post(link, { csrf: "A".repeat(43) });
    expect(refused.status).toBe(400);
    expect((await privateBrowser(desk).open(link)).status).toBe(200);
  });

  test("counts a form once that was sent twice", async () => {
    const { browser } = await inside();
    const { html } = await browser.page();
    const sent = { text: "一度だけ", csrf: hiddenValue(html, "csrf"), form: hiddenValue(html, "form") };
    await browser.post(PAGE, sent);
    expect((await browser.post(PAGE, sent)).status).toBe(303);
    expect((await browser.page()).html.split("一度だけ")).toHaveLength(2);
  });

  test.each([
    ["nothing", "  \n", page.notices.blank.title],
    ["too much", "長".repeat(MESSAGE_UNITS + 1), page.notices.tooLong(MESSAGE_UNITS).title],
  ])("takes not %s, says so and keeps it in the field", async (_, text, title) => {
    const { browser } = await inside();
    const refused = await browser.send(PAGE, { text });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(title);
    expect(refused.html).toContain(`${text.trim()}</textarea>`);
  });

  test("shows what is written letter for letter, from the resident and from people, and runs none of it", async () => {
    const { browser } = await inside();
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)`;
    await browser.send(PAGE, { text: attack });
    await cases("take", "1");
    await cases("answer", "1", attack);
    const { html } = await browser.page();
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/gu)).toHaveLength(2);
    expect(html).not.toMatch(/<script>|<img src=x|href="javascript:/u);
    const refused = await browser.send(PAGE, { csrf: "", text: attack });
    expect(refused.html).not.toMatch(/<script>|<img src=x/u);
  });

  test("says what came since to who looks, and nothing where there is nothing", async () => {
    const { browser, got } = await inside();
    const [, path = ""] = /hx-get="([^"]*)"/u.exec(got.html) ?? [];
    const next = path.replaceAll("&amp;", "&");
    expect((await browser.get(next)).status).toBe(204);
    await cases("take", "1");
    await cases("answer", "1", ANSWER);
    const fresh = await browser.get(next);
    expect(fresh.status).toBe(200);
    expect(fresh.html).toContain(ANSWER);
    expect(fresh.html).not.toContain("<html");
    const [, after = ""] = /hx-get="([^"]*)"/u.exec(fresh.html) ?? [];
    expect((await browser.get(after.replaceAll("&amp;", "&"))).status).toBe(204);
  });

  test("says at once where help is to who tells of a danger, and the case becomes urgent", async () => {
    const { browser } = await inside();
    await browser.send(PAGE, { text: "もう死にたいです" });
    const { html } = await browser.page();
    expect(html).toContain("turn desk");
    expect(html).toMatch(/119|いのちの電話|#いのち/u);
    expect(await cases()).toContain("至急");
  });

  test("is no place to write once the case is closed, keeps what was typed, and can still be read", async () => {
    const { browser, resident } = await inside();
    await cases("take", "1");
    await cases("answer", "1", ANSWER);
    await browser.page();
    await cases("close", "1");
    const refused = await browser.send(PAGE, { text: SECRET });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain(page.notices.closed.title);
    expect(refused.html).toContain(`${SECRET}</textarea>`);
    const { html } = await browser.page();
    expect(html).toContain(ANSWER);
    expect(html).not.toContain("<textarea");
    await resident.presses(ja.buttons.reopen);
    expect((await browser.page()).html).toContain("<textarea");
  });

  test("forgets this browser that leaves", async () => {
    const { browser } = await inside();
    const before = new Map(browser.cookies);
    expect((await browser.send(`${PAGE}/leave`)).html).toContain(page.notices.left.title);
    for (const [name, value] of before) (browser.cookies as Map<string, string>).set(name, value);
    expect((await browser.page()).status).toBe(404);
  });

  test("erases every record: as a wish while the case is open, at once when it is closed", async () => {
    const { browser } = await inside();
    await browser.send(PAGE, { text: SECRET });
    await browser.get(`${PAGE}/erase`);
    expect((await browser.send(`${PAGE}/erase`)).html).toContain(page.notices.eraseWithCase.title);
    expect(await cases("show", "1")).toContain("記録の消去を希望");
    await cases("close", "1");
    expect((await browser.page()).status).toBe(404);
    expect(await desk.count("select count(*) as n from messages")).toBe(0);
    expect(await desk.count("select count(*) as n from private_links")).toBe(0);
  });

  test("speaks the language of the case, or another that is chosen", async () => {
    const { browser } = await inside();
    expect((await browser.get(`${PAGE}?language=en`)).html).toContain(privateWords.en.page.form.label);
    const easy = await browser.get(`${PAGE}?language=ja-easy`);
    expect(easy.html).toContain("<ruby>");
    expect(easy.html).toContain('action="/private?language=ja-easy"');
  });
});

function hiddenValue(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`, "u").exec(html)?.[1] ?? "";
}
