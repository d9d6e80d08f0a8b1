import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fairTurns } from "../../../adapters/web/fair-turns.ts";
import { pageBrowser } from "../../fixtures/page-browser.ts";

const OPTIONS = { perSecond: 20, burst: 5, longest: 10 };
const server = createServer();
let origin: string;

beforeEach(async () => {
  const app = express();
  app.use(fairTurns(OPTIONS), (_request, response) => void response.send("page"));
  server.removeAllListeners("request").on("request", app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** So many requests at once from one address. */
async function together(count: number, from: string, path = "/") {
  const browser = pageBrowser({ origin, from });
  const answers = await Promise.all(Array.from({ length: count }, () => browser.get(path)));
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
  const answers = await together(30, "127.0.0.5", "/assets/x.css");
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(((30 - OPTIONS.burst) * 1000) / OPTIONS.perSecond);
  expect(statuses(await together(200, "127.0.0.5", "/assets/x.css"))).toContain(503);
});
