/**
 * Why something was not delivered and what to do, in words for the people who look after a desk.
 *
 * `{again}` stands for how it is let out again there, such as 「again で」 at the terminal.
 */

/** Why something for a channel is held, given up or tried again; see `src/delivery/outcome.ts`. */
export function reasonWords({ channel, reason }: Undelivered, again: string): string {
  switch (channel) {
    case "line":
      return lineReasonWords(reason, again);
    case "slack":
      return slackReasonWords(reason, again);
    case "web":
      return pageReasonWords(reason, again);
    default:
      return channel satisfies never;
  }
}

interface Undelivered {
  readonly channel: "line" | "slack" | "web";
  readonly reason: string;
}

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

const OF_SLACK: Readonly<Record<string, string>> = {
  "": "これから表示します",
  "under-way": "表示しているところです",
  "no-channel": "この窓口に Slack が設定されていません",
  restored: "バックアップから戻したときに、まだ表示していなかったものです。表示するなら {again}送れます",
  unreachable: "Slack につながりません。もう一度試します",
  network: "Slack につながりません。もう一度試します",
  timeout: "Slack から返事がありません。もう一度試します",
  server: "Slack の側の故障です。もう一度試します",
  rate: "Slack が混んでいます。もう一度試します",
  limited: "Slack が混んでいます。もう一度試します",
  failed: "この窓口の側の故障です。もう一度試します",
  stuck: "この窓口の側の故障で表示できなかったので、止めました。{again}送れます",
  "too-old": "2週間表示できなかったので、止めました。{again}送れます",
};
const SHUT_OUT = "shut-out:";

function slackReasonWords(reason: string, again: string): string {
  if (reason.startsWith(SHUT_OUT)) return troubleWords(reason.slice(SHUT_OUT.length));
  const refused = /^refused-(\d+)$/u.exec(reason)?.[1];
  if (refused !== undefined) return `Slack に断られました（${refused}）`;
  return Object.hasOwn(OF_SLACK, reason) ? OF_SLACK[reason]!.replace("{again}", again) : reason;
}

const OF_LINE: Readonly<Record<string, string>> = {
  "": "これから送ります",
  "no-quota": "今月送れる数を使い切りました。来月になるか、LINE のプランを変えてから {again}送れます",
  "no-channel": "この窓口に LINE が設定されていません",
  restored: "バックアップから戻したときに、まだ送っていなかったものです。送るなら {again}送れます",
  unreachable: "LINE につながりません。もう一度送ります",
  failed: "この窓口の側の故障です。もう一度送ります",
  "too-old": "1日近く送れなかったので、あきらめました",
  stopped: "相手がこの窓口をブロックしています",
  "token-lapsed": "返信の期限が切れたので、push で送ります",
  rate: "LINE が混んでいます。もう一度送ります",
  timeout: "LINE から返事がありません。もう一度送ります",
  network: "LINE につながりません。もう一度送ります",
  server: "LINE の側の故障です。もう一度送ります",
  "refused-400": "LINE が内容か相手を受け付けません（400）",
  "refused-401": "LINE のアクセストークンが使えません（401）。設定を確かめてください",
  "refused-403": "LINE がこのアカウントからの送信を許していません（403）",
};

function lineReasonWords(reason: string, again: string): string {
  const refused = /^refused-(\d+)$/u.exec(reason)?.[1];
  const known = Object.hasOwn(OF_LINE, reason) ? OF_LINE[reason]!.replace("{again}", again) : reason;
  return refused === undefined || known !== reason ? known : `LINE に断られました（${refused}）`;
}

/** The same of a message for the page, which the desk itself shows. */
const OF_PAGE: Readonly<Record<string, string>> = {
  "": "これから表示します",
  "no-channel": "この窓口にページがありません",
  restored: "バックアップから戻したときに、まだ表示していなかったものです。表示するなら {again}送れます",
  failed: "この窓口の側の故障です。もう一度表示します",
  "too-old": "1日近く表示できなかったので、あきらめました",
};

const pageReasonWords = (reason: string, again: string): string =>
  Object.hasOwn(OF_PAGE, reason) ? OF_PAGE[reason]!.replace("{again}", again) : reason;
