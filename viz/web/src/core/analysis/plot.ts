/** Where the pairs stand in the plot of the four quadrants: how much they converge, how rarely chance would do as much. */

export interface Pair {
  readonly value: number;
  readonly p_value?: number | null;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Beyond one in a million nobody sees a difference. */
const RAREST = 6;

/** Share of the width and of the height, both 0 to 1, from the left and from the bottom; pairs on one spot are set apart. */
export function spots(pairs: readonly Pair[]): readonly Spot[] {
  const taken = new Map<string, number>();
  return pairs.map(({ value, p_value }) => {
    const x = Math.min(1, Math.max(0, value));
    const rarity = p_value == null || p_value >= 1 ? 0 : Math.min(RAREST, -Math.log10(Math.max(p_value, 10 ** -RAREST)));
    const y = rarity / RAREST;
    const key = `${x.toFixed(2)}/${y.toFixed(2)}`;
    const already = taken.get(key) ?? 0;
    taken.set(key, already + 1);
    return { x: Math.max(0, x - already * 0.035), y };
  });
}
