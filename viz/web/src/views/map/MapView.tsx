/** The map: sigma on a canvas, its text twin beside it, its tools under it; the keyboard does all that the mouse does. */
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { nameOf, shortName } from "../../core/facts/names";
import type { Shown } from "../../core/filters/filters";
import { CROWD, type Folded, isGroup } from "../../core/groups/groups";
import type { Arranged } from "../../core/layout/arrangements";
import { neighbours, type Model } from "../../core/graph/model";
import { compareWith, look as lookAt, pin, select, selectEntity, selectLink, unfold } from "../../core/state/changes";
import { kindStyle, linkStyle, type as typography } from "../../core/tokens/tokens";
import { useChanges, useCommon, usePassing, useView, useWords } from "../../ui/context";
import { useShown } from "../../ui/filtering";
import { Nothing } from "../../ui/Nothing";
import "./map.css";
import { afterCard } from "./after-card";
import { Expand } from "./Expand";
import { useCaptions, useFolded } from "./groups";
import { Lasso } from "./Lasso";
import { Minimap } from "./Minimap";
import { useArrangement } from "./places";
import { Scene } from "./scene";
import type { Drawing, Focus, Gestures, Look } from "./told";
import { Tools } from "./Tools";
import { Twin } from "./Twin";
import { ahead, isArrow } from "./walk";

const LETTERS = 11.5;

declare global {
  interface Window {
    /** The map for the browser tests and measures, and for who scripts a demonstration: where a mark is, in pixels, how many there are, and all that is drawn. */
    maillage?: { readonly positionOf: (id: string) => { x: number; y: number } | null; readonly count: () => number; readonly drawing: () => Drawing };
  }
}

function useLook(): Look {
  const { vocabulary, mode, lang } = useCommon();
  const projector = useView((view) => view.projector);
  return useMemo(
    () => ({
      mode,
      text: projector ? typography.projector : LETTERS,
      font: typography.font,
      kind: (kind) => kindStyle(vocabulary.lineage(kind)),
      link: (relation) => linkStyle(vocabulary.reading(relation)),
      name: (node) => shortName(node, lang),
    }),
    [mode, projector, vocabulary, lang],
  );
}

function useFocus(): Focus {
  const selected = useView((view) => view.selected);
  const compared = useView((view) => view.compared);
  const { cursor } = usePassing();
  const entities = useMemo(() => (selected?.type === "entity" ? [selected.id, ...compared] : []), [selected, compared]);
  return useMemo(() => ({ entities, link: selected?.type === "link" ? selected.id : null, cursor }), [entities, selected, cursor]);
}

/** What people do on the map becomes changes of the view. */
function useGestures(groups: Folded["groups"]): Gestures {
  const { commit, adjust } = useChanges();
  const { set } = usePassing();
  return useMemo(
    () => ({
      onEntity: (id, more) => {
        const group = groups.get(id);
        if (group !== undefined) {
          commit(unfold(group.key));
          return;
        }
        const second = more || usePassing.getState().comparing;
        commit(second ? compareWith(id) : selectEntity(id));
        set({ comparing: false, cursor: null });
      },
      onLink: (id) => {
        // A link between groups stands for many: it has no card of its own.
        if (!isGroup(id)) commit(selectLink(id));
      },
      onGround: () => {
        set({ cursor: null, expanding: null });
        commit(select(null));
      },
      onExpand: (id) => {
        if (!groups.has(id)) set({ expanding: id });
      },
      onPin: (id, x, y) => {
        commit(pin(id, x, y));
      },
      onCamera: (camera) => {
        adjust(lookAt(camera));
      },
      onHover: () => undefined,
    }),
    [commit, adjust, set, groups],
  );
}

