/** The list of keys and gestures. */
import { useEffect, useRef } from "react";
import { usePassing, useWords } from "./context";
import "./dialog.css";

interface Props {
  /** Whether there is anything to be shown around in. */
  readonly tour: boolean;
}

export function Keys({ tour }: Props) {
  const t = useWords();
  const { keys, set } = usePassing();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (keys && dialog.current?.open === false) dialog.current.showModal();
  }, [keys]);
  if (!keys) return null;
  const rows: readonly (readonly [string, string])[] = [
    ["/", t("keys.search")],
    [t("keys.arrows"), t("keys.walk")],
    [t("keys.enter"), t("keys.open")],
    [t("keys.shiftEnter"), t("keys.compare")],
    [t("keys.space"), t("keys.expand")],
    [t("keys.escape"), t("keys.back")],
    ["Ctrl + Z · Ctrl + Y", t("keys.undo")],
    ["+ · − · 0", t("keys.zoom")],
    ["?", t("keys.help")],
  ];
  const mouse: readonly (readonly [string, string])[] = [
    [t("keys.click"), t("keys.open")],
    [t("keys.shiftClick"), t("keys.compare")],
    [t("keys.doubleClick"), t("keys.expand")],
    [t("keys.drag"), t("keys.dragText")],
    [t("keys.altClick"), t("keys.altText")],
  ];
  return (
    <dialog
      ref={dialog}
      className="keys"
      aria-labelledby="keys-title"
      onClose={() => {
        set({ keys: false });
      }}
    >
      <div className="twin-bar">
        <h2 id="keys-title">{t("keys.title")}</h2>
        <button type="button" className="close" aria-label={t("keys.close")} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </div>
      <Table rows={rows} />
      <h3>{t("keys.mouse")}</h3>
      <Table rows={mouse} />
      {tour ? (
        <p className="keys-tour">
          <button
            type="button"
            className="button"
            onClick={() => {
              dialog.current?.close();
              set({ touring: true });
            }}
          >
            {t("tour.again")}
          </button>
        </p>
      ) : null}
    </dialog>
  );
}

function Table({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {rows.map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
