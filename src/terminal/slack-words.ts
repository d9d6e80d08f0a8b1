/**
 * What Slack is to show, in words for the people at the terminal.
 */

import type { Post, Saying, StaffSaying } from "../records.ts";

/** What a row for Slack is to show; none of it is a word of a resident. `[]` once it was shown. */
export function shownWords(sayings: readonly (Saying | StaffSaying)[], nameOf: (id: string) => string): string {
  const words = sayings.map((saying) => (saying.kind === "post" ? postWords(saying.post, nameOf) : "調べた答え"));
  return words.join("、");
}

function postWords(post: Post, nameOf: (id: string) => string): string {
  switch (post.what) {
    case "card":
      return `受付番号 ${post.number} のカード`;
    case "message":
      return `受付番号 ${post.number} のやりとり`;
    case "event":
      return `受付番号 ${post.number} の経過`;
    case "recall":
      return `受付番号 ${post.number} の、送った文が変わったという知らせ`;
    case "digest":
      return `${post.day} の待っている受付`;
    case "summary":
      return `${post.day} のまとめ`;
    case "home":
      return `${nameOf(post.staff)} さんのホーム`;
    case "whisper":
      return `${nameOf(post.staff)} さんだけへの知らせ`;
    case "removal":
      return `Slack からの削除 ${post.keys.length} 件`;
    default:
      return post satisfies never;
  }
}
