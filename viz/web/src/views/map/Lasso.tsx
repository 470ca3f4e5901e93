/** A line drawn around marks, and what to do with those within: keep, hide, gather into one, pin. */
import { type PointerEvent, useState } from "react";
import type { Folded } from "../../core/groups/groups";
import { holds, type Spot } from "../../core/lasso/lasso";
import { gather, keepOnly, removeAll } from "../../core/state/changes";
import type { Change } from "../../core/state/changes";
import { useChanges, usePassing, useView, useWords } from "../../ui/context";
import type { Scene } from "./scene";

export function Lasso({ scene, drawn }: { readonly scene: Scene; readonly drawn: Folded }) {
  const t = useWords();
  const [line, setLine] = useState<readonly Spot[]>([]);
  const [found, setFound] = useState<readonly string[] | null>(null);
  const at = ({ nativeEvent }: PointerEvent): Spot => [nativeEvent.offsetX, nativeEvent.offsetY];
  const release = () => {
    const within = [...drawn.shown.nodes].filter((id) => {
      const spot = scene.sight.positionOf(id);
      return spot !== null && holds(line, [spot.x, spot.y]);
    });
    setFound(within.flatMap((id) => drawn.groups.get(id)?.ids ?? [id]).sort());
  };
  return (
    <>
      {/* What the lasso does to many, the card and the legend do to one, by keyboard too. */}
      <svg
        className="lasso"
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setFound(null);
          setLine([at(event)]);
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0 && found === null) setLine((before) => [...before, at(event)]);
        }}
        onPointerUp={release}
      >
        <polygon points={line.map((spot) => spot.join(",")).join(" ")} />
      </svg>
      {found === null ? <p className="lasso-bar">{t("lasso.hint")}</p> : <Actions ids={found} scene={scene} />}
    </>
  );
}

function Actions({ ids, scene }: { readonly ids: readonly string[]; readonly scene: Scene }) {
  const t = useWords();
  const { commit } = useChanges();
  const { set } = usePassing();
  const folds = useView((view) => view.folds);
  const act = (change: Change | null) => () => {
    if (change !== null) commit(change);
    set({ lassoing: false });
  };
  const spots = Object.fromEntries(ids.flatMap((id) => (scene.content.places[id] === undefined ? [] : [[id, scene.content.places[id]]])));
  const name = t("lasso.name", { number: folds.length + 1 });
  return (
    <div className="lasso-bar" role="group" aria-label={t("lasso.label")}>
      <p role="status">{t("entities", { count: ids.length })}</p>
      {ids.length === 0 ? null : (
        <>
          <button type="button" className="button slim" onClick={act(keepOnly(ids))}>
            {t("lasso.keep")}
          </button>
          <button type="button" className="button slim" onClick={act(removeAll(ids))}>
            {t("lasso.hide")}
          </button>
          {ids.length > 1 ? (
            <button type="button" className="button slim" onClick={act(gather(name, ids))}>
              {t("lasso.gather")}
            </button>
          ) : null}
          <button type="button" className="button slim" onClick={act((view) => ({ ...view, pins: { ...view.pins, ...spots } }))}>
            {t("lasso.pin")}
          </button>
        </>
      )}
      <button type="button" className="button slim" onClick={act(null)}>
        {t("lasso.leave")}
      </button>
    </div>
  );
}
