import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noBoard } from "../../../src/handoff/board.ts";
import { casework } from "../../../src/handoff/casework.ts";
import { type PrivatePageParts, privatePage } from "../../../src/handoff/private-page.ts";
import type { Case, MessageId } from "../../../src/records.ts";
import { privateWords } from "../../../src/reply/private.ts";
import { type ServedDesk, servedDesk } from "../../fixtures/served-desk.ts";
import { testChance } from "../../fixtures/test-clock.ts";

const ANSWER = "水曜にお電話ください";
const { answered } = privateWords.ja.line;

let desk: ServedDesk;
let on: Case;
beforeEach(async () => {
  desk = await servedDesk();
  const resident = desk.resident();
  await resident.writes("人と話したい");
  on = await resident.latestCase();
});
afterEach(() => desk.store.close());

type Changed = Partial<Pick<PrivatePageParts, "baseUrl"> & PrivatePageParts["profile"]>;

const pageAt = ({ baseUrl, ...profile }: Changed) =>
  privatePage({
    profile: { ...desk.house.profile, ...profile },
    ...{ baseUrl, tokens: { forLink: () => "token", hashed: (token) => `hash of ${token}` }, clock: desk.clock },
  });

/** What leaves for LINE when a person answers. */
async function told(changed: Changed): Promise<string> {
  const profile = { ...desk.house.profile, ...changed };
  const holidays = { named: () => undefined, knownUntil: "2030-12-31" };
  const work = casework({
    ...{ profile, holidays, clock: desk.clock, chance: testChance(), board: noBoard },
    privatePage: pageAt(changed),
  });
  return desk.within(async (records) => {
    await work.byStaff(records, on.number, "hara", { kind: "take" });
    const { message } = await work.answer(records, on.number, "hara", ANSWER);
    return JSON.stringify((await records.outbox.ofMessage(message!))?.sayings);
  });
}

const used = () =>
  desk.within(({ messages }) =>
    messages.add({
      ...{ id: "private-1" as MessageId, conversation: on.conversation, author: "resident", text: "ひみつ" },
      ...{ staff: undefined, channelMessage: undefined, outcome: undefined, city: undefined, sections: [] },
      ...{ media: undefined, isPrivate: true, isUnsent: false, at: desk.clock.now() },
    }),
  );

describe("what a person answers stays on the page", () => {
  test("where it is answered by whom nobody told the address of the desk, such as at a terminal", async () => {
    const says = await told({ privatePage: "always" });
    expect(says).not.toContain(ANSWER);
    expect(says).toContain(answered);
  });

  test.each<[string, Changed]>([
    ["the settings have no page any more", { privatePage: "never" }],
    ["people answer by other ways by now", { privatePage: "never", caseWay: "contact" }],
    ["nobody has an account any more", { privatePage: "offer", caseWay: "none", baseUrl: "https://desk.example.jp" }],
  ])("once something was written there, although %s", async (_, changed) => {
    await used();
    const says = await told(changed);
    expect(says).not.toContain(ANSWER);
    expect(says).toContain(answered);
  });
});

test("what a person answers goes to LINE where no page was ever used", async () => {
  expect(await told({ privatePage: "never" })).toContain(ANSWER);
});

test("no page is offered where no link could lead to it, and no link is made", async () => {
  expect(pageAt({ privatePage: "offer" }).isFor(on)).toBe(false);
  expect(pageAt({ privatePage: "offer", baseUrl: "https://desk.example.jp" }).isFor(on)).toBe(true);
  expect(await desk.within((records) => pageAt({ privatePage: "offer" }).link(records, on))).toBeUndefined();
  expect(await desk.within(({ links }) => links.get("hash of token"))).toBeUndefined();
});
