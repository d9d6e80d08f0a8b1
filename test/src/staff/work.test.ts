import { describe, expect, test } from "vitest";
import { peerOf } from "../../../src/ports/staff.ts";
import type { MessageId, StaffSaying } from "../../../src/records.ts";
import { staffApologised } from "../../../src/staff/work.ts";
import { GUEST, HARA, latest, MORI, ROOM, servedStaff, withCase } from "./served-staff.ts";

const QUESTION = "小平市の協働とは何ですか";
const ALONE = { channel: "DHARA", thread: "1.1" };
const THREAD = { channel: ROOM, thread: "2.1" };
const kinds = (sayings: readonly StaffSaying[]) =>
  sayings.map((saying) => (saying.kind === "post" ? saying.post.what : saying.kind));

describe("words for the desk", () => {
  test("are looked up where they were said: by a mention, and in a talk with the desk alone", async () => {
    const staff = await servedStaff();
    expect(await staff.says(HARA, THREAD, QUESTION, { isMention: true })).toEqual({ kind: "answered" });
    const [row] = await staff.rows();
    expect(row).toMatchObject({ peer: peerOf.place(THREAD), causeEvent: undefined });
    expect(row?.sayings).toMatchObject([{ kind: "finding", isPrivate: false, reply: { outcome: "answer" } }]);
    await staff.says(GUEST, ALONE, QUESTION, { isDirect: true });
    expect(kinds(await staff.sayings())).toEqual(["finding"]);
  });

  test("go on in the thread of a look-up without a mention, until somebody else speaks there", async () => {
    const staff = await servedStaff();
    await staff.event(
      {
        ...{ kind: "said", by: HARA.id, place: THREAD, message: THREAD.thread, text: QUESTION },
        ...{ isMention: true, callsOthers: false, isDirect: false },
      },
      peerOf.place(THREAD),
    );
    await staff.rows();
    expect(await staff.says(HARA, THREAD, "じゃあ国立市は？")).toEqual({ kind: "answered" });
    expect(kinds(await staff.sayings())).toEqual(["finding"]);
    expect(await staff.says(MORI, THREAD, "なるほど")).toEqual({ kind: "silent", why: "among-staff" });
    expect(await staff.says(HARA, THREAD, "そうなんです")).toEqual({ kind: "silent", why: "among-staff" });
    expect(await staff.rows()).toEqual([]);
  });

  test("do not go on there where they call somebody else, nor from then on, nor with a picture alone", async () => {
    const staff = await servedStaff();
    const asked = { kind: "said", by: HARA.id, place: THREAD, message: THREAD.thread, text: QUESTION } as const;
    await staff.event({ ...asked, isMention: true, callsOthers: false, isDirect: false }, peerOf.place(THREAD));
    await staff.rows();
    const among = { kind: "silent", why: "among-staff" };
    expect(await staff.says(HARA, THREAD, "")).toEqual(among);
    expect(await staff.says(HARA, THREAD, "じゃあ国立市は？")).toEqual({ kind: "answered" });
    expect(await staff.says(HARA, THREAD, "森さん、見てください", { callsOthers: true })).toEqual(among);
    expect(await staff.says(HARA, THREAD, "急ぎです")).toEqual(among);
    expect(await staff.says(HARA, THREAD, QUESTION, { isMention: true })).toEqual({ kind: "answered" });
  });

  test("are looked up in the thread of a case where the desk is mentioned, for staff alone", async () => {
    const staff = await withCase();
    const place = await staff.carded(staff.on);
    await staff.rows();
    const before = await staff.lineRows();
    await staff.says(HARA, place, QUESTION, { isMention: true });
    const rows = await staff.rows();
    expect(rows.map(({ peer }) => peer)).toEqual([peerOf.case(staff.number)]);
    // Who mentioned the desk once talks with colleagues all the same.
    expect(await staff.says(HARA, place, "締切はいつですか")).toEqual({ kind: "silent", why: "among-staff" });
    expect(await staff.lineRows()).toBe(before);
  });
});

test("whatever staff say in threads, nothing of it is on its way to a resident", async () => {
  const staff = await withCase();
  const place = await staff.carded(staff.on);
  await staff.presses(HARA, { act: "take", number: staff.number }, place);
  const before = await staff.lineRows();
  const words = [
    "了解です",
    "この人は怒っています",
    "/send はい",
    `受付${staff.number}番に返信して`,
    "<!channel> 見て",
    "",
  ];
  const places = [place, THREAD, ALONE, { channel: ROOM, thread: undefined }];
  const ways = [{}, { isMention: true }, { isDirect: true }];
  for (const text of words) {
    for (const at of places) for (const way of ways) await staff.says(HARA, at, text, way);
  }
  for (const by of [HARA, MORI]) {
    await staff.presses(by, { act: "take", number: staff.number }, place);
    await staff.presses(by, { act: "release", number: staff.number }, place);
  }
  expect(await staff.lineRows()).toBe(before);
  expect(staff.person.reads()).toBe("");
  for (const { channel, sayings } of await staff.rows()) {
    expect(channel).toBe("slack");
    for (const { kind } of sayings) expect(["finding", "post"]).toContain(kind);
  }
});

