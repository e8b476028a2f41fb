// Weights as a heatmap's state: one facet for each matrix, symmetric limits that all share.
import {
  decodeArray,
  heatmapDefaults,
  type HeatmapFacet,
  type HeatmapState,
  type WeightBlock,
  type WeightsState,
} from '../../state/index.js';
import { matrixStats } from '../heatmap/stats.js';

const facets = new WeakMap<WeightBlock, HeatmapFacet>();

/** A block as a facet; a bias is a matrix of one row. */
function facetOf(block: WeightBlock): HeatmapFacet {
  const known = facets.get(block);
  if (known) return known;
  const { data, shape } = decodeArray(block.values);
  const [rows, columns] = shape.length === 1 ? [1, shape[0]!] : [shape[0]!, shape[1]!];
  const facet: HeatmapFacet = {
    title: block.name,
    shape: [rows, columns],
    pooled: 1,
    data: { ...block.values, shape: [rows, columns] },
    low: null,
    high: null,
    stats: matrixStats(data, columns),
    quantity: 'weight',
  };
  facets.set(block, facet);
  return facet;
}

/** The heatmap of weights. Rows run downwards, as matrices are written: from row (source) to column (target unit). */
export function weightsAsHeatmap(state: WeightsState): HeatmapState {
  const { blocks, ...shared } = state;
  return {
    ...heatmapDefaults(),
    ...shared,
    facets: blocks.map(facetOf),
    origin: 'upper',
    sharedColorbar: true,
  };
}
