import { describe, expect, test } from "vitest";
import type { CityId } from "../../../../src/model.ts";
import type { Person, ReplyView, StaffView, Submission } from "../../../../src/ports/staff.ts";
import { peerOf } from "../../../../src/ports/staff.ts";
import type { MessageId } from "../../../../src/records.ts";
import { conversationWords } from "../../../../src/reply/conversation.ts";
import type { StaffSettings } from "../../../../src/staff/house.ts";
import { DAY_MS, HOUR_MS } from "../../handoff/case-sample.ts";
import { GUEST, HARA, latest, MORI, ROOM, type ServedStaffOptions, servedStaff, withCase } from "../served-staff.ts";

const { ja, en } = conversationWords;
const QUESTION = "小平市の協働とは何ですか";
type Staff = Awaited<ReturnType<typeof withCase>>;

async function replied(staff: Staff, by = HARA, correcting?: MessageId): Promise<ReplyView> {
  const view = await staff.room.view(by, { view: "reply", number: staff.number, correcting });
  if (view.view !== "reply") throw new Error(`the window shows ${JSON.stringify(view)}`);
  return view;
}
const refusal = (view: StaffView) => (view.view === "refusal" ? view.say : view.view);

let windows = 0;
/** A window sent off, of an id of its own unless told. */
async function submits(
  { room, desk, number }: Staff,
  by: Person,
  form: { readonly form: Submission["form"]; readonly id?: string } & Readonly<Record<string, unknown>>,
) {
  windows += 1;
  const whole = { id: `V${windows}`, number, ...form };
  const answering = { quote: undefined, correcting: undefined, source: undefined };
  const isAnswer = form.form === "reply" || form.form === "send";
  const done = await room.submit(by, { ...(isAnswer ? answering : {}), ...whole } as Submission);
  await desk.settle();
  return done;
}
const DONE = { kind: "done" };

describe("the window of an answer", () => {
  test("suggests what the guidelines say to what stayed open, with its quotation", async () => {
    const view = await replied(await withCase());
    expect(view).toMatchObject({
      language: "ja",
      sender: "原",
      isSuggested: true,
      isQuoted: true,
      correcting: undefined,
    });
    expect(view.text).toContain("協働");
    expect(view.quotation?.source).toContain("小平市");
    expect(view.cost).toEqual({
      left: undefined,
      isLimited: true,
      isStopped: false,
      isOnPage: false,
      isPrivate: false,
    });
  });

  test("suggests in the language that the resident chose, to what was written last", async () => {
    const staff = await withCase();
    await staff.person.sends({ kind: "press", press: { act: "language", language: "en" } });
    await staff.presses(HARA, { act: "take", number: staff.number });
    await staff.person.writes("国立市の自治会は市と協働できますか");
    const view = await replied(staff);
    expect(view).toMatchObject({ language: "en", isSuggested: true });
    expect(view.text).toMatch(/^[\p{ASCII}\p{P}]+$/u);
  });

  test("suggests nothing where the guidelines answer nothing, and where words are not read here", async () => {
    const unknown = await replied(await withCase({}, ["宇宙船の燃料は何ですか", "人と話したい"]));
    expect(unknown).toMatchObject({ text: "", isSuggested: false, quotation: undefined, isQuoted: false });
    expect(await replied(await withCase({ profile: { caseWay: "contact" } }))).toMatchObject({ isSuggested: false });
  });

  test("suggests nothing that a person has answered already", async () => {
    const staff = await withCase();
    await submits(staff, HARA, { form: "send", text: "お答えします" });
    expect(await replied(staff)).toMatchObject({ text: "", isSuggested: false });
    await staff.person.writes("国立市の自治会は市と協働できますか");
    expect((await replied(staff)).quotation?.source).toContain("国立市");
  });

  test("tells what is left of the month, and that nothing arrives where the desk is blocked", async () => {
    const staff = await withCase();
    const quota = { limit: 200, used: 198, at: 1 };
    await staff.desk.within(({ settings }) => settings.set("quota.line", quota, "desk", 1));
    expect((await replied(staff)).cost).toEqual({
      left: 2,
      isLimited: true,
      isStopped: false,
      isOnPage: false,
      isPrivate: false,
    });
    await staff.person.sends({ kind: "unfollow" });
    expect((await replied(staff)).cost).toMatchObject({ isStopped: true });
  });

  test.each<[string, ServedStaffOptions, string, string]>([
    ["the person's name", {}, "佐藤", "佐藤"],
    ["the centre's name", { settings: { senderName: "centre" } }, "佐藤", "協働センター"],
    ["a word for any person where none has a name", {}, " ", ja.person],
    [
      "the word where the centre has none",
      { settings: { senderName: "centre" }, profile: { name: undefined } },
      "佐藤",
      ja.person,
    ],
    ["the word where LINE would take the name away", {}, "Ｃaroline", ja.person],
    ["a long name cut between characters", {}, `${"あ".repeat(19)}👨‍👩‍👧`, "あ".repeat(19)],
  ])("tells who speaks: %s", async (_, options, name, sender) => {
    expect(await replied(await withCase(options), { ...HARA, name })).toMatchObject({ sender });
  });

  test("is for members, for an open case, and for who has it", async () => {
    const staff = await withCase();
    const { number } = staff;
    const opened = (by: Person) => staff.room.view(by, { view: "reply", number }).then(refusal);
    expect(await opened(GUEST)).toEqual({ kind: "not-member" });
    await staff.presses(HARA, { act: "take", number });
    expect([await opened(HARA), await opened(MORI)]).toEqual(["reply", { kind: "taken", number, staff: HARA.id }]);
    await submits(staff, HARA, { form: "close", reason: "solved" });
    expect(await opened(HARA)).toEqual({ kind: "not-open" });
    expect(refusal(await staff.room.view(HARA, { view: "reply", number: 99 as never }))).toEqual({ kind: "gone" });
  });
});

