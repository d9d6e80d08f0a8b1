import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { conversationWords } from "../../src/reply/conversation.ts";
import type { LineCall } from "../fixtures/line-server/calls.ts";
import { userId } from "../fixtures/line-server/events.ts";
import { type LineDesk, lineDesk, MINUTE_MS, PUSH, REPLY, SECOND_MS } from "./line-desk.ts";
import type { Resident } from "./resident.ts";

/** As `adapters/line/limits.ts` says: after this much a call has no answer. */
const DEADLINE_MS = 10 * SECOND_MS;
const TO_BE_SURE = conversationWords.ja.toBeSure;

let desk: LineDesk;
let resident: Resident;
/** Calls before the test's own. */
let before: { readonly replies: number; readonly pushes: number };
let people = 0;

beforeAll(async () => {
  desk = await lineDesk({ at: "2026-11-20T10:00" });
  await desk.start();
});
beforeEach(async () => {
  people += 1;
  resident = desk.resident(userId(people));
  await resident.sends(desk.line.events.follow(resident.id));
  before = { replies: desk.calls(REPLY).length, pushes: desk.calls(PUSH).length };
});
afterEach(() => {
  expect(desk.wrongs()).toEqual([]);
});
afterAll(() => desk.close());

const event = () => desk.line.events.text(resident.id, "小平市の協働とは何ですか");
const replies = () => desk.calls(REPLY).slice(before.replies);
const pushes = () => desk.calls(PUSH).slice(before.pushes);
const called = () => ({ replies: replies().length, pushes: pushes().length });
/** The reply token or the retry key of each call. */
const keysOf = (calls: readonly LineCall[]) =>
  calls.map(({ headers, body }) => headers["x-line-retry-key"] ?? JSON.parse(body).replyToken);
/** Answers that arrived after the welcome. */
const answers = () => new Set(resident.arrivals().map(({ requestId }) => requestId)).size - 1;

/** Delivers an event whose reply LINE leaves without an answer, until the desk waits no longer. @param isDone - it arrives */
async function replyHangs({ isDone }: { readonly isDone: boolean }): Promise<void> {
  desk.line.nextFault({ kind: "silence", isDone }, REPLY);
  const delivered = desk.deliver(event());
  await desk.called(REPLY, before.replies + 1);
  desk.advance(DEADLINE_MS);
  await delivered;
}

describe("a reply without an answer", () => {
  test("that had arrived is tried once more by the same token, and 「Invalid reply token」 then means that it is there", async () => {
    await replyHangs({ isDone: true });
    expect(called()).toEqual({ replies: 1, pushes: 0 });
    await desk.passes(2 * SECOND_MS);
    expect(called()).toEqual({ replies: 2, pushes: 0 });
    expect(replies().at(-1)?.status).toBe(400);
    expect(new Set(keysOf(replies())).size).toBe(1);
    await desk.passes(10 * MINUTE_MS);
    expect(called()).toEqual({ replies: 2, pushes: 0 });
    expect(answers()).toBe(1);
    expect(resident.reads()).not.toContain(TO_BE_SURE);
  });

  test("that had not arrived is answered by the same token at the second try", async () => {
    desk.line.nextFault({ kind: "cut", isDone: false }, REPLY);
    await desk.deliver(event());
    await desk.passes(2 * SECOND_MS);
    expect(called()).toEqual({ replies: 2, pushes: 0 });
    expect(replies().at(-1)?.status).toBe(200);
    expect(answers()).toBe(1);
  });

  test("at both tries is pushed once the token has lapsed, once, and says that it may be a repetition", async () => {
    await replyHangs({ isDone: false });
    desk.line.nextFault({ kind: "silence", isDone: false }, REPLY);
    desk.advance(2 * SECOND_MS);
    await desk.called(REPLY, before.replies + 2);
    desk.advance(DEADLINE_MS);
    await desk.settled();
    await desk.passes(MINUTE_MS);
    expect(called()).toEqual({ replies: 2, pushes: 1 });
    expect(answers()).toBe(1);
    expect(resident.reads().startsWith(`${TO_BE_SURE}\n\n`)).toBe(true);
    await desk.passes(10 * MINUTE_MS);
    expect(called()).toEqual({ replies: 2, pushes: 1 });
    expect((await desk.cases("status")).out).toContain("うち念のため 1");
  });
});

