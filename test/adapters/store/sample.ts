/**
 * Plain records for the tests of stores, each told apart by what a test passes in.
 */

import type { PassageId } from "../../../src/model.ts";
import type { Store } from "../../../src/ports/store.ts";
import type {
  Case,
  CaseNumber,
  ConversationId,
  DeskId,
  Message,
  MessageId,
  NewOutboxRow,
  Peer,
  Posted,
  ReceivedEvent,
  Saying,
  Staff,
} from "../../../src/records.ts";

export const DESK = "kodaira" as DeskId;
export const OTHER_DESK = "hino" as DeskId;
export const PEER = "user:U-first" as Peer;
export const OTHER_PEER = "user:U-second" as Peer;
export const LEASE_MS = 1_000;

export const event = (eventId: string, of: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  eventId,
  peer: PEER,
  raw: `{"id":"${eventId}"}`,
  occurredAt: 100,
  replyToken: `token-${eventId}`,
  ...of,
});

export const receive = (store: Store, events: readonly ReceivedEvent[], now = 100, desk = DESK) =>
  store.within(desk, (records) => records.inbox.receive("line", events, now, () => crypto.randomUUID()));

export const take = (store: Store, now = 100, desk = DESK) =>
  store.within(desk, (records) => records.inbox.take(now, LEASE_MS));

/** The conversation with a peer, made by an event of it that is worked at once. */
export async function conversationWith(store: Store, peer = PEER, desk = DESK): Promise<ConversationId> {
  await receive(store, [event(`first-${Buffer.from(peer).toString("hex")}`, { peer, occurredAt: 0 })], 1, desk);
  return store.within(desk, async ({ inbox, conversations }) => {
    const work = await inbox.take(1, LEASE_MS);
    await inbox.end(work!.lease, work!.event, { kind: "answered" }, 1);
    return (await conversations.byPeer("line", peer))!.id;
  });
}

export const saying = (text: string): Saying => ({ kind: "text", language: "ja", text, quick: [] });

export const row = (conversation: ConversationId, of: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  channel: "line",
  conversation,
  peer: PEER,
  sayings: [saying("こんにちは")],
  cause: undefined,
  retryKey: "0f8fad5b-d9cb-469f-a165-70867728950e",
  ...of,
});

export const message = (id: string, conversation: ConversationId, of: Partial<Message> = {}): Message => ({
  id: id as MessageId,
  conversation,
  author: "resident",
  staff: undefined,
  text: "協働とは何ですか",
  channelMessage: `channel-${id}`,
  outcome: undefined,
  city: undefined,
  sections: [],
  media: undefined,
  isPrivate: false,
  isUnsent: false,
  at: 100,
  ...of,
});

export const cited = [{ passage: "kodaira-1" as PassageId, source: "指針 1" }];

export const newCase = (conversation: ConversationId, of: Partial<Case> = {}): Omit<Case, "number" | "version"> => ({
  conversation,
  channel: "line",
  state: "waiting",
  assignee: undefined,
  cause: "wish-person",
  priority: "normal",
  city: undefined,
  language: "ja",
  topic: undefined,
  asked: "担当の方と話したい",
  open: ["担当の方と話したい"],
  openedAt: 100,
  dueAt: undefined,
  remindAt: undefined,
  remindedAt: undefined,
  escalatedAt: undefined,
  firstAnsweredAt: undefined,
  withResidentAt: undefined,
  noticedAt: undefined,
  closedAt: undefined,
  closeReason: undefined,
  rating: undefined,
  ratingWord: "",
  wishesErasure: false,
  ...of,
});

export const caseNumber = (number: number) => number as CaseNumber;

export const person = (id: string, name: string): Staff => ({ id, name, city: undefined, seenAt: 100 });

export const posted = (key: string, of: Partial<Posted> = {}): Posted => ({
  key,
  conversation: undefined,
  channel: "C01",
  message: "1763.000100",
  file: undefined,
  digest: "digest",
  at: 100,
  ...of,
});
