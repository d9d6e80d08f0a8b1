/**
 * What the check found, a sentence each, and how it is printed.
 */

import type { Failure } from "../calls/asking.ts";

export interface Finding {
  /** `mend`: the desk does not work as it should until somebody does what `todo` says. `note`: worth knowing. */
  readonly mark: "good" | "mend" | "note";
  readonly text: string;
  readonly todo?: string;
}

const MARKS = { good: "○", mend: "×", note: "・" } as const;

export const good = (text: string): Finding => ({ mark: "good", text });
export const note = (text: string): Finding => ({ mark: "note", text });
export const mend = (text: string, todo: string): Finding => ({ mark: "mend", text, todo });

/** Lines to print: the mark and the finding, what to do under it. */
export function findingLines({ mark, text, todo }: Finding): string[] {
  return [`  ${MARKS[mark]} ${text}`, ...(todo === undefined ? [] : [`    → ${todo}`])];
}

/** @param what - was tried, such as 「チャンネルを開けません」 */
export function failedCall(what: string, failed: Failure): Finding {
  const { text, todo } = failureInWords(failed);
  return mend(`${what}。${text}`, todo);
}

function failureInWords(failed: Failure): { readonly text: string; readonly todo: string } {
  switch (failed.kind) {
    case "refusal":
      return {
        text: `Slackが断りました（${failed.error}${failed.needed === undefined ? "" : `、足りない権限：${failed.needed}`}）。`,
        todo: REMEDIES[failed.error] ?? "Slackのことばを添えて、この窓口のしくみの担当に知らせてください。",
      };
    case "limited":
      return { text: "Slackが、回数が多すぎると答えました。", todo: "1分ほど待って、もう一度実行してください。" };
    case "network":
      return {
        text: `Slackにつながりませんでした${failed.code === undefined ? "" : `（${failed.code}）`}。`,
        todo: "このサーバーから https://slack.com へ出られるか、ネットワークの担当に確かめてください。",
      };
    case "server":
      return {
        text: `Slackの側の不具合か、Slackではないものが答えました${failed.status === undefined ? "" : `（${failed.status}）`}。`,
        todo: "しばらく待って、もう一度実行してください。続くときは、間にあるプロキシの設定を確かめてください。",
      };
    case "timeout":
      return {
        text: "Slackから時間内に返事がありませんでした。",
        todo: "しばらく待って、もう一度実行してください。続くときは、ネットワークの担当に確かめてください。",
      };
    default:
      return failed satisfies never;
  }
}

const TOKEN_REMEDY =
  "api.slack.com/apps でこのアプリを開き、「OAuth & Permissions」の「Bot User OAuth Token」（xoxb-…）を書き写してください。";
const INVITE_REMEDY = "そのチャンネルで「/invite @madoguchi」と送り、アプリを招いてください。";

/** What to do about each of Slack's refusals. */
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_auth: TOKEN_REMEDY,
  not_authed: TOKEN_REMEDY,
  token_revoked: `アプリが外されたか、トークンが取り消されました。アプリを入れ直してください。${TOKEN_REMEDY}`,
  account_inactive: `アプリが外されました。アプリを入れ直してください。${TOKEN_REMEDY}`,
  missing_scope:
    "adapters/slack/manifest.json のとおりに権限を足し、「OAuth & Permissions」でアプリを入れ直してください。",
  channel_not_found: `チャンネルのIDを確かめてください（チャンネル名ではなく、詳細のいちばん下にある C… です）。非公開のチャンネルは、招かれるまで見えません。${INVITE_REMEDY}`,
  not_in_channel: INVITE_REMEDY,
  is_archived: "アーカイブを解除するか、ほかのチャンネルを設定してください。",
  restricted_action: "そのチャンネルに投稿できる人が限られています。アプリにも投稿を許してください。",
};
