import { describe, expect, test } from "vitest";
import type { CityId } from "../../../../src/model.ts";
import { peerOf } from "../../../../src/ports/staff.ts";
import type { MessageId } from "../../../../src/records.ts";
import { DAY_MS, HOUR_MS } from "../../handoff/case-sample.ts";
import { HARA, latest, type ServedStaff, servedStaff, withCase } from "../served-staff.ts";

/** Posts by what they show, in order: `card`, `event 1`, `message`, `removal message:…`. */
const told = async ({ posts }: Pick<ServedStaff, "posts">) =>
  (await posts()).map((post) => {
    if (post.what === "event") return `event ${post.index}`;
    return post.what === "removal" ? `removal ${post.keys.join(" ")}` : post.what;
  });

const take = (staff: Awaited<ReturnType<typeof withCase>>) =>
  staff.desk.staff((work, records) => work.byStaff(records, staff.number, HARA.id, { kind: "take" }));

/** As if the channel had shown it. */
const shown = ({ desk, on }: Awaited<ReturnType<typeof withCase>>, key: string) =>
  desk.within(({ posts }) =>
    posts.save({
      ...{ key, conversation: on.conversation, channel: "C1", message: `at ${key}`, file: undefined },
      ...{ digest: "", at: desk.clock.now() },
    }),
  );

describe("what happens to a case is shown", () => {
  test("as a card when it begins, in the order of its own thread", async () => {
    const { rows, number } = await withCase();
    const all = await rows();
    expect(all.flatMap(({ sayings }) => sayings)).toEqual([{ kind: "post", post: { what: "card", number } }]);
    expect(all.map(({ peer }) => peer)).toEqual([peerOf.case(number)]);
  });

  test("as card and line for a move, as card and message for what the resident writes and a person answers", async () => {
    const staff = await withCase();
    await told(staff);
    await take(staff);
    expect(await told(staff)).toEqual(["card", "event 1"]);
    await staff.person.writes("明日までに知りたいです");
    expect(await told(staff)).toEqual(["card", "message"]);
    await staff.desk.staff((work, records) => work.answer(records, staff.number, HARA.id, "お答えします"));
    // Once when it is answered, and once when it has arrived.
    expect(await told(staff)).toEqual(["card", "message", "message"]);
    await staff.desk.staff((work, records) => work.close(records, staff.number, HARA.id, "solved"));
    expect(await told(staff)).toEqual(["card", "event 4"]);
    await staff.person.presses("解決した");
    expect(await told(staff)).toEqual(["card", "event 5"]);
  });

  test("names a message by its id, and holds no word of it", async () => {
    const staff = await withCase();
    await take(staff);
    await staff.posts();
    await staff.person.writes("とても個人的なこと");
    const all = await staff.posts();
    const here = (await staff.person.conversation())!;
    const [kept] = await staff.desk.within(({ messages }) => messages.latest(here.id, 1));
    expect(all).toContainEqual({ what: "message", number: staff.number, message: kept!.id });
    expect(JSON.stringify(all)).not.toContain("個人的");
  });

  test("where a language is chosen, and where the person goes and comes back", async () => {
    const staff = await withCase();
    await told(staff);
    await staff.person.sends({ kind: "press", press: { act: "language", language: "en" } });
    expect(await told(staff)).toEqual(["card"]);
    await staff.person.sends({ kind: "unfollow" });
    expect(await told(staff)).toEqual(["card", "event 1", "card"]);
    await staff.person.sends({ kind: "follow" });
    expect(await told(staff)).toEqual(["card"]);
  });
});

