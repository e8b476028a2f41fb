// Matrices for the pictures: seeded, so that every run draws the same.
import {
  encodeArray,
  heatmapDefaults,
  type HeatmapFacet,
  type HeatmapState,
  type Quantity,
} from '../../../widgets/state/index.js';
import { matrixStats } from '../../../widgets/plot/heatmap/stats.js';

/** A small generator of numbers between 0 and 1 (mulberry32). */
export function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A matrix, rows × columns. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** A matrix of what `value` says for each cell. */
export function matrix(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): Matrix {
  const data = Float32Array.from({ length: rows * columns }, (_, i) =>
    value(Math.floor(i / columns), i % columns),
  );
  return { rows, columns, data };
}

/** Something that looks like a unit's state over time: waves of different length with noise, −1…1. */
export function stateMatrix(rows: number, columns: number, seed = 1): Matrix {
  const next = random(seed);
  const waves = Array.from({ length: rows }, () => [
    0.02 + next() * 0.12,
    next() * 6,
    0.6 + next() * 2.4,
  ]);
  return matrix(rows, columns, (r, c) => {
    const [speed, phase, gain] = waves[r] as [number, number, number];
    return Math.tanh(gain * Math.sin(speed * c + phase) + 0.3 * (next() - 0.5));
  });
}

/** The same between 0 and 1. */
export function gateMatrix(rows: number, columns: number, seed = 1): Matrix {
  const state = stateMatrix(rows, columns, seed);
  return { ...state, data: state.data.map((x) => (x + 1) / 2) };
}

/** A facet of a matrix. */
export const facetOf = (m: Matrix, title = '', quantity: Quantity = 'value'): HeatmapFacet => ({
  title,
  shape: [m.rows, m.columns],
  pooled: 1,
  data: encodeArray(m.data, [m.rows, m.columns]),
  low: null,
  high: null,
  stats: matrixStats(m.data, m.columns),
  quantity,
});

/** The state of a heatmap of these facets. */
export const heatmapOf = (
  facets: HeatmapFacet[],
  options: Partial<HeatmapState> = {},
): HeatmapState => ({
  ...heatmapDefaults(),
  facets,
  ...options,
});
