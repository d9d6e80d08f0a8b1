/**
 * Plain records of the page, the console and the private page for the tests of stores.
 */

import type {
  Account,
  CannedText,
  CaseNumber,
  ConversationId,
  Fact,
  Notice,
  Peer,
  PrivateLink,
  Session,
  ShownWhat,
} from "../../../src/records.ts";
import { saying } from "./sample.ts";

export const PAGE = "page:first" as Peer;
export const OTHER_PAGE = "page:second" as Peer;

export const typed = (text: string): ShownWhat => ({ by: "resident", event: `event-${text}`, text });
export const said = (text: string): ShownWhat => ({ by: "desk", prefix: "a-", sayings: [saying(text)] });

export const fact = (of: Partial<Fact> = {}): Fact => ({
  day: "2026-11-21",
  what: "answered",
  channel: "web",
  city: undefined,
  language: "ja",
  value: 0,
  ...of,
});

/** Not saved yet. */
export const notice = (id: string, of: Partial<Notice> = {}): Notice => ({
  id,
  words: ["募集", "今年度"],
  text: "今年度の募集は6月1日からです。",
  city: undefined,
  from: "2026-11-01",
  until: "2026-11-30",
  author: "console:sato",
  approver: undefined,
  changedAt: 100,
  version: 0,
  ...of,
});

/** Not saved yet. */
export const canned = (id: string, of: Partial<CannedText> = {}): CannedText => ({
  id,
  title: "お礼",
  text: "ご連絡ありがとうございます。",
  author: "console:sato",
  changedAt: 100,
  version: 0,
  ...of,
});

export const link = (hash: string, conversation: ConversationId, of: Partial<PrivateLink> = {}): PrivateLink => ({
  hash,
  conversation,
  number: 1 as CaseNumber,
  createdAt: 100,
  expiresAt: 1_000,
  browser: undefined,
  revokedAt: undefined,
  ...of,
});

export const account = (login: string, of: Partial<Account> = {}): Account => ({
  login,
  name: "佐藤",
  password: "$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA",
  subject: undefined,
  roles: {},
  isDisabled: false,
  createdAt: 100,
  ...of,
});

export const session = (hash: string, of: Partial<Session> = {}): Session => ({
  hash,
  login: "sato",
  createdAt: 100,
  seenAt: 100,
  expiresAt: 1_000,
  ...of,
});
