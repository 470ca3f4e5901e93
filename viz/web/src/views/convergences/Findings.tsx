/** Findings, best first: the sentence, and behind it each shared thing with what it counts for and its sources. */
import { useState } from "react";
import { type Ranked, RANKED, rankedCsv } from "../../core/analysis/ranked";
import type { Finding, Reason } from "../../core/api/types";
import { nameOf, typeset } from "../../core/facts/names";
import { compareWith, selectEntity } from "../../core/state/changes";
import { EntityName, LinkProof, Reveal } from "../../panels/card/parts";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { Help } from "../../ui/Help";
import { Mark } from "../../ui/Mark";
import { save } from "../../ui/save";

const FEW = 3;

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  // What chance has to do with it is explained once, where it is said first.
  const explained = findings.find((finding) => finding.p_value != null);
  return (
    <>
      <Download findings={findings} />
      <ol className="findings">
        {findings.map((finding, i) => (
          <Row key={finding.entities.map(({ id }) => id).join(" ") || i} finding={finding} explained={finding === explained} />
        ))}
      </ol>
    </>
  );
}

function Download({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useWords();
  const { lang } = useCommon();
  const download = () => {
    const headings = Object.fromEntries(RANKED.map((column) => [column, t(`convergences.column.${column}`)])) as Record<Ranked, string>;
    save(new Blob([rankedCsv(findings, lang, headings)], { type: "text/csv;charset=utf-8" }), "maillage-convergences.csv");
  };
  return (
    <p>
      <button type="button" className="button" onClick={download}>
        {t("convergences.csv")}
      </button>
    </p>
  );
}

function Row({ finding, explained }: { readonly finding: Finding; readonly explained: boolean }) {
  const t = useWords();
  const { lang } = useCommon();
  const { commit } = useChanges();
  const { entities, sentence, reasons = [] } = finding;
  const [first, second, ...more] = entities;
  return (
    <li>
      <p className="finding-names">
        {entities.slice(0, 8).map((entity) => (
          <span key={entity.id}>
            <Mark kind={entity.kind} size={13} />
            <EntityName entity={entity} strong />
          </span>
        ))}
      </p>
      <div className="with-help">
        <p>{typeset(sentence[lang] ?? "")}</p>
        {explained ? <Help of="chance" /> : null}
      </div>
      <Reasons reasons={reasons} />
      {first !== undefined && second !== undefined && more.length === 0 ? (
        <button
          type="button"
          className="reveal"
          onClick={() => {
            commit((view) => compareWith(second.id)(selectEntity(first.id)(view)));
          }}
        >
          {t("convergences.together")}
        </button>
      ) : null}
    </li>
  );
}

/** What two have in common, the rarest first: its part, and each source one click away. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useWords();
  const { lang } = useCommon();
  const [all, setAll] = useState(false);
  if (reasons.length === 0) return null;
  const most = Math.max(...reasons.map(({ contribution }) => contribution), 1e-9);
  return (
    <>
      <ul className="reasons">
        {reasons.slice(0, all ? undefined : FEW).map(({ entity, contribution, links }) => (
          <li key={entity.id}>
            <Mark kind={entity.kind} size={12} />
            <EntityName entity={entity} />
            <span className="bar" title={t("convergences.part", { value: Math.round(contribution * 100) })}>
              <span style={{ width: `${(100 * contribution) / most}%` }} />
            </span>
            <Reveal what={nameOf(entity, lang)}>
              {() => (
                <>
                  {links.map((link) => (
                    <LinkProof key={link} id={link} />
                  ))}
                </>
              )}
            </Reveal>
          </li>
        ))}
      </ul>
      {!all && reasons.length > FEW ? (
        <button
          type="button"
          className="more"
          onClick={() => {
            setAll(true);
          }}
        >
          {t("card.more", { count: reasons.length - FEW })}
        </button>
      ) : null}
    </>
  );
}