describe("words that are taken back", () => {
  async function written() {
    const staff = await withCase();
    await take(staff);
    await staff.person.sends({ kind: "text", message: "m-9", text: "取り消すこと", isMentioned: false });
    const here = (await staff.person.conversation())!;
    const kept = await staff.desk.within(({ messages }) => messages.byChannelId(here.id, "m-9"));
    await staff.posts();
    return { staff, message: kept!.id };
  }
  test("are removed from the thread", async () => {
    const { staff, message } = await written();
    await staff.person.sends({ kind: "unsend", message: "m-9" });
    expect(await told(staff)).toEqual([`removal message:${message}`, "card"]);
  });
  test("are shown anew where they were changed", async () => {
    const { staff, message } = await written();
    await staff.person.sends({ kind: "edit", message: "m-9", text: "言い直し" });
    expect(await staff.posts()).toEqual([
      { what: "message", number: staff.number, message },
      { what: "card", number: staff.number },
    ]);
  });
  test("change the card alone where the case began with them, once for the case and once for the message", async () => {
    const staff = await servedStaff();
    const person = staff.desk.resident();
    await person.sends({ kind: "text", message: "m-1", text: "人と話したい", isMentioned: false });
    await staff.posts();
    await person.sends({ kind: "edit", message: "m-1", text: "職員と話したい" });
    expect(await told(staff)).toEqual(["card", "card"]);
  });
  test("of a talk without a case show nothing", async () => {
    const staff = await servedStaff();
    const person = staff.desk.resident();
    await person.sends({ kind: "text", message: "m-1", text: "小平市の協働とは何ですか", isMentioned: false });
    await person.sends({ kind: "unsend", message: "m-1" });
    expect(await staff.rows()).toEqual([]);
  });
});

describe("what is erased is taken away", () => {
  test("with all that was shown of it and all that is still on its way, after that", async () => {
    const staff = await withCase();
    const { desk, number } = staff;
    await shown(staff, `card:${number}`);
    await shown(staff, "message:m-old");
    await shown(staff, "source:m-own");
    await take(staff);
    await staff.person.writes("まだ届いていない");
    const before = await staff.posts();
    const waiting = before.flatMap((post) => (post.what === "message" ? [`message:${post.message}`] : []));
    await desk.staff((work, records) => work.erase(records, number, HARA.id));
    const [removal] = (await staff.posts()).filter(({ what }) => what === "removal");
    expect(removal).toMatchObject({
      keys: expect.arrayContaining([`card:${number}`, "message:m-old", `event:${number}:1`, ...waiting]),
    });
    expect(removal).not.toMatchObject({ keys: expect.arrayContaining(["source:m-own"]) });
    expect(await desk.within(({ posts }) => posts.get("source:m-own"))).toBeUndefined();
    expect(await desk.within(({ posts }) => posts.get("message:m-old"))).toBeDefined();
  });

  test("with what arrives between two looks at what is shown, as it may where rows are locked one by one", async () => {
    const staff = await withCase();
    const { desk, on } = staff;
    const { house } = staff;
    await staff.rows();
    await staff.person.writes("いま届くところ");
    const row = (await staff.rows()).find(({ sayings: [first] }) => JSON.stringify(first).includes('"message"'))!;
    const [, key] = /"message":"([^"]+)"/u.exec(JSON.stringify(row.sayings))!;
    await desk.within(async (records) => {
      let hasArrived = false;
      const arriving = async <T>(found: T): Promise<T> => {
        if (!hasArrived) {
          hasArrived = true;
          await records.outbox.settle(row, { state: "sent", reason: "push", sentAt: desk.clock.now() });
          const common = { conversation: on.conversation, channel: "C1", message: "1.1", file: undefined, digest: "" };
          await records.posts.save({ key: `message:${key}`, at: desk.clock.now(), ...common });
        }
        return found;
      };
      const { posts, outbox } = records;
      await house.board.gone(
        {
          ...records,
          posts: { ...posts, of: async (id) => arriving(await posts.of(id)) },
          outbox: { ...outbox, list: async (states, limit) => arriving(await outbox.list(states, limit)) },
        },
        on.conversation,
      );
    });
    const keys = (await staff.posts()).flatMap((post) => (post.what === "removal" ? post.keys : []));
    expect(keys).toContain(`message:${key}`);
  });

  test("by the resident's own wish, and where a conversation's time is over", async () => {
    for (const way of ["wish", "time"] as const) {
      const staff = await withCase();
      await staff.desk.staff((work, records) => work.close(records, staff.number, HARA.id, "solved"));
      await shown(staff, `card:${staff.number}`);
      await staff.posts();
      if (way === "wish") await staff.person.sends({ kind: "press", press: { act: "erase", isSure: true } });
      else await staff.desk.passes(91 * DAY_MS);
      const keys = (await staff.posts()).flatMap((post) => (post.what === "removal" ? post.keys : []));
      expect(keys, way).toContain(`card:${staff.number}`);
    }
  });

  test("with the words of a case that was closed long ago, while its person still writes", async () => {
    const staff = await withCase();
    const { desk, person, number, on } = staff;
    await take(staff);
    await person.writes("古い言葉");
    desk.clock.advance(HOUR_MS);
    const note = { kind: "note", text: "電話した" } as const;
    await desk.staff((work, records) => work.byStaff(records, number, HARA.id, note));
    await desk.staff((work, records) => work.close(records, number, HARA.id, "solved"));
    const old = (await desk.within(({ messages }) => messages.latest(on.conversation, 50))).find(
      ({ text }) => text === "古い言葉",
    )!;
    const events = await desk.within(({ cases }) => cases.events(number));
    const noted = events.findIndex(({ move }) => move === "note");
    for (const key of [`card:${number}`, `message:${old.id}`, `event:${number}:${noted}`]) await shown(staff, key);
    await desk.passes(60 * DAY_MS);
    await person.writes("小平市の協働とは何ですか");
    await staff.posts();
    await desk.passes(31 * DAY_MS);
    expect(await told(staff)).toEqual([`removal message:${old.id}`, `event ${noted}`, "card"]);
  });

  test("shows nothing of a case that was never shown, when its time is over", async () => {
    const staff = await withCase();
    const { desk, person, number } = staff;
    await desk.staff((work, records) => work.close(records, number, HARA.id, "solved"));
    for (const { id, ...row } of await staff.rows()) {
      const sent = { state: "sent", reason: "", sentAt: desk.clock.now() } as const;
      await desk.within(({ outbox }) => outbox.settle({ id, ...row }, sent));
    }
    await desk.passes(60 * DAY_MS);
    await person.writes("小平市の協働とは何ですか");
    await desk.passes(31 * DAY_MS);
    expect(await latest(desk, staff)).toMatchObject({ asked: "" });
    await desk.passes(100 * DAY_MS);
    expect(await person.conversation()).toBeUndefined();
    expect(await staff.rows()).toEqual([]);
  });

  test("leaves nothing of the resident's words with what is to be shown", async () => {
    const staff = await withCase({}, ["宇宙船の燃料は何ですか", "人と話したい"]);
    await take(staff);
    await staff.person.writes("秘密の言葉です");
    const rows = JSON.stringify(await staff.rows());
    for (const word of ["宇宙船", "人と話したい", "秘密"]) expect(rows).not.toContain(word);
  });
});

