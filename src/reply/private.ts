/**
 * The words of the private page, and those that lead to it, in every language.
 */

import type { Language } from "../model.ts";
import type { PrivateWords } from "../ports/private.ts";
import { en } from "./private-en.ts";
import { ja } from "./private-ja.ts";
import { jaEasy } from "./private-ja-easy.ts";

export const privateWords: Readonly<Record<Language, PrivateWords>> = { ja, "ja-easy": jaEasy, en };
