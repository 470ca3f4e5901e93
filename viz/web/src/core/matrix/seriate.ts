/** Rows and columns put in an order in which blocks appear: what holds the same things stands side by side. */

/** For each row, the columns that it holds. */
export type Incidence = readonly (readonly number[])[];

const ROUNDS = 30;

/** The order of rows and of columns: reciprocal averaging (Hill 1973), first axis; what holds nothing comes last. */
export function seriate(rows: Incidence, columns: number): { readonly rows: readonly number[]; readonly columns: readonly number[] } {
  const held: number[][] = Array.from({ length: columns }, () => []);
  rows.forEach((row, i) => {
    for (const column of row) held[column]?.push(i);
  });
  let of: readonly number[] = rows.map((_, i) => i);
  let scores: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    scores = means(held, of);
    of = centred(means(rows, scores), rows);
  }
  return { rows: ordered(of, rows), columns: ordered(scores, held) };
}

/** Of each list, the mean score of what it holds. */
function means(lists: Incidence, scores: readonly number[]): readonly number[] {
  return lists.map((list) => (list.length === 0 ? 0 : list.reduce((sum, at) => sum + (scores[at] ?? 0), 0) / list.length));
}

/** Without the trivial axis on which all are the same, and of a spread of one. */
function centred(scores: readonly number[], lists: Incidence): readonly number[] {
  const weights = lists.map((list) => list.length);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const mean = scores.reduce((sum, score, i) => sum + score * (weights[i] ?? 0), 0) / total;
  const spread = Math.sqrt(scores.reduce((sum, score, i) => sum + (weights[i] ?? 0) * (score - mean) ** 2, 0) / total) || 1;
  return scores.map((score) => (score - mean) / spread);
}

function ordered(scores: readonly number[], lists: Incidence): readonly number[] {
  const empty = (i: number) => Number((lists[i]?.length ?? 0) === 0);
  return scores.map((_, i) => i).sort((a, b) => empty(a) - empty(b) || (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
}

/** How far what belongs together stands apart: the sum, over rows, of the width between the first and the last column held. */
export function spread(rows: Incidence, order: readonly number[]): number {
  const place = new Map(order.map((column, at) => [column, at]));
  return rows.reduce((sum, row) => {
    const at = row.map((column) => place.get(column) ?? 0);
    return at.length === 0 ? sum : sum + Math.max(...at) - Math.min(...at);
  }, 0);
}
