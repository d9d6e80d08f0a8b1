import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { httpServer } from "../../../adapters/http/server.ts";
import { type SlackApp, slackApp } from "../../../adapters/slack/app.ts";
import { own } from "../../../adapters/slack/calls/own.ts";
import { actionId, actionValue, type Pressed } from "../../../adapters/slack/press.ts";
import type { SlackWords } from "../../../adapters/slack/render.ts";
import { faultBlock, inputId, metadata } from "../../../adapters/slack/requests/forms.ts";
import type { CityId, PassageId } from "../../../src/model.ts";
import type { Person, StaffRoom } from "../../../src/ports/staff.ts";
import type { CaseNumber, ReceivedEvent } from "../../../src/records.ts";
import { caseWords } from "../../../src/reply/staff-cases.ts";
import { lookupWords } from "../../../src/reply/staff-lookup.ts";
import * as slack from "../../fixtures/slack-forms.ts";
import { BOT, BOT_USER } from "../../fixtures/slack-server/workspace.ts";
import { testClock } from "../../fixtures/test-clock.ts";

const SECRET = "a-signing-secret";
const WORDS = "小平太郎です";
const SATOU = "U0SATOU";
const CHANNEL = "C0DESK";
const NUMBER = 12 as CaseNumber;
const words: SlackWords = { lookup: lookupWords, cases: caseWords, cityName: (id: CityId) => id, baseUrl: undefined };

const lines: string[] = [];
const note = (level: string) => (facts: object, message: string) =>
  void lines.push(JSON.stringify({ level, ...facts, message }));
const log = { info: note("info"), warn: note("warn"), error: note("error") };
const clock = testClock(Date.now());

const room = {
  receive: vi.fn<StaffRoom["receive"]>(),
  command: vi.fn<StaffRoom["command"]>(),
  view: vi.fn<StaffRoom["view"]>(),
  submit: vi.fn<StaffRoom["submit"]>(),
};
const person = vi.fn<(id: string) => Promise<Person>>();
const views = { open: vi.fn(), push: vi.fn(), update: vi.fn() };
const auth = { test: vi.fn() };

const self = () => own({ client: { auth }, clock, log, desk: "desk" });
let app: SlackApp;
let origin: string;
let closeServer = async () => {};

beforeEach(async () => {
  for (const mock of [...Object.values(room), person, ...Object.values(views), auth.test]) mock.mockReset();
  room.receive.mockResolvedValue();
  person.mockImplementation(async (id) => ({ id, name: "佐藤", isMember: true }));
  views.open.mockResolvedValue({ view: { id: "V1" } });
  views.push.mockResolvedValue({ view: { id: "V2" } });
  views.update.mockResolvedValue({});
  auth.test.mockResolvedValue({ user_id: BOT_USER, bot_id: BOT });
  const parts = { signingSecret: SECRET, appToken: undefined, paths: ["/slack/events", "/slack/events/desk"] };
  app = slackApp({ ...parts, desk: "desk", client: { views }, self: self(), room, person, words, clock, log });
  const notice = { title: "", text: "" };
  const server = httpServer({
    routes: [app.router!],
    isReady: () => true,
    words: { malformed: notice, notFound: notice, tooLarge: notice, failed: notice },
    errorPage: () => "<html>",
  });
  origin = await server.listen({ host: "127.0.0.1", port: 0 });
  closeServer = server.close;
});
afterEach(async () => {
  await app.close();
  await closeServer();
  expect(lines.join("\n")).not.toMatch(new RegExp(`${WORDS}|${SATOU}|${SECRET}`, "u"));
  lines.length = 0;
});

const posted = (sent: slack.SlackForm, path = "/slack/events") => slack.posted(`${origin}${path}`, sent);
const send = (body: string, path?: string) => posted(slack.form(body, { secret: SECRET }), path);
const received = (): ReceivedEvent[] => room.receive.mock.calls.flatMap(([events]) => [...events]);
/** Lets what goes on after an acknowledgement end. */
const done = () => app.close();

const EVENT = { type: "message", channel: CHANNEL, user: SATOU, text: WORDS, ts: "1795251601.000100" };
const mention = () => slack.event({ event: EVENT, eventId: "Ev1" });

