import { encodeArray, storedCells, type HeatmapFacet, type Quantity } from '../../state/index.js';
import { matrixStats } from '../../plot/heatmap/stats.js';
import type { Matrix } from './matrix.js';
import { poolColumns } from './pool.js';
import { singlePrecision } from '../core/single-precision.js';

/** Cells from which on single precision is sent: nobody reads a ninth digit there, and the state is half as large. */
const exactCells = 100_000;

/** The most cells, of all panels together, that a notebook keeps of a heatmap. */
const savedCells = 1 << 16;

/** What a facet says beside its numbers. */
interface FacetLabels {
  readonly title: string;
  readonly quantity: Quantity;
}

/** One panel of a heatmap as its state carries it: whole, or as an overview when it has more cells than `most`. */
export function facetOf(
  matrix: Matrix,
  { title, quantity }: FacetLabels,
  most = storedCells,
): HeatmapFacet {
  const { rows, columns } = matrix;
  const pooled = Math.max(1, Math.ceil((rows * columns) / most));
  const common = {
    title,
    shape: [rows, columns] as [number, number],
    pooled,
    stats: matrixStats(matrix.data, columns),
    quantity,
  };
  if (pooled === 1) {
    const data = rows * columns > exactCells ? Float32Array.from(matrix.data) : matrix.data;
    return { ...common, data: encodeArray(data, [rows, columns]), low: null, high: null };
  }
  const overview = poolColumns(matrix, { from: 0, to: columns, pooled });
  const shape = [rows, overview.columns];
  return {
    ...common,
    data: encodeArray(overview.mean, shape),
    low: encodeArray(overview.low, shape),
    high: encodeArray(overview.high, shape),
  };
}

/** The panels as a notebook keeps them: an overview of what is large, in single precision. */
export function savedFacets(
  facets: readonly HeatmapFacet[],
  matrices: readonly Matrix[],
): HeatmapFacet[] {
  const most = Math.ceil(savedCells / facets.length);
  const small = facets.map((facet, n) => {
    const matrix = matrices[n];
    const isLarge = matrix && matrix.rows * matrix.columns > most;
    return isLarge ? facetOf(matrix, facet, most) : facet;
  });
  return singlePrecision(small) as HeatmapFacet[];
}
