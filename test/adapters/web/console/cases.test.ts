import { afterEach, describe, expect, test } from "vitest";
import { escaped } from "../../../../adapters/web/html.ts";
import type { Case, Message } from "../../../../src/records.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import type { Resident } from "../../../fixtures/served-desk.ts";
import {
  type Answer,
  type Browser,
  NAMES,
  type SignedIn,
  type SignedInOptions,
  signedIn,
} from "../../../fixtures/signed-in.ts";
import { message } from "../../store/sample.ts";

const { cases: words, case: own } = consoleWords;
const QUESTION = "小平市の協働とは何ですか";
const EVIL = `<script>alert("1")</script><img src=x onerror='a()'>&amp;`;

let at: SignedIn;
afterEach(() => at.close());
async function opened(options: SignedInOptions = {}): Promise<{ readonly person: Resident; readonly on: Case }> {
  at = await signedIn(options);
  return asks("user:U1");
}
async function asks(peer: string, texts = [QUESTION, "人と話したい"]) {
  const person = at.desk.resident(peer);
  for (const text of texts) await person.writes(text);
  return { person, on: await person.latestCase() };
}
const now = async ({ number }: Case): Promise<Case> => (await at.desk.within(({ cases }) => cases.get(number)))!;
const trail = async (most: number) =>
  (await at.desk.within(({ audit }) => audit.latest(most))).map(({ actor, act }) => `${actor} ${act}`);
const pathOf = ({ number }: Pick<Case, "number">, rest = "") => `${at.base}/cases/${number}${rest}`;
const plain = (text: string) => text.replace(/<[^>]+>/gu, "").replace(/\s+/gu, " ");
/** What stands in the field of an answer. */
const drafted = ({ text }: Answer) => /<textarea id="reply-text"[^>]*>\n([^<]*)<\/textarea>/u.exec(text)?.[1];
/** What a form on the page carries besides what is typed. */
const carried = ({ text }: Answer, action: string): Record<string, string> => {
  const form = new RegExp(`<form[^>]+action="[^"]*${action}"[^>]*>([\\s\\S]*?)</form>`, "u").exec(text)?.[1] ?? "";
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
};
async function sends(by: Browser, on: Case, text: string, fields: Record<string, string> = {}) {
  const page = await by.get(pathOf(on));
  return by.post(pathOf(on, "/reply"), { ...carried(page, "/reply"), text, do: "send", ...fields });
}

describe("the list of cases", () => {
  test("shows number, city, topic, channel, whose turn it is, when it is due and what was written", async () => {
    const { on } = await opened();
    await at.desk.resident().writes("明日までに知りたいです");
    const { text, status } = await (await at.as("viewer")).get(`${at.base}/cases`);
    expect(status).toBe(200);
    const read = plain(text);
    for (const shown of [
      "受付1番",
      "小平市・",
      "・LINE",
      own.card.turn("waiting", undefined),
      own.time(on.dueAt!),
      "明日までに知りたいです",
    ]) {
      expect(read).toContain(shown);
    }
    expect(text).toContain(`href="${pathOf(on)}"`);
  });

  test("goes by urgency, and is narrowed by address alone", async () => {
    const { on } = await opened();
    const second = await asks("user:U2", ["国立市の協働とは何ですか", "人と話したい"]);
    const third = await asks("user:U3", ["死にたいです", "人と話したい"]);
    expect(third.on.priority).toBe("urgent");
    let by = await at.as("counsellor");
    await by.post(pathOf(second.on, "/take"));
    const listed = async (query: string) =>
      [
        ...(await by.get(`${at.base}/cases${query}`)).text.matchAll(/<th scope="row"><a href="[^"]+\/cases\/(\d+)"/gu),
      ].map(([, number]) => Number(number));
    const [first, other, urgent] = [on.number, second.on.number, third.on.number];
    expect(await listed("")).toEqual([urgent, first, other]);
    expect(await listed("?list=waiting")).toEqual([urgent, first]);
    expect(await listed("?list=mine")).toEqual([other]);
    expect(await listed("?city=kunitachi")).toEqual([other]);
    expect(await listed("?channel=web")).toEqual([]);
    expect(await listed("?channel=line&city=kodaira")).toEqual([first]);
    expect(await listed("?list=overdue")).toEqual([]);
    await at.desk.passes(24 * 3_600_000);
    by = await at.as("counsellor");
    expect(await listed("?list=overdue")).toEqual(await listed("?list=due"));
    expect(await listed("?list=overdue")).toContain(first);
    await by.post(pathOf(second.on, "/close"), { reason: "solved" });
    expect(await listed("?list=closed")).toEqual([other]);
    expect(await listed("?list=nonsense&city=nowhere&channel=slack&page=0")).toHaveLength(2);
  });

  test("is shown in pages of thirty, and a page behind the last is the last", async () => {
    await opened();
    await at.desk.within(async (records) => {
      for (let i = 0; i < 31; i += 1) {
        const peer = `user:P${i}` as never;
        const conversation = await records.conversations.ensure("line", peer, 1, () => crypto.randomUUID());
        const common = { cause: "wish-person", city: undefined, language: "ja", topic: undefined, open: [] } as const;
        await at.desk.casework.begin(records, { ...common, conversation, message: undefined, asked: `問い${i}` });
      }
    });
    const by = await at.as("viewer");
    const rows = async (query: string) =>
      [...(await by.get(`${at.base}/cases${query}`)).text.matchAll(/<th scope="row">/gu)].length;
    expect([await rows(""), await rows("?page=2"), await rows("?page=99")]).toEqual([30, 2, 2]);
  });
});

