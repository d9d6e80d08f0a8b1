/**
 * What changes from day to day: the words of the console.
 */

import type { SettingKind, SettingsWords } from "../../ports/console/settings.ts";
import { momentWords } from "../staff-times.ts";

const LABELS: Readonly<Record<Exclude<SettingKind, "cityContact">, string>> = {
  hours: "受付時間",
  closedDays: "休館日",
  name: "窓口の名前",
  contact: "窓口の連絡先",
  greeting: "はじめのあいさつ",
  outOfHours: "受付時間の外で伝えること",
};

export const settingsWords: SettingsWords = {
  title: "設定",
  intro: "変えたことは、5秒ほどで窓口全体に反映されます。だれがいつ何を変えたかは、下に残ります。",
  readOnly: "見ることだけできます。変えられるのは管理者です。",
  label: (kind, city) => (kind === "cityContact" ? `${city ?? ""}の今の連絡先` : LABELS[kind]),
  hints: {
    hours: "「月-金 9:00-17:00; 土 9:00-12:00,13:00-17:00」のように、曜日と時間を書き、「;」か改行で区切ります。",
    closedDays:
      "「2026-12-28, 08-13..08-16」のように、「,」で区切ります。年を書かない日は毎年です。祝日と12月29日から1月3日までは、書かなくても休みです。",
    name: "住民に見える窓口の名前です。",
    contact: "人につながらないときなどに、住民に伝える連絡先です。",
    greeting: "住民がはじめて書いたときに、窓口の決まった説明の前に表示します。",
    outOfHours: "受付時間の外に相談を受け付けたときに、次に開く日時と並べて伝えます。",
    cityContact: "市の文書にある連絡先に代えるものではありません。文書の連絡先と並べて、登録した日を添えて伝えます。",
  },
  none: "（なし）",
  save: "保存する",
  reset: "はじめの値に戻す",
  isChanged: "変更済み",
  saved: (label) => `「${label}」を保存しました。`,
  refused(saved, kind) {
    switch (saved.kind) {
      case "blank":
        return "何も書かれていません。なしにするときは「はじめの値に戻す」を押してください。";
      case "too-long":
        return `${saved.longest}文字までで書いてください。`;
      case "unreadable":
        return `「${saved.part}」が読み取れません。${settingsWords.hints[kind]}`;
      case "unknown":
        return "この設定はありません。";
      default:
        return saved satisfies never;
    }
  },
  history: "変更の記録",
  historyEmpty: "まだ何も変えられていません。",
  at: momentWords,
  columns: { at: "日時", by: "変えた人", what: "設定", change: "変更" },
};

/** Of a change, as it is kept: undefined for the first value. */
export function changedFromTo(before: string | undefined, after: string | undefined): string {
  const shown = (value: string | undefined) => (value === undefined ? "はじめの値" : `「${value}」`);
  return `${shown(before)} → ${shown(after)}`;
}
