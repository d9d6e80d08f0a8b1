/**
 * A line that one of the staff types to the desk: a question, a city to be theirs, or a call for help.
 */

import type { City, CityId } from "../../model.ts";
import { type Person, peerOf } from "../../ports/staff.ts";
import type { Records } from "../../ports/store.ts";
import type { Whisper } from "../../records.ts";
import { squeezed } from "../../text/normalize.ts";
import type { StaffHouse } from "../house.ts";
import { lookedUp } from "./lookup.ts";

export interface Command {
  readonly by: Person;
  readonly line: string;
  readonly now: number;
}

const HELP = /^(?:|ヘルプ|へるぷ|使い方|help|\?)$/iu;
/** 「市 小平」, "city Kodaira"; 「市」 alone lets go of the city. 「市とは何ですか」 is a question. */
const OWN_CITY = /^(?:市|city)(?:\s+(?<name>.*))?$/iu;

export async function commanded(house: StaffHouse, records: Records, { by, line, now }: Command): Promise<Whisper> {
  const typed = line.normalize("NFKC").trim();
  if (HELP.test(typed)) return { kind: "help" };
  const own = OWN_CITY.exec(typed);
  const { name } = own?.groups ?? {};
  if (own !== null && name === undefined) return homeCity(house, records, { by, city: undefined, now });
  const city = name === undefined ? undefined : cityCalled(house.desk.cities, name);
  if (city !== undefined) return homeCity(house, records, { by, city, now });
  if (name !== undefined && !/\s/u.test(name)) return unknownCity(house);
  const conversation = await records.conversations.ensure("slack", peerOf.person(by.id), now, house.chance.uuid);
  return lookedUp(house, records, {
    conversation,
    by,
    text: line,
    message: undefined,
    now,
    isPrivate: true,
    asked: line,
  });
}

export interface HomeCity {
  readonly by: Person;
  /** Undefined for that of the desk. */
  readonly city: CityId | undefined;
  readonly now: number;
}

/** Chooses the city that is meant where this person names none. */
export async function homeCity(house: StaffHouse, records: Records, { by, city, now }: HomeCity): Promise<Whisper> {
  if (city !== undefined && house.desk.cities.every(({ id }) => id !== city)) return unknownCity(house);
  await records.staff.save({ id: by.id, name: by.name, city, seenAt: now });
  // What was kept for the talk before would still go before the choice.
  const talk = await records.conversations.byPeer("slack", peerOf.person(by.id));
  if (talk?.city !== undefined) await records.conversations.save({ ...talk, city: undefined });
  return { kind: "home-city", city };
}

const unknownCity = ({ desk }: StaffHouse): Whisper => ({
  kind: "unknown-city",
  cities: desk.cities.map(({ id }) => id),
});

/** By its id or any of its names; what kind of town it is may be left out. */
function cityCalled(cities: readonly City[], name: string): CityId | undefined {
  const typed = bare(name);
  const isCalled = ({ id, names }: City): boolean =>
    [id, names.ja, names.kana, names.en, ...names.others].some((known) => bare(known) === typed);
  return cities.find(isCalled)?.id;
}

const bare = (name: string): string => squeezed(name).replace(/[-‐]?(?:市|し|shi|city)$/u, "");
