/**
 * What LINE tells no program: settings that somebody has to look at, with where they stand, what they must be and why.
 *
 * Names are those of the Japanese LINE Official Account Manager and LINE Developers Console.
 */

interface ChecklistItem {
  readonly name: string;
  readonly must: string;
  readonly where: string;
  readonly why: string;
}

const ANSWERS = "LINE Official Account Manager「設定」→「応答設定」";
const MESSAGING = "LINE Developersコンソール「Messaging API設定」タブ";

const CHECKLIST: readonly ChecklistItem[] = [
  {
    name: "応答メッセージ",
    must: "オフ",
    where: ANSWERS,
    why: "オンだと、決まり文句の自動返信が、この窓口の返事と並んで届きます。",
  },
  {
    name: "あいさつメッセージ",
    must: "オフ",
    where: ANSWERS,
    why: "友だち追加のあいさつと、個人情報の扱いの説明は、この窓口が送ります。",
  },
  {
    name: "Webhook",
    must: "オン",
    where: ANSWERS,
    why: "オフだと、市民のことばがこの窓口に届きません。",
  },
  {
    name: "チャット",
    must: "オフ",
    where: ANSWERS,
    why: "オンだと、職員がLINEの画面から書いた返事が、この窓口の記録に残りません。",
  },
  {
    name: "Webhookの再送",
    must: "オン",
    where: MESSAGING,
    why: "窓口が止まっていた間のことばを、LINEがあとで届け直します。同じことばが二度届いても、返事は一度です。",
  },
  {
    name: "グループ・複数人トークへの参加を許可する",
    must: "オフ（グループで使うときだけオン）",
    where: "LINE Official Account Manager「設定」→「アカウント設定」→「トークへの参加」",
    why: "オンだと、だれでもこの窓口をグループに入れられます。窓口は名指しされたときだけ答え、相談は受けません。",
  },
  {
    name: "チャネルアクセストークン（長期）",
    must: "発行したものを、この窓口に設定する",
    where: MESSAGING,
    why: "短期のものは30日までに切れて、窓口が止まります。発行し直したら、窓口の設定も替えて起動し直します。",
  },
];

/** Lines to print. */
export function checklistLines(): string[] {
  return CHECKLIST.flatMap(({ name, must, where, why }) => [
    `  □ ${name}：${must}`,
    `    場所　${where}`,
    `    理由　${why}`,
  ]);
}
