/**
 * Puts everything together that serves: for each desk its page, its console, its inbox, conversations and outbox, and the
 * texts in full.
 */

import { httpServer } from "../adapters/http/server.ts";
import { identityProvider } from "../adapters/oidc/provider.ts";
import { assets } from "../adapters/web/assets.ts";
import { webPage } from "../adapters/web/channel.ts";
import { fairTurns } from "../adapters/web/fair-turns.ts";
import { privateRouter } from "../adapters/web/private/router.ts";
import { busyProcessor } from "../adapters/world/processor.ts";
import { systemTokens } from "../adapters/world/tokens.ts";
import { assemble } from "./assemble.ts";
import type { Config, OidcSettings } from "./config.ts";
import type { WorkLog } from "./delivery/worker.ts";
import { desks } from "./desks.ts";
import { consoleRoutes } from "./open-console.ts";
import { openDesks } from "./open-desks.ts";
import type { IdentityProvider } from "./ports/console/sign-in.ts";
import type { Chance, Clock } from "./ports/world.ts";
import type { DeskId } from "./records.ts";
import { pageWords } from "./reply/page.ts";
import { privateWords } from "./reply/private.ts";

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
  const { host, port, knowledgeDir, cacheDir, trustProxy, contact, baseUrl, oidc } = config;
  const { clock, log, variables } = surroundings;
  const assembly = await assemble({
    knowledgeDir,
    cacheDir,
    contact,
    year: () => new Date(clock.now()).getFullYear(),
    warn: (message) => log.warn({}, message),
  });
  const { corpus, texts } = assembly;
  const settings = desks(config, corpus.cities, { variables });
  const open = await openDesks({ config, settings, assembly, surroundings });
  const files = assets();
  const { router, errorPage } = webPage({
    ...{ desks: open.talks, keys: open.keys, texts, clock, assets: files },
    ...{ words: pageWords, cities: corpus.cities, isHttps: baseUrl?.startsWith("https:") ?? false },
  });
  const console = consoleRoutes({
    ...{ store: open.store, desks: open.consoles, clock, assets: files, baseUrl },
    provider: oidc && providerOf(oidc, log),
  });
  const pages = privateRouter({
    ...{ desks: open.pages, tokens: systemTokens, isHttps: baseUrl?.startsWith("https:") ?? false },
    frame: { ...files, words: pageWords, cities: corpus.cities, privateWords },
  });
  const server = httpServer({
    // Channels deliver for many at once, and are answered without waiting.
    routes: [...open.routes, fairTurns({ isBusy: busyProcessor() }), console, pages, router],
    isReady: () => open.isWell(),
    detail: () => open.troubles(),
    words: pageWords.ja.notices,
    errorPage,
    trustProxy,
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
        closing ??= server.close().then(() => open.close());
        return closing;
      },
    };
  } catch (cause) {
    await open.close();
    throw cause;
  }
}

function providerOf({ baseUrl, ...oidc }: OidcSettings, log: WorkLog): IdentityProvider {
  const redirectUri = `${baseUrl}/console/-/elsewhere/back`;
  return identityProvider({ ...oidc, redirectUri, warn: (facts, message) => log.warn(facts, message) });
}
