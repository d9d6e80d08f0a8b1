/**
 * A desk as its page sees it: keeps what residents send, and reads what stands in their conversation.
 */

import type { Casework } from "../handoff/casework.ts";
import { currentNotices } from "../handoff/notices.ts";
import type { DeskProfile } from "../handoff/profile.ts";
import type { Records, Store } from "../ports/store.ts";
import type { TalkDesk, TalkEvent, TalkRead } from "../ports/talk.ts";
import type { Chance, Clock } from "../ports/world.ts";
import type { ConversationId, Peer } from "../records.ts";

export interface TalkParts extends Pick<TalkDesk, "base" | "widgetOrigins"> {
  /** Always as it is now. */
  readonly profile: DeskProfile;
  readonly store: Store;
  readonly casework: Pick<Casework, "opening">;
  readonly clock: Clock;
  readonly chance: Pick<Chance, "uuid">;
  /** Keeps several that come at the same time in one transaction. */
  readonly gathered: (keep: (arrivals: readonly TalkArrival[]) => Promise<unknown>) => KeepTalk;
}

export interface TalkArrival extends TalkEvent {
  readonly peer: Peer;
}

type KeepTalk = (arrivals: readonly TalkArrival[]) => Promise<void>;

export interface Talk extends TalkDesk {
  /** Something of a conversation was worked or sent. */
  stirred(peer: Peer): void;
}

/** Entries that are read at most: a talk of an hour has fewer than a hundred. */
const MOST_ENTRIES = 500;
/** How often a waiting page looks for what another process did. */
const LOOK_EVERY_MS = 300;

export function talk(parts: TalkParts): Talk {
  const { profile, store, casework, clock, chance, base, widgetOrigins, gathered } = parts;
  const { id: desk } = profile;
  const waiting = new Map<Peer, Set<AbortController>>();
  const keep = gathered((arrivals) =>
    store.within(desk, async ({ inbox, timeline }) => {
      // In one order everywhere, so that two processes never wait for each other.
      for (const { peer, event, text } of arrivals.toSorted((a, b) => (a.peer < b.peer ? -1 : 1))) {
        const now = clock.now();
        const received = { ...event, peer, replyToken: undefined };
        const { taken } = await inbox.receive("web", [received], now, chance.uuid);
        // What is sent again after everything was erased must not come back.
        if (taken > 0) await timeline.add(peer, event.eventId, { by: "resident", event: event.eventId, text }, now);
      }
    }),
  );

  async function wait(peer: Peer, ms: number, isOver: () => Promise<boolean>): Promise<boolean> {
    const bell = new AbortController();
    const bells = waiting.get(peer) ?? new Set();
    waiting.set(peer, bells.add(bell));
    try {
      // Asked once the bell hangs: what happens from here on is heard.
      if (await isOver()) return true;
      await clock.wait(ms, bell.signal);
      return false;
    } finally {
      bells.delete(bell);
      if (bells.size === 0) waiting.delete(peer);
    }
  }

  return {
    id: desk,
    base,
    widgetOrigins,
    name: () => profile.name,
    city: profile.city,
    keeping: () => ({
      days: profile.retentionDays,
      questionDays: profile.questionRetentionDays,
      url: profile.privacyUrl,
    }),
    notices: () =>
      store.within(desk, async (records) => {
        const held = await currentNotices(records, clock.now());
        const ofDesk = held.filter(({ city }) => [undefined, profile.city ?? city].includes(city));
        return ofDesk.map(({ id, text }) => ({ id, text }));
      }),
    isBegun: (peer) =>
      store.within(
        desk,
        async ({ conversations, timeline }) =>
          (await conversations.byPeer("web", peer)) !== undefined || (await timeline.last(peer)) > 0,
      ),
    receive: (peer, did) => keep([{ ...did, peer }]),
    read: (peer, after) =>
      store.within(desk, async (records): Promise<TalkRead> => {
        const conversation = await records.conversations.byPeer("web", peer);
        const entries = await records.timeline.of(peer, MOST_ENTRIES, after);
        const open = conversation && (await records.cases.openOf(conversation.id));
        return {
          entries,
          last: entries.at(-1)?.seq ?? (await records.timeline.last(peer)),
          isUnderWay: await isUnderWay(records, conversation?.id),
          city: conversation?.city,
          language: conversation?.language,
          case: open && { number: open.number, state: open.state, opening: casework.opening() },
        };
      }),
    async settled(peer, ms) {
      const until = clock.now() + ms;
      const isOver = () => store.within(desk, (records) => hasSettled(records, peer));
      for (;;) {
        const left = until - clock.now();
        if (left <= 0 || (await wait(peer, Math.min(left, LOOK_EVERY_MS), isOver))) return;
      }
    },
    stirred(peer) {
      for (const bell of waiting.get(peer) ?? []) bell.abort("stirred");
    },
  };
}

async function isUnderWay({ inbox, outbox }: Records, id: ConversationId | undefined): Promise<boolean> {
  return id !== undefined && ((await inbox.waits(id)) || (await outbox.waits(id)));
}

/** Once all is erased nothing is left that could wait, and what says so is the first that stands there again. */
async function hasSettled(records: Records, peer: Peer): Promise<boolean> {
  const conversation = await records.conversations.byPeer("web", peer);
  if (conversation === undefined) return (await records.timeline.last(peer)) > 0;
  return !(await isUnderWay(records, conversation.id));
}
