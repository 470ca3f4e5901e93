/** That the sources of something differ, and what that means. */
import { useWords } from "../../ui/context";
import { Help } from "../../ui/Help";

export function Contested() {
  const t = useWords();
  return (
    <>
      <span className="pill warn">{t("card.contested")}</span>
      <Help of="contested" />
    </>
  );
}
