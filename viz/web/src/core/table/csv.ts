/**
 * Lines of cells as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read the accents). A spreadsheet in French takes
 * the comma for the decimal mark: there cells are parted by a semicolon, or it would put a line into one cell.
 */
import type { Lang } from "../api/types";

const SEPARATOR: Readonly<Record<Lang, string>> = { fr: ";", en: "," };

/** A cell that a spreadsheet takes for text: quoted where needed, and no formula. */
function cell(value: string | number, lang: Lang): string {
  const text = typeof value === "number" && lang === "fr" ? String(value).replace(".", ",") : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /["\n\r]/.test(safe) || safe.includes(SEPARATOR[lang]) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(lines: readonly (readonly (string | number)[])[], lang: Lang): string {
  return `\ufeff${lines.map((line) => line.map((value) => cell(value, lang)).join(SEPARATOR[lang])).join("\r\n")}\r\n`;
}
