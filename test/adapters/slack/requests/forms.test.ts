import { expect, test } from "vitest";
import { withEntities } from "../../../../adapters/slack/blocks/mrkdwn.ts";
import { modalOf } from "../../../../adapters/slack/render.ts";
import {
  ANSWER_UNITS,
  type Carried,
  type Field,
  faultBlock,
  inputId,
  metadata,
  submissionOf,
} from "../../../../adapters/slack/requests/forms.ts";
import type { PassageId } from "../../../../src/model.ts";
import type { StaffView } from "../../../../src/ports/staff.ts";
import type { CaseNumber, MessageId } from "../../../../src/records.ts";
import { viewSubmission } from "../../../fixtures/slack-forms.ts";
import { DUE, LONG_TEXTS, NUMBER, replyOf, words } from "../blocks/case-sample.ts";

/** What Slack posts when the window is sent off with these fields filled in. */
function sent(view: StaffView, filled: Partial<Record<Field, object>>) {
  const { callback_id = "", private_metadata = "", blocks } = modalOf(view, words);
  const asked = blocks.flatMap((block) => (block.type === "input" ? [block.block_id] : []));
  for (const field of Object.keys(filled)) expect(asked).toContain(faultBlock(field as Field));
  const values = Object.fromEntries(
    Object.entries(filled).map(([field, value]) => [faultBlock(field as Field), { [inputId(field as Field)]: value }]),
  );
  const body = viewSubmission({
    user: "U1",
    view: { id: "V1", callback_id, private_metadata },
    values,
    triggerId: "1.2",
  });
  return JSON.parse(new URLSearchParams(body).get("payload") ?? "").view;
}

const CORRECTING = "6f2c1d1e-0000-4000-8000-000000000001" as MessageId;
const SOURCE = { channel: "C0123", message: "1700000000.000100" };
const TICKED = { type: "checkboxes", selected_options: [{ value: "quote" }] };
const UNTICKED = { type: "checkboxes", selected_options: [] };
const typed = (value: string | null) => ({ type: "plain_text_input", value });
const preview = { ...replyOf(), view: "preview", asRead: ["はい。"] } as const;

test.each<[string, StaffView, Partial<Record<Field, object>>, object]>([
  [
    "an answer with its quotation",
    replyOf({ correcting: CORRECTING, source: SOURCE }),
    { text: typed("はい & <いいえ>\n続き"), quote: TICKED },
    {
      form: "reply",
      text: "はい & <いいえ>\n続き",
      quote: "kodaira-3-2",
      correcting: CORRECTING,
      source: SOURCE,
    },
  ],
  [
    "an answer without the tick",
    replyOf(),
    { text: typed("はい"), quote: UNTICKED },
    { form: "reply", text: "はい", quote: undefined },
  ],
  [
    "an answer to which nothing can be put",
    replyOf({ quotation: undefined }),
    { text: typed("はい") },
    { text: "はい" },
  ],
  [
    "an answer with emoji by their names in Slack",
    replyOf(),
    { text: typed("ありがとうございます:pray: 12:30:00") },
    { text: "ありがとうございます🙏 12:30:00" },
  ],
  ["an answer that is left empty", replyOf(), { text: typed(null) }, { form: "reply", text: "" }],
  [
    "an answer that was looked at again",
    { ...preview, text: "1行目\n\n3行目", correcting: CORRECTING, source: SOURCE },
    {},
    { form: "send", text: "1行目\n\n3行目", quote: "kodaira-3-2", correcting: CORRECTING, source: SOURCE },
  ],
  ["one that is sent without the quotation", { ...preview, isQuoted: false }, {}, { form: "send", quote: undefined }],
  ["a note", { view: "note", number: NUMBER }, { text: typed("電話する") }, { form: "note", text: "電話する" }],
  [
    "a closing",
    { view: "close", number: NUMBER, reason: "nuisance", wishesErasure: false },
    { reason: { type: "static_select", selected_option: { value: "elsewhere" } } },
    { form: "close", reason: "elsewhere" },
  ],
  [
    "a handing on",
    { view: "hand-on", number: NUMBER, assignee: "slack:U1" },
    { to: { type: "users_select", selected_user: "U0456" } },
    { form: "hand-on", to: "slack:U0456" },
  ],
  [
    "a due time",
    { view: "due", number: NUMBER, dueAt: undefined },
    { at: { type: "datetimepicker", selected_date_time: DUE / 1000 } },
    { form: "due", at: DUE },
  ],
])("%s comes back as it was filled in", (_, view, filled, expected) => {
  expect(submissionOf(sent(view, filled))).toMatchObject({ number: NUMBER, ...expected });
});

test("closing tells that it cannot be taken back where the resident's records go with the case", () => {
  const close = { view: "close", number: NUMBER, reason: "solved" } as const;
  const told = (wishesErasure: boolean) => JSON.stringify(modalOf({ ...close, wishesErasure }, words));
  expect(told(false)).toContain("再開できます");
  expect(told(true)).toContain("元には戻せません");
  expect(told(true)).not.toContain("再開できます");
});

test("an answer is sent as it was shown, whether or not Slack hands it back letter for letter", () => {
  for (const text of ["A & B <C>", "&amp;は「&」と読みます", "&lt;&amp;amp;>"]) {
    const carried = metadata({ number: NUMBER, text });
    const end = carried.indexOf("\n");
    const entities = `${carried.slice(0, end)}${withEntities(carried.slice(end))}`;
    for (const private_metadata of [carried, entities]) {
      expect(submissionOf({ id: "V1", callback_id: "desk.form.send", private_metadata })).toMatchObject({ text });
    }
  }
});

test("an answer of any letters fits into what a window carries, and comes back letter for letter", () => {
  for (const long of LONG_TEXTS) {
    const text = long.slice(0, ANSWER_UNITS);
    const carried: Carried = {
      number: 2_147_483_647 as CaseNumber,
      quote: "higashimurayama-2021-03-12-4" as PassageId,
      correcting: CORRECTING,
      source: SOURCE,
      text,
    };
    expect(metadata(carried).length).toBeLessThanOrEqual(3_000);
    const read = submissionOf({ id: "V1", callback_id: "desk.form.send", private_metadata: metadata(carried) });
    expect(read).toMatchObject(carried);
  }
});

test("each step of one window is told apart, and the same step stays the same", () => {
  const ids = [sent(replyOf(), { text: typed("a") }), sent(preview, {}), sent(preview, {})].map(
    (view) => submissionOf(view)?.id,
  );
  expect(new Set(ids).size).toBe(2);
});

test.each([
  ["no window", undefined],
  ["a window of somebody else", { id: "V1", callback_id: "theirs", private_metadata: '{"number":12}', state: {} }],
  ["what it is about is missing", { id: "V1", callback_id: "desk.form.note", private_metadata: "", state: {} }],
  ["a case that is no number", { id: "V1", callback_id: "desk.form.note", private_metadata: '{"number":"12"}' }],
  ["nobody was chosen", { id: "V1", callback_id: "desk.form.hand-on", private_metadata: '{"number":12}', state: {} }],
  ["no reason was chosen", { id: "V1", callback_id: "desk.form.close", private_metadata: '{"number":12}', state: {} }],
  ["no time was chosen", { id: "V1", callback_id: "desk.form.due", private_metadata: '{"number":12}', state: {} }],
])("nothing is read of a window where there is %s", (_, view) => {
  expect(submissionOf(view)).toBeUndefined();
});
