/** What tells apart entities that stand side by side under one name. */
import type { Lang } from "../api/types";
import { by } from "../graph/by";
import { type Named, nameOf } from "./names";

type Listed = Named & { readonly id: string; readonly kind: string };

/** An id without the source that gave it: `approaches-protest` of `participedia:approaches-protest`. */
const own = (id: string) => id.slice(id.indexOf(":") + 1);

/**
 * By id, what is written beside the name of those that share theirs with another of the list: the kind where kinds
 * differ, else the id. `label` says a kind in words; null where kinds are shown anyway.
 */
export function apart(entities: Iterable<Listed>, lang: Lang, label: ((kind: string) => string) | null): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  const alike = by(entities, (entity) => (label === null ? `${entity.kind} ` : "") + nameOf(entity, lang));
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    const ways = [...(label === null ? [] : [({ kind }: Listed) => label(kind)]), ({ id }: Listed) => own(id), ({ id }: Listed) => id];
    const way = ways.find((one) => new Set(group.map(one)).size === group.length);
    if (way !== undefined) for (const entity of group) told.set(entity.id, way(entity));
  }
  return told;
}