describe("a button on a case", () => {
  test("takes it for a member, which shows itself on the card", async () => {
    const staff = await withCase();
    await staff.posts();
    expect(await staff.presses(HARA, { act: "take", number: staff.number })).toEqual({ kind: "silent", why: "done" });
    expect(await latest(staff.desk, staff)).toMatchObject({ state: "with-person", assignee: HARA.id });
    expect((await staff.posts()).map(({ what }) => what)).toEqual(["card", "event"]);
    const [entry] = await staff.desk.within(({ audit }) => audit.latest(1));
    expect(entry).toMatchObject({ actor: HARA.id, act: "case-take", subject: `case ${staff.number}` });
    expect(await staff.desk.within((records) => records.staff.get(HARA.id))).toMatchObject({ name: HARA.name });
  });

  test.each(["take", "release", "reopen"] as const)(
    "does not %s it for who is no member, who is told in private",
    async (act) => {
      const staff = await withCase();
      await staff.posts();
      await staff.presses(GUEST, { act, number: staff.number });
      expect(await staff.posts()).toEqual([
        { what: "whisper", staff: GUEST.id, place: { channel: ROOM, thread: undefined }, say: { kind: "not-member" } },
      ]);
      expect(await latest(staff.desk, staff)).toMatchObject({ state: "waiting" });
    },
  );

  test("is for one: who comes second is told who has it, and a second press of the first is nothing", async () => {
    const staff = await withCase();
    const { number } = staff;
    await staff.presses(HARA, { act: "take", number });
    await staff.posts();
    await staff.presses(MORI, { act: "take", number });
    expect(await staff.whispers()).toEqual([{ kind: "taken", number, staff: HARA.id }]);
    expect(await staff.presses(HARA, { act: "take", number })).toEqual({ kind: "silent", why: "done" });
    expect(await staff.posts()).toEqual([]);
  });

  test("is answered in private where that is seen, and not under a card of which nobody reads the thread", async () => {
    const staff = await withCase();
    const { number } = staff;
    const aside = { channel: ROOM, thread: undefined };
    const at = { place: await staff.carded(staff.on), aside, isPrivate: false };
    await staff.posts();
    await staff.event({ kind: "pressed", by: GUEST.id, press: { act: "take", number }, at }, peerOf.case(number));
    const say = { kind: "not-member" };
    expect(await staff.posts()).toEqual([{ what: "whisper", staff: GUEST.id, place: aside, say }]);
  });

  test("that is not legal any more says so, and one of no case says that it is gone", async () => {
    const staff = await withCase();
    const { number } = staff;
    await staff.posts();
    await staff.presses(HARA, { act: "release", number });
    await staff.presses(HARA, { act: "take", number: 99 as never });
    await staff.presses(HARA, undefined);
    expect(await staff.whispers()).toEqual([
      { kind: "illegal", number, move: "release", state: "waiting" },
      { kind: "gone" },
      { kind: "unknown-button" },
    ]);
  });

  test("does not open a closed one while another of the same person is open: who presses is told", async () => {
    const staff = await withCase();
    const { number, desk } = staff;
    await desk.staff((work, records) => work.close(records, number, HARA.id, "solved"));
    await staff.person.writes("もう一度人と話したい");
    expect((await staff.person.latestCase()).number).not.toBe(number);
    await staff.posts();
    await staff.presses(MORI, { act: "reopen", number });
    expect(await staff.whispers()).toEqual([{ kind: "illegal", number, move: "reopen", state: "closed" }]);
    expect(await latest(desk, staff)).toMatchObject({ state: "closed" });
  });

  test("does not open one of whose person nothing is kept any more", async () => {
    const staff = await withCase({ profile: { retentionDays: 1 } });
    const { number, desk } = staff;
    await desk.staff((work, records) => work.close(records, number, HARA.id, "solved"));
    await desk.passes(2 * 86_400_000);
    expect(await staff.person.conversation()).toBeUndefined();
    await staff.posts();
    await staff.presses(HARA, { act: "reopen", number });
    expect(await staff.posts()).toMatchObject([{ what: "whisper", say: { kind: "illegal", move: "reopen" } }]);
  });

  test("on somebody's own page shows the page anew, whoever was faster", async () => {
    const staff = await withCase();
    const { number } = staff;
    const at = { place: undefined, aside: undefined, isPrivate: false };
    const press = { act: "take", number } as const;
    const pages = async () => (await staff.posts()).filter(({ what }) => what === "home");
    await pages();
    for (const { id } of [HARA, MORI]) {
      await staff.event({ kind: "pressed", by: id, press, at }, peerOf.case(number));
      expect(await pages()).toEqual([{ what: "home", staff: id, isMember: true }]);
    }
    await staff.presses(HARA, { act: "release", number });
    expect(await pages()).toEqual([]);
  });

  test("opens a closed one again, of which the resident is told", async () => {
    const staff = await withCase();
    await staff.desk.staff((work, records) => work.close(records, staff.number, HARA.id, "solved"));
    staff.person.reads();
    await staff.presses(MORI, { act: "reopen", number: staff.number });
    expect(await latest(staff.desk, staff)).toMatchObject({ state: "with-person", assignee: MORI.id });
    expect(staff.person.reads()).toContain("もう一度開きました");
  });
});

