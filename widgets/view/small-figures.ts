// The figures of lines, charts, weights and tokens.
import { LiveChart } from '../plot/chart/live-chart.js';
import { LiveHeatmap } from '../plot/heatmap/live/live-heatmap.js';
import { heatmapSpec } from '../plot/heatmap/spec.js';
import { LiveLines } from '../plot/lines/live-lines.js';
import { languageOf, speaker } from '../plot/text/words.js';
import { LiveTokens } from '../plot/tokens/live-tokens.js';
import type { HeatmapPlan } from '../plot/heatmap/plan.js';
import type { Pixels } from '../plot/save/saved-picture.js';
import { render } from '../plot/tree/render.js';
import type { Tree } from '../plot/tree/tree.js';
import { drawHistograms, type Histograms } from '../plot/weights/draw-histograms.js';
import { drawWeights, histogramsOf } from '../plot/weights/draw-weights.js';
import { weightsAsHeatmap } from '../plot/weights/weights-state.js';
import {
  type ChartState,
  type LinesState,
  type TokensState,
  type WeightsState,
} from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { savePictures } from './save-picture.js';
import { saveSoon } from './sharing.js';

const changer =
  (model: WidgetModel) =>
  (changes: object): void => {
    model.set(changes);
    saveSoon(model);
  };

/** The figure of a picture that is drawn at once and hears nothing from the kernel. */
const figureOf = (live: LiveLines | LiveChart, show: () => void): Figure => ({
  node: live.node,
  show,
  fail: (error) => live.fail(error),
  resize: (width) => live.resize(width),
  redraw: () => undefined,
  receive: () => undefined,
  destroy: () => live.destroy(),
});

/** Makes the figure of a LinesModel. */
export function makeLinesFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveLines({ document, change: changer(model), save: savePictures(document) });
  return figureOf(live, () => live.show({ ...(model.attributes as LinesState) }));
}

/** Makes the figure of a ChartModel. */
export function makeChartFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveChart({ document, change: changer(model), save: savePictures(document) });
  return figureOf(live, () => live.show({ ...(model.attributes as ChartState) }));
}

/** Makes the figure of a TokensModel. */
export function makeTokensFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveTokens(document, changer(model), savePictures(document));
  return {
    node: live.node,
    show: () => live.show({ ...(model.attributes as TokensState) }),
    fail: (error) => live.fail(error),
    resize: () => undefined,
    redraw: () => undefined,
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}

/** Makes the figure of a WeightsModel: the matrices as a heatmap, under each its histogram. */
export function makeWeightsFigure(model: WidgetModel, document: Document): Figure {
  const node = document.createElement('div');
  const below = document.createElement('div');
  let counted: { blocks: unknown; bins: number; histograms: Histograms } | null = null;
  let width = 720;
  const drawBelow = ({ layout }: HeatmapPlan): void => {
    width = layout.width;
    const state = model.attributes as WeightsState;
    const { blocks, bins } = state;
    if (counted?.blocks !== blocks || counted.bins !== bins)
      counted = { blocks, bins, histograms: histogramsOf(state) };
    const say = speaker(languageOf(state.language, document.documentElement.lang));
    render(below, [drawHistograms(counted.histograms, layout.panels, layout.width, say)]);
  };
  const save = savePictures(document);
  const drawWhole = (pixels: Pixels): Tree =>
    drawWeights(model.attributes as WeightsState, { width, ...pixels });
  const live = new LiveHeatmap(document, {
    change: changer(model),
    pick: (place) => model.comm_live && model.send({ type: 'pick', ...place }),
    save: (what, maps) => save(what, { ...maps, draw: drawWhole }),
    painted: drawBelow,
  });
  node.append(live.node, below);
  return {
    node,
    show: () => live.show(heatmapSpec(weightsAsHeatmap(model.attributes as WeightsState))),
    fail: (error) => {
      render(below, []);
      live.fail(error);
    },
    resize: (width) => live.resize(width),
    redraw: () => live.redraw(),
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}
