/**
 * What stands in Slack under a key: posted once, changed in place, and found again where nobody knows whether it arrived.
 *
 * A file stands beside its words, as a message of its own: words that go with a file cannot be marked, changed or
 * taken away by themselves.
 */

import { createHash } from "node:crypto";
import { cardKey, type KeyedPost, keyOf } from "../../../src/ports/post-keys.ts";
import type { PostContent, PostReader } from "../../../src/ports/staff.ts";
import type { Clock } from "../../../src/ports/world.ts";
import type { CaseNumber, ConversationId, Place, Posted } from "../../../src/records.ts";
import type { SlackMessage } from "../blocks/blocks.ts";
import { named } from "../blocks/parts.ts";
import { messageOf, type SlackWords } from "../render.ts";
import type { CallLog } from "./asking.ts";
import { type LookBack, lookBack, type Mark } from "./look-back.ts";
import { change, post, takeAway, takeFileAway } from "./posting.ts";
import { Ended, type Talk } from "./talk.ts";
import { fileName, fileStem, type Upload, uploaded } from "./upload.ts";

type KeyedContent = Exclude<PostContent, { what: "home" | "whisper" }>;

export interface StandingParts {
  /** The desk's own. */
  readonly channel: string;
  readonly read: PostReader;
  readonly posted: (key: string) => Promise<Posted | undefined>;
  readonly words: SlackWords;
  readonly clock: Pick<Clock, "now">;
  readonly log: CallLog;
  /** As whom the desk speaks in Slack; undefined while nobody knows. */
  readonly self: () => string | undefined;
}

/** A file that has not arrived so long after its words is left out: what comes after it waits. */
const FILE_PATIENCE_MS = 10 * 60_000;
/** A thread whose card is gone gets another one. */
const CARDS = 2;

export interface Standing {
  /** Shows it as it reads now. @returns what stands otherwise than before; `[]` for nothing. @throws Ended */
  show(shown: KeyedPost): Promise<readonly Posted[]>;
  /** The thread of a case, with the card that had to be posted for it; undefined where there is no card to be shown. */
  thread(number: CaseNumber): Promise<Thread | undefined>;
}

export interface Thread {
  readonly place: Place;
  readonly conversation: ConversationId | undefined;
  readonly posted: readonly Posted[];
}

/** What is to stand under a key. */
interface Wanted {
  readonly key: string;
  readonly message: SlackMessage;
  readonly file: Upload | undefined;
  readonly digest: string;
  readonly conversation: ConversationId | undefined;
}

