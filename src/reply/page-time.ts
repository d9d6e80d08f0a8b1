/**
 * The time at which something was said, as a page shows it.
 */

/** Day and time in Japan, as readers of a locale write them. @returns takes milliseconds since 1970 */
export function timeIn(locale: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "Asia/Tokyo",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (at) => format.format(at);
}