describe("an event", () => {
  test("is kept before Slack is told that it came", async () => {
    const keeping = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    room.receive.mockImplementation(() => {
      asked.resolve();
      return keeping.promise;
    });
    const answered = vi.fn();
    const sending = send(mention()).then((answer) => {
      answered();
      return answer;
    });
    await asked.promise;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).not.toHaveBeenCalled();
    keeping.resolve();
    expect(await sending).toEqual({ status: 200, text: "" });
    expect(received()).toMatchObject([{ eventId: "Ev1", peer: `place:${CHANNEL}:` }]);
    expect(room.receive).toHaveBeenCalledWith(expect.any(Array), clock.now());
  });

  test("is taken at both paths of a single desk", async () => {
    expect((await send(mention(), "/slack/events/desk")).status).toBe(200);
    expect(received()).toHaveLength(1);
  });

  test("that could not be kept is asked for again", async () => {
    room.receive.mockRejectedValueOnce(Object.assign(new Error(WORDS), { code: "ERR_SQLITE_ERROR" }));
    expect((await send(mention())).status).toBe(500);
    expect(lines.join()).toContain("Slack is asked to deliver it again");
    expect((await send(mention())).status).toBe(200);
  });

  test("that is kept too late is asked for again, and what comes of the first is dropped quietly", async () => {
    const keeping = Promise.withResolvers<void>();
    room.receive.mockReturnValueOnce(keeping.promise);
    expect((await send(mention())).status).toBe(500);
    keeping.resolve();
    expect((await send(mention())).status).toBe(200);
  });

  test("that comes again is handed on again, for the first may never have come: the inbox knows it by its id", async () => {
    const retry = { num: 1, reason: "http_timeout" };
    await send(mention());
    expect((await posted(slack.form(mention(), { secret: SECRET, retry }))).status).toBe(200);
    expect(received().map(({ eventId }) => eventId)).toEqual(["Ev1", "Ev1"]);
  });

  test("that happened hours ago is kept: only when it was sent counts", async () => {
    const at = Date.now() - 6 * 3_600_000;
    await send(slack.event({ event: EVENT, at }));
    expect(received()[0]?.occurredAt).toBe(at);
  });

  test.each(["app_home_opened", "tokens_revoked", "app_uninstalled", "something_new"])(
    "%s is kept like any",
    async (type) => {
      expect((await send(slack.event({ event: { type, user: SATOU } }))).status).toBe(200);
      expect(received()).toHaveLength(1);
    },
  );

  test("of the desk itself is known as such once Slack has told who it is", async () => {
    app.start();
    await vi.waitFor(() => expect(auth.test).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { authorizations: _, ...bare } = JSON.parse(mention());
    await send(JSON.stringify(bare));
    expect(JSON.parse(received()[0]!.raw).own).toEqual({ user: BOT_USER, bot: BOT });
  });
});

