/**
 * Starts the desk: settings, knowledge, one HTTP server with the resident's page.
 */

import { pino } from "pino";
import { httpServer } from "../adapters/http/server.ts";
import { webPage } from "../adapters/web/channel.ts";
import { assemble } from "./assemble.ts";
import { config } from "./config.ts";
import { DeskError } from "./errors.ts";
import { pageWords } from "./reply/page.ts";

async function start(): Promise<void> {
  const { host, port, knowledgeDir, cacheDir, trustProxy, contact, logLevel } = config(process.env);
  const log = pino({ level: logLevel, base: null }, process.stderr);
  const { desk, corpus } = await assemble({
    knowledgeDir,
    cacheDir,
    contact,
    year: () => new Date().getFullYear(),
    warn: (message) => log.warn(message),
  });
  const { router, errorPage } = webPage({ desk, words: pageWords });
  const server = httpServer({
    routes: [router],
    isReady: () => true,
    words: pageWords.ja.notices,
    errorPage,
    trustProxy: trustProxy === 0 ? false : trustProxy,
    log,
  });
  const origin = await server.listen({ host, port });
  log.info({ cities: corpus.cities.length, passages: corpus.passages.length }, "desk ready");
  process.stdout.write(`Madoguchi is open at ${origin}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "closing");
      void server.close();
    });
  }
}

try {
  await start();
} catch (error) {
  process.stderr.write(
    `${error instanceof DeskError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
