import { afterEach, describe, expect, test } from "vitest";
import { escaped } from "../../../../adapters/web/html.ts";
import type { Case } from "../../../../src/records.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { DESK, type Resident } from "../../../fixtures/served-desk.ts";
import {
  type Answer,
  type Browser,
  NAMES,
  type SignedIn,
  type SignedInOptions,
  signedIn,
} from "../../../fixtures/signed-in.ts";
import { inJapan } from "../../../fixtures/test-clock.ts";

const { cases: words, case: own, frame } = consoleWords;
const EVIL = `</textarea><script>alert("1")</script><svg onload=a()>`;

let at: SignedIn;
afterEach(() => at.close());
async function opened(options: SignedInOptions = {}): Promise<{ readonly person: Resident; readonly on: Case }> {
  at = await signedIn(options);
  return asks("user:U1");
}
async function asks(peer: string, texts = ["小平市の協働とは何ですか", "人と話したい"]) {
  const person = at.desk.resident(peer);
  for (const text of texts) await person.writes(text);
  return { person, on: await person.latestCase() };
}
const now = async ({ number }: Case) => at.desk.within(({ cases }) => cases.get(number));
const trail = async (most: number) =>
  (await at.desk.within(({ audit }) => audit.latest(most))).map(
    ({ actor, act, subject }) => `${actor} ${act} ${subject}`,
  );
const pathOf = ({ number }: Pick<Case, "number">, rest = "") => `${at.base}/cases/${number}${rest}`;
const plain = (text: string) => text.replace(/<[^>]+>/gu, "").replace(/\s+/gu, " ");
const carried = ({ text }: Answer, action: string): Record<string, string> => {
  const form = new RegExp(`<form[^>]+action="[^"]*${action}"[^>]*>([\\s\\S]*?)</form>`, "u").exec(text)?.[1] ?? "";
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name, value]));
};
async function sends(by: Browser, on: Case, form: string, fields: Record<string, string>): Promise<Answer> {
  const page = await by.get(pathOf(on));
  return by.post(pathOf(on, form), { ...carried(page, form), ...fields });
}

