/**
 * An OpenID Connect provider as the place where people sign in: authorization code with PKCE, state and nonce.
 *
 * The client and what the provider says of itself are loaded when somebody first signs in there, so that a provider that
 * is away keeps no desk from starting. Nothing of a person is told to a log, only the code of what went wrong.
 */

import type { Configuration } from "openid-client";
import type { IdentityProvider, Vouched } from "../../src/ports/console/sign-in.ts";

export interface ProviderParts {
  /** As the provider writes itself: `https://login.example.jp`. By plain http only on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** To be registered with the provider: where it sends people back to. */
  readonly redirectUri: string;
  readonly warn: (facts: { readonly code: string }, message: string) => void;
}

/** Seconds. */
const TIMEOUT = 10;
const SCOPE = "openid email profile";

type Client = typeof import("openid-client");

/** What the browser keeps between the two halves. */
interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export function identityProvider(parts: ProviderParts): IdentityProvider {
  let opening: Promise<{ client: Client; config: Configuration }> | undefined;
  const opened = () => {
    opening ??= open(parts).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const failed = (error: unknown, message: string) => parts.warn({ code: codeOf(error) }, message);
  return {
    async begin() {
      try {
        const { client, config } = await opened();
        const verifier = client.randomPKCECodeVerifier();
        const kept: Kept = { state: client.randomState(), nonce: client.randomNonce(), verifier };
        const address = client.buildAuthorizationUrl(config, {
          redirect_uri: parts.redirectUri,
          scope: SCOPE,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...{ state: kept.state, nonce: kept.nonce },
        });
        return { address: address.href, kept: Buffer.from(JSON.stringify(kept)).toString("base64url") };
      } catch (error) {
        failed(error, "the identity provider cannot be reached: people sign in there again once it can");
        return undefined;
      }
    },
    async end(query, given) {
      const kept = keptOf(given);
      if (kept === undefined) return "refused";
      try {
        const { client, config } = await opened();
        return await vouched(client, config, { address: new URL(`${parts.redirectUri}${query}`), kept });
      } catch (error) {
        failed(error, "somebody was not vouched for by the identity provider");
        return isAway(error) ? "away" : "refused";
      }
    },
  };
}

async function open({ issuer, clientId, clientSecret }: ProviderParts) {
  const client: Client = await import("openid-client");
  const server = new URL(issuer);
  const insecure = server.protocol === "http:" ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(server, clientId, clientSecret, undefined, {
    execute: insecure,
    timeout: TIMEOUT,
  });
  const metadata = found.serverMetadata();
  // What a provider does not say it supports is HTTP Basic. Source: OpenID Connect Discovery 1.0, 3.
  const takesPost = metadata.token_endpoint_auth_methods_supported?.includes("client_secret_post") ?? false;
  const authentication = takesPost ? client.ClientSecretPost(clientSecret) : client.ClientSecretBasic(clientSecret);
  const config = new client.Configuration(metadata, clientId, clientSecret, authentication);
  config.timeout = TIMEOUT;
  for (const allow of insecure) allow(config);
  return { client, config };
}

async function vouched(
  client: Client,
  config: Configuration,
  { address, kept }: { readonly address: URL; readonly kept: Kept },
): Promise<Vouched | "refused"> {
  const tokens = await client.authorizationCodeGrant(config, address, {
    pkceCodeVerifier: kept.verifier,
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) return "refused";
  const { sub, iss } = claims;
  const hasInfo = config.serverMetadata().userinfo_endpoint !== undefined;
  // Some tell the address only where they are asked for it.
  const told =
    claims.email === undefined && hasInfo ? await client.fetchUserInfo(config, tokens.access_token, sub) : claims;
  const isVerified = told.email_verified === true && typeof told.email === "string";
  return { subject: `${iss} ${sub}`, email: isVerified ? (told.email as string) : undefined };
}

function keptOf(given: string): Kept | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(given, "base64url").toString());
    const { state, nonce, verifier } = read as Kept;
    return [state, nonce, verifier].every((one) => typeof one === "string") ? { state, nonce, verifier } : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** The provider did not answer, or not as one that is well. */
function isAway(error: unknown): boolean {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  return causes.some(
    (one) => one instanceof TypeError || (one instanceof Error && AWAY.has(codeOf(one))) || statusOf(one) >= 500,
  );
}

const AWAY: ReadonlySet<string> = new Set(["OAUTH_TIMEOUT", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND"]);

function statusOf(error: unknown): number {
  const status: unknown = error instanceof Response ? error.status : undefined;
  return typeof status === "number" ? status : 0;
}
