/** « Que partagent-ils ? » What two entities have in common, each thing proved by the links that lead to it. */
import type { Brief, Path, Relation, Shared, SharedItem } from "../../core/api/types";
import { readings } from "../../core/tokens/tokens";
import { Apart, useApart } from "../../ui/Apart";
import { useCommon, useWords, type Words } from "../../ui/context";
import { usePaths, useShared } from "../../ui/data";
import { Help } from "../../ui/Help";
import { Mark } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";
import { nameOf } from "../../core/facts/names";
import { ClaimsOf, EntityName, namesOf, Reveal, Sentence, sourceTitles, useQualifiers } from "./parts";
import { Proof } from "./Proof";
import { CouldDo, Instead, WithWhom } from "./Together";

export function SharedCard({ ids }: { readonly ids: readonly [string, string] }) {
  const shared = useShared(ids);
  if (shared.error !== null) return <Failure error={shared.error} retry={() => void shared.refetch()} />;
  if (shared.data === undefined) return <Skeleton lines={8} />;
  return <Known shared={shared.data} />;
}

function facetName(facet: string, t: Words): string {
  const known = ["cooperation", "convergence", "complementarity", "carries", "hierarchy", "territory", "other"] as const;
  return t(`shared.facet.${known.find((one) => one === facet) ?? "other"}`);
}

function Known({ shared }: { readonly shared: Shared }) {
  const t = useWords();
  const place = (facet: string) => (readings.includes(facet) ? readings.indexOf(facet) : readings.length);
  const facets = Object.entries(shared.facets).filter(([, items]) => items.length > 0).sort(([a], [b]) => place(a) - place(b));
  const count = facets.reduce((sum, [, items]) => sum + items.length, 0);
  const [one, other] = shared.entities;
  const alike = useApart(shared.entities);
  return (
    <article>
      <div className="kind">
        {t("shared.title")}
        <Help of="shared" />
      </div>
      <h1 tabIndex={-1} className="pair">
        {shared.entities.map((entity) => (
          <span key={entity.id} className="link-name">
            <Mark kind={entity.kind} />
            <EntityName entity={entity} strong />
            <Apart text={alike.get(entity.id)} />
          </span>
        ))}
      </h1>
      <p className="pills">
        <span className="pill">{t("shared.in", { count })}</span>
      </p>
      {shared.direct.length > 0 ? (
        <section>
          <h2>{t("shared.direct")}</h2>
          <ul>
            {shared.direct.map((relation) => (
              <ProvedLink key={relation.id} relation={relation} />
            ))}
          </ul>
        </section>
      ) : null}
      <WithWhom pair={shared.entities} items={facets.flatMap(([, items]) => items)} />
      {facets.map(([facet, items]) => (
        <section key={facet} className="links">
          <h2>{facets.length === 1 && facet === "other" ? t("shared.facet.only") : facetName(facet, t)}</h2>
          <ul>
            {items.map((item) => (
              <Item key={item.entity.id} item={item} />
            ))}
          </ul>
        </section>
      ))}
      <CouldDo pair={shared.entities} />
      {count + shared.direct.length === 0 && one !== undefined && other !== undefined ? <Way one={one} other={other} /> : null}
    </article>
  );
}

function Item({ item }: { readonly item: SharedItem }) {
  const { vocabulary, lang } = useCommon();
  return (
    <li className="link-row">
      <span className="link-name">
        <Mark kind={item.entity.kind} size={13} />
        <EntityName entity={item.entity} strong />
      </span>
      <span className="quiet">{[vocabulary.label(item.entity.kind, lang), sourceTitles(item.links.flatMap((link) => link.claims))].filter((text) => text !== "").join(" · ")}</span>
      <Reveal what={nameOf(item.entity, lang)}>
        {() => (
          <ul className="inner">
            {item.links.map((relation) => (
              <li key={relation.id}>
                <SentenceWith relation={relation} />
                <ClaimsOf relation={relation} />
              </li>
            ))}
          </ul>
        )}
      </Reveal>
    </li>
  );
}

function SentenceWith({ relation }: { readonly relation: Relation }) {
  const qualifiers = useQualifiers()(relation);
  return (
    <p>
      <Sentence subject={relation.subject} object={relation.object} relation={relation.relation} />
      {qualifiers === "" ? null : <span className="quiet"> · {qualifiers}</span>}
    </p>
  );
}

function ProvedLink({ relation }: { readonly relation: Relation }) {
  const { lang } = useCommon();
  return (
    <li className="link-row">
      <SentenceWith relation={relation} />
      <span className="quiet">{sourceTitles(relation.claims)}</span>
      <Reveal what={relation.sentence[lang] ?? relation.relation}>{() => <ClaimsOf relation={relation} />}</Reveal>
    </li>
  );
}

/** Nothing in common: then how one comes from the one to the other. */
function Way({ one, other }: { readonly one: Brief; readonly other: Brief }) {
  const t = useWords();
  const paths = usePaths(one.id, other.id, true);
  const path = paths.data?.[0];
  return (
    <section className="links">
      <p>{t("shared.nothing")}</p>
      {paths.error !== null ? <Failure error={paths.error} /> : null}
      {paths.isPending ? <Skeleton lines={3} /> : null}
      {paths.data !== undefined && path === undefined ? <p>{t("shared.noPath")}</p> : null}
      {path === undefined ? null : <Steps path={path} />}
      {path === undefined ? null : <Instead one={one} other={other} way={path.entities} />}
    </section>
  );
}

function Steps({ path }: { readonly path: Path }) {
  const t = useWords();
  const { lang } = useCommon();
  return (
    <>
      <h2>{t("shared.path")}</h2>
      <ol>
        {path.steps.map((step) => (
          <li key={step.link} className="link-row">
            <span>{step.sentence[lang] ?? step.sentence.fr}</span>
            <Reveal what={step.sentence[lang] ?? ""}>{() => <Proof claims={step.claims} names={namesOf(path.entities)} />}</Reveal>
          </li>
        ))}
      </ol>
    </>
  );
}
