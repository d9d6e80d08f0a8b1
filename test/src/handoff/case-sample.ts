import { opened } from "../../../src/handoff/cases.ts";
import type { Case, CaseNumber, CaseState, ConversationId } from "../../../src/records.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** When the sample was opened: 2026-11-16 10:00 in Japan, a Monday. */
export const OPENED_AT = Date.parse("2026-11-16T10:00:00+09:00");
/** Who has it while a person does. */
export const ASSIGNEE = "hara";

const WAITING: Case = {
  ...opened({
    conversation: "c-1" as ConversationId,
    channel: "line",
    cause: "wish-person",
    priority: "normal",
    city: undefined,
    language: "ja",
    topic: undefined,
    asked: "担当の人と話したい",
    open: [],
    openedAt: OPENED_AT,
    dueAt: OPENED_AT + DAY_MS,
    remindAt: OPENED_AT + 4 * HOUR_MS,
  }),
  number: 7 as CaseNumber,
  version: 1,
};

const ANSWERED: Case = { ...WAITING, assignee: ASSIGNEE, firstAnsweredAt: OPENED_AT + HOUR_MS };

const SAMPLES: Readonly<Record<CaseState, Case>> = {
  waiting: WAITING,
  "with-person": { ...WAITING, state: "with-person", assignee: ASSIGNEE },
  "with-resident": { ...ANSWERED, state: "with-resident", withResidentAt: OPENED_AT + HOUR_MS },
  closed: { ...ANSWERED, state: "closed", closedAt: OPENED_AT + 2 * HOUR_MS, closeReason: "solved" },
};

/** A case as legal moves bring it into this state, opened at {@link OPENED_AT}, an hour between moves. */
export const sample = (state: CaseState, changes: Partial<Case> = {}): Case => ({ ...SAMPLES[state], ...changes });