describe("whoever works cases", () => {
  test("takes, lets go, hands on and closes one, and reopens it; the trail tells who did what", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    const leads = async (form: string, fields = {}) => (await sends(by, on, form, fields)).location;
    expect(await leads("/take")).toBe(pathOf(on));
    expect(await now(on)).toMatchObject({ state: "with-person", assignee: "console:counsellor" });
    expect(await leads("/release")).toBe(pathOf(on));
    expect(await now(on)).toMatchObject({ state: "waiting", assignee: undefined });
    await leads("/take");
    const page = await by.get(pathOf(on));
    expect(page.text).toContain(`<option value="console:manager">${escaped(NAMES.manager)}</option>`);
    expect(page.text).not.toMatch(/<option value="console:(?:viewer|outsider|counsellor)"/u);
    expect(await leads("/hand-on", { to: "console:manager" })).toBe(pathOf(on));
    expect(await now(on)).toMatchObject({ assignee: "console:manager" });
    expect(plain((await by.get(pathOf(on))).text)).toContain(
      `${escaped(NAMES.counsellor)}さんから${escaped(NAMES.manager)}さんに、担当が替わりました。`,
    );
    person.reads();
    expect(await leads("/close", { reason: "solved" })).toBe(pathOf(on));
    await at.desk.settle();
    expect(person.reads()).toContain("1番");
    expect(await leads("/reopen")).toBe(pathOf(on));
    expect(await now(on)).toMatchObject({ state: "with-person", assignee: "console:counsellor" });
    expect(await trail(6)).toEqual(
      ["reopen", "close", "hand-on", "take", "release", "take"].map((act) => `console:counsellor case-${act} case 1`),
    );
  });

  test("hands one on to who works cases in Slack", async () => {
    const { on } = await opened();
    const other = await asks("user:U2");
    await at.desk.within(({ staff }) =>
      staff.save({ id: "slack:UHARA", name: "スラックの原", city: undefined, seenAt: 1 }),
    );
    await at.desk.staff((work, records) => work.byStaff(records, other.on.number, "slack:UHARA", { kind: "take" }));
    const by = await at.as("counsellor");
    await sends(by, on, "/take", {});
    await sends(by, on, "/hand-on", { to: "slack:UHARA" });
    expect(await now(on)).toMatchObject({ assignee: "slack:UHARA" });
  });

  test("leaves a note that the resident never sees, once for each form", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    person.reads();
    const form = { ...carried(await by.get(pathOf(on)), "/note"), text: `${EVIL}\r\n二行目` };
    await Promise.all([by.post(pathOf(on, "/note"), form), by.post(pathOf(on, "/note"), form)]);
    await at.desk.settle();
    const { text } = await by.get(pathOf(on));
    expect(text.split(escaped(`${EVIL}\n二行目`))).toHaveLength(2);
    expect(text).not.toContain("<script>alert");
    expect(person.reads()).toBe("");
  });

  test("sets another time for the first answer, in Japan's time", async () => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    const due = inJapan("2026-11-22T16:30");
    expect((await sends(by, on, "/due", { at: "2026-11-22T16:30" })).status).toBe(303);
    expect(await now(on)).toMatchObject({ dueAt: due });
    expect((await by.get(pathOf(on))).text).toContain('name="at" value="2026-11-22T16:30"');
  });

  test("gets a form back with what was typed, open, where it is not taken", async () => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    await sends(by, on, "/take", {});
    const rows: readonly [string, Record<string, string>, string, string][] = [
      ["/note", { text: EVIL.repeat(60) }, words.fault({ kind: "too-long", units: 2_400 }), escaped(EVIL.repeat(60))],
      ["/due", { at: "2020-01-01T10:00" }, words.fault({ kind: "in-the-past" }), "2020-01-01T10:00"],
      ["/due", { at: `"><script>` }, words.forms.badTime, escaped(`"><script>`)],
      ["/hand-on", { to: "console:viewer" }, words.forms.chooseColleague, ""],
      ["/close", { reason: "erased" }, words.forms.closeReasons, ""],
    ];
    for (const [form, fields, fault, kept] of rows) {
      const back = await sends(by, on, form, fields);
      expect([form, back.status]).toEqual([form, 422]);
      const act = [...back.text.matchAll(/<details class="act" open>[\s\S]*?<\/details>/gu)]
        .map(([one]) => one)
        .join("");
      expect(act).toContain(fault);
      expect(act).toContain(kept);
      expect(back.text).not.toMatch(/<script>alert|"><script>/u);
    }
    expect(await now(on)).toMatchObject({ state: "with-person", assignee: "console:counsellor" });
  });

  test("keeps a note that came too late for the case, and is told why another form did not count", async () => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    const page = await by.get(pathOf(on));
    await at.desk.staff((work, records) => work.close(records, on.number, "slack:UHARA", "solved"));
    const late = await by.post(pathOf(on, "/due"), { ...carried(page, "/due"), at: "2026-11-22T16:30" });
    expect([
      late.status,
      late.text.includes(words.forms.notOpen),
      late.text.includes('value="2026-11-22T16:30"'),
    ]).toEqual([409, true, true]);
    expect((await by.post(pathOf(on, "/release"))).status).toBe(409);
    expect((await sends(by, on, "/note", { text: "あとから" })).status).toBe(303);
  });

  test("of a case that was erased meanwhile is shown what was typed", async () => {
    const { on } = await opened();
    const by = await at.as("counsellor");
    await by.get(pathOf(on));
    await at.desk.staff((work, records) => work.erase(records, on.number, "slack:UHARA"));
    const late = await by.post(pathOf(on, "/note"), { text: "消えてはいけないメモ" });
    expect([late.status, late.text.includes("消えてはいけないメモ")]).toEqual([404, true]);
    expect(late.text).toContain(frame.whatWasTyped);
  });
});

test("what somebody wrote who has no role at the desk any more is shown, and is kept nowhere", async () => {
  const { on } = await opened();
  await at.account({ login: "leaving", roles: { [DESK]: "counsellor" } as never });
  const by = at.stranger();
  await by.signIn("leaving");
  await by.get(pathOf(on));
  await at.account({ login: "leaving", roles: {} });
  const late = await by.post(pathOf(on, "/note"), { text: "消えてはいけないメモ" });
  expect([late.status, late.text.includes("消えてはいけないメモ")]).toEqual([404, true]);
  const { events } = await at.desk.within(async ({ cases }) => ({ events: await cases.events(on.number) }));
  expect(events.filter(({ move }) => move === "note")).toEqual([]);
});

