/**
 * The numbers of the HTTP server. How long a question may be is the page's matter, not the server's.
 */

/** Headers of a page request are under 2 kB: a client that needs longer than this holds a socket open on purpose. */
export const HEADERS_TIMEOUT_MS = 10_000;

/** The largest form (about 360 kB) takes 25 s over a phone line of 128 kbit/s. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** How often clients are held to the two limits above: a limit is over by a second at most. Node itself looks every 30 s. */
export const TIMEOUT_CHECK_MS = 1_000;

/** Longer than the 60 s after which proxies drop an idle connection, so that the proxy and not the desk closes it. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** An answer takes well under a second; after this, open connections are cut so that a restart never hangs. */
export const CLOSE_TIMEOUT_MS = 5_000;

/** How often, while closing, connections are looked at that have finished: short beside an answer, long for a machine. */
export const CLOSE_SWEEP_MS = 50;
