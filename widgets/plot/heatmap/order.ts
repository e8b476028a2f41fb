// The order in which rows are shown.
import { clusterRows, mostClustered, type Merge } from './cluster.js';
import type { Facet, HeatmapSpec } from './spec.js';

/** `order[shown]` is a row of the matrix; null keeps the matrix's order. `merges` is the tree when rows were clustered. */
export interface RowArrangement {
  /** The row at each place from the first one on. */
  readonly order: Int32Array | null;
  /** In the order in which nodes became one; null where rows were not clustered. */
  readonly merges: readonly Merge[] | null;
}

const rowOf = ({ data, stored }: Facet, row: number): ArrayLike<number> =>
  data.subarray(row * stored, (row + 1) * stored);

function meanOf(values: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) continue;
    sum += value;
    count++;
  }
  return count === 0 ? -Infinity : sum / count;
}

/** How many steps a row remembers itself: −1 / ln r, with r the correlation of neighbouring steps. */
export function timescaleOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let [together, alone] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const here = values[i]! - mean;
    const before = i > 0 ? values[i - 1]! - mean : NaN;
    if (here === here) alone += here * here;
    if (here * before === here * before) together += here * before;
  }
  const r = alone === 0 ? 0 : together / alone;
  return r <= 0 ? 0 : r >= 1 ? Infinity : -1 / Math.log(r);
}

/** Rows by a key, smallest first; equal ones stay as they are, since sorting is stable. */
function byKey(facet: Facet, key: (values: ArrayLike<number>) => number): Int32Array {
  const keys = Array.from({ length: facet.rows }, (_, row) => key(rowOf(facet, row)));
  return Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
}

const isPermutation = (order: readonly number[], rows: number): boolean =>
  order.length === rows &&
  new Set(order).size === rows &&
  order.every((row) => Number.isInteger(row) && row >= 0 && row < rows);

const computed = new WeakMap<Facet, Map<string, RowArrangement>>();

function arrange(facet: Facet, order: HeatmapSpec['order']): RowArrangement {
  if (order === 'value') return { order: byKey(facet, meanOf), merges: null };
  if (order === 'timescale') return { order: byKey(facet, timescaleOf), merges: null };
  if (facet.rows > mostClustered) {
    throw new RangeError(
      `${facet.rows} rows are too many to cluster (${mostClustered} at most): order them by value`,
    );
  }
  return clusterRows(facet);
}

/** The order of the first facet's rows, which holds for all facets. A `rowOrder` that is no permutation is refused. */
export function orderRows(spec: HeatmapSpec): RowArrangement {
  const facet = spec.facets[0];
  if (!facet || spec.order === 'none') return { order: null, merges: null };
  if (spec.facets.some((other) => other.rows !== facet.rows)) return { order: null, merges: null };
  if (spec.order === 'custom') {
    const order = spec.rowOrder ?? [];
    if (!isPermutation(order, facet.rows)) {
      throw new RangeError(`rowOrder must name each of the ${facet.rows} rows once`);
    }
    return { order: Int32Array.from(order), merges: null };
  }
  const known = computed.get(facet) ?? new Map<string, RowArrangement>();
  computed.set(facet, known);
  const arrangement = known.get(spec.order) ?? arrange(facet, spec.order);
  known.set(spec.order, arrangement);
  return arrangement;
}
