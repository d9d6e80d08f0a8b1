import { defineConfig } from "vitest/config";

const NEEDED = 24;
if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  throw new Error(`The tests need Node ${NEEDED} or newer: run them by \`npm test\`, which finds it in the project.`);
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/counts-reporter.ts"],
    // Vite names its own base so, and a desk that is started by a test would take it for its address.
    env: { BASE_URL: "" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Browsers, child processes and a 150 MB dictionary a file: more at once than cores only makes them time out.
    maxWorkers: 2,
  },
});