describe("an answer that could not be delivered", () => {
  test("is sent again by its button, and only while it is held or given up", async () => {
    let isFull = false;
    const staff = await withCase({ delivery: () => (isFull ? { kind: "no-quota" } : { kind: "sent" }) });
    const { desk, number } = staff;
    await staff.presses(HARA, { act: "take", number });
    isFull = true;
    const { message } = await desk.staff((work, records) => work.answer(records, number, HARA.id, "お答えします"));
    expect(await desk.within(({ outbox }) => outbox.ofMessage(message!))).toMatchObject({ state: "held" });
    await staff.posts();
    isFull = false;
    await staff.presses(GUEST, { act: "again", number, message: message! });
    expect(await staff.whispers()).toEqual([{ kind: "not-member" }]);
    await staff.presses(HARA, { act: "again", number, message: message! });
    const said = await staff.posts();
    expect(said).toContainEqual({ what: "message", number, message });
    expect(said).toContainEqual(expect.objectContaining({ what: "whisper", say: { kind: "sent-again", number } }));
    const trail = await desk.within(({ audit }) => audit.latest(5));
    expect(trail).toContainEqual(expect.objectContaining({ act: "outbox-again", actor: HARA.id }));
    expect(staff.person.reads()).toContain("お答えします");
    await staff.presses(HARA, { act: "again", number, message: message! });
    await staff.presses(HARA, { act: "again", number, message: "none" as MessageId });
    expect(await staff.whispers()).toEqual([
      { kind: "nothing-to-send", number },
      { kind: "nothing-to-send", number },
    ]);
  });
});

describe("a button under an answer", () => {
  async function found() {
    const staff = await servedStaff();
    await staff.says(HARA, THREAD, QUESTION, { isMention: true });
    const [finding] = await staff.sayings();
    if (finding?.kind !== "finding") throw new Error("nothing was found");
    return { staff, answer: finding.answer };
  }
  test("compares for all where all see it, and for the presser alone where nobody else does", async () => {
    const { staff, answer } = await found();
    await staff.presses(GUEST, { act: "compare", answer: answer! }, THREAD);
    expect(await staff.sayings()).toMatchObject([{ kind: "finding", reply: { outcome: "compare" } }]);
    const at = { place: THREAD, aside: THREAD, isPrivate: true };
    const press = { act: "compare", answer: answer! } as const;
    await staff.event({ kind: "pressed", by: HARA.id, press, at }, peerOf.place(THREAD));
    expect(await staff.whispers()).toMatchObject([{ kind: "finding", isPrivate: true }]);
  });
  test("keeps one city, and is rated in private", async () => {
    const { staff, answer } = await found();
    await staff.presses(HARA, { act: "keep-city", answer: answer!, city: "kunitachi" as never }, THREAD);
    expect(kinds(await staff.sayings())).toEqual(["finding"]);
    await staff.presses(HARA, { act: "helpful", answer: answer!, isHelpful: true }, THREAD);
    expect(await staff.whispers()).toEqual([{ kind: "thanks", isHelpful: true }]);
  });
  test("shares it with the channel in which it stands", async () => {
    const staff = await servedStaff();
    const view = await staff.room.view(HARA, { view: "finding", text: QUESTION });
    if (view.view !== "finding") throw new Error("nothing was found");
    await staff.presses(HARA, { act: "share", answer: view.finding.answer! }, { channel: ROOM, thread: undefined });
    expect(await staff.sayings()).toMatchObject([{ kind: "finding", isPrivate: false }]);
  });
  test("of an answer that is gone says so", async () => {
    const staff = await servedStaff();
    await staff.presses(HARA, { act: "compare", answer: "none" as MessageId });
    await staff.presses(HARA, { act: "share", answer: "none" as MessageId });
    expect(await staff.whispers()).toEqual([{ kind: "gone" }, { kind: "gone" }]);
  });
});

