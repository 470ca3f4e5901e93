/** One link: what it says, and every claim behind it. */
import type { Relation } from "../../core/api/types";
import { capital } from "../../core/ontology/ontology";
import { useCommon, useWords } from "../../ui/context";
import { useLink } from "../../ui/data";
import { Mark, Thread } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";
import { linkStyle } from "../../core/tokens/tokens";
import { readingName } from "../find/Legend";
import { Contested } from "./Contested";
import { ClaimsOf, EntityName, Sentence, useQualifiers } from "./parts";

export function LinkCard({ id }: { readonly id: string }) {
  const link = useLink(id);
  if (link.error !== null) return <Failure error={link.error} retry={() => void link.refetch()} />;
  if (link.data === undefined) return <Skeleton lines={6} />;
  return <Known link={link.data} />;
}

function Known({ link }: { readonly link: Relation }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const qualifiers = useQualifiers()(link);
  const reading = vocabulary.reading(link.relation);
  return (
    <article>
      <p className="kind">
        <Thread {...linkStyle(reading)} />
        {t("link.label")} · {readingName(reading, t)}
      </p>
      <h1 tabIndex={-1} className="long">
        <Sentence subject={link.subject} object={link.object} relation={link.relation} />
      </h1>
      {qualifiers === "" ? null : <p>{qualifiers}</p>}
      {(link.notes ?? []).map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      <div className="pills">
        <span className="pill">{t("link.claims", { count: link.claims.length })}</span>
        {link.contested ? <Contested /> : null}
      </div>
      <ClaimsOf relation={link} />
      <section>
        <h2>{capital(vocabulary.relationLabel(link.relation, true, lang))}</h2>
        <p className="quiet">{vocabulary.relationDefinition(link.relation, lang)}</p>
        <ul>
          {[link.subject, link.object].map((entity) => (
            <li key={entity.id} className="link-row">
              <span className="link-name">
                <Mark kind={entity.kind} size={13} />
                <EntityName entity={entity} strong />
              </span>
              <span className="quiet">{vocabulary.label(entity.kind, lang)}</span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
