/** The values of an entity, every one kept: where sources disagree they stand side by side, each with its sources. */
import type { Card, Claim, Value } from "../../core/api/types";
import { capital } from "../../core/ontology/ontology";
import { caption } from "../../core/words/dates";
import { useCommon, useWords } from "../../ui/context";
import { useCard } from "../../ui/data";
import { Failure, Skeleton } from "../../ui/states";
import { namesOf, Reveal } from "./parts";
import { Proof } from "./Proof";

export function Values({ card, except }: { readonly card: Card; readonly except: ReadonlySet<string> }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const disputed = new Set(card.contested ?? []);
  const names = Object.keys(card.properties).filter((name) => !except.has(name) || disputed.has(name) || isDisputed(card, name) || isMore(card, name));
  const language = names.filter((name) => !name.endsWith(lang === "en" ? "_fr" : "_en"));
  if (language.length === 0) return null;
  return (
    <section>
      <h2>{t("card.properties")}</h2>
      <dl className="values">
        {language.map((name) => (
          <div key={name} className={isDisputed(card, name) ? "side-by-side" : undefined}>
            <dt>{capital(vocabulary.propertyLabel(card.kind, name, lang))}</dt>
            {isDisputed(card, name) ? <dd className="warn-text">{t("card.contestedValues")}</dd> : null}
            {(card.properties[name] ?? []).map((value) => (
              <dd key={String(value.value)}>
                <Written kind={vocabulary.propertyKind(card.kind, name)} value={value.value} />
                {value.contested ? <span className="quiet"> — {t("sources", { count: value.sources.length })}</span> : null}{" "}
                <Reveal what={`${vocabulary.propertyLabel(card.kind, name, lang)} : ${String(value.value)}`}>
                  {() => <ValueProof card={card} name={name} value={value} />}
                </Reveal>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The card's head has room for one; of an acronym or another name it says all. */
function isMore(card: Card, name: string): boolean {
  return name !== "acronym" && name !== "aliases" && (card.properties[name] ?? []).length > 1;
}

function isDisputed(card: Card, name: string): boolean {
  return (card.properties[name] ?? []).some((value) => value.contested);
}

function Written({ kind, value }: { readonly kind: string; readonly value: Value["value"] }) {
  const { lang } = useCommon();
  const text = String(value);
  if (kind === "date") return <>{caption(text, lang)}</>;
  // Only web addresses become links: a `javascript:` one stays a text.
  if (kind === "url" && /^https?:\/\//i.test(text)) {
    return (
      <a href={text} rel="noreferrer noopener nofollow" target="_blank">
        {text}
      </a>
    );
  }
  return <>{text}</>;
}

function ValueProof({ card, name, value }: { readonly card: Card; readonly name: string; readonly value: Value }) {
  const proved = useCard(card.id, true);
  if (proved.error !== null) return <Failure error={proved.error} retry={() => void proved.refetch()} />;
  if (proved.data === undefined) return <Skeleton lines={2} />;
  const found = proved.data.properties[name]?.find((other) => other.value === value.value);
  const claims: readonly Claim[] = found?.claims ?? [];
  return <Proof claims={claims} names={[...namesOf([{ id: card.id, name: card.name, kind: card.kind, types: card.types }]), String(value.value)]} />;
}
