/**
 * The words of the resident's page in every language.
 */

import type { Language } from "../model.ts";
import type { PageWords } from "../ports/page.ts";
import { en } from "./page-en.ts";
import { ja } from "./page-ja.ts";
import { jaEasy } from "./page-ja-easy.ts";

export const pageWords: Readonly<Record<Language, PageWords>> = { ja, "ja-easy": jaEasy, en };
