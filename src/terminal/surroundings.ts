/**
 * What a command needs of the world around it: the terminal hands out the real things, a test its own.
 */

import type { Chance, Clock } from "../ports/world.ts";

export interface Surroundings {
  /** Such as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, "now">;
  readonly chance: Pick<Chance, "uuid">;
  /** The name of who is logged in; undefined where the system knows none, as in some containers. */
  user(): string | undefined;
  /** All that is typed or piped in. */
  input(): Promise<string>;
  /** One line that is not shown while it is typed; of what is piped in, the next line. */
  secret(question: string): Promise<string>;
  /** Somebody types, so that what cannot be seen is asked for twice. */
  isTyped(): boolean;
  /** A path as it is meant from where the person stands. */
  path(given: string): string;
  /** A result. */
  print(text: string): void;
  /** What is no result. */
  warn(text: string): void;
}
