/**
 * Sets up an official account for a desk and tells what is still to be done, step by step, to the operator of a city.
 *
 * Whatever LINE lets a program do is done, and it can be repeated at any time: what is right already stays as it is.
 * The rest is a list to go through by hand. Nothing is ever sent to a resident.
 */

import { messagingApi } from "@line/bot-sdk";
import type { Clock } from "../../src/ports/world.ts";
import type { LineAccess } from "./channel.ts";
import type { RichMenu } from "./rich-menu.ts";
import { type AccountClient, accountFindings, quotaFindings } from "./setup/account.ts";
import { checklistLines } from "./setup/checklist.ts";
import { type Finding, findingLines } from "./setup/finding.ts";
import { type FormsClient, formFindings, type MessageForm } from "./setup/forms.ts";
import { type MenuClient, menuFindings, type PictureClient } from "./setup/menu.ts";
import { asking, type SettingNames } from "./setup/told.ts";
import { type WebhookClient, type WebhookPlace, webhookFindings } from "./setup/webhook.ts";

/** What setting up needs of LINE's clients: the real ones fit, and so do a test's. */
export interface SetupClient {
  readonly api: AccountClient & WebhookClient & FormsClient & MenuClient;
  readonly pictures: PictureClient;
}

export interface SetupParts {
  readonly client: SetupClient;
  readonly clock: Clock;
  /** Takes one line at a time. */
  readonly print: (line: string) => void;
  /** How the settings are called that hold the token and the secret. */
  readonly names: SettingNames;
  readonly webhook: WebhookPlace;
  /** One of each form of message that the desk can send. */
  readonly forms: readonly MessageForm[];
  readonly menu: RichMenu;
  /** Only looks and changes nothing. */
  readonly isCheckOnly: boolean;
}

/** The real clients of one official account. */
export function setupClient({ accessToken, apiUrl, dataUrl }: LineAccess): SetupClient {
  const access = (baseURL: string | undefined) => ({
    channelAccessToken: accessToken,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  return {
    api: new messagingApi.MessagingApiClient(access(apiUrl)),
    pictures: new messagingApi.MessagingApiBlobClient(access(dataUrl)),
  };
}

/** Prints as it goes. @returns whether something must be mended */
export async function setup(parts: SetupParts): Promise<{ readonly isToMend: boolean }> {
  const { client, clock, print } = parts;
  const common = { ...parts, api: client.api, pictures: client.pictures, ask: asking(clock) };
  const all: Finding[] = [];
  const step = (title: string, findings: readonly Finding[]) => {
    all.push(...findings);
    for (const line of [title, ...findings.flatMap(findingLines), ""]) print(line);
  };
  const { isOpen, findings } = await accountFindings(common);
  step("1. LINE公式アカウント", findings);
  if (isOpen) {
    step("2. Webhook（LINEからこの窓口へ）", await webhookFindings(common));
    step("3. メッセージの形", await formFindings(common));
    step("4. リッチメニュー", await menuFindings(common));
    step("5. 通数", await quotaFindings(common));
    for (const line of ["6. LINEの画面で確かめること（ここからは見えません）", ...checklistLines(), ""]) print(line);
  }
  const count = all.filter(({ mark }) => mark === "mend").length;
  print(
    count === 0 ? "直すところはありません。" : `×が${count}つあります。→の通りに直して、もう一度実行してください。`,
  );
  return { isToMend: count > 0 };
}
