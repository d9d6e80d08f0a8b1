/**
 * Reads what a post says at the moment when it is sent.
 *
 * A post names what it shows. That it is read only now is the whole point: what was unsent, cut or erased meanwhile is
 * simply not there any more, and a card shows the case as it is, not as it was when somebody asked for the card.
 */

import { MOST_FILE_BYTES } from "../../conversation/unreadable.ts";
import type { MediaFiles } from "../../ports/media.ts";
import type { AnswerFate, PostContent, PostReader } from "../../ports/staff.ts";
import type { Records, Store } from "../../ports/store.ts";
import type { Clock } from "../../ports/world.ts";
import type { Actor, Case, DeskId, Message, MessageId, Whisper } from "../../records.ts";
import type { StaffHouse } from "../house.ts";
import { type CardParts, caseCard, isWordless, shownCase, shownMessage } from "./card.ts";
import { digestOf } from "./digest.ts";
import { summaryOf } from "./figures.ts";
import { homeOf } from "./home.ts";
import { nameOf, staffName } from "./names.ts";

export interface ReaderParts {
  readonly desk: DeskId;
  readonly store: Store;
  readonly house: StaffHouse;
  readonly files: MediaFiles;
  readonly clock: Pick<Clock, "now">;
}

/** Reads each post in a transaction of its own. */
export function postReader({ desk, store, house, files, clock }: ReaderParts): PostReader {
  return async (post) => {
    const content = await store.within(desk, (records) => contentOf(records, post, { house, now: clock.now() }));
    return content?.what === "message" ? withFile(content, files) : content;
  };
}

type Readable = Parameters<PostReader>[0];
type Of<What extends Readable["what"]> = Extract<Readable, { what: What }>;

async function contentOf(records: Records, post: Readable, parts: CardParts): Promise<PostContent | undefined> {
  switch (post.what) {
    case "card": {
      const on = await records.cases.get(post.number);
      return on && { what: "card", card: await caseCard(records, on, parts) };
    }
    case "message":
      return messageOf(records, post, parts);
    case "event":
      return eventOf(records, post, parts);
    case "recall":
      return recallOf(records, post);
    case "digest":
      return digestOf(records, post.day, parts);
    case "summary":
      return { what: "summary", summary: await summaryOf(records, parts.house, post.day) };
    case "home":
      return { what: "home", home: await homeOf(records, post, parts) };
    case "whisper":
      return { what: "whisper", say: post.say, staffName: await nameIn(records, post.say) };
    default:
      return post satisfies never;
  }
}

/** The case and a message of its conversation that still says something; undefined where either is gone. */
async function saidIn(
  { cases, messages }: Records,
  { number, message: id }: { readonly number: Case["number"]; readonly message: MessageId },
): Promise<{ readonly on: Case; readonly message: Message } | undefined> {
  const [on, message] = [await cases.get(number), await messages.get(id)];
  if (on === undefined || message === undefined || message.conversation !== on.conversation) return undefined;
  const isEmpty = message.isUnsent || (message.text === "" && message.media === undefined);
  return isEmpty ? undefined : { on, message };
}

async function messageOf(
  records: Records,
  post: Of<"message">,
  { house }: CardParts,
): Promise<PostContent | undefined> {
  const said = await saidIn(records, post);
  if (said === undefined) return undefined;
  const message = shownMessage(said.message, house);
  const { casesUrl } = house.settings;
  return {
    what: "message",
    number: post.number,
    message,
    isWordless: isWordless(house),
    url: casesUrl === undefined ? undefined : `${casesUrl}/${post.number}`,
    staffName: await nameOf(records, message.staff),
    assignee: message.author === "resident" ? said.on.assignee : undefined,
    fate: message.author === "person" ? await fateOf(records, message) : undefined,
    media: message.media === undefined ? undefined : await records.media.get(message.media),
    file: undefined,
  };
}

/** What was sent long ago has no row any more; what was never to be sent never had one. */
export async function fateOf({ outbox, conversations }: Records, { id, conversation }: Message): Promise<AnswerFate> {
  const row = await outbox.ofMessage(id);
  if (row === undefined) {
    const isStopped = (await conversations.get(conversation))?.isStopped ?? false;
    return { kind: isStopped ? "stopped" : "sent" };
  }
  const { state, reason } = row;
  return state === "held" || state === "dead" ? { kind: state, reason } : { kind: state };
}

/** Outside of the transaction: while a file is read, the store is free. */
async function withFile(content: Extract<PostContent, { what: "message" }>, files: MediaFiles): Promise<PostContent> {
  const { media } = content;
  const isToBeShown = media !== undefined && media.bytes <= MOST_FILE_BYTES;
  return isToBeShown ? { ...content, file: await files.read(media.id) } : content;
}

async function eventOf(
  records: Records,
  { number, index }: Of<"event">,
  { house }: CardParts,
): Promise<PostContent | undefined> {
  const on = await records.cases.get(number);
  const event = (await records.cases.events(number))[index];
  if (on === undefined || event === undefined) return undefined;
  return {
    what: "event",
    event,
    on: shownCase(on, await records.conversations.get(on.conversation), house),
    isWordless: isWordless(house),
    actorName: await nameOf(records, staffOf(event.actor)),
    toName: event.move === "hand-on" ? await staffName(records, event.text) : undefined,
    opening: house.casework.opening(),
  };
}

const staffOf = (actor: Actor): string | undefined => (actor.kind === "staff" ? actor.name : undefined);

async function recallOf(records: Records, post: Of<"recall">): Promise<PostContent | undefined> {
  const { number, message, isDeleted } = post;
  return (await saidIn(records, post)) && { what: "recall", number, message, isDeleted };
}

const nameIn = (records: Records, say: Whisper): Promise<string | undefined> =>
  nameOf(records, say.kind === "taken" ? say.staff : undefined);
