/**
 * What an attacker finds in the log: nothing of anybody.
 */

import { afterAll, beforeAll, expect, test } from "vitest";
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
