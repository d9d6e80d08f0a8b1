/**
 * What LINE says to a call that sets the account up, and how an operator is told of a call that failed.
 *
 * LINE's client has no time-out, so each call has a deadline here. The client's own messages are never shown: one of
 * them quotes the access token.
 */

import { HTTPFetchError } from "@line/bot-sdk";
import { LATE, within } from "../../../src/ports/calls.ts";
import type { Clock } from "../../../src/ports/world.ts";
import { clean, cutTo, ELLIPSIS } from "../text.ts";

/** Milliseconds for a call that only asks or sets. */
const CALL_DEADLINE_MS = 10_000;
/** Milliseconds for the upload of a picture, and for a test in which LINE itself waits for somebody. */
export const LONG_DEADLINE_MS = 30_000;

/** Code units of what LINE itself says, of which a proxy may have written any length. */
const SAID_UNITS = 400;

export type Failure =
  /** `says`: LINE's own words, with the fields of our request that it names; `""` where a proxy answered instead. */
  | { readonly kind: "refusal"; readonly status: number; readonly says: string }
  /** `code`: the system's, such as `ENOTFOUND`. */
  | { readonly kind: "unreached"; readonly code: string }
  /** The access token holds characters that cannot be sent at all. */
  | { readonly kind: "unsendable" }
  /** An answer came, but not one of LINE's. */
  | { readonly kind: "nonsense" }
  | { readonly kind: "late" };

export type Told<T> = { readonly kind: "answer"; readonly body: T } | Failure;

/** Asks LINE; settles at the deadline at the latest. */
export type Asking = <T>(call: () => Promise<T>, ms?: number) => Promise<Told<T>>;

export function asking(clock: Clock): Asking {
  return async (call, ms = CALL_DEADLINE_MS) => {
    try {
      const body = await within(clock, ms, call);
      return body === LATE ? { kind: "late" } : { kind: "answer", body };
    } catch (cause) {
      return failure(cause);
    }
  };
}

function failure(cause: unknown): Failure {
  if (cause instanceof HTTPFetchError) return { kind: "refusal", status: cause.status, says: said(cause.body) };
  if (!(cause instanceof TypeError)) return { kind: "nonsense" };
  // `fetch` gives the cause of a connection that failed; a header that cannot be sent has none.
  const { cause: why } = cause;
  if (why === undefined) return { kind: "unsendable" };
  return { kind: "unreached", code: why instanceof Error && "code" in why ? String(why.code) : "" };
}

/** 「The request body has 1 error(s)（messages[0].text: May not be empty）」 */
function said(body: string): string {
  try {
    const { message, details } = JSON.parse(body) as { message?: unknown; details?: unknown };
    const places = (Array.isArray(details) ? details : []).map((one) => `${one?.property}: ${one?.message}`);
    const where = places.length === 0 ? "" : `（${places.join("、")}）`;
    return cutTo(clean(`${typeof message === "string" ? message : ""}${where}`), SAID_UNITS, ELLIPSIS);
  } catch {
    return "";
  }
}

/** How the settings of a desk are called where the operator wrote them. */
export interface SettingNames {
  readonly token: string;
  readonly secret: string;
}

/** What failed, and what is to be done about it, in plain Japanese. */
export function failureInWords(failed: Failure, { token }: SettingNames): { text: string; todo: string } {
  switch (failed.kind) {
    case "refusal":
      return refusalInWords(failed, token);
    case "unreached":
      return {
        text: `LINEにつながりませんでした${failed.code === "" ? "" : `（${failed.code}）`}。`,
        todo: "このサーバーから https://api.line.me と https://api-data.line.me へ出られるか、ネットワークの担当に確かめてください。",
      };
    case "unsendable":
      return {
        text: `${token}に、使えない文字（全角文字や改行）が入っています。`,
        todo: `${TOKEN_PLACE}にある文字を、そのまま${token}に書き写してください。`,
      };
    case "nonsense":
      return {
        text: "LINEではないものが答えました。",
        todo: "このサーバーとLINEの間にあるプロキシやフィルターの設定を、ネットワークの担当に確かめてください。",
      };
    case "late":
      return {
        text: "LINEから時間内に返事がありませんでした。",
        todo: "しばらく待って、もう一度実行してください。続くときは、ネットワークの担当に確かめてください。",
      };
    default:
      return failed satisfies never;
  }
}

const TOKEN_PLACE = "LINE Developersコンソールの「Messaging API設定」タブの「チャネルアクセストークン（長期）」";

function refusalInWords({ status, says }: { status: number; says: string }, token: string) {
  const words = says === "" ? "" : ` LINEのことば：${says}`;
  const text = `LINEが断りました（${status}）。${words}`;
  if (status === 401) {
    return {
      text: `LINEが、チャネルアクセストークンを認めませんでした（401）。${words}`,
      todo: `${TOKEN_PLACE}を発行し、${token}に設定してください。`,
    };
  }
  if (status === 403) {
    return { text, todo: "LINE公式アカウントの契約で、この機能が使えるか確かめてください。" };
  }
  if (status === 429) return { text, todo: "回数が多すぎます。1時間ほど待って、もう一度実行してください。" };
  if (status >= 500) return { text, todo: "LINEの側の不具合です。しばらく待って、もう一度実行してください。" };
  return { text, todo: "LINEのことばを添えて、この窓口のしくみの担当に知らせてください。" };
}
