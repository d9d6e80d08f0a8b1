import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { closed, listening } from "../../../adapters/http/listen.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map(closed))));

function listen(host: string, port: number): Promise<string> {
  const server = createServer();
  servers.push(server);
  return listening(server, { host, port });
}

test("it tells the origin with the port that the system chose", async () => {
  expect(await listen("127.0.0.1", 0)).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/u);
});

test("a port in use is refused with what to do", async () => {
  const port = Number(new URL(await listen("127.0.0.1", 0)).port);
  await expect(listen("127.0.0.1", port)).rejects.toMatchObject({
    code: "settings-invalid",
    message: expect.stringMatching(new RegExp(`HOST=127.0.0.1 PORT=${port}: another program .* set PORT`, "u")),
    facts: { host: "127.0.0.1", port, reason: "EADDRINUSE" },
  });
});

test.each([
  ["an address of another machine", "192.0.2.1", 0, "set HOST"],
  ["a port that cannot be", "127.0.0.1", 70_000, "Set PORT"],
])("%s is refused with what to do", async (_, host, port, remedy) => {
  await expect(listen(host, port)).rejects.toMatchObject({
    code: "settings-invalid",
    message: expect.stringMatching(new RegExp(`HOST=${host} PORT=${port}: .*${remedy}`, "iu")),
  });
});