describe("the page of a case", () => {
  test("shows what was said, with outcome and the sections that were cited, each leading to its place in the full text", async () => {
    const { on, person } = await opened();
    const { text } = await (await at.as("viewer")).get(pathOf(on));
    const here = (await person.conversation())!;
    const said = await at.desk.within(({ messages }) => messages.latest(here.id, 50));
    for (const one of said) expect(text).toContain(escaped(one.text));
    const cited = said.flatMap(({ sections }) => sections);
    expect(cited.length).toBeGreaterThan(0);
    for (const { passage, source } of cited) {
      expect(text).toContain(`<a href="/texts/${passage.replace(/-(\d+)$/u, "#p$1")}">${escaped(source)}</a>`);
    }
    expect(text).toContain(words.outcomes.answer);
    expect(plain(text)).toContain(
      own.thread.event({ event: { move: "open", text: "", actor: { kind: "resident" } } as never, on, by: "", to: "" }),
    );
  });

  test("shows who only reads no button, no field and no way to erase", async () => {
    const { on } = await opened();
    const reads = await (await at.as("viewer")).get(pathOf(on));
    const main = reads.text.slice(reads.text.indexOf("<main"));
    expect(main).not.toMatch(/<form|<button|<textarea|<select|\/erase/u);
    const works = await (await at.as("counsellor")).get(pathOf(on));
    expect(works.text).toContain(`action="${pathOf(on, "/take")}"`);
    expect(works.text).not.toContain("/erase");
    expect((await (await at.as("manager")).get(pathOf(on))).text).toContain(`href="${pathOf(on, "/erase")}"`);
  });

  test("marks what was written on the private page", async () => {
    const { on } = await opened();
    const { text: before } = await (await at.as("viewer")).get(pathOf(on));
    expect(before).not.toContain(words.page.isPrivate);
    await adds(on, { text: "専用のページで", isPrivate: true });
    const { text } = await (await at.as("viewer")).get(pathOf(on));
    for (const shown of [words.page.isPrivate, "専用のページで"]) expect(text).toContain(shown);
  });

  test("leaves the words of residents out where people answer by their own ways, and their files", async () => {
    const { on } = await opened({ profile: { caseWay: "contact" } });
    await adds(on, { text: "わたしの秘密", media: "00000000-0000-4000-8000-00000000aaaa" });
    await keeps(on, "00000000-0000-4000-8000-00000000aaaa", "image/png");
    const by = await at.as("manager");
    for (const path of [pathOf(on), `${at.base}/cases`]) {
      const { text } = await by.get(path);
      expect(text).not.toContain("わたしの秘密");
      expect(text).not.toContain("media/");
    }
    expect((await by.get(pathOf(on, "/media/00000000-0000-4000-8000-00000000aaaa"))).status).toBe(404);
  });

  test("of a case that there is not is not found, whatever the address says", async () => {
    await opened();
    const by = await at.as("manager");
    for (const number of ["99", "0", "x", "1%20or%201=1", "..%2f..%2fetc", "9999999999999"]) {
      expect((await by.get(`${at.base}/cases/${number}`)).status).toBe(404);
    }
  });

  test("shows other cases of the person, and a long talk in parts", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    await by.post(pathOf(on, "/close"), { reason: "solved" });
    await person.writes("人と話したい");
    const next = await person.latestCase();
    expect((await by.get(pathOf(next))).text).toContain(`<a href="${pathOf(on)}">${words.page.title(on.number)}</a>`);
    for (let i = 0; i < 60; i += 1) await adds(next, { text: `その${i}番目` });
    const { text } = await by.get(pathOf(next));
    expect([text.includes("その0番目"), text.includes("その59番目")]).toEqual([false, true]);
    const [, earlier = ""] = /(\?skip=\d+)">/u.exec(text) ?? [];
    const before = (await by.get(pathOf(next, earlier))).text;
    expect([before.includes("その0番目"), before.includes("その59番目")]).toEqual([true, false]);
    expect(before).toContain(`<a href="${pathOf(next)}">${words.page.later}</a>`);
  });
});

