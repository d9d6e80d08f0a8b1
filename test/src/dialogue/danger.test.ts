import { describe, expect, test } from "vitest";
import { tellsDanger } from "../../../src/dialogue/danger.ts";

describe("a wish to die is heard", () => {
  test.each([
    "死にたい",
    "もう死にたいです。",
    "しにたい",
    "シニタイ",
    "しにたく なりました",
    "死（し）にたいです",
    "死んでしまいたい",
    "死んだほうがましです",
    "死ぬしかないと思っています",
    "自殺したい",
    "自殺を考えています",
    "じさつ したいです",
    "遺書を書きました",
    "生きているのがつらい",
    "いきているのが つらいです",
    "生（い）きて いたく ないです",
    "消えてしまいたい",
    "いなくなりたい",
    "屋上から飛び降ります",
    "首をつろうと思っています",
    "手首を切りました",
    "薬をたくさん飲んでしまいました",
    "くすりを たくさん のみました",
    "I want to die",
    "i wanna die",
    "I'm going to kill myself",
    "I am suicidal",
    "I don't want to live anymore",
    "I don’t want to live anymore",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(true));
});

describe("violence is heard", () => {
  test.each([
    "夫に殴られました",
    "夫（おっと）に なぐられました",
    "なぐられた",
    "たたかれて います",
    "蹴られました",
    "刺されました",
    "襲われています",
    "脅されています",
    "おどされて います",
    "殺されそうです",
    "ころされる",
    "殺してやる",
    "子どもを叩いてしまいます",
    "首を絞められた",
    "夫が暴力を振るいます",
    "夫（おっと）が 暴力（ぼうりょく）を ふるいます",
    "暴力を受けています",
    "虐待されている子がいます",
    "刃物を持った人がいます",
    "ナイフを もった ひとが います",
    "ストーカーに追われています",
    "My husband hits me",
    "I am being beaten",
    "He has a knife",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(true));
});

describe("a body in danger is heard of", () => {
  test.each([
    "意識がありません",
    "いしきが ありません",
    "意識（いしき）が ありません",
    "おじいさんの意識がない",
    "呼びかけても反応がない",
    "声をかけても起きません",
    "息をしていません",
    "いきを していません",
    "息（いき）が できません",
    "胸が苦しいです",
    "人が倒れています",
    "ひとが たおれて います",
    "お年寄りが急に倒れました",
    "子どもが倒れました",
    "血が止まりません",
    "ちが とまりません",
    "血（ち）が たくさん 出（で）て います",
    "あたまから ちが でて います",
    "子どもが溺れています",
    "川に子どもが落ちました",
    "喉に餅が詰まりました",
    "救急車を呼んでください",
    "きゅうきゅうしゃを よんで ください",
    "車にひかれました",
    "子どもがけいれんしています",
    "Someone is unconscious",
    "He is not breathing",
    "I can’t breathe",
    "Please call an ambulance",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(true));
});

describe("a fire is heard of", () => {
  test.each([
    "火事です",
    "火事だ！",
    "かじです",
    "火が出ています",
    "火（ひ）が 出（で）て います",
    "会場で火が出ました",
    "煙が上がっています",
    "けむりが でて います",
    "家が燃えています",
    "いえが もえて います",
    "ガスのにおいがします",
    "The building is on fire",
    "There's a fire in the kitchen",
    "I smell gas",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(true));
});

describe("a danger is heard amid words of activities", () => {
  test.each([
    "活動がつらくて死にたいです",
    "活動のしすぎで死にたい",
    "市の事業のせいでもう死にたいです。助けてください",
    "活動がつらい\n死にたい\n助けて",
    "ボランティアの人が倒れて意識がありません",
    "ボランティアの教室で子どもが倒れました！",
    "防災訓練中に人が倒れた",
    "教室で火が出ています",
    "研修で上司に殴られました",
    "事業の最中です。血が止まりません",
    "A participant collapsed at our workshop",
    "Someone is unconscious at our training",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(true));
});

describe("work against danger is none", () => {
  test.each([
    "自殺予防の活動をしたい",
    "自殺を防ぐ電話相談の会をつくりたい",
    "死にたい人を支える活動をしたい",
    "自殺を考えている人の支援をするボランティア",
    "火災訓練を市と協働でしたい",
    "火事に備える訓練",
    "火事だと思って動く訓練をしたい",
    "火の用心の夜回りをしています",
    "防火のポスターを作りたい",
    "救急車を呼ぶ訓練をしたい",
    "救急講習を開きたい",
    "消防団と協働できますか",
    "虐待防止の啓発をする団体です",
    "暴力を受けている人の支援活動をしたい",
    "殴られた子どもを助けるボランティア",
    "暴力団は協働の相手になれますか",
    "暴力をなくす会",
    "命を守る活動",
    "いのちの電話のような活動",
    "殺処分ゼロを目指す会",
    "活動中に人が倒れたときの保険はありますか",
    "火が出た場合の責任はだれにありますか",
    "We run a suicide prevention hotline",
    "Our group offers first aid training",
    "Is there a project for people who want to die?",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(false));
});

describe("words that hold the letters of a danger are none", () => {
  test.each([
    "公園に死角があります",
    "必死に活動しています",
    "死ぬまで現役で活動したい",
    "しにせの店",
    "わたしに たいせつな ことは なんですか",
    "ひのしに たいして いけんを いいたい",
    "道に倒れた看板があります",
    "老朽化した塀が倒れそうです",
    "壁に殴り書きがあります",
    "たたき台はだれが作りますか",
    "橋の命名を市民で決めたい",
    "助言は受けられますか",
    "補助は受けられますか",
    "活動は続けられますか",
    "切り捨てられますか",
    "血縁のない人も入れますか",
    "血の通った行政",
    "うちの まちが たくさん でて きます",
    "気持ちが出ている言葉",
    "今のところされていない活動",
    "刺しゅうの会です",
    "包丁研ぎの会",
    "意識が高い市民",
    "市民の意識がない",
    "意識調査はありますか",
    "息の長い活動",
    "胸を張って活動したい",
    "川に落ち葉がたまっています",
    "川に落ちたごみを拾いたい",
    "自転車にはどこで乗れますか",
    "意欲に燃えています",
    "カレーの匂いが好きです",
    "ボランティアを呼びかけても人が集まりません",
    "市に提案したのに反応がない",
    "団体に声をかけても返事がありません",
    "記録が消えてしまいました",
    "家事を手伝う会",
    "参加費が出ています",
    "ガス会社と協働できますか",
    "What is the deadline?",
    "",
  ])("%s", (text) => expect(tellsDanger(text)).toBe(false));
});

test("it is looked for in the first 1,000 units, and however long the text is, at once", () => {
  expect(tellsDanger(`${"あ".repeat(900)}。死にたいです`)).toBe(true);
  for (const letters of ["川に", "のどに", "人が", "協働", " ", "活動死"]) {
    expect(tellsDanger(letters.repeat(50_000))).toBe(false);
  }
});
