/**
 * The page as a channel of residents: what is said there is laid down where the page finds it.
 *
 * Nothing is called over a network, so a repetition is told apart by the retry key alone, however often it is tried.
 */

import type { Incoming, ResidentChannel } from "../../../src/ports/channel.ts";
import type { Records, Store } from "../../../src/ports/store.ts";
import type { Clock } from "../../../src/ports/world.ts";
import { type DeskId, isForStaff, type OutboxId, type Peer, type ReceivedEvent } from "../../../src/records.ts";
import type { FormEvent } from "./receive.ts";

export interface WebChannelParts {
  readonly desk: DeskId;
  readonly store: Pick<Store, "within">;
  readonly clock: Pick<Clock, "now">;
}

export function webChannel({ desk, store, clock }: WebChannelParts): ResidentChannel {
  return {
    name: "web",
    of: "residents",
    // A form brings no token: whatever is said is laid down under the row's own key.
    tokenLife: { afterReceiptMs: 0, afterEventMs: 0 },
    incoming,
    async send({ to, sayings, by, prefix, row }) {
      const shown = sayings.filter((saying) => !isForStaff(saying));
      if (by.kind === "reply") return { kind: "token-refused" };
      if (shown.length < sayings.length) return { kind: "refused", status: 0 };
      const what = { by: "desk", prefix, sayings: shown } as const;
      const isNew = await store.within(desk, async (records) => {
        const isOver = row !== undefined && (await isGone(records, to, row));
        return isOver ? undefined : records.timeline.add(to, by.retryKey, what, clock.now());
      });
      if (isNew === undefined) return { kind: "refused", status: 410 };
      return { kind: isNew ? "sent" : "sent-before" };
    },
    fetch: async () => ({ kind: "gone" }),
    quota: async () => undefined,
  };
}

/** Looked at while nothing else can happen to the conversation: an erasure that is under way comes before or after. */
async function isGone({ conversations, outbox }: Records, to: Peer, row: OutboxId): Promise<boolean> {
  const talk = await conversations.byPeer("web", to);
  if (talk !== undefined) await conversations.lock(talk.id);
  return (await outbox.get(row)) === undefined;
}

/** @throws Error for what no form of ours has brought */
export function incoming({ raw }: Pick<ReceivedEvent, "raw">): Incoming {
  const event = JSON.parse(raw) as FormEvent & { readonly id: string };
  switch (event.kind) {
    case "say": {
      const { id, text, city, language } = event;
      const chosen = {
        ...(city !== undefined && { city: city ?? undefined }),
        ...(language !== undefined && { language: language ?? undefined }),
      };
      return { kind: "text", message: id, text, isMentioned: true, chosen };
    }
    case "press":
      return { kind: "press", press: event.press };
    default:
      event satisfies never;
      throw new Error("An event of the page is of no kind that there is");
  }
}
