/**
 * The private pages of a desk: who holds a link gets in with one browser, reads what was said there, and writes.
 *
 * What was said in LINE is not shown: it can be read there, and a phone that is lent shows no more than was written on the
 * page itself. A closed case can still be read, for the last answer often comes just before; so closing revokes no link.
 */

import { erasedOrNoted } from "../conversation/erasure.ts";
import type { House } from "../conversation/turn.ts";
import { tellsDanger } from "../dialogue/danger.ts";
import { DeskError } from "../errors.ts";
import { inItsLanguage } from "../handoff/cases.ts";
import { raised } from "../handoff/casework.ts";
import { contactsOf } from "../handoff/profile.ts";
import type { Reply } from "../model.ts";
import type { MediaFiles } from "../ports/media.ts";
import { formMessage, type PrivateDesk, type PrivateRead, type PrivateWritten } from "../ports/private.ts";
import type { Records, Store } from "../ports/store.ts";
import type { Clock } from "../ports/world.ts";
import type { Case, Conversation, DeskId, Message, MessageId, PrivateLink } from "../records.ts";

export interface PrivateDeskParts {
  readonly desk: DeskId;
  readonly store: Pick<Store, "within">;
  readonly house: House;
  readonly files: Pick<MediaFiles, "remove">;
  readonly clock: Pick<Clock, "now">;
  /** Something may stand in the outbox. */
  readonly written: () => void;
}

/** For so long a browser is let in by what it opened: a phone that is given away shows nothing for ever. */
const BROWSER_MS = 30 * 86_400_000;
/** Nobody moves a case so often within a moment. */
const MOST_TRIES = 5;
/** Messages of a conversation among which those of the page are looked for. */
const MOST_MESSAGES = 500;

/** Whose page it is. */
interface Page {
  readonly link: PrivateLink;
  readonly on: Case;
  readonly to: Conversation;
}

export function privateDesk({ desk, store, house, files, clock, written }: PrivateDeskParts): PrivateDesk {
  const within = <T>(act: (records: Records) => Promise<T>): Promise<T> => store.within(desk, act);
  /** Staff may have moved the case just then: what a resident writes must not be lost for it. */
  async function repeated<T>(act: (records: Records) => Promise<T>, tries = MOST_TRIES): Promise<T> {
    try {
      return await within(act);
    } catch (error) {
      if (tries === 1 || !(error instanceof DeskError) || error.code !== "case-changed") throw error;
      return repeated(act, tries - 1);
    }
  }
  const pageOf = async (records: Records, browser: string) =>
    pageBehind(records, await records.links.ofBrowser(browser), clock.now());

  return {
    id: desk,
    link: (hash, browser) =>
      within(async (records) => {
        const link = await records.links.get(hash);
        const page = link && (await pageTo(records, link));
        if (link === undefined || page === undefined) return undefined;
        const { language } = inItsLanguage(page.on, page.to);
        const own = browser === undefined ? undefined : await pageOf(records, browser);
        if (own?.on.number === link.number) return { kind: "own", language };
        const isGood = link.revokedAt === undefined && link.expiresAt > clock.now();
        if (!isGood) return undefined;
        return { kind: link.browser === undefined ? "free" : "elsewhere", language };
      }),
    bind: (hash, browser) =>
      within(async (records) => {
        const link = await records.links.get(hash);
        if (link === undefined || (await pageTo(records, link)) === undefined) return false;
        return records.links.bind(hash, browser, clock.now());
      }),
    read: (browser) =>
      within(async (records) => {
        const page = await pageOf(records, browser);
        return page && readOf(house, records, page);
      }),
    async write(browser, form, text) {
      const result = await repeated(async (records) => {
        const page = await pageOf(records, browser);
        return page === undefined ? "gone" : wrote({ house, records, now: clock.now() }, page, { form, text });
      });
      written();
      return result;
    },
    async erase(browser) {
      const { became, filesGone } = await repeated(async (records) => {
        const page = await pageOf(records, browser);
        if (page === undefined) return { became: "gone" as const, filesGone: [] };
        await records.conversations.lock(page.to.id);
        const openCase = await records.cases.openOf(page.to.id);
        const gone = await erasedOrNoted({ house, records, conversation: page.to, openCase, now: clock.now() });
        return { became: gone === undefined ? ("with-case" as const) : ("erased" as const), filesGone: gone ?? [] };
      });
      written();
      for (const id of filesGone) await files.remove(id);
      return became;
    },
    leave: (browser) => within((records) => records.links.leave(browser, clock.now())),
  };
}

