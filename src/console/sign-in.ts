/**
 * The door of the console: accounts, sessions and guesses, in the store and so in every process alike.
 */

import type {
  Attempt,
  AttemptEnd,
  ConsoleDoor,
  Elsewhere,
  Entered,
  IdentityProvider,
  PasswordChange,
  Passwords,
  SignedIn,
} from "../ports/console/sign-in.ts";
import type { Tokens } from "../ports/private.ts";
import type { Records, Store } from "../ports/store.ts";
import type { Clock } from "../ports/world.ts";
import { type Account, type DeskId, NO_DESK } from "../records.ts";
import { met } from "../staff/met.ts";
import { isLapsed, loginOf, mustChange, personId, withPassword } from "./accounts.ts";
import { FAILURES_KEPT_MS, failed, type Guess, waitOf } from "./lock-out.ts";
import { LONGEST_PASSWORD, passwordFault } from "./passwords.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A session ends after so long without an act, and after so long in any case: a working day, and a day. */
const IDLE_MS = 8 * HOUR_MS;
const LONGEST_MS = 24 * HOUR_MS;
/** A session is not written with every page, only when this much of its time was used. */
const SEEN_EVERY_MS = MINUTE_MS;

export interface ConsoleDoorParts {
  readonly store: Store;
  /** That are open: signing in stands in the trail of each at which somebody has a role. */
  readonly desks: readonly DeskId[];
  readonly clock: Pick<Clock, "now">;
  readonly tokens: Pick<Tokens, "forBrowser" | "hashed">;
  readonly passwords: Passwords;
  /** Undefined where none is configured. */
  readonly provider: IdentityProvider | undefined;
}

export function consoleDoor(parts: ConsoleDoorParts): ConsoleDoor {
  const { store, clock, tokens, provider } = parts;
  const within = <T>(act: (records: Records) => Promise<T>) => store.within(NO_DESK, act);
  const sessionOf = (token: string) => within(({ sessions }) => sessions.get(tokens.hashed(token)));
  return {
    now: clock.now,
    whose: (token, isActive) => within((records) => whose(records, tokens.hashed(token), clock.now(), isActive)),
    signIn: (attempt) => signIn(parts, attempt),
    async signOut(token) {
      const session = await sessionOf(token);
      if (session === undefined) return;
      await within(({ sessions }) => sessions.remove(session.hash));
      await tell(parts, session.login, "sign-out");
    },
    async signOutEverywhere(token) {
      const session = await sessionOf(token);
      if (session === undefined) return;
      await within(({ sessions }) => sessions.removeOf(session.login));
      await tell(parts, session.login, "sign-out-everywhere");
    },
    changePassword: (token, change) => changePassword(parts, token, change),
    elsewhere: provider && elsewhere(parts, provider),
  };
}

async function whose(records: Records, hash: string, now: number, isActive: boolean): Promise<SignedIn | undefined> {
  const session = await records.sessions.get(hash);
  if (session === undefined || session.expiresAt <= now) return undefined;
  const account = await records.accounts.get(session.login);
  if (account === undefined || account.isDisabled) return undefined;
  if (isActive && now - session.seenAt >= SEEN_EVERY_MS) {
    await records.sessions.seen(hash, now, Math.min(now + IDLE_MS, session.createdAt + LONGEST_MS));
  }
  return { account, mustChangePassword: await mustChange(records, account) };
}

async function signIn(parts: ConsoleDoorParts, attempt: Attempt): Promise<AttemptEnd> {
  const { store, clock, passwords } = parts;
  const login = loginOf(attempt.login) ?? "";
  const account = await store.within(NO_DESK, ({ accounts }) => accounts.get(login));
  const guess = guessOf(parts, { ...attempt, login }, account);
  const end = await guessed(parts, guess, account, attempt.password);
  if (end !== "right") return end;
  if (account === undefined || account.isDisabled) return { kind: "refused" };
  const fresh = passwords.isOutdated(account.password!) ? await rehashed(parts, account, attempt.password) : account;
  const entered = await store.within(NO_DESK, async (records) => {
    await records.sessions.deleteExpired(clock.now());
    await records.failures.deleteBefore(clock.now() - FAILURES_KEPT_MS);
    return begun(records, parts, fresh);
  });
  await tell(parts, login, "sign-in");
  return entered;
}

/** Looks at a password, unless too many were wrong before. What is refused for its account counts as wrong. */
async function guessed(
  { store, clock, passwords }: ConsoleDoorParts,
  guess: Guess,
  account: Account | undefined,
  password: string,
): Promise<"right" | Exclude<AttemptEnd, Entered>> {
  if (!passwords.hasRoom()) return { kind: "busy" };
  const until = await store.within(NO_DESK, (records) => waitOf(records, guess, clock.now()));
  if (until !== undefined) return { kind: "wait", until };
  const isShort = password.length <= LONGEST_PASSWORD;
  const isRight = await passwords.isRight(account?.password, isShort ? password : "");
  return store.within(NO_DESK, async (records) => {
    const isUsable = account?.isDisabled === false && !(await isLapsed(records, account.login, clock.now()));
    const isIn = isRight && isShort && isUsable;
    await (isIn ? records.failures.clear(guess.login) : failed(records, guess, clock.now()));
    return isIn ? "right" : { kind: "refused" };
  });
}