describe("an answer", () => {
  test("is shown as it will be read, and nothing of it is sent", async () => {
    const staff = await withCase();
    const { quotation } = await replied(staff);
    const shown = await submits(staff, HARA, { form: "reply", text: " お答えします。 ", quote: quotation?.passage });
    if (shown.kind !== "show" || shown.view.view !== "preview") throw new Error("there is no preview");
    expect(shown.view).toMatchObject({ text: "お答えします。", isQuoted: true, sender: "原", quotation });
    const [read] = shown.view.asRead;
    expect(read?.split("\n").slice(0, 3)).toEqual(["お答えします。", "", ja.bundle.quotation]);
    expect(read).toContain(`${ja.bundle.source}：${quotation?.source}`);
    expect(staff.person.reads()).toBe("");
    await submits(staff, HARA, { form: "send", text: "お答えします。", quote: quotation?.passage });
    expect(staff.person.reads()).toBe(read);
    expect(staff.person.seen.at(-1)?.saying).toMatchObject({ sender: "原" });
  });

  test("names the address of what it quotes, where the desk has one", async () => {
    const staff = await withCase({ settings: { baseUrl: "https://desk.example.jp" } });
    const { quotation } = await replied(staff);
    await submits(staff, HARA, { form: "send", text: "お答えします。", quote: quotation?.passage });
    const end = quotation?.passage.replace(/-(\d+)$/u, "#p$1");
    expect(staff.person.reads().split("\n").slice(-2)).toEqual([
      `${ja.bundle.source}：${quotation?.source}`,
      `https://desk.example.jp/texts/${end}`,
    ]);
  });

  test("takes a case that waits, and both stand in the trail; the message cites its section", async () => {
    const staff = await withCase();
    const { quotation } = await replied(staff);
    expect(await submits(staff, HARA, { form: "send", text: "はい", quote: quotation?.passage })).toEqual(DONE);
    expect(await latest(staff.desk, staff)).toMatchObject({ state: "with-resident", assignee: HARA.id });
    const trail = await staff.desk.within(({ audit }) => audit.latest(2));
    expect(trail.map(({ act, actor }) => [act, actor])).toEqual([
      ["case-answer", HARA.id],
      ["case-take", HARA.id],
    ]);
    const [kept] = await staff.desk.within(({ messages }) => messages.latest(staff.on.conversation, 1));
    expect(kept).toMatchObject({
      author: "person",
      staff: HARA.id,
      sections: [{ passage: quotation?.passage, source: quotation?.source }],
    });
    expect(await staff.desk.within(({ outbox }) => outbox.ofMessage(kept!.id))).toMatchObject({ state: "sent" });
  });

  test("is sent once, however often its window comes", async () => {
    const staff = await withCase();
    const before = await staff.lineRows();
    const window = { form: "send", id: "same", text: "一度だけ" } as const;
    expect([await submits(staff, HARA, window), await submits(staff, HARA, window)]).toEqual([DONE, DONE]);
    expect(await staff.lineRows()).toBe(before + 1);
    await submits(staff, HARA, { ...window, id: "another" });
    expect(await staff.lineRows()).toBe(before + 2);
  });

  test("by somebody who was too late is refused, and nothing of it is kept", async () => {
    const staff = await withCase();
    const { number, on } = staff;
    await staff.presses(MORI, { act: "take", number });
    const late = await submits(staff, HARA, { form: "send", text: "遅れました" });
    const say = { kind: "taken", number, staff: MORI.id };
    expect(late).toEqual({ kind: "show", view: { view: "refusal", say, staffName: MORI.name } });
    const all = await staff.desk.within(({ messages }) => messages.latest(on.conversation, 100));
    expect(all.map(({ text }) => text)).not.toContain("遅れました");
    expect(await submits(staff, GUEST, { form: "send", text: "わたしが" })).toMatchObject({
      view: { say: { kind: "not-member" } },
    });
  });

  test.each([
    ["nothing", "  \n\u200b", { kind: "empty" }],
    ["too much", "あ".repeat(2_401), { kind: "too-long", units: 2_400 }],
  ])("with %s in it is not taken", async (_, text, fault) => {
    const staff = await withCase();
    for (const form of ["reply", "send", "note"] as const) {
      expect(await submits(staff, HARA, { form, text })).toEqual({ kind: "fault", field: "text", fault });
    }
    expect(await submits(staff, HARA, { form: "note", text: "あ".repeat(2_400) })).toEqual(DONE);
  });

  test("that corrects one begins with a word of it, and its window with what was said", async () => {
    const staff = await withCase();
    await staff.person.sends({ kind: "press", press: { act: "language", language: "en" } });
    const { quotation } = await replied(staff);
    await submits(staff, HARA, { form: "send", text: "It opens at nine.", quote: quotation?.passage });
    const [first] = await staff.desk.within(({ messages }) => messages.latest(staff.on.conversation, 1));
    staff.person.reads();
    const view = await replied(staff, HARA, first!.id);
    expect(view).toMatchObject({ text: "It opens at nine.", isQuoted: true, correcting: first!.id });
    expect(view.quotation?.passage).toBe(quotation?.passage);
    await submits(staff, HARA, { form: "send", text: "It opens at ten.", correcting: first!.id });
    expect(staff.person.reads()).toBe(`${en.cases.correction}\nIt opens at ten.`);
    const [second] = await staff.desk.within(({ messages }) => messages.latest(staff.on.conversation, 1));
    expect(await replied(staff, HARA, second!.id)).toMatchObject({ text: "It opens at ten.", isQuoted: false });
  });

  test("with a passage that is not there goes without it", async () => {
    const staff = await withCase();
    await submits(staff, HARA, { form: "send", text: "はい", quote: "kodaira-99999" });
    expect(staff.person.reads()).toBe("はい");
  });
});

