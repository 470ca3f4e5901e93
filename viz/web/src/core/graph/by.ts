/** The items by a key of theirs, in the order in which they come; each is touched once, however many there are. */
export function by<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const those = found.get(key);
    if (those === undefined) found.set(key, [item]);
    else those.push(item);
  }
  return found;
}
