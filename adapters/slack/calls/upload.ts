/**
 * Puts a file into a thread: asks Slack where to, sends the bytes, and has it shown.
 *
 * Nothing stands in Slack before the last of the three. The file's name is ours and tells what it belongs to, so that
 * one whose answer was lost is found again; people read its title.
 */

import { createHash } from "node:crypto";
import { DeskError } from "../../../src/errors.ts";
import type { Place } from "../../../src/records.ts";
import { isShutOut } from "./delivery.ts";
import { CHANGING, POSTING } from "./pace.ts";
import { Refused, type Talk } from "./talk.ts";

export interface Upload {
  readonly name: string;
  readonly title: string;
  readonly content: Uint8Array;
}

/**
 * What stands in the way of one file, or of files alone: it is left out, for its words are there already and what comes
 * after it is not to wait. That the app may not upload is told as its trouble all the same.
 */
const isOfFile = (error: string) => error === "missing_scope" || !isShutOut(error, { isOfDesk: true });

/** How the name of a file begins that belongs to a message: no two share it. */
export const fileStem = (key: string): string =>
  `madoguchi-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.`;

/** @param type - by content, such as `image/jpeg` */
export function fileName(key: string, type: string): string {
  const [, sub = ""] = type.split("/");
  return `${fileStem(key)}${sub === "jpeg" ? "jpg" : (/^[a-z0-9]{1,8}$/u.exec(sub)?.[0] ?? "bin")}`;
}

/** @returns the file's id; undefined where Slack does not take such a file. @throws Ended */
export async function uploaded(talk: Talk, { channel, thread }: Place, file: Upload): Promise<string | undefined> {
  const length = file.content.length;
  const place = await talk.tried(
    {
      method: "files.getUploadURLExternal",
      pace: CHANGING,
      ask: ({ files }) => files.getUploadURLExternal({ filename: file.name, length }),
    },
    isOfFile,
  );
  if (place instanceof Refused || place.upload_url === undefined || place.file_id === undefined) return undefined;
  const { upload_url: url, file_id: id } = place;
  await talk.call({ method: "upload", ask: (_, signal) => sent(url, file.content, signal) });
  const files: [{ id: string; title: string }] = [{ id, title: file.title }];
  const done = await talk.tried(
    {
      method: "files.completeUploadExternal",
      channel,
      pace: POSTING,
      ask: (client) =>
        client.files.completeUploadExternal(
          thread === undefined ? { files, channel_id: channel } : { files, channel_id: channel, thread_ts: thread },
        ),
    },
    isOfFile,
  );
  return done instanceof Refused ? undefined : id;
}

/** Slack gives an address for one file, which needs no token. */
async function sent(url: string, content: Uint8Array, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { method: "POST", body: new Uint8Array(content), signal, redirect: "error" });
  await answer.body?.cancel();
  if (!answer.ok) throw new DeskError("channel-refused", "Slack did not take the bytes of a file");
}