describe("a message of a thread that is to be sent", () => {
  const asked = (staff: Staff, place: { channel: string; thread: string | undefined }, message = "5.5", by = HARA) =>
    staff.room.view(by, { view: "send", place, message, text: " 確認しました。 " });

  test("is shown in the window of its case, as it was written", async () => {
    const staff = await withCase();
    const view = await asked(staff, await staff.carded(staff.on));
    expect(view).toMatchObject({
      ...{ view: "reply", number: staff.number, text: "確認しました。", isSuggested: false, isQuoted: false },
      source: { channel: ROOM, message: "5.5" },
    });
  });

  test("stands nowhere but in the thread of a case: not elsewhere, and none of the desk's own", async () => {
    const staff = await withCase();
    const place = await staff.carded(staff.on);
    expect(refusal(await asked(staff, { channel: ROOM, thread: "9.9" }))).toEqual({ kind: "not-open" });
    expect(refusal(await asked(staff, { channel: ROOM, thread: undefined }))).toEqual({ kind: "not-open" });
    expect(refusal(await asked(staff, place, place.thread))).toEqual({ kind: "not-open" });
    expect(refusal(await asked(staff, place, "5.5", GUEST))).toEqual({ kind: "not-member" });
  });

  test("is known once it was sent, and sent again it corrects", async () => {
    const staff = await withCase();
    const place = await staff.carded(staff.on);
    const source = { channel: ROOM, message: "5.5" };
    await submits(staff, HARA, { form: "send", text: "確認しました。", source });
    const stands = await staff.desk.within(({ posts }) => posts.at(source.channel, source.message));
    const [kept] = await staff.desk.within(({ messages }) => messages.latest(staff.on.conversation, 1));
    expect(stands).toMatchObject({ key: `source:${kept!.id}`, conversation: staff.on.conversation });
    expect(await asked(staff, place)).toMatchObject({ view: "reply", correcting: kept!.id });
  });
});

