import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { SHORTCUTS } from "../../adapters/slack/requests/interactions.ts";
import { lookupWords } from "../../src/reply/staff-lookup.ts";
import { event, form, posted } from "../fixtures/slack-forms.ts";
import { type SlackDesk, slackDesk } from "./slack-desk.ts";
import { offersOf, wordsOf } from "./slack-reading.ts";
import { EVENTS, type Staff } from "./staff.ts";

const { buttons } = lookupWords;
const QUESTION = "小平市の協働とは何ですか";
const LEAD = /^自治基本条例の第3条は、協働を「/u;
const SOURCE = "出典：小平市協働の推進に関する指針（平成30年12月改定）1 自治基本条例における協働";

let at: SlackDesk;
let satou: Staff;
let elsewhere: string;
beforeAll(async () => {
  at = await slackDesk({ at: "2025-11-21T10:00" });
  await at.start();
  satou = at.staff("satou");
  elsewhere = at.slack.otherChannel;
});
afterEach(() => expect(at.wrongs()).toEqual([]));
afterAll(() => at.close());

const mention = (text: string) => `<@${at.slack.botUserId}> ${text}`;
const message = async (ts: string) => (await satou.channel()).find((one) => one.ts === ts)!;

test("a mention in any channel is answered in its thread, a follow-up there keeps the city, and both can be compared and read in their place", async () => {
  const asked = await satou.writes(mention(QUESTION), { channel: elsewhere });
  await satou.writes("計画はありますか", { channel: elsewhere, thread: asked });
  const [first, followUp, second, ...more] = await satou.thread(asked, elsewhere);
  expect(more).toEqual([]);
  expect(wordsOf(first!)).toMatch(LEAD);
  expect(wordsOf(first!)).toContain(SOURCE);
  expect(followUp?.user).toBe(satou.id);
  expect(wordsOf(second!)).toMatch(/^表には、小平市第三次長期総合基本計画（平成18年3月）、/u);

  await satou.presses(buttons.section, first!, elsewhere);
  expect(wordsOf(satou.window())).toMatch(/平成20年10月 制定\n.+第3条においては、.+2 \(1\) 協働の位置付け/su);
  await satou.presses(buttons.wordings, first!, elsewhere);
  expect(wordsOf(satou.window())).toMatch(/\n日本語\n.+\nやさしい日本語\n.+\nEnglish\n/su);
  await satou.presses(buttons.compare, second!, elsewhere);
  const compared = wordsOf((await satou.thread(asked, elsewhere)).at(-1)!);
  for (const city of ["国立市", "小金井市", "国分寺市\n記載なし", "小平市", "日野市"]) {
    expect(compared).toContain(`\n${city}\n`);
  }
});

test("what others say in such a thread is among them", async () => {
  const asked = await satou.writes(mention(QUESTION), { channel: elsewhere });
  await at.staff("suzuki").writes("計画はどうでしたっけ", { channel: elsewhere, thread: asked });
  await satou.writes("次の会議で聞きます", { channel: elsewhere, thread: asked });
  expect(await satou.thread(asked, elsewhere)).toHaveLength(3);
});

test("an event that Slack delivers twice is answered once", async () => {
  const ts = await satou.writes("窓口に聞いてみます", { channel: elsewhere });
  const body = event({
    event: { type: "app_mention", user: satou.id, channel: elsewhere, ts, text: mention(QUESTION) },
  });
  const secret = at.slack.signingSecret;
  const again = { num: 1, reason: "http_timeout" };
  const deliveries = [form(body, { secret }), form(body, { secret, retry: again })];
  for (const one of deliveries) expect(await posted(`${at.desk.origin}${EVENTS}`, one)).toMatchObject({ status: 200 });
  await at.desk.settled();
  expect((await satou.thread(ts, elsewhere)).map(wordsOf)).toEqual([expect.stringMatching(LEAD)]);
});

test("a direct message is answered beside it", async () => {
  const channel = await satou.direct();
  await satou.writes(QUESTION, { channel });
  const [, answer, ...more] = await satou.channel(channel);
  expect(wordsOf(answer!)).toMatch(LEAD);
  expect(more).toEqual([]);
});

test("a command is answered for its asker alone, by the city that was chosen, until it is shared", async () => {
  const suzuki = at.staff("suzuki");
  const before = await suzuki.channel(elsewhere);
  expect(offersOf(await suzuki.types("協働とは何ですか"))).toContain(buttons.keepCity("小平市"));
  expect(wordsOf({ blocks: await suzuki.types("市 小平") })).toMatch(/^ふだん調べる市を小平市にしました。/u);
  const found = await suzuki.types("協働とは何ですか");
  expect(wordsOf({ blocks: found })).toContain(SOURCE);
  expect(await suzuki.channel(elsewhere)).toEqual(before);
  await suzuki.pressesPrivately(buttons.share, found, elsewhere);
  const shared = (await suzuki.channel(elsewhere)).slice(before.length);
  expect(shared.map(wordsOf)).toEqual([
    expect.stringMatching(/^調べたこと\n協働とは何ですか\n自治基本条例の第3条は、/u),
  ]);
  expect(offersOf(shared)).not.toContain(buttons.share);
});

test("a message is looked up by its shortcut, in a window for whoever chose it", async () => {
  const ts = await at.staff("suzuki").writes(QUESTION);
  const before = await satou.channel();
  await satou.chooses(SHORTCUTS.lookUp, await message(ts));
  expect(wordsOf(satou.window())).toContain(SOURCE);
  expect(await satou.channel()).toEqual(before);
});

test("whether it was of use is kept as a word of staff", async () => {
  const asked = await satou.writes(mention(QUESTION), { channel: elsewhere });
  const [answer] = await satou.thread(asked, elsewhere);
  await satou.presses(buttons.unhelpful, answer!, elsewhere);
  expect(satou.whispers().at(-1)).toMatch(/^ありがとうございます。お役に立てず/u);
  expect((await at.desk.cases("questions", "--staff")).out).toContain(QUESTION);
  expect((await at.desk.cases("questions")).out).not.toContain(QUESTION);
});

test("a desk without LINE answers staff all the same", async () => {
  const alone = await slackDesk({
    at: "2025-11-21T10:00",
    settings: { LINE_CHANNEL_SECRET: "", LINE_CHANNEL_ACCESS_TOKEN: "" },
  });
  await alone.start();
  const suzuki = alone.staff("suzuki");
  const asked = await suzuki.writes(`<@${alone.slack.botUserId}> ${QUESTION}`);
  expect((await suzuki.thread(asked)).map(wordsOf)).toEqual([expect.stringMatching(LEAD)]);
  expect(alone.wrongs()).toEqual([]);
  await alone.close();
});
