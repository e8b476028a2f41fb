// The figures of lines, weights and tokens.
import { LiveHeatmap } from '../plot/heatmap/live/live-heatmap.js';
import { heatmapSpec } from '../plot/heatmap/spec.js';
import { LiveLines } from '../plot/lines/live-lines.js';
import { languageOf, speaker } from '../plot/text/words.js';
import { LiveTokens } from '../plot/tokens/live-tokens.js';
import { toNode } from '../plot/tree/tree.js';
import { drawHistograms } from '../plot/weights/draw-histograms.js';
import { weightsAsHeatmap } from '../plot/weights/weights-state.js';
import {
  decodeArray,
  type LinesState,
  type TokensState,
  type WeightsState,
} from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { saveHeatmap } from './save-heatmap.js';
import { saveSoon } from './sharing.js';

const changer =
  (model: WidgetModel) =>
  (changes: object): void => {
    model.set(changes);
    saveSoon(model);
  };

/** Makes the figure of a LinesModel. */
export function makeLinesFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveLines(document, changer(model));
  return {
    node: live.node,
    show: () => live.show({ ...(model.attributes as LinesState) }),
    fail: (error) => live.fail(error),
    resize: (width) => live.resize(width),
    redraw: () => undefined,
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}

/** Makes the figure of a TokensModel. */
export function makeTokensFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveTokens(document, changer(model));
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

/** Makes the figure of a WeightsModel: the matrices as a heatmap, the histograms below. */
export function makeWeightsFigure(model: WidgetModel, document: Document): Figure {
  const node = document.createElement('div');
  const histograms = document.createElement('div');
  const live = new LiveHeatmap(document, {
    change: changer(model),
    pick: (place) => model.comm_live && model.send({ type: 'pick', ...place }),
    save: (what, plan) => saveHeatmap(what, plan, document),
  });
  node.append(live.node, histograms);
  let width = 720;
  const draw = (): void => {
    const state = model.attributes as WeightsState;
    const say = speaker(languageOf(state.language, document.documentElement.lang));
    const blocks = state.blocks.map(({ name, values }) => ({
      name,
      values: decodeArray(values).data,
    }));
    const room = Math.max(240, Math.min(960, state.width ?? width));
    histograms.replaceChildren(toNode(drawHistograms(blocks, room, state.bins, say), document));
  };
  let drawn: unknown = null;
  return {
    node,
    show: () => {
      const state = model.attributes as WeightsState;
      live.show(heatmapSpec(weightsAsHeatmap(state)));
      if (drawn !== state.blocks) draw();
      drawn = state.blocks;
    },
    fail: (error) => {
      histograms.replaceChildren();
      live.fail(error);
    },
    resize: (next) => {
      live.resize(next);
      if (next < 1 || next === width) return;
      width = next;
      if (drawn !== null) draw();
    },
    redraw: () => live.redraw(),
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}
