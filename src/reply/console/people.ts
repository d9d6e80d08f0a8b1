/**
 * Who may do what at a desk: the words of the console.
 */

import type { PeopleWords } from "../../ports/console/people.ts";
import { frameWords } from "./frame.ts";

type Role = keyof typeof frameWords.roles;

const roleName = (role: Role | undefined) => (role === undefined ? "なし" : frameWords.roles[role]);

export const peopleWords: PeopleWords = {
  title: "職員",
  intro:
    "閲覧は見るだけ、相談員は受付の対応まで、管理者はこの窓口のすべてができます。変更はすぐに効き、操作の記録に残ります。",
  table: "この窓口の職員",
  login: "ログイン名",
  name: "名前",
  role: "役割",
  signsInBy: "サインインの方法",
  ways: { password: "パスワード", elsewhere: "組織のアカウント" },
  startPassword: "はじめのパスワードのまま",
  disabled: "停止中",
  act: "役割の変更",
  change: "変える",
  roleOf: (name) => `${name} の役割`,
  noRole: "この窓口から外す",
  addTitle: "職員を加える",
  loginHint:
    "英小文字、数字、. - _ @ で100文字まで。組織のアカウントでサインインする人は、そのメールアドレスにしてください。",
  nameHint: "60文字まで。職員どうしの画面に出ます。すでにあるアカウントでは、いまの名前のままです。",
  add: "加える",
  added: (login) => `${login} を加えました。`,
  changed: "役割を変えました。",
  onceTitle: "はじめのパスワード",
  onceText:
    "この画面でしか見られません。本人だけに伝えてください。7日以内に使わないと無効になります。最初のサインインで、本人が自分のパスワードに変えます。",
  back: "職員の一覧へ",
  faults: {
    login: "ログイン名は、英小文字、数字、. - _ @ で100文字までにしてください。",
    name: "名前を60文字までで書いてください。",
    role: "役割を選んでください。",
    here: "その人は、すでにこの窓口にいます。下の表で役割を変えてください。",
    disabled: "そのアカウントは停止中です。再開はサーバーで行います。",
    "not-here": "その人は、もうこの窓口にいません。",
    "of-others":
      "そのログイン名は、ほかの窓口で使われています。本人のものかを確かめ、サーバーで npm run user -- role を使って役割を付けてください。",
    "last-manager": "管理者が一人もいなくなるため、変えられません。先に別の人を管理者にしてください。",
  },
  byCommand: "アカウントの停止と再開、パスワードを忘れた人の再設定は、サーバーで npm run user を使って行います。",
  detail: (before, after) => `${roleName(before)} → ${roleName(after)}`,
};
