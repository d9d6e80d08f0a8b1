/**
 * Days as people who read a language write them.
 */

export const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** How the days of a month are read where it is not their number and にち. */
const READINGS: Readonly<Record<number, string>> = {
  1: "ついたち",
  2: "ふつか",
  3: "みっか",
  4: "よっか",
  5: "いつか",
  6: "むいか",
  7: "なのか",
  8: "ようか",
  9: "ここのか",
  10: "とおか",
  14: "じゅうよっか",
  20: "はつか",
  24: "にじゅうよっか",
};
export const readingOfDays = (count: number): string => READINGS[count] ?? "にち";

interface Days {
  /** Of `2026-11-24`: 「11月24日」 */
  date(day: string): string;
  /** The same with its year. */
  fullDate(day: string): string;
}

export const daysJa: Days = {
  date(day) {
    const [, month, dayOfMonth] = day.split("-");
    return `${Number(month)}月${Number(dayOfMonth)}日`;
  },
  fullDate: (day) => `${day.split("-")[0]}年${daysJa.date(day)}`,
};

/** 「11月（がつ）24日（にじゅうよっか）」 */
export const daysJaEasy: Days = {
  date(day) {
    const [, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
    return `${month}月（がつ）${dayOfMonth}日（${readingOfDays(dayOfMonth)}）`;
  },
  fullDate: (day) => `${day.split("-")[0]}年（ねん）${daysJaEasy.date(day)}`,
};

/** “24 November” */
export const daysEn: Days = {
  date(day) {
    const [, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
    return `${dayOfMonth} ${MONTHS[month - 1]}`;
  },
  fullDate: (day) => `${daysEn.date(day)} ${day.split("-")[0]}`,
};
