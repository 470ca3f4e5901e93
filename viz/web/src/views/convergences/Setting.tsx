/** One option of a measure as a field, by what the server says it takes. */
import { useId, useState } from "react";
import { kept, type Option, weightOf, withWeight } from "../../core/analysis/settings";
import { cardName } from "../../core/facts/names";
import { capital } from "../../core/ontology/ontology";
import { setOption } from "../../core/state/changes";
import { Choice, Field, Pick } from "../../panels/card/edit/fields";
import { useChanges, useCommon, useWords } from "../../ui/context";
import { useCard } from "../../ui/data";

interface Props {
  readonly option: Option;
  readonly values: readonly string[];
}

export function Setting(props: Props) {
  const { kind, of } = props.option;
  const [what = "", which = ""] = (of ?? "").split(":");
  if (what === "weight") return <Weights {...props} reading={which} />;
  if (what === "type") return <Kinds {...props} root={which} />;
  if (what === "relation") return <Relations {...props} reading={which} />;
  if (what === "entity") return <Entities {...props} type={which} />;
  if (kind === "flag") return <Flag {...props} />;
  if ((props.option.choices ?? []).length > 0) return <OneOf {...props} />;
  return <Written {...props} />;
}

function useSet(option: Option) {
  const { commit } = useChanges();
  return (values: readonly string[]) => {
    commit(setOption(option.name, kept(option, values)));
  };
}

function Flag({ option, values }: Props) {
  const { lang } = useCommon();
  const set = useSet(option);
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={values[0] === "true"}
        onChange={(event) => {
          set([String(event.target.checked)]);
        }}
      />
      {option.label[lang]}
    </label>
  );
}

const CHOICES = ["value", "surprise", "practices", "actors", "inferred", "explicit", "competences", "needs", "type", "territory", "categories", "alliance", "missed_meeting"] as const;

function OneOf({ option, values }: Props) {
  const t = useWords();
  const { lang } = useCommon();
  const set = useSet(option);
  const word = (choice: string) => {
    const known = CHOICES.find((one) => one === choice);
    return known === undefined ? choice : t(`convergences.choice.${known}`);
  };
  return (
    <Choice
      label={option.label[lang] ?? option.name}
      value={values[0] ?? ""}
      onChange={(value) => {
        set([value]);
      }}
      options={(option.choices ?? []).map((choice) => [choice, word(choice)] as const)}
    />
  );
}

/** What is typed or pulled, held until it is settled; one that is as before settles nothing. */
function useHeld<Value extends string | number>(before: Value, onSettle: (value: Value) => void) {
  const [held, hold] = useState<Value | null>(null);
  const settle = () => {
    if (held !== null && held !== before) onSettle(held);
    hold(null);
  };
  return { value: held ?? before, hold, settle };
}

