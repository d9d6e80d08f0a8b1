/**
 * A channel: takes what people write there and carries what the desk says. LINE is one of residents, Slack one of staff.
 */

import type { CityId, Language } from "../model.ts";
import type { ChannelName, OutboxId, Peer, Posted, Press, ReceivedEvent, Saying, StaffSaying } from "../records.ts";
import type { Person, StaffIncoming } from "./staff.ts";

/** An event of a channel of residents in the desk's own terms. */
export type Incoming =
  /** `text` is without the mention of the desk; `isMentioned` counts in groups only. */
  | {
      readonly kind: "text";
      readonly message: string;
      readonly text: string;
      readonly isMentioned: boolean;
      readonly chosen?: Chosen;
    }
  | {
      readonly kind: "unreadable";
      readonly message: string;
      readonly what: "sticker" | "image" | "video" | "audio" | "file" | "location" | "other";
      readonly fileName: string;
      /** As the channel tells; undefined where it does not. */
      readonly bytes: number | undefined;
      /** The channel can hand the content out. */
      readonly isFetchable: boolean;
    }
  /** `press` is undefined for a button that is not ours or no longer known. */
  | { readonly kind: "press"; readonly press: Press | undefined }
  | { readonly kind: "follow" }
  | { readonly kind: "unfollow" }
  | { readonly kind: "join" }
  | { readonly kind: "leave" }
  | { readonly kind: "unsend"; readonly message: string }
  | {
      readonly kind: "edit";
      readonly message: string;
      readonly text: string;
    }
  /** The channel lets another program talk just now. */
  | { readonly kind: "standby" }
  /** `name`: what the channel calls it, cut to a few letters and safe for a log. */
  | { readonly kind: "unknown"; readonly name: string };

/** What was chosen besides what was typed, and holds from then on: `undefined` for none any more, left out for no word on it. */
export interface Chosen {
  readonly city?: CityId | undefined;
  readonly language?: Language | undefined;
}

/** Several people read along: look-ups only. */
export const isGroup = (peer: Peer): boolean => !peer.startsWith("user:");

export type By =
  | { readonly kind: "reply"; readonly token: string }
  | { readonly kind: "push"; readonly retryKey: string };

export interface Call {
  readonly to: Peer;
  readonly sayings: readonly (Saying | StaffSaying)[];
  readonly by: By;
  /** Put before the first words, such as that this may be a repetition; `""` for none. */
  readonly prefix: string;
  /** Since when an earlier try may have arrived; undefined where none can have. */
  readonly triedSince?: number | undefined;
  /** Under which it waits in the outbox: whoever had everything erased meanwhile is told nothing of before. */
  readonly row?: OutboxId | undefined;
}

/** What became of a call. Of one that ended in its midst, `posted` is what stands there for certain. */
export type Delivery =
  /** `posted`: what stands there now, and the keys of what no longer does. */
  | { readonly kind: "sent"; readonly posted?: readonly Posted[]; readonly removed?: readonly string[] }
  /** It was taken at an earlier try with the same key. */
  | { readonly kind: "sent-before" }
  /** The token was used or has lapsed. */
  | { readonly kind: "token-refused" }
  /** Nothing was sent; the same call may be tried again, `afterMs` from now at the earliest. */
  | { readonly kind: "not-now"; readonly reason: "rate" | "unreachable"; readonly afterMs?: number | undefined }
  /** Nothing was sent, and only people can mend what stands in the way. `code`: as the channel calls it. */
  | { readonly kind: "shut-out"; readonly code: string }
  /** No answer, or one that does not tell whether it was sent. */
  | { readonly kind: "unknown"; readonly reason: "timeout" | "network" | "server"; readonly posted?: readonly Posted[] }
  /** An earlier try may have arrived, and there was no turn to look: again `afterMs` from now at the earliest. */
  | {
      readonly kind: "unknown";
      readonly reason: "limited";
      readonly afterMs?: number | undefined;
      readonly posted?: readonly Posted[];
    }
  /** Nothing more can be sent until the month ends or the plan changes. */
  | { readonly kind: "no-quota" }
  /** It will never be taken as it is. `status`: as the channel gave it. */
  | { readonly kind: "refused"; readonly status: number; readonly posted?: readonly Posted[] };

/** How long a token may be used, in milliseconds; by the channel's own rules with a margin. */
export interface TokenLife {
  readonly afterReceiptMs: number;
  readonly afterEventMs: number;
}

export type Fetched =
  | { readonly kind: "fetched"; readonly content: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "gone" }
  | { readonly kind: "failed" };

export interface Quota {
  /** Messages that may be pushed in a month; undefined without a limit. */
  readonly limit: number | undefined;
  readonly used: number;
}

/** What carries the desk's words. */
export interface Carrier {
  readonly name: ChannelName;
  readonly tokenLife: TokenLife;
  /** Always settles, by its own deadline at the latest; never throws for what a channel may answer. */
  send(call: Call): Promise<Delivery>;
}

/** Where residents write. */
export interface ResidentChannel extends Carrier {
  readonly of: "residents";
  /** Pure. @throws anything for a raw event that is not the channel's: it is then a poison event */
  incoming(event: Pick<ReceivedEvent, "raw">): Incoming;
  /** The content of a message that came in, at most `mostBytes`. */
  fetch(message: string, mostBytes: number): Promise<Fetched>;
  /** Undefined where the channel does not tell just now. */
  quota(): Promise<Quota | undefined>;
}

/** Where the people behind the desk write. */
export interface StaffChannel extends Carrier {
  readonly of: "staff";
  /** Pure. @throws anything for a raw event that is not the channel's: it is then a poison event */
  incoming(event: Pick<ReceivedEvent, "raw">): StaffIncoming;
  /** Who somebody is and whether they belong to the desk's own channel. @throws DeskError `channel-refused` where it does not tell */
  person(id: string): Promise<Person>;
  /** Undefined while all is well. */
  trouble(): Trouble | undefined;
}

/** What keeps staff from being shown anything. */
export interface Trouble {
  /** As the channel calls it, such as `token_revoked`. */
  readonly code: string;
  readonly since: number;
}

export type Channel = ResidentChannel | StaffChannel;
