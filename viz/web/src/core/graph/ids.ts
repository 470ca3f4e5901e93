/** Ids that can be counted, looked up and gone through: a set, or the keys of a map without a copy of them. */
export interface Ids extends Iterable<string> {
  readonly size: number;
  has(id: string): boolean;
}

/** The keys of a map that never changes, tens of thousands as cheaply as none. */
export function keysOf(map: ReadonlyMap<string, unknown>): Ids {
  return { size: map.size, has: (id) => map.has(id), [Symbol.iterator]: () => map.keys() };
}
