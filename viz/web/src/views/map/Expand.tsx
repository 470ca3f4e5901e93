/** What lies around an entity, in groups with counts: show five, all, or take them off the map again. */
import { useEffect, useRef } from "react";
import { nameOf } from "../../core/facts/names";
import type { Shown } from "../../core/filters/filters";
import { across, type Model } from "../../core/graph/model";
import { capital } from "../../core/ontology/ontology";
import type { LinkGroup } from "../../core/api/types";
import { open } from "../../core/state/changes";
import { useChanges, useCommon, usePassing, useWords } from "../../ui/context";
import { useNeighbours } from "../../ui/data";
import { Mark } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";

interface Props {
  readonly id: string;
  readonly model: Model;
  readonly shown: Shown;
}

export function Expand({ id, model, shown }: Props) {
  const t = useWords();
  const { lang } = useCommon();
  const { set } = usePassing();
  const box = useRef<HTMLDivElement>(null);
  const groups = useNeighbours(id, { limit: 1 });
  const node = model.nodes.get(id);
  useEffect(() => {
    box.current?.focus();
  }, []);
  const close = () => {
    set({ expanding: null });
  };
  return (
    // Escape closes it; everything in it is a button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className="expand"
      role="dialog"
      aria-label={t("expand.title", { name: node === undefined ? id : nameOf(node, lang) })}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          close();
          event.stopPropagation();
        }
      }}
    >
      <div className="twin-bar">
        <h2>{t("expand.title", { name: node === undefined ? id : nameOf(node, lang) })}</h2>
        <button type="button" className="close" aria-label={t("expand.close")} onClick={close}>
          ×
        </button>
      </div>
      {groups.error !== null ? <Failure error={groups.error} retry={() => void groups.refetch()} /> : null}
      {groups.isPending ? <Skeleton lines={3} /> : null}
      <ul>
        {(groups.data ?? []).map((group) => (
          <Group key={`${group.relation}/${group.outgoing}/${group.kind}`} id={id} group={group} model={model} shown={shown} />
        ))}
      </ul>
    </div>
  );
}

const FIVE = 5;
const MOST = 500;

function Group({ id, group, model, shown }: Props & { readonly group: LinkGroup }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { commit } = useChanges();
  const { relation, outgoing, kind, count } = group;
  const here = (model.around.get(id) ?? []).filter(
    (edge) => edge.relation === relation && (edge.source === id) === outgoing && model.nodes.get(across(edge, id))?.kind === kind && shown.nodes.has(across(edge, id)),
  ).length;
  const ask = (wanted: number) => () => {
    commit(open({ id, relation, outgoing, kind, count: wanted }));
  };
  const title = `${capital(vocabulary.relationLabel(relation, outgoing, lang))} · ${vocabulary.plural(kind, lang)}`;
  const steps = here >= count ? [] : [...(count > here + FIVE ? [here + FIVE] : []), Math.min(count, MOST)];
  return (
    <li>
      <span className="link-name">
        <Mark kind={kind} size={13} />
        {title}
      </span>
      <span className="expand-do">
        <span className="quiet">{t("expand.on", { shown: here, count })}</span>
        {steps.map((step) => (
          <button key={step} type="button" className="button slim" aria-label={t("expand.showLabel", { count: step, group: title })} onClick={ask(step)}>
            {t("expand.show", { count: step })}
          </button>
        ))}
      </span>
    </li>
  );
}
