/**
 * Puts everything together that serves: the page, the texts in full, and for each desk its inbox, conversations and outbox.
 *
 * What only a desk with a channel needs is loaded only then, so that the page alone starts as fast and small as it can.
 */

import { httpServer } from "../adapters/http/server.ts";
import { webPage } from "../adapters/web/channel.ts";
import { assemble } from "./assemble.ts";
import type { Config } from "./config.ts";
import type { WorkLog } from "./delivery/worker.ts";
import { desks } from "./desks.ts";
import type { Chance, Clock } from "./ports/world.ts";
import type { DeskId } from "./records.ts";
import { pageWords } from "./reply/page.ts";

export interface Surroundings {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: WorkLog;
  /** Secrets that `desks.json` names. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** In place of LINE's own, for tests. */
  readonly line?: { readonly apiUrl: string; readonly dataUrl: string } | undefined;
  /** The same for Slack's; ends with `/api/`. */
  readonly slack?: { readonly apiUrl: string } | undefined;
}

export interface Serving {
  /** Such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly cities: number;
  readonly passages: number;
  readonly desks: readonly DeskId[];
  /** Takes nothing new, lets what is under way end, and closes the store; once, however often it is called. */
  close(): Promise<void>;
}

/** @throws DeskError for settings, knowledge or a store with which nothing can be served */
export async function serve(config: Config, surroundings: Surroundings): Promise<Serving> {
  const { host, port, knowledgeDir, cacheDir, trustProxy, contact } = config;
  const { log, variables } = surroundings;
  const assembly = await assemble({
    knowledgeDir,
    cacheDir,
    contact,
    year: () => new Date(surroundings.clock.now()).getFullYear(),
    warn: (message) => log.warn({}, message),
  });
  const { corpus, desk, texts } = assembly;
  const settings = desks(config, corpus.cities, { variables });
  const open =
    settings.length === 0
      ? undefined
      : await (await import("./open-desks.ts")).openDesks({ config, settings, assembly, surroundings });
  const { router, errorPage } = webPage({ desk, texts, words: pageWords });
  const server = httpServer({
    routes: [...(open?.routes ?? []), router],
    isReady: () => open?.isWell() ?? true,
    detail: () => open?.troubles() ?? [],
    words: pageWords.ja.notices,
    errorPage,
    trustProxy: trustProxy === 0 ? false : trustProxy,
    log,
  });
  let closing: Promise<void> | undefined;
  try {
    const origin = await server.listen({ host, port });
    return {
      origin,
      cities: corpus.cities.length,
      passages: corpus.passages.length,
      desks: settings.map(({ profile }) => profile.id),
      close() {
        closing ??= server.close().then(() => open?.close());
        return closing;
      },
    };
  } catch (cause) {
    await open?.close();
    throw cause;
  }
}
