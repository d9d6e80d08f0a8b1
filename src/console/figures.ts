/**
 * Figures of a desk, made of what was counted as it happened.
 *
 * A share or a median of few tells little, so each comes with the number of which it is.
 */

import { dayOf } from "../handoff/hours.ts";
import { type City, LANGUAGES } from "../model.ts";
import {
  type CityOf,
  type ConsoleFigures,
  type Counted,
  type Counts,
  type FigurePeriod,
  type FigureRow,
  type Figures,
  MOST_PERIOD_DAYS,
} from "../ports/console/figures.ts";
import type { FactSum } from "../ports/store-web.ts";
import { CHANNELS, type Fact, type FactKind } from "../records.ts";
import { median } from "../staff/shown/figures.ts";
import type { ConsoleParts } from "./parts.ts";
import { dayAfter, daysWithin, isDay, weekOf, weeksWithin } from "./weeks.ts";

export function consoleFigures({ desk, store, clock, assembly }: ConsoleParts): ConsoleFigures {
  const { cities } = assembly.corpus;
  const read = (period: FigurePeriod) =>
    store.within(desk, async ({ facts }) => ({
      sums: await facts.sums(period),
      waits: await facts.values("first-answer", period),
      countedSince: await facts.firstDay(),
    }));
  return {
    lastWeeks(weeks) {
      const until = dayOf(clock.now());
      return { from: dayAfter(weekOf(until).monday, -7 * (weeks - 1)), until };
    },
    period(from, until) {
      if (!isDay(from) || !isDay(until)) return "no-day";
      if (from > until) return "backwards";
      return daysWithin(from, until) > MOST_PERIOD_DAYS ? "too-long" : { from, until };
    },
    async of(period) {
      return figures(period, { ...(await read(period)), cities });
    },
    async rows(period) {
      return rows({ ...(await read(period)), cities });
    },
  };
}

interface Counting {
  readonly sums: readonly FactSum[];
  /** First answers, each by itself. */
  readonly waits: readonly Fact[];
  readonly cities: readonly City[];
}

/** Adds up what was counted in a period. */
function figures(
  period: FigurePeriod,
  { countedSince, ...counting }: Counting & Pick<Figures, "countedSince">,
): Figures {
  const from = countedSince !== undefined && countedSince > period.from ? countedSince : period.from;
  const weeks = countedSince === undefined ? [] : weeksWithin(from, period.until);
  const cities = citiesOf(counting);
  return {
    period,
    countedSince,
    total: counts(counting),
    weeks: by(
      counting,
      weeks,
      ({ monday }) => monday,
      ({ day }) => weekOf(day).monday,
    ),
    cities: some(
      by(
        counting,
        cities,
        ({ id = "" }) => id,
        ({ city = "" }) => city,
      ),
    ),
    channels: some(
      by(
        counting,
        CHANNELS,
        (one) => one,
        ({ channel }) => channel,
      ),
    ),
    languages: some(
      by(
        counting,
        LANGUAGES,
        (one) => one,
        ({ language }) => language,
      ),
    ),
  };
}

/** The same as lines of which each is of one week, city, channel and language. */
function rows(counting: Counting): FigureRow[] {
  const cities = citiesOf(counting);
  const lines = new Map<string, Omit<FigureRow, keyof Counts>>();
  const keyOf = ({ day, city, channel, language }: Told): string => {
    const week = weekOf(day);
    const place = cities.findIndex(({ id }) => id === city);
    // Digits of one length, to be sorted as text.
    const key = [week.monday, String(place).padStart(4, "0"), CHANNELS.indexOf(channel), LANGUAGES.indexOf(language)];
    if (!lines.has(key.join())) lines.set(key.join(), { week, city: cities[place]!, channel, language });
    return key.join();
  };
  const grouped = groups(counting, keyOf);
  const inOrder = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([key, line]) => ({ ...line, ...counts(grouped(key)) }));
}

type Told = Pick<Fact, "day" | "city" | "channel" | "language">;
type Numbers = Pick<Counting, "sums" | "waits">;

/** What was counted under each key. */
function groups({ sums, waits }: Numbers, keyOf: (fact: Told) => string): (key: string) => Numbers {
  const [sumsOf, waitsOf] = [Map.groupBy(sums, keyOf), Map.groupBy(waits, keyOf)];
  return (key) => ({ sums: sumsOf.get(key) ?? [], waits: waitsOf.get(key) ?? [] });
}

function by<Of>(
  counting: Numbers,
  all: readonly Of[],
  keyOf: (one: Of) => string,
  keyOfFact: (fact: Told) => string,
): Counted<Of>[] {
  const grouped = groups(counting, keyOfFact);
  return all.map((of) => ({ of, counts: counts(grouped(keyOf(of))) }));
}

const some = <Of>(counted: Counted<Of>[]): Counted<Of>[] => counted.filter((one) => !isEmpty(one.counts));

/** The desk's own in their order, then those that it no longer knows, then none. */
function citiesOf({ sums, cities }: Counting): CityOf[] {
  const known = cities.map(({ id, names }) => ({ id, name: names.ja }));
  const told = new Set(sums.flatMap(({ city }) => city ?? []));
  const gone = [...told].filter((id) => cities.every((city) => city.id !== id)).sort();
  return [...known, ...gone.map((id) => ({ id, name: id as string })), { id: undefined, name: undefined }];
}

function counts({ sums, waits }: Numbers): Counts {
  const of = (kind: FactKind) =>
    sums.filter(({ what }) => what === kind).reduce((total, { count }) => total + count, 0);
  return {
    conversations: of("conversation"),
    answered: of("answered"),
    askedBack: of("asked-back"),
    declined: of("declined"),
    handedOver: of("handed-over"),
    closed: of("closed"),
    helpful: of("helpful"),
    unhelpful: of("unhelpful"),
    firstAnswers: waits.length,
    medianFirstAnswerMs: median(waits.map(({ value }) => value)),
  };
}

const isEmpty = (counted: Counts): boolean =>
  Object.values(counted).every((value) => value === 0 || value === undefined);
