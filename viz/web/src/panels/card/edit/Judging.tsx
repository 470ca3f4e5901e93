/** Judging what is known: a claim, what is the same; and taking a decision back. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { asked, client } from "../../../core/api/client";
import type { Brief, Card, Claim, Decision, DecisionPage, Lang } from "../../../core/api/types";
import { capital } from "../../../core/ontology/ontology";
import { day } from "../../../core/words/dates";
import { useCommon, useWords } from "../../../ui/context";
import { useMore } from "../../../ui/more";
import { useWriting } from "../../../ui/writing";
import { EntityName } from "../parts";
import "./edit.css";

/** As long as the server keeps one. */
const LONGEST_REASON = 2000;
const JUDGEMENTS = [["accept", "accepted"], ["contest", "contested"], ["reject", "rejected"]] as const;

/** Decisions of a page of the server, and as many as are listed before one asks for older ones. */
const MOST_TOLD = 500;
const LISTED = 20;

/** All that was decided about these claims, however many pages the server makes of it. */
async function judged(target: string[], lang: Lang, signal: AbortSignal): Promise<readonly Decision[]> {
  const found: Decision[] = [];
  let cursor: string | null = null;
  do {
    const page: DecisionPage = await asked(client(lang).GET("/api/decisions", { params: { query: { target, limit: MOST_TOLD, cursor } }, signal }));
    found.push(...page.items);
    cursor = page.cursor ?? null;
  } while (cursor !== null);
  return found;
}

/** What was decided about claims, asked once for each page of them. */
export function useJudged(pages: readonly (readonly Claim[])[]): readonly Decision[] {
  const { lang } = useCommon();
  return useQueries({
    queries: pages.map((claims) => {
      const target = claims.map(({ id }) => id);
      return { queryKey: ["decisions", target, lang], queryFn: ({ signal }: { signal: AbortSignal }) => judged(target, lang, signal) };
    }),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
}

/** A person's judgement of one claim, and those before, each with its reason. */
export function Judge({ claim, told }: { readonly claim: Claim; readonly told: readonly Decision[] }) {
  const t = useWords();
  const { decide } = useWriting();
  return (
    <>
      {told.length === 0 ? null : (
        <ol className="plain history" aria-label={t("edit.history")}>
          {told.map((decision) => (
            <DecisionRow key={decision.id} decision={decision} bare />
          ))}
        </ol>
      )}
      <Verdict
        label={t("edit.judge")}
        kinds={JUDGEMENTS.filter(([, status]) => status !== claim.status).map(([kind]) => kind)}
        onDecide={(kind, reason) => void decide({ kind, target: claim.id, reason }, t(`edit.told.${kind}`))}
      />
    </>
  );
}

interface VerdictProps<Kind extends string> {
  readonly label: string;
  readonly kinds: readonly Kind[];
  readonly onDecide: (kind: Kind, reason: string | null) => void;
}

/** A choice, then the reason for it, which may stay empty: Enter or the second click decides. */
function Verdict<Kind extends "accept" | "contest" | "reject" | "same" | "not_same">({ label, kinds, onDecide }: VerdictProps<Kind>) {
  const t = useWords();
  const { busy } = useWriting();
  const [chosen, choose] = useState<Kind | null>(null);
  const [reason, setReason] = useState("");
  const id = useId();
  return (
    <>
      <div className="judge" role="group" aria-label={label}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            disabled={busy}
            aria-expanded={kind === chosen}
            onClick={() => {
              choose(kind === chosen ? null : kind);
            }}
          >
            {t(`edit.${kind}`)}
          </button>
        ))}
      </div>
      {chosen === null ? null : (
        <form
          className="why"
          onSubmit={(event) => {
            event.preventDefault();
            onDecide(chosen, reason.trim() === "" ? null : reason.trim());
            choose(null);
            setReason("");
          }}
        >
          <label htmlFor={id}>{t("edit.why")}</label>
          {/* Somebody has just asked for this field: it is where they write next. */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <input id={id} autoFocus type="text" autoComplete="off" maxLength={LONGEST_REASON} value={reason} onChange={(event) => { setReason(event.target.value); }} />
          <button type="submit" className="button" disabled={busy}>
            {t(`edit.sure.${chosen}`)}
          </button>
        </form>
      )}
    </>
  );
}

