import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { httpServer } from "../../adapters/http/server.ts";
import { databaseFile } from "../../adapters/store/open.ts";
import { privateRouter } from "../../adapters/web/private/router.ts";
import { systemTokens } from "../../adapters/world/tokens.ts";
import type { PrivateDesk } from "../../src/ports/private.ts";
import { type DeskId, NO_DESK } from "../../src/records.ts";
import { frameWords } from "../../src/reply/console/frame.ts";
import { pageWords } from "../../src/reply/page.ts";
import { privateWords } from "../../src/reply/private.ts";
import { browser, PASSWORD, passwordHash } from "../fixtures/signed-in.ts";
import { type PageDesk, pageDesk } from "./page-desk.ts";

const WORDS = "小平市の協働とは何ですか、<あかね>";
const SHOWN = WORDS.replace("<", "&lt;").replace(">", "&gt;");
/** Longer than the desk waits for another process that holds the file. */
const WAIT_MS = 30_000;

let desk: PageDesk;
let origin: string;
beforeAll(async () => {
  desk = await pageDesk();
  const password = await passwordHash();
  origin = (await desk.start()).origin;
  const account = { login: "hara", name: "原", password, subject: undefined, isDisabled: false, createdAt: 0 };
  await desk.within(({ accounts }) => accounts.save({ ...account, roles: { desk: "counsellor" } as never }), NO_DESK);
});
afterAll(() => desk.close());

/** Does something while another process holds the store and does not let go. */
async function away<T>(act: () => Promise<T>): Promise<T> {
  const other = new DatabaseSync(databaseFile(desk.dataDir));
  other.exec("begin immediate");
  try {
    return await act();
  } finally {
    other.exec("rollback");
    other.close();
  }
}

test(
  "what a resident typed stands in the form that says so, and counts once it is sent from there",
  async () => {
    const one = await desk.visitor();
    const answer = await away(() => one.posts({ ...one.hidden(), text: WORDS, city: "hino" }));
    expect(answer.status).toBe(500);
    expect(answer.html).toContain(pageWords.ja.notices.failed.title);
    expect(answer.html).toContain(`>\n${SHOWN}</textarea>`);
    const city = /name="city" value="([^"]*)"/u.exec(answer.html)?.[1];
    const form = { ...one.hidden(), text: WORDS, city: city! };
    expect((await one.posts(form)).status).toBe(303);
    // Pressed twice by who lost patience.
    expect((await one.posts(form)).status).toBe(303);
    await one.opens();
    expect(one.html.match(/<article class="turn resident/gu)).toHaveLength(1);
    expect(one.words()).toContain("日野市");
  },
  WAIT_MS,
);

test(
  "a page that is live is told beside its form, which keeps its words itself",
  async () => {
    const one = await desk.visitor();
    const headers = { "HX-Request": "true" };
    const { status, html } = await away(() => one.posts({ ...one.hidden(), text: WORDS }, headers));
    expect(status).toBe(500);
    expect(html).toContain(pageWords.ja.notices.failed.title);
    expect(html).not.toContain("<textarea");
  },
  WAIT_MS,
);

test(
  "what somebody typed in the console stands below the words that say so",
  async () => {
    const one = browser(origin);
    await one.signIn("hara", PASSWORD);
    const cookie = [...one.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const body = new URLSearchParams({ text: WORDS, do: "send" });
    const answer = await away(() =>
      fetch(`${origin}/console/desk/cases/1/reply`, { method: "POST", body, headers: { cookie } }),
    );
    expect(answer.status).toBe(500);
    const html = await answer.text();
    expect(html).toContain(frameWords.refusals.failed.title);
    expect(html).toContain(`>\n${SHOWN}</textarea>`);
  },
  WAIT_MS,
);

test("what was typed on the private page stands below the words that say so", async () => {
  const fails = async () => {
    throw new Error("away");
  };
  const broken: PrivateDesk = {
    ...{ id: "desk" as DeskId, link: fails, bind: fails, read: fails, write: fails, erase: fails, leave: fails },
  };
  const frame = { words: pageWords, cities: [], privateWords, stylesheet: "/s", fonts: "/f", script: "/h", icon: "/i" };
  const server = httpServer({
    routes: [privateRouter({ desks: [broken], frame, tokens: systemTokens, isHttps: false })],
    ...{ isReady: () => true, words: pageWords.ja.notices, errorPage: () => "" },
  });
  const at = await server.listen({ host: "127.0.0.1", port: 0 });
  const headers = { cookie: `madoguchi_private=${systemTokens.forBrowser()}` };
  const body = new URLSearchParams({ text: WORDS });
  const answer = await fetch(`${at}/private`, { method: "POST", body, headers });
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain(`>\n${SHOWN}</textarea>`);
  await server.close();
});
