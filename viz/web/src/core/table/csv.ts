/** Lines of cells as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read the accents). */

/** A cell that a spreadsheet takes for text: quoted where needed, and no formula. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(lines: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
