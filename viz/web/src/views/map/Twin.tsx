/**
 * The map as text: families, their entities, the links of each as sentences. The same as is drawn, as a tree that
 * a screen reader reads and the keyboard walks.
 */
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import type { MapEdge, MapNode } from "../../core/api/types";
import { nameOf } from "../../core/facts/names";
import type { Shown } from "../../core/filters/filters";
import { by } from "../../core/graph/by";
import type { Model } from "../../core/graph/model";
import { capital } from "../../core/ontology/ontology";
import { selectEntity, selectLink } from "../../core/state/changes";
import { legendOrder } from "../../core/tokens/tokens";
import { useChanges, useCommon, useWords } from "../../ui/context";

interface Props {
  readonly model: Model;
  readonly shown: Shown;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The next item of the tree for a key, among the visible ones. */
function goTo(tree: HTMLElement, from: HTMLElement, key: string): void {
  const items = [...tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
  const at = items.indexOf(from);
  const target =
    key === "ArrowDown" ? items[at + 1] : key === "ArrowUp" ? items[at - 1] : key === "Home" ? items[0] : key === "End" ? items.at(-1) : undefined;
  target?.focus();
}

export function Twin({ model, shown, open, onClose }: Props) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const tree = useRef<HTMLUListElement>(null);
  const families = useMemo(() => {
    const nodes = [...shown.nodes].map((id) => model.nodes.get(id)).filter((node) => node !== undefined);
    return [...by(nodes, (node) => node.kind)].sort(([a], [b]) => legendOrder(a, b));
  }, [model, shown]);
  return (
    <section className={`twin ${open ? "open" : ""}`} aria-label={t("twin.label")}>
      {open ? (
        <div className="twin-bar">
          <h2>{t("twin.label")}</h2>
          <button type="button" className="close" aria-label={t("twin.close")} onClick={onClose}>
            ×
          </button>
        </div>
      ) : null}
      {families.length === 0 ? <p>{t("twin.empty")}</p> : null}
      <ul ref={tree} role="tree" aria-label={t("twin.label")}>
        {families.map(([kind, nodes], i) => (
          <Branch key={kind} level={1} first={i === 0} tree={tree} label={`${capital(vocabulary.plural(kind, lang))} (${nodes.length})`}>
            {() =>
              nodes
                .toSorted((a, b) => nameOf(a, lang).localeCompare(nameOf(b, lang), lang))
                .map((node) => <Entity key={node.id} node={node} model={model} shown={shown} tree={tree} />)
            }
          </Branch>
        ))}
      </ul>
    </section>
  );
}

interface BranchProps {
  readonly level: number;
  readonly first?: boolean;
  readonly label: string;
  readonly tree: React.RefObject<HTMLUListElement | null>;
  readonly onEnter?: () => void;
  readonly children?: () => ReactNode;
}

function Branch({ level, first = false, label, tree, onEnter, children }: BranchProps) {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const { key } = event;
    if (key === "ArrowRight" && children !== undefined) setOpen(true);
    else if (key === "ArrowLeft" && open) setOpen(false);
    else if (key === "ArrowLeft") event.currentTarget.parentElement?.closest<HTMLElement>("[role=treeitem]")?.focus();
    else if (key === "Enter" || key === " ") act();
    else if (tree.current !== null && ["ArrowDown", "ArrowUp", "Home", "End"].includes(key)) goTo(tree.current, event.currentTarget, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const act = () => {
    if (onEnter !== undefined) onEnter();
    else setOpen(!open);
  };
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-selected={false}
      aria-expanded={children === undefined ? undefined : open}
      tabIndex={first ? 0 : -1}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        event.stopPropagation();
        if (children !== undefined) setOpen(!open);
        onEnter?.();
      }}
    >
      <span>{label}</span>
      {open && children !== undefined ? <ul role="group">{children()}</ul> : null}
    </li>
  );
}

interface EntityProps {
  readonly node: MapNode;
  readonly model: Model;
  readonly shown: Shown;
  readonly tree: React.RefObject<HTMLUListElement | null>;
}

function Entity({ node, model, shown, tree }: EntityProps) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const links = (model.around.get(node.id) ?? []).filter((edge) => shown.edges.has(edge.id));
  const label = t("map.here", { name: nameOf(node, lang), kind: vocabulary.label(node.kind, lang), links: t("links", { count: links.length }) });
  const sentence = (edge: MapEdge) => {
    const [before, between, after] = vocabulary.sentence(edge.relation, lang);
    const name = (id: string) => {
      const found = model.nodes.get(id);
      return found === undefined ? id : nameOf(found, lang);
    };
    return `${before}${name(edge.source)}${between}${name(edge.target)}${after}`;
  };
  return (
    <Branch
      level={2}
      label={label}
      tree={tree}
      onEnter={() => {
        commit(selectEntity(node.id));
      }}
    >
      {() =>
        links.map((edge) => (
          <Branch
            key={edge.id}
            level={3}
            label={sentence(edge)}
            tree={tree}
            onEnter={() => {
              commit(selectLink(edge.id));
            }}
          />
        ))
      }
    </Branch>
  );
}