/** What was typed is kept as a digest: some type a password there. A browser that is known counts by itself. */
function guessOf(
  { tokens }: ConsoleDoorParts,
  { login, network, known }: Pick<Attempt, "login" | "network" | "known">,
  account: Account | undefined,
): Guess {
  const name = tokens.hashed(login);
  const isKnown = known !== undefined && account !== undefined && known === knownOf(tokens, account);
  return isKnown
    ? { login: `known:${name}`, network: undefined }
    : { login: `login:${name}`, network: `from:${network}` };
}

/** Made of the password's hash, which nobody outside has: it tells that somebody knew the password, until it changes. */
function knownOf(tokens: ConsoleDoorParts["tokens"], { login, password }: Account): string | undefined {
  return password === undefined ? undefined : tokens.hashed(`known here ${password} ${login}`);
}

async function rehashed({ store, passwords }: ConsoleDoorParts, account: Account, password: string): Promise<Account> {
  const fresh = { ...account, password: await passwords.hashed(password) };
  return store.within(NO_DESK, async ({ accounts }) => {
    const now = await accounts.get(account.login);
    // Changed meanwhile: then the newer one stands.
    if (now === undefined || now.password !== account.password) return account;
    await accounts.save({ ...now, password: fresh.password });
    return fresh;
  });
}

async function begun(records: Records, { clock, tokens }: ConsoleDoorParts, account: Account): Promise<Entered> {
  const [token, now] = [tokens.forBrowser(), clock.now()];
  const times = { createdAt: now, seenAt: now, expiresAt: now + IDLE_MS };
  await records.sessions.add({ hash: tokens.hashed(token), login: account.login, ...times });
  return { kind: "in", token, known: knownOf(tokens, account) };
}

async function changePassword(
  parts: ConsoleDoorParts,
  token: string,
  { before, after, network }: PasswordChange,
): ReturnType<ConsoleDoor["changePassword"]> {
  const { store, clock, tokens, passwords } = parts;
  const found = await store.within(NO_DESK, (records) => whose(records, tokens.hashed(token), clock.now(), true));
  if (found === undefined) return { kind: "refused" };
  const { account } = found;
  const fault = passwordFault(after, account.login) ?? (after === before ? ("same" as const) : undefined);
  if (fault !== undefined) return { kind: "fault", fault };
  // A session left open is no way to guess: a wrong one counts as at the door.
  const guess = guessOf(parts, { login: account.login, network, known: undefined }, account);
  const end = await guessed(parts, guess, account, before);
  if (end !== "right") return end.kind === "refused" ? { kind: "fault", fault: "wrong" } : end;
  const password = await passwords.hashed(after);
  const entered = await store.within(NO_DESK, async (records) => {
    const changed = await withPassword(records, account.login, { password, isStart: false }, clock.now());
    return begun(records, parts, changed);
  });
  await tell(parts, account.login, "change-password");
  return entered;
}

function elsewhere(parts: ConsoleDoorParts, provider: IdentityProvider): Elsewhere {
  const { store } = parts;
  return {
    begin: () => provider.begin(),
    async end(query, kept) {
      const vouched = await provider.end(query, kept);
      if (typeof vouched === "string") return { kind: vouched };
      const entered = await store.within(NO_DESK, async (records) => {
        const account = await accountOf(records, vouched);
        return account && { login: account.login, ...(await begun(records, parts, account)) };
      });
      if (entered === undefined) return { kind: "no-account" };
      const { login, ...rest } = entered;
      await tell(parts, login, "sign-in");
      return rest;
    },
  };
}

/** By the subject; the first time by the address that the provider verified, for an account that was made to sign in there. */
async function accountOf(
  { accounts }: Records,
  { subject, email }: { readonly subject: string; readonly email: string | undefined },
): Promise<Account | undefined> {
  const bound = await accounts.bySubject(subject);
  if (bound !== undefined) return bound.isDisabled ? undefined : bound;
  const login = email === undefined ? undefined : loginOf(email);
  const named = login === undefined ? undefined : await accounts.get(login);
  if (named === undefined || named.isDisabled) return undefined;
  if (named.subject !== undefined || named.password !== undefined) return undefined;
  const now = { ...named, subject };
  await accounts.save(now);
  return now;
}

/** In the trail of each desk at which they have a role, where they are known by name from now on. */
async function tell({ store, desks, clock }: ConsoleDoorParts, login: string, act: string): Promise<void> {
  const account = await store.within(NO_DESK, ({ accounts }) => accounts.get(login));
  if (account === undefined) return;
  const [at, actor] = [clock.now(), personId(login)];
  for (const desk of desks.filter((one) => Object.hasOwn(account.roles, one))) {
    await store.within(desk, async (records) => {
      await met(records, { id: actor, name: account.name, isMember: true }, at);
      await records.audit.add({ at, actor, act, subject: "" });
    });
  }
}
