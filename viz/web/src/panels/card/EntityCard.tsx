/** All that is known of one entity: links as sentences, values, sources, and what is not known. */
import { useEffect, useMemo, useState } from "react";
import type { Card, Link } from "../../core/api/types";
import { cardName, nameOf, typeset } from "../../core/facts/names";
import { type Section, sections } from "../../core/facts/groups";
import { unknowns } from "../../core/facts/unknowns";
import { capital } from "../../core/ontology/ontology";
import { go, remove, selectEntity, within } from "../../core/state/changes";
import { FARTHEST } from "../../core/state/view";
import { readings } from "../../core/tokens/tokens";
import { caption, period } from "../../core/words/dates";
import { number } from "../../core/words/numbers";
import { useApart } from "../../ui/Apart";
import { useChanges, useCommon, usePassing, useView, useWords } from "../../ui/context";
import { useBrief } from "../../ui/brief";
import { useCard, useNeighbours } from "../../ui/data";
import { Help } from "../../ui/Help";
import { Mark } from "../../ui/Mark";
import { Failure, Skeleton } from "../../ui/states";
import { Contested } from "./Contested";
import { Converges, WorksWith } from "./Converges";
import { AddTo } from "./edit/Adding";
import { Decisions, Duplicates } from "./edit/Judging";
import { EntityName, LinkProof, Reveal, useQualifiers } from "./parts";
import { Values } from "./Values";

/** Said at the top of the card or by it; the rest is listed. */
const SAID = new Set(["name", "name_en", "description", "description_en", "acronym", "aliases", "start", "end", "date", "given_name", "family_name"]);
const FEW = 4;
const DEGREES = [1, 2, FARTHEST] as const;

export function EntityCard({ id }: { readonly id: string }) {
  const card = useCard(id);
  const { adjust } = useChanges();
  const heir = card.data?.id;
  useEffect(() => {
    // A merged id answers with its heir: the address follows.
    if (heir !== undefined && heir !== id) adjust(selectEntity(heir));
  }, [heir, id, adjust]);
  if (card.error !== null) return <Failure error={card.error} retry={() => void card.refetch()} />;
  if (card.data === undefined) return <Coming id={id} />;
  return <Known card={card.data} />;
}

/** What is known already of the card that is on its way. */
function Coming({ id }: { readonly id: string }) {
  const { lang } = useCommon();
  const known = useBrief(id);
  if (known === null) return <Skeleton lines={8} />;
  return (
    <article data-entity={id} aria-busy="true">
      <Head kind={known.kind} name={nameOf(known, lang)} when="" />
      <Skeleton lines={8} />
    </article>
  );
}

function Head({ kind, name, when }: { readonly kind: string; readonly name: string; readonly when: string }) {
  const { vocabulary, lang } = useCommon();
  return (
    <>
      <p className="kind">
        <Mark kind={kind} />
        {capital(vocabulary.label(kind, lang))}
        {when === "" ? null : <span> · {when}</span>}
      </p>
      <h1 tabIndex={-1}>{typeset(name)}</h1>
    </>
  );
}

function first(card: Card, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = card.properties[name]?.[0];
    if (found !== undefined) return String(found.value);
  }
  return null;
}

function all(card: Card, name: string): readonly string[] {
  return (card.properties[name] ?? []).map((value) => String(value.value));
}

function Known({ card }: { readonly card: Card }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const shownName = cardName(card, lang);
  const called = [...all(card, "acronym"), ...all(card, "aliases")].filter((name) => name !== shownName);
  const description = lang === "en" ? first(card, "description_en", "description") : first(card, "description");
  const when = period(first(card, "start") ?? first(card, "date"), first(card, "end"), lang);
  return (
    <article data-entity={card.id}>
      <Head kind={card.kind} name={shownName} when={when} />
      {called.length > 0 ? (
        <p className="quiet">
          {t("card.alsoCalled")} {called.join(", ")}
        </p>
      ) : null}
      {description === null ? null : <p className="description">{typeset(description)}</p>}
      <div className="pills">
        <span className="pill">
          {t("links", { count: card.degree })} · {t("sources", { count: card.sources.length })}
        </span>
        {(card.contested ?? []).length > 0 ? <Contested /> : null}
        {(card.members ?? []).length > 1 ? <span className="pill">{t("card.merged", { count: card.members?.length ?? 0 })}</span> : null}
      </div>
      <Actions id={card.id} />
      <AddTo key={card.id} card={card} />
      {sections(card.groups, vocabulary, readings).map((section) => (
        <LinkSection key={`${section.relation}/${section.outgoing}`} card={card} section={section} name={shownName} />
      ))}
      <WorksWith card={card} />
      <Converges card={card} />
      <Values card={card} except={SAID} />
      <Duplicates card={card} />
      <NotKnown card={card} />
      <Sources card={card} />
      <Decisions decisions={card.decisions ?? []} />
    </article>
  );
}

