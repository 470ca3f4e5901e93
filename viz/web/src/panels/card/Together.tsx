/** Questions about two: with whom an actor works on a subject; what two could do together that they do not yet. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asked, client } from "../../core/api/client";
import type { Answer, Brief, SharedItem } from "../../core/api/types";
import { about, companions, occasions } from "../../core/question/together";
import { nameOf, quoted, typeset } from "../../core/facts/names";
import { compareWith, selectEntity } from "../../core/state/changes";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";
import { EntityName } from "./parts";

function useRead(name: string, cypher: string, parameters: Record<string, unknown>, enabled: boolean) {
  const { lang } = useCommon();
  return useQuery({
    queryKey: [name, parameters, lang],
    enabled,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => (await asked(client(lang).POST("/api/query", { body: { cypher, parameters }, signal }))) as Answer,
  });
}

const COMPANIONS = `MATCH (b:Actor)-[r]-(p:Practice)
WHERE p.id IN $practices AND b.id <> $actor
RETURN b.id AS id, b.name AS name, b.name_en AS name_en, b.type AS kind, collect(DISTINCT p.id) AS practices`;

/** Practices named beside each: all of them stand below, with their evidence. */
const FEW = 3;

/** An actor and a subject that practices deal with: who else acts in those practices. */
export function WithWhom({ pair, items }: { readonly pair: readonly Brief[]; readonly items: readonly SharedItem[] }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const asking = about(pair, vocabulary);
  const practices = items.map(({ entity }) => entity).filter(({ kind }) => vocabulary.isA(kind, "Practice"));
  const asks = asking !== undefined && practices.length > 0;
  const answer = useRead("companions", COMPANIONS, { practices: practices.map(({ id }) => id), actor: asking?.actor.id ?? "" }, asks);
  if (!asks || answer.data === undefined) return null;
  const found = companions(answer.data.rows, practices);
  return (
    <section className="links">
      <h2>{typeset(t("together.withWhom", { actor: nameOf(asking.actor, lang), subject: nameOf(asking.subject, lang) }))}</h2>
      {found.length === 0 ? <p className="quiet">{t("together.nobody")}</p> : null}
      <ul>
        {found.map(({ entity, practices: common }) => (
          <li key={entity.id} className="link-row">
            <span className="link-name">
              <Mark kind={entity.kind} size={13} />
              <EntityName entity={entity} strong />
            </span>
            <span className="quiet">{[...common.slice(0, FEW).map((practice) => nameOf(practice, lang)), ...(common.length > FEW ? [t("card.more", { count: common.length - FEW })] : [])].join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing in common: the subjects of the same kind on the way, such as a broader theme, each to be asked about instead. */
export function Instead({ one, other, way }: { readonly one: Brief; readonly other: Brief; readonly way: readonly Brief[] }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const near = way.filter(({ id, kind }) => id !== one.id && id !== other.id && kind === other.kind);
  return near.map((entity) => (
    <p key={entity.id}>
      <button
        type="button"
        className="button"
        onClick={() => {
          commit((view) => compareWith(entity.id)(selectEntity(one.id)(view)));
        }}
      >
        {typeset(t("together.instead", { one: nameOf(one, lang), other: nameOf(entity, lang) }))}
      </button>
    </p>
  ));
}

const OCCASIONS = `MATCH (a)-[]-(p:Practice)-[:CONCERNS]->(t:Theme)<-[:CONCERNS]-(q:Practice)-[]-(b)
WHERE a.id = $one AND b.id = $other AND p.id <> q.id AND NOT (a)--(q) AND NOT (b)--(p)
RETURN t.id AS id, t.name AS name, t.name_en AS name_en,
       collect(DISTINCT CASE WHEN $english THEN coalesce(p.name_en, p.name) ELSE p.name END) AS mine,
       collect(DISTINCT CASE WHEN $english THEN coalesce(q.name_en, q.name) ELSE q.name END) AS theirs`;
const BRINGS = `MATCH (a)-[]-(p:Practice)-[r:MOBILISES|USES]->(c)
WHERE a.id = $one AND NOT EXISTS { MATCH (b)-[]-(:Practice)-[:MOBILISES|USES]->(c) WHERE b.id = $other }
RETURN DISTINCT c.id AS id, c.name AS name, c.name_en AS name_en, c.type AS kind ORDER BY name LIMIT 8`;

/** Two actors: the themes that each works on without the other, and what each would bring. Asked by a click. */
export function CouldDo({ pair }: { readonly pair: readonly Brief[] }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const [asking, ask] = useState(false);
  const [one, other] = pair;
  if (one === undefined || other === undefined || !pair.every(({ kind }) => vocabulary.isA(kind, "Actor"))) return null;
  return (
    <section className="links">
      <h2>{t("together.could")}</h2>
      {asking ? (
        <Could one={one} other={other} />
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => {
            ask(true);
          }}
        >
          {t("together.ask")}
        </button>
      )}
    </section>
  );
}

function Could({ one, other }: { readonly one: Brief; readonly other: Brief }) {
  const t = useWords();
  const { lang } = useCommon();
  const themes = useRead("occasions", OCCASIONS, { one: one.id, other: other.id, english: lang === "en" }, true);
  const mine = useRead("brings", BRINGS, { one: one.id, other: other.id }, true);
  const theirs = useRead("brings", BRINGS, { one: other.id, other: one.id }, true);
  const failed = [themes, mine, theirs].find(({ error }) => error !== null);
  if (failed?.error) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  if (themes.data === undefined || mine.data === undefined || theirs.data === undefined) return <Skeleton lines={4} />;
  const found = occasions(themes.data.rows);
  const names = { one: nameOf(one, lang), other: nameOf(other, lang) };
  return (
    <>
      {found.length === 0 ? <p className="quiet">{t("together.noOccasion")}</p> : null}
      <ul>
        {found.map(({ theme, mine: own, theirs: others }) => (
          <li key={theme.id} className="link-row">
            <span className="link-name">
              <Mark kind="Theme" size={13} />
              <EntityName entity={theme} strong />
            </span>
            <span className="quiet">{typeset(t("together.occasion", { ...names, mine: quoted(own, lang), theirs: quoted(others, lang) }))}</span>
          </li>
        ))}
      </ul>
      <Brings name={names.one} rows={mine.data.rows} />
      <Brings name={names.other} rows={theirs.data.rows} />
    </>
  );
}

function Brings({ name, rows }: { readonly name: string; readonly rows: Answer["rows"] }) {
  const t = useWords();
  const { lang } = useCommon();
  if (rows.length === 0) return null;
  const what = rows.map(([, own, english]) => nameOf({ name: String(own), name_en: typeof english === "string" ? english : null }, lang));
  return <p>{typeset(t("together.brings", { name, what: what.join(", ") }))}</p>;
}
