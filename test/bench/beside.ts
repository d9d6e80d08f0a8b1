/**
 * What stands beside the desk while its pages are measured, in a process of its own: `bare N` serves a page of N bytes and
 * nothing else, `flood URL FROM` asks for pages and sends forms from one address as fast as it can.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pageBrowser } from "../fixtures/page-browser.ts";

/** As many as the usual load generators hold open. */
const CONNECTIONS = 10;

const [what, first = "", from = ""] = process.argv.slice(2);
if (what === "bare") {
  const page = Buffer.alloc(Number(first), "x");
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(page);
  });
  server.listen(0, "127.0.0.1", () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
} else {
  process.stdout.write("flooding\n");
  await Promise.all(Array.from({ length: CONNECTIONS }, () => flooding(first, from)));
}

/** Every other is a new visitor who asks at once. */
async function flooding(origin: string, address: string): Promise<never> {
  for (;;) {
    const browser = pageBrowser({ origin, from: address });
    for (let i = 0; i < 100; i += 1) {
      try {
        const page = await browser.get("/");
        await browser.post("/", browser.form(page.text, "小平市の協働とは何ですか"));
      } catch {
        // Refused or cut off: it goes on all the same.
      }
    }
    browser.end();
  }
}