export function standing(parts: StandingParts, talk: Talk): Standing {
  const { channel, read, posted, words, clock, log, self } = parts;
  const room: Place = { channel, thread: undefined };
  const looked = new Map<string, Promise<LookBack>>();

  const isOfDesk = (place: Pick<Place, "channel">): boolean => place.channel === channel;
  const markOf = ({ key, digest }: Wanted): Mark => ({ key, digest, at: clock.now() });

  function lookedBack(place: Place, since: number): Promise<LookBack> {
    const key = `${place.channel} ${place.thread} ${since}`;
    const known = looked.get(key) ?? lookBack(talk, { ...place, since, self: self(), isOfDesk: isOfDesk(place) });
    looked.set(key, known);
    return known;
  }

  /** What an earlier try may have left in a place; `since` where it may have been a try of another row. */
  async function left(place: Place, since = talk.triedSince): Promise<LookBack | undefined> {
    return since === undefined ? undefined : lookedBack(place, since);
  }

  async function show(shown: KeyedPost): Promise<readonly Posted[]> {
    const key = keyOf(shown);
    const content = (await read(shown)) as KeyedContent | undefined;
    const stands = await posted(key);
    if (content === undefined) {
      if (stands === undefined) await removeLeft(shown, key);
      return [];
    }
    const wanted = wantedOf(key, content, words);
    // After a try that was lost nobody knows which of two readings stands there.
    if (stands?.digest === wanted.digest && talk.triedSince === undefined) return [];
    const changed = stands && (await changedAt(stands, wanted, shown));
    if (changed !== undefined) return [changed];
    if (!("number" in shown) || shown.what === "card") return [await postedAt(room, wanted, stands?.file)];
    return inThread(shown.number, wanted, stands?.file);
  }

  /** Nothing is to be shown any more: what a lost try left goes now, for whatever was to take it away may have done so. */
  async function removeLeft(shown: KeyedPost, key: string): Promise<void> {
    if (talk.triedSince === undefined || !("number" in shown)) return;
    const isUnderCard = shown.what !== "card";
    const card = isUnderCard ? await posted(cardKey(shown.number)) : undefined;
    if (isUnderCard && card === undefined) return;
    const place: Place = card === undefined ? room : { channel: card.channel, thread: card.message };
    const before = await left(place);
    const [found, file] = [before?.message(key), before?.file(fileStem(key))];
    await takeAway(talk, { channel: place.channel, message: found?.message ?? "" }, file);
  }

  async function changedAt(stands: Posted, wanted: Wanted, shown: KeyedPost): Promise<Posted | undefined> {
    const { message, key, file } = wanted;
    const mark = markOf(wanted);
    const isThere = await change(talk, log, { at: stands, isOfDesk: isOfDesk(stands), message, mark });
    if (!isThere) return undefined;
    if (stands.file !== undefined && file === undefined) await takeFileAway(talk, stands.file);
    const under = file && stands.file === undefined && "number" in shown ? await thread(shown.number) : undefined;
    const now = file && (under === undefined ? stands.file : await fileAt(under.place, file, key, 0));
    return kept(wanted, { channel: stands.channel, message: stands.message, file: now });
  }

  const kept = (
    { key, conversation, digest }: Wanted,
    { channel, message, file }: Pick<Posted, "channel" | "message" | "file">,
  ): Posted => ({ key, conversation, channel, message, file, digest, at: clock.now() });

  async function postedAt(place: Place, wanted: Wanted, file?: string): Promise<Posted> {
    const done = await tried(place, wanted, file);
    if (done === undefined) throw new Ended({ kind: "refused", status: 400 });
    return done;
  }

  async function inThread(number: CaseNumber, wanted: Wanted, file: string | undefined): Promise<readonly Posted[]> {
    for (let card = 1; card <= CARDS; card++) {
      const under = await thread(number, card > 1);
      if (under === undefined) return [];
      const conversation = wanted.conversation ?? under.conversation;
      const done = await tried(under.place, { ...wanted, conversation }, file).catch((error: unknown) => {
        // The card stands, whatever becomes of what was to hang under it.
        throw error instanceof Ended ? error.beside(under.posted) : error;
      });
      if (done !== undefined) return [...under.posted, done];
    }
    throw new Ended({ kind: "refused", status: 400 });
  }

  /** @returns undefined where what it was to hang under is gone */
  async function tried(place: Place, wanted: Wanted, file?: string, since?: number): Promise<Posted | undefined> {
    const { key, message, digest } = wanted;
    const found = (await left(place, since))?.message(key);
    const isAsWanted = found?.digest === digest;
    const at = found && { channel: place.channel, message: found.message };
    const common = { isOfDesk: isOfDesk(place), message, mark: markOf(wanted) };
    const isThere = at && (isAsWanted || (await change(talk, log, { at, ...common })));
    const id = isThere ? at?.message : await post(talk, log, { place, ...common });
    if (id === undefined) return undefined;
    const wordsAt = isThere ? (found?.at ?? 0) : clock.now();
    const stands = file ?? (wanted.file && (await fileAt(place, wanted.file, key, wordsAt)));
    return kept(wanted, { channel: place.channel, message: id, file: stands });
  }

  /** @param wordsAt - since when its words stand there; 0 where nobody knows */
  async function fileAt(place: Place, file: Upload, key: string, wordsAt: number): Promise<string | undefined> {
    const found = (await left(place))?.file(fileStem(key));
    if (found !== undefined) return found;
    const now = clock.now();
    if (now - Math.max(talk.triedSince ?? now, wordsAt) > FILE_PATIENCE_MS) {
      log.error({ bytes: file.content.length }, "a file did not arrive in Slack for long: it is left out");
      return undefined;
    }
    const id = await uploaded(talk, place, file);
    if (id === undefined) log.error({ bytes: file.content.length }, "Slack does not take a file: it is left out");
    return id;
  }

  /** @param isGone - the card that is known is not there any more */
  async function thread(number: CaseNumber, isGone = false): Promise<Thread | undefined> {
    const key = cardKey(number);
    const stands = isGone ? undefined : await posted(key);
    if (stands !== undefined) return threadUnder(stands, []);
    const content = await read({ what: "card", number });
    if (content?.what !== "card") return undefined;
    const wanted = wantedOf(key, content, words);
    // The row that was to post it may have done so unheard, and have been given up since.
    const card = await tried(room, wanted, undefined, content.card.case.openedAt);
    if (card === undefined) throw new Ended({ kind: "refused", status: 400 });
    return threadUnder(card, [card]);
  }

  const threadUnder = ({ channel, message, conversation }: Posted, posted: readonly Posted[]): Thread => ({
    place: { channel, thread: message },
    conversation,
    posted,
  });

  return { show, thread: (number) => thread(number) };
}

function wantedOf(key: string, content: KeyedContent, words: SlackWords): Wanted {
  const message = messageOf(content, words);
  const file = content.what === "message" ? fileOf(key, content, words) : undefined;
  const digest = createHash("sha256")
    .update(JSON.stringify([message, file?.name, file?.title]))
    .digest("hex");
  return { key, message, file, digest, conversation: conversationOf(content) };
}

function fileOf(
  key: string,
  { file, media }: Extract<PostContent, { what: "message" }>,
  { cases }: SlackWords,
): Upload | undefined {
  if (file === undefined || media === undefined) return undefined;
  return {
    name: fileName(key, media.type),
    title: media.name === "" ? cases.thread.file(media.type, media.bytes) : named(media.name),
    content: file,
  };
}

/** Whose words are shown, so that they are found when they must go. */
function conversationOf(content: KeyedContent): ConversationId | undefined {
  switch (content.what) {
    case "card":
      return content.card.case.conversation;
    case "message":
      return content.message.conversation;
    case "event":
      return content.on.conversation;
    case "recall":
    case "digest":
    case "summary":
      return undefined;
    default:
      return content satisfies never;
  }
}
