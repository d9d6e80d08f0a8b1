/**
 * What the centre itself has to say just now: written by one, approved by another.
 */

import { noticeSaying } from "../conversation/notices.ts";
import { noticeState } from "../handoff/notices.ts";
import { type City, LANGUAGES, type Language } from "../model.ts";
import type { ConsolePerson } from "../ports/console/desk.ts";
import type { ConsoleNotices, NoticeActed, NoticeRead, NoticeSaved, NoticeShown } from "../ports/console/notices.ts";
import { NOTICE_STATES } from "../ports/console/notices.ts";
import type { Records } from "../ports/store.ts";
import type { Notice } from "../records.ts";
import { noticeInShort } from "../reply/console/notices.ts";
import { changedFromTo } from "../reply/console/settings.ts";
import { met } from "../staff/met.ts";
import { nameOf, staffName } from "../staff/shown/names.ts";
import { type NoticeContent, readDraft } from "./notice-draft.ts";
import type { ConsoleParts } from "./parts.ts";

export function consoleNotices({ desk, store, assembly, clock, chance }: ConsoleParts): ConsoleNotices {
  const { cities } = assembly.corpus;

  async function shown(records: Records, by: ConsolePerson, notice: Notice): Promise<NoticeShown> {
    const city = cities.find(({ id }) => id === notice.city);
    const state = noticeState(notice, clock.now());
    return {
      ...notice,
      state,
      city: city && { id: city.id, name: city.names.ja },
      author: await staffName(records, notice.author),
      approver: await nameOf(records, notice.approver),
      mayApprove: state === "waiting" && notice.author !== by.id,
    };
  }

  const audited = async (records: Records, by: ConsolePerson, act: string, changed: Changed) => {
    const short = (notice: NoticeContent | undefined) =>
      notice && noticeInShort({ ...notice, city: cityName(cities, notice) });
    const detail = changed.before === changed.after ? "" : changedFromTo(short(changed.before), short(changed.after));
    await records.audit.add({ at: clock.now(), actor: by.id, act, subject: `notice ${changed.id}`, detail });
  };

  /** An act on a notice as it was read. */
  const acting = (
    by: ConsolePerson,
    { id, version }: NoticeRead,
    act: (records: Records, notice: Notice) => Promise<NoticeActed["kind"]>,
  ): Promise<NoticeActed> =>
    store.within(desk, async (records) => {
      const notice = await records.notices.get(id);
      if (notice === undefined) return { kind: "gone" };
      if (notice.version !== version) return { kind: "changed" };
      await met(records, by, clock.now());
      return { kind: await act(records, notice) };
    });

  return {
    list: (by) =>
      store.within(desk, async (records) => {
        const all: NoticeShown[] = [];
        for (const notice of await records.notices.list()) all.push(await shown(records, by, notice));
        const place = ({ state }: NoticeShown) => NOTICE_STATES.indexOf(state);
        return all.sort((a, b) => place(a) - place(b) || (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
      }),
    get: (by, id) =>
      store.within(desk, async (records) => {
        const notice = await records.notices.get(id);
        return notice && shown(records, by, notice);
      }),
    preview(draft) {
      const read = readDraft(draft, cities);
      if (read.kind === "faulty") return read.faults;
      const said = (language: Language) => noticeSaying({ ...read.content, changedAt: clock.now() }, language).text;
      return Object.fromEntries(LANGUAGES.map((language) => [language, said(language)])) as Record<Language, string>;
    },
    async save(by, read, draft): Promise<NoticeSaved> {
      const drafted = readDraft(draft, cities);
      if (drafted.kind === "faulty") return drafted;
      const { content } = drafted;
      return store.within(desk, async (records): Promise<NoticeSaved> => {
        const before = read && (await records.notices.get(read.id));
        if (read !== undefined && before === undefined) return { kind: "gone" };
        if (before !== undefined && isSame(before, content)) return { kind: "saved", id: before.id };
        const id = read?.id ?? chance.uuid();
        const written = { author: by.id, approver: undefined, changedAt: clock.now(), version: read?.version ?? 0 };
        if (!(await records.notices.save({ id, ...content, ...written }))) return { kind: "changed" };
        await met(records, by, clock.now());
        const act = before === undefined ? "notice-written" : "notice-changed";
        await audited(records, by, act, { id, before, after: content });
        return { kind: "saved", id };
      });
    },
    approve: (by, read) =>
      acting(by, read, async (records, notice) => {
        if (notice.author === by.id) return "own";
        if (notice.approver !== undefined) return "changed";
        if (!(await records.notices.save({ ...notice, approver: by.id }))) return "changed";
        await audited(records, by, "notice-approved", { id: notice.id, before: undefined, after: notice });
        return "done";
      }),
    remove: (by, read) =>
      acting(by, read, async (records, notice) => {
        // Written once more as it was read, lest a change that is under way be removed unseen.
        if (!(await records.notices.save(notice))) return "changed";
        await records.notices.remove(notice.id);
        await audited(records, by, "notice-removed", { id: notice.id, before: notice, after: undefined });
        return "done";
      }),
  };
}

interface Changed {
  readonly id: string;
  readonly before: NoticeContent | undefined;
  readonly after: NoticeContent | undefined;
}

const cityName = (cities: readonly City[], { city }: NoticeContent) => cities.find(({ id }) => id === city)?.names.ja;

const isSame = (notice: NoticeContent, { words, text, city, from, until }: NoticeContent): boolean =>
  notice.text === text &&
  notice.city === city &&
  notice.from === from &&
  notice.until === until &&
  notice.words.join("\n") === words.join("\n");
