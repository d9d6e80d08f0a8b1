import { describe, expect, test } from "vitest";
import { MOST_FILE_BYTES } from "../../../src/conversation/unreadable.ts";
import type { Fetched, Incoming } from "../../../src/ports/channel.ts";
import { conversationWords, STICKER_SENT } from "../../../src/reply/conversation.ts";
import { type ServedDeskOptions, servedDesk } from "../../fixtures/served-desk.ts";

const { ja, en } = conversationWords;
type Unreadable = Extract<Incoming, { kind: "unreadable" }>;
const KINDS = ["sticker", "image", "video", "audio", "file", "location", "other"] as const;
const CONTENT = new Uint8Array([1, 2, 3]);
const TOO_LARGE =
  "申し訳ありません。10MBより大きいものは受け取れません。小さくして送るか、内容を文字で書いてください。";

const of = (what: Unreadable["what"], changes: Partial<Unreadable> = {}): Unreadable => ({
  kind: "unreadable",
  message: `m-${what}`,
  what,
  fileName: what === "file" ? "申込書.pdf" : "",
  bytes: 3,
  isFetchable: what === "image" || what === "video" || what === "audio" || what === "file",
  ...changes,
});

/** Somebody with an open case, and which contents the channel was asked for. */
async function withCase(content: Fetched = { kind: "fetched", content: CONTENT }, options: ServedDeskOptions = {}) {
  const asked: string[] = [];
  const desk = await servedDesk({
    ...options,
    content(message) {
      asked.push(message);
      return content;
    },
  });
  const person = desk.resident();
  await person.writes("人と話したい");
  const { number } = await person.latestCase();
  person.reads();
  const take = () => desk.staff((work, records) => work.byStaff(records, number, "hara", { kind: "take" }));
  return { desk, person, number, asked, take };
}

describe("without a case", () => {
  test.each(KINDS)("a %s is answered kindly, and nothing of it is fetched or kept", async (what) => {
    const asked: string[] = [];
    const desk = await servedDesk({
      content(message) {
        asked.push(message);
        return { kind: "gone" };
      },
    });
    const person = desk.resident();
    await person.writes("こんにちは");
    const orPerson = ["image", "video", "audio", "file"].includes(what) ? `\n${ja.orPerson}` : "";
    expect(await person.sends(of(what))).toBe(`${ja.unreadable[what]}${orPerson}`);
    expect([asked, desk.files.size]).toEqual([[], 0]);
    const here = (await person.conversation())!;
    expect(await desk.within(({ messages }) => messages.byChannelId(here.id, `m-${what}`))).toBeUndefined();
  });

  test("it is answered in the language that was chosen, or of the latest question", async () => {
    const person = (await servedDesk()).resident();
    await person.writes("What is collaboration in Kodaira?");
    expect(await person.sends(of("image"))).toBe(`${en.unreadable.image}\n${en.orPerson}`);
  });

  test("a person is offered only where somebody takes cases", async () => {
    const none = (await servedDesk({ profile: { caseWay: "none" } })).resident();
    await none.writes("こんにちは");
    expect(await none.sends(of("image"))).toBe(ja.unreadable.image);
    const some = (await servedDesk()).resident();
    await some.writes("こんにちは");
    await some.sends(of("image"));
    expect(await some.presses(ja.buttons.person)).toContain("ご相談（1番）");
    await some.presses("相談を取り下げる");
    await some.sends({ ...of("image"), message: "m-again" });
    expect(await some.writes("お願いします")).toContain("ご相談（2番）");
  });

  test.each(KINDS)("a %s in a group is nobody's business", async (what) => {
    expect(await (await servedDesk()).resident("group:G1").sends(of(what))).toBe("");
  });
});

