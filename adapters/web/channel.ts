/**
 * All that residents find over HTTP: the page of each desk, the texts in full, and the files that both need.
 */

import { Router } from "express";
import type { PageNotice } from "../../src/ports/page.ts";
import type { Texts } from "../../src/ports/texts.ts";
import type { Assets } from "./assets.ts";
import type { Frame } from "./frame.ts";
import { noticePage } from "./notice.ts";
import { type TalkRouterParts, talkRouter } from "./talk/router.ts";
import { textsRouter } from "./texts.ts";
import { widgetRouter } from "./widget/script.ts";

export interface WebPageParts extends Omit<TalkRouterParts, "frame">, Pick<Frame, "words" | "cities"> {
  readonly texts: Texts;
  readonly assets: Assets;
}

export interface WebPage {
  /**
   * The page of the only desk at `/`, of several at `/desks/<id>`; the texts under `/texts`, and the files under `/assets`.
   * Passes on every other address. Errors go to the application's handler with an HTTP status.
   */
  readonly router: Router;
  /** A whole document that says one thing, in the looks of the page and in Japanese; for errors of the server around it. */
  errorPage(notice: PageNotice): string;
}

export function webPage({ texts, words, cities, assets, ...talk }: WebPageParts): WebPage {
  const { router: files, stylesheet, fonts, script, icon } = assets;
  const frame: Frame = { words, cities, stylesheet, fonts, script, icon };
  const router = Router();
  router.use(files, textsRouter(texts, frame), talkRouter({ ...talk, frame }));
  if (talk.desks.some(({ widgetOrigins }) => widgetOrigins.length > 0)) router.use(widgetRouter(words));
  return { router, errorPage: (notice) => noticePage(frame, notice) };
}