describe("a request is refused", () => {
  const now = Date.now();
  test.each<[string, () => slack.SlackForm, number]>([
    ["with another secret's signature", () => slack.form(mention(), { secret: "another" }), 401],
    ["with a signature of another body", () => ({ ...slack.form(mention(), { secret: SECRET }), body: "{}" }), 401],
    ["without signature", () => ({ body: mention(), headers: { "content-type": "application/json" } }), 401],
    ["signed six minutes ago", () => slack.form(mention(), { secret: SECRET, at: now - 6 * 60_000 }), 401],
    ["signed six minutes ahead", () => slack.form(mention(), { secret: SECRET, at: now + 6 * 60_000 }), 401],
    ["that is no JSON", () => slack.form("{", { secret: SECRET }), 400],
    ["that is too large", () => slack.form(`{"a":"${"x".repeat(2_100_000)}"}`, { secret: SECRET }), 413],
  ])("%s", async (_, made, status) => {
    expect((await posted(made())).status).toBe(status);
    expect(room.receive).not.toHaveBeenCalled();
    expect(lines.length).toBeGreaterThan(0);
  });

  test("by another method", async () => {
    const answer = await fetch(`${origin}/slack/events`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("at the path of another desk", async () => {
    expect((await send(mention(), "/slack/events/other")).status).toBe(404);
  });
});

test("four minutes of difference between two clocks are taken, on either side", async () => {
  for (const minutes of [-4, 4]) {
    const at = Date.now() + minutes * 60_000;
    expect((await posted(slack.form(mention(), { secret: SECRET, at }))).status).toBe(200);
  }
});

test("Slack's trial of the address is answered", async () => {
  const answer = await send(JSON.stringify({ type: "url_verification", token: "", challenge: "abc" }));
  expect(answer).toEqual({ status: 200, text: '{"challenge":"abc"}' });
});

test.each([
  ["a kind that is not known", { type: "new_kind" }],
  ["choices for a menu", { type: "block_suggestion", value: "", team: { id: "T1" }, user: { id: SATOU } }],
  ["a window that was closed", { type: "view_closed", view: { callback_id: "x" }, user: { id: SATOU } }],
  ["a shortcut of no message", { type: "shortcut", callback_id: "x", user: { id: SATOU }, trigger_id: "1" }],
])("%s is acknowledged and passed over", async (_, payload) => {
  expect((await send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())).status).toBe(200);
  expect(room.receive).not.toHaveBeenCalled();
});

describe("a press", () => {
  const press = (pressed: Pressed, over: Partial<slack.BlockAction> = {}) =>
    slack.blockAction({
      ...{ user: SATOU, triggerId: "1.2.3", channel: CHANNEL, message: { ts: "1795251601.000100", text: WORDS } },
      action: { type: "button", action_id: actionId(pressed), value: actionValue(pressed) },
      ...over,
    });

  test("that acts is kept, without the card on which it stands", async () => {
    expect((await send(press({ act: "take", number: NUMBER }))).status).toBe(200);
    expect(received()).toMatchObject([{ peer: "case:12" }]);
    expect(received()[0]?.raw).not.toContain(WORDS);
    expect(views.open).not.toHaveBeenCalled();
  });

  test("that could not be kept fails, which whoever pressed is shown", async () => {
    room.receive.mockRejectedValueOnce(new Error(WORDS));
    expect((await send(press({ act: "take", number: NUMBER }))).status).toBe(500);
  });

  test("on a link or a button of nobody's is passed over", async () => {
    const action = { type: "button", action_id: "link.page" };
    expect((await send(press({ act: "take", number: NUMBER }, { action }))).status).toBe(200);
    expect(room.receive).not.toHaveBeenCalled();
  });

  test("for a window opens it before anything else, and fills it once it is acknowledged", async () => {
    const known = Promise.withResolvers<Awaited<ReturnType<StaffRoom["view"]>>>();
    room.view.mockReturnValue(known.promise);
    expect((await send(press({ view: "note", number: NUMBER }))).status).toBe(200);
    expect(views.open).toHaveBeenCalledWith({ trigger_id: "1.2.3", view: expect.objectContaining({ type: "modal" }) });
    expect(views.update).not.toHaveBeenCalled();
    known.resolve({ view: "note", number: NUMBER });
    await done();
    expect(room.view).toHaveBeenCalledWith(
      { id: `slack:${SATOU}`, name: "佐藤", isMember: true },
      { view: "note", number: NUMBER },
    );
    expect(views.update).toHaveBeenCalledExactlyOnceWith({
      view_id: "V1",
      view: expect.objectContaining({ callback_id: "desk.form.note" }),
    });
    expect(room.receive).not.toHaveBeenCalled();
  });

  test("in a window puts the new one on it", async () => {
    room.view.mockResolvedValue({ view: "note", number: NUMBER });
    const inWindow = { view: { id: "V0", type: "modal" } };
    await send(press({ view: "note", number: NUMBER }, inWindow));
    await done();
    expect(views.open).not.toHaveBeenCalled();
    expect(views.push).toHaveBeenCalledOnce();
    expect(views.update).toHaveBeenCalledWith(expect.objectContaining({ view_id: "V2" }));
  });

  test.each<[string, () => void]>([
    ["the desk fails", () => room.view.mockRejectedValue(new Error(WORDS))],
    ["Slack does not tell who pressed", () => person.mockRejectedValue(new Error(WORDS))],
  ])("for a window that cannot be filled, as %s, says so in it", async (_, fails) => {
    fails();
    await send(press({ view: "note", number: NUMBER }));
    await done();
    const [{ view }] = views.update.mock.calls[0]!;
    expect(JSON.stringify(view)).toContain(caseWords.whisper({ kind: "failed" }, undefined));
    expect(lines.join()).toContain("could not be told");
  });

  test.each<[string, () => void]>([
    [
      "refuses",
      () => views.open.mockRejectedValue(Object.assign(new Error(WORDS), { data: { error: "expired_trigger_id" } })),
    ],
    ["opens none", () => views.open.mockResolvedValue({})],
  ])("for a window is acknowledged though Slack %s, and nothing is looked for", async (_, fails) => {
    fails();
    expect((await send(press({ view: "note", number: NUMBER }))).status).toBe(200);
    await done();
    expect(room.view).not.toHaveBeenCalled();
    expect(lines).toHaveLength(1);
  });

  test("for a window is acknowledged in time though Slack is slow to open it, and it is filled all the same", async () => {
    const asked = Promise.withResolvers<void>();
    const opening = Promise.withResolvers<object>();
    views.open.mockImplementation(() => {
      asked.resolve();
      return opening.promise;
    });
    room.view.mockResolvedValue({ view: "note", number: NUMBER });
    const sending = send(press({ view: "note", number: NUMBER }));
    await asked.promise;
    clock.advance(2_000);
    expect((await sending).status).toBe(200);
    expect(views.update).not.toHaveBeenCalled();
    opening.resolve({ view: { id: "V9" } });
    await done();
    expect(views.update).toHaveBeenCalledWith(expect.objectContaining({ view_id: "V9" }));
  });

  test.each<[string, (open: PromiseWithResolvers<object>) => void]>([
    ["never opens it", () => clock.advance(10_000)],
    ["refuses it late", (open) => open.reject(new Error(WORDS))],
  ])("for a window is acknowledged in time though Slack %s, and that is told", async (_, ends) => {
    const asked = Promise.withResolvers<void>();
    const opening = Promise.withResolvers<object>();
    views.open.mockImplementation(() => {
      asked.resolve();
      return opening.promise;
    });
    const sending = send(press({ view: "note", number: NUMBER }));
    await asked.promise;
    clock.advance(2_000);
    expect((await sending).status).toBe(200);
    ends(opening);
    await done();
    expect(room.view).not.toHaveBeenCalled();
    expect(lines).toHaveLength(1);
  });

  test("for a window that was closed before it was filled is nobody's loss", async () => {
    room.view.mockResolvedValue({ view: "note", number: NUMBER });
    views.update.mockRejectedValue(Object.assign(new Error(WORDS), { data: { error: "not_found" } }));
    await send(press({ view: "note", number: NUMBER }));
    await done();
    expect(lines).toEqual([]);
  });
});

describe("a command", () => {
  const command = (text: string, responseUrl?: string) =>
    slack.slashCommand({
      user: SATOU,
      channel: CHANNEL,
      text,
      triggerId: "1.2.3",
      ...(responseUrl && { responseUrl }),
    });
  const failed = caseWords.whisper({ kind: "failed" }, undefined);

  test("is answered to whoever typed it alone", async () => {
    room.command.mockResolvedValue({ kind: "help" });
    const { status, text } = await send(command("ヘルプ"));
    expect(status).toBe(200);
    expect(room.command).toHaveBeenCalledWith(expect.objectContaining({ id: `slack:${SATOU}` }), "ヘルプ");
    expect(JSON.parse(text)).toMatchObject({ response_type: "ephemeral", blocks: expect.any(Array) });
    expect(JSON.parse(text).text).toContain(lookupWords.help[0]);
  });

  test("is read as it was typed", async () => {
    room.command.mockResolvedValue({ kind: "help" });
    await send(command("NPO&amp;市の協働 &lt;とは&gt;"));
    expect(room.command).toHaveBeenCalledWith(expect.anything(), "NPO&市の協働 <とは>");
  });

  test("of any name is taken, for two apps of one workspace cannot have the same", async () => {
    room.command.mockResolvedValue({ kind: "help" });
    const body = slack.slashCommand({ user: SATOU, channel: CHANNEL, text: "", triggerId: "1", command: "/hino" });
    expect((await send(body)).status).toBe(200);
    expect(room.command).toHaveBeenCalledWith(expect.anything(), "");
  });

  test.each<[string, () => void]>([
    ["the desk fails", () => room.command.mockRejectedValue(new Error(WORDS))],
    ["Slack does not tell who typed it", () => person.mockRejectedValue(new Error(WORDS))],
  ])("to which there is no answer, as %s, is answered so", async (_, fails) => {
    fails();
    const { status, text } = await send(command(WORDS));
    expect([status, JSON.parse(text).text]).toEqual([200, failed]);
  });

  test("whose answer is late is answered so before Slack gives up", async () => {
    const asked = Promise.withResolvers<void>();
    room.command.mockImplementation(() => {
      asked.resolve();
      return new Promise(() => {});
    });
    const sending = send(command(WORDS));
    await asked.promise;
    clock.advance(2_500);
    expect(JSON.parse((await sending).text).text).toBe(failed);
  });
});

describe("a shortcut", () => {
  const message = { ts: "1795251601.000100", text: "*協働* とは", user: SATOU, thread_ts: "1795251000.000100" };
  const place = { channel: CHANNEL, thread: message.thread_ts };
  const shortcut = (callbackId: string) =>
    slack.messageShortcut({ user: SATOU, callbackId, triggerId: "1.2.3", channel: CHANNEL, message });

  test.each<[string, object]>([
    ["desk.look-up", { view: "finding", text: "協働 とは", place, message: message.ts }],
    ["desk.send", { view: "send", place, message: message.ts, text: "協働 とは" }],
  ])("%s opens its window", async (name, request) => {
    room.view.mockResolvedValue({ view: "refusal", say: { kind: "not-open" } });
    expect((await send(shortcut(name))).status).toBe(200);
    await done();
    expect(room.view).toHaveBeenCalledWith(expect.anything(), request);
    expect(views.update).toHaveBeenCalledOnce();
  });

  test("of another app is passed over", async () => {
    expect((await send(shortcut("theirs"))).status).toBe(200);
    expect(views.open).not.toHaveBeenCalled();
  });
});

describe("a window that was sent off", () => {
  const filled = (form: string, field: "text" | "to", value: object, callback = `desk.form.${form}`) =>
    slack.viewSubmission({
      user: SATOU,
      triggerId: "1.2.3",
      view: { id: "V1", callback_id: callback, private_metadata: metadata({ number: NUMBER }) },
      values: { [faultBlock(field)]: { [inputId(field)]: value } },
    });
  const note = filled("note", "text", { type: "plain_text_input", value: WORDS });
  const answer = async (body: string) => JSON.parse((await send(body)).text);

  test("closes with all under it when it is done", async () => {
    room.submit.mockResolvedValue({ kind: "done" });
    expect(await answer(note)).toEqual({ response_action: "clear" });
    expect(room.submit).toHaveBeenCalledWith(
      expect.objectContaining({ id: `slack:${SATOU}` }),
      expect.objectContaining({ form: "note", number: NUMBER, text: WORDS }),
    );
  });

  test("tells what is wrong beside the field", async () => {
    room.submit.mockResolvedValue({ kind: "fault", field: "text", fault: { kind: "empty" } });
    expect(await answer(note)).toEqual({
      response_action: "errors",
      errors: { [faultBlock("text")]: caseWords.fault({ kind: "empty" }) },
    });
  });

  test("shows a refusal in its place, or above what was written in it", async () => {
    room.submit.mockResolvedValue({ kind: "show", view: { view: "refusal", say: { kind: "gone" } } });
    expect(await answer(note)).toMatchObject({ response_action: "push", view: { type: "modal" } });
    const handOn = filled("hand-on", "to", { type: "users_select", selected_user: "U0SUZUKI" });
    expect(await answer(handOn)).toMatchObject({ response_action: "update", view: { type: "modal" } });
  });

  test("puts a preview on itself, so that closing it leads back to what was written", async () => {
    const cost = { left: undefined, isLimited: false, isStopped: false, isOnPage: false };
    const preview = {
      ...{ view: "preview", number: NUMBER, language: "ja", sender: "支援センター", text: "答え", asRead: ["答え"] },
      ...{ quotation: undefined as { passage: PassageId } | undefined, isQuoted: false, cost },
      ...{ correcting: undefined, source: undefined },
    } as unknown as Extract<Awaited<ReturnType<StaffRoom["view"]>>, { view: "preview" }>;
    room.submit.mockResolvedValue({ kind: "show", view: preview });
    const reply = filled("reply", "text", { type: "plain_text_input", value: WORDS });
    expect(await answer(reply)).toMatchObject({ response_action: "push", view: { callback_id: "desk.form.send" } });
  });

  test("names whom a case is handed on to as Slack knows them", async () => {
    room.submit.mockResolvedValue({ kind: "done" });
    await answer(filled("hand-on", "to", { type: "users_select", selected_user: "U0SUZUKI" }));
    expect(person).toHaveBeenCalledWith("slack:U0SUZUKI");
    const to = { id: "slack:U0SUZUKI", name: "佐藤", isMember: true };
    expect(room.submit).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ form: "hand-on", to }));
  });

  test("stays open with what was typed where the desk fails: Slack says so and asks to try again", async () => {
    room.submit.mockRejectedValue(new Error(WORDS));
    expect((await send(note)).status).toBe(500);
    expect(lines.join()).toContain("a request of Slack's failed");
  });

  test("of another app is passed over", async () => {
    expect((await send(filled("note", "text", {}, "theirs"))).status).toBe(200);
    expect(room.submit).not.toHaveBeenCalled();
  });
});

