/** Before anything is chosen: what this is, how much there is, and ways in taken from what is there. */
import type { MapNode } from "../../core/api/types";
import { examples } from "../../core/facts/examples";
import { cut, nameOf, typeset } from "../../core/facts/names";
import type { Model } from "../../core/graph/model";
import { compareWith, selectEntity } from "../../core/state/changes";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { useStats } from "../../ui/data";
import { Mark } from "../../ui/Mark";
import { AddEntity } from "./edit/Adding";
import { EntityName } from "./parts";

const [ACTORS, THEMES, LONGEST] = [5, 3, 40];

export function Intro({ model }: { readonly model: Model | null }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const found = (kind: string, count: number) => (model === null ? [] : examples(model, vocabulary, kind, count));
  const actors = found("Actor", ACTORS);
  return (
    <article>
      <p className="kind">{t("tagline")}</p>
      <h1 tabIndex={-1}>{t("intro.title")}</h1>
      <p className="description">{t("intro.text")}</p>
      <Counts />
      <Examples title={t("intro.examples")} nodes={actors} />
      <Pair actors={actors} />
      <Examples title={t("intro.themes")} nodes={[...found("Theme", THEMES), ...found("Competence", 1)]} />
      <AddEntity />
    </article>
  );
}

function Counts() {
  const t = useWords();
  const { data } = useStats();
  if (data === undefined) return null;
  const counts = { entities: t("entities", { count: data.entities }), links: t("links", { count: data.relations }), sources: t("sources", { count: data.by_source.length }) };
  return (
    <p className="pills">
      <span className="pill">{t("intro.counts", counts)}</span>
    </p>
  );
}

function Examples({ title, nodes }: { readonly title: string; readonly nodes: readonly MapNode[] }) {
  const t = useWords();
  const { lang, vocabulary } = useCommon();
  if (nodes.length === 0) return null;
  return (
    <section className="links">
      <h2>{title}</h2>
      <ul>
        {nodes.map((node) => (
          <li key={node.id} className="link-row">
            <span className="link-name">
              <Mark kind={node.kind} size={13} />
              <EntityName entity={node} strong />
            </span>
            <span className="quiet">
              {vocabulary.label(node.kind, lang)} · {t("links", { count: node.degree })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The question that this page is for, asked of the two best linked. */
function Pair({ actors: [one, other] }: { readonly actors: readonly MapNode[] }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  if (one === undefined || other === undefined) return null;
  return (
    <section>
      <h2>{t("intro.pairTitle")}</h2>
      <button
        type="button"
        className="reveal"
        onClick={() => {
          commit((view) => compareWith(other.id)(selectEntity(one.id)(view)));
        }}
      >
        {typeset(t("intro.pair", { one: cut(nameOf(one, lang), LONGEST), other: cut(nameOf(other, lang), LONGEST) }))}
      </button>
    </section>
  );
}
