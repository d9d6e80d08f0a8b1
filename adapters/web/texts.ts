/**
 * The guidelines over HTTP: the corner with its search, and each guideline in full. The only file of them that talks.
 *
 * A search is a GET, so that what was found can be passed on and gone back to. Nothing of it is kept.
 */

import { type Request, type Response, Router } from "express";
import { TEXTS_PATH, type Texts } from "../../src/ports/texts.ts";
import { cornerPage } from "./corner.ts";
import { FIRST_LANGUAGE, type Frame } from "./frame.ts";
import { textPage } from "./full-text.ts";
import { FOUND_PASSAGES } from "./limits.ts";
import { chosenLanguage, receiveSearch } from "./receive.ts";

/** GET of `/texts` (with `q` and `city`, if any) and of `/texts/<city>`, with `language`, if any; passes on what it has not. */
export function textsRouter(texts: Texts, frame: Frame): Router {
  const router = Router();
  router.get(TEXTS_PATH, (request, response) => {
    const search = receiveSearch(request.query, texts.cities);
    const { query, city, isUnknownCity } = search;
    const isSearch = query.trim() !== "" && !isUnknownCity;
    // What somebody looked for is for them alone.
    response.status(isUnknownCity ? 400 : 200).set("Cache-Control", query === "" ? "no-cache" : "private, no-cache");
    send(
      response,
      cornerPage(frame, {
        ...{ language: languageOf(request), search },
        found: isSearch ? texts.find(query, city, FOUND_PASSAGES) : undefined,
      }),
    );
  });
  router.get(`${TEXTS_PATH}/:city`, (request, response, next) => {
    const text = texts.of(request.params.city);
    if (text === undefined) return next();
    response.set("Cache-Control", "no-cache");
    send(response, textPage(frame, languageOf(request), text));
  });
  return router;
}

const languageOf = ({ query }: Request) => chosenLanguage(query) ?? FIRST_LANGUAGE;

/** A browser asks each time whether the page is still the same: the stylesheet's address in it changes with the version. */
function send(response: Response, page: string): void {
  response.type("html").send(page);
}
