import { describe, expect, test } from "vitest";
import type { CityId } from "../../../../src/model.ts";
import { peerOf } from "../../../../src/ports/staff.ts";
import { commanded, homeCity } from "../../../../src/staff/look-up/command.ts";
import { wentOn } from "../../../../src/staff/look-up/lookup.ts";
import { HARA, type LookupDesk, lookupDesk } from "./lookup-desk.ts";

const KODAIRA = "kodaira" as CityId;
const types = (desk: LookupDesk, line: string) =>
  desk.within((records) => commanded(desk.house, records, { by: HARA, line, now: desk.clock.now() }));
const chooses = (desk: LookupDesk, city: CityId | undefined) =>
  desk.within((records) => homeCity(desk.house, records, { by: HARA, city, now: desk.clock.now() }));
const home = async (desk: LookupDesk) => (await desk.within(({ staff }) => staff.get(HARA.id)))?.city;

describe("help", () => {
  test.each(["ヘルプ", "ﾍﾙﾌﾟ", "help", " HELP ", "", "　", "使い方"])("is what 「%s」 asks for", async (line) => {
    expect(await types(await lookupDesk(), line)).toEqual({ kind: "help" });
  });
});

describe("a city", () => {
  test.each([
    "市 小平",
    "市　小平市",
    "市 こだいら",
    "市 コダイラ市",
    "city kodaira",
    "CITY Ｋｏｄａｉｒａ",
    "city Kodaira City",
    "city kodaira-shi",
  ])("becomes one's own by 「%s」", async (line) => {
    const desk = await lookupDesk();
    expect(await types(desk, line)).toEqual({ kind: "home-city", city: "kodaira" });
    expect(await home(desk)).toBe("kodaira");
  });
  test.each(["市", "city", " 市 "])("is let go of by 「%s」", async (line) => {
    const desk = await lookupDesk();
    await chooses(desk, KODAIRA);
    expect(await types(desk, line)).toEqual({ kind: "home-city", city: undefined });
    expect(await home(desk)).toBeUndefined();
  });
  test("that is not here changes nothing, and those that are here are named", async () => {
    const desk = await lookupDesk();
    await chooses(desk, KODAIRA);
    const cities = desk.house.desk.cities.map(({ id }) => id);
    expect(await types(desk, "市 立川")).toEqual({ kind: "unknown-city", cities });
    expect(await chooses(desk, "tachikawa" as CityId)).toEqual({ kind: "unknown-city", cities });
    expect(await home(desk)).toBe("kodaira");
  });
  test("that is chosen goes before the one that was kept in the talk", async () => {
    const desk = await lookupDesk();
    const now = desk.clock.now();
    const first = await types(desk, "協働とは何ですか");
    if (first.kind !== "finding") throw new Error("a finding was expected");
    const how = { kind: "keep-city", city: "hino" as CityId } as const;
    await desk.within((records) =>
      wentOn(desk.house, records, { by: HARA, answer: first.answer!, how, now, isPrivate: true }),
    );
    expect(await types(desk, "協働の原則は")).toMatchObject({ reply: { matter: { city: "hino" } } });
    await types(desk, "市 小平");
    expect(await types(desk, "協働の原則は")).toMatchObject({ reply: { matter: { city: "kodaira" } } });
  });
});

describe("a question", () => {
  test.each([
    "小平市の協働とは何ですか",
    "市民活動団体とは何ですか",
    "市とは何ですか",
    "city planning and collaboration",
  ])("is 「%s」, and seen by who asks alone", async (line) => {
    const desk = await lookupDesk();
    expect(await types(desk, line)).toMatchObject({ kind: "finding", isPrivate: true, asked: line });
    const talk = await desk.within(({ conversations }) => conversations.byPeer("slack", peerOf.person(HARA.id)));
    const messages = await desk.within((records) => records.messages.latest(talk!.id, 5));
    expect(messages.map(({ author, staff }) => [author, staff])).toEqual([
      ["person", HARA.id],
      ["desk", undefined],
    ]);
  });
});
