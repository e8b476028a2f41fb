import { encodeArray, storedCells, type HeatmapFacet, type Quantity } from '../state/index.js';
import { matrixStats } from '../plot/heatmap/stats.js';
import type { Matrix } from './matrix.js';
import { poolColumns } from './pool.js';

/** Cells from which on single precision is sent: nobody reads a ninth digit there, and the state is half as large. */
const exactCells = 100_000;

/** One panel of a heatmap as its state carries it: whole, or as an overview when it is too large. */
export function facetOf(matrix: Matrix, title: string, quantity: Quantity): HeatmapFacet {
  const { rows, columns } = matrix;
  const pooled = Math.max(1, Math.ceil((rows * columns) / storedCells));
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