export default function MapView({ model }: { readonly model: Model }) {
  const t = useWords();
  const [arrangement, grouping, pins] = [useView((view) => view.arrangement), useView((view) => view.grouping), useView((view) => view.pins)];
  const { text, expanding, lassoing, set } = usePassing();
  const shown = useShown(model);
  const drawn = useFolded(model, shown);
  const { places, captions } = useArrangement(drawn.model, arrangement, pins);
  const [drawable, setDrawable] = useState(true);
  const [scene, setScene] = useState<Scene | null>(null);
  const placed = useMemo(() => [...drawn.model.nodes.keys()].some((id) => places[id] !== undefined), [drawn, places]);
  return (
    <div className="map">
      {drawable ? <Stage drawn={drawn} captions={captions} places={places} placed={placed} scene={scene} onScene={setScene} onFail={setDrawable} /> : <NoMap />}
      <Twin
        model={model}
        shown={shown}
        open={text || !drawable}
        onClose={() => {
          set({ text: false });
        }}
      />
      <Messages model={model} shown={shown} />
      {grouping === null && drawn.groups.size > 0 && shown.nodes.size > CROWD ? <p className="cut crowd">{t("groups.why")}</p> : null}
      {expanding === null ? null : <Expand key={expanding} id={expanding} model={model} shown={drawn.shown} />}
      {scene === null ? null : <Minimap scene={scene} />}
      {lassoing && scene !== null ? <Lasso scene={scene} drawn={drawn} /> : null}
      <Tools scene={scene} model={model} shown={shown} drawn={drawn} />
    </div>
  );
}

function NoMap() {
  const t = useWords();
  return (
    <p className="notice" role="status">
      {t("map.noWebgl")}
    </p>
  );
}

/** Whether the browser draws in three dimensions, which the map is drawn with. */
function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return canvas.getContext("webgl2") !== null || canvas.getContext("webgl") !== null;
}

interface StageProps {
  readonly drawn: Folded;
  readonly captions: Arranged["captions"];
  readonly places: Arranged["places"];
  readonly placed: boolean;
  readonly scene: Scene | null;
  readonly onScene: (scene: Scene | null) => void;
  readonly onFail: (drawable: false) => void;
}

