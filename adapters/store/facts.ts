/**
 * What happened, added up without anybody's words: rows are only ever added.
 */

import type { Selectable } from "kysely";
import type { FactFilter, Facts } from "../../src/ports/store-web.ts";
import type { Fact } from "../../src/records.ts";
import type { Scope } from "./scope.ts";
import type { FactsTable } from "./tables-web.ts";

export function facts({ trx, desk }: Scope): Facts {
  const within = ({ from, until }: FactFilter) =>
    trx.selectFrom("facts").where("desk", "=", desk).where("day", ">=", from).where("day", "<=", until);
  return {
    async add({ city, ...fact }) {
      await trx
        .insertInto("facts")
        .values({ desk, city: city ?? null, ...fact })
        .execute();
    },
    async firstDay() {
      const { day } = await trx
        .selectFrom("facts")
        .select(({ fn }) => fn.min("day").as("day"))
        .where("desk", "=", desk)
        .executeTakeFirstOrThrow();
      return day ?? undefined;
    },
    async sums(filter) {
      const rows = await within(filter)
        .select(({ fn }) => ["day", "what", "channel", "city", "language", fn.countAll<number>().as("count")])
        .groupBy(["day", "what", "channel", "city", "language"])
        .orderBy("day")
        .execute();
      return rows.map(({ city, count, ...row }) => ({ ...row, city: city ?? undefined, count: Number(count) }));
    },
    async values(what, filter) {
      const rows = await within(filter).selectAll().where("what", "=", what).orderBy("seq").execute();
      return rows.map(factOf);
    },
  };
}

const factOf = ({ day, what, channel, city, language, value }: Selectable<FactsTable>): Fact => ({
  ...{ day, what, channel, language, value },
  city: city ?? undefined,
});
