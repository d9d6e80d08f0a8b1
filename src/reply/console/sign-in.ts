/**
 * Signing in to the console, and one's own account: the words.
 */

import type { SignInWords } from "../../ports/console/sign-in.ts";
import { frameWords } from "./frame.ts";

const JAPAN_AHEAD_MS = 9 * 3_600_000;
/** The minute after, so that nobody comes back too early: `14:05`. */
const minuteAfter = (at: number) => new Date(at + JAPAN_AHEAD_MS + 60_000).toISOString().slice(11, 16);

export const signInWords: SignInWords = {
  title: "サインイン",
  intro: "窓口の職員のための画面です。",
  login: "ログイン名",
  password: "パスワード",
  submit: "サインイン",
  elsewhere: "組織のアカウントでサインイン",
  refused:
    "サインインできませんでした。ログイン名とパスワードを確かめてください。わからないときは、窓口の管理者に相談してください。",
  wait: (until) =>
    `サインインの失敗が続いたため、しばらく受け付けません。${minuteAfter(until)} を過ぎたら、もう一度お試しください。`,
  busy: "サインインが混み合っています。少し待って、もう一度お試しください。",
  signedOut: "サインアウトしました。",
  staleForm: "画面が古くなっていたため、受け付けませんでした。もう一度入力してください。",
  elsewhereAway:
    "組織のサインインにつながりません。しばらくしてからお試しください。パスワードのある人は、パスワードでサインインできます。",
  elsewhereRefused: "組織のサインインが終わりませんでした。もう一度はじめからお試しください。",
  noAccount:
    "組織のサインインはできましたが、この窓口にあなたのアカウントがありません。窓口の管理者に相談してください。",
  chooseDesk: "窓口を選んでください",
  noDesk: "あなたが使える窓口はまだありません。窓口の管理者に相談してください。",
  account: {
    title: "自分のアカウント",
    mustChange: "いまのパスワードは、ほかの人が決めたものです。はじめに、自分だけが知るパスワードに変えてください。",
    changeTitle: "パスワードを変える",
    before: "いまのパスワード",
    after: "新しいパスワード",
    again: "新しいパスワード（もう一度）",
    rules: "12文字以上200文字まで。ログイン名と同じものは使えません。",
    change: "変える",
    changed: "パスワードを変えました。ほかのブラウザーではサインアウトされました。",
    unlike: "新しいパスワードが2つの欄で違います。",
    faults: {
      short: "新しいパスワードが短すぎます。12文字以上にしてください。",
      long: "新しいパスワードが長すぎます。200文字までにしてください。",
      login: "ログイン名と同じパスワードは使えません。",
      same: "いまと同じパスワードです。別のものにしてください。",
      wrong: "いまのパスワードが違います。",
    },
    everywhereTitle: "すべてのブラウザーでサインアウトする",
    everywhereText: "端末をなくしたときや、サインアウトし忘れたときに使います。このブラウザーもサインアウトします。",
    everywhere: "すべてサインアウト",
    elsewhereOnly: "パスワードはありません。組織のアカウントでサインインします。",
    login: "ログイン名",
    roles: "使える窓口と役割",
    roleAt: (desk, role) => `${desk}（${frameWords.roles[role]}）`,
  },
};
