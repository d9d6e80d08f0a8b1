/**
 * The webhook: whether LINE knows where the desk is, and whether it gets there.
 */

import type { messagingApi } from "@line/bot-sdk";
import { clean, cutTo, ELLIPSIS } from "../text.ts";
import { type Finding, failedCall, good, mend, note } from "./finding.ts";
import { type Asking, LONG_DEADLINE_MS, type SettingNames } from "./told.ts";

export type WebhookClient = Pick<
  messagingApi.MessagingApiClient,
  "getWebhookEndpoint" | "setWebhookEndpoint" | "testWebhookEndpoint"
>;

export interface WebhookPlace {
  /** Where the desk is reached from outside, such as `https://desk.example.jp`; undefined where nobody told. */
  readonly baseUrl: string | undefined;
  /** Of this desk's webhook, such as `/line/webhook`. */
  readonly path: string;
}

interface Parts {
  readonly api: WebhookClient;
  readonly ask: Asking;
  readonly names: SettingNames;
  readonly webhook: WebhookPlace;
  /** Nothing is to be set. */
  readonly isCheckOnly: boolean;
}

export async function webhookFindings(parts: Parts): Promise<Finding[]> {
  const { ask, api, names, webhook, isCheckOnly } = parts;
  const before = await current(parts);
  if (before.kind === "failed") return [before.finding];
  const { url: set, isActive } = before;
  const wanted = webhook.baseUrl && new URL(webhook.path, webhook.baseUrl).href;
  const stands = set === undefined ? "いまは何も設定されていません" : `いまは${set}です`;
  if (wanted === undefined) return withoutBase(parts, { set, isActive, stands });
  if (!wanted.startsWith("https://")) {
    return [
      mend(
        `BASE_URLがhttps://で始まっていません（${webhook.baseUrl}）。LINEはhttpsの先にだけ届けます。`,
        "BASE_URLを、外から見たこの窓口のアドレス（例：https://desk.example.jp）にしてください。",
      ),
    ];
  }
  if (set === wanted) return [good(`Webhook URLは${wanted}です。`), ...use(isActive), ...(await test(parts, wanted))];
  if (isCheckOnly) {
    return [mend(`Webhook URLが${wanted}ではありません。${stands}。`, "npm run line:setup を実行すると設定します。")];
  }
  const done = await ask(() => api.setWebhookEndpoint({ endpoint: wanted }));
  if (done.kind !== "answer") return [failedCall(`Webhook URLを${wanted}にできません`, done, names)];
  // Of an account that had none, it is only known now whether webhooks are used.
  const after = set === undefined ? await current(parts) : before;
  return [
    good(
      `Webhook URLを${wanted}にしました。${set === undefined ? "これまでは何も設定されていませんでした" : `これまでは${set}でした`}。`,
    ),
    ...(after.kind === "failed" ? [after.finding] : use(after.isActive)),
    ...(await test(parts, wanted)),
  ];
}

type Current =
  /** `isActive`: undefined where no URL is set. */
  | { readonly kind: "known"; readonly url: string | undefined; readonly isActive: boolean | undefined }
  | { readonly kind: "failed"; readonly finding: Finding };

async function current({ ask, api, names }: Parts): Promise<Current> {
  const told = await ask(() => api.getWebhookEndpoint());
  if (told.kind === "answer")
    return { kind: "known", url: told.body.endpoint || undefined, isActive: told.body.active };
  if (told.kind === "refusal" && told.status === 404) return { kind: "known", url: undefined, isActive: undefined };
  return { kind: "failed", finding: failedCall("Webhook URLがわかりません", told, names) };
}

interface Standing {
  readonly set: string | undefined;
  readonly isActive: boolean | undefined;
  readonly stands: string;
}

/** Nobody told where the desk is: what stands at LINE is looked at and left as it is. */
async function withoutBase(parts: Parts, { set, isActive, stands }: Standing): Promise<Finding[]> {
  const { path } = parts.webhook;
  const todo = `BASE_URLに、外から見たこの窓口のアドレス（例：https://desk.example.jp）を設定して、もう一度実行してください。Webhook URLを、そのアドレスの${path}にします。`;
  if (set === undefined) return [mend(`Webhook URLがありません。${stands}。`, todo)];
  const isOurs = URL.canParse(set) && new URL(set).pathname === path;
  const place = isOurs
    ? note(`Webhook URLは${set}です。BASE_URLがないため、これがこの窓口かどうかは確かめられません。`)
    : mend(`Webhook URLが、この窓口の${path}で終わっていません。${stands}。`, todo);
  return [place, ...use(isActive), ...(isOurs ? await test(parts, set) : [])];
}

