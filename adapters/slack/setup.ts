/**
 * Looks whether a desk's Slack app is set up as it must be, step by step, and tells the operator of a city what is
 * missing. It may be run again at any time; all that it leaves behind is a message in the desk's channel.
 */

import { createHmac, randomUUID } from "node:crypto";
import type { KnownBlock } from "@slack/types";
import { LATE, within } from "../../src/ports/calls.ts";
import type { Clock } from "../../src/ports/world.ts";
import type { SlackMessage } from "./blocks/blocks.ts";
import { type Answer, type Asking, asking, type Failure } from "./calls/asking.ts";
import manifest from "./manifest.json" with { type: "json" };
import { type Finding, failedCall, findingLines, good, mend, note } from "./setup/finding.ts";

/** What the check needs of Slack's client: the real one fits, and so does a test's. */
export interface SetupClient {
  readonly auth: { test(): Promise<Told & { readonly team?: string | undefined; readonly user?: string | undefined }> };
  readonly conversations: {
    info(call: { readonly channel: string }): Promise<{ readonly channel?: SlackChannel | undefined }>;
  };
  readonly blocks: { validate(call: { readonly blocks: KnownBlock[] }): Promise<unknown> };
  readonly chat: {
    postMessage(call: {
      readonly channel: string;
      readonly text: string;
      readonly blocks: KnownBlock[];
    }): Promise<unknown>;
  };
}

interface Told {
  readonly response_metadata?: { readonly scopes?: readonly string[] | undefined } | undefined;
}
interface SlackChannel {
  readonly name?: string | undefined;
  readonly is_archived?: boolean | undefined;
  readonly is_member?: boolean | undefined;
}

export interface SetupParts {
  readonly client: SetupClient;
  readonly clock: Clock;
  /** Takes one line at a time. */
  readonly print: (line: string) => void;
  /** How the settings are called where the operator wrote them. */
  readonly names: { readonly token: string; readonly secret: string; readonly appToken: string };
  readonly token: string;
  readonly signingSecret: string;
  readonly channel: string;
  readonly appToken: string | undefined;
  /** Where the desk is reached from outside, and the path of its Slack app. */
  readonly request: { readonly baseUrl: string | undefined; readonly path: string };
  /** A card with everything on it. */
  readonly card: SlackMessage;
}

/** Milliseconds for one call. */
const CALL_MS = 10_000;

/** Prints as it goes. @returns whether something must be mended */
export async function setup(parts: SetupParts): Promise<{ readonly isToMend: boolean }> {
  const { clock, print } = parts;
  const ask = asking(clock, SILENT);
  const all: Finding[] = [];
  const step = (title: string, findings: readonly Finding[]) => {
    all.push(...findings);
    for (const line of [title, ...findings.flatMap(findingLines), ""]) print(line);
  };
  const { isOpen, findings } = await appFindings(parts, ask);
  step("1. アプリ", [...secretFindings(parts), ...findings]);
  if (isOpen) step("2. チャンネル", await channelFindings(parts, ask));
  step(isOpen ? "3. Slackからこの窓口へ" : "2. Slackからこの窓口へ", await requestFindings(parts));
  if (isOpen) step("4. カード", await cardFindings(parts, ask));
  const count = all.filter(({ mark }) => mark === "mend").length;
  print(
    count === 0 ? "直すところはありません。" : `×が${count}つあります。→の通りに直して、もう一度実行してください。`,
  );
  return { isToMend: count > 0 };
}

/** What is found is told in words, not written into a log. */
const SILENT = { info() {}, warn() {}, error() {} };

/** Slack's secrets are 32 digits and letters from a to f; what else is there was copied from the wrong place. */
function secretFindings({ signingSecret, appToken, names }: SetupParts): Finding[] {
  const findings: Finding[] = [];
  if (/^[0-9a-f]{32}$/u.test(signingSecret)) findings.push(good(`${names.secret}の形は合っています。`));
  else {
    findings.push(
      mend(
        `${names.secret}の形が違います。0から9とaからfの32文字のはずです。`,
        "api.slack.com/apps でこのアプリを開き、「Basic Information」の「Signing Secret」を書き写してください（Client SecretやVerification Tokenではありません）。",
      ),
    );
  }
  if (appToken !== undefined && !appToken.startsWith("xapp-")) {
    findings.push(
      mend(
        `${names.appToken}の形が違います。xapp-で始まるはずです。`,
        "「Basic Information」の「App-Level Tokens」で、connections:writeのあるトークンを作ってください。",
      ),
    );
  }
  return findings;
}

async function appFindings(
  { client, names, token }: SetupParts,
  ask: Asking,
): Promise<{ readonly isOpen: boolean; readonly findings: readonly Finding[] }> {
  const place = "「OAuth & Permissions」の「Bot User OAuth Token」";
  if (!/^xoxb-[\w-]+$/u.test(token)) {
    const text = `${names.token}の形が違います。xoxb-で始まり、英数字とハイフンだけのはずです。`;
    return { isOpen: false, findings: [mend(text, `${place}を書き写してください。`)] };
  }
  const told = await ask("auth.test", CALL_MS, () => client.auth.test());
  if (told.kind !== "answer") return { isOpen: false, findings: [failedCall(`${names.token}で開けません`, told)] };
  const { team = "", user = "", response_metadata: metadata } = told.body;
  const opened = good(`${named(team)}の${named(user)}として開けました。`);
  return { isOpen: true, findings: [opened, scopeFinding(metadata?.scopes)] };
}

