/**
 * The forms of message: whether LINE would take each of those that the desk can send. Nothing is sent to anybody.
 */

import type { messagingApi } from "@line/bot-sdk";
import type { Saying } from "../../../src/records.ts";
import { rendered } from "../render.ts";
import { type Finding, failedCall, good, mend } from "./finding.ts";
import type { Asking, Failure, SettingNames } from "./told.ts";

export type FormsClient = Pick<messagingApi.MessagingApiClient, "validateReply" | "validatePush">;

/** One call as the desk makes it. */
export interface MessageForm {
  /** As an operator reads it. */
  readonly name: string;
  readonly sayings: readonly Saying[];
}

interface Parts {
  readonly api: FormsClient;
  readonly ask: Asking;
  readonly names: SettingNames;
  readonly forms: readonly MessageForm[];
  readonly webhook: { readonly baseUrl: string | undefined };
}

export async function formFindings({ api, ask, names, forms, webhook }: Parts): Promise<Finding[]> {
  const wrong: Finding[] = [];
  for (const { name, sayings } of forms) {
    const messages = rendered(sayings, "", webhook.baseUrl);
    for (const [way, call] of [
      ["返信", () => api.validateReply({ messages })],
      ["あとからの返事", () => api.validatePush({ messages })],
    ] as const) {
      const told = await ask(call);
      if (told.kind === "answer") continue;
      if (!isAboutForm(told)) return [...wrong, failedCall("メッセージの形を確かめられません", told, names)];
      wrong.push(mend(`「${name}」の形を、LINEが${way}として受け取りません。${told.says}`, REPORT));
    }
  }
  return wrong.length > 0 ? wrong : [good(`この窓口が送る${forms.length}種類の形を、LINEはどれも受け取ります。`)];
}

const REPORT = "LINEのことばを添えて、この窓口のしくみの担当に知らせてください。市民への返事が届かないことがあります。";

const isAboutForm = (failed: Failure): failed is Extract<Failure, { kind: "refusal" }> =>
  failed.kind === "refusal" && (failed.status === 400 || failed.status === 413);
