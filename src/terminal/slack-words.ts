/**
 * What Slack shows and why it does not, in words for the people at the terminal.
 */

import type { Post, Saying, StaffSaying } from "../records.ts";

/** What is wrong and what to do, by Slack's own code. Source: Slack Web API, "Errors" of chat.postMessage. */
const NEW_TOKEN =
  "トークンが使えません。Slack のアプリの設定（Install App）でアプリを入れ直し、「Bot User OAuth Token」を窓口の設定に書いて、窓口を起動し直してください";
const CHANNEL_GONE =
  "窓口のチャンネルが使えません。Slack でアーカイブを解除するか、窓口の設定に別のチャンネルの ID を書いて、窓口を起動し直してください";
const TROUBLES: Readonly<Record<string, string>> = {
  token_revoked: NEW_TOKEN,
  token_expired: NEW_TOKEN,
  invalid_auth: NEW_TOKEN,
  not_authed: NEW_TOKEN,
  account_inactive: NEW_TOKEN,
  is_archived: CHANNEL_GONE,
  channel_not_found:
    "窓口のチャンネルが見えません。非公開のチャンネルなら /invite と書いてアプリを招待し、そうでなければ窓口の設定のチャンネルの ID を直して、窓口を起動し直してください",
  not_in_channel: "アプリが窓口のチャンネルにいません。Slack のチャンネルで /invite と書いて、アプリを招待してください",
  unreachable:
    "Slack につながりません。つながれば、待っているものは1分ほどで出ます。それまではだれにも知らせが届きません",
  missing_scope:
    "アプリの権限が足りません。Slack のアプリの設定（OAuth & Permissions）で権限を足し、アプリを入れ直してください（何が足りないかは npm run slack:check でわかります）",
};

/** Such as `トークンが使えません。…（token_revoked）`; a code that nobody foresaw as it is. */
export function troubleWords(code: string): string {
  const known = Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined;
  return known === undefined ? `Slack に断られています（${code}）` : `${known}（${code}）`;
}

/** Why something is not shown, is given up or is tried again; see `src/delivery/outcome.ts`. */
const REASONS: Readonly<Record<string, string>> = {
  "": "これから表示します",
  "under-way": "表示しているところです",
  "no-channel": "この窓口に Slack が設定されていません",
  restored: "バックアップから戻したときに、まだ表示していなかったものです。表示するなら again で送れます",
  unreachable: "Slack につながりません。もう一度試します",
  network: "Slack につながりません。もう一度試します",
  timeout: "Slack から返事がありません。もう一度試します",
  server: "Slack の側の故障です。もう一度試します",
  rate: "Slack が混んでいます。もう一度試します",
  limited: "Slack が混んでいます。もう一度試します",
  failed: "この窓口の側の故障です。もう一度試します",
  stuck: "この窓口の側の故障で表示できなかったので、止めました。again で送れます",
  "too-old": "2週間表示できなかったので、止めました。again で送れます",
};
const SHUT_OUT = "shut-out:";

export function slackReasonWords(reason: string): string {
  if (reason.startsWith(SHUT_OUT)) return troubleWords(reason.slice(SHUT_OUT.length));
  const refused = /^refused-(\d+)$/u.exec(reason)?.[1];
  if (refused !== undefined) return `Slack に断られました（${refused}）`;
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? reason) : reason;
}

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
