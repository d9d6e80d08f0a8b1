/**
 * The menu: puts ours on the account where it is not there yet, and takes older ones of ours away.
 *
 * A menu is shown once it has its picture and is the default, so that is the order, and what was there before goes last:
 * whenever this is cut off, residents have a menu. One that was left unfinished is not the default and is made anew.
 */

import type { messagingApi } from "@line/bot-sdk";
import { isOurMenu, type RichMenu } from "../rich-menu.ts";
import { type Finding, failedCall, good, mend, note } from "./finding.ts";
import { type Asking, type Failure, LONG_DEADLINE_MS, type SettingNames, type Told } from "./told.ts";

export type MenuClient = Pick<
  messagingApi.MessagingApiClient,
  "getRichMenuList" | "getDefaultRichMenuId" | "createRichMenu" | "setDefaultRichMenu" | "deleteRichMenu"
>;
export type PictureClient = Pick<messagingApi.MessagingApiBlobClient, "setRichMenuImage">;

interface Parts {
  readonly api: MenuClient;
  readonly pictures: PictureClient;
  readonly ask: Asking;
  readonly names: SettingNames;
  readonly menu: RichMenu;
  /** Nothing is to be set. */
  readonly isCheckOnly: boolean;
}

type Listed = messagingApi.RichMenuResponse;

export async function menuFindings(parts: Parts): Promise<Finding[]> {
  const { api, ask, names, menu, isCheckOnly } = parts;
  const [list, shown] = await Promise.all([ask(() => api.getRichMenuList()), ask(() => api.getDefaultRichMenuId())]);
  if (list.kind !== "answer") return [failedCall("リッチメニューの一覧がわかりません", list, names)];
  if (shown.kind !== "answer" && !isNone(shown)) {
    return [failedCall("いまのリッチメニューがわかりません", shown, names)];
  }
  const all = list.body.richmenus ?? [];
  const shownId = shown.kind === "answer" ? shown.body.richMenuId : undefined;
  const others = otherMenus(all, shownId, isCheckOnly);
  const current = all.find(({ richMenuId, name }) => richMenuId === shownId && name === menu.definition.name);
  if (current !== undefined) {
    const gone = isCheckOnly ? [] : await removed(parts, older(all, current.richMenuId));
    return [good("リッチメニューは新しいものが出ています。"), ...gone, ...others];
  }
  if (isCheckOnly) {
    const state = all.some(({ name }) => isOurMenu(name)) ? "古いままです" : "まだありません";
    return [mend(`リッチメニューが${state}。`, "npm run line:setup を実行すると入れます。"), ...others];
  }
  const put = await putUp(parts);
  if (put.kind === "failed") return [put.finding, ...others];
  return [good("リッチメニューを入れました。"), ...(await removed(parts, older(all, put.id))), ...others];
}

const isNone = (failed: Failure) => failed.kind === "refusal" && failed.status === 404;

/** Ours besides the one that counts. */
const older = (all: readonly Listed[], id: string) =>
  all.filter(({ richMenuId, name }) => isOurMenu(name) && richMenuId !== id);

function otherMenus(all: readonly Listed[], shownId: string | undefined, isStill: boolean): Finding[] {
  const shown = isStill ? "いま出ているのは、これです。" : "これまで出ていたのは、これです。";
  return all
    .filter(({ name }) => !isOurMenu(name))
    .map(({ richMenuId, name }) =>
      note(
        `ほかのリッチメニュー「${name}」（${richMenuId}）には手をつけません。${richMenuId === shownId ? shown : ""}`,
      ),
    );
}

type PutUp = { readonly kind: "done"; readonly id: string } | { readonly kind: "failed"; readonly finding: Finding };

async function putUp({ api, pictures, ask, names, menu }: Parts): Promise<PutUp> {
  const failed = (what: string, why: Failure): PutUp => ({ kind: "failed", finding: failedCall(what, why, names) });
  const made = await ask(() => api.createRichMenu(menu.definition));
  if (made.kind !== "answer") return failed("リッチメニューを作れません", made);
  const id = made.body.richMenuId;
  const picture = new Blob([menu.image], { type: "image/png" });
  const steps: readonly (readonly [string, () => Promise<Told<unknown>>])[] = [
    ["リッチメニューの画像を送れません", () => ask(() => pictures.setRichMenuImage(id, picture), LONG_DEADLINE_MS)],
    ["リッチメニューを出せません", () => ask(() => api.setDefaultRichMenu(id))],
  ];
  for (const [what, step] of steps) {
    const told = await step();
    if (told.kind === "answer") continue;
    // What LINE refuses is taken back. After any other failure it may be the menu that residents see by now.
    if (told.kind === "refusal" && told.status < 500) await ask(() => api.deleteRichMenu(id));
    return failed(what, told);
  }
  return { kind: "done", id };
}

async function removed({ api, ask, names }: Parts, menus: readonly Listed[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { richMenuId } of menus) {
    const told = await ask(() => api.deleteRichMenu(richMenuId));
    if (told.kind !== "answer" && !isNone(told))
      findings.push(failedCall("古いリッチメニューを消せません", told, names));
  }
  const count = menus.length - findings.length;
  return count === 0 ? findings : [good(`この窓口の古いリッチメニュー${count}つを消しました。`), ...findings];
}
