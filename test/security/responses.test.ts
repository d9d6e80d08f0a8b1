/**
 * What every response has, whoever asks for whatever by whichever method: nothing of another origin runs, nothing is
 * framed but by the sites that are named, and nothing of the inside is told.
 */

import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORM_BYTES } from "../../adapters/web/limits.ts";
import { type AttackedDesk, attackedDesk, HOST_SITE, NORTH, SOUTH } from "./attacked-desk.ts";

const EVIL = "evil.example";

let desk: AttackedDesk;
let stylesheet: string;
let script: string;
let manager: string;
beforeAll(async () => {
  desk = await attackedDesk();
  const { html } = await desk.resident();
  stylesheet = /href="([^"]+\.css)"/u.exec(html)![1]!;
  const { cookies, get } = await desk.as("manager");
  script = /src="([^"]+\.js)"/u.exec((await get("/console")).text + (await get("/console/-/account")).text)![1]!;
  manager = [...cookies].map((pair) => pair.join("=")).join("; ");
});
afterAll(() => desk.close());

/** One of each kind of response, as a stranger and as a manager. */
const ADDRESSES = () => [
  ...[
    "/",
    "/healthz",
    "/readyz",
    "/texts",
    "/texts/kodaira",
    "/texts?q=%3Cscript%3E&city=nowhere",
    "/nowhere",
    "/%ff",
    "/%00",
  ],
  ...[`/desks/${NORTH}`, `/desks/${NORTH}/new`, `/desks/${NORTH}/widget`, `/desks/${NORTH}/widget.js`, "/desks/none"],
  ...["/private", "/private/new", `/private/${"A".repeat(22)}`, "/line/webhook", "/slack/events"],
  ...[
    "/console",
    "/console/-/sign-in",
    "/console/-/account",
    "/console/-/elsewhere",
    "/console/-/elsewhere/back?code=x",
  ],
  ...[`/console/${NORTH}/cases`, `/console/${NORTH}/cases/9`, `/console/${NORTH}/audit.csv`, `/console/${SOUTH}/cases`],
  ...[stylesheet, script, "/assets/none", `${stylesheet.replace("page.css", "files/none.woff2")}`],
];
const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];

async function each(look: (response: Response, at: string, text: string) => void): Promise<void> {
  for (const cookie of ["", manager]) {
    for (const path of ADDRESSES()) {
      for (const method of METHODS) {
        const response = await fetch(`${desk.origin}${path}`, { method, redirect: "manual", headers: { cookie } });
        look(response, `${method} ${path}`, await response.text());
      }
    }
  }
}

test("every response forbids what is not this server's, any frame but the named one, guessing of types, and a referrer", async () => {
  await each((response, at) => {
    const { headers } = response;
    const policy = headers.get("content-security-policy") ?? "";
    const isWidget = at.includes("/widget") && !at.endsWith(".js") && /^(?:GET|HEAD|POST)/u.test(at);
    const ancestors = isWidget ? HOST_SITE : "'none'";
    expect([at, policy.split(";").map((part) => part.trim())]).toEqual([
      at,
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        `frame-ancestors ${ancestors}`,
      ]),
    ]);
    expect([at, policy.includes("unsafe"), policy.includes("*")]).toEqual([at, false, false]);
    expect([at, headers.get("x-frame-options")]).toEqual([at, isWidget ? null : "DENY"]);
    expect([at, headers.get("x-content-type-options")]).toEqual([at, "nosniff"]);
    expect([at, headers.get("referrer-policy")]).toEqual([
      at,
      at.includes(" /console") ? "same-origin" : "no-referrer",
    ]);
    for (const name of ["x-powered-by", "server", "access-control-allow-origin"])
      expect([at, headers.get(name)]).toEqual([at, null]);
  });
});

