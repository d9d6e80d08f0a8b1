/**
 * The document around every page of the console.
 */

import type { ConsoleWords } from "../../../src/ports/console/words.ts";
import { type Html, html } from "../html.ts";
import { CSRF_FIELD, type Visit } from "./route.ts";

export interface ConsolePage {
  /** Of the document and of its heading. */
  readonly title: string;
  /** Marked in the menu; undefined for a page that it does not lead to. */
  readonly area?: keyof ConsoleWords | undefined;
  /** Below the heading. */
  readonly content: Html;
}

/** What each page stands in. */
export interface ConsoleFrame {
  readonly words: ConsoleWords;
  readonly stylesheet: string;
  readonly script: string;
  readonly icon: string;
}

/** The whole document. Every route sends this, or a piece of it where htmx asks for a piece (`HX-Request`). */
export function consolePage(frame: ConsoleFrame, visit: Visit, { title, content }: ConsolePage): string {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}｜${frame.words.frame.siteName}</title>
<link rel="icon" href="${frame.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesheet}">
<script src="${frame.script}" defer></script>
</head>
<body class="console">
<main id="main"><h1>${title}</h1>
<p>${visit.by.name}</p>
${content}</main>
</body>
</html>
`.toString();
}

/** Stands in every form of the console. */
export function csrfField({ csrf }: Visit): Html {
  return html`<input type="hidden" name="${CSRF_FIELD}" value="${csrf}">`;
}
