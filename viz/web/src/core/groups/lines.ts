/** The lines of a map whose marks may be groups: between two marks one line a reading, where either of them is a group. */
import type { MapEdge } from "../api/types";
import { type Came, fact, told } from "../graph/fact";
import { type Model, rootOf } from "../graph/model";
import type { Shown } from "../filters/filters";
import type { Vocabulary } from "../ontology/ontology";

export interface Lines {
  readonly edges: readonly MapEdge[];
  /** Those of them that stand for a link that is shown. */
  readonly shown: ReadonlySet<string>;
}

/** The groups of a map: the id of each mark, and for each entity that stands in one its place among them. */
export interface Homes {
  readonly marks: readonly string[];
  readonly of: ReadonlyMap<string, number>;
  /** The mark of a family that stands as one, for the families that do. */
  readonly families: ReadonlyMap<string, number>;
}

interface Line {
  readonly edge: MapEdge;
  seen: boolean;
}

/** Numbers for texts, in the order in which they are met. */
function numbered(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size;
    if (number === numbers.size) numbers.set(text, number);
    return number;
  };
}

/** The links of one reading between two families, or within one. */
interface Sheaf {
  readonly kinds: readonly [string, string];
  readonly edges: readonly MapEdge[];
}

interface Sheaves {
  readonly all: readonly Sheaf[];
  readonly of: ReadonlyMap<MapEdge, Sheaf>;
}

const sheaves = told((vocabulary) =>
  fact<Sheaves>({ all: [], of: new Map() }, (_nothing, { nodes, edges }: Came) => {
    const [all, of] = [new Map<string, Sheaf & { readonly edges: MapEdge[] }>(), new Map<MapEdge, Sheaf>()];
    for (const edge of edges.values()) {
      const [a, b] = [nodes.get(edge.source)?.kind ?? "", nodes.get(edge.target)?.kind ?? ""];
      const key = `${a < b ? `${a}|${b}` : `${b}|${a}`}|${vocabulary.reading(edge.relation)}`;
      const sheaf = all.get(key) ?? { kinds: [a, b], edges: [] };
      all.set(key, sheaf);
      sheaf.edges.push(edge);
      of.set(edge, sheaf);
    }
    return { all: [...all.values()], of };
  }),
);

/** The links that must be looked at one by one: one of each sheaf that stands for all that are alike, and those that are like no other. */
function telling(model: Model, vocabulary: Vocabulary, homes: Homes): Iterable<MapEdge> {
  if (homes.families.size === 0) return model.edges.values();
  const { root, late } = rootOf(model);
  const { all, of } = sheaves(root, vocabulary);
  const strays = new Set<MapEdge>();
  for (const { id, kind } of root.nodes.values()) {
    if (homes.of.get(id) !== homes.families.get(kind)) for (const edge of root.around.get(id) ?? []) strays.add(edge);
  }
  const gone = new Map<Sheaf, number>();
  for (const edge of strays) {
    const sheaf = of.get(edge);
    if (sheaf !== undefined) gone.set(sheaf, (gone.get(sheaf) ?? 0) + 1);
  }
  const found: MapEdge[] = [];
  for (const sheaf of all) {
    const [a, b] = sheaf.kinds.map((kind) => homes.families.get(kind));
    if (a !== undefined && a === b) continue;
    const few = a !== undefined && b !== undefined;
    if (few && sheaf.edges.length === gone.get(sheaf)) continue;
    for (const edge of sheaf.edges) {
      if (strays.has(edge)) continue;
      found.push(edge);
      if (few) break;
    }
  }
  return [...found, ...strays, ...late];
}

/** `homes` tells where each entity of the map stands, `prefix` begins the ids of lines that stand for several links. */
export function lines(model: Model, vocabulary: Vocabulary, shown: Shown, homes: Homes, prefix: string): Lines {
  const { marks, of } = homes;
  const [own, between, readings] = [new Map<string, Line>(), new Map<number, Line>(), numbered()];
  const all = shown.edges.size === model.edges.size;
  const made = (edge: MapEdge, a: number | undefined, b: number | undefined): Line => {
    const source = (a === undefined ? undefined : marks[a]) ?? edge.source;
    const target = (b === undefined ? undefined : marks[b]) ?? edge.target;
    const id = `${prefix}|${source < target ? `${source}|${target}` : `${target}|${source}`}|${vocabulary.reading(edge.relation)}`;
    const line = own.get(id) ?? { edge: { ...edge, id, source, target }, seen: false };
    own.set(id, line);
    return line;
  };
  // Most links lie between two groups: those are known by a number, tens of thousands of ids are not written for a few lines.
  const grouped = (edge: MapEdge, a: number, b: number): Line => {
    const number = (readings(vocabulary.reading(edge.relation)) * marks.length + Math.min(a, b)) * marks.length + Math.max(a, b);
    const line = between.get(number) ?? made(edge, a, b);
    between.set(number, line);
    return line;
  };
  for (const edge of all ? telling(model, vocabulary, homes) : model.edges.values()) {
    const [a, b] = [of.get(edge.source), of.get(edge.target)];
    if (a !== undefined && a === b) continue;
    if (a === undefined && b === undefined) own.set(edge.id, { edge, seen: all || shown.edges.has(edge.id) });
    else {
      const line = a !== undefined && b !== undefined ? grouped(edge, a, b) : made(edge, a, b);
      line.seen ||= all || shown.edges.has(edge.id);
    }
  }
  const found = [...own.values()];
  return { edges: found.map(({ edge }) => edge), shown: new Set(found.filter(({ seen }) => seen).map(({ edge }) => edge.id)) };
}
