/**
 * The words around every page of the console.
 */

import type { FrameWords } from "../../ports/console/frame.ts";

export const frameWords: FrameWords = {
  siteName: "窓口の管理",
  skipToMain: "本文へ",
  roles: { viewer: "閲覧", counsellor: "相談員", manager: "管理者" },
  signOut: "サインアウト",
  signedInAs: "サインイン中",
  navigation: "メニュー",
};