test("what became of an answer is shown again", async () => {
  const staff = await withCase();
  await take(staff);
  const { message } = await staff.desk.staff((work, records) =>
    work.answer(records, staff.number, HARA.id, "お答えします"),
  );
  await staff.posts();
  await staff.desk.within((records) => staff.house.board.delivered(records, message!));
  expect(await staff.posts()).toEqual([{ what: "message", number: staff.number, message }]);
  await staff.desk.within((records) => staff.house.board.delivered(records, "none" as MessageId));
  expect(await staff.rows()).toEqual([]);
  expect((await latest(staff.desk, staff)).state).toBe("with-resident");
});

test("what staff looked up in the thread of a case goes when the person's records go", async () => {
  const staff = await withCase();
  const place = await staff.carded(staff.on);
  await staff.says(HARA, place, "山田さんの団体は協働できますか", { isMention: true });
  const found = (await staff.sayings()).find(({ kind }) => kind === "finding");
  if (found?.kind !== "finding") throw new Error("nothing was found");
  // It stands under its question.
  for (const press of [
    { act: "compare", answer: found.answer! },
    { act: "keep-city", answer: found.answer!, city: "kodaira" as CityId },
  ] as const) {
    await staff.presses(HARA, press, place);
    expect(JSON.stringify(await staff.sayings())).not.toContain("山田");
  }
  const talk = () => staff.desk.within(({ conversations }) => conversations.byPeer("slack", peerOf.place(place)));
  expect(await talk()).toBeDefined();
  await staff.desk.staff((work, records) => work.erase(records, staff.number, HARA.id));
  expect(await talk()).toBeUndefined();
});
