// The heatmap's figure: the model's state into the live heatmap, and its changes back into the model.
import { LiveHeatmap } from '../plot/heatmap/live/live-heatmap.js';
import { heatmapSpec } from '../plot/heatmap/spec.js';
import type { HeatmapState, ShowCell } from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { saveHeatmap } from './save-heatmap.js';
import { saveSoon } from './sharing.js';

const isShow = (content: unknown): content is ShowCell =>
  typeof content === 'object' && content !== null && 'type' in content && content.type === 'show';

/** Makes the figure of a HeatmapModel. */
export function makeHeatmapFigure(model: WidgetModel, document: Document): Figure {
  const state = (): HeatmapState => model.attributes as HeatmapState;
  const live = new LiveHeatmap(document, {
    change(changes) {
      model.set(changes);
      saveSoon(model);
    },
    pick: (place) => model.comm_live && model.send({ type: 'pick', ...place }),
    save: (what, plan) => void saveHeatmap(what, plan, document),
  });
  return {
    node: live.node,
    show: () => live.show(heatmapSpec(state())),
    fail: (error) => live.fail(error),
    resize: (width) => live.resize(width),
    redraw: () => live.redraw(),
    receive: (content) => isShow(content) && live.flash(content),
    destroy: () => live.destroy(),
  };
}