async function adds(on: Case, of: Partial<Message>): Promise<Message> {
  const row = message(crypto.randomUUID(), on.conversation, { at: at.desk.clock.now(), ...of });
  await at.desk.within(({ messages }) => messages.add(row));
  return row;
}
async function keeps(on: Case, id: string, type: string, name = "", content = "\x89PNG of a test"): Promise<void> {
  const { conversation } = on;
  const bytes = Buffer.from(content);
  at.desk.files.set(id, bytes);
  await at.desk.within(({ media }) =>
    media.add({ id, conversation, type, bytes: bytes.length, name, at: at.desk.clock.now() }),
  );
}

describe("a file of a resident", () => {
  const ID = "00000000-0000-4000-8000-00000000bbbb";
  test("is shown where it is a picture for certain, and never kept on the way", async () => {
    const { on } = await opened();
    await keeps(on, ID, "image/png");
    await adds(on, { text: "", media: ID });
    const by = await at.as("viewer");
    expect((await by.get(pathOf(on))).text).toContain(`<img src="${pathOf(on, `/media/${ID}`)}"`);
    const { headers, text, status } = await by.get(pathOf(on, `/media/${ID}`));
    expect([status, text]).toEqual([200, "\x89PNG of a test"]);
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("content-disposition")).toBe("inline");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await trail(1)).not.toContain("console:viewer file-written-out");
  });

  test.each(["image/svg+xml", "text/html", "application/pdf", "application/octet-stream"])(
    "of type %s is only saved, which the trail tells",
    async (type) => {
      const { on } = await opened();
      await keeps(on, ID, type, `a"b/..\\c\r\nX: 1;<b>写真.html`, EVIL);
      await adds(on, { text: "", media: ID });
      const by = await at.as("counsellor");
      const page = await by.get(pathOf(on));
      expect(page.text).not.toContain("<img");
      expect(page.text).not.toContain("<b>写真");
      const { headers } = await by.get(pathOf(on, `/media/${ID}`));
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename="file"; filename\*=UTF-8''[\w%.-]+$/u);
      expect(headers.get("x")).toBeNull();
      expect(await trail(1)).toEqual(["console:counsellor file-written-out"]);
    },
  );

  test("is found by its own case alone", async () => {
    const { on } = await opened();
    const other = await asks("user:U2");
    await keeps(on, ID, "image/png");
    const by = await at.as("manager");
    expect((await by.get(pathOf(other.on, `/media/${ID}`))).status).toBe(404);
    for (const id of ["..%2f..%2fsecret", "x", "00000000-0000-4000-8000-00000000cccc"]) {
      expect((await by.get(pathOf(on, `/media/${id}`))).status).toBe(404);
    }
    expect((await (await at.outsider()).get(pathOf(on, `/media/${ID}`))).status).toBe(404);
  });
});

