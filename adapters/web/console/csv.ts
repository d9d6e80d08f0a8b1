/**
 * Rows → a CSV file that a spreadsheet opens as it is. Pure.
 *
 * What people wrote must not be run: a cell that a spreadsheet would take for a formula stands behind an apostrophe.
 * Source: OWASP, CSV Injection. The mark at the start tells Excel that it is UTF-8.
 */

const BYTE_ORDER_MARK = "\uFEFF";
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u;
/** A number may begin with a minus. */
const NUMBER = /^-?\d+(?:\.\d+)?$/u;

export function csv(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
