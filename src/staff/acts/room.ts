/**
 * Answers staff while they wait: windows, what they typed to the desk, and windows that they sent off.
 *
 * Each is one transaction; an act that is refused leaves nothing behind, not even that it was tried.
 */

import type { MediaFiles } from "../../ports/media.ts";
import type { Person, StaffRoom, StaffView, Submission, Submitted } from "../../ports/staff.ts";
import type { Records, Store } from "../../ports/store.ts";
import type { Clock } from "../../ports/world.ts";
import type { DeskId } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { commanded } from "../look-up/command.ts";
import { met } from "../met.ts";
import { staffName } from "../shown/names.ts";
import { MOVES, type Taken, taken } from "./forms.ts";
import { refusalOf } from "./refusals.ts";
import { refusal, type Visit, viewOf } from "./views.ts";

/** Windows, wherever they are shown. */
export type CaseRoom = Pick<StaffRoom, "view" | "submit">;

export interface CaseRoomParts {
  readonly desk: DeskId;
  readonly store: Pick<Store, "within">;
  readonly house: StaffHouse;
  /** Of residents whose every record goes with their case. */
  readonly files: Pick<MediaFiles, "remove">;
  readonly clock: Pick<Clock, "now">;
  /** Something may stand in the outbox. */
  readonly written: () => void;
}

export interface StaffRoomParts extends CaseRoomParts {
  readonly receive: StaffRoom["receive"];
}

/** One transaction of somebody, who is known from then on. */
export type VisitBy = <T>(by: Person, act: (visit: Visit) => Promise<T>) => Promise<T>;

export const visits =
  ({ desk, store, house, clock }: Pick<CaseRoomParts, "desk" | "store" | "house" | "clock">): VisitBy =>
  (by, act) =>
    store.within(desk, async (records: Records) => {
      const now = clock.now();
      await met(records, by, now);
      return act({ house, records, by, now });
    });

export function staffRoom({ receive, ...parts }: StaffRoomParts): StaffRoom {
  const within = visits(parts);
  return {
    ...caseRoom(parts),
    receive,
    command: (by, line) => within(by, ({ house, records, now }) => commanded(house, records, { by, line, now })),
  };
}

export function caseRoom(parts: CaseRoomParts): CaseRoom {
  const { files, written } = parts;
  const within = visits(parts);

  async function refused(error: unknown, by: Person, { number, form }: Submission): Promise<Taken> {
    const say = await within(by, ({ records }) => refusalOf(error, records, { by: by.id, number, move: MOVES[form] }));
    const view = await within(by, ({ records }) => named(records, refusal(say)));
    return { submitted: { kind: "show", view }, filesGone: [] };
  }

  return {
    view: (by, request) => within(by, async (visit) => named(visit.records, await viewOf(visit, request))),
    async submit(by, submission) {
      const act = async (visit: Visit): Promise<Taken> => {
        const { submitted, filesGone } = await taken(visit, submission);
        return { submitted: await shownNamed(visit.records, submitted), filesGone };
      };
      const { submitted, filesGone } = await within(by, act).catch((error: unknown) => refused(error, by, submission));
      written();
      for (const id of filesGone) await files.remove(id);
      return submitted;
    },
  };
}

async function shownNamed(records: Records, submitted: Submitted): Promise<Submitted> {
  return submitted.kind === "show" ? { kind: "show", view: await named(records, submitted.view) } : submitted;
}

/** Who is told that somebody else has a case is told who. */
async function named(records: Records, view: StaffView): Promise<StaffView> {
  if (view.view !== "refusal" || view.say.kind !== "taken") return view;
  return { ...view, staffName: await staffName(records, view.say.staff) };
}
