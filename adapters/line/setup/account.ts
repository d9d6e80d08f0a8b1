/**
 * The account: which one the access token opens, how it treats chats, and how many messages it may still send.
 */

import type { messagingApi } from "@line/bot-sdk";
import { type Finding, failedCall, good, mend, note } from "./finding.ts";
import type { Asking, SettingNames } from "./told.ts";

export type AccountClient = Pick<
  messagingApi.MessagingApiClient,
  "getBotInfo" | "getMessageQuota" | "getMessageQuotaConsumption"
>;

interface Parts {
  readonly api: AccountClient;
  readonly ask: Asking;
  readonly names: SettingNames;
}

/** `isOpen`: LINE took the token; without that nothing else can be asked. */
export async function accountFindings({ api, ask, names }: Parts): Promise<{ isOpen: boolean; findings: Finding[] }> {
  const told = await ask(() => api.getBotInfo());
  if (told.kind !== "answer") return { isOpen: false, findings: [failedCall("アカウントを開けません", told, names)] };
  const { displayName, basicId, chatMode } = told.body;
  return {
    isOpen: true,
    findings: [good(`LINE公式アカウント「${displayName}」（${basicId}）につながりました。`), chat(chatMode)],
  };
}

function chat(mode: messagingApi.BotInfoResponse["chatMode"]): Finding {
  if (mode !== "chat") return good("チャットはオフです。");
  return note(
    "チャットがオンです。LINE公式アカウントの画面から職員が書いた返事は、この窓口の記録に残らず、機械の返事と重なることがあります。",
    `特別な理由がなければ、LINE Official Account Managerの「設定」→「応答設定」で「チャット」をオフにしてください。`,
  );
}

/** From this share of the month's messages on, people are told that few are left. */
const NEARLY_ALL = 0.8;

/** Monthly messages of the Japanese plans. Source: LINE公式アカウント「料金プラン」. */
const PLANS: Readonly<Record<number, string>> = {
  200: "コミュニケーションプラン",
  5000: "ライトプラン",
  30000: "スタンダードプラン",
};

export async function quotaFindings({ api, ask, names }: Parts): Promise<Finding[]> {
  const [limit, used] = await Promise.all([
    ask(() => api.getMessageQuota()),
    ask(() => api.getMessageQuotaConsumption()),
  ]);
  if (limit.kind !== "answer") return [failedCall("月の通数の上限がわかりません", limit, names)];
  if (used.kind !== "answer") return [failedCall("今月の通数がわかりません", used, names)];
  const { type, value } = limit.body;
  const { totalUsage } = used.body;
  if (type !== "limited" || value === undefined) {
    return [good(`今月はあとから送る返事を${totalUsage}通使いました。上限は決められていません。`)];
  }
  const plan = PLANS[value];
  const counts = `今月はあとから送る返事を${value}通のうち${totalUsage}通使いました${plan === undefined ? "" : `（日本の「${plan}」の通数）`}。`;
  if (totalUsage >= value) return [mend(`${counts}月が変わるまで、担当の人の返事を送れません。`, RAISE)];
  if (totalUsage >= value * NEARLY_ALL) return [note(`${counts}残りがわずかです。`, RAISE)];
  return [good(`${counts}質問へのその場の返事は、数に入りません。`)];
}

const RAISE = "LINE Official Account Managerの「設定」→「利用と請求」で、プランの変更や追加を考えてください。";