/** A number or a date. What is typed is asked when the field is left or Enter is pressed, not at each key. */
function Written({ option, values }: Props) {
  const { lang } = useCommon();
  const set = useSet(option);
  const share = option.kind === "number" && option.low === 0 && (option.high ?? 2) <= 1;
  const { value, hold, settle } = useHeld(values[0] ?? "", (typed) => {
    const fits = option.kind === "text" || (typed.trim() !== "" && Number.isFinite(Number(typed)));
    if (fits) set(typed === "" ? [] : [typed]);
  });
  const bounds = { ...(option.low == null ? {} : { min: option.low }), ...(option.high == null ? {} : { max: option.high }) };
  return (
    <Field label={option.label[lang] ?? option.name}>
      {(id) => (
        <span className="measured-field">
          <input
            id={id}
            type={share ? "range" : option.kind === "text" ? "text" : "number"}
            step={share ? 0.05 : option.kind === "integer" ? 1 : "any"}
            {...bounds}
            value={value}
            onChange={(event) => {
              hold(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") settle();
            }}
            onKeyUp={share ? settle : undefined}
            onPointerUp={share ? settle : undefined}
            onBlur={settle}
          />
          {share ? <output htmlFor={id}>{Math.round(100 * Number(value))} %</output> : null}
        </span>
      )}
    </Field>
  );
}

function Ticks({ label, all, chosen, onChange }: { readonly label: string; readonly all: readonly (readonly [string, string])[]; readonly chosen: readonly string[]; readonly onChange: (values: readonly string[]) => void }) {
  return (
    <fieldset className="ticks">
      <legend>{label}</legend>
      {all.map(([name, text]) => (
        <label key={name} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) => {
              onChange(event.target.checked ? [...chosen, name].sort() : chosen.filter((other) => other !== name));
            }}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

function Kinds({ option, values, root }: Props & { readonly root: string }) {
  const { vocabulary, lang } = useCommon();
  const set = useSet(option);
  const all = vocabulary.kinds.filter((kind) => vocabulary.isA(kind, root) || values.includes(kind)).map((kind) => [kind, capital(vocabulary.plural(kind, lang))] as const);
  return <Ticks label={option.label[lang] ?? option.name} all={all} chosen={values} onChange={set} />;
}

function useRelations(reading: string) {
  const { vocabulary, lang } = useCommon();
  return vocabulary.relations.filter((relation) => vocabulary.reading(relation) === reading).map((relation) => [relation, capital(vocabulary.relationLabel(relation, true, lang))] as const);
}

function Relations({ option, values, reading }: Props & { readonly reading: string }) {
  const { lang } = useCommon();
  return <Ticks label={option.label[lang] ?? option.name} all={useRelations(reading)} chosen={values} onChange={useSet(option)} />;
}

/** One slider a facet: 0 leaves it out, 1 is as by itself. */
function Weights({ option, values, reading }: Props & { readonly reading: string }) {
  const t = useWords();
  const { lang } = useCommon();
  const set = useSet(option);
  return (
    <fieldset className="ticks">
      <legend>{t("convergences.weights")}</legend>
      {useRelations(reading).map(([relation, label]) => (
        <Weight
          key={relation}
          label={label}
          weight={weightOf(relation, values)}
          lang={lang}
          onSettle={(weight) => {
            set(withWeight(relation, weight, values));
          }}
        />
      ))}
    </fieldset>
  );
}

function Weight({ label, weight, lang, onSettle }: { readonly label: string; readonly weight: number; readonly lang: string; readonly onSettle: (weight: number) => void }) {
  const id = useId();
  const { value, hold, settle } = useHeld(weight, onSettle);
  return (
    <div className="weight">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={3}
        step={0.5}
        value={value}
        onChange={(event) => {
          hold(Number(event.target.value));
        }}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <output htmlFor={id}>× {value.toLocaleString(lang)}</output>
    </div>
  );
}

/** Entities chosen by their names: one, or several where the option takes several. */
function Entities({ option, values, type }: Props & { readonly type: string }) {
  const t = useWords();
  const { lang } = useCommon();
  const set = useSet(option);
  const several = option.kind === "texts";
  return (
    <fieldset className="ticks">
      <legend>{option.label[lang]}</legend>
      {values.map((id) => (
        <Chosen
          key={id}
          id={id}
          onRemove={() => {
            set(values.filter((other) => other !== id));
          }}
        />
      ))}
      {several || values.length === 0 ? (
        <Pick
          key={values.join()}
          label={t("convergences.pick")}
          picked={null}
          kinds={[type]}
          except=""
          onPick={(picked) => {
            if (picked !== null && !values.includes(picked.id)) set([...values, picked.id]);
          }}
        />
      ) : null}
    </fieldset>
  );
}

function Chosen({ id, onRemove }: { readonly id: string; readonly onRemove: () => void }) {
  const t = useWords();
  const { lang } = useCommon();
  const card = useCard(id);
  const name = card.data === undefined ? id : cardName(card.data, lang);
  return (
    <p className="picked">
      <strong>{name}</strong>
      <button type="button" className="reveal" onClick={onRemove} aria-label={t("convergences.removeOne", { name })}>
        ×
      </button>
    </p>
  );
}
