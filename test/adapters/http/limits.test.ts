import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { HEADERS_TIMEOUT_MS } from "../../../adapters/http/limits.ts";
import { httpServer } from "../../../adapters/http/server.ts";
import { pageWords } from "../../../src/reply/page.ts";

const server = httpServer({
  routes: [],
  isReady: () => true,
  words: pageWords.ja.notices,
  errorPage: ({ title }) => title,
});
afterEach(server.close);

/** Opens a connection, writes what is given and nothing more; milliseconds until the server ends it. */
function heldOpen(port: number, written: string): Promise<number> {
  const start = performance.now();
  const socket = connect(port, "127.0.0.1", () => socket.write(written));
  socket.resume();
  return new Promise((resolve, reject) => {
    socket.on("error", reject).on("close", () => resolve(performance.now() - start));
  });
}

test("a client that does not finish its headers is let go within moments of the limit", async () => {
  const port = Number(new URL(await server.listen({ host: "127.0.0.1", port: 0 })).port);
  const written = ["GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTT"];
  for (const ms of await Promise.all(written.map((text) => heldOpen(port, text)))) {
    expect(ms).toBeGreaterThan(HEADERS_TIMEOUT_MS - 1_000);
    expect(ms).toBeLessThan(HEADERS_TIMEOUT_MS + 3_000);
  }
});