describe("other windows of a case", () => {
  test("leave a note, of which the resident reads nothing", async () => {
    const staff = await withCase();
    expect(await staff.room.view(HARA, { view: "note", number: staff.number })).toMatchObject({ view: "note" });
    const note = { form: "note", id: "n", text: "電話した" } as const;
    await submits(staff, HARA, note);
    await submits(staff, HARA, note);
    const events = await staff.desk.within(({ cases }) => cases.events(staff.number));
    expect(events.filter(({ move }) => move === "note")).toMatchObject([{ text: "電話した" }]);
    expect(staff.person.reads()).toBe("");
  });

  test("close it for a reason, and take every file of who wished to be erased", async () => {
    const content = () => ({ kind: "fetched", content: new Uint8Array([1]) }) as const;
    const staff = await withCase({ content });
    await staff.person.sends({
      ...{ kind: "unreadable", message: "p", what: "image", fileName: "", bytes: 1, isFetchable: true },
    });
    await staff.person.sends({ kind: "press", press: { act: "erase", isSure: true } });
    expect(staff.desk.files.size).toBe(1);
    const view = await staff.room.view(HARA, { view: "close", number: staff.number, reason: "nuisance" });
    expect(view).toEqual({ view: "close", number: staff.number, reason: "nuisance", wishesErasure: true });
    expect(await submits(staff, HARA, { form: "close", reason: "solved" })).toEqual(DONE);
    expect([staff.desk.files.size, await staff.person.conversation()]).toEqual([0, undefined]);
  });

  test("hand it on to a member who has not got it, whose name is known from then on", async () => {
    const staff = await withCase();
    const { number } = staff;
    const say = { kind: "illegal", number, move: "hand-on", state: "waiting" };
    expect(refusal(await staff.room.view(HARA, { view: "hand-on", number }))).toEqual(say);
    await staff.presses(HARA, { act: "take", number });
    expect(await staff.room.view(HARA, { view: "hand-on", number })).toMatchObject({ assignee: HARA.id });
    const to = (person: Person) => submits(staff, HARA, { form: "hand-on", to: person });
    expect(await to(GUEST)).toEqual({ kind: "fault", field: "to", fault: { kind: "not-member" } });
    expect(await to(HARA)).toEqual({ kind: "fault", field: "to", fault: { kind: "has-it-already" } });
    expect(await to(MORI)).toEqual(DONE);
    expect(await latest(staff.desk, staff)).toMatchObject({ assignee: MORI.id });
    expect(await staff.desk.within((records) => records.staff.get(MORI.id))).toMatchObject({ name: MORI.name });
  });

  test("set another time, with a reminder halfway, until it is answered", async () => {
    const staff = await withCase();
    const { number, desk } = staff;
    const now = desk.clock.now();
    const { dueAt } = await latest(desk, staff);
    expect(await staff.room.view(HARA, { view: "due", number })).toEqual({ view: "due", number, dueAt });
    for (const at of [now, Number.NaN]) {
      const fault = { kind: "fault", field: "at", fault: { kind: "in-the-past" } };
      expect(await submits(staff, HARA, { form: "due", at })).toEqual(fault);
    }
    expect(await submits(staff, HARA, { form: "due", at: now + 3 * DAY_MS })).toEqual(DONE);
    expect(await latest(desk, staff)).toMatchObject({ dueAt: now + 3 * DAY_MS, remindAt: now + 1.5 * DAY_MS });
    await submits(staff, HARA, { form: "send", text: "はい" });
    const late = { kind: "illegal", number, move: "set-due", state: "with-resident" };
    expect(refusal(await staff.room.view(HARA, { view: "due", number }))).toEqual(late);
    const refused = { kind: "show", view: { view: "refusal", say: late } };
    expect(await submits(staff, HARA, { form: "due", at: now + 4 * DAY_MS })).toEqual(refused);
  });

  test("are refused to who is no member", async () => {
    const staff = await withCase();
    const { number } = staff;
    for (const view of ["note", "hand-on", "due", "record"] as const) {
      expect(refusal(await staff.room.view(GUEST, { view, number })), view).toEqual({ kind: "not-member" });
    }
    expect(await submits(staff, GUEST, { form: "note", text: "のぞき見" })).toMatchObject({ kind: "show" });
    expect(refusal(await staff.room.view(GUEST, { view: "close", number, reason: undefined }))).toEqual({
      kind: "not-member",
    });
  });
});

