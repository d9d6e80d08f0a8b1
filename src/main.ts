/**
 * Starts the desk with the settings of the environment.
 */

import { pino } from "pino";
import { systemChance, systemClock } from "../adapters/world/clock.ts";
import { config } from "./config.ts";
import { DeskError } from "./errors.ts";
import { serve } from "./serve.ts";

async function start(): Promise<void> {
  const settings = config(process.env);
  const log = pino({ level: settings.logLevel, base: null }, process.stderr);
  const surroundings = { clock: systemClock, chance: systemChance, log, variables: process.env };
  const { origin, cities, passages, desks, close } = await serve(settings, surroundings);
  log.info({ cities, passages, desks: desks.join(" ") || "none" }, "desk ready");
  process.stdout.write(`Madoguchi is open at ${origin}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "closing");
      // A call that LINE never answers cannot be cut and would hold the process for minutes.
      void close().finally(() => process.exit());
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
