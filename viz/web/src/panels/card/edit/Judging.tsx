/** Judging what is known: a claim, what is the same; and taking a decision back. */
import { useQuery } from "@tanstack/react-query";
import { asked, client } from "../../../core/api/client";
import type { Brief, Card, Claim, Decision } from "../../../core/api/types";
import { capital } from "../../../core/ontology/ontology";
import { day } from "../../../core/words/dates";
import { useCommon, useWords } from "../../../ui/context";
import { useWriting } from "../../../ui/writing";
import { EntityName } from "../parts";
import "./edit.css";

const JUDGEMENTS = [["accept", "accepted"], ["contest", "contested"], ["reject", "rejected"]] as const;

/** A person's judgement of one claim. */
export function Judge({ claim }: { readonly claim: Claim }) {
  const t = useWords();
  const { decide, busy } = useWriting();
  return (
    <div className="judge" role="group" aria-label={t("edit.judge")}>
      {JUDGEMENTS.filter(([, status]) => status !== claim.status).map(([kind]) => (
        <button
          key={kind}
          type="button"
          disabled={busy}
          onClick={() => {
            void decide({ kind, target: claim.id }, t(`edit.told.${kind}`));
          }}
        >
          {t(`edit.${kind}`)}
        </button>
      ))}
    </div>
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
  const { decide, busy } = useWriting();
  return (
    <li>
      <EntityName entity={entity} strong /> <span className="quiet small">{vocabulary.label(entity.kind, lang)}</span>
      <div className="judge">
        {(["same", "not_same"] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            disabled={busy}
            onClick={() => {
              void decide({ kind, target: id, other: entity.id }, t(`edit.told.${kind}`));
            }}
          >
            {t(`edit.${kind}`)}
          </button>
        ))}
      </div>
    </li>
  );
}

/** What was decided about the card and what is said on it, the latest first, each to be taken back. */
export function Decisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  const t = useWords();
  const told = decisions.filter(({ kind }) => kind !== "maybe_same");
  if (told.length === 0) return null;
  return (
    <section>
      <h2>{t("edit.history")}</h2>
      <ol className="plain history">
        {told.map((decision) => (
          <DecisionRow key={decision.id} decision={decision} />
        ))}
      </ol>
    </section>
  );
}

const KINDS = ["accept", "reject", "contest", "same", "not_same"] as const;

export function DecisionRow({ decision }: { readonly decision: Decision }) {
  const t = useWords();
  const { lang } = useCommon();
  const { undoDecision, busy } = useWriting();
  const kind = KINDS.find((known) => known === decision.kind);
  const undone = decision.undone_at != null;
  if (kind === undefined) return null;
  const author = decision.author.startsWith("rule:") ? t("edit.byRule", { rule: decision.author.slice("rule:".length) }) : decision.author;
  const more = [author, day(decision.recorded_at, lang), decision.reason, undone ? t("edit.undoneBy", { author: decision.undone_by ?? "?" }) : null];
  return (
    <li className={undone ? "undone" : undefined}>
      <span>{t(`edit.told.${kind}`)}</span>
      <About decision={decision} />
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
