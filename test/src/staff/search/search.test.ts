import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../../adapters/store/open.ts";
import type { Store } from "../../../../src/ports/store.ts";
import type { DeskId, MessageId, Peer } from "../../../../src/records.ts";
import { wantedIn } from "../../../../src/staff/search/query.ts";
import { searched, takenUp } from "../../../../src/staff/search/search.ts";
import type { Tokenizer } from "../../../../src/text/tokenize.ts";
import { message, newCase } from "../../../adapters/store/sample.ts";
import { delivered } from "../../../fixtures/served-desk.ts";

const DESK = "kodaira" as DeskId;
/** By id; each was said later than the one before it. */
const SAID: Readonly<Record<string, string>> = {
  grant: "市民活動団体の補助金に申し込みたいのですが、締切はいつですか。042-346-9508の髙橋です",
  kana: "ほじょきんの しめきりを おしえて ください",
  child: "こどもの ゴミ拾いを手伝っています。LINEで連絡ください",
  walk: "西東京市から歩いて行きました。山田花子です",
  online: "オンラインセミナーの会場は元気村です",
  amount: "補助金額を知りたいです",
  joint: "協働事業の募集はまだですか",
  chair: "電動車椅子で行けますか",
};

let store: Store;
let tokenizer: Tokenizer;
beforeAll(async () => {
  ({ tokenizer } = await delivered());
  store = await openStore({ dataDir: ":memory:", chance: { uuid: () => crypto.randomUUID() } });
  await store.within(DESK, async (records) => {
    const { id } = await records.conversations.ensure("line", "user:U1" as Peer, 1, () => "c1");
    for (const [at, [name, text]] of Object.entries(SAID).entries()) {
      const author = name === "walk" ? "person" : "resident";
      await records.messages.add(message(name, id, { text, author, at }));
    }
    await records.cases.open(newCase(id));
  });
  while (await takenUp(store, DESK, tokenizer));
});

const look = (typed: string, { limit = 20, withoutResidents = false } = {}) =>
  store.within(DESK, (records) => searched(records, wantedIn(typed), tokenizer, { limit, withoutResidents }));
const names = async (typed: string) => (await look(typed)).map(({ message }) => message.id);

describe("a search finds", () => {
  test.each([
    ["a word, the newest first", "補助金", ["amount", "kana", "grant"]],
    ["a part of a word", "補助", ["amount", "kana", "grant"]],
    ["kanji by their reading, also within a word", "ほじょきん", ["amount", "kana", "grant"]],
    ["a word that the lexicon knows and the dictionary does not, by its reading", "きょうどう", ["joint"]],
    ["what is behind such a word", "じぎょう", ["joint"]],
    ["one kanji within a word", "車", ["chair"]],
    ["one kana", "ナ", ["online"]],
    ["all of several words", "補助金　締切", ["kana", "grant"]],
    ["a word however it is inflected", "申し込む", ["grant"]],
    ["a word without the kana inside", "申込", ["grant"]],
    ["hiragana for katakana", "ごみ", ["child"]],
    ["kana for kanji and the other way round", "子ども", ["child"]],
    ["letters whatever their size and width", "ＬＩＮＥ", ["child"]],
    ["a name that is in no dictionary", "元気村", ["online"]],
    ["a name in kana", "やまだはなこ", ["walk"]],
    ["a name in another kanji", "高橋", ["grant"]],
    ["a number and a part of it", "042-346", ["grant"]],
    ["a part of a long foreign word", "セミナー", ["online"]],
    ["a phrase word for word", "「補助金に申し込み」", ["grant"]],
    ['a phrase in "quotation marks" and a word besides', '"のしめ" ほじょ', []],
    ["no phrase of which only the words are there", "「締切の補助金」", []],
    ["nothing for a word that is not there", "量子", []],
    ["nothing for homophones", "共同補助", []],
  ])("%s: %s", async (_, typed, expected) => expect(await names(typed)).toEqual(expected));
});

test("what was found is marked in the text as it reads, with widths made one", async () => {
  const [hit] = await look("補助金 髙橋 ＬＩＮＥ".replace(" ＬＩＮＥ", ""));
  const { text, spans } = hit!.found;
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["補助金", "髙橋"]);
});

test("residents' words are left out where they are not for staff", async () => {
  expect((await look("山田", { withoutResidents: true })).map(({ message }) => message.id)).toEqual(["walk"]);
  expect(await look("補助金", { withoutResidents: true })).toEqual([]);
});

test("no more are read than are shown", async () => {
  expect((await look("補助金", { limit: 1 })).map(({ message }) => message.id)).toEqual(["amount"]);
});

test("what was taken back is not found any more, and what was changed is found as it reads now", async () => {
  const own = await openStore({ dataDir: ":memory:", chance: { uuid: () => crypto.randomUUID() } });
  const find = async (typed: string) => {
    while (await takenUp(own, DESK, tokenizer));
    const hits = await own.within(DESK, (records) =>
      searched(records, wantedIn(typed), tokenizer, { limit: 9, withoutResidents: false }),
    );
    return hits.map(({ message: { id } }) => id);
  };
  const conversation = await own.within(DESK, async (records) => {
    const { id } = await records.conversations.ensure("line", "user:U1" as Peer, 1, () => "c1");
    await records.cases.open(newCase(id));
    await records.messages.add(message("m1", id, { text: "鍵を失くしました", channelMessage: "x1" }));
    return id;
  });
  expect(await find("鍵")).toEqual(["m1"]);
  await own.within(DESK, ({ messages }) => messages.edit("m1" as MessageId, "傘を失くしました"));
  expect([await find("鍵"), await find("傘")]).toEqual([[], ["m1"]]);
  await own.within(DESK, ({ messages }) => messages.unsend(conversation, "x1", 5));
  expect(await find("傘")).toEqual([]);
});

describe("what is typed is read as", () => {
  test.each([
    ["words parted by spaces and commas", "補助金　締切、いつ", [false, false, false]],
    ["phrases in brackets before words", "締切 「補助金の」 『市の』", [true, true, false]],
    ["nothing where there is no letter", "、。「」 !?", []],
    ["each word once", "市 市 ＡＢ ab", [false, false]],
  ])("%s", (_, typed, kinds) => expect(wantedIn(typed).map(({ isPhrase }) => isPhrase)).toEqual(kinds));
});
