/**
 * The one door through which every npm script enters, readable by an old Node.
 *
 * The project runs TypeScript directly, which Node 20 cannot: there it would fail on the first type, with a
 * message that helps nobody. So this file looks at the version first and says what to do.
 * Usage: node start.mjs FILE [ARGUMENTS]
 */

import * as nodeModule from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const NEEDED = 24;
const [file, ...rest] = process.argv.slice(2);
const major = Number(process.versions.node.split(".")[0]);

if (file === undefined) {
  console.error("start.mjs needs a file to run. To start the desk: npm start");
  process.exitCode = 2;
} else if (major < NEEDED) {
  console.error(
    `Madoguchi needs Node ${NEEDED} or newer, and this is Node ${process.versions.node}.\n` +
      "`npm ci` brings a new enough Node into the project (keep optional packages: no --omit=optional),\n" +
      "and npm scripts find it there: use `npm start`, `npm test` or `npm run ask`, not `node` itself.",
  );
  process.exitCode = 1;
} else {
  // What was compiled once is read back at the next start, which is sooner ready; nothing depends on it.
  nodeModule.enableCompileCache(resolve("node_modules/.cache/compiled"));
  process.argv = [process.argv[0], resolve(file), ...rest];
  await import(pathToFileURL(process.argv[1]).href);
}
