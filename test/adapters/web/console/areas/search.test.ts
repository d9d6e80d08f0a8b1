import { afterEach, beforeEach, expect, test } from "vitest";
import type { Message, MessageId } from "../../../../../src/records.ts";
import { takenUp } from "../../../../../src/staff/search/search.ts";
import { DESK } from "../../../../fixtures/served-desk.ts";
import type { Browser, SignedIn, SignedInOptions } from "../../../../fixtures/signed-in.ts";
import { signedIn } from "../../../../fixtures/signed-in.ts";

let at: SignedIn;
let viewer: Browser;
const opened = async (options: SignedInOptions = {}) => {
  at = await signedIn(options);
  viewer = await at.as("viewer");
};
beforeEach(() => opened());
afterEach(() => at.close());

async function caseWith(...texts: readonly string[]) {
  const person = at.desk.resident();
  await person.writes("人と話したい");
  const on = await person.latestCase();
  for (const text of texts) await person.writes(text);
  while (await takenUp(at.desk.store, DESK, at.desk.house.tokenizer));
  return on;
}
const look = async (q: string) => {
  await viewer.get(`${at.base}/search`);
  return viewer.post(`${at.base}/search`, { q });
};

test("what was said in a case is found, marked, and leads to the case", async () => {
  await caseWith("市民活動団体の補助金に申し込みたいです");
  const { status, text } = await look("申込 補助金");
  expect(status).toBe(200);
  expect(text).toContain("<mark>補助金</mark>に<mark>申し込み</mark>たいです");
  expect(text).toContain(`href="${at.base}/cases/1"`);
  expect(text).toContain("2026年11月20日（金）10:00");
  expect(text).toContain("住民");
  expect(text).toContain('value="申込 補助金"');
});

test("what one looks for stands in no address, and the page is kept nowhere", async () => {
  const { headers, location } = await look("山田花子");
  expect(location).toBeUndefined();
  expect(headers.get("cache-control")).toBe("no-store");
  expect((await viewer.get(`${at.base}/search?q=山田花子`)).text).not.toContain("山田花子");
});

test("nothing is found of a talk without a case", async () => {
  const person = at.desk.resident("user:U2");
  await person.writes("小平市の補助金は");
  while (await takenUp(at.desk.store, DESK, at.desk.house.tokenizer));
  expect((await look("補助金")).text).toContain("見つかりませんでした");
});

test("markup that a resident wrote or that is looked for is text", async () => {
  await caseWith(`<img src=x onerror=alert(1)> 補助金 "'&`);
  const { text } = await look(`補助金 <img`);
  expect(text).not.toContain("<img");
  expect(text).toContain("<mark>&lt;img</mark> src=x");
});

test("a person's answer is found under the name, one of the private page says so", async () => {
  const on = await caseWith();
  await at.desk.within(async (records) => {
    await records.staff.save({ id: "console:hara", name: "原 花子", city: undefined, seenAt: 1 });
    const row: Message = {
      ...{ id: "p1" as MessageId, conversation: on.conversation, author: "person", staff: "console:hara" },
      ...{ text: "傘をお預かりしています", channelMessage: undefined, outcome: undefined, city: undefined },
      ...{ sections: [], media: undefined, isPrivate: true, isUnsent: false, at: at.desk.clock.now() },
    };
    await records.messages.add(row);
  });
  while (await takenUp(at.desk.store, DESK, at.desk.house.tokenizer));
  const { text } = await look("傘");
  expect(text).toContain("原 花子");
  expect(text).toContain("専用ページ");
});

test("residents' words are not looked through where staff may not read them", async () => {
  await at.close();
  await opened({ profile: { caseWay: "contact" } });
  await caseWith("鍵を失くしました");
  const { text } = await look("鍵");
  expect(text).toContain("見つかりませんでした");
  expect(text).toContain("住民の発言はさがせません");
});

test("nothing typed finds nothing, and something endless is cut", async () => {
  expect((await look("")).text).not.toContain('role="status"');
  expect((await look("あ".repeat(10_000))).status).toBe(200);
});