test("the rest of a long answer follows at the address that Slack gave for it", async () => {
  const rest: string[] = [];
  const server = createServer(async (request, response) => {
    for await (const chunk of request) rest.push(String(chunk));
    response.end("ok");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const responseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  room.command.mockResolvedValue(longFinding());
  const body = slack.slashCommand({ user: SATOU, channel: CHANNEL, text: "q", triggerId: "1", responseUrl });
  expect(JSON.parse((await send(body)).text)).toMatchObject({ response_type: "ephemeral" });
  await done();
  await new Promise((resolve) => server.close(resolve));
  expect(rest.length).toBeGreaterThan(0);
  expect(JSON.parse(rest[0]!)).toMatchObject({ response_type: "ephemeral", blocks: expect.any(Array) });
});

/** Of more than one message. */
function longFinding() {
  const lead = "長い答えです。".repeat(60);
  const row = (n: number) => ({
    ...{ city: `city-${n}` as CityId, cityName: `市${n}`, lead, isSilent: false },
    quotations: [0, 1, 2].map((i) => ({
      ...{ passage: `city-${n}-${i}` as PassageId, city: `city-${n}` as CityId, cityName: `市${n}`, source: "指針 1" },
      lines: [{ role: "text" as const, text: "引用の文です。".repeat(80) }],
      ...{ score: 1, dated: "", before: [], after: [], remarks: [] },
    })),
  });
  const reply = {
    ...{ outcome: "compare", language: "ja", lead, quotations: [], text: lead },
    ...{ matter: { city: undefined, topic: undefined, reason: undefined }, further: { title: "", quotations: [] } },
    comparison: [1, 2, 3, 4, 5].map(row),
  };
  return { kind: "finding", reply, answer: "m1", asked: "q", isPrivate: true } as unknown as Awaited<
    ReturnType<StaffRoom["command"]>
  >;
}

test("who the desk is in Slack is asked until Slack tells, and no start waits for it", async () => {
  auth.test.mockRejectedValueOnce(new Error(WORDS)).mockResolvedValueOnce({});
  app.start();
  await vi.waitFor(() => expect(auth.test).toHaveBeenCalledTimes(1));
  await new Promise((resolve) => setTimeout(resolve, 5));
  clock.advance(2_000);
  await vi.waitFor(() => expect(auth.test).toHaveBeenCalledTimes(2));
  await new Promise((resolve) => setTimeout(resolve, 5));
  clock.advance(4_000);
  await vi.waitFor(() => expect(auth.test).toHaveBeenCalledTimes(3));
  await done();
  expect(lines.filter((line) => JSON.stringify(line).includes("did not tell who"))).toHaveLength(1);
});

test("in Socket Mode there is nothing to be served, and whoever is not started can be closed", async () => {
  const parts = { signingSecret: SECRET, appToken: "xapp-1", paths: [], desk: "desk", client: { views }, self: self() };
  const socket = slackApp({ ...parts, room, person, words, clock, log });
  expect(socket.router).toBeUndefined();
  await socket.close();
});
