import type { App, Receiver } from "@slack/bolt";
import { expect, test, vi } from "vitest";
import { acknowledging, boltLogger, socketReceiver } from "../../../../adapters/slack/requests/receiver.ts";

const SECRET_WORDS = "小平太郎です";

/** A receiver, such as that of Socket Mode, that is handed one request. */
function receiving(processEvent: App["processEvent"]) {
  const ack = vi.fn(async (_answer?: unknown) => {});
  let inner: Parameters<Receiver["init"]>[0] | undefined;
  const receiver = acknowledging({
    init: (app) => {
      inner = app;
    },
    start: vi.fn(async () => "started"),
    stop: vi.fn(async () => "stopped"),
  });
  receiver.init({ processEvent } as App);
  return { receiver, ack, arrive: () => inner!.processEvent({ body: {}, ack }) };
}

test("what is acknowledged first and worked then is acknowledged when it is worked", async () => {
  const worked = Promise.withResolvers<void>();
  const { ack, arrive } = receiving(async (event) => {
    await event.ack();
    await worked.promise;
  });
  const arriving = arrive();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ack).not.toHaveBeenCalled();
  worked.resolve();
  await arriving;
  expect(ack).toHaveBeenCalledExactlyOnceWith(undefined);
});

test("what fails is not acknowledged, and comes again", async () => {
  const { ack, arrive } = receiving(async (event) => {
    await event.ack();
    throw new Error("not kept");
  });
  await expect(arrive()).rejects.toThrow("not kept");
  expect(ack).not.toHaveBeenCalled();
});

test("an answer goes with the acknowledgement", async () => {
  const { ack, arrive } = receiving(async (event) => void (await event.ack({ response_action: "clear" })));
  await arrive();
  expect(ack).toHaveBeenCalledExactlyOnceWith({ response_action: "clear" });
});

test("what nobody answers is acknowledged", async () => {
  const { ack, arrive } = receiving(async () => {});
  await arrive();
  expect(ack).toHaveBeenCalledOnce();
});

test("it is started and stopped as it was", async () => {
  const { receiver } = receiving(async () => {});
  expect([await receiver.start(), await receiver.stop()]).toEqual(["started", "stopped"]);
});

test("a connection of Socket Mode that was never opened can be closed", async () => {
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  await socketReceiver("xapp-1", "desk", log).stop();
  expect(log.error).not.toHaveBeenCalled();
});

test("of Bolt's lines only that there was one goes on, with the desk and never their words", () => {
  const lines: string[] = [];
  const note = (level: string) => (facts: object, message: string) =>
    void lines.push(JSON.stringify({ level, facts, message }));
  const logger = boltLogger("desk", { info: note("info"), warn: note("warn"), error: note("error") });
  for (const level of ["debug", "info", "warn", "error"] as const) logger[level](SECRET_WORDS, new Error(SECRET_WORDS));
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(["warn", "error"]);
  expect(lines.join()).not.toContain(SECRET_WORDS);
});
