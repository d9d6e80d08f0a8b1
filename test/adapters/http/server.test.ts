import express, { type RequestHandler } from "express";
import { afterEach, expect, test } from "vitest";
import { type HttpServerParts, httpServer, type Log } from "../../../adapters/http/server.ts";
import { pageWords } from "../../../src/reply/page.ts";

const words = pageWords.ja.notices;
const SECRET = "小平太郎です";

const lines: string[] = [];
const note = (level: string) => (facts: object, message: string) =>
  void lines.push(JSON.stringify({ level, ...facts, message }));
const log: Log = { info: note("info"), warn: note("warn"), error: note("error") };

let close = async () => {};
afterEach(async () => {
  lines.length = 0;
  await close();
});

async function serving(parts: Partial<HttpServerParts> = {}): Promise<string> {
  const errorPage: HttpServerParts["errorPage"] = ({ title, text }) => `<h1>${title}</h1><p>${text}</p>`;
  const server = httpServer({ routes: [], isReady: () => true, words, errorPage, log, ...parts });
  close = server.close;
  return server.listen({ host: "127.0.0.1", port: 0 });
}

test("it says that it lives, and whether it is ready", async () => {
  let isReady = false;
  const origin = await serving({ isReady: () => isReady });
  const health = await fetch(`${origin}/healthz`);
  expect([health.status, await health.text()]).toEqual([200, "ok"]);
  expect((await fetch(`${origin}/readyz`)).status).toBe(503);
  isReady = true;
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
});

test("what an operator should look at is told while it serves, and leaves it ready", async () => {
  let isReady = true;
  const detail = ["slack desk: token_revoked since 2026-11-22T00:00:00.000Z", "slack other: is_archived"];
  const origin = await serving({ isReady: () => isReady, detail: () => detail });
  const ready = await fetch(`${origin}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([200, ["ready", ...detail].join("\n")]);
  expect(ready.headers.get("content-type")).toMatch(/^text\/plain/u);
  isReady = false;
  expect(await (await fetch(`${origin}/readyz`)).text()).toBe("not ready");
});

test("every response carries a policy that allows this origin only, and no word of what serves it", async () => {
  const origin = await serving();
  for (const path of ["/healthz", "/nowhere", "/%E0%A4%A"]) {
    const { headers } = await fetch(`${origin}${path}`);
    const policy = headers.get("content-security-policy")!;
    expect(policy.split(";")).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "script-src 'self'",
        "connect-src 'self'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|https?:|\*/u);
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

const failing =
  (error: unknown): RequestHandler =>
  () => {
    throw error;
  };
const withStatus = (status: unknown) => Object.assign(new Error(SECRET), { status });

test.each<[string, string, readonly RequestHandler[], number, string]>([
  [
    "an unknown address",
    `/${encodeURIComponent(SECRET)}?q=${encodeURIComponent(SECRET)}`,
    [],
    404,
    words.notFound.title,
  ],
  ["a broken percent-encoding in the address", "/%E0%A4%A", [], 400, words.malformed.title],
  ["a request that a route calls bad", "/", [failing(withStatus(422))], 422, words.malformed.title],
  ["a body that a route calls too large", "/", [failing(withStatus(413))], 413, words.tooLarge.title],
  ["a fault of ours", "/", [failing(new TypeError(SECRET))], 500, words.failed.title],
  ["a fault that asks for an odd status", "/", [failing(withStatus(299))], 500, words.failed.title],
  ["something thrown that is no error", "/", [failing(SECRET)], 500, words.failed.title],
  ["a promise that fails", "/", [async () => Promise.reject(new Error(SECRET))], 500, words.failed.title],
])("%s gets a polite page and leaves no word of the visitor", async (_, path, routes, status, title) => {
  const origin = await serving({ routes });
  const response = await fetch(`${origin}${path}`);
  const html = await response.text();
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(html).toContain(title);
  expect(html).not.toContain(SECRET);
  expect(html).not.toMatch(/Error|\bat |\.ts/u);
  expect(lines.join("\n")).not.toContain(SECRET);
  expect(lines.join("\n")).not.toContain(encodeURIComponent(SECRET));
});

test("a fault is logged with its class and place, and told once", async () => {
  const origin = await serving({ routes: [failing(new TypeError(SECRET))] });
  await fetch(origin);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "error", error: "TypeError", at: expect.stringContaining("server.test.ts") }),
  ]);
});

test("answered questions and refusals are logged, pages and health are not", async () => {
  const route = express.Router().all("/", (_request, response) => void response.send("x"));
  const origin = await serving({ routes: [route] });
  await fetch(`${origin}/healthz`);
  await fetch(origin);
  await fetch(origin, { method: "POST" });
  await fetch(`${origin}/nowhere`);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: "info", method: "POST", status: 200, ms: expect.any(Number), message: "request answered" },
    { level: "warn", method: "GET", status: 404, ms: expect.any(Number), message: "request refused" },
  ]);
});

test("a route gets the body's bytes as they came, for signatures are made over them", async () => {
  const bytes: Buffer[] = [];
  const hook: RequestHandler = async (request, response) => {
    for await (const chunk of request) bytes.push(chunk as Buffer);
    response.send("ok");
  };
  const origin = await serving({ routes: [hook] });
  await fetch(origin, { method: "POST", body: '{"a": 1 }', headers: { "Content-Type": "application/json" } });
  expect(Buffer.concat(bytes).toString()).toBe('{"a": 1 }');
});

test("half a page is cut off rather than ended as if it were whole", async () => {
  const route: RequestHandler = (_request, response) => {
    response.write("half");
    throw new Error("lost");
  };
  const origin = await serving({ routes: [route] });
  await expect(fetch(origin).then((response) => response.text())).rejects.toThrow();
});

test("closing lets a request under way end", async () => {
  let started = () => {};
  const underWay = new Promise<void>((resolve) => {
    started = resolve;
  });
  const slow: RequestHandler = (_request, response) => {
    started();
    setTimeout(() => response.send("done"), 50);
  };
  const origin = await serving({ routes: [slow] });
  const response = fetch(origin);
  await underWay;
  const closing = close();
  expect(await (await response).text()).toBe("done");
  await closing;
  await expect(fetch(origin)).rejects.toThrow();
  close = async () => {};
});
