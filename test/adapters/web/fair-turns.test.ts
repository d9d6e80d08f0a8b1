import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fairTurns, knownAs } from "../../../adapters/web/fair-turns.ts";
import { pageBrowser } from "../../fixtures/page-browser.ts";

const OPTIONS = { perSecond: 20, burst: 5, longest: 10, own: { perSecond: 20, burst: 3, longest: 4 } };
const server = createServer();
let origin: string;
let isBusy = false;

/** As the routers do who look a cookie up. */
const door: RequestHandler = (request, _response, next) => {
  const who = /^session=(?<who>\w+)/u.exec(request.headers.cookie ?? "")?.groups?.who;
  if (who !== undefined) knownAs(request, who);
  next();
};

beforeEach(async () => {
  const app = express();
  isBusy = false;
  app.use(fairTurns({ ...OPTIONS, isBusy: () => isBusy }), door, ({ path }, response) => {
    if (path === "/new") response.status(204).end();
    else response.send("x".repeat(path === "/long" ? 96_000 : 16_000));
  });
  server.removeAllListeners("request").on("request", app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** So many requests at once from one address. */
async function together(count: number, from: string, { path = "/", cookie = "" } = {}) {
  const browser = pageBrowser({ origin, from });
  const headers = cookie === "" ? undefined : { cookie };
  const answers = await Promise.all(Array.from({ length: count }, () => browser.get(path, headers)));
  browser.end();
  return answers;
}
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);

test("lets a burst in at once and the rest at its pace, and refuses none of them", async () => {
  const answers = await together(15, "127.0.0.5");
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const fastest = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  expect(slowest).toBeGreaterThan(((15 - OPTIONS.burst) * 1000) / OPTIONS.perSecond - 100);
  expect(fastest[OPTIONS.burst - 1]).toBeLessThan(slowest / 2);
});

test("lets others in at once while one network stands in line", async () => {
  const hasty = together(15, "127.0.0.5");
  const [other] = await together(1, "127.0.0.6");
  const slowest = Math.max(...(await hasty).map(({ ms }) => ms));
  expect(other!.status).toBe(200);
  expect(other!.ms).toBeLessThan(slowest / 2);
});

test("refuses what comes when the line is full, and takes it again once the line is shorter", async () => {
  const answers = statuses(await together(30, "127.0.0.5"));
  const taken = answers.filter((status) => status === 200).length;
  expect(taken).toBeGreaterThanOrEqual(OPTIONS.burst + OPTIONS.longest);
  expect(answers).toContain(503);
  expect(statuses(await together(1, "127.0.0.5"))).toEqual([200]);
});

test("counts ten files as one page, for a first visit needs many, so that files alone are no way past the line", async () => {
  const answers = await together(30, "127.0.0.5", { path: "/assets/x.css" });
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(((30 - OPTIONS.burst) * 1000) / OPTIONS.perSecond);
  expect(statuses(await together(200, "127.0.0.5", { path: "/assets/x.css" }))).toContain(503);
});

const PEOPLE = ["session=tanaka", "session=sato", "session=suzuki"];

test("lets in at once who is known, while those who are new at the same address stand in line", async () => {
  for (const cookie of PEOPLE) await together(1, "127.0.0.5", { cookie });
  const hasty = together(15, "127.0.0.5");
  const all = await Promise.all(PEOPLE.map((cookie) => together(2, "127.0.0.5", { cookie })));
  const slowest = Math.max(...(await hasty).map(({ ms }) => ms));
  expect(Math.max(...all.flat().map(({ ms }) => ms))).toBeLessThan(slowest / 2);
});

test("lets one who is known wait for themselves alone, whatever they write beside their cookie", async () => {
  const [hasty, other] = ["session=tanaka", "session=sato"];
  for (const cookie of [hasty, `${hasty}; more=1`, other]) await together(1, "127.0.0.5", { cookie });
  const answers = Promise.all([
    together(6, "127.0.0.5", { cookie: hasty }),
    together(6, "127.0.0.5", { cookie: `${hasty}; more=1` }),
  ]);
  const [quiet] = await together(1, "127.0.0.5", { cookie: other });
  const all = (await answers).flat();
  expect(statuses(all)).toContain(503);
  expect(quiet).toMatchObject({ status: 200 });
  expect(quiet!.ms).toBeLessThan(Math.max(...all.map(({ ms }) => ms)) / 2);
});

test("takes nobody's word on who they are", async () => {
  const cookies = Array.from({ length: 30 }, (_, n) => `madoguchi=${n}`);
  const answers = await Promise.all(cookies.map((cookie) => together(1, "127.0.0.5", { cookie })));
  expect(statuses(answers.flat())).toContain(503);
});

test("lets each have a turn after the other while the processor has no room, however many one of them sent", async () => {
  for (const cookie of PEOPLE) await together(1, "127.0.0.5", { cookie });
  isBusy = true;
  const hasty = together(10, "127.0.0.5", { cookie: PEOPLE[0]! });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const [quiet] = await together(1, "127.0.0.5", { cookie: PEOPLE[1]! });
  const times = (await hasty).map(({ ms }) => ms).sort((a, b) => a - b);
  expect(quiet!.status).toBe(200);
  expect(quiet!.ms).toBeLessThan(times.at(-2)!);
});

test("counts what a page costs: many looks that find nothing go where few long pages do", async () => {
  const looks = [];
  for (let i = 0; i < 20; i += 1) looks.push(...(await together(1, "127.0.0.5", { path: "/new" })));
  expect(Math.max(...looks.map(({ ms }) => ms))).toBeLessThan(100);
  const [first] = await together(1, "127.0.0.6", { path: "/long" });
  const [second] = await together(1, "127.0.0.6", { path: "/long" });
  expect(first!.ms).toBeLessThan(100);
  expect(second!.ms).toBeGreaterThan(50);
});
