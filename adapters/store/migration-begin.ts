/**
 * The step that began: residents' messages, cases, and what is kept and sent for them.
 */

import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { createTable, type EngineName, type TableShape } from "./table-shape.ts";

const TABLES: readonly TableShape[] = [
  {
    name: "conversations",
    key: ["id"],
    columns: {
      id: "text",
      channel: "text",
      peer: "text",
      city: "text?",
      language: "text?",
      state: "text",
      is_stopped: "number",
      created_at: "number",
      last_at: "number",
      due_at: "number?",
      lease_until: "number 0",
      fence: "number 0",
    },
  },
  {
    name: "inbox",
    key: ["channel", "event_id"],
    counted: "seq",
    columns: {
      channel: "text",
      event_id: "text",
      conversation: "text",
      peer: "text",
      raw: "text",
      occurred_at: "number",
      received_at: "number",
      reply_token: "text?",
      state: "text",
      reason: 'text ""',
      attempts: "number 0",
      first_tried_at: "number?",
      next_at: "number",
      ended_at: "number?",
    },
  },
  {
    name: "messages",
    key: ["id"],
    counted: "seq",
    columns: {
      id: "text",
      conversation: "text",
      author: "text",
      staff: "text?",
      text: "text",
      channel_message: "text?",
      outcome: "text?",
      city: "text?",
      sections: "text",
      media: "text?",
      is_unsent: "number",
      at: "number",
    },
  },
  {
    name: "unsends",
    key: ["conversation", "channel_message"],
    columns: { conversation: "text", channel_message: "text", at: "number" },
  },
  {
    name: "cases",
    key: ["number"],
    columns: {
      number: "number",
      conversation: "text",
      channel: "text",
      state: "text",
      assignee: "text?",
      cause: "text",
      priority: "text",
      city: "text?",
      language: "text",
      topic: "text?",
      asked: "text",
      open: "text",
      opened_at: "number",
      due_at: "number?",
      remind_at: "number?",
      reminded_at: "number?",
      escalated_at: "number?",
      first_answered_at: "number?",
      with_resident_at: "number?",
      noticed_at: "number?",
      closed_at: "number?",
      close_reason: "text?",
      rating: "number?",
      rating_word: "text",
      wishes_erasure: "number",
      version: "number",
    },
  },
  {
    name: "case_events",
    key: ["number", "seq"],
    counted: "seq",
    columns: {
      number: "number",
      at: "number",
      actor: "text",
      staff: "text?",
      move: "text",
      message: "text?",
      text: "text",
    },
  },
  {
    name: "outbox",
    key: ["id"],
    counted: "id",
    columns: {
      channel: "text",
      conversation: "text",
      peer: "text",
      sayings: "text",
      cause_event: "text?",
      reply_token: "text?",
      event_at: "number",
      token_received_at: "number",
      state: "text",
      attempts: "number 0",
      reply_tries: "number 0",
      is_to_be_sure: "number 0",
      reason: 'text ""',
      retry_key: "text",
      created_at: "number",
      next_at: "number",
      claimed_until: "number 0",
      first_tried_at: "number?",
      sent_at: "number?",
      sent_by: "text?",
    },
  },
  {
    name: "questions",
    key: ["id"],
    columns: {
      id: "text",
      conversation: "text?",
      text: "text",
      city: "text?",
      language: "text",
      why: "text",
      topic: "text?",
      at: "number",
    },
  },
  {
    name: "feedback",
    key: ["message"],
    columns: { message: "text", conversation: "text", is_helpful: "number", at: "number" },
  },
  {
    name: "media",
    key: ["id"],
    columns: { id: "text", conversation: "text", type: "text", bytes: "number", name: "text", at: "number" },
  },
  { name: "settings", key: ["key"], columns: { key: "text", value: "text", set_by: "text", set_at: "number" } },
  {
    name: "audit",
    key: ["seq"],
    counted: "seq",
    columns: { at: "number", actor: "text", act: "text", subject: "text" },
  },
  { name: "counters", key: ["name"], columns: { name: "text", value: "number" } },
];

/** Made for the queries that run with every event; the partial ones hold only what is still to be done. */
async function createIndexes(db: Kysely<unknown>) {
  const index = (name: string) => db.schema.createIndex(name);
  await index("conversations_peer").on("conversations").columns(["desk", "channel", "peer"]).unique().execute();
  await index("conversations_quiet").on("conversations").columns(["desk", "last_at"]).execute();
  await index("conversations_due")
    .on("conversations")
    .columns(["desk", "due_at", "id", "lease_until"])
    .where(sql.ref("due_at"), "is not", null)
    .execute();
  await index("inbox_waiting")
    .on("inbox")
    .columns(["desk", "conversation", "occurred_at", "seq"])
    .where(sql.ref("state"), "=", "waiting")
    .execute();
  await index("inbox_conversation").on("inbox").columns(["desk", "conversation"]).execute();
  await index("inbox_state").on("inbox").columns(["desk", "state", "reason"]).execute();
  await index("inbox_ended")
    .on("inbox")
    .columns(["desk", "ended_at"])
    .where(sql.ref("ended_at"), "is not", null)
    .execute();
  await index("messages_at").on("messages").columns(["desk", "conversation", "at", "seq"]).execute();
  await index("messages_channel").on("messages").columns(["desk", "conversation", "channel_message"]).execute();
  await index("cases_conversation").on("cases").columns(["desk", "conversation", "number"]).execute();
  await index("cases_state").on("cases").columns(["desk", "state", "number"]).execute();
  await index("outbox_due")
    .on("outbox")
    .columns(["desk", "next_at", "id"])
    .where(sql.ref("state"), "=", "waiting")
    .execute();
  await index("outbox_order")
    .on("outbox")
    .columns(["desk", "conversation", "id"])
    .where(sql.ref("state"), "=", "waiting")
    .execute();
  await index("outbox_cause")
    .on("outbox")
    .columns(["desk", "channel", "cause_event"])
    .where(sql.ref("state"), "!=", "sent")
    .execute();
  await index("outbox_conversation").on("outbox").columns(["desk", "conversation"]).execute();
  await index("outbox_state").on("outbox").columns(["desk", "state", "created_at"]).execute();
  await index("questions_at").on("questions").columns(["desk", "at"]).execute();
  await index("questions_conversation").on("questions").columns(["desk", "conversation"]).execute();
  await index("feedback_conversation").on("feedback").columns(["desk", "conversation"]).execute();
  await index("media_conversation").on("media").columns(["desk", "conversation"]).execute();
}

export const beginStep = (engine: EngineName): Migration => ({
  async up(db) {
    for (const table of TABLES) await createTable(db, engine, table);
    await createIndexes(db);
  },
});
