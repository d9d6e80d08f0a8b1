import { describe, expect, test } from "vitest";
import { MOST_FILE_BYTES } from "../../../../src/conversation/unreadable.ts";
import type { CityId } from "../../../../src/model.ts";
import type { PostContent } from "../../../../src/ports/staff.ts";
import type { OutboxSettlement } from "../../../../src/ports/store.ts";
import type { CaseNumber, Media, MessageId, Whisper } from "../../../../src/records.ts";
import { DAY_MS, HARA, MORI, type StaffedDesk, type StaffedDeskOptions, staffedDesk } from "../staffed-desk.ts";

type Shown<What extends PostContent["what"]> = Extract<PostContent, { what: What }>;

const NOTICE: StaffedDeskOptions = { settings: { content: "notice" } };
const PHOTO = new Uint8Array([0xff, 0xd8, 0xff]);

const named = ({ within }: StaffedDesk) =>
  within(({ staff }) => staff.save({ id: HARA, name: "原", city: undefined, seenAt: 1 }));

const shown = async (desk: StaffedDesk, number: CaseNumber, message: MessageId) =>
  (await desk.read({ what: "message", number, message })) as Shown<"message"> | undefined;

describe("a message of a resident", () => {
  test("is shown with its words, and without fate or name", async () => {
    const desk = await staffedDesk();
    const on = await desk.caseOf("a");
    const { id } = await desk.said(on, { text: "延ばせますか" });
    expect(await shown(desk, on.number, id)).toEqual({
      what: "message",
      number: on.number,
      message: expect.objectContaining({ id, text: "延ばせますか" }),
      isWordless: false,
      staffName: undefined,
      assignee: undefined,
      fate: undefined,
      media: undefined,
      file: undefined,
    });
  });

  test("names who has the case, for the resident waits for that person; an answer names nobody", async () => {
    const desk = await staffedDesk();
    const on = await desk.caseOf("a");
    await desk.takenBy(HARA, on.number);
    const answer = await desk.answeredBy(HARA, on.number, "お答えします");
    const { id } = await desk.said(on, { text: "もう一つ" });
    expect((await shown(desk, on.number, id))?.assignee).toBe(HARA);
    expect((await shown(desk, on.number, answer))?.assignee).toBeUndefined();
  });

  test("is nothing to be shown once it was unsent or cut, or where it is of another case", async () => {
    const desk = await staffedDesk();
    const [on, other] = [await desk.caseOf("a"), await desk.caseOf("b")];
    const [unsent, cut] = [await desk.said(on, { channelMessage: "m1" }), await desk.said(other)];
    expect(await shown(desk, other.number, unsent.id)).toBeUndefined();
    expect(await shown(desk, on.number, unsent.id)).toBeDefined();
    await desk.within(({ messages }) => messages.unsend(on.conversation, "m1", desk.clock.now()));
    expect(await shown(desk, on.number, unsent.id)).toBeUndefined();
    expect(await shown(desk, other.number, cut.id)).toBeDefined();
    await desk.within(({ messages }) => messages.cut(other.conversation, desk.clock.now() + 1));
    expect(await shown(desk, other.number, cut.id)).toBeUndefined();
    expect(await shown(desk, on.number, "none" as MessageId)).toBeUndefined();
  });

  async function withPhoto(options: StaffedDeskOptions = {}, of: Partial<Media> = {}) {
    const desk = await staffedDesk(options);
    const on = await desk.caseOf("a");
    const media: Media = {
      ...{ id: "photo", conversation: on.conversation, type: "image/jpeg", bytes: 3, name: "窓口.jpg", at: 1 },
      ...of,
    };
    await desk.within((records) => records.media.add(media));
    desk.files.set("photo", PHOTO);
    const { id } = await desk.said(on, { text: "", media: "photo" });
    return { desk, on, id, media };
  }

  test("brings its file", async () => {
    const { desk, on, id, media } = await withPhoto();
    expect(await shown(desk, on.number, id)).toMatchObject({ media, file: PHOTO });
  });
  test("names a file that is too large, and one that is gone, without it", async () => {
    const large = await withPhoto({}, { bytes: MOST_FILE_BYTES + 1 });
    expect(await shown(large.desk, large.on.number, large.id)).toMatchObject({ media: large.media, file: undefined });
    const gone = await withPhoto({}, { bytes: MOST_FILE_BYTES });
    gone.desk.files.clear();
    expect(await shown(gone.desk, gone.on.number, gone.id)).toMatchObject({ media: gone.media, file: undefined });
  });
  test("is told of without words, name and file where only a notice is wanted", async () => {
    const { desk, on, id } = await withPhoto(NOTICE);
    const words = await desk.said(on, { text: "ひみつ" });
    const [photo, text] = [await shown(desk, on.number, id), await shown(desk, on.number, words.id)];
    expect(photo).toMatchObject({ isWordless: true, media: undefined, file: undefined });
    expect(text).toMatchObject({ isWordless: true, message: { text: "" } });
    expect(JSON.stringify([photo, text])).not.toMatch(/ひみつ|窓口/u);
  });
});