describe("records of a resident", () => {
  test("are erased by a manager who was sure, and the trail tells it", async () => {
    const { on, person } = await opened();
    const by = await at.as("manager");
    const asked = await by.get(pathOf(on, "/erase"));
    expect(plain(asked.text)).toContain("受付1番、やりとり4件、ファイル0件");
    const unsure = await by.post(pathOf(on, "/erase"));
    expect([unsure.status, unsure.text.includes(words.forms.notSure)]).toEqual([422, true]);
    expect(await now(on)).toBeDefined();
    const done = await by.post(pathOf(on, "/erase"), { sure: "1" });
    expect([done.status, done.location]).toEqual([303, `${at.base}/cases?done=erased`]);
    expect((await by.get(done.location!)).text).toContain(words.forms.erased);
    expect([await now(on), await person.conversation()]).toEqual([undefined, undefined]);
    const told = await trail(3);
    expect(told).toContain("console:manager case-erase case 1");
    expect(told).toContain("console:manager records-erased case 1");
    expect((await by.post(pathOf(on, "/erase"), { sure: "1" })).status).toBe(404);
    expect((await by.get(pathOf(on, "/erase"))).status).toBe(404);
  });

  test("are no matter for who is no manager", async () => {
    const { on } = await opened();
    for (const role of ["viewer", "counsellor"] as const) {
      const by = await at.as(role);
      await by.get(pathOf(on));
      expect((await by.get(pathOf(on, "/erase"))).status).toBe(403);
      expect((await by.post(pathOf(on, "/erase"), { sure: "1" })).status).toBe(403);
    }
    expect(await now(on)).toBeDefined();
  });

  test("go with the case where the resident wished it, and closing says so and leads to the list", async () => {
    const { on, person } = await opened();
    await at.desk.within(async (records) => {
      await at.desk.casework.byResident(records, (await records.cases.get(on.number))!, { kind: "wish-erasure" });
    });
    const by = await at.as("counsellor");
    expect((await by.get(pathOf(on))).text).toContain(own.windows.close.erases);
    const done = await sends(by, on, "/close", { reason: "solved" });
    expect(done.location).toBe(`${at.base}/cases?done=erased`);
    expect(await person.conversation()).toBeUndefined();
    const marks = await at.desk.within(({ posts }) => posts.of(on.conversation));
    expect(marks).toEqual([]);
  });
});

describe("what changes by itself", () => {
  const region = ({ text }: Answer) => /<div id="case-now"[\s\S]*$/u.exec(text)?.[0] ?? "";

  test("brings what the resident writes, and leaves the fields alone", async () => {
    const { on, person } = await opened();
    const by = await at.as("counsellor");
    const page = await by.get(pathOf(on));
    const [address] = /(?<=id="case-now"[^>]*hx-get=")[^"]+/u.exec(page.text)!;
    expect(address).toBe(pathOf(on));
    const since = /hx-get="([^"]+\/change\?since=\d+)"/u.exec(page.text)![1]!;
    expect((await by.get(since)).status).toBe(204);
    await person.writes("もう一つ聞きたいです");
    await at.look();
    expect((await by.get(since)).headers.get("hx-trigger")).not.toBeNull();
    const piece = await by.get(address, { "HX-Request": "true" });
    expect(region(piece)).toContain("もう一つ聞きたいです");
    expect(piece.text).not.toContain('id="reply-text"');
    const live = region(page).slice(0, region(page).indexOf('id="reply"'));
    expect(live).toMatch(/<div role="log" aria-live="polite"/u);
    expect(live).not.toContain("<textarea");
  });

  test("tells whoever writes that somebody else has taken the case", async () => {
    const { on } = await opened();
    const [first, second] = [await at.as("counsellor"), await at.as("manager")];
    await first.get(pathOf(on));
    await sends(second, on, "/take", {});
    const piece = await first.get(pathOf(on), { "HX-Request": "true" });
    expect(plain(region(piece))).toContain(own.card.turn("with-person", escaped(NAMES.manager)));
    expect(region(piece)).not.toContain("/take");
  });

  test("keeps the list as it was asked for", async () => {
    await opened();
    const { text } = await (await at.as("viewer")).get(`${at.base}/cases?list=waiting&city=kodaira`);
    expect(text).toContain(
      `id="case-queue" class="live stack" hx-get="${at.base}/cases?list=waiting&amp;city=kodaira"`,
    );
  });
});
