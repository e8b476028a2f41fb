// Numbers counted in bins, as NumPy's histogram (and so matplotlib's hist) counts them.

/** The edges of the bins, one more than there are counts. */
export interface Counts {
  /** From the lowest to the highest. */
  readonly edges: Float64Array;
  /** How many numbers fall into each bin. */
  readonly counts: Float64Array;
}

/** The least and the greatest finite number of all lists; 0 and 1 where there is none, half a unit around where they are one. */
export function countedRange(lists: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lists) {
    for (let k = 0; k < values.length; k++) {
      if (!Number.isFinite(values[k])) continue;
      low = Math.min(low, values[k]!);
      high = Math.max(high, values[k]!);
    }
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** Counts values in `bins` bins of one width: each takes its lower edge, the last its upper edge too. What is outside or no number is left out. */
export function countValues(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  bins: number,
): Counts {
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) =>
    k === bins ? high : low + k * ((high - low) / bins),
  );
  const counts = new Float64Array(bins);
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (!(value >= low && value <= high)) continue;
    let place = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    // The division may have rounded over an edge: the edges themselves decide.
    if (value < edges[place]!) place--;
    else if (place < bins - 1 && value >= edges[place + 1]!) place++;
    counts[place]!++;
  }
  return { edges, counts };
}
