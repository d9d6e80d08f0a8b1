import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { busyProcessor } from "../../../adapters/world/processor.ts";

function works(ms: number): void {
  for (const begun = performance.now(); performance.now() - begun < ms; );
}

test("has room while it waits, none after it worked without a pause, and stays so for a while", async () => {
  const isBusy = busyProcessor();
  await pause(300);
  expect(isBusy()).toBe(false);
  works(300);
  await pause(0);
  expect(isBusy()).toBe(true);
  await pause(300);
  expect(isBusy()).toBe(true);
});
