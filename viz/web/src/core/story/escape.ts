/** Names are untrusted: what stands in a file that we write is text and nothing else. */

/** Text as the content of an element or of a quoted attribute; what XML may not hold is left out. */
export function escaped(text: string): string {
  const allowed = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