describe("the record of a case", () => {
  async function recorded(options: ServedStaffOptions = {}) {
    const staff = await withCase(options);
    staff.desk.clock.advance(HOUR_MS);
    await submits(staff, HARA, { form: "send", text: "お答えします" });
    staff.desk.clock.advance(HOUR_MS);
    await submits(staff, HARA, { form: "note", text: "様子を見る" });
    const view = await staff.room.view(HARA, { view: "record", number: staff.number });
    if (view.view !== "record") throw new Error("there is no record");
    return view;
  }
  test("tells what was said and done in order, each once, and by whom", async () => {
    const { entries, card } = await recorded();
    expect(card.case.number).toBe(1);
    const told = entries.map((entry) =>
      entry.kind === "event" ? [entry.event.move, entry.actorName] : [entry.message.author, entry.staffName],
    );
    expect(told.slice(-3)).toEqual([
      ["take", "原"],
      ["person", "原"],
      ["note", "原"],
    ]);
    expect(told).toContainEqual(["open", undefined]);
    expect(told.filter(([what]) => what === "answer")).toEqual([]);
    const times = entries.map((entry) => (entry.kind === "event" ? entry.event.at : entry.message.at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
  test("has no word of the resident where none is to be shown", async () => {
    const { entries, card } = await recorded({ settings: { content: "notice" } });
    expect(JSON.stringify([entries, card])).not.toContain(QUESTION);
    expect(JSON.stringify(entries)).toContain("お答えします");
  });
});

describe("what anybody may read", () => {
  test("a section in its place, an answer for oneself, and its wordings", async () => {
    const staff = await servedStaff();
    const found = await staff.room.view(GUEST, { view: "finding", text: QUESTION });
    if (found.view !== "finding") throw new Error("nothing was found");
    expect(found.finding).toMatchObject({ isPrivate: true, asked: QUESTION });
    const passage = found.finding.reply.quotations[0]!.passage;
    const section = await staff.room.view(GUEST, { view: "section", passage });
    expect(section).toMatchObject({ view: "section" });
    const wordings = await staff.room.view(GUEST, { view: "wordings", answer: found.finding.answer! });
    expect(wordings).toMatchObject({ view: "wordings", asked: QUESTION });
    expect(await staff.rows()).toEqual([]);
  });
  test("an answer once more, of all cities or of one, in the next window", async () => {
    const staff = await servedStaff();
    const found = await staff.room.view(GUEST, { view: "finding", text: "協働とは何ですか" });
    if (found.view !== "finding") throw new Error("nothing was found");
    const again = (city: CityId | undefined) =>
      staff.room.view(GUEST, { view: "asked-again", answer: found.finding.answer!, city });
    expect(await again(undefined)).toMatchObject({ view: "finding", finding: { reply: { outcome: "compare" } } });
    expect(await again("kodaira" as CityId)).toMatchObject({
      finding: { reply: { outcome: "answer", matter: { city: "kodaira" } }, isPrivate: true },
    });
    expect(await staff.rows()).toEqual([]);
  });
  test("is gone where nobody knows it", async () => {
    const staff = await servedStaff();
    const gone = { kind: "gone" };
    expect(refusal(await staff.room.view(HARA, { view: "section", passage: "none-1" as never }))).toEqual(gone);
    for (const view of ["wordings", "asked-again"] as const) {
      expect(refusal(await staff.room.view(HARA, { view, answer: "none" as MessageId, city: undefined }))).toEqual(
        gone,
      );
    }
  });
  test("what is typed to the desk is answered for who typed it", async () => {
    const staff = await servedStaff();
    expect(await staff.room.command(GUEST, QUESTION)).toMatchObject({ kind: "finding", isPrivate: true });
    expect(await staff.rows()).toEqual([]);
  });
});

test("a resident's words that are looked up in the thread of a case are kept nowhere else", async () => {
  const staff = await withCase();
  const place = await staff.carded(staff.on);
  const text = "小平市の協働とは、と隣の山田さんに聞かれました";
  const before = await staff.desk.within(({ conversations }) => conversations.byPeer("slack", peerOf.person(HARA.id)));
  const found = await staff.room.view(HARA, { view: "finding", text, place });
  expect(found).toMatchObject({ finding: { asked: text, answer: undefined } });
  expect(before).toBeUndefined();
  expect(await staff.desk.within(({ conversations }) => conversations.byPeer("slack", peerOf.person(HARA.id)))).toBe(
    undefined,
  );
  expect(await staff.desk.within(({ questions }) => questions.list({ asker: "staff", limit: 9 }))).toEqual([]);
});

describe("a message of the desk's own that is looked up in the thread of a case", () => {
  const WISH = "人と話したい";
  const ANNOUNCED = "住民からメッセージが届きました。";
  /** A line of the thread as it stands in Slack, where its text only says that something came. */
  async function looksUp(settings: Partial<StaffSettings>, of: "line" | "card", by = HARA): Promise<StaffView> {
    const staff = await withCase({ settings });
    const { channel, thread } = await staff.carded(staff.on);
    const { conversation } = staff.on;
    const latest = await staff.desk.within(({ messages }) => messages.latest(conversation, 99));
    const { id } = latest.find(({ text }) => text === WISH)!;
    const line = { key: `message:${id}`, conversation, channel, message: "line-1" };
    await staff.desk.within(({ posts }) => posts.save({ ...line, file: undefined, digest: "", at: 0 }));
    const place = { channel, thread };
    const message = of === "line" ? "line-1" : thread;
    return staff.room.view(by, { view: "finding", text: ANNOUNCED, place, message });
  }
  test("is the resident's words that it shows", async () => {
    expect(await looksUp({}, "line")).toMatchObject({ finding: { asked: WISH } });
  });
  test("is what was asked where it is the card", async () => {
    expect(await looksUp({}, "card")).toMatchObject({ finding: { asked: QUESTION, reply: { outcome: "answer" } } });
  });
  test.each(["line", "card"] as const)("tells no word of the resident where none is to be shown: a %s", async (of) => {
    expect(await looksUp({ content: "notice" }, of)).toMatchObject({ finding: { asked: "" } });
  });
  test.each(["line", "card"] as const)("tells no word of the resident to who is no member: a %s", async (of) => {
    expect(await looksUp({}, of, GUEST)).toMatchObject({ finding: { asked: ANNOUNCED } });
  });
  test("is kept nowhere, though its thread hangs under a card that stands elsewhere by now", async () => {
    const staff = await withCase();
    const { channel } = await staff.carded(staff.on);
    const [said] = await staff.desk.within(({ messages }) => messages.latest(staff.on.conversation, 1));
    const line = { key: `message:${said!.id}`, conversation: staff.on.conversation, channel, message: "line-1" };
    await staff.desk.within(({ posts }) => posts.save({ ...line, file: undefined, digest: "", at: 0 }));
    const place = { channel, thread: "an-earlier-card" };
    const found = await staff.room.view(HARA, { view: "finding", text: ANNOUNCED, place, message: "line-1" });
    expect(found).toMatchObject({ finding: { asked: said!.text, answer: undefined } });
  });
});
