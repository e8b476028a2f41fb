// The browser's side of gatelab's widgets, made from the page's own @jupyter-widgets/base.
import {
  cellDiagramDefaults,
  chartDefaults,
  errorTableDefaults,
  heatmapDefaults,
  linesDefaults,
  tokensDefaults,
  weightsDefaults,
} from '../state/index.js';
import type { BaseModule, WidgetClass } from './base.js';
import { makeCellDiagramFigure } from './cell-diagram-figure.js';
import { makeCustomModel, makeCustomView, type CodeOptions } from './custom.js';
import { makeErrorTableFigure } from './error-table-figure.js';
import { makeHeatmapFigure } from './heatmap-figure.js';
import {
  makeChartFigure,
  makeLinesFigure,
  makeTokensFigure,
  makeWeightsFigure,
} from './small-figures.js';
import { makeLinkModel, makePictureModel } from './models.js';
import { makePictureView } from './picture-view.js';

/** Name → class, as a widget registry wants the exports of a module. Code that was saved does not run unless it is `trusted`. */
export function makeWidgets(
  base: BaseModule,
  options: CodeOptions = {},
): Record<string, WidgetClass> {
  return {
    GateLinkModel: makeLinkModel(base),
    HeatmapModel: makePictureModel(base, heatmapDefaults, ['facets']),
    HeatmapView: makePictureView(base, makeHeatmapFigure),
    CustomModel: makeCustomModel(base, options),
    CustomView: makeCustomView(base, options),
    ErrorTableModel: makePictureModel(base, errorTableDefaults, ['columns', 'curve']),
    ErrorTableView: makePictureView(base, makeErrorTableFigure),
    CellDiagramModel: makePictureModel(base, cellDiagramDefaults, [
      'input',
      'series',
      'initialHidden',
      'initialCell',
      'gates',
    ]),
    CellDiagramView: makePictureView(base, makeCellDiagramFigure),
    ChartModel: makePictureModel(base, chartDefaults, ['panels']),
    ChartView: makePictureView(base, makeChartFigure),
    LinesModel: makePictureModel(base, linesDefaults, ['series', 'band']),
    LinesView: makePictureView(base, makeLinesFigure),
    WeightsModel: makePictureModel(base, weightsDefaults, ['blocks']),
    WeightsView: makePictureView(base, makeWeightsFigure),
    TokensModel: makePictureModel(base, tokensDefaults, ['values']),
    TokensView: makePictureView(base, makeTokensFigure),
  };
}