/** @returns undefined where nothing is left to be read behind a link */
async function pageTo(records: Records, link: PrivateLink): Promise<Page | undefined> {
  const [on, to] = [await records.cases.get(link.number), await records.conversations.get(link.conversation)];
  return on === undefined || to === undefined || on.conversation !== to.id ? undefined : { link, on, to };
}

async function pageBehind(records: Records, link: PrivateLink | undefined, now: number): Promise<Page | undefined> {
  const isGood = link !== undefined && link.revokedAt === undefined && now < link.createdAt + BROWSER_MS;
  return isGood ? pageTo(records, link) : undefined;
}

async function readOf({ casework, profile }: House, records: Records, { on, to }: Page): Promise<PrivateRead> {
  return {
    number: on.number,
    isClosed: on.state === "closed",
    language: inItsLanguage(on, to).language,
    entries: await entriesOf(records, on),
    deskName: profile.name,
    opening: casework.opening(),
  };
}

/** Of this case alone: another one of the same person has links of its own. */
async function entriesOf({ cases, messages }: Records, on: Case): Promise<PrivateRead["entries"]> {
  const own = new Set((await cases.events(on.number)).flatMap(({ message }) => message ?? []));
  const all = (await messages.latest(on.conversation, MOST_MESSAGES)).filter(({ isPrivate }) => isPrivate);
  // Where help is stands in no record of a case: it belongs to the message before it.
  const shown = all.filter(({ id, author }, i) => own.has(author === "desk" ? (all[i - 1]?.id ?? id) : id));
  return shown.filter(({ text }) => text !== "").map(({ id, author, text, at }) => ({ id, author, text, at }));
}

interface Acting {
  readonly house: House;
  readonly records: Records;
  readonly now: number;
}

interface Written {
  readonly form: string;
  readonly text: string;
}

async function wrote(acting: Acting, page: Page, { form, text }: Written): Promise<PrivateWritten> {
  const { house, records, now } = acting;
  await records.conversations.lock(page.to.id);
  const to = (await records.conversations.get(page.to.id)) ?? page.to;
  const channelMessage = formMessage(form);
  if ((await records.messages.byChannelId(to.id, channelMessage)) !== undefined) return "kept";
  const on = await records.cases.get(page.on.number);
  if (on === undefined || on.state === "closed") return "closed";
  const message = await kept(acting, to, { author: "resident", text, channelMessage });
  await records.conversations.save({ ...to, lastAt: now });
  const reply = replyTo(house, on, to, text);
  const isDanger = tellsDanger(text);
  const isGrave = isDanger || reply.matter.reason === "distress";
  await house.casework.byResident(records, isGrave ? raised(on, "danger") : on, { kind: "resident-writes" }, message);
  // Whoever is there reads of a distress; at night nobody does.
  const isAlone = on.state === "waiting" || house.casework.opening().kind !== "open";
  if (!isDanger && !(isGrave && isAlone)) return "kept";
  await kept(acting, to, { author: "desk", text: reply.lead, channelMessage: undefined });
  return "help";
}

/** The machine is asked for one thing alone: whether somebody is in need, and where help is. */
const replyTo = ({ desk, profile }: House, on: Case, to: Conversation, text: string): Reply =>
  desk.reply({
    text,
    city: on.city ?? to.city ?? profile.city,
    history: [],
    language: inItsLanguage(on, to).language,
    hasPerson: true,
    contacts: contactsOf(profile),
  });

async function kept(
  { house, records, now }: Acting,
  { id: conversation }: Conversation,
  said: Pick<Message, "author" | "text" | "channelMessage">,
): Promise<MessageId> {
  const id = house.chance.uuid() as MessageId;
  await records.messages.add({
    ...said,
    ...{ id, conversation, at: now, isPrivate: true, isUnsent: false },
    ...{ staff: undefined, outcome: undefined, city: undefined, sections: [], media: undefined },
  });
  return id;
}
