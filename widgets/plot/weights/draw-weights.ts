// Weights as one picture: the matrices as a heatmap, under each its histogram.
import { decodeArray, type WeightsState } from '../../state/index.js';
import { drawHeatmap, type StaticOptions } from '../heatmap/draw-heatmap.js';
import { planHeatmap } from '../heatmap/plan-heatmap.js';
import { heatmapSpec } from '../heatmap/spec.js';
import { speaker } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import { countWeights, drawHistograms, type Histograms } from './draw-histograms.js';
import { weightsAsHeatmap } from './weights-state.js';

/** Counts the numbers of a state. */
export const histogramsOf = ({ blocks, bins }: WeightsState): Histograms =>
  countWeights(
    blocks.map(({ name, values }) => ({ name, values: decodeArray(values).data })),
    bins,
  );

/** Draws the whole picture as one `svg`. Throws as `drawHeatmap` does. */
export function drawWeights(state: WeightsState, options: StaticOptions): Tree {
  const spec = heatmapSpec(weightsAsHeatmap(state));
  const maps = drawHeatmap(spec, options);
  const { layout } = planHeatmap(spec, options.width);
  const say = speaker(state.language === 'zh' ? 'zh' : 'en');
  const below = drawHistograms(histogramsOf(state), layout.panels, options.width, say);
  const height = layout.height + Number(below.attributes['height']);
  return h(
    'svg',
    { ...maps.attributes, viewBox: `0 0 ${options.width} ${height}`, height },
    maps.children,
    { ...below, attributes: { ...below.attributes, y: layout.height } },
  );
}
