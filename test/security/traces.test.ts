/**
 * What an attacker leaves behind, and what one can take from the others: nothing of anybody in a line of the log, and no
 * turn of anybody else.
 */

import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { percentile } from "../../src/eval/metrics.ts";
import { type AttackedDesk, attackedDesk, NORTH } from "./attacked-desk.ts";

let desk: AttackedDesk;
beforeAll(async () => {
  desk = await attackedDesk();
});
afterAll(() => desk.close());

test("no line of the log holds words, ids, tokens, logins or addresses, whatever was sent and however it ended", async () => {
  const words = "個人の言葉";
  const one = await desk.resident();
  await one.says(words);
  const manager = await desk.as("manager");
  const query = encodeURIComponent(words);
  for (const path of [
    "/",
    `/texts?q=${query}`,
    `/${query}`,
    `/private/${"S".repeat(22)}`,
    "/%ff",
    `/console/${NORTH}/cases/${query}`,
  ]) {
    for (const method of ["GET", "POST", "PUT", "TRACE"].slice(0, 3)) {
      await fetch(`${desk.origin}${path}`, {
        ...{
          method,
          redirect: "manual",
          headers: { Referer: `https://${NORTH}.example/${query}`, "User-Agent": "agent-of-a-person" },
        },
        ...(method === "GET"
          ? {}
          : {
              body: new URLSearchParams({ text: words, login: "login-of-a-person", password: "password-of-a-person" }),
            }),
      });
    }
  }
  await manager.post(`/console/${NORTH}/settings`, { key: "greeting", value: words });
  await manager.post("/console/-/account", {
    "password-before": words,
    "password-after": words,
    "password-again": words,
  });
  const lines = desk.log.join("\n");
  expect(desk.log.length).toBeGreaterThan(10);
  const secrets = [
    ...[words, query, "of-a-person", "127.0.0.1", "S".repeat(22), "manager", ...manager.cookies.values()],
    ...[one.cookie!.split("=")[1]!, one.cookie!.split("=")[1]!.split(".")[0]!, one.hidden().talk!],
  ];
  expect(secrets.filter((secret) => lines.includes(secret))).toEqual([]);
  expect(lines).not.toMatch(/[^ -~\n]/u);
});

interface Asked {
  readonly status: number;
  readonly ms: number;
}

/** From an address of this machine's own. */
function asked(localAddress: string, path: string, headers: Record<string, string> = {}) {
  const start = performance.now();
  return new Promise<Asked>((resolve, reject) => {
    const { hostname, port } = new URL(desk.origin);
    const sent = request({ hostname, port, localAddress, path, headers, agent: false }, (response) => {
      response.resume().on("end", () => resolve({ status: response.statusCode!, ms: performance.now() - start }));
    });
    sent.on("error", reject).end();
  });
}

test("who sends more than all others together waits for themselves alone, and no header makes them many", async () => {
  const path = `/desks/${NORTH}`;
  const start = performance.now();
  const flood = Array.from({ length: 500 }, (_, i) => {
    const from = `203.0.${i >> 8}.${i & 255}`;
    const lies = { "X-Forwarded-For": from, Forwarded: `for=${from}`, "X-Real-IP": from, Via: from };
    return asked("127.0.0.3", path, lies);
  });
  const others: Asked[] = [];
  for (let i = 0; i < 10; i++) others.push(await asked("127.0.0.2", path));
  const ends = await Promise.all(flood);
  const seconds = (performance.now() - start) / 1_000;
  const letIn = ends.filter(({ status }) => status === 200).length;
  // The burst and the pace of one network, see `fairTurns`.
  expect(letIn).toBeLessThanOrEqual(150 + 100 * seconds + 1);
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
  const median = percentile(
    others.map(({ ms }) => ms),
    0.5,
  );
  expect(median).toBeLessThan(Math.max(...ends.map(({ ms }) => ms)) / 2);
});
