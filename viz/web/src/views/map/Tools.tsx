/** Under the map: what is shown, and the tools (fit, zoom, undo, image, link, text). */
import { useEffect, useState } from "react";
import type { Shown } from "../../core/filters/filters";
import type { Folded } from "../../core/groups/groups";
import type { Model } from "../../core/graph/model";
import { capital } from "../../core/ontology/ontology";
import { look as lookAt, unpinAll } from "../../core/state/changes";
import { kindStyle, legendOrder, linkStyle, type as typography } from "../../core/tokens/tokens";
import { day } from "../../core/words/dates";
import { useNarrow } from "../../ui/appearance";
import { useChanges, useCommon, usePassing, useSteps, useView, useWords } from "../../ui/context";
import { useStats } from "../../ui/data";
import { drawsItself } from "../../ui/picture";
import { save } from "../../ui/save";
import { shortName } from "../../core/facts/names";
import { fullScreen } from "../../ui/fullscreen";
import { Overflow } from "../../ui/Overflow";
import { Arrange } from "./Arrange";
import { picture } from "./image";
import { svg } from "./svg";
import { Scene } from "./scene";

interface Props {
  readonly scene: Scene | null;
  readonly model: Model;
  readonly shown: Shown;
  readonly drawn: Folded;
}

const SILENT = { onEntity: () => undefined, onLink: () => undefined, onGround: () => undefined, onExpand: () => undefined, onPin: () => undefined, onCamera: () => undefined, onHover: () => undefined };

function useStatus(model: Model, shown: Shown, drawn: Folded): string {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const hidden = useView((view) => view.hidden);
  const count = Math.max(model.totalNodes, model.nodes.size);
  const names = hidden.filter((kind) => [...model.nodes.values()].some((node) => node.kind === kind)).map((kind) => vocabulary.plural(kind, lang));
  const parts = [t("map.shown", { shown: shown.nodes.size, count })];
  if (names.length > 0 && names.length < 4) parts.push(t("map.hiddenKinds", { names: names.join(", ") }));
  if (drawn.groups.size > 0) parts.push(t("groups.shown", { count: drawn.groups.size }));
  return parts.join(" · ");
}

export function Tools({ scene, model, shown, drawn }: Props) {
  const t = useWords();
  const { commit, adjust, undo, redo } = useChanges();
  const { canUndo, canRedo } = useSteps();
  const pinned = useView((view) => Object.keys(view.pins).length > 0);
  const { text, set } = usePassing();
  const status = useStatus(model, shown, drawn);
  const narrow = useNarrow();
  const saved = useImage(scene, drawn);
  const asSvg = saved.text;
  useEffect(() => drawsItself(asSvg), [asSvg]);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    if (scene !== null) adjust(lookAt(scene.sight.camera));
    try {
      await navigator.clipboard.writeText(window.location.href);
      setCopied(t("map.copied"));
    } catch {
      setCopied(t("map.notCopied"));
    }
    setTimeout(() => {
      setCopied(null);
    }, 2500);
  };
  // Beside its counterpart where there is room.
  const again = (
    <button type="button" className="button" aria-label={t("map.redo")} title={`${t("map.redo")} (Ctrl+Maj+Z)`} disabled={!canRedo} onClick={redo}>
      ↷
    </button>
  );
  return (
    <div className="tools">
      <p className="status" role="status">
        {copied ?? status}
      </p>
      <div className="tool-buttons" role="toolbar" aria-label={t("map.label")}>
        <button type="button" className="button" aria-label={t("map.undo")} title={`${t("map.undo")} (Ctrl+Z)`} disabled={!canUndo} onClick={undo}>
          ↶
        </button>
        {narrow ? null : again}
        <button type="button" className="button" title={t("map.fitLabel")} onClick={() => scene?.sight.fit()}>
          {t("map.fit")}
        </button>
        <button type="button" className="button" aria-label={t("map.in")} title={t("map.in")} onClick={() => scene?.sight.zoom(1.4)}>
          +
        </button>
        <button type="button" className="button" aria-label={t("map.out")} title={t("map.out")} onClick={() => scene?.sight.zoom(1 / 1.4)}>
          −
        </button>
        <Arrange />
        <button
          type="button"
          className="button"
          aria-pressed={text}
          title={t("map.listLabel")}
          onClick={() => {
            set({ text: !text });
          }}
        >
          {t("map.list")}
        </button>
        <Overflow className="button">
          {narrow ? again : null}
          {pinned ? (
            <button
              type="button"
              className="button"
              title={t("map.unpinLabel")}
              onClick={() => {
                commit(unpinAll);
              }}
            >
              {t("map.unpin")}
            </button>
          ) : null}
          <button type="button" className="button" title={t("map.imageLabel")} onClick={() => void saved.png()}>
            {t("map.image")}
          </button>
          <button type="button" className="button" title={t("arrange.svgLabel")} onClick={saved.svg}>
            {t("arrange.svg")}
          </button>
          <button type="button" className="button" aria-label={t("arrange.fullLabel")} title={t("arrange.full")} onClick={fullScreen}>
            <svg viewBox="0 0 16 16" width={14} height={14} aria-hidden="true" focusable="false">
              <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" fill="none" stroke="currentColor" strokeWidth={1.6} />
            </svg>
          </button>
          <button type="button" className="button" title={t("map.linkLabel")} onClick={() => void copy()}>
            {t("map.link")}
          </button>
        </Overflow>
      </div>
    </div>
  );
}

/** Saves the map with title, legend, date and sources: as a PNG, or as an SVG. */
function useImage(scene: Scene | null, { model, shown }: Folded) {
  const t = useWords();
  const { vocabulary, lang, mode } = useCommon();
  const [selected, compared, projector] = [useView((view) => view.selected), useView((view) => view.compared), useView((view) => view.projector)];
  const stats = useStats();
  const kinds = () => [...new Set([...shown.nodes].map((id) => model.nodes.get(id)?.kind ?? ""))].sort(legendOrder);
  const sources = (stats.data?.by_source ?? []).slice(0, 3).map((source) => source.title);
  const look = {
    mode,
    text: projector ? typography.projector : 11.5,
    font: typography.font,
    kind: (kind: string) => kindStyle(vocabulary.lineage(kind)),
    link: (relation: string) => linkStyle(vocabulary.reading(relation)),
    name: (node: Parameters<typeof shortName>[0]) => shortName(node, lang),
  };
  const sheet = () => ({
    title: sources[0] ?? t("brand"),
    legend: kinds().map((kind) => ({ kind, name: capital(vocabulary.plural(kind, lang)) })),
    foot: [t("map.shown", { shown: shown.nodes.size, count: model.nodes.size }), t("legend.size"), ...sources.slice(1), t("map.madeOn", { date: day(new Date().toISOString(), lang) })],
  });
  const png = async () => {
    if (scene === null) return;
    const focus = { entities: selected?.type === "entity" ? [selected.id, ...compared] : [], link: selected?.type === "link" ? selected.id : null, cursor: null };
    const box = document.querySelector(".stage")?.getBoundingClientRect();
    const size = { width: Math.round(box?.width ?? 1000), height: Math.round(box?.height ?? 800) };
    save(await picture(scene, (container, scale) => new Scene(container, SILENT, scale), look, focus, sheet(), size), "maillage.png");
  };
  const text = () => (scene === null ? null : svg(scene.drawing(), look, sheet()));
  return {
    png,
    text,
    svg: () => {
      const found = text();
      if (found !== null) save(new Blob([found], { type: "image/svg+xml" }), "maillage.svg");
    },
  };
}
