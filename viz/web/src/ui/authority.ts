/** The token that lets this page change what the server keeps: typed now, else the page's own, else kept from before. */
const KEPT = "maillage-token";

let typedNow = "";

/** A token kept from before may be of a server that was started anew since: the page's own is newer. Empty where there is none. */
function token(): string {
  const own = document.querySelector<HTMLMetaElement>('meta[name="maillage-token"]')?.content ?? "";
  if (typedNow !== "") return typedNow;
  return own === "" || own.startsWith("__") ? kept() : own;
}

function kept(): string {
  try {
    return sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

export const hasToken = (): boolean => token() !== "";

/** Kept instead of any other until the page is closed, or on this computer where that was asked for. */
export function keepToken(typed: string, always: boolean): void {
  typedNow = typed.trim();
  try {
    sessionStorage.removeItem(KEPT);
    localStorage.removeItem(KEPT);
    (always ? localStorage : sessionStorage).setItem(KEPT, typedNow);
  } catch {
    // A browser that keeps nothing holds it as long as the page stands.
  }
}

/** What writes: the headers of a change. */
export const authority = () => ({ "X-Maillage-Token": token() });