describe("in an open case", () => {
  test.each(["image", "file"] as const)("a %s is fetched and kept, and added to the case", async (what) => {
    const { desk, person, number, asked } = await withCase();
    expect(await person.sends(of(what))).toBe(ja.unreadable.kept);
    expect(asked).toEqual([`m-${what}`]);
    const here = (await person.conversation())!;
    const [[id, content] = []] = desk.files;
    expect(content).toEqual(CONTENT);
    const { message, media, events } = await desk.within(async (records) => ({
      message: await records.messages.byChannelId(here.id, `m-${what}`),
      media: await records.media.get(id!),
      events: await records.cases.events(number),
    }));
    expect(message).toMatchObject({ author: "resident", media: id, text: of(what).fileName });
    expect(media).toMatchObject({ conversation: here.id, type: "image/jpeg", bytes: 3, name: of(what).fileName });
    expect(events.at(-1)).toMatchObject({ move: "resident-writes", message: message?.id });
  });

  test.each(["sticker", "audio", "location", "other"] as const)("a %s is answered as ever", async (what) => {
    const { person, asked } = await withCase();
    expect(await person.sends(of(what))).toBe(ja.unreadable[what]);
    expect(asked).toEqual([]);
  });

  test("a video is refused with what to do instead", async () => {
    const { person, asked } = await withCase();
    expect(await person.sends(of("video"))).toBe(ja.unreadable.noVideo);
    expect(asked).toEqual([]);
  });

  test("what the channel tells to be too large is refused unfetched", async () => {
    const { person, asked } = await withCase();
    expect(await person.sends(of("file", { bytes: MOST_FILE_BYTES + 1 }))).toBe(TOO_LARGE);
    expect(asked).toEqual([]);
    expect(await person.sends(of("file", { message: "m2", bytes: MOST_FILE_BYTES }))).toBe(ja.unreadable.kept);
  });

  test("what turns out to be too large while it is fetched is refused", async () => {
    const { desk, person } = await withCase({ kind: "too-large" });
    expect(await person.sends(of("image", { bytes: undefined }))).toBe(TOO_LARGE);
    expect(desk.files.size).toBe(0);
  });

  test.each(["gone", "failed"] as const)("what is %s as it is fetched is asked for once more", async (kind) => {
    const { desk, person } = await withCase({ kind });
    expect(await person.sends(of("image"))).toBe(ja.unreadable.failed);
    expect(desk.files.size).toBe(0);
  });

  test("what the channel cannot hand out is asked for otherwise", async () => {
    const { person, asked } = await withCase();
    expect(await person.sends(of("image", { isFetchable: false }))).toBe(ja.unreadable.failed);
    expect(asked).toEqual([]);
  });

  test("nothing is fetched where people answer by their own ways", async () => {
    const { desk, person, asked } = await withCase(undefined, { profile: { caseWay: "contact" } });
    expect(await person.sends(of("image"))).toBe(ja.unreadable.image);
    expect([asked, desk.files.size]).toEqual([[], 0]);
  });

  test("a file that was fetched for a case which closed meanwhile is not left behind", async () => {
    const desk = await servedDesk({
      content() {
        const closing = desk.within((records) => desk.casework.close(records, 1 as never, "hara", "solved"));
        closings.push(closing);
        return { kind: "fetched", content: CONTENT };
      },
    });
    const closings: Promise<unknown>[] = [];
    const person = desk.resident();
    await person.writes("人と話したい");
    person.reads();
    expect(await person.sends(of("image"))).toContain(ja.unreadable.image);
    await Promise.all(closings);
    expect(await person.latestCase()).toMatchObject({ state: "closed" });
    expect(desk.files.size).toBe(0);
  });
});

describe("while a person has the case", () => {
  test("what is kept is passed on in silence", async () => {
    const { desk, person, number, take } = await withCase();
    await take();
    await desk.staff((work, records) => work.answer(records, number, "hara", "写真を送ってください"));
    person.reads();
    expect(await person.sends(of("image"))).toBe("");
    expect(await person.latestCase()).toMatchObject({ state: "with-person" });
    expect(desk.files.size).toBe(1);
  });

  test("a sticker is passed on as one, while what a person will never see is told", async () => {
    const { desk, person, take } = await withCase({ kind: "failed" });
    await take();
    expect(await person.sends(of("sticker"))).toBe("");
    const { conversation, number } = await person.latestCase();
    const [latest] = await desk.within(({ messages }) => messages.latest(conversation, 1));
    expect(latest).toMatchObject({ author: "resident", text: STICKER_SENT });
    const events = await desk.within(({ cases }) => cases.events(number));
    expect(events.at(-1)).toMatchObject({ move: "resident-writes", message: latest?.id });
    expect(await person.sends(of("image"))).toBe(ja.unreadable.failed);
    expect(await person.sends(of("video"))).toBe(ja.unreadable.noVideo);
    expect(await person.sends(of("audio"))).toBe(ja.unreadable.audio);
  });
});