describe("an answer of a person", () => {
  async function answered(options: StaffedDeskOptions = {}) {
    const desk = await staffedDesk(options);
    await named(desk);
    const on = await desk.caseOf("a");
    await desk.takenBy(HARA, on.number);
    const answer = () => desk.answeredBy(HARA, on.number, "延ばせます");
    const stop = () =>
      desk.within(async ({ conversations }) => {
        const here = (await conversations.get(on.conversation))!;
        await conversations.save({ ...here, isStopped: true });
      });
    return { desk, on, answer, stop };
  }
  const settle = ({ within, clock }: StaffedDesk, to: OutboxSettlement) =>
    within(async ({ outbox }) => {
      const [row] = await outbox.claim(clock.now(), 1_000, 1);
      await outbox.settle(row!, to);
    });

  test.each<[string, OutboxSettlement | undefined, object]>([
    ["waits until it is sent", undefined, { kind: "waiting" }],
    ["is sent", { state: "sent", reason: "push", sentAt: 1 }, { kind: "sent" }],
    ["is held with its reason", { state: "held", reason: "no-quota" }, { kind: "held", reason: "no-quota" }],
    ["is given up with its reason", { state: "dead", reason: "too-old" }, { kind: "dead", reason: "too-old" }],
  ])("%s", async (_, to, fate) => {
    const { desk, on, answer } = await answered();
    const message = await answer();
    if (to !== undefined) await settle(desk, to);
    const content = await shown(desk, on.number, message);
    expect(content).toMatchObject({ staffName: "原", message: { text: "延ばせます" } });
    expect(content?.fate).toEqual(fate);
  });

  test("stays sent when its row is long gone", async () => {
    const { desk, on, answer } = await answered();
    const message = await answer();
    await settle(desk, { state: "sent", reason: "push", sentAt: 1 });
    await desk.within(({ outbox }) => outbox.deleteBefore(desk.clock.now() + DAY_MS));
    expect((await shown(desk, on.number, message))?.fate).toEqual({ kind: "sent" });
  });

  test("is told to be undeliverable where the resident had gone", async () => {
    const { desk, on, answer, stop } = await answered();
    await stop();
    expect((await shown(desk, on.number, await answer()))?.fate).toEqual({ kind: "stopped" });
  });

  test("is shown also where no word of the resident is", async () => {
    const { desk, on, answer } = await answered(NOTICE);
    expect(await shown(desk, on.number, await answer())).toMatchObject({
      isWordless: true,
      message: { text: "延ばせます" },
      fate: { kind: "waiting" },
    });
  });

  test("that was changed later is told of, as long as it is kept", async () => {
    const { desk, on, answer } = await answered();
    const message = await answer();
    const recall = { what: "recall", number: on.number, message, isDeleted: true, at: 1 } as const;
    expect(await desk.read(recall)).toEqual({ what: "recall", number: on.number, message, isDeleted: true });
    await desk.acts((work, records) => work.erase(records, on.number, HARA));
    expect(await desk.read(recall)).toBeUndefined();
  });
});

describe("a line of the record", () => {
  async function recorded(options: StaffedDeskOptions = {}) {
    const desk = await staffedDesk(options);
    await named(desk);
    const { number } = await desk.caseOf("a");
    await desk.takenBy(HARA, number);
    await desk.acts((work, records) => work.byStaff(records, number, HARA, { kind: "note", text: "折り返し済み" }));
    await desk.acts((work, records) => work.byStaff(records, number, HARA, { kind: "hand-on", to: MORI }));
    await desk.acts((work, records) => work.byStaff(records, number, MORI, { kind: "hand-on", to: HARA }));
    const event = async (index: number) =>
      (await desk.read({ what: "event", number, index })) as Shown<"event"> | undefined;
    return { desk, event };
  }
  test.each<[string, number, object]>([
    ["tells that the case began, by nobody of the staff", 0, { event: { move: "open" }, actorName: undefined }],
    ["names who did it", 1, { event: { move: "take" }, actorName: "原", toName: undefined }],
    ["shows a note", 2, { event: { move: "note", text: "折り返し済み" }, actorName: "原", toName: undefined }],
    ["names to whom it was handed on", 3, { event: { move: "hand-on" }, actorName: "原", toName: "U0MORI" }],
    ["and who handed it on", 4, { event: { move: "hand-on" }, actorName: "U0MORI", toName: "原" }],
  ])("%s", async (_, index, expected) => {
    const { event } = await recorded();
    expect(await event(index)).toMatchObject({
      what: "event",
      isWordless: false,
      opening: { kind: "open" },
      ...expected,
    });
  });
  test("comes with the case as it is now, without words where only a notice is wanted", async () => {
    const { event } = await recorded(NOTICE);
    expect(await event(2)).toMatchObject({
      isWordless: true,
      event: { text: "折り返し済み" },
      on: { state: "with-person", assignee: HARA, asked: "", open: [] },
    });
    expect((await (await recorded()).event(2))?.on.asked).not.toBe("");
  });
  test("that does not stand there is nothing", async () => {
    const { desk, event } = await recorded();
    expect(await event(5)).toBeUndefined();
    expect(await desk.read({ what: "event", number: 99 as CaseNumber, index: 0 })).toBeUndefined();
  });
});

test("the figures of a day are read when they are shown", async () => {
  const desk = await staffedDesk();
  await desk.caseOf("a");
  expect(await desk.read({ what: "summary", day: "2026-11-16" })).toMatchObject({
    what: "summary",
    summary: { day: "2026-11-16", opened: 1, waiting: 1 },
  });
});

test.each<[string, Whisper, string | undefined]>([
  ["somebody else has the case", { kind: "taken", number: 1 as CaseNumber, staff: HARA }, "原"],
  ["a city is remembered", { kind: "home-city", city: "hino" as CityId }, undefined],
])("who is told in private that %s reads it as it is, with the name that it needs", async (_, say, staffName) => {
  const desk = await staffedDesk();
  await named(desk);
  const content = await desk.read({ what: "whisper", staff: MORI, place: undefined, say });
  expect(content).toEqual({ what: "whisper", say, staffName });
});
