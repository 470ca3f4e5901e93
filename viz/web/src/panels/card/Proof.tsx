/** Where a statement comes from, in place: source, place in it, its own words, who brought it, how sure, when. */
import type { ReactNode } from "react";
import type { Claim, Evidence } from "../../core/api/types";
import { typeset } from "../../core/facts/names";
import { day } from "../../core/words/dates";
import { Judge, useJudged } from "./edit/Judging";
import { useCommon, useWords, type Words } from "../../ui/context";
import { inPages, useMore } from "../../ui/more";
import { Help } from "../../ui/Help";

/** So many claims at a time, at most as many as the server takes in one question about them (100). */
const LISTED = 40;

interface Props {
  readonly claims: readonly Claim[];
  /** Names to mark in quotations. */
  readonly names: readonly string[];
}

export function Proof({ claims, names }: Props) {
  const t = useWords();
  const { listed, left, more } = useMore(claims, LISTED);
  const judged = useJudged(inPages(listed, LISTED));
  if (claims.length === 0) return <p className="quiet">{t("proof.none")}</p>;
  return (
    <>
      <ul className="proof">
        {listed.map((claim) => (
          <li key={claim.id}>
            {claim.evidence.map((evidence, i) => (
              <Statement key={`${evidence.locator}/${evidence.recorded_at}/${i}`} claim={claim} evidence={evidence} names={names} explained={claim === claims[0] && i === 0} />
            ))}
            <Judge claim={claim} told={judged.filter(({ target }) => target === claim.id)} />
          </li>
        ))}
      </ul>
      {left === 0 ? null : (
        <button type="button" className="more" onClick={more}>
          {t("proof.more", { count: left })}
        </button>
      )}
    </>
  );
}

function methodText(method: string, t: Words): string {
  if (method === "curated" || method === "table" || method === "workshop") return t(`proof.method.${method}`);
  if (method.startsWith("reader:")) return t("proof.method.reader", { rule: method.slice("reader:".length) });
  return t("proof.method.other", { method });
}

function sureness(confidence: number, t: Words): string {
  return confidence >= 1 ? t("proof.sure") : t("proof.confidence", { value: Math.round(confidence * 100) });
}

/** The name that what is entered on one computer bears where nobody gave theirs. */
const NOBODY = "local";

interface StatementProps {
  readonly claim: Claim;
  readonly evidence: Evidence;
  readonly names: readonly string[];
  /** Whether its words are explained: those of the first are. */
  readonly explained: boolean;
}

function Statement({ claim, evidence, names, explained }: StatementProps) {
  const t = useWords();
  const { lang } = useCommon();
  const marked = [...names, ...(evidence.original ? [evidence.original] : [])];
  const status = claim.status === "accepted" ? null : (["proposed", "rejected", "contested"] as const).find((one) => one === claim.status);
  return (
    <div className="statement">
      {evidence.quote ? <blockquote>{highlighted(evidence.quote, marked)}</blockquote> : null}
      {!evidence.quote && evidence.original ? <p className="original">{t("proof.original", { original: evidence.original })}</p> : null}
      <p className="where">
        <cite>{claim.source.title}</cite> · {typeset(evidence.locator)}
      </p>
      {claim.note ? <p className="note">{claim.note}</p> : null}
      <div className="who">
        {[
          ...(status ? [t(`proof.status.${status}`)] : []),
          methodText(evidence.method, t),
          evidence.author === NOBODY ? t("proof.here") : t("proof.by", { author: evidence.author }),
          sureness(evidence.confidence, t),
          t("proof.on", { date: day(evidence.recorded_at, lang) }),
        ].join(" · ")}{" "}
        {explained ? <Help of="confidence" /> : null}
      </div>
    </div>
  );
}

/** The quotation with the names in it marked. Plain text throughout: React writes it as text. */
function highlighted(quote: string, names: readonly string[]): ReactNode[] {
  const wanted = names.filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [quote];
  const pattern = new RegExp(`(${wanted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
  return quote.split(pattern).map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}
