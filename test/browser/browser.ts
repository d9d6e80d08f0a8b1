/**
 * A real browser for tests, with nothing to install beside `npm ci`.
 *
 * The package brings Chromium for Linux, packed, together with the libraries that a bare machine lacks; it unpacks
 * those only where it believes itself in the cloud service it was made for. Elsewhere CHROMIUM_PATH names a browser.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Starts Chromium without windows; the caller closes it. */
export async function browser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await unpacked()),
    args: [
      // Test machines run as root, where Chromium's sandbox cannot start; it loads only pages of this project.
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-domain-reliability",
      "--disable-dev-shm-usage",
      "--font-render-hinting=none",
      "--no-pings",
    ],
  });
}

/**
 * The path of the packaged Chromium, unpacked at the first call.
 *
 * It goes into a folder of its own: in the common one, a copy that something else left would be taken for ours.
 */
async function unpacked(): Promise<string> {
  if (process.platform !== "linux") {
    throw new Error("The packaged Chromium runs on Linux only: set CHROMIUM_PATH to a Chrome or Chromium");
  }
  const before = process.env.TMPDIR;
  const folder = join(tmpdir(), `madoguchi-chromium-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    packaged.setGraphicsMode = false;
    const path = await packaged.executablePath();
    // Its font settings name /tmp/fonts, and Chromium does not start without a single font.
    const settings = join(folder, "fonts/fonts.conf");
    writeFileSync(
      settings,
      readFileSync(settings, "utf8").replace("<dir>/tmp/fonts</dir>", `<dir>${folder}/fonts</dir>`),
    );
    return path;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
