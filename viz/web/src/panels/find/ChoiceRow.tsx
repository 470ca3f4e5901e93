/** A row of the search's list: one entity and why it is there, or two and what is asked of them. */
import { useEffect, useRef } from "react";
import type { Hit, MapNode } from "../../core/api/types";
import { nameOf, typeset } from "../../core/facts/names";
import { about } from "../../core/question/together";
import { useCommon, useWords } from "../../ui/context";
import { Mark } from "../../ui/Mark";

/** What may be chosen: a hit and why it is one, a name of what was typed or an example of what is there; two to compare with `second`. */
export interface Choice {
  readonly entity: Hit["entity"] | MapNode;
  readonly why: string | null;
  readonly second?: MapNode;
}

interface Props {
  readonly id: string;
  readonly choice: Choice;
  readonly active: boolean;
  readonly onChoose: (choice: Choice, second: boolean) => void;
}

export function ChoiceRow({ id, choice, active, onChoose }: Props) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // The keyboard acts through the field (aria-activedescendant), as the combobox pattern asks.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="hit"
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={(event) => {
        onChoose(choice, event.shiftKey);
      }}
    >
      {choice.second === undefined ? <One {...choice} /> : <Two one={choice.entity} other={choice.second} />}
    </div>
  );
}

function One({ entity, why }: Choice) {
  const { vocabulary, lang } = useCommon();
  return (
    <>
      <Mark kind={entity.kind} />
      <span className="hit-name">{nameOf(entity, lang)}</span>
      <span className="hit-why">{[vocabulary.label(entity.kind, lang), why].filter((text) => text !== null).join(" · ")}</span>
    </>
  );
}

function Two({ one, other }: { readonly one: Choice["entity"]; readonly other: MapNode }) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const asking = about([one, other], vocabulary);
  const text = asking === undefined ? t("find.both", { one: nameOf(one, lang), other: nameOf(other, lang) }) : t("together.withWhom", { actor: nameOf(asking.actor, lang), subject: nameOf(asking.subject, lang) });
  return <strong className="hit-pair">{typeset(text)}</strong>;
}
