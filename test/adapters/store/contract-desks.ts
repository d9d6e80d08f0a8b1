/**
 * What of the page, the console and the private page a desk keeps, and that another finds none of it.
 */

import { expect } from "vitest";
import type { Records } from "../../../src/ports/store.ts";
import type { ConversationId, MessageId } from "../../../src/records.ts";
import { caseNumber } from "./sample.ts";
import { account, canned, fact, link, notice, PAGE, session, typed } from "./sample-web.ts";

const DAYS = { from: "2000-01-01", until: "2100-01-01" };
const MESSAGE = "m" as MessageId;

/** Methods that add rows of the caller's own and cannot find any. */
export const ONLY_ADD_FOR_THE_WEB = [
  "timeline.add",
  "facts.add",
  "links.add",
  "accounts.save",
  "sessions.add",
  "failures.add",
];

/** Something in each of the tables; the message `m` and case 1 are there. */
export async function keptForTheWeb(records: Records, conversation: ConversationId): Promise<void> {
  const { timeline, facts, notices, links, transcripts, accounts, sessions, failures } = records;
  await timeline.add(PAGE, "k", typed("秘密"), 1);
  await facts.add(fact({ what: "first-answer", value: 5 }));
  await notices.save(notice("n"));
  await records.canned.save(canned("c"));
  await links.add(link("h", conversation, { browser: "b" }));
  const [due] = await transcripts.due(9);
  await transcripts.index([{ ...due!, tokens: ["協働"] }]);
  await accounts.save(account("sato", { subject: "s" }));
  await sessions.add(session("h"));
  await failures.add("login:sato", 1, 0);
}

export async function findsNothingForTheWeb(records: Records, conversation: ConversationId): Promise<void> {
  const { timeline, facts, notices, links, transcripts, changes, accounts, sessions, failures } = records;
  expect(await timeline.of(PAGE, 9)).toEqual([]);
  expect(await timeline.last(PAGE)).toBe(0);
  expect(await timeline.deleteStray(10_000)).toBe(0);
  expect(await facts.sums(DAYS)).toEqual([]);
  expect(await facts.values("first-answer", DAYS)).toEqual([]);
  expect(await facts.firstDay()).toBeUndefined();
  expect(await notices.list()).toEqual([]);
  expect(await notices.get("n")).toBeUndefined();
  expect(await notices.save(notice("n", { version: 1, text: "anders" }))).toBe(false);
  await notices.remove("n");
  expect(await records.canned.list()).toEqual([]);
  expect(await records.canned.get("c")).toBeUndefined();
  expect(await records.canned.save(canned("c", { version: 1, text: "anders" }))).toBe(false);
  await records.canned.remove("c");
  expect(await links.get("h")).toBeUndefined();
  expect(await links.bind("h", "b", 1)).toBe(false);
  expect(await links.ofBrowser("b")).toBeUndefined();
  expect(await links.isOpened(caseNumber(1))).toBe(false);
  expect(await links.revoke(caseNumber(1), 1)).toBe(0);
  await links.leave("b", 5);
  expect(await links.deleteBefore(10_000)).toBe(0);
  expect(await transcripts.due(9)).toEqual([]);
  expect(await transcripts.index([{ id: MESSAGE, text: "協働とは何ですか", tokens: ["別"] }])).toBe(0);
  expect(await Array.fromAsync(transcripts.find([[["協働"]]]))).toEqual([]);
  expect(await changes.current()).toBe(0);
  expect(await accounts.get("sato")).toBeUndefined();
  expect(await accounts.bySubject("s")).toBeUndefined();
  expect(await accounts.list()).toEqual([]);
  expect(await sessions.get("h")).toBeUndefined();
  await sessions.seen("h", 7, 8);
  await sessions.remove("h");
  await sessions.removeOf("sato");
  await sessions.deleteExpired(10_000);
  expect(await failures.count("login:sato", 0)).toBe(0);
  expect(await failures.latest("login:sato")).toBeUndefined();
  await failures.clear("login:sato");
  await failures.deleteBefore(10_000);
  expect(await records.messages.latest(conversation, 9)).toEqual([]);
}

export async function allForTheWeb(records: Records): Promise<unknown> {
  const { timeline, facts, notices, links, transcripts, changes, accounts, sessions, failures } = records;
  return [
    await timeline.of(PAGE, 9),
    await facts.values("first-answer", DAYS),
    await notices.list(),
    await records.canned.list(),
    await links.get("h"),
    [await transcripts.due(9), await Array.fromAsync(transcripts.find([[["協働"]]]))],
    await changes.current(),
    await accounts.list(),
    await sessions.get("h"),
    await failures.count("login:sato", 0),
  ];
}
