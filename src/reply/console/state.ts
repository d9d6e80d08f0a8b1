/**
 * How the desk itself fares: the words of the console.
 */

import type { StateWords } from "../../ports/console/state.ts";
import { momentWords } from "../staff-times.ts";
import { reasonWords, troubleWords } from "../undelivered.ts";

const AGAIN = "「もう一度送る」で";

export const stateWords: StateWords = {
  title: "様子",
  intro: "窓口そのものが動いているかを見るページです。住民が書いたことは、ここには出ません。",
  channels: { line: "LINE", slack: "Slack", web: "ウェブページ" },
  time: momentWords,
  table: (of) => `${of}の表`,
  program: {
    title: "プログラム",
    version: "版",
    since: "起動した日時",
    store: "記録の置き場",
    stores: { sqlite: "SQLite（DATA_DIR のファイル）", postgres: "PostgreSQL（DATABASE_URL）" },
    now: "この内容の日時",
  },
  channel: {
    title: "経路",
    columns: {
      name: "経路",
      isConfigured: "設定",
      lastReceived: "最後に受け取った日時",
      dead: "処理できなかった受信",
      waiting: "送信待ち",
      sent: "送信済み",
      held: "保留",
      dropped: "送れず",
    },
    configured: "あり",
    notConfigured: "なし",
    never: "まだない",
    dead: ({ count, lastAt, error }) =>
      count === 0 ? "なし" : `${count}件（最後は${lastAt ?? "不明"}、${error ?? "理由は不明"}）`,
    trouble: ({ words, since, waiting }) =>
      `Slack に表示できていません（${since}から、表示を待っているもの${waiting}件）。${words}`,
    troubleCode: troubleWords,
  },
  quota: {
    title: "LINEの送信数",
    unknown: "今月の送信数は、まだわかりません。",
    told: ({ used, limit, at }) =>
      `今月${used}通。${limit === null ? "上限はありません" : `上限は${limit}通です`}（${at}に調べたもの）。`,
    usedUp: "今月送れる数を使い切りました。返信は送れますが、こちらから送るものは保留になります。",
  },
  inbox: {
    title: "受信",
    waiting: "処理待ち",
    answered: "答えたもの",
    silent: "答えずに終えたもの",
    dead: "処理できなかったもの",
  },
  putAside: {
    title: "送れていないもの",
    none: "送れていないものはありません。",
    counts: ({ held, dead }) => `保留${held}件、送れず${dead}件です。`,
    more: (shown) => `新しいものから${shown}件を表示しています。`,
    columns: {
      id: "番号",
      channel: "経路",
      state: "状態",
      reason: "理由",
      createdAt: "作った日時",
      number: "受付",
      again: "操作",
    },
    states: { held: "保留", dead: "送れず" },
    reason: (row) => reasonWords(row, AGAIN),
    noCase: "受付なし",
    again: "もう一度送る",
    againLabel: (id) => `${id}番をもう一度送る`,
    everyHeld: "保留をすべてもう一度送る",
    cost: "LINEへは1件を1通として数えます。",
    done: (count) => (count === 0 ? "保留のものはありませんでした。" : `${count}件をもう一度送ります。`),
    notThere: "その番号は、保留や送れなかったものの中にもうありません。",
  },
  knowledge: {
    title: "文書と想定質問",
    intro: "起動したときに読んだものです。チェックサムは、市から受け取った文書と同じかを確かめるのに使います。",
    shared: "すべての市に共通",
    passages: "段落",
    notes: "想定質問のまとまり",
    issued: "策定",
    revised: "改定",
    latestMention: "文書に出てくる最も新しい日付",
    contactsAsOf: "連絡先の時点",
    unknown: "文書に書かれていません",
    columns: { name: "ファイル", bytes: "大きさ", sha256: "SHA-256" },
    bytes: (count) => `${count}バイト`,
  },
};