function Stage({ drawn, captions, places, placed, scene, onScene, onFail }: StageProps) {
  const { model, shown, groups } = drawn;
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const gestures = useGestures(groups);
  const latest = useRef(gestures);
  const words = useCaptions(captions);
  const arrangement = useView((view) => view.arrangement);
  const look = useLook();
  const focus = useFocus();
  const camera = useView((view) => view.camera);
  const queries = useQueryClient();
  const onKeyDown = useKeys(drawn, scene);

  useEffect(() => {
    const container = box.current;
    if (container === null) return undefined;
    if (!canDraw()) {
      onFail(false);
      return undefined;
    }
    const now = latest;
    const made = new Scene(container, {
      onEntity: (id, more) => { now.current.onEntity(id, more); },
      onLink: (id) => { now.current.onLink(id); },
      onGround: () => { now.current.onGround(); },
      onExpand: (id) => { now.current.onExpand(id); },
      onPin: (id, x, y) => { now.current.onPin(id, x, y); },
      onCamera: (camera) => { now.current.onCamera(camera); },
      onHover: (id) => { now.current.onHover(id); },
    });
    onScene(made);
    const positionOf = (id: string) => {
      made.settle();
      return made.sight.positionOf(id);
    };
    window.maillage = { positionOf, count: () => made.count, drawing: () => made.drawing() };
    const watch = new ResizeObserver(() => {
      made.resize();
    });
    watch.observe(container);
    return () => {
      watch.disconnect();
      made.kill();
      delete window.maillage;
      onScene(null);
    };
  }, [onScene, onFail]);
  useEffect(() => {
    latest.current = gestures;
  }, [gestures]);

  useEffect(() => {
    scene?.setLook(look);
  }, [scene, look]);
  useEffect(() => {
    scene?.setContent({ nodes: model.nodes, edges: model.edges, places, shownNodes: shown.nodes, shownEdges: shown.edges, captions: words, arrangement });
  }, [scene, model, places, shown, words, arrangement]);
  useEffect(() => {
    scene?.setFocus(focus);
  }, [scene, focus]);
  const chosen = focus.entities;
  useEffect(() => {
    if (scene === null || !placed || chosen.length === 0) return undefined;
    let off: () => void = () => undefined;
    const card = afterCard(queries, () => {
      off = scene.settled(() => { scene.sight.reveal(chosen); });
    });
    return () => {
      card();
      off();
    };
  }, [scene, placed, chosen, queries]);
  useEffect(() => {
    // The camera of the address, also after undo, back and another arrangement; the camera's own moves come back as the same.
    if (scene === null || !placed) return undefined;
    return scene.settled(() => {
      const now = scene.sight.camera;
      const same = camera !== null && Math.abs(now.x - camera.x) + Math.abs(now.y - camera.y) + Math.abs(now.ratio - camera.ratio) < 1e-6;
      if (!same) scene.sight.set(camera);
      box.current?.setAttribute("data-ready", "true");
    });
  }, [scene, camera, placed, arrangement]);

  return (
    <>
      {/* A canvas that is walked by keyboard is an application; its twin below is the document. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        className="stage"
        role="application"
        aria-label={t("map.label")}
        aria-describedby="map-help"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <p id="map-help" className="unseen">
        {t("map.help")}
      </p>
      {placed ? null : (
        <p className="arranging" role="status">
          {t("map.arranging")}
        </p>
      )}
      <Here model={model} />
    </>
  );
}

/** Says where the keyboard's cursor is. */
function Here({ model }: { readonly model: Model }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { cursor } = usePassing();
  const node = cursor === null ? undefined : model.nodes.get(cursor);
  return (
    <p className="unseen" role="status">
      {node === undefined ? "" : t("map.here", { name: nameOf(node, lang), kind: vocabulary.label(node.kind, lang), links: t("links", { count: node.degree }) })}
    </p>
  );
}

function Messages({ model, shown }: { readonly model: Model; readonly shown: Shown }) {
  const t = useWords();
  const { lang } = useCommon();
  if (shown.nodes.size === 0 && model.nodes.size > 0) {
    return <Nothing model={model} />;
  }
  if (model.cut === null) return null;
  return (
    <p className="cut" role="status">
      <strong>{t("state.cut")}</strong> {model.cut[lang] ?? model.cut.fr}
    </p>
  );
}

/** The keyboard on the map: arrows walk, Enter opens, Shift+Enter compares, Space expands, + − 0 zoom. */
function useKeys({ model, shown, groups }: Folded, scene: Scene | null) {
  const { commit } = useChanges();
  const selected = useView((view) => view.selected);
  const { cursor, set } = usePassing();
  const from = cursor ?? (selected?.type === "entity" ? selected.id : null);
  return useCallback(
    (event: KeyboardEvent) => {
      if (scene === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (isArrow(key)) set({ cursor: next(model, shown, scene, from, key) });
      else if ((key === "Enter" || key === " ") && from !== null && groups.has(from)) commit(unfold(groups.get(from)?.key ?? ""));
      else if (key === "Enter" && from !== null) commit(event.shiftKey ? compareWith(from) : selectEntity(from));
      else if (key === " " && from !== null) set({ expanding: from });
      else if (key === "+" || key === "=") scene.sight.zoom(1.4);
      else if (key === "-") scene.sight.zoom(1 / 1.4);
      else if (key === "0") scene.sight.fit();
      else if (key === "Escape" && cursor !== null) set({ cursor: null });
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    [model, shown, groups, scene, from, cursor, commit, set],
  );
}

function next(model: Model, shown: Shown, scene: Scene, from: string | null, arrow: Parameters<typeof ahead>[2]): string | null {
  const at = (id: string) => {
    const position = scene.sight.positionOf(id);
    return position === null ? null : { id, ...position };
  };
  const points = (ids: Iterable<string>) => [...ids].filter((id) => shown.nodes.has(id)).map(at).filter((point) => point !== null);
  const start = from === null ? null : at(from);
  if (start === null) {
    const best = [...shown.nodes].sort((a, b) => (model.nodes.get(b)?.degree ?? 0) - (model.nodes.get(a)?.degree ?? 0))[0];
    return best ?? null;
  }
  const near = ahead(start, points(neighbours(model, start.id)), arrow);
  return (near ?? ahead(start, points(shown.nodes), arrow) ?? start).id;
}
