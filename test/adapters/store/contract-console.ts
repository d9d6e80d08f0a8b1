/**
 * What every store must do for the console: notices, canned texts, accounts, sessions, failures and the detail of the audit.
 */

import { describe, expect, test } from "vitest";
import type { CityId } from "../../../src/model.ts";
import type { Records } from "../../../src/ports/store.ts";
import { type DeskId, NO_DESK } from "../../../src/records.ts";
import type { Tested } from "./contract.ts";
import { elsewhere } from "./elsewhere.ts";
import { DESK } from "./sample.ts";
import { account, canned, notice, session } from "./sample-web.ts";

export function consoleContract({ name, opened, whereShared }: Tested): void {
  const within = <T>(act: (records: Records) => Promise<T>, desk: DeskId = DESK) => opened().store.within(desk, act);
  const asWhole = <T>(act: (records: Records) => Promise<T>) => within(act, NO_DESK);

  describe(`${name}: a notice`, () => {
    const save = (of: Parameters<typeof notice>[1] = {}, id = "n") =>
      within(({ notices }) => notices.save(notice(id, of)));
    const get = () => within(({ notices }) => notices.get("n"));

    test("is read back as it was saved, with a higher version", async () => {
      expect(await save()).toBe(true);
      expect(await get()).toEqual(notice("n", { version: 1 }));
      const full = {
        words: ["窓口"],
        text: "𠮷日は\n休みです",
        city: "kodaira" as CityId,
        from: "2026-12-01",
        until: "2026-12-31",
        author: "console:suzuki",
        approver: "console:sato",
        changedAt: 200,
      };
      expect(await save({ ...full, version: 1 })).toBe(true);
      expect(await get()).toEqual(notice("n", { ...full, version: 2 }));
      expect(await within(({ notices }) => notices.get("none"))).toBeUndefined();
    });

    test("that somebody else changed or made since is not written", async () => {
      await save({ text: "先" });
      expect(await save({ text: "後" })).toBe(false);
      expect(await save({ text: "後", version: 2 })).toBe(false);
      expect((await get())?.text).toBe("先");
      expect(await save({ version: 1 }, "none")).toBe(false);
    });

    whereShared("that two processes change at the same time goes to one of them", async () => {
      await save();
      const jobs = ["甲", "乙"].map((text) => ({ kind: "notice" as const, read: notice("n", { version: 1, text }) }));
      expect((await elsewhere(opened().place!, jobs)).sort()).toEqual([false, true]);
      expect((await get())?.version).toBe(2);
    });

    whereShared("that two processes make at the same time is that of one of them", async () => {
      const jobs = ["甲", "乙"].map((text) => ({ kind: "notice" as const, read: notice("n", { text }) }));
      expect((await elsewhere(opened().place!, jobs)).sort()).toEqual([false, true]);
    });

    test("is listed by its id, and gone once it is removed, it alone", async () => {
      for (const id of ["b", "a", "c"]) await save({}, id);
      await within(({ notices }) => notices.remove("c"));
      expect((await within(({ notices }) => notices.list())).map(({ id }) => id)).toEqual(["a", "b"]);
    });
  });

  describe(`${name}: a canned text`, () => {
    const save = (of: Parameters<typeof canned>[1] = {}, id = "c") =>
      within((records) => records.canned.save(canned(id, of)));

    test("is read back as it was saved, and not written over another's change", async () => {
      expect(await save()).toBe(true);
      expect(await save({ text: "後" })).toBe(false);
      const changed = { title: "名", text: "𠮷", author: "console:suzuki", changedAt: 200 };
      expect(await save({ ...changed, version: 1 })).toBe(true);
      expect(await save({ ...changed, version: 1 })).toBe(false);
      expect(await within((records) => records.canned.get("c"))).toEqual(canned("c", { ...changed, version: 2 }));
    });

    test("is listed by its title as Japanese orders it, and gone once it is removed", async () => {
      for (const [id, title] of [
        ["1", "わび"],
        ["2", "お礼"],
        ["3", "お礼"],
        ["4", "会場"],
      ] as const) {
        await save({ title }, id);
      }
      await within((records) => records.canned.remove("4"));
      expect((await within((records) => records.canned.list())).map(({ id }) => id)).toEqual(["2", "3", "1"]);
    });
  });

  describe(`${name}: an account`, () => {
    test("is read back as it was saved, by its login or its subject, and replaced", async () => {
      const full = account("sato", {
        subject: "sub-1",
        roles: { [DESK]: "manager" },
        isDisabled: true,
      });
      await asWhole(({ accounts }) => accounts.save(account("sato")));
      expect(await asWhole(({ accounts }) => accounts.get("sato"))).toEqual(account("sato"));
      await asWhole(({ accounts }) => accounts.save(full));
      expect(await asWhole(({ accounts }) => accounts.get("sato"))).toEqual(full);
      expect(await asWhole(({ accounts }) => accounts.bySubject("sub-1"))).toEqual(full);
      expect(await asWhole(({ accounts }) => accounts.bySubject("sub-2"))).toBeUndefined();
      expect(await asWhole(({ accounts }) => accounts.get("none"))).toBeUndefined();
    });

    test("without a password or a subject has none, and is found by no subject", async () => {
      await asWhole(({ accounts }) => accounts.save(account("sato", { password: undefined })));
      expect((await asWhole(({ accounts }) => accounts.get("sato")))?.password).toBeUndefined();
      expect(await asWhole(({ accounts }) => accounts.bySubject(""))).toBeUndefined();
    });

    test("is listed by its login", async () => {
      for (const login of ["b", "a", "c"]) await asWhole(({ accounts }) => accounts.save(account(login)));
      expect((await asWhole(({ accounts }) => accounts.list())).map(({ login }) => login)).toEqual(["a", "b", "c"]);
    });
  });

  describe(`${name}: a session`, () => {
    const add = (hash: string, of = {}) => asWhole(({ sessions }) => sessions.add(session(hash, of)));
    const there = async (...hashes: string[]) => {
      const found = [];
      for (const hash of hashes) if (await asWhole(({ sessions }) => sessions.get(hash))) found.push(hash);
      return found;
    };

    test("is read back as it was added, and lasts longer once it was seen", async () => {
      await add("h");
      await add("other");
      expect(await asWhole(({ sessions }) => sessions.get("h"))).toEqual(session("h"));
      await asWhole(({ sessions }) => sessions.seen("h", 500, 1_500));
      expect(await asWhole(({ sessions }) => sessions.get("h"))).toEqual(
        session("h", { seenAt: 500, expiresAt: 1_500 }),
      );
      expect(await asWhole(({ sessions }) => sessions.get("other"))).toEqual(session("other"));
    });

    test("that is gone does not come back by being seen", async () => {
      await add("h");
      await asWhole(({ sessions }) => sessions.remove("h"));
      await asWhole(({ sessions }) => sessions.seen("h", 500, 1_500));
      expect(await there("h")).toEqual([]);
    });

    test("is removed by itself, with all others of its account, or with all but one", async () => {
      for (const hash of ["a", "b", "c"]) await add(hash);
      await add("d", { login: "suzuki" });
      await asWhole(({ sessions }) => sessions.remove("a"));
      expect(await there("a", "b", "c", "d")).toEqual(["b", "c", "d"]);
      await asWhole(({ sessions }) => sessions.removeOf("sato", "c"));
      expect(await there("a", "b", "c", "d")).toEqual(["c", "d"]);
      await asWhole(({ sessions }) => sessions.removeOf("sato"));
      expect(await there("a", "b", "c", "d")).toEqual(["d"]);
    });

    test("is deleted at the moment at which it expires, and not before", async () => {
      await add("now", { expiresAt: 500 });
      await add("later", { expiresAt: 501 });
      await asWhole(({ sessions }) => sessions.deleteExpired(500));
      expect(await there("now", "later")).toEqual(["later"]);
    });
  });

  describe(`${name}: failures to sign in`, () => {
    const fail = (key: string, now: number, since = 0) => asWhole(({ failures }) => failures.add(key, now, since));
    const count = (key: string, since = 0) => asWhole(({ failures }) => failures.count(key, since));

    test("are counted by what was tried, from a time on", async () => {
      expect([await fail("login:sato", 10), await fail("login:sato", 20), await fail("from:192.0.2.1", 20)]).toEqual([
        1, 2, 1,
      ]);
      expect(await fail("login:sato", 30, 20)).toBe(2);
      expect([await count("login:sato"), await count("login:sato", 31), await count("none")]).toEqual([3, 0, 0]);
    });

    test("are forgotten by what was tried, and by age", async () => {
      await fail("login:sato", 10);
      await fail("login:sato", 20);
      await fail("login:suzuki", 10);
      await asWhole(({ failures }) => failures.deleteBefore(20));
      expect([await count("login:sato"), await count("login:suzuki")]).toEqual([1, 0]);
      await fail("login:suzuki", 30);
      await asWhole(({ failures }) => failures.clear("login:sato"));
      expect([await count("login:sato"), await count("login:suzuki")]).toEqual([0, 1]);
    });

    whereShared("are counted without a gap when processes fail at the same time", async () => {
      const jobs = [0, 1].map(() => ({ kind: "fail" as const, key: "login:sato", times: 10 }));
      const counts = (await elsewhere(opened().place!, jobs)) as number[][];
      const all = counts.flat().sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });
  });

  test(`${name}: the audit keeps what a setting was and is`, async () => {
    const entry = { at: 1, actor: "console:sato", act: "set", subject: "hours" };
    await within(async ({ audit }) => {
      await audit.add({ ...entry, detail: "9:00–17:00 → 9:00–16:00" });
      await audit.add(entry);
    });
    expect(await within(({ audit }) => audit.latest(9))).toEqual([
      { ...entry, detail: "" },
      { ...entry, detail: "9:00–17:00 → 9:00–16:00" },
    ]);
  });
}
