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
  account: "自分のアカウント",
  otherDesks: "ほかの窓口",
  lookAgain: "最新の内容にする",
  toStart: "はじめの画面へ",
  whatWasTyped: "送られた内容",
  refusals: {
    "signed-out": {
      title: "サインインが切れています",
      text: "しばらく操作がなかったか、別の場所でサインアウトされました。もう一度サインインしてください。送られた内容は保存していません。必要なら下から写してください。",
    },
    "stale-form": {
      title: "画面が古くなっていたため、受け付けませんでした",
      text: "この画面を開いたあとにサインインし直したか、別のサイトから送られました。何も変わっていません。元の画面を開き直して、もう一度送ってください。",
    },
    "not-allowed": {
      title: "この操作はできません",
      text: "この窓口でのあなたの役割では、この画面や操作を使えません。必要なときは、窓口の管理者に相談してください。",
    },
    "not-found": {
      title: "見つかりません",
      text: "アドレスがまちがっているか、すでに削除されています。",
    },
    malformed: {
      title: "送られた内容を読めませんでした",
      text: "何も変わっていません。元の画面に戻って、もう一度送ってください。",
    },
    "too-large": {
      title: "送られた内容が長すぎます",
      text: "何も変わっていません。元の画面に戻り、短くしてから送ってください。",
    },
    failed: {
      title: "窓口の側に問題が起きました",
      text: "送られた内容を保存できたか、わかりません。少し時間をおいて元の画面を開き、今の様子を確かめてください。送られた内容は、必要なら下から写してください。",
    },
  },
};
