/**
 * Cases, as they are worked in the console: by the same acts as in any other channel of staff.
 */

import { DeskError } from "../errors.ts";
import type { CaseRefusal, ConsoleCases } from "../ports/console/cases.ts";
import type { CaseNumber, Media, Whisper } from "../records.ts";
import { moved, sentAgain } from "../staff/acts/moves.ts";
import { caseRoom, visits } from "../staff/acts/room.ts";
import type { Visit } from "../staff/acts/views.ts";
import { isWordless } from "../staff/shown/card.ts";
import { nameOf } from "../staff/shown/names.ts";
import { caseList } from "./case-list.ts";
import { consoleCase, erasureOf } from "./case-page.ts";
import type { ConsoleParts } from "./parts.ts";

type CasesParts = Pick<ConsoleParts, "desk" | "store" | "house" | "files" | "clock" | "written">;

export function consoleCases(parts: CasesParts): ConsoleCases {
  const { desk, store, house, files, clock, written } = parts;
  const room = caseRoom({ desk, store, house, files, clock, written });
  const visit = visits({ desk, store, house, clock });

  /** Of the conversation of a case whose words may be read here. */
  async function mediaOf(number: CaseNumber, id: string): Promise<Media | undefined> {
    if (isWordless(house)) return undefined;
    return store.within(desk, async ({ cases, media }) => {
      const [on, found] = [await cases.get(number), await media.get(id)];
      return on !== undefined && on.conversation === found?.conversation ? found : undefined;
    });
  }

  return {
    list: (by, query) => caseList(parts, by.id, query),
    read: (number, skip) => consoleCase(parts, number, skip),
    reply: (by, request) => room.view(by, { view: "reply", ...request }),
    submit: (by, submission) => room.submit(by, submission),
    async press(by, press) {
      const refused = await visit(by, async (here) => {
        const { records } = here;
        if (press.act === "revoke") return revoked(here, press.number);
        if (press.act !== "again") return told(here, await moved(here, press.act, press.number));
        const [on, row] = [await records.cases.get(press.number), await records.outbox.get(press.row)];
        const isOf = on !== undefined && row?.conversation === on.conversation;
        return told(here, await sentAgain(here, press.number, isOf ? row : undefined));
      });
      written();
      return refused;
    },
    async file(number, id) {
      const media = await mediaOf(number, id);
      const content = media && (await files.read(media.id));
      return media && content && { media, content };
    },
    async fileSaved(by, id) {
      const entry = { at: clock.now(), actor: by.id, act: "file-written-out", subject: `file ${id}` };
      await store.within(desk, ({ audit }) => audit.add(entry));
    },
    erasure: (number) => erasureOf(parts, number),
    async erase(by, number) {
      const gone = await visit(by, (here) => erased(here, number)).catch(refusal);
      written();
      for (const id of gone ?? []) await files.remove(id);
      return gone !== undefined;
    },
  };
}

async function revoked({ house, records, by }: Visit, number: CaseNumber): Promise<undefined> {
  const on = await records.cases.get(number);
  if (on !== undefined) await house.casework.privatePage.revoke(records, on, by.id);
}

/** With the name of whom it speaks. */
async function told({ records }: Visit, say: Whisper | undefined): Promise<CaseRefusal | undefined> {
  if (say === undefined) return undefined;
  return { view: "refusal", say, staffName: await nameOf(records, say.kind === "taken" ? say.staff : undefined) };
}

/** @returns ids of the files that must go; undefined where nobody is left to be erased */
async function erased({ house, records, by, now }: Visit, number: CaseNumber): Promise<readonly string[] | undefined> {
  const on = await records.cases.get(number);
  if (on === undefined || (await records.conversations.get(on.conversation)) === undefined) return undefined;
  await records.audit.add({ at: now, actor: by.id, act: "case-erase", subject: `case ${number}` });
  const { filesGone } = await house.casework.erase(records, number, by.id);
  return filesGone;
}

/** Somebody was faster: nothing was done. */
function refusal(error: unknown): undefined {
  if (error instanceof DeskError && (error.code === "case-changed" || error.code === "case-unknown")) return undefined;
  throw error;
}