describe("an answer", () => {
  test("is suggested from the guidelines with its quotation, put in on demand, shown as it will be read, and sent", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    const page = await by.get(pathOf(on));
    expect(page.text).toContain(words.reply.suggestion);
    expect(drafted(page)).toBe("");
    const quote = /name="quote" value="([^"]+)"/u.exec(page.text)?.[1];
    expect(quote).toMatch(/^kodaira-/u);
    const put = await by.post(pathOf(on, "/reply"), {
      ...carried(page, "/reply"),
      text: "こんにちは。",
      do: "suggestion",
    });
    expect(drafted(put)).toMatch(/^こんにちは。\n\n.+協働/su);
    expect(put.text).toMatch(/name="quote" value="[^"]+" checked/u);
    const text = "こんにちは。\r\n協働のことですね。";
    const preview = await by.post(pathOf(on, "/reply"), {
      ...carried(put, "/reply"),
      text,
      quote: quote!,
      do: "preview",
    });
    expect(plain(preview.text)).toContain(plain(own.windows.reply.to("日本語", NAMES.counsellor)));
    expect(preview.text).toContain(
      own.windows.reply.cost({ left: undefined, isLimited: true, isStopped: false, isOnPage: false }),
    );
    const [, asRead = ""] = /<p class="as-written as-read" dir="auto">([^<]+)<\/p>/u.exec(preview.text) ?? [];
    person.reads();
    const done = await by.post(pathOf(on, "/reply"), { ...carried(preview, "/reply"), do: "send" });
    expect([done.status, done.location]).toEqual([303, `${pathOf(on)}?done=sent`]);
    await at.desk.settle();
    expect(escaped(person.reads())).toBe(asRead);
    expect((await by.get(done.location!)).text).toContain(words.reply.sent);
    expect(await now(on)).toMatchObject({ state: "with-resident", assignee: "console:counsellor" });
    expect(await trail(2)).toEqual(["console:counsellor case-answer", "console:counsellor case-take"]);
    expect((await by.get(pathOf(on))).text).toContain(own.thread.fate({ kind: "sent" }));
  });

  test("comes back from its preview as it was written", async () => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    const page = await by.get(pathOf(on));
    const preview = await by.post(pathOf(on, "/reply"), {
      ...carried(page, "/reply"),
      text: `${EVIL}\n二行目`,
      do: "preview",
    });
    expect(preview.text).not.toContain("<script>alert");
    const back = await by.post(pathOf(on, "/reply"), { text: `${EVIL}\n二行目`, do: "back" });
    expect(drafted(back)).toBe(escaped(`${EVIL}\n二行目`));
  });

  test.each([
    ["nothing", " \n", { kind: "empty" } as const],
    ["too much", "あ".repeat(2_401), { kind: "too-long", units: 2_400 } as const],
  ])("with %s in it comes back with what was typed, and why", async (_, text, fault) => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    for (const what of ["preview", "send"]) {
      const back = await by.post(pathOf(on, "/reply"), { text, do: what });
      expect(back.status).toBe(422);
      expect(drafted(back)).toBe(text);
      expect(back.text).toContain(`<p class="fault" id="reply-text-fault">${words.fault(fault)}</p>`);
    }
    expect((await now(on)).state).toBe("waiting");
  });

  test("is sent once, however often its form comes", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    const form = { ...carried(await by.get(pathOf(on)), "/reply"), text: "一度だけ", do: "send" };
    await Promise.all([by.post(pathOf(on, "/reply"), form), by.post(pathOf(on, "/reply"), form)]);
    await by.post(pathOf(on, "/reply"), form);
    await at.desk.settle();
    expect(person.reads().split("一度だけ")).toHaveLength(2);
  });

  test("to a case that somebody else took meanwhile says who, and keeps what was written", async () => {
    const { on, person } = await opened();
    const [first, second] = [await at.as("counsellor"), await at.as("manager")];
    const page = await second.get(pathOf(on));
    await first.post(pathOf(on, "/take"));
    person.reads();
    for (const what of ["preview", "send"]) {
      const late = await second.post(pathOf(on, "/reply"), {
        ...carried(page, "/reply"),
        text: "半分書いた返信",
        do: what,
      });
      expect(late.status).toBe(409);
      expect(plain(late.text)).toContain(`受付1番は、${NAMES.counsellor}さんが受け持っています。`);
      expect(drafted(late)).toBe("半分書いた返信");
    }
    await at.desk.settle();
    expect(person.reads()).toBe("");
    const held = await second.post(pathOf(on, "/take"));
    expect([held.status, (await now(on)).assignee]).toEqual([409, "console:counsellor"]);
  });

  test("that was sent can be corrected by who wrote it, beginning with what was said", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    await sends(by, on, "火曜日です");
    await at.desk.settle();
    const link = /href="([^"]+\?correct=[^"]+)"/u.exec((await by.get(pathOf(on))).text)?.[1];
    const page = await by.get(link!.replace(/#.*$/u, ""));
    expect(drafted(page)).toBe("火曜日です");
    person.reads();
    await by.post(pathOf(on, "/reply"), { ...carried(page, "/reply"), text: "水曜日です", do: "send" });
    await at.desk.settle();
    expect(person.reads()).toMatch(/\n水曜日です$/u);
    expect((await (await at.as("manager")).get(pathOf(on))).text).not.toContain("?correct=");
  });

  test("that is held back is told, and sent again on demand", async () => {
    let isOpen = false;
    const { on, person } = await opened({
      delivery: ({ by: { kind } }) => (kind === "reply" || isOpen ? { kind: "sent" } : { kind: "no-quota" }),
    });
    const by = await at.as("counsellor");
    await sends(by, on, "あとで届きます");
    await at.desk.settle();
    const page = await by.get(pathOf(on));
    expect(page.text).toContain(words.page.undelivered);
    const viewed = await (await at.as("viewer")).get(pathOf(on));
    expect([viewed.text.includes(words.page.undelivered), viewed.text.includes("/again")]).toEqual([true, false]);
    const again = carried(page, "/again");
    const other = await asks("user:U2");
    expect(plain((await by.post(pathOf(other.on, "/again"), again)).text)).toContain("送り直すものがありません");
    isOpen = true;
    person.reads();
    const told = await by.post(pathOf(on, "/again"), again);
    expect([told.status, told.text.includes(words.forms.sentAgain)]).toEqual([200, true]);
    await at.desk.settle();
    expect(person.reads()).toBe("あとで届きます");
    expect(await trail(1)).toEqual(["console:counsellor outbox-again"]);
  });
});

describe("a canned text", () => {
  test("is put behind what was typed, without a script, and by a script in the same words", async () => {
    const { on } = await opened();
    const manager = await at.as("manager");
    await manager.get(`${at.base}/canned`);
    await manager.post(`${at.base}/canned`, { title: EVIL, text: `よろしくお願いします。${EVIL}`, version: "0" });
    const by = await at.as("counsellor");
    const page = await by.get(pathOf(on));
    expect(page.text).not.toContain("<script>alert");
    const id = /<option value="([0-9a-f-]{36})">/u.exec(page.text)![1]!;
    const fields = { ...carried(page, "/reply"), text: "書きかけ", canned: id, do: "canned" };
    const put = await by.post(pathOf(on, "/reply"), fields);
    expect(drafted(put)).toBe(escaped(`書きかけ\n\nよろしくお願いします。${EVIL}`));
    const piece = await by.post(pathOf(on, "/reply"), fields, { "HX-Request": "true", "HX-Target": "section#reply" });
    expect(drafted(piece)).toBe(drafted(put));
    const none = await by.post(pathOf(on, "/reply"), { ...fields, canned: "" });
    expect(drafted(none)).toBe("書きかけ");
  });
});
