/**
 * Desks for tests of the page: they keep what comes in memory and say nothing to it.
 */

import { httpServer } from "../../../adapters/http/server.ts";
import { assets } from "../../../adapters/web/assets.ts";
import { type WebPageParts, webPage } from "../../../adapters/web/channel.ts";
import type { SigningKeys, TalkDesk, TalkEvent } from "../../../src/ports/talk.ts";
import type { DeskId, Peer } from "../../../src/records.ts";
import { pageWords } from "../../../src/reply/page.ts";
import { cities, noTexts } from "./sample.ts";

export interface KeptTalk extends TalkDesk {
  readonly received: readonly (TalkEvent & { readonly peer: Peer })[];
}

export function keptTalk(id = "desk", rest: Partial<TalkDesk> = {}): KeptTalk {
  const received: (TalkEvent & { readonly peer: Peer })[] = [];
  return {
    id: id as DeskId,
    base: "",
    name: () => undefined,
    city: undefined,
    keeping: () => ({ days: 90, questionDays: 400, url: undefined }),
    widgetOrigins: [],
    notices: async () => [],
    isBegun: async (peer) => received.some((one) => one.peer === peer),
    async receive(peer, did) {
      if (received.every(({ event }) => event.eventId !== did.event.eventId)) received.push({ peer, ...did });
    },
    async read(peer, after = 0) {
      const entries = received.flatMap(({ peer: of, event, text }, i) => {
        const what = { by: "resident", event: event.eventId, text } as const;
        return of === peer ? [{ seq: i + 1, peer: of, what, at: event.occurredAt }] : [];
      });
      const last = entries.at(-1)?.seq ?? 0;
      const none = { city: undefined, language: undefined, case: undefined, isUnderWay: false };
      return { entries: entries.filter(({ seq }) => seq > after), last, ...none };
    },
    settled: async () => {},
    ...rest,
    received,
  };
}

/** Keys that a test may change. */
export function testKeys(...first: [string, ...string[]]): SigningKeys & { now: [string, ...string[]] } {
  const keys = { now: first, keys: () => keys.now };
  return keys;
}

export interface ServedPage {
  readonly origin: string;
  close(): Promise<void>;
}

export async function servedPage(
  parts: Partial<WebPageParts> = {},
  trustProxy: readonly string[] = [],
): Promise<ServedPage> {
  const { router, errorPage } = webPage({
    ...{ desks: [keptTalk()], keys: testKeys("a-key"), texts: noTexts, words: pageWords, cities },
    ...{ assets: assets(), clock: { now: () => 0 }, isHttps: false },
    ...parts,
  });
  const { notices } = pageWords.ja;
  const server = httpServer({ routes: [router], isReady: () => true, words: notices, errorPage, trustProxy });
  return { origin: await server.listen({ host: "127.0.0.1", port: 0 }), close: server.close };
}
