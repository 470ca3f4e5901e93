/** The links of a card as people read them: one section a relation, headed by what it leads to. */
import type { Link, LinkGroup } from "../api/types";
import type { Vocabulary } from "../ontology/ontology";

export interface Section {
  readonly relation: string;
  readonly outgoing: boolean;
  /** All links of the section, listed or not. */
  readonly count: number;
  /** What the neighbours are: their kind, or the nearest type they have in common. */
  readonly kind: string;
  readonly groups: readonly LinkGroup[];
  readonly links: readonly Link[];
}

/** Sections in the order of the readings given (cooperation first), the longest first within one. */
export function sections(groups: readonly LinkGroup[], vocabulary: Vocabulary, readings: readonly string[]): readonly Section[] {
  const merged = new Map<string, LinkGroup[]>();
  for (const group of groups) {
    const outgoing = vocabulary.symmetric(group.relation) || group.outgoing;
    const key = `${group.relation}/${outgoing}`;
    merged.set(key, [...(merged.get(key) ?? []), group]);
  }
  const place = (section: Section) => {
    const at = readings.indexOf(vocabulary.reading(section.relation));
    return at === -1 ? readings.length : at;
  };
  return [...merged.values()].map((parts) => section(parts, vocabulary)).sort((a, b) => place(a) - place(b) || b.count - a.count);
}

function section(groups: readonly LinkGroup[], vocabulary: Vocabulary): Section {
  const first = groups[0] as LinkGroup;
  return {
    relation: first.relation,
    outgoing: vocabulary.symmetric(first.relation) || first.outgoing,
    count: groups.reduce((sum, group) => sum + group.count, 0),
    kind: vocabulary.common(groups.map((group) => group.kind)),
    groups,
    links: groups.flatMap((group) => group.links),
  };
}
