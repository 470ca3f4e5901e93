/** A map laid over another that stays as it is: what is added costs what it is, not what was there. */
export class Over<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  readonly #under: ReadonlyMap<string, V>;
  readonly #over: ReadonlyMap<string, V>;

  /** What `over` says stands before what `under` says. */
  constructor(under: ReadonlyMap<string, V>, over: ReadonlyMap<string, V>) {
    this.#under = under;
    this.#over = over;
    let size = under.size;
    for (const key of over.keys()) if (!under.has(key)) size += 1;
    this.size = size;
  }

  get(key: string): V | undefined {
    return this.#over.get(key) ?? this.#under.get(key);
  }

  has(key: string): boolean {
    return this.#over.has(key) || this.#under.has(key);
  }

  forEach(call: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) call(value, key, this);
  }

  /** In the order in which they would stand in one map: those that were there first, in their places. */
  *entries(): MapIterator<[string, V]> {
    for (const [key, value] of this.#under) yield [key, this.#over.get(key) ?? value];
    for (const entry of this.#over) if (!this.#under.has(entry[0])) yield entry;
  }

  *keys(): MapIterator<string> {
    yield* this.#under.keys();
    for (const key of this.#over.keys()) if (!this.#under.has(key)) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}
