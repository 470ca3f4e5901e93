/** How the map is arranged and grouped, and the lasso: a small panel over the tools. */
import { useEffect, useId, useRef, useState } from "react";
import { GROUPINGS } from "../../core/groups/names";
import { ARRANGEMENTS } from "../../core/layout/names";
import { arrange, group } from "../../core/state/changes";
import { useChanges, usePassing, useView, useWords } from "../../ui/context";

export function Arrange() {
  const t = useWords();
  const { commit } = useChanges();
  const { set } = usePassing();
  const [arrangement, grouping, unfolded] = [useView((view) => view.arrangement), useView((view) => view.grouping), useView((view) => view.unfolded)];
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    box.current?.querySelector<HTMLInputElement>("input:checked")?.focus();
    const close = (event: Event) => {
      const outside = event.target instanceof Node && box.current?.parentElement?.contains(event.target) === false;
      if (event instanceof KeyboardEvent ? event.key === "Escape" : outside) {
        setOpen(false);
        event.stopPropagation();
      }
    };
    window.addEventListener("keydown", close, true);
    window.addEventListener("pointerdown", close, true);
    return () => {
      window.removeEventListener("keydown", close, true);
      window.removeEventListener("pointerdown", close, true);
    };
  }, [open]);
  return (
    <div className="arrange">
      <button
        type="button"
        className="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {t("arrange.open")}
      </button>
      <div ref={box} id={id} className="arrange-panel" role="group" aria-label={t("arrange.label")} hidden={!open}>
        <Choice name="arrangement" title={t("arrange.arrangement")} of={ARRANGEMENTS.map((one) => [one, t(`arrange.${one}`)])} chosen={arrangement} onChoose={(one) => { commit(arrange(one)); }} />
        <Choice name="grouping" title={t("arrange.grouping")} of={[["auto", t("arrange.auto")] as const, ...GROUPINGS.map((one) => [one, t(`arrange.${one}`)] as const)]} chosen={grouping ?? "auto"} onChoose={(one) => { commit(group(one === "auto" ? null : one)); }} />
        {unfolded.length > 0 ? (
          <button type="button" className="button slim" onClick={() => { commit((view) => ({ ...view, unfolded: [] })); }}>
            {t("groups.close")}
          </button>
        ) : null}
        <button
          type="button"
          className="button slim"
          onClick={() => {
            setOpen(false);
            set({ lassoing: true });
          }}
        >
          {t("arrange.lasso")}
        </button>
      </div>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly title: string;
  readonly of: readonly (readonly [T, string])[];
  readonly chosen: T;
  readonly onChoose: (one: T) => void;
}

function Choice<T extends string>({ name, title, of, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {of.map(([one, text]) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={one === chosen}
            onChange={() => {
              onChoose(one);
            }}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
