// What the heatmap is drawn from: the model's state with its arrays opened.
import {
  decodeArray,
  type HeatmapFacet,
  type HeatmapState,
  type MatrixStats,
  type ModuleTraits,
  type PlainWire,
  type Quantity,
  type WireArray,
} from '../../state/index.js';

import type { Tile } from './tile.js';

/** One panel's numbers: rows × ⌈columns / pooled⌉ in C order. */
export interface Facet {
  /** Above the panel; empty for none. */
  readonly title: string;
  /** Rows of the matrix. */
  readonly rows: number;
  /** Columns of the matrix. */
  readonly columns: number;
  /** Columns of the matrix behind one stored column. */
  readonly pooled: number;
  /** Stored columns: ⌈columns / pooled⌉. */
  readonly stored: number;
  /** The values, or the mean of each run of columns. */
  readonly data: PlainWire['data'];
  /** The smallest value of each run; null when nothing is pooled. */
  readonly low: PlainWire['data'] | null;
  /** The greatest value of each run; null when nothing is pooled. */
  readonly high: PlainWire['data'] | null;
  /** Of the whole matrix. */
  readonly stats: MatrixStats;
  /** What the numbers are, which decides colours and limits. */
  readonly quantity: Quantity;
}

/** Everything that decides the picture. */
export interface HeatmapSpec extends Omit<
  HeatmapState,
  keyof ModuleTraits | 'facets' | 'description' | 'link' | 'width' | 'height'
> {
  /** In the order in which they stand. */
  readonly facets: readonly Facet[];
  /** Finer parts of facets that hold an overview, as far as they have come. */
  readonly tiles?: readonly (Tile | null)[];
  /** In CSS pixels; null takes a fitting width. */
  readonly width: number | null;
  /** In CSS pixels; null takes a fitting height. */
  readonly height: number | null;
}

const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

function openFacet(facet: HeatmapFacet): Facet {
  const [rows, columns] = facet.shape;
  const { pooled } = facet;
  if (!isSize(rows) || !isSize(columns) || !isSize(pooled) || pooled < 1) {
    throw new RangeError(`A heatmap cannot have the shape ${String(rows)} × ${String(columns)}`);
  }
  const stored = Math.ceil(columns / pooled);
  const open = (wire: WireArray): PlainWire['data'] => {
    const { data, shape } = decodeArray(wire);
    if (shape[0] !== rows || shape[1] !== stored) {
      throw new RangeError(`Expected ${rows} × ${stored} numbers, but ${shape.join(' × ')} came`);
    }
    return data;
  };
  return {
    title: facet.title,
    rows,
    columns,
    pooled,
    stored,
    data: open(facet.data),
    low: facet.low && pooled > 1 ? open(facet.low) : null,
    high: facet.high && pooled > 1 ? open(facet.high) : null,
    stats: facet.stats,
    quantity: facet.quantity,
  };
}

const opened = new WeakMap<HeatmapFacet, Facet>();

/** Opens a facet once; afterwards the same object gives the same numbers, so what is derived from them can be kept. */
function facetOf(facet: HeatmapFacet): Facet {
  const known = opened.get(facet) ?? openFacet(facet);
  opened.set(facet, known);
  return known;
}

/** Opens the state of a heatmap. Throws a RangeError or TypeError when buffers and shapes do not fit together. */
export function heatmapSpec(state: HeatmapState): HeatmapSpec {
  return { ...state, facets: state.facets.map(facetOf) };
}

const sortedValues = new WeakMap<Facet, Float64Array>();

/** Values looked at for percentiles, at most: more would take longer to sort than to draw. */
const mostSorted = 1 << 19;

/**
 * The finite values of a facet in order; an overview gives those of its means, lows and highs. Of more than half a million
 * every second, third … is taken.
 */
export function sortedOf(facet: Facet): Float64Array {
  const known = sortedValues.get(facet);
  if (known) return known;
  const parts = facet.low && facet.high ? [facet.low, facet.data, facet.high] : [facet.data];
  const every = Math.ceil((parts.length * facet.data.length) / mostSorted);
  const values = new Float64Array(parts.length * Math.ceil(facet.data.length / Math.max(1, every)));
  let count = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += every) {
      if (Number.isFinite(part[i])) values[count++] = part[i]!;
    }
  }
  const sorted = values.subarray(0, count).sort();
  sortedValues.set(facet, sorted);
  return sorted;
}
