/**
 * Notices what kind of thing is asked for (a price, a date, a telephone number …) and whether a passage holds one.
 *
 * 「公募事業でもらえるお金の上限は？」 finds the passage on that scheme by every word; only that no amount stands in it
 * tells that it is no answer.
 */

interface Thing {
  readonly asked: RegExp;
  readonly held: RegExp;
}

const THINGS: readonly Thing[] = [
  {
    asked:
      /いくら(?!でも|か(?!か))|(?:限度|最高|最大|補助|助成|予算|年)額|上限(?!なく|なし)|何割|半分(?:ずつ)?(?:出|もらえ|補助)|何(?:円|万)|値段|料金|利用料|手数料|単価|補助率|(?:会費|謝礼|費用|お金)は(?:いくら|どのくらい|何円)|how much (?:money|does|is|do|can|will|would)|how many yen|amount|\bfees?\b|price|budget/iu,
    held: /[\d一二三四五六七八九十百千]\s*(?:円|万|千円)|無料|有料/u,
  },
  {
    asked:
      /(?:締|〆)め?切|しめきり|しめ切|期日|(?:申請|応募|申込|申し込み|提出|募集|受付|受け付け)の?期限|(?:申請|応募|申込|申し込み|提出|募集|受付|受け付け|もうしこみ|ぼしゅう).{0,6}いつまで|(?:今年|ことし|来年|今年度|次|つぎ|今度|今月|来月)(?:度|は|の).{0,12}(?:いつ|日程|募集|予定|開催|やる|ある)|(?<!何年|なん年)(?:何月|なん月)(?!から)|何日|なん日|日にち|いつスタート|日時|日程|スケジュール|deadline|due date|this year|next (?:year|time|month)|what date|when is the next/iu,
    held: /\d\s*月\s*\d|まで(?:に)?(?:提出|応募|申)|締切|期限|期間/u,
  },
  {
    asked:
      /電話(?!で|が(?:あ|来)|に(?:出|対)|口)|でんわ(?!で)|\bTEL\b|連絡先|内線|ファ(?:ッ)?クス|ふぁっくす|FAX|メール(?:アドレス|は|で)|e-?mail|phone|call number|contact (?:number|detail)/iu,
    held: /\d{2,4}[-－ー‐]\d{2,4}[-－ー‐]\d{3,4}|@|連絡先|電話/u,
  },
  {
    asked:
      /何時|なんじ|なん時|開館|閉館|営業時間|受付時間|利用時間|(?:土|日|祝)(?:曜|日)|土日|週末|夜間?(?:も|は|に)|休館|休み|やすみ|あいて(?:る|い|ま)|開いて(?:る|い|ま)|定休|opening hours|open on|what time|closed on|weekend/iu,
    held: /\d\s*時|午前|午後|曜|休館|開館/u,
  },
  {
    asked:
      /様式|申請書|申込書|応募用紙|用紙|書式|ひな(?:形|型)|記入例|企画書|(?:要|必要|いる)(?:な)?書類|何を出せば|テンプレート|フォーマット|ダウンロード|application form|template|download/iu,
    held: /様式|書式|用紙|ひな/u,
  },
  {
    asked: /URL|リンク|ホームページのアドレス|サイトのアドレス|\blink to the\b|web ?address/iu,
    held: /https?:|www\./iu,
  },
  {
    asked:
      /名簿|(?:委員長|座長)は|(?:委員|担当者|課長|部長|市長|センター長|職員|担当の方|会長|代表)(?:さん)?(?:の(?:お)?名前|の氏名|は(?:誰|だれ|どなた))|お名前|氏名|who is the (?:mayor|head|chair|person)|names? of the (?:staff|member|mayor|head)/iu,
    held: /委員名簿|氏名/u,
  },
  {
    asked:
      /(?<![てで])いくつ(?:あ(?:る|り)|くらい|ぐらい|いる|ですか|[?？]|$)|何(?:人|名|団体|件|社|台|世帯|軒|割|パーセント|%|ヶ所|か所|箇所|校)|なん(?:にん|だんたい|けん)|(?:人|件|団体|法人|会員|参加者|登録|加入|利用者|職員)数|定員|倍率|割合|採択(?:率|数)|how many|number of|percentage/iu,
    held: /[\d二三四五六七八九十百]\s*(?:人|名|団体|件|社|割|%|箇所|か所|校|組|法人|つ|[。、])|約\s*\d|[①②③④⑤]|・/u,
  },
  {
    asked:
      /住所は(?:どこ|[?？]|$)|住所(?:を|も|$)|所在地|場所はどこ|最寄り?駅|アクセス|行き方|地図|駐車場|address(?! (?:the|this|these|issue|problem))|nearest station|how (?:do I|to) get (?:to|there)|parking/iu,
    held: /\d-\d|丁目|番地|内に?(?:設置|ある)|駅|に設置|に開設/u,
  },
];

/** 「第20条」「2026年度」「方針3」: whoever names a number asks for that one. */
const NUMBERED = /(?:第\s*)?(\d+)\s*(?:条|章)|第\s*(\d+)\s*(?:期|次|回|節|号)|(?<!\d)(20\d\d)\s*年|方針\s*(\d+)/gu;

/** A number that the question names stands in none of the texts shown. */
export function numberMissing(question: string, passage: string): boolean {
  const held = passage.normalize("NFKC");
  const numbers = [...question.normalize("NFKC").matchAll(NUMBERED)].map(
    (m) => m.slice(1).find((n) => n !== undefined)!,
  );
  return numbers.some(
    (number) => !new RegExp(`(?<!\\d)${number}(?!\\d)`, "u").test(held) && !hasEra(held, Number(number)),
  );
}

/** 平成30年 is 2018. */
function hasEra(text: string, year: number): boolean {
  if (year < 1900) return false;
  return text.includes(`平成${year - 1988}年`) || text.includes(`令和${year - 2018}年`);
}

/** `0`: nothing of the kind is asked for; `1`: the passage holds one of what is asked for; `-1`: it holds none. */
export function thingHeld(question: string, passage: string | undefined): -1 | 0 | 1 {
  const asked = THINGS.filter((thing) => thing.asked.test(question));
  if (asked.length === 0) return 0;
  const whole = passage?.normalize("NFKC") ?? "";
  return asked.some(({ held }) => held.test(whole)) ? 1 : -1;
}