function use(isActive: boolean | undefined): Finding[] {
  if (isActive === true) return [good("Webhookの利用はオンです。")];
  return [
    mend(
      "Webhookの利用がオフです。市民のことばが、この窓口に届きません。",
      "LINE Developersコンソールの「Messaging API設定」タブで「Webhookの利用」をオンにしてください。",
    ),
  ];
}

async function test({ ask, api, names }: Parts, endpoint: string): Promise<Finding[]> {
  // Without the address, LINE would test one that it still remembers from before.
  const told = await ask(() => api.testWebhookEndpoint({ endpoint }), LONG_DEADLINE_MS);
  if (told.kind !== "answer") return [failedCall("LINEに、届くかどうかを試してもらえません", told, names)];
  if (told.body.success === true) return [good("LINEからこの窓口に届きました。")];
  const { text, todo } = whyNotReached(told.body, names);
  return [mend(`LINEからこの窓口に届きませんでした。${text}`, todo)];
}

type Tested = Pick<messagingApi.TestWebhookEndpointResponse, "statusCode" | "reason" | "detail">;

/** Code units of LINE's own words that are shown. */
const SAID_UNITS = 200;

/** Source of the reasons: LINE Developers, "Check webhook error causes and statistics". */
function whyNotReached({ statusCode, reason, detail }: Tested, names: SettingNames): { text: string; todo: string } {
  const words = `（LINEのことば：${cutTo(clean(`${reason} ${detail}`), SAID_UNITS, ELLIPSIS)}）`;
  const why = reason.toLowerCase();
  if (statusCode >= 100) return statusInWords(statusCode, words, names);
  if (/tls|ssl|certificate|handshake/iu.test(detail)) {
    return {
      text: `安全な通信（TLS）を始められませんでした${words}。`,
      todo: "サーバー証明書の期限、アドレスと名前が合っているか、中間証明書も送っているかを、サーバーの担当に確かめてください。自己署名の証明書は使えません。",
    };
  }
  if (why === "request_timeout") {
    return {
      text: `2秒以内に返事がありませんでした${words}。`,
      todo: "この窓口が動いているか、前に置いたプロキシがこの窓口につないでいるか、サーバーが混みすぎていないかを確かめてください。",
    };
  }
  if (why === "could_not_connect") {
    return {
      text: `サーバーにつながりませんでした${words}。`,
      todo: "アドレスの名前が外から引けるか（DNS）、443番の口が開いているか（ファイアウォール。LINEの送り元のアドレスは公開されていません）、この窓口が動いているかを確かめてください。",
    };
  }
  return {
    text: `理由はLINEにもわかりません${words}。`,
    todo: "この窓口が動いているかを確かめ、しばらく待って、もう一度実行してください。",
  };
}

function statusInWords(status: number, words: string, { secret }: SettingNames): { text: string; todo: string } {
  const text = `返事が${status}でした${words}。`;
  if (status === 401) {
    return {
      text: `署名が合いませんでした（401）${words}。`,
      todo: `LINE Developersコンソールの「チャネル基本設定」タブの「チャネルシークレット」を、そのまま${secret}に設定し、窓口を起動し直してください。前に置いたプロキシがパスワードを求めていないかも確かめてください。`,
    };
  }
  if (status === 404) {
    return {
      text: `その場所に窓口がありません（404）${words}。`,
      todo: "BASE_URLがこの窓口を指しているか、同じ設定（LINEの設定やdesks.json）で窓口を起動し直したか、前に置いたプロキシが/line/webhookを通しているかを確かめてください。",
    };
  }
  if (status >= 300 && status < 400) {
    return {
      text: `ほかの場所へ案内されました（${status}）${words}。LINEは案内に従いません。`,
      todo: "BASE_URLを、案内された先のアドレスにしてください（httpからhttpsへ、wwwの有無など）。",
    };
  }
  if (status === 403) {
    return { text, todo: "前に置いたファイアウォールやプロキシが、外からのPOSTを断っていないか確かめてください。" };
  }
  if (status >= 500) {
    return {
      text,
      todo: "この窓口が動いているか、記録を書けているか、前に置いたプロキシがこの窓口につないでいるかを、窓口の記録（ログ）で確かめてください。",
    };
  }
  return { text, todo: "前に置いたプロキシが、/line/webhookへのPOSTをそのまま通しているか確かめてください。" };
}