function Actions({ id }: { readonly id: string }) {
  const t = useWords();
  const { commit } = useChanges();
  const degrees = useView((view) => view.degrees);
  const { comparing, set } = usePassing();
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        onClick={() => {
          commit(go("map"));
          set({ expanding: id });
        }}
      >
        {t("card.expand")}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={comparing}
        onClick={() => {
          // On a phone the search comes in sight with it.
          set({ comparing: !comparing, finding: !comparing });
        }}
      >
        {comparing ? t("card.cancel") : t("card.compare")}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          commit(remove(id));
        }}
      >
        {t("card.remove")}
      </button>
      <div className="steps" role="group" aria-label={t("card.within")}>
        <span className="quiet">{t("card.within")}</span>
        {DEGREES.map((step) => (
          <button
            key={step}
            type="button"
            className="button slim"
            aria-pressed={degrees === step}
            aria-label={t("card.withinLabel", { count: step })}
            onClick={() => {
              commit(within(step));
            }}
          >
            {step}
          </button>
        ))}
        <span className="quiet">{t("card.withinUnit")}</span>
        <Help of="within" />
      </div>
      {comparing ? (
        <p className="quiet" role="status">
          {t("card.comparing")}
        </p>
      ) : null}
    </div>
  );
}

function LinkSection({ card, section, name }: { readonly card: Card; readonly section: Section; readonly name: string }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const [more, setMore] = useState(false);
  const rest = useNeighbours(more && section.links.length < section.count ? card.id : null, { relation: section.relation, limit: 500 });
  const fetched = (rest.data ?? []).filter((group) => vocabulary.symmetric(section.relation) || group.outgoing === section.outgoing).flatMap((group) => group.links);
  const links = more && fetched.length > 0 ? fetched : section.links;
  const listed = more ? links : links.slice(0, FEW);
  const alike = useApart(useMemo(() => listed.map(({ other }) => other), [listed]));
  const noun = section.count === 1 ? vocabulary.label(section.kind, lang) : vocabulary.plural(section.kind, lang);
  const label = vocabulary.relationLabel(section.relation, section.outgoing, lang);
  return (
    <section className="links">
      <h2 title={vocabulary.relationDefinition(section.relation, lang)}>
        {capital(label)} {section.count === 1 ? null : number(section.count, lang)} {section.count === 1 ? null : noun}
      </h2>
      <ul>
        {listed.map((link) => (
          <LinkRow key={link.id} link={link} apart={alike.get(link.other.id)} sentence={`${name} ${label} ${nameOf(link.other, lang)}`} />
        ))}
      </ul>
      {!more && section.count > FEW ? (
        <button
          type="button"
          className="more"
          onClick={() => {
            setMore(true);
          }}
        >
          {t("card.more", { count: section.count - FEW })}
        </button>
      ) : null}
    </section>
  );
}

function LinkRow({ link, apart, sentence }: { readonly link: Link; readonly apart: string | undefined; readonly sentence: string }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const qualifiers = useQualifiers();
  const when = period(link.other.start, link.other.end, lang);
  const about = [vocabulary.label(link.other.kind, lang), apart, when, qualifiers(link)].filter((text) => text !== undefined && text !== "").join(" · ");
  return (
    <li className="link-row">
      <span className="link-name">
        <Mark kind={link.other.kind} size={13} />
        <EntityName entity={link.other} strong />
      </span>
      <span className="quiet">{about}</span>
      {link.contested ? <span className="pill warn">{t("card.contested")}</span> : null}
      <Reveal what={sentence}>{() => <LinkProof id={link.id} />}</Reveal>
    </li>
  );
}

function NotKnown({ card }: { readonly card: Card }) {
  const t = useWords();
  const { vocabulary } = useCommon();
  const missing = unknowns(card, vocabulary);
  if (missing.length === 0) return null;
  return (
    <section>
      <h2>{t("card.unknown")}</h2>
      <ul className="plain quiet">
        {missing.map((key) => (
          <li key={key}>{t(`unknown.${key}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ card }: { readonly card: Card }) {
  const t = useWords();
  const { lang } = useCommon();
  if (card.sources.length === 0) return null;
  return (
    <section>
      <h2>{t("card.sources")}</h2>
      <ul className="plain">
        {card.sources.map((source) => (
          <li key={source.id}>
            {source.title}
            <span className="quiet">
              {[source.publisher, source.date ? caption(source.date, lang) : null, source.licence].filter((text) => text).map((text) => ` · ${text ?? ""}`).join("")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
