/**
 * The desk as it is delivered, with a clock that runs faster, and a LINE and a Slack that are played: what the soak
 * starts and kills.
 *
 * Besides the desk's own settings it reads SOAK_RATE, SOAK_BASE, SOAK_LINE, SOAK_LINE_DATA and SOAK_SLACK from its
 * environment.
 */

import { pino } from "pino";
import { systemChance } from "../../adapters/world/clock.ts";
import { config } from "../../src/config.ts";
import { serve } from "../../src/serve.ts";
import { fastClock } from "../fixtures/fast-clock.ts";

const { SOAK_RATE, SOAK_BASE, SOAK_LINE = "", SOAK_LINE_DATA = "", SOAK_SLACK = "", ...variables } = process.env;
const { origin, close } = await serve(config(variables), {
  clock: fastClock(Number(SOAK_RATE), Number(SOAK_BASE)),
  chance: systemChance,
  log: pino({ level: process.env.SOAK_LOG ?? "silent", base: null }, process.stderr),
  variables,
  line: { apiUrl: SOAK_LINE, dataUrl: SOAK_LINE_DATA },
  slack: { apiUrl: SOAK_SLACK },
});
process.once("SIGTERM", () => void close().finally(() => process.exit()));
process.stdout.write(`${origin}\n`);