test("somebody's own page is shown when it is opened, and again when the own city was chosen there", async () => {
  const staff = await servedStaff();
  const peer = peerOf.person(HARA.id);
  await staff.event({ kind: "home-opened", by: HARA.id }, peer);
  const home = { what: "home", staff: HARA.id, isMember: true };
  expect(await staff.posts()).toEqual([home]);
  const press = { act: "home-city", city: "kodaira" as never } as const;
  await staff.event(
    { kind: "pressed", by: HARA.id, press, at: { place: undefined, aside: undefined, isPrivate: false } },
    peer,
  );
  expect(await staff.posts()).toEqual([home]);
  expect(await staff.desk.within((records) => records.staff.get(HARA.id))).toMatchObject({ city: "kodaira" });
});

describe("a message of staff that was changed", () => {
  async function sent() {
    const staff = await withCase();
    const place = await staff.carded(staff.on);
    const source = { channel: ROOM, message: "3.3" };
    const answer = { number: staff.number, text: "お答えします", quote: undefined, correcting: undefined, source };
    await staff.room.submit(HARA, { id: "V1", form: "send", ...answer });
    await staff.desk.settle();
    await staff.posts();
    return { staff, place, source };
  }
  test("after it was sent is told in the thread of its case, once for each change", async () => {
    const { staff, place, source } = await sent();
    const end = await staff.event({ kind: "changed", ...source, isDeleted: false }, peerOf.place(place));
    expect(end).toEqual({ kind: "answered" });
    staff.desk.clock.advance(1);
    await staff.event({ kind: "changed", ...source, isDeleted: true }, peerOf.place(place));
    const rows = await staff.rows();
    expect(rows.map(({ peer }) => peer)).toEqual([peerOf.case(staff.number), peerOf.case(staff.number)]);
    const posts = rows.flatMap(({ sayings }) => sayings).map((saying) => saying.kind === "post" && saying.post);
    expect(posts).toMatchObject([
      { what: "recall", number: staff.number, isDeleted: false },
      { what: "recall", number: staff.number, isDeleted: true },
    ]);
    expect(new Set(posts.map((post) => post && post.what === "recall" && post.at)).size).toBe(2);
  });
  test("but never sent is theirs, and one of the desk's own is no message of staff", async () => {
    const { staff, place } = await sent();
    const peer = peerOf.place(place);
    const theirs = { kind: "changed", channel: ROOM, message: "4.4", isDeleted: false } as const;
    expect(await staff.event(theirs, peer)).toEqual({ kind: "silent", why: "among-staff" });
    const own = { ...theirs, message: place.thread! };
    expect(await staff.event(own, peer)).toEqual({ kind: "silent", why: "own" });
    expect(await staff.rows()).toEqual([]);
  });
});

test("what is passed over keeps its reason", async () => {
  const staff = await servedStaff();
  const peer = peerOf.place(THREAD);
  expect(await staff.event({ kind: "silent", why: "other-bot" }, peer)).toEqual({ kind: "silent", why: "other-bot" });
  expect(await staff.event({ kind: "unknown", name: "reaction" }, peer)).toEqual({
    kind: "silent",
    why: "unknown-kind",
  });
});

describe("after an event that could not be worked", () => {
  const apology = async (incoming: Parameters<typeof staffApologised>[3]) => {
    const staff = await servedStaff();
    const now = staff.desk.clock.now();
    await staff.desk.within((records) => staffApologised(staff.house, records, {} as never, incoming, now));
    return staff.whispers();
  };
  const TO_NOBODY = { callsOthers: false, isDirect: false };
  const said = { kind: "said", by: HARA.id, place: THREAD, message: "m", text: "", ...TO_NOBODY } as const;
  test("who asked or pressed is told", async () => {
    expect(await apology({ ...said, isMention: true })).toEqual([{ kind: "failed" }]);
    const at = { place: THREAD, aside: THREAD, isPrivate: true };
    expect(await apology({ kind: "pressed", by: HARA.id, press: undefined, at })).toEqual([{ kind: "failed" }]);
  });
  test("who spoke to others is not, nor anybody where nobody knows what it was", async () => {
    expect(await apology({ ...said, isMention: false })).toEqual([]);
    expect(await apology(undefined)).toEqual([]);
  });
});
