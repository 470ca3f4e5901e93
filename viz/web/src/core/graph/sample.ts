/** A small invented graph for the specs of the core. */
import type { LinkGroup, MapEdge, MapGraph, MapNode } from "../api/types";
import ontology from "../ontology.json";
import { type OntologyJson, Vocabulary } from "../ontology/ontology";

export const vocabulary = new Vocabulary(ontology as unknown as OntologyJson);

export function node(id: string, kind: string, degree = 1, sources: string[] = ["s1"]): MapNode {
  return { id, name: `Fictif ${id}`, kind, degree, name_en: null, acronym: null, start: null, end: null, sources, contested: false };
}

export function edge(source: string, relation: string, target: string, sources: string[] = ["s1"]): MapEdge {
  return { id: `${source}-${relation}-${target}`, source, target, relation, confidence: 1, since: null, until: null, roles: [], sources };
}

/** Two associations work in an event in a town, which is part of a region; a theme; a stranger of another source. */
export const GRAPH: MapGraph = {
  nodes: [node("town", "Territory"), node("region", "Territory"), node("a", "Association", 9), node("b", "Association", 4), node("event", "Event", 3), node("theme", "Theme"), node("far", "Person", 1, ["s2"])],
  edges: [
    edge("a", "PARTNER_IN", "event"),
    edge("b", "PARTNER_IN", "event"),
    edge("event", "LOCATED_IN", "town"),
    edge("town", "PART_OF", "region"),
    edge("event", "CONCERNS", "theme"),
    edge("far", "MEMBER_OF", "b", ["s2"]),
  ],
  total_nodes: 7,
  total_edges: 6,
  cut: null,
};

export function group(relation: string, outgoing: boolean, kind: string, ids: readonly string[], count = ids.length): LinkGroup {
  const links = ids.map((id) => ({
    id: `x-${relation}-${id}`,
    relation,
    outgoing,
    other: { id, name: `Fictif ${id}`, kind, types: [kind] },
    roles: [],
    sources: ["s1"],
    confidence: 1,
    contested: false,
  }));
  return { relation, outgoing, kind, count, links };
}
