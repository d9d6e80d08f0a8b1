/**
 * Makes up what is said in 100,000 messages of cases, the same at every run: guideline, notes and questions give the
 * sentences, and people's names, numbers, days and places are drawn.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import { randomNumbers } from "../fixtures/random-numbers.ts";

export interface Said {
  readonly author: "resident" | "person" | "desk";
  readonly text: string;
}

const FAMILY = words(
  "佐藤 鈴木 髙橋 高橋 田中 渡邊 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 齋藤 清水 山﨑 森 池田 橋本 阿部 石川 山下 中島 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 岡本 金子 藤原 三浦 中野 原田 松田 竹内 小野 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮﨑 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 木下 久保 佐野 野村 松尾 市川 菊地 杉本 古川 大西 島田 水野 櫻井 五十嵐 鷹取 犬養 御手洗 綾小路",
);
const GIVEN = words(
  "花子 太郎 陽子 健一 美咲 翔太 さくら 蓮 結衣 大輔 恵子 直樹 真由美 拓也 千代 一郎 愛 誠 明日香 修 久美子 悠斗 凛 和夫 節子 浩 由紀 隆 めぐみ 亮",
);
const PLACES = words(
  "公民館 図書館 中央公園 駅前広場 集会所 体育館 児童館 福祉会館 市民活動支援センター 第二小学校 川沿いの遊歩道 団地の中庭 商店街 元気村 文化センター 雑木林 用水路のわき 消防署のとなり 保健所の二階 地区会館",
);
const THINGS = words(
  "鍵 傘 自転車 看板 テント 拡声器 のぼり旗 花壇 落ち葉 ゴミ袋 プロジェクター 名札 印鑑 通帳 報告書 領収書 見積書 名簿 チラシ 横断幕 発電機 車いす 紙芝居 将棋盤 炊き出しの鍋 防災倉庫 掲示板 自動車 駐車場 マイク",
);
const ACTS = words(
  "清掃活動 見守り パトロール 子ども食堂 花植え 防災訓練 読み聞かせ 学習支援 外国人の相談 お祭り フリーマーケット 映画会 健康体操 川の生き物調査 パソコン教室 手話講座 里山の手入れ 餅つき 落語会 留学生との交流会 サロン 炊き出し 盆踊り 星を見る会",
);

type Draw = <T>(from: readonly T[]) => T;
interface Drawing {
  readonly pick: Draw;
  readonly number: (below: number) => number;
}

/** What residents and staff say of their own; `at` makes numbers that stand nowhere else. */
const OWN: readonly ((drawing: Drawing, at: number) => string)[] = [
  ({ pick }) => `${pick(FAMILY)}${pick(GIVEN)}と申します。${pick(PLACES)}で${pick(ACTS)}をしています。`,
  ({ pick }, at) => `${pick(FAMILY)}です。電話は042-${300 + (at % 97)}-${String(at % 10_000).padStart(4, "0")}です。`,
  ({ pick, number }) =>
    `${number(12) + 1}月${number(28) + 1}日に${pick(PLACES)}を借りたいのですが、${pick(THINGS)}も使えますか？`,
  ({ pick }) => `${pick(THINGS)}を${pick(PLACES)}に忘れてしまいました。`,
  ({ pick, number }) => `${pick(ACTS)}に${number(80) + 3}人くらい集まります。補助金はいくらまで出ますか`,
  ({ pick }) => `${pick(FAMILY)}さんから聞いて、${pick(ACTS)}の申し込みをしたいです。`,
  ({ pick, number }) =>
    `補助金の締切は${number(12) + 1}月${number(28) + 1}日の17時です。${pick(FAMILY)}までお送りください。`,
  ({ pick, number }) =>
    `お問い合わせありがとうございます。担当の${pick(FAMILY)}です。${number(5) + 1}営業日ほどでお返事します。`,
  ({ pick }) => `${pick(ACTS)}のことは${pick(PLACES)}の${pick(FAMILY)}がご案内します。`,
  ({ pick, number }) => `受付番号はA-${number(90_000) + 10_000}です。${pick(THINGS)}の写真を添えてください。`,
  ({ pick }) => `${pick(THINGS)}はどこに返せばいいの？`,
  ({ pick }) => `こどもと いっしょに ${pick(ACTS)}に いきたいです。ほじょきんは ありますか`,
  ({ pick, number }) => `メールはinfo${number(5_000)}@example.comです。${pick(ACTS)}の件でお願いします。`,
  () => "ありがとうございます。助かりました！",
  () => "承知しました。またご連絡ください。",
];

export function talk(corpus: Corpus, count: number): Said[] {
  const next = randomNumbers(42);
  const number = (below: number) => Math.floor(next() * below);
  const pick: Draw = (from) => from[number(from.length)]!;
  const asked = questions();
  const written = corpus.passages.flatMap(({ text }) => text.split(/(?<=。)\n?|\n/u)).filter((text) => text.length > 7);
  return Array.from({ length: count }, (_, at): Said => {
    const own = () => pick(OWN)({ pick, number }, at);
    const kind = next();
    if (kind < 0.45)
      return { author: "resident", text: next() < 0.5 ? pick(asked) : own() + (next() < 0.3 ? pick(asked) : "") };
    if (kind < 0.8) return { author: "person", text: own() + (next() < 0.5 ? own() : pick(written)) };
    return { author: "desk", text: `${pick(written)}${pick(written)}` };
  });
}

/** Of all notes and question sets. */
function questions(): string[] {
  const folders = [
    "knowledge",
    "test/questions",
    ...readdirSync("knowledge", { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => join("knowledge", name)),
  ];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .sort()
      .map((name) => join(folder, name)),
  );
  const lines = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== ""),
  );
  const asked = lines.flatMap((line) => {
    const { question = [], questions = [] } = JSON.parse(line) as { question?: string; questions?: string[] };
    return [question, questions].flat();
  });
  return [...new Set(asked)].filter((text) => text !== "");
}

function words(text: string): string[] {
  return text.split(" ");
}
