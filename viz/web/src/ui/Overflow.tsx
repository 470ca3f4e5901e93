/** Buttons in a row; on a phone, which has no room for them, behind one. */
import type { ReactNode } from "react";
import { useNarrow } from "./appearance";
import { useWords } from "./context";
import { Popup } from "./Popup";

export function Overflow({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const t = useWords();
  const narrow = useNarrow();
  if (!narrow) return children;
  return (
    <Popup className={className} sign="⋯" label={t("header.more")} once>
      <div className="overflow" role="group" aria-label={t("header.more")}>
        {children}
      </div>
    </Popup>
  );
}
