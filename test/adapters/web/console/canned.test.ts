import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { escaped } from "../../../../adapters/web/html.ts";
import { consoleWords } from "../../../../src/reply/console/console.ts";
import { type Answer, type Browser, type SignedIn, signedIn } from "../../../fixtures/signed-in.ts";

const { canned: words, cases } = consoleWords;
const EVIL = `"><script>alert(1)</script>`;

let at: SignedIn;
beforeEach(async () => {
  at = await signedIn();
});
afterEach(() => at.close());
const list = () => `${at.base}/canned`;
const all = () => at.desk.within(({ canned }) => canned.list());
const trail = async (most: number) =>
  (await at.desk.within(({ audit }) => audit.latest(most))).map(({ act, actor, detail }) => ({ act, actor, detail }));
/** The hidden fields of the form that saves. */
const carried = ({ text }: Answer): Record<string, string> => {
  const form = /<form[^>]+action="[^"]*\/canned(?:\/[^"/]+)?"[^>]*>[\s\S]*?<\/form>/u.exec(text)?.[0] ?? "";
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)].map(([, a = "", b = ""]) => [a, b]),
  );
};
async function added(by: Browser, title: string, text: string): Promise<string> {
  const page = await by.get(list());
  expect((await by.post(list(), { ...carried(page), title, text })).location).toBe(list());
  return (await all()).find((one) => one.title === title)!.id;
}

describe("a text that is used again and again", () => {
  test("is added, changed and removed by a manager, and the trail tells what it was and is", async () => {
    const by = await at.as("manager");
    const id = await added(by, "開館時間", "9時から17時です。");
    const page = await by.get(`${list()}/${id}`);
    expect(
      (
        await by.post(`${list()}/${id}`, {
          ...carried(page),
          title: "開館時間",
          text: "9時から18時です。\r\n月曜は休みです。",
        })
      ).status,
    ).toBe(303);
    expect(await all()).toMatchObject([
      { title: "開館時間", text: "9時から18時です。\n月曜は休みです。", author: "console:manager", version: 2 },
    ]);
    const unsure = await by.post(`${list()}/${id}/remove`, { version: "2" });
    expect([unsure.status, unsure.text.includes(words.notSure)]).toEqual([422, true]);
    expect((await by.post(`${list()}/${id}/remove`, { version: "2", sure: "1" })).status).toBe(303);
    expect(await all()).toEqual([]);
    const actor = "console:manager";
    const [before, after] = ["開館時間：9時から17時です。", "開館時間：9時から18時です。\n月曜は休みです。"];
    expect(await trail(3)).toEqual([
      { actor, act: "canned-remove", detail: after },
      { actor, act: "canned-change", detail: `${before}\n→ ${after}` },
      { actor, act: "canned-add", detail: before },
    ]);
  });

  test("is read by all who are signed in, and written by managers alone", async () => {
    const id = await added(await at.as("manager"), EVIL, `文${EVIL}`);
    for (const role of ["viewer", "counsellor"] as const) {
      const by = await at.as(role);
      const { text } = await by.get(list());
      expect(text).toContain(escaped(`文${EVIL}`));
      const main = text.slice(text.indexOf("<main"));
      expect(main).not.toMatch(/<form|<script|\/canned\//u);
      const posts = [list(), `${list()}/${id}`, `${list()}/${id}/remove`];
      for (const path of posts) expect((await by.post(path, { title: "a", text: "b", sure: "1" })).status).toBe(403);
      expect((await by.get(`${list()}/${id}`)).status).toBe(403);
    }
    expect(await all()).toHaveLength(1);
  });

  test.each([
    ["no name", { title: " ", text: "文" }, { kind: "empty" } as const],
    ["too long a name", { title: "名".repeat(61), text: "文" }, { kind: "too-long", units: 60 } as const],
    ["no text", { title: "名前", text: "\u200b" }, { kind: "empty" } as const],
    [
      "too long a text",
      { title: "名前", text: `${EVIL}${"文".repeat(2_400)}` },
      { kind: "too-long", units: 2_400 } as const,
    ],
  ])("with %s comes back with what was typed", async (_, typed, fault) => {
    const by = await at.as("manager");
    const page = await by.get(list());
    const back = await by.post(list(), { ...carried(page), ...typed });
    expect(back.status).toBe(422);
    expect(back.text).toContain(cases.fault(fault));
    expect(back.text).toContain(`name="title" value="${escaped(typed.title)}"`);
    expect(back.text).toContain(`>\n${escaped(typed.text)}</textarea>`);
    expect(await all()).toEqual([]);
  });

  test("is added once, however often its form comes", async () => {
    const by = await at.as("manager");
    const form = { ...carried(await by.get(list())), title: "名前", text: "文" };
    for (let i = 0; i < 3; i += 1) expect((await by.post(list(), form)).status).toBe(303);
    expect(await all()).toMatchObject([{ version: 1 }]);
    expect((await trail(9)).filter(({ act }) => act === "canned-add")).toHaveLength(1);
  });

  test("that two change at once is changed by one, and the other sees both and may go on", async () => {
    const by = await at.as("manager");
    const id = await added(by, "名前", "はじめ");
    const form = carried(await by.get(`${list()}/${id}`));
    await by.post(`${list()}/${id}`, { ...form, title: "名前", text: "先の人" });
    const late = await by.post(`${list()}/${id}`, { ...form, title: "名前", text: "後の人" });
    expect(late.status).toBe(409);
    for (const shown of [words.changed, "先の人", ">\n後の人</textarea>"]) expect(late.text).toContain(shown);
    const stale = await by.post(`${list()}/${id}/remove`, { version: form.version!, sure: "1" });
    expect([stale.status, (await all()).length]).toEqual([409, 1]);
    await by.post(`${list()}/${id}`, { ...carried(late), title: "名前", text: "後の人" });
    expect(await all()).toMatchObject([{ text: "後の人", version: 3 }]);
  });

  test("that somebody removed meanwhile comes back as a new one", async () => {
    const by = await at.as("manager");
    const id = await added(by, "名前", "はじめ");
    const form = carried(await by.get(`${list()}/${id}`));
    await by.post(`${list()}/${id}/remove`, { version: "1", sure: "1" });
    const late = await by.post(`${list()}/${id}`, { ...form, title: "名前", text: "続き" });
    expect([late.status, late.text.includes(words.gone)]).toEqual([409, true]);
    await by.post(`${list()}/${id}`, { ...carried(late), title: "名前", text: "続き" });
    expect(await all()).toMatchObject([{ text: "続き", version: 1 }]);
    expect((await by.get(`${list()}/nothing`)).status).toBe(404);
  });
});
