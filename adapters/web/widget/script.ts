/**
 * The widget's one script over HTTP, for sites that want to hold the desk.
 *
 * Its address stands on those sites for years, so it is asked for anew every hour, unlike our own assets. It stands beside
 * the page that it opens: `/widget.js` opens `/widget`, and of one desk among several `/desks/<id>/widget.js`.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Router } from "express";
import { LANGUAGES, type Language } from "../../../src/model.ts";
import type { PageWords } from "../../../src/ports/page.ts";

/** GET of the script; passes on every other address. */
export function widgetRouter(words: Readonly<Record<Language, PageWords>>): Router {
  const script = widgetScript(words);
  const router = Router();
  router.get(["/widget.js", "/desks/:desk/widget.js"], (_request, response) => {
    response.set({
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
      "Cross-Origin-Resource-Policy": "cross-origin",
    });
    response.send(script);
  });
  return router;
}

/** The script with its words and looks in it: one request, and nothing that another site would have to allow. */
function widgetScript(words: Readonly<Record<Language, PageWords>>): string {
  const labels = Object.fromEntries(LANGUAGES.map((language) => [language, words[language].talk.widget]));
  return beside("widget.js")
    .replace("const WORDS = {};", () => `const WORDS = ${JSON.stringify(labels)};`)
    .replace('const STYLE = "";', () => `const STYLE = ${JSON.stringify(beside("widget.css"))};`);
}

const beside = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
