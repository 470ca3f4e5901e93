/** The search box: hits as one types, each saying why it matched; arrows, Enter and Escape do everything. */
import { type KeyboardEvent, type Ref, useDeferredValue, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import type { Hit } from "../../core/api/types";
import { nameOf } from "../../core/facts/names";
import { compareWith, selectEntity } from "../../core/state/changes";
import { useChanges, useCommon, usePassing, useWords, type Words } from "../../ui/context";
import { useSearch } from "../../ui/data";
import { Mark } from "../../ui/Mark";

const PAUSE = 110;

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

export function Search({ ref }: { readonly ref: Ref<SearchHandle> }) {
  const t = useWords();
  const { commit } = useChanges();
  const { comparing, set } = usePassing();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const asked = useDeferredValue(useSettled(text.trim()));
  const search = useSearch(asked);
  const hits = asked === "" ? [] : (search.data?.hits ?? []);
  const shown = open && asked !== "" && search.data !== undefined;

  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus();
      field.current?.select();
    },
  }));

  // Whether the list answers what stands in the field now: who types fast presses Enter before it does.
  const current = asked === text.trim() && search.data !== undefined && !search.isPlaceholderData;
  const hurried = useRef<{ second: boolean } | null>(null);

  const choose = (hit: Hit | undefined, second: boolean) => {
    if (hit === undefined) return;
    commit(second || comparing ? compareWith(hit.entity.id) : selectEntity(hit.entity.id));
    setOpen(false);
    set({ comparing: false, finding: false, cursor: null });
    field.current?.blur();
  };
  const move = (step: number) => {
    setOpen(true);
    setActive((at) => (hits.length === 0 ? 0 : (at + step + hits.length) % hits.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      if (current) choose(hits[active], event.shiftKey);
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
    choose(hits[0], second);
  });

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
          aria-activedescendant={shown && hits.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t("find.placeholder")}
          value={text}
          onChange={(event) => {
            hurried.current = null;
            setText(event.target.value);
            setActive(0);
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
        <ul id={listId} role="listbox" aria-label={t("find.results")}>
          {hits.map((hit, i) => (
            <HitRow key={hit.entity.id} id={`${listId}-${i}`} hit={hit} active={i === active} onChoose={choose} />
          ))}
        </ul>
        {shown && hits.length === 0 ? (
          <p className="hits-none">
            <strong>{t("find.none")}</strong> {t("find.noneHint")}
          </p>
        ) : null}
        {(search.data?.total ?? 0) > hits.length ? <p className="hits-total">{t("find.count", { count: search.data?.total ?? 0 })}</p> : null}
      </div>
      <p className="unseen" role="status">
        {shown ? t("find.count", { count: search.data.total }) : ""}
      </p>
    </div>
  );
}

function reason(hit: Hit, shownName: string, t: Words): string {
  const { matched } = hit;
  if (matched === shownName && hit.why === "typo") return t("find.why.near");
  if (matched === shownName && hit.why === "words") return t("find.why.name");
  const known = ["exact", "name", "alias", "acronym", "prefix", "words", "typo", "id"] as const;
  const why = known.find((one) => one === hit.why);
  return why === undefined ? matched : t(`find.why.${why}`, { matched });
}

interface RowProps {
  readonly id: string;
  readonly hit: Hit;
  readonly active: boolean;
  readonly onChoose: (hit: Hit, second: boolean) => void;
}

function HitRow({ id, hit, active, onChoose }: RowProps) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // The keyboard acts through the field (aria-activedescendant), as the combobox pattern asks.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
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
        onChoose(hit, event.shiftKey);
      }}
    >
      <Mark kind={hit.entity.kind} />
      <span className="hit-name">{nameOf(hit.entity, lang)}</span>
      <span className="hit-why">
        {vocabulary.label(hit.entity.kind, lang)} · {reason(hit, nameOf(hit.entity, lang), t)}
      </span>
    </li>
  );
}
