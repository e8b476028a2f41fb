// A heatmap as it is saved.
import type { SavedPicture } from '../save/saved-picture.js';
import { cellsAsText } from './cells-as-text.js';
import { drawHeatmap } from './draw-heatmap.js';
import type { HeatmapPlan } from './plan.js';

/** What is shown, under the title of the picture or of its only panel. */
export function savedHeatmap(plan: HeatmapPlan): SavedPicture {
  const { spec, layout } = plan;
  const titles = spec.facets.map(({ title }) => title);
  return {
    title: spec.title || titles.join(' '),
    kind: 'heatmap',
    draw: ({ ratio, image }) => drawHeatmap(spec, { width: layout.width, ratio, image }),
    text: (separator) => cellsAsText(plan, separator),
  };
}
