import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openStore } from "../../../adapters/store/open.ts";
import type { CityId } from "../../../src/model.ts";
import { conversationWords } from "../../../src/reply/conversation.ts";
import { everythingIn, type Resident, type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const { ja, "ja-easy": easy, en } = conversationWords;
const OPEN = "自治会も市と協働できますか";
const DAY_MS = 86_400_000;

/** Somebody who has read the first contact. */
async function known(desk: ServedDesk, peer?: string): Promise<Resident> {
  const person = desk.resident(peer);
  await person.writes("こんにちは");
  return person;
}
const cityOf = async (person: Resident) => (await person.conversation())?.city;
const languageOf = async (person: Resident) => (await person.conversation())?.language;
const lastBundle = ({ seen }: Resident) => {
  const last = seen.at(-1)?.saying;
  return last?.kind === "bundle" ? last.reply : undefined;
};

describe("the city", () => {
  test("that is pressed answers the open question and stays chosen", async () => {
    const person = await known(await servedDesk());
    expect(await person.writes(OPEN)).toBe("市によって書かれていることがちがいます。どの市についてお調べしますか。");
    expect(person.offers()).toContain("小平市");
    await person.presses("小平市");
    expect(lastBundle(person)).toMatchObject({ outcome: "answer", matter: { city: "kodaira" } });
    expect(await cityOf(person)).toBe("kodaira");
    await person.writes("協働とは何ですか");
    expect(lastBundle(person)).toMatchObject({ outcome: "answer", matter: { city: "kodaira" } });
  });

  test.each(["小平市", "小平市です", "小平市にして", "小平市で", "小平に住んでいます", "Kodaira"])(
    "that is written as %j answers the open question as the button does",
    async (words) => {
      const person = await known(await servedDesk());
      await person.writes(OPEN);
      await person.writes(words);
      expect(lastBundle(person)).toMatchObject({ outcome: "answer", matter: { city: "kodaira" } });
      expect(await cityOf(person)).toBe("kodaira");
    },
  );

  test.each([
    ["小平市", "小平市についてお調べします。知りたいことを書いてください。"],
    ["小平市にして", "小平市についてお調べします。知りたいことを書いてください。"],
    ["switch to Kodaira please", "The desk now answers about Kodaira. Please write what you would like to know."],
  ])("is chosen by %j where nothing was asked before", async (words, said) => {
    const person = await known(await servedDesk());
    expect(await person.writes(words)).toBe(said);
    expect(await cityOf(person)).toBe("kodaira");
  });

  test("whose bare name follows a question is asked the same, once", async () => {
    const person = await known(await servedDesk());
    await person.writes("国立市にして");
    await person.writes("協働とは何ですか");
    expect(lastBundle(person)).toMatchObject({ outcome: "answer", matter: { city: "kunitachi" } });
    const first = lastBundle(person)?.lead;
    await person.writes("小平市");
    expect(lastBundle(person)).toMatchObject({ outcome: "answer", matter: { city: "kodaira" } });
    expect(lastBundle(person)?.lead).not.toBe(first);
    expect(await cityOf(person)).toBe("kunitachi");
  });

  test("whose name stands within a question changes nothing of what was chosen", async () => {
    const person = await known(await servedDesk());
    await person.writes("国立市にして");
    await person.writes("小平市の協働とは何ですか");
    expect(lastBundle(person)).toMatchObject({ matter: { city: "kodaira" } });
    expect(await cityOf(person)).toBe("kunitachi");
  });

  test("whose folder was removed is spoken of kindly, and nothing else is lost", async () => {
    const desk = await servedDesk();
    const person = await known(desk);
    await person.writes("やさしい日本語で");
    await person.writes("日本語で");
    await person.writes("小平市の協働とは何ですか");
    const here = (await person.conversation())!;
    await desk.within(({ conversations }) => conversations.save({ ...here, city: "atlantis" as CityId }));
    const read = await person.writes("小平市の協働の原則は何ですか");
    expect(read.startsWith(`${ja.cityGone}\n`)).toBe(true);
    expect(lastBundle(person)).toMatchObject({ matter: { city: "kodaira" } });
    expect(person.buttons().map(({ label }) => label)).toContain("国分寺市");
    const after = await person.conversation();
    expect(after).toMatchObject({ city: undefined, language: "ja" });
    expect(after?.state).toContain("小平市の協働とは何ですか");
    expect(await person.writes("小平市の協働の原則は何ですか")).not.toContain(ja.cityGone);
  });

  test("whose folder was removed is still told of after silence", async () => {
    const desk = await servedDesk();
    const person = await known(desk);
    await person.writes("人と話したい");
    const { number } = await person.latestCase();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    const here = (await person.conversation())!;
    await desk.within(({ conversations }) => conversations.save({ ...here, city: "atlantis" as CityId }));
    expect(await person.writes("いつになりますか")).toBe("");
    expect(await person.pressesRaw({ act: "choose-city" })).toContain(ja.cityGone);
  });

  test("of an old button, whose folder was removed, cannot be chosen", async () => {
    const person = await known(await servedDesk());
    expect(await person.pressesRaw({ act: "city", city: "atlantis" as CityId })).toBe(ja.cityGone);
    expect([await cityOf(person), person.offers().includes("小平市")]).toEqual([undefined, true]);
  });

  test("can be chosen anew from a list", async () => {
    const person = await known(await servedDesk());
    expect(await person.writes("市を変えたい")).toBe(ja.chooseCity);
    expect(await person.pressesRaw({ act: "choose-city" })).toBe(ja.chooseCity);
    await person.presses("日野市");
    expect(await cityOf(person)).toBe("hino");
  });
});

describe("the language", () => {
  test("is followed until it is chosen, holds then, and can be changed back", async () => {
    const person = await known(await servedDesk());
    expect(await person.writes("What is collaboration in Kodaira?")).toContain("Article 3");
    expect(await languageOf(person)).toBeUndefined();
    expect(await person.writes("English please")).toBe(en.languageChosen);
    expect(await person.writes("小平市の協働とは何ですか")).toContain("Article 3");
    expect(await person.writes("やさしい日本語で")).toBe(easy.languageChosen);
    expect(lastBundle(person)).toBeUndefined();
    await person.writes("小平市の協働とは何ですか");
    expect(lastBundle(person)?.language).toBe("ja-easy");
    expect(await person.writes("日本語で")).toBe(ja.languageChosen);
    await person.writes("What is collaboration in Kodaira?");
    expect(lastBundle(person)?.language).toBe("ja");
    expect(await languageOf(person)).toBe("ja");
  });

  test("is chosen from a list of names in each own language", async () => {
    const person = await known(await servedDesk());
    expect(await person.writes("言葉を変えて")).toBe(ja.chooseLanguage);
    expect(person.offers()).toEqual(["日本語", "やさしい 日本語（にほんご）", "English"]);
    expect(await person.presses("English")).toBe(en.languageChosen);
  });

  test("does not change by a question about English documents", async () => {
    const person = await known(await servedDesk());
    await person.writes("英語の資料はありますか");
    expect(await languageOf(person)).toBeUndefined();
  });
});

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
async function deskOnDisk() {
  const dataDir = mkdtempSync(join(tmpdir(), "madoguchi-records-"));
  folders.push(dataDir);
  const store = await openStore({ dataDir, chance: testChance() });
  const desk = await servedDesk({ store, content: () => ({ kind: "fetched", content: new Uint8Array([1, 2, 3]) }) });
  return { desk, store, everything: () => everythingIn(dataDir) };
}

const PEER = "user:U-leaves-no-trace";
const OWN_WORDS = "宇宙船もぐら号の燃料は何ですか";
const PHOTO = {
  kind: "unreadable",
  message: "photo",
  what: "image",
  fileName: "もぐら号.jpg",
  bytes: 3,
  isFetchable: true,
} as const;

describe("a resident's records", () => {
  test("are shown as they are kept", async () => {
    const desk = await servedDesk();
    const person = await known(desk);
    await person.writes("小平市にして");
    desk.clock.advance(2 * DAY_MS);
    await person.writes("協働とは何ですか");
    await person.writes("人と話したい");
    const read = await person.writes("わたしの記録を見せて");
    const lines = read.split("\n");
    expect(lines[0]).toBe("この窓口にある、あなたの記録です。");
    expect(lines).toContain("・はじめてのやりとり：2026年11月20日");
    expect(lines).toContain("・えらんだ市：小平市");
    expect(lines).toContain("・ご相談：1件");
    expect(lines).toContain("・写真やファイル：0件");
    expect(lines).toContain("・11月20日 あなた：小平市にして");
    expect(lines).toContain("・11月22日 あなた：協働とは何ですか");
    expect(lines).toContain("・11月22日 あなた：わたしの記録を見せて");
    expect(read).toContain("「わたしの記録を消して」");
  });

  test("that were unsent are not counted or shown", async () => {
    const person = await known(await servedDesk());
    await person.sends({ kind: "text", message: "gone", text: OWN_WORDS, isMentioned: false });
    await person.sends({ kind: "unsend", message: "gone" });
    const read = await person.writes("わたしの記録を見せて");
    expect(read).not.toContain("もぐら号");
    // こんにちは with its answer, the answer to what was unsent, and this wish.
    expect(read).toContain("・メッセージ：4件");
    expect(read).not.toContain("あなた：\n");
  });

  test.each([
    ["わたしの記録を消して", "はい"],
    ["わたしの 記録（きろく）を 消（け）して", "消（け）して ください"],
    ["Delete my records", "Yes"],
  ])("that %j asks to erase go after %j", async (wish, yes) => {
    const person = await known(await servedDesk());
    expect(await person.writes(wish)).toMatch(/よろしいですか|いいですか|Are you sure/u);
    expect(person.offers()).toHaveLength(2);
    expect(await person.writes(yes)).toMatch(/消しました|消（け）しました|were deleted/u);
    expect(await person.conversation()).toBeUndefined();
  });

  test("stay after a no, by button or by word, and a later yes erases nothing", async () => {
    const person = await known(await servedDesk());
    await person.writes("わたしの記録を消して");
    expect(await person.writes("いいえ")).toBe(ja.records.kept);
    await person.writes("はい");
    expect(await person.conversation()).toBeDefined();
    await person.writes("わたしの記録を消して");
    expect(await person.presses("消さない")).toBe(ja.records.kept);
    expect(await person.conversation()).toBeDefined();
  });

  test("stay where something else was said or pressed instead of yes", async () => {
    const person = await known(await servedDesk());
    await person.writes("わたしの記録を消して");
    const read = await person.writes("小平市の協働とは何ですか");
    expect(read.startsWith(`${ja.records.kept}\n`)).toBe(true);
    await person.writes("はい");
    await person.writes("わたしの記録を消して");
    expect(await person.writes("もう死にたい")).not.toContain(ja.records.kept);
    await person.writes("わたしの記録を消して");
    await person.presses("役に立った");
    await person.writes("はい");
    expect(await person.conversation()).toBeDefined();
  });

  test("stay where the yes comes a day later", async () => {
    const desk = await servedDesk();
    const person = await known(desk);
    await person.writes("わたしの記録を消して");
    desk.clock.advance(86_400_001);
    await person.writes("はい");
    expect((await person.conversation())?.state).not.toContain("erasure");
    expect(await person.writes("わたしの記録を見せて")).toContain("わたしの記録を消して");
  });

  test("are gone from every table and from the files, while the trail keeps that it happened and old events are known", async () => {
    const { desk, store, everything } = await deskOnDisk();
    const person = desk.resident(PEER);
    await person.sends({ kind: "text", message: "first", text: OWN_WORDS, isMentioned: false }, "old-event");
    await person.writes("小平市の協働とは何ですか");
    await person.presses("役に立たなかった");
    await person.writes("人と話したい");
    await person.sends(PHOTO);
    const { number, conversation } = await person.latestCase();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await desk.staff((work, records) => work.answer(records, number, "hara", "もぐら号の件、うかがいました"));
    await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
    await person.presses("解決した");
    await person.writes("もぐら号が飛びました");
    for (const trace of ["もぐら号", PEER, conversation]) expect(everything()).toContain(trace);
    expect(desk.files.size).toBe(1);
    await person.writes("わたしの記録を消して");
    expect(await person.presses("消す")).toBe(ja.records.erased);
    for (const trace of ["もぐら号", PEER, conversation, "小平市の協働", "人と話したい"]) {
      expect(everything()).not.toContain(trace);
    }
    expect(desk.files.size).toBe(0);
    const { inbox, audit } = await desk.within(async (records) => ({
      inbox: await records.inbox.receive(
        "line",
        [{ eventId: "old-event", peer: PEER as never, raw: "{}", occurredAt: 1, replyToken: "t" }],
        desk.clock.now(),
        () => "new",
      ),
      audit: await records.audit.latest(10),
    }));
    expect(inbox).toEqual({ taken: 0, repeated: 1 });
    expect(audit[0]).toMatchObject({ actor: "resident", act: "records-erased", subject: "" });
    expect(await person.conversation()).toBeUndefined();
    await store.close();
  });

  test("of another resident stay", async () => {
    const desk = await servedDesk();
    const other = await known(desk, "user:U2");
    const person = await known(desk);
    await person.writes("わたしの記録を消して");
    await person.writes("はい");
    expect(await other.conversation()).toBeDefined();
    expect(await other.writes("わたしの記録を見せて")).toContain("こんにちは");
  });

  test("begin anew with the first contact", async () => {
    const person = await known(await servedDesk());
    await person.writes("わたしの記録を消して");
    await person.writes("はい");
    expect(await person.writes("こんにちは")).toContain("https://city.example.jp/privacy");
  });
});

describe("with an open case the wish for erasure becomes the desk's task", () => {
  async function wished() {
    const desk = await servedDesk({ content: () => ({ kind: "fetched", content: new Uint8Array([1]) }) });
    const person = desk.resident();
    await person.writes("人と話したい");
    await person.sends(PHOTO);
    await person.writes("わたしの記録を消して");
    expect(await person.writes("はい")).toBe(ja.records.eraseWithCase);
    const { number, wishesErasure } = await person.latestCase();
    expect([wishesErasure, desk.files.size]).toEqual([true, 1]);
    return { desk, person, number };
  }

  test("and once staff close it, all is erased and the resident told so", async () => {
    const { desk, person, number } = await wished();
    const done = await desk.staff((work, records) => work.close(records, number, "hara", "solved"));
    for (const id of done.filesGone) desk.files.delete(id);
    expect([done.told, person.reads(), desk.files.size]).toEqual(["queued", ja.records.erased, 0]);
    expect(await person.conversation()).toBeUndefined();
    const audit = await desk.within((records) => records.audit.latest(10));
    expect(audit.map(({ act }) => act)).toEqual(["records-erased", "case-close"]);
  });

  test("and once the resident withdraws it", async () => {
    const { desk, person } = await wished();
    expect(await person.presses("相談を取り下げる")).toBe(ja.records.erased);
    expect([await person.conversation(), desk.files.size]).toEqual([undefined, 0]);
  });

  test("and once it closes by itself", async () => {
    const { desk, person, number } = await wished();
    await desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
    await desk.staff((work, records) => work.answer(records, number, "hara", "いかがでしょうか"));
    await desk.passes(11 * DAY_MS);
    person.reads();
    await desk.passes(3 * DAY_MS);
    expect(person.reads()).toBe(ja.records.erased);
    expect([await person.conversation(), desk.files.size]).toEqual([undefined, 0]);
  });
});

test("in a group records are spoken of with one person alone", async () => {
  const desk = await servedDesk();
  const group = desk.resident("group:G1");
  for (const wish of ["わたしの記録を見せて", "わたしの記録を消して"]) {
    expect(await group.mentions(wish)).toBe(ja.group.onlyAlone);
  }
  expect(await group.mentions("はい")).not.toContain(ja.records.erased);
  expect(await group.conversation()).toBeDefined();
});