describe("a push", () => {
  /** LINE delivers an event late, so its token has lapsed. */
  const late = () =>
    desk.line.events.text(resident.id, "小平市の協働とは何ですか", { at: desk.now() - 20 * MINUTE_MS });

  test("answers an event whose token has lapsed, without trying the token", async () => {
    await resident.sends(late());
    expect(called()).toEqual({ replies: 0, pushes: 1 });
    expect(resident.arrivals().at(-1)).toMatchObject({ by: "push" });
  });

  test("that failed after it was done is repeated with its key, and 409 then means that it is there", async () => {
    desk.line.nextFault({ kind: "error", status: 500, isDone: true }, PUSH);
    await desk.deliver(late());
    await desk.passes(10 * SECOND_MS);
    expect(pushes().map(({ status }) => status)).toEqual([500, 409]);
    expect(new Set(keysOf(pushes())).size).toBe(1);
    expect(answers()).toBe(1);
    await desk.passes(60 * MINUTE_MS);
    expect(called()).toEqual({ replies: 0, pushes: 2 });
    expect((await desk.cases("outbox")).out).toBe("送れていないものはありません\n");
  });

  test("beyond the month's quota is held where staff see it, and goes out once they send it again", async () => {
    desk.line.setQuota(200, 200);
    await desk.deliver(late());
    await desk.passes(60 * MINUTE_MS);
    expect(pushes().map(({ status }) => status)).toEqual([429]);
    const { out } = await desk.cases("outbox");
    expect(out).toMatch(/^\d+ +保留 +.+今月送れる数を使い切りました/u);
    desk.line.setQuota(300);
    const [id = ""] = out.split(" ");
    expect(await desk.cases("again", id)).toMatchObject({ status: 0, err: "" });
    expect(pushes().map(({ status }) => status)).toEqual([429, 200]);
    expect(answers()).toBe(1);
    expect(await desk.cases("again", id)).toMatchObject({ status: 1, out: "" });
    await desk.passes(60 * MINUTE_MS);
    expect(answers()).toBe(1);
    expect((await desk.cases("audit")).out).toContain(`outbox-again  outbox ${id}`);
    desk.line.setQuota(undefined);
  });

  test("is not tried to somebody who blocked the desk, and whoever answers is told so", async () => {
    const [, number = ""] = /ご相談（(\d+)番）/u.exec(await resident.writes("職員と話したい")) ?? [];
    desk.line.block(resident.id);
    await desk.deliver(desk.line.events.unfollow(resident.id));
    await desk.cases("take", number);
    const { out, err } = await desk.cases("answer", number, "お待たせしました。");
    expect(out).toContain(`受付番号 ${number} への返事を記録しました`);
    expect(err).toContain("届きません：相手がこの窓口をブロックしています");
    expect(pushes()).toEqual([]);
  });
});

describe("a desk that is stopped with an event in its inbox", () => {
  const CONTENT = "GET /v2/bot/message/{messageId}/content";

  /** Stops the desk while it fetches a photo that hangs, so that the question behind it is not begun. */
  async function stoppedBeforeTheQuestion(): Promise<string> {
    await resident.writes("職員と話したい");
    const fetched = desk.calls(CONTENT).length;
    const photo = desk.line.events.image(resident.id, { at: desk.now() - 2 * SECOND_MS });
    const question = event();
    desk.line.nextFault({ kind: "silence", isDone: false }, CONTENT);
    const taken = desk.line.deliver(`${desk.origin}/line/webhook`, [photo]);
    await desk.called(CONTENT, fetched + 1);
    await taken;
    expect(await desk.line.deliver(`${desk.origin}/line/webhook`, [question])).toBe(200);
    const stopped = desk.stop();
    desk.advance(DEADLINE_MS);
    await stopped;
    expect(await desk.count("select count(*) as n from inbox where state = 'waiting'")).toBe(1);
    resident.reads();
    return question.replyToken!;
  }

  test("answers it by its token when it is started again at once", async () => {
    const token = await stoppedBeforeTheQuestion();
    await desk.start();
    expect(resident.reads()).toContain("出典：小平市協働の推進に関する指針");
    expect(resident.arrivals().at(-1)).toMatchObject({ by: "reply", key: token });
    expect(pushes()).toEqual([]);
  });

  test("answers it by a push when it is started again after the token lapsed", async () => {
    await stoppedBeforeTheQuestion();
    desk.advance(2 * MINUTE_MS);
    await desk.start();
    expect(resident.reads()).toContain("出典：小平市協働の推進に関する指針");
    expect(resident.arrivals().at(-1)).toMatchObject({ by: "push" });
    await desk.passes(10 * MINUTE_MS);
    expect(await desk.count("select count(*) as n from inbox where state = 'waiting'")).toBe(0);
    expect(resident.reads()).toBe("");
  });
});
