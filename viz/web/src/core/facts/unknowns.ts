/** What is not known of an entity: the important things that its kind could have and that no source gives. */
import type { Card } from "../api/types";
import type { Vocabulary } from "../ontology/ontology";

export type Unknown = "description" | "place" | "theme" | "competence" | "method" | "date" | "actors" | "practices" | "organisation";

interface Facet {
  readonly key: Unknown;
  /** The kinds it is asked of. */
  readonly of: readonly string[];
  readonly property?: readonly string[];
  /** Neighbours of this type answer it. */
  readonly neighbour?: string;
}

const FACETS: readonly Facet[] = [
  { key: "description", of: ["Entity"], property: ["description"] },
  { key: "date", of: ["Event", "Programme"], property: ["start", "end"] },
  { key: "organisation", of: ["Person"], neighbour: "Organization" },
  { key: "place", of: ["Event", "InstitutedBody", "CitizenInitiative", "Institution"], neighbour: "Territory" },
  { key: "actors", of: ["Practice"], neighbour: "Actor" },
  { key: "practices", of: ["Actor", "Concept", "Territory"], neighbour: "Practice" },
  { key: "theme", of: ["Practice"], neighbour: "Theme" },
  { key: "competence", of: ["Actor", "Practice", "Profession"], neighbour: "Competence" },
  { key: "method", of: ["Practice"], neighbour: "Method" },
];

/** What nobody says of this entity, most important first. */
export function unknowns(card: Card, vocabulary: Vocabulary): readonly Unknown[] {
  const asked = FACETS.filter((facet) => facet.of.some((type) => vocabulary.isA(card.kind, type)));
  return asked.filter((facet) => !answered(card, vocabulary, facet)).map((facet) => facet.key);
}

function answered(card: Card, vocabulary: Vocabulary, facet: Facet): boolean {
  const { neighbour, property = [] } = facet;
  if (neighbour === undefined) return property.some((name) => (card.properties[name] ?? []).length > 0);
  return card.groups.some((group) => vocabulary.isA(group.kind, neighbour));
}