test("nothing fails, tells where in the code it was, or changes by a method that changes nothing", async () => {
  await each(({ status }, at, text) => {
    expect([at, status < 500 || (at.includes("/readyz") && status === 503)]).toEqual([at, true]);
    expect([at, /node_modules|\.ts:|at \w+ \(|Error:/u.test(text)]).toEqual([at, false]);
    if (/^(?:PUT|DELETE|PATCH)/u.test(at)) expect([at, [401, 403, 404, 400, 405].includes(status)]).toEqual([at, true]);
  });
});

test("only what holds a digest in its address is kept for good, and nothing of a person is kept on the way", async () => {
  await each(({ headers, status }, at) => {
    const control = headers.get("cache-control") ?? "";
    const isFile = at.endsWith(stylesheet) || at.endsWith(script);
    if (control.includes("immutable")) expect([at, isFile, status]).toEqual([at, true, 200]);
    if (/ \/(?:console|private)/u.test(at)) expect([at, control.includes("no-store")]).toEqual([at, true]);
    if (headers.getSetCookie().length > 0) expect([at, /no-store|private/u.test(control)]).toEqual([at, true]);
    if (status >= 400 && !at.includes("/readyz")) expect([at, /no-store|no-cache/u.test(control)]).toEqual([at, true]);
  });
});

describe("addresses and headers that lie", () => {
  test("no response names the host that a request says, or leads there", async () => {
    for (const path of ADDRESSES()) {
      const forged = [
        `Host: ${EVIL}`,
        `X-Forwarded-Host: ${EVIL}`,
        `Forwarded: host=${EVIL}`,
        `X-Original-URL: /console`,
        `Referer: https://${EVIL}/`,
      ];
      const answer = await desk.raw(`GET ${path} HTTP/1.1\r\n${forged.join("\r\n")}\r\nConnection: close\r\n\r\n`);
      expect([path, answer.startsWith("HTTP/1.1 "), answer.includes(EVIL)]).toEqual([path, true, false]);
    }
  });

  test.each([
    `GET http://${EVIL}/console/north/cases HTTP/1.1`,
    `GET //${EVIL}/console HTTP/1.1`,
    `GET /\\${EVIL} HTTP/1.1`,
    `GET /console/-/elsewhere/back?code=a&state=http://[ HTTP/1.1`,
    `GET http://[/console HTTP/1.1`,
    "OPTIONS * HTTP/1.1",
    "TRACE / HTTP/1.1",
    `CONNECT ${EVIL}:443 HTTP/1.1`,
    `GET /console/north/..;/cases HTTP/1.1`,
  ])("%s leads nowhere and fails nothing", async (line) => {
    const answer = await desk.raw(`${line}\r\nHost: desk\r\nX-Secret: mine\r\nConnection: close\r\n\r\n`);
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/u);
    expect(answer).not.toMatch(/^location: (?:https?:)?\/\//imu);
    expect(answer).not.toContain("X-Secret");
  });

  test("what a header says of the method or the address counts for nothing", async () => {
    const headers = {
      "X-HTTP-Method-Override": "POST",
      "X-Rewrite-URL": "/console/north/cases",
      "X-Original-URL": "/console",
    };
    const { status } = await fetch(`${desk.origin}/healthz?_method=DELETE`, { headers });
    expect(status).toBe(200);
  });

  test.each([
    "../../package.json",
    "..%2f..%2fpackage.json",
    "%2e%2e/%2e%2e/package.json",
    "..%5c..%5cpackage.json",
    "....//....//package.json",
    "files/..%2f..%2fpackage.json.woff2",
    "files/..%2findex.css%00.woff2",
    "files/.woff2",
    "files//etc/passwd.woff2",
  ])("nothing outside of the files of the pages is read by %s", async (path) => {
    for (const base of [
      stylesheet.replace("page.css", ""),
      "/texts/",
      `/console/${NORTH}/cases/1/media/`,
      "/private/",
    ]) {
      const answer = await desk.raw(
        `GET ${base}${path} HTTP/1.1\r\nHost: desk\r\nCookie: ${manager}\r\nConnection: close\r\n\r\n`,
      );
      expect([base, answer.split(" ")[1]]).toEqual([base, expect.stringMatching(/^(?:303|40[04])$/u)]);
      expect(answer).not.toMatch(/"dependencies"|root:|@font-face/u);
    }
  });
});

describe("bodies that are too much", () => {
  const sent = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${desk.origin}/desks/${NORTH}`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
      ...{ body, redirect: "manual" },
    });

  test.each<[string, () => string | Uint8Array<ArrayBuffer>, Record<string, string>, number]>([
    ["of one megabyte", () => `text=${"a".repeat(1_048_576)}`, {}, 413],
    ["with ten thousand fields", () => "a=1&".repeat(10_000), {}, 413],
    [
      "small as it comes and huge unpacked",
      () => new Uint8Array(gzipSync(`text=${"a".repeat(FORM_BYTES * 100)}`)),
      { "Content-Encoding": "gzip" },
      413,
    ],
    ["packed in a way that nobody knows", () => "text=a", { "Content-Encoding": "evil" }, 415],
    [
      "in letters that nobody knows",
      () => "text=a",
      { "Content-Type": "application/x-www-form-urlencoded; charset=utf-7" },
      415,
    ],
    ["with files", () => "--x\r\n\r\n--x--", { "Content-Type": "multipart/form-data; boundary=x" }, 400],
  ])("a form %s is refused in plain words", async (_, body, headers, status) => {
    const response = await sent(body(), headers);
    const text = await response.text();
    expect([status, response.status]).toEqual([status, status]);
    expect(text).toContain("<h1>");
  });

  test("a body that does not come keeps nobody else waiting", async () => {
    const slow = Array.from({ length: 200 }, () =>
      desk.raw(
        `POST /desks/${NORTH} HTTP/1.1\r\nHost: desk\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\na`,
      ),
    );
    const start = performance.now();
    expect((await fetch(`${desk.origin}/desks/${NORTH}`)).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(4_000);
    await Promise.all(slow);
  });
});
