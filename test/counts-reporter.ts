/**
 * Ends a test run with one plain line of counts, for those who read the last line only.
 */

import type { Reporter, TestModule } from "vitest/node";

export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests)
        counts[test.result().state === "pending" ? "skipped" : (test.result().state as "passed")] += 1;
      // A file that broke before its first test has none to count.
      if (!module.ok() && tests.every((test) => test.result().state !== "failed")) counts.failed += 1;
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  }
}
