/** The search box: hits as one types, each saying why it matched; arrows, Enter and Escape do everything. */
import { type KeyboardEvent, type ReactNode, type Ref, useDeferredValue, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { Hit, MapNode } from "../../core/api/types";
import { nameOf } from "../../core/facts/names";
import { folded } from "../../core/find/within";
import type { Model } from "../../core/graph/model";
import { type Change, compareWith, selectEntity } from "../../core/state/changes";
import { useApart } from "../../ui/Apart";
import { useChanges, useCommon, usePassing, useView, useWords, type Words } from "../../ui/context";
import { useSearch } from "../../ui/data";
import { type Choice, ChoiceRow } from "./ChoiceRow";
import { useNamed } from "./named";

const PAUSE = 60;

function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(text);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}

export interface SearchHandle {
  readonly focus: () => void;
}

interface SearchProps {
  readonly model: Model | null;
  readonly ref: Ref<SearchHandle>;
  readonly examples: readonly MapNode[];
}

export function Search({ model, ref, examples }: SearchProps) {
  const t = useWords();
  const { commit } = useChanges();
  const { comparing, set } = usePassing();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  // What was looked for before is not what to compare with.
  const [compared, setCompared] = useState(comparing);
  if (compared !== comparing) {
    setCompared(comparing);
    if (comparing) setText("");
  }
  const wide = useView((view) => view.wide);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const asked = useDeferredValue(useSettled(text.trim()));
  const search = useSearch(asked);
  const { lang } = useCommon();
  const hits = asked === "" ? [] : (search.data?.hits ?? []);
  const none = asked !== "" && search.data !== undefined && hits.length === 0;
  const named = useNamed(none ? asked : "", model);
  const alike = useApart(useMemo(() => (search.data?.hits ?? []).map(({ entity }) => entity), [search.data]));
  const choices: readonly Choice[] = none
    ? named.length > 0 ? named : examples.map((entity) => ({ entity, why: null }))
    : hits.map(({ entity, ...hit }) => ({ entity, why: [alike.get(entity.id), reason({ entity, ...hit }, nameOf(entity, lang), asked, t)].filter((text) => text !== undefined).join(" · ") }));
  const shown = open && asked !== "" && search.data !== undefined;

  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus();
      field.current?.select();
    },
  }));

  // A second card is looked for: the field is where one writes next.
  useEffect(() => {
    if (!comparing || wide) return;
    field.current?.focus();
    field.current?.select();
  }, [comparing, wide]);

  // Whether the list answers what stands in the field now: who types fast presses Enter before it does.
  const current = asked === text.trim() && search.data !== undefined && !search.isPlaceholderData;
  const hurried = useRef<{ second: boolean } | null>(null);

  const choose = (choice: Choice | undefined, second: boolean) => {
    if (choice === undefined) return;
    commit(chosen(choice, second || comparing));
    setOpen(false);
    set({ comparing: false, finding: false, cursor: null });
    field.current?.blur();
    // On with what was chosen: the next key reads the card, not the filters under the search; who writes again already, goes on.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.getElementById("card")?.focus();
    });
  };
  // An example is not what was typed: none is taken before an arrow has gone to it.
  const first = none && named.length === 0 ? -1 : 0;
  const at = active ?? first;
  const move = (step: number) => {
    setOpen(true);
    setActive(choices.length === 0 ? null : (Math.max(at, step > 0 ? -1 : 0) + step + choices.length) % choices.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      if (current) choose(choices[at], event.shiftKey);
      else hurried.current = { second: event.shiftKey };
    }
    else if (event.key === "Escape") {
      if (shown) setOpen(false);
      else field.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  useEffect(() => {
    if (!current || hurried.current === null) return;
    const { second } = hurried.current;
    hurried.current = null;
    choose(choices[first], second);
  });

  const rows = choices.map((choice, i) => <ChoiceRow key={`${i} ${choice.entity.id}`} id={`${listId}-${i}`} choice={choice} active={i === at} onChoose={choose} />);
  return (
    <div className="search">
      <div className="search-field">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t("find.search")}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && choices[at] !== undefined ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t(comparing ? "find.second" : "find.placeholder")}
          value={text}
          onChange={(event) => {
            hurried.current = null;
            setText(event.target.value);
            setActive(null);
            setOpen(true);
          }}
          onFocus={() => {
            setOpen(true);
          }}
          onBlur={() => {
            setOpen(false);
          }}
          onKeyDown={onKeyDown}
        />
        {text === "" ? (
          <kbd aria-hidden="true">/</kbd>
        ) : (
          <button
            type="button"
            className="clear"
            aria-label={t("find.clear")}
            onClick={() => {
              setText("");
              field.current?.focus();
            }}
          >
            ×
          </button>
        )}
      </div>
      <div className="hits" hidden={!shown}>
        {shown && none && named.length === 0 ? (
          <p className="hits-none">
            <strong>{t("find.none")}</strong> {t("find.noneHint")}
          </p>
        ) : null}
        <div id={listId} role="listbox" aria-label={t("find.results")} aria-busy={!current}>
          {none ? (
            <Titled title={t(named.length > 0 ? "find.within" : "find.noneExamples")}>{rows}</Titled>
          ) : (
            rows
          )}
        </div>
        {(search.data?.total ?? 0) > hits.length ? <p className="hits-total">{t("find.count", { count: search.data?.total ?? 0 })}</p> : null}
      </div>
      <p className="unseen" role="status">
        {shown ? t("find.count", { count: search.data.total }) : ""}
      </p>
    </div>
  );
}

/** What choosing does to the view. */
function chosen({ entity, second }: Choice, compare: boolean): Change {
  if (second !== undefined) return (view) => compareWith(second.id)(selectEntity(entity.id)(view));
  return compare ? compareWith(entity.id) : selectEntity(entity.id);
}

/** Rows under what they have in common. */
function Titled({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <div role="group" aria-label={title}>
      <p className="hits-none" aria-hidden="true">
        {title}
      </p>
      {children}
    </div>
  );
}

function reason(hit: Hit, shownName: string, asked: string, t: Words): string {
  // The words may stand in the name that is read as well as in another one of it.
  const inName = hit.why === "words" && folded(asked).split(" ").every((word) => ` ${folded(shownName)}`.includes(` ${word}`));
  const matched = inName ? shownName : hit.matched;
  if (matched === shownName && hit.why === "typo") return t("find.why.near");
  if (matched === shownName && hit.why === "words") return t("find.why.name");
  const known = ["exact", "name", "alias", "acronym", "prefix", "words", "typo", "id"] as const;
  const why = known.find((one) => one === hit.why);
  return why === undefined ? matched : t(`find.why.${why}`, { matched });
}