/** Of Slack's making or an administrator's: on one line, and not of any length. */
const named = (name: string): string => `「${name.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 80)}」`;

function scopeFinding(given: readonly string[] | undefined): Finding {
  const wanted = manifest.oauth_config.scopes.bot;
  if (given === undefined) return note("権限（スコープ）は、Slackが教えなかったので確かめられません。");
  const missing = wanted.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return good("権限（スコープ）はそろっています。");
  return mend(
    `権限（スコープ）が足りません：${missing.join("、")}`,
    "「OAuth & Permissions」の「Bot Token Scopes」に足し、アプリを入れ直してください（Reinstall）。",
  );
}

async function channelFindings({ client, channel }: SetupParts, ask: Asking): Promise<Finding[]> {
  const told = await ask("conversations.info", CALL_MS, () => client.conversations.info({ channel }));
  if (told.kind !== "answer") return [failedCall(`チャンネル${channel}を開けません`, told)];
  const { name = "", is_archived: isArchived, is_member: isMember } = told.body.channel ?? {};
  const found = `チャンネル${channel}は${named(name)}です。`;
  if (isArchived === true) return [note(found), failedCall("アーカイブされています", refused("is_archived"))];
  if (isMember === false) return [note(found), failedCall("アプリがいません", refused("not_in_channel"))];
  return [good(`${found}アプリがいます。`)];
}

const refused = (error: string): Failure => ({ kind: "refusal", error, needed: undefined });

/** Asks the desk from outside as Slack does when its address is set. */
async function requestFindings(parts: SetupParts): Promise<Finding[]> {
  const { request, appToken } = parts;
  if (appToken !== undefined) {
    return [
      note("Socket Modeを使います。窓口がSlackにつなぐので、Slackから入る道はいりません。"),
      note("xapp-のトークンが使えるかは、ここでは確かめられません。起動したあと、窓口のログを見てください。"),
    ];
  }
  if (request.baseUrl === undefined) {
    const todo = `BASE_URLに、外から見たこの窓口のアドレス（例：https://desk.example.jp）を設定して、もう一度実行してください。Slackの画面のアドレスは、そのアドレスの${request.path}にします。`;
    return [mend("BASE_URLがないので、Slackからの道を確かめられません。", todo)];
  }
  const url = `${request.baseUrl}${request.path}`;
  const told = await tried(parts, url);
  if (told.kind === "reached") {
    return [
      good(`${url}は、Slackの署名のある問いに答えます。`),
      note(
        "Slackの「Event Subscriptions」「Interactivity & Shortcuts」「Slash Commands」のアドレスが、どれもこれと同じかを見てください（ここからは見えません）。",
      ),
    ];
  }
  return [mend(`${url}が、Slackの問いに答えません（${told.why}）。`, told.todo)];
}

type Tried =
  | { readonly kind: "reached" }
  | { readonly kind: "not-reached"; readonly why: string; readonly todo: string };

async function tried({ clock, signingSecret, names }: SetupParts, url: string): Promise<Tried> {
  const challenge = randomUUID();
  const body = JSON.stringify({ type: "url_verification", token: "", challenge });
  const time = String(Math.floor(clock.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${time}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": time,
    "x-slack-signature": `v0=${signature}`,
  };
  const no = (why: string, todo: string): Tried => ({ kind: "not-reached", why, todo });
  try {
    const answer = await within(clock, CALL_MS, async (signal) => {
      const got = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      return { status: got.status, text: await got.text() };
    });
    if (answer === LATE) return no("時間切れ", "この窓口が動いているか、プロキシがつないでいるかを確かめてください。");
    if (answer.status === 401) {
      return no(
        "401",
        `${names.secret}を直したあと、窓口を起動し直したか確かめてください。このコンピューターと窓口の時計が合っているかも確かめてください。`,
      );
    }
    if (answer.status === 404) {
      return no(
        "404",
        "BASE_URLがこの窓口を指しているか、Slackの設定で起動し直したか、プロキシが/slack/eventsを通しているかを確かめてください。",
      );
    }
    if (answer.status === 200 && answer.text.includes(challenge)) return { kind: "reached" };
    return no(
      String(answer.status),
      "BASE_URLがこの窓口を指しているか、プロキシがPOSTをそのまま通しているかを確かめてください。",
    );
  } catch {
    return no("つながりません", "アドレスの名前、証明書、ファイアウォール、この窓口が動いているかを確かめてください。");
  }
}

/** What Slack says of its form, and then the card itself, without the buttons, for there is no such case. */
async function cardFindings({ client, channel, card }: SetupParts, ask: Asking): Promise<Finding[]> {
  const whole = [...(card.blocks ?? [])] as KnownBlock[];
  const valid = await ask("blocks.validate", CALL_MS, () => client.blocks.validate({ blocks: whole }));
  const blocks = whole.filter(({ type }) => type !== "actions");
  const post = { channel, text: card.text, blocks };
  const posted = await ask("chat.postMessage", CALL_MS, () => client.chat.postMessage(post));
  return [
    formFinding(valid),
    posted.kind === "answer"
      ? good("試しのカードを出しました。Slackで見てください。")
      : failedCall("試しのカードを出せません", posted),
  ];
}

function formFinding(valid: Answer<unknown>): Finding {
  if (valid.kind === "answer") return good("カードの形は、Slackの決まりに合っています。");
  // Of all refusals only this one speaks of the card.
  if (valid.kind === "refusal" && valid.error === "invalid_blocks") return failedCall("カードの形が合いません", valid);
  return note("カードの形は、Slackが調べなかったので確かめられません。");
}
