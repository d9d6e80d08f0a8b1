/**
 * What is no text: said kindly with what to do instead, or kept for the person who has the case.
 */

import { turnOf } from "../handoff/cases.ts";
import { takesCases } from "../handoff/casework.ts";
import type { Incoming } from "../ports/channel.ts";
import type { Case, Message, MessageId } from "../records.ts";
import { STICKER_SENT } from "../reply/conversation.ts";
import { sorry, text } from "./sayings.ts";
import { type Attachment, type Step, silent, type Turn } from "./turn.ts";

/** Bytes of a photo or file that is taken. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

type Unreadable = Extract<Incoming, { kind: "unreadable" }>;

/** Whether a file is to be fetched, now that a case of this way is open. */
export function isWanted({ what, isFetchable, bytes }: Unreadable): boolean {
  return (what === "image" || what === "file") && isFetchable && (bytes ?? 0) <= MOST_FILE_BYTES;
}

export async function unreadable(turn: Turn, incoming: Unreadable, attachment: Attachment | undefined): Promise<Step> {
  const { isGroup, openCase, house, records, conversation } = turn;
  if (isGroup) return silent("not-mentioned");
  if (await records.messages.isUnsent(conversation.id, incoming.message)) return silent("unsent");
  const isForCase = openCase !== undefined && house.profile.caseWay === "conversation";
  if (!isForCase) return unread(turn, incoming.what);
  return intoCase(turn, openCase, incoming, attachment);
}

/** What only a person could look at is better told to one. */
const FOR_PERSONS: readonly Unreadable["what"][] = ["image", "video", "audio", "file"];

function unread({ house, conversation, openCase, language, words, state }: Turn, what: Unreadable["what"]): Step {
  const isForPersons = openCase === undefined && FOR_PERSONS.includes(what);
  const mayOffer = isForPersons && takesCases(house.profile, conversation);
  const says = [sorry(language, words.unreadable[what], mayOffer)];
  return mayOffer ? { says, state: { ...state, awaits: { kind: "offer" } } } : { says };
}

async function intoCase(
  turn: Turn,
  openCase: Case,
  incoming: Unreadable,
  attachment: Attachment | undefined,
): Promise<Step> {
  const { house, records, language, words } = turn;
  const { unreadable: say } = words;
  const isWithPerson = turnOf(openCase) === "person";
  const says = (said: string): Step => ({ says: [text(language, said)] });
  if (incoming.what === "video") return says(say.noVideo);
  if ((incoming.what === "image" || incoming.what === "file") && attachment?.kind !== "kept") {
    const isTooLarge = attachment?.kind === "too-large" || (incoming.bytes ?? 0) > MOST_FILE_BYTES;
    return says(isTooLarge ? say.tooLarge(MOST_FILE_BYTES / 1024 / 1024) : say.failed);
  }
  const isSticker = isWithPerson && incoming.what === "sticker";
  if (attachment?.kind !== "kept" && !isSticker) return says(say[incoming.what]);
  const message = await kept(turn, incoming, attachment);
  await house.casework.byResident(records, openCase, { kind: "resident-writes" }, message);
  return isWithPerson ? silent("with-person") : says(say.kept);
}

/** A sticker says something too, such as thanks or that all is well: that it came is kept in its place. */
async function kept(
  { house, records, conversation, now }: Turn,
  { message, fileName }: Unreadable,
  attachment: Attachment | undefined,
): Promise<MessageId> {
  const media = attachment?.kind === "kept" ? attachment.media : undefined;
  if (media !== undefined) await records.media.add({ ...media, conversation: conversation.id, at: now });
  const row: Message = {
    id: house.chance.uuid() as MessageId,
    conversation: conversation.id,
    author: "resident",
    staff: undefined,
    text: media === undefined ? STICKER_SENT : fileName,
    channelMessage: message,
    outcome: undefined,
    city: undefined,
    sections: [],
    media: media?.id,
    isPrivate: false,
    isUnsent: false,
    at: now,
  };
  await records.messages.add(row);
  return row.id;
}
