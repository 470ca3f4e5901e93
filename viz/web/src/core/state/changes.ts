/** Every change that a gesture makes to the view, as pure functions from a view to the next. */
import type { Sort } from "../table/table";
import type { Camera, Opening, Selection, Settings, View } from "./view";

export type Change = (view: View) => View;

export const select = (selected: Selection): Change => (view) => ({ ...view, selected, compared: [] });
export const selectEntity = (id: string): Change => select({ type: "entity", id });
export const selectLink = (id: string): Change => select({ type: "link", id });

/** A second entity beside the selected one; the same again takes it away; without a selection it is selected. */
export const compareWith = (id: string): Change => (view) => {
  if (view.selected?.type !== "entity") return selectEntity(id)(view);
  if (view.selected.id === id) return view;
  return { ...view, compared: view.compared[0] === id ? [] : [id] };
};

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item].sort();
}

export const toggleKind = (kind: string): Change => (view) => ({ ...view, hidden: toggled(view.hidden, kind) });
export const toggleReading = (reading: string): Change => (view) => ({ ...view, muted: toggled(view.muted, reading) });

function isolated(list: readonly string[], item: string, all: readonly string[]): readonly string[] {
  const others = all.filter((other) => other !== item).sort();
  const already = !list.includes(item) && others.every((other) => list.includes(other));
  return already ? [] : others;
}

/** Only this kind stays; asked again, all come back. */
export const isolateKind = (kind: string, all: readonly string[]): Change => (view) => ({ ...view, hidden: isolated(view.hidden, kind, all) });
export const isolateReading = (reading: string, all: readonly string[]): Change => (view) => ({
  ...view,
  muted: isolated(view.muted, reading, all),
});

export const inTerritory = (id: string): Change => (view) => ({ ...view, territory: view.territory === id ? null : id });
/** Only these stay on the map. */
export const keepOnly = (ids: readonly string[]): Change => (view) => ({ ...view, kept: [...ids].sort() });
export const removeAll = (ids: readonly string[]): Change => (view) => ids.reduce((so, id) => remove(id)(so), view);
/** These become one mark of this name; what was in another such mark leaves it. */
export const gather = (name: string, ids: readonly string[]): Change => (view) => {
  const others = view.folds.map((fold) => ({ ...fold, ids: fold.ids.filter((id) => !ids.includes(id)) })).filter((fold) => fold.ids.length > 1 && fold.name !== name);
  return { ...view, folds: [...others, { name, ids: [...ids].sort() }] };
};
/** A group shows its members: what people gathered is let go, the others are opened. */
export const unfold = (key: string): Change => (view) =>
  key.startsWith("own:") ? { ...view, folds: view.folds.filter((fold) => `own:${fold.name}` !== key) } : { ...view, unfolded: toggled(view.unfolded, key) };
export const group = (grouping: View["grouping"]): Change => (view) => ({ ...view, grouping, unfolded: [], camera: null });
/** Another arrangement; what was pinned belonged to the one before. */
export const arrange = (arrangement: View["arrangement"]): Change => (view) => ({ ...view, arrangement, pins: {}, camera: null });
/** Opens an area of the territory view; null is the whole country. */
export const openArea = (area: string | null): Change => (view) => ({ ...view, area });
/** Only this period (an EDTF interval); null for all times. */
export const inPeriod = (period: string | null): Change => (view) => ({ ...view, period });
export const fromSource = (id: string): Change => (view) => ({ ...view, source: view.source === id ? null : id });
export const showAll: Change = (view) => ({ ...view, hidden: [], muted: [], removed: [], kept: [], degrees: 0, territory: null, source: null, period: null });

/** Takes an entity off the map; when it was the selected one nothing is. */
export const remove = (id: string): Change => (view) => ({
  ...(view.selected?.id === id ? select(null)(view) : { ...view, compared: view.compared.filter((other) => other !== id) }),
  removed: [...view.removed.filter((other) => other !== id), id],
});

/** Only what is within `degrees` links of the selected entity; the same again lets all come back. */
export const within = (degrees: number): Change => (view) => ({ ...view, degrees: view.degrees === degrees ? 0 : degrees });

const sameGroup = (a: Opening, b: Opening) =>
  a.id === b.id && a.relation === b.relation && a.outgoing === b.outgoing && a.kind === b.kind;

/** Neighbours come onto the map; a count of 0 takes them away again. */
export const open = (opening: Opening): Change => (view) => {
  const others = view.openings.filter((other) => !sameGroup(other, opening));
  return { ...view, openings: opening.count > 0 ? [...others, opening] : others };
};

export const pin = (id: string, x: number, y: number): Change => (view) => ({ ...view, pins: { ...view.pins, [id]: [x, y] } });
export const unpinAll: Change = (view) => ({ ...view, pins: {} });
export const look = (camera: Camera | null): Change => (view) => ({ ...view, camera });
/** Orders the table by a column; the same again turns the order. */
export const sortBy = (column: Sort["column"], down: boolean): Change => (view) => ({
  ...view,
  sort: { column, down: view.sort.column === column ? !view.sort.down : down },
});
export const columnsOf = (columns: string): Change => (view) => ({ ...view, columns });
/** Another measure, with its own settings. */
export const measureBy = (measure: string, settings: Settings = {}): Change => (view) => ({ ...view, measure, settings });
/** One option of the measure; null for what the server takes by itself. */
export const setOption = (name: string, values: readonly string[] | null): Change => (view) => {
  const others = Object.fromEntries(Object.entries(view.settings).filter(([other]) => other !== name));
  return { ...view, settings: values === null ? others : { ...others, [name]: values } };
};
export const ask = (question: string): Change => (view) => ({ ...view, question });
export const go = (at: string): Change => (view) => ({ ...view, at });
