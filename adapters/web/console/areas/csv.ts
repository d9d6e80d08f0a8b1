/**
 * Rows → a file that spreadsheets open as it is.
 *
 * UTF-8 with a mark at its beginning, by which Excel knows it; lines end as RFC 4180 says. A text that a spreadsheet
 * would take for a formula gets an apostrophe before it, which shows it as text.
 */

/** @param rows - a cell is a text or a number */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Full-width signs begin a formula too where Excel speaks Japanese. Source: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
