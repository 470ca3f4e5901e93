/** Small pieces that the cards share. */
import { type MouseEvent, type ReactNode, useId, useState } from "react";
import type { Brief, Claim, Relation } from "../../core/api/types";
import { type Named, nameOf, typeset } from "../../core/facts/names";
import { format } from "../../core/state/address";
import { selectEntity } from "../../core/state/changes";
import { caption } from "../../core/words/dates";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";
import { useLink } from "../../ui/data";
import { Failure, Skeleton } from "../../ui/states";
import { Proof } from "./Proof";

/** The name of an entity: a link to its card, that can be copied or opened beside like any other. */
export function EntityName({ entity, strong = false }: { readonly entity: Named & { readonly id: string }; readonly strong?: boolean }) {
  const { lang } = useCommon();
  const { commit } = useChanges();
  const view = useView((state) => state);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    commit(selectEntity(entity.id));
  };
  return (
    <a className={strong ? "entity strong" : "entity"} href={`?${format(selectEntity(entity.id)(view))}`} onClick={open}>
      {typeset(nameOf(entity, lang))}
    </a>
  );
}

/** A link as a sentence, both names opening their cards. */
export function Sentence({ subject, object, relation }: { readonly subject: Brief; readonly object: Brief; readonly relation: string }) {
  const { vocabulary, lang } = useCommon();
  const [before, between, after] = vocabulary.sentence(relation, lang);
  return (
    <span className="sentence">
      {before}
      <EntityName entity={subject} strong />
      {between}
      <EntityName entity={object} strong />
      {after}
    </span>
  );
}

/** What else a link says: role, dates. */
export function useQualifiers() {
  const t = useWords();
  const { lang } = useCommon();
  return (link: { roles: string[]; since?: string | null; until?: string | null }): string =>
    [
      ...link.roles,
      ...(link.since ? [t("link.since", { date: caption(link.since, lang) })] : []),
      ...(link.until ? [t("link.until", { date: caption(link.until, lang) })] : []),
    ].join(" · ");
}

/** « voir la preuve »: opens what `children` shows, under it. */
export function Reveal({ what, children }: { readonly what: string; readonly children: () => ReactNode }) {
  const t = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="reveal"
        aria-expanded={open}
        aria-controls={id}
        aria-label={open ? undefined : t("card.proofOf", { sentence: what })}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? t("card.hideProof") : t("card.proof")}
      </button>
      <div id={id}>{open ? children() : null}</div>
    </>
  );
}

/** The proof of a link, asked of the server when it is opened. */
export function LinkProof({ id }: { readonly id: string }) {
  const link = useLink(id);
  if (link.error !== null) return <Failure error={link.error} retry={() => void link.refetch()} />;
  if (link.data === undefined) return <Skeleton lines={2} />;
  return <ClaimsOf relation={link.data} />;
}

export function ClaimsOf({ relation }: { readonly relation: Pick<Relation, "claims" | "subject" | "object"> }) {
  const { subject, object } = relation;
  return <Proof claims={relation.claims} names={namesOf([subject, object])} />;
}

export function namesOf(entities: readonly Brief[]): readonly string[] {
  return entities.flatMap((entity) => [entity.name, ...(entity.acronym ? [entity.acronym] : [])]);
}

/** The titles of the sources of some claims, each once. */
export function sourceTitles(claims: readonly Claim[]): string {
  return [...new Set(claims.map((claim) => claim.source.title))].join(", ");
}
