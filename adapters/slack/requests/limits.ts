/**
 * What Slack's requests may measure, and how long each answer may take: Slack gives up after three seconds.
 */

/** A press brings the whole message on which its button stands, escaped twice over. */
export const REQUEST_BYTES = 2 * 1024 * 1024;
/** How far ahead of this machine's clock a request may be signed; Bolt takes what is as much behind. */
export const REQUEST_AHEAD_MS = 5 * 60_000;

/** Within which a window must stand open: what opens it lives three seconds. */
export const OPEN_MS = 2_000;
/** Within which somebody who typed a command or sent a window off is answered. */
export const ANSWER_MS = 2_500;
/** For a window to be filled, and for what else nobody waits for before an acknowledgement. */
export const FILL_MS = 10_000;
