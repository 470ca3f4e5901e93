/** Pieces of the forms: a field with its name, the choice of an entity, who says it and where. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { create } from "zustand";
import { asked, client } from "../../../core/api/client";
import { type Saying, UNSAID } from "../../../core/edit/edit";
import { nameOf } from "../../../core/facts/names";
import { useCommon, useWords } from "../../../ui/context";
import { Mark } from "../../../ui/Mark";

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}

export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint === undefined ? null : <span className="quiet small">{hint}</span>}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly long?: boolean;
  readonly needed?: boolean;
  readonly hint?: string;
}

export function TextField({ label, value, onChange, long = false, needed = false, hint }: TextProps) {
  const written = (event: { target: { value: string } }) => {
    onChange(event.target.value);
  };
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id) =>
        long ? (
          <textarea id={id} rows={3} value={value} required={needed} onChange={written} />
        ) : (
          <input id={id} type="text" autoComplete="off" value={value} required={needed} onChange={written} />
        )
      }
    </Field>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly hint?: string;
}

export function Choice({ label, value, onChange, options, hint }: ChoiceProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id) => (
        <select
          id={id}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface Picked {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

interface PickProps {
  readonly label: string;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked | null) => void;
  /** Kinds that fit, each with all that it includes. */
  readonly kinds: readonly string[];
  readonly except: string;
}

function useFitting(q: string, kinds: readonly string[]) {
  const { lang } = useCommon();
  return useQuery({
    queryKey: ["search", q, kinds, lang],
    enabled: q !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => asked(client(lang).GET("/api/search", { params: { query: { q, type: [...kinds], limit: 12 } }, signal })),
  });
}

/** Chooses an entity by its name, among those that fit. */
export function Pick({ label, picked, onPick, kinds, except }: PickProps) {
  const t = useWords();
  const { vocabulary, lang } = useCommon();
  const [text, setText] = useState("");
  const search = useFitting(text.trim(), kinds);
  if (picked !== null) {
    return (
      <p className="picked">
        <Mark kind={picked.kind} size={13} />
        <strong>{picked.name}</strong>
        <button
          type="button"
          className="reveal"
          onClick={() => {
            onPick(null);
          }}
        >
          {t("edit.change")}
        </button>
      </p>
    );
  }
  const hits = text.trim() === "" ? [] : (search.data?.hits ?? []).filter(({ entity }) => entity.id !== except).slice(0, 6);
  const nobody = text.trim() !== "" && hits.length === 0 && search.data !== undefined && !search.isPlaceholderData;
  return (
    <>
      <TextField label={label} value={text} onChange={setText} />
      <ul className="picks" aria-live="polite">
        {hits.map(({ entity }) => (
          <li key={entity.id}>
            <button
              type="button"
              onClick={() => {
                onPick({ id: entity.id, name: nameOf(entity, lang), kind: entity.kind });
              }}
            >
              <Mark kind={entity.kind} size={13} />
              <span>{nameOf(entity, lang)}</span>
              <span className="quiet small">{vocabulary.label(entity.kind, lang)}</span>
            </button>
          </li>
        ))}
        {nobody ? <li className="quiet small">{t("edit.nobody")}</li> : null}
      </ul>
    </>
  );
}

/** What was said last: in a workshop many things come from the same table. */
const useSaid = create<{ readonly saying: Saying; readonly set: (saying: Saying) => void }>()((set) => ({
  saying: UNSAID,
  set: (saying) => {
    set({ saying });
  },
}));

export function useSaying(): readonly [Saying, (saying: Saying) => void] {
  const { saying, set } = useSaid();
  return [saying, set];
}

function useSources() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => asked(client(lang).GET("/api/sources", { params: { query: { limit: 500 } }, signal })) });
}

/** Who says it, where, in which words: nothing is kept without. */
export function SayingFields() {
  const t = useWords();
  const [saying, set] = useSaying();
  const sources = useSources();
  const known = (sources.data?.items ?? []).map(({ id, title }) => [id, title] as const);
  const text = (key: "author" | "title" | "date" | "locator" | "quote", more: { readonly needed?: boolean; readonly hint?: string; readonly long?: boolean } = {}) => (
    <TextField
      label={t(`edit.${key}`)}
      value={saying[key]}
      onChange={(written) => {
        set({ ...saying, [key]: written });
      }}
      {...more}
    />
  );
  return (
    <fieldset>
      <legend>{t("edit.whence")}</legend>
      {text("author", { needed: true })}
      <Choice
        label={t("edit.source")}
        value={saying.source}
        onChange={(source) => {
          set({ ...saying, source });
        }}
        options={[["", t("edit.newSource")], ...known]}
      />
      {saying.source === "" ? (
        <div className="fields-row">
          {text("title", { needed: true })}
          {text("date", { hint: t("edit.dateHint") })}
        </div>
      ) : null}
      <div className="fields-row">
        {text("locator", { needed: true, hint: t("edit.locatorHint") })}
        <Choice
          label={t("edit.method")}
          value={saying.method}
          onChange={(method) => {
            set({ ...saying, method: method === "workshop" ? "workshop" : "curated" });
          }}
          options={[["curated", t("edit.curated")], ["workshop", t("edit.workshop")]]}
        />
      </div>
      {text("quote", { long: true })}
    </fieldset>
  );
}
