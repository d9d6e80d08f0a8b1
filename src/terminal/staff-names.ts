/**
 * What the people of a desk are called at the terminal: as a channel of theirs made them known, or as they were typed.
 */

import { DeskError } from "../errors.ts";
import type { Staff } from "../records.ts";
import { oneLine } from "./layout.ts";

/** Letters of a name that are shown. */
const MOST = 60;

export interface StaffNames {
  /**
   * On one line, with the id where several have the name; an id that nobody made known, such as a typed name, is its
   * own name.
   */
  nameOf(id: string): string;
  /**
   * Who is meant by a name or an id; what nobody is called is taken as it was typed.
   *
   * @throws DeskError `usage` where several are called so
   */
  idOf(name: string): string;
}

export function staffNames(known: readonly Staff[]): StaffNames {
  const called = Map.groupBy(known, ({ name }) => comparable(name));
  return {
    nameOf(id) {
      const one = known.find((staff) => staff.id === id);
      const name = oneLine(one?.name ?? "", MOST);
      if (one === undefined || name === "") return oneLine(id, MOST);
      const isShared = (called.get(comparable(one.name))?.length ?? 0) > 1;
      return isShared ? `${name}（${id}）` : name;
    },
    idOf(name) {
      const [first, ...others] = called.get(comparable(name)) ?? [];
      if (others.length === 0 || known.some(({ id }) => id === name)) return first?.id ?? name;
      const ids = [first, ...others].map((staff) => staff?.id).join("、");
      throw new DeskError("usage", `${name} という人が何人もいます。${ids} のどれかで書いてください`);
    },
  };
}

const comparable = (name: string): string => name.normalize("NFKC").replace(/\s+/gu, " ").trim();
