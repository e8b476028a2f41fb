// The heatmap's figure: the model's state into the live heatmap, and its changes back into the model.
import { LiveHeatmap } from '../plot/heatmap/live/live-heatmap.js';
import { heatmapSpec } from '../plot/heatmap/spec.js';
import type { HeatmapPlan } from '../plot/heatmap/plan.js';
import type { HeatmapState, ShowCell } from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { savePictures } from './save-picture.js';
import { saveSoon } from './sharing.js';
import { makeTileRequests } from './tile-requests.js';
import { makeValueRequest } from './value-request.js';

const isShow = (content: unknown): content is ShowCell =>
  typeof content === 'object' && content !== null && 'type' in content && content.type === 'show';

/** Makes the figure of a HeatmapModel. */
export function makeHeatmapFigure(model: WidgetModel, document: Document): Figure {
  const requests = makeTileRequests(model, document);
  const values = makeValueRequest(model);
  let painted: HeatmapPlan | null = null;
  let facets: unknown = null;
  const live = new LiveHeatmap(document, {
    change(changes) {
      model.set(changes);
      saveSoon(model);
    },
    pick: (place) => model.comm_live && model.send({ type: 'pick', ...place }),
    save: savePictures(document),
    exactText: (place) => painted && values.text(painted, place),
    painted(plan) {
      painted = plan;
      requests.follow(plan);
    },
  });
  const show = (): void => {
    const state = model.attributes as HeatmapState;
    if (facets !== state.facets) requests.forget();
    facets = state.facets;
    live.show({ ...heatmapSpec(state), tiles: requests.tiles() });
  };
  return {
    node: live.node,
    show,
    fail: (error) => live.fail(error),
    resize: (width) => live.resize(width),
    redraw: () => live.redraw(),
    receive(content, buffers) {
      if (isShow(content)) live.flash(content);
      else if (values.receive(content) || requests.receive(content, buffers)) {
        show();
        live.redraw();
      }
    },
    destroy: () => live.destroy(),
  };
}
