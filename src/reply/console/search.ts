/**
 * Search over what was said in cases: the words of the console.
 */

import type { SearchWords } from "../../ports/console/search.ts";
import { momentWords } from "../staff-times.ts";

export const searchWords: SearchWords = {
  title: "検索",
  field: "さがす言葉",
  hint: "相談になったやりとりの中をさがします。空白で区切ると、すべての言葉がある発言が見つかります。「」で囲むと、そのとおりの文をさがします。",
  withoutResidents: "この窓口では、住民の発言はさがせません。",
  submit: "さがす",
  results: "見つかった発言",
  nothing: "見つかりませんでした。言葉を短くするか、別の書き方でさがしてください。",
  count: (shown, isMore) => (isMore ? `新しい順に${shown}件。ほかにもあるかもしれません。` : `${shown}件（新しい順）`),
  authors: { resident: "住民", desk: "窓口の機械", person: "職員" },
  isPrivate: "専用ページ",
  openCase: (number) => `${number}番の相談を開く`,
  at: momentWords,
};
