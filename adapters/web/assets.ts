/**
 * Stylesheets, script, font and icons of every page, served from this server alone.
 *
 * Tokens and our own rules become one stylesheet when the desk starts, the font's faces another, under an address that
 * holds a digest of everything: a browser may then keep them for ever, and a new version is a new address. Each is
 * compressed once, because the 250 faces list every character they cover (220 kB) and a phone would wait for them.
 *
 * The font is cut to what is needed by those faces: each names a file of a hundred characters or so, of which a browser
 * asks for those alone that hold a character of the page. A cut of our own could not know what residents and staff write.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import express, { type Request, type Response, Router } from "express";

const require = createRequire(import.meta.url);

export interface Assets {
  readonly router: Router;
  /** Path of the stylesheet of the residents' pages on this server; so are the others. */
  readonly stylesheet: string;
  /** Of the console: that of the residents' pages with the console's own rules. */
  readonly consoleStylesheet: string;
  /** Of every page beside its own: tells which file of the font holds which characters. */
  readonly fonts: string;
  /** htmx, which makes pages live that are complete without it. */
  readonly script: string;
  readonly icon: string;
}

/** Reads the files; throws where an installed package lacks one. */
export function assets(): Assets {
  const page = [require.resolve("@digital-go-jp/design-tokens/dist/tokens.css"), beside("style.css")];
  const ofConsole = ["console.css", "charts.css", "cases.css"].map((name) => beside(`console/${name}`));
  const faces = ["400", "700"].map((weight) => require.resolve(`@fontsource/biz-udpgothic/${weight}.css`));
  const files = {
    "page.css": together(page),
    "console.css": together([...page, ...ofConsole]),
    "fonts.css": together(faces).replace(WOFF_FALLBACK, ""),
    "htmx.js": readFileSync(require.resolve("htmx.org/dist/htmx.min.js"), "utf8"),
    "icon.svg": readFileSync(beside("icon.svg"), "utf8"),
  };
  const digest = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
  const base = `/assets/${digest}`;

  const router = Router();
  for (const [name, text] of Object.entries(files))
    router.get(`${base}/${name}`, compressed(TYPES[extname(name)]!, text));
  // The font faces name their files as ./files/…, so this folder stands beside the stylesheet.
  router.use(
    `${base}/files`,
    (request, _response, next) => next(request.path.endsWith(".woff2") ? undefined : "router"),
    express.static(join(dirname(require.resolve("@fontsource/biz-udpgothic/400.css")), "files"), {
      immutable: true,
      maxAge: "1y",
      index: false,
    }),
  );
  return {
    router,
    stylesheet: `${base}/page.css`,
    consoleStylesheet: `${base}/console.css`,
    fonts: `${base}/fonts.css`,
    script: `${base}/htmx.js`,
    icon: `${base}/icon.svg`,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
};

/** Every browser that knows variables in CSS knows woff2, so the older format is never asked for. */
const WOFF_FALLBACK = /, url\([^)]+\.woff\) format\('woff'\)/gu;

const together = (paths: readonly string[]): string => paths.map((path) => readFileSync(path, "utf8")).join("\n");

function beside(name: string): string {
  return join(import.meta.dirname, name);
}

function compressed(type: string, text: string) {
  const bodies = {
    // Quality 5 takes 10 ms and leaves 28 kB in all; 11 would take 250 ms at every start for 19 kB.
    br: brotliCompressSync(text, { params: { [zlib.BROTLI_PARAM_QUALITY]: 5 } }),
    gzip: gzipSync(text, { level: 9 }),
    identity: Buffer.from(text),
  };
  return (request: Request, response: Response) => {
    // Asked for both at once, it would take the first that the browser names, which is gzip.
    const encoding = request.acceptsEncodings("br") || request.acceptsEncodings("gzip") || "identity";
    response.set({ "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" });
    response.vary("Accept-Encoding");
    if (encoding !== "identity") response.set("Content-Encoding", encoding);
    response.send(bodies[encoding as keyof typeof bodies]);
  };
}