/** Possible duplicates, each answered by a click. */
export function Duplicates({ card }: { readonly card: Card }) {
  const t = useWords();
  const found = card.possible_duplicates ?? [];
  if (found.length === 0) return null;
  return (
    <section>
      <h2>{t("card.duplicates")}</h2>
      <ul className="plain">
        {found.map((entity) => (
          <Duplicate key={entity.id} id={card.id} entity={entity} />
        ))}
      </ul>
    </section>
  );
}

function Duplicate({ id, entity }: { readonly id: string; readonly entity: Brief }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const { decide } = useWriting();
  return (
    <li>
      <EntityName entity={entity} strong /> <span className="quiet small">{vocabulary.label(entity.kind, lang)}</span>
      <Verdict
        label={t("edit.same")}
        kinds={["same", "not_same"]}
        onDecide={(kind, reason) => void decide({ kind, target: id, other: entity.id, reason }, t(`edit.told.${kind}`))}
      />
    </li>
  );
}

/** What was decided about the card and what is said on it, the latest first, each to be taken back. */
export function Decisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  const t = useWords();
  const told = decisions.filter(({ kind }) => kind !== "maybe_same");
  const { listed, left, more } = useMore(told, LISTED);
  if (told.length === 0) return null;
  return (
    <section>
      <h2>{t("edit.history")}</h2>
      <ol className="plain history">
        {listed.map((decision) => (
          <DecisionRow key={decision.id} decision={decision} />
        ))}
      </ol>
      {left === 0 ? null : (
        <button type="button" className="more" onClick={more}>
          {t("edit.older", { count: left })}
        </button>
      )}
    </section>
  );
}

const KINDS = ["accept", "reject", "contest", "same", "not_same"] as const;

/** `bare` where what it is about stands beside it already. */
export function DecisionRow({ decision, bare = false }: { readonly decision: Decision; readonly bare?: boolean }) {
  const t = useWords();
  const { lang } = useCommon();
  const { undoDecision, busy } = useWriting();
  const kind = KINDS.find((known) => known === decision.kind);
  const undone = decision.undone_at != null;
  if (kind === undefined) return null;
  const author = decision.author.startsWith("rule:") ? t("edit.byRule", { rule: decision.author.slice("rule:".length) }) : decision.author;
  const more = [author, day(decision.recorded_at, lang), decision.reason ? t("edit.because", { reason: decision.reason }) : null, undone ? t("edit.undoneBy", { author: decision.undone_by ?? "?" }) : null];
  return (
    <li className={undone ? "undone" : undefined}>
      <span>{t(`edit.told.${kind}`)}</span>
      {bare ? null : <About decision={decision} />}
      <span className="quiet small">{more.filter((text) => text).join(" · ")}</span>
      {undone ? null : (
        <button type="button" className="reveal" disabled={busy} onClick={() => void undoDecision(decision.id)}>
          {t("edit.undo")}
        </button>
      )}
    </li>
  );
}

/** What a decision is about: the claim in words, or the two ids. */
function About({ decision }: { readonly decision: Decision }) {
  const { vocabulary, lang } = useCommon();
  const pair = decision.other ?? null;
  const claim = useQuery({
    queryKey: ["claim", decision.target, lang],
    enabled: pair === null,
    retry: false,
    queryFn: ({ signal }) => asked(client(lang).GET("/api/claims/{id}", { params: { path: { id: decision.target } }, signal })),
  });
  if (pair !== null) return <code className="small">{[decision.target, pair].join(decision.kind === "same" ? " = " : " ≠ ")}</code>;
  if (claim.data === undefined) return null;
  const { predicate, value, object } = claim.data;
  const label = object == null ? vocabulary.propertyLabel("Entity", predicate, lang) : vocabulary.relationLabel(predicate, true, lang);
  return <em className="small">{`${capital(label)} : ${value ?? object ?? ""}`.slice(0, 160)}</em>;
}
